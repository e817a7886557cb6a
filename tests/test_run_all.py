"""Run All in a real Jupyter kernel, as a student does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.notebooks import write_notebook
from tracegrade.submissions import fill

from tests.stock import REPOSITORY

NAMES = assignment_names(REPOSITORY)


def run_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Run a notebook to its end, and return what each test cell prints; an error raises."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute(cwd=str(path.parent))
    tests = (c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade"))
    return {cell.metadata.nbgrader.grade_id: _printed(cell.outputs) for cell in tests}


def _printed(outputs: list[Any]) -> str:
    return "".join(output.text for output in outputs if output.get("name") == "stdout")


@pytest.mark.parametrize("name", NAMES)
def test_a_fresh_release_runs_to_its_end_and_says_what_is_not_written(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run_all(REPOSITORY / "release" / name / f"{name}.ipynb", monkeypatch)

    assert len(printed) == len(load_assignment(name, REPOSITORY).tests)
    for lines in printed.values():
        assert lines.endswith(": not written yet\n")
        assert "\N{CHECK MARK}" not in lines


@pytest.mark.parametrize("name", NAMES)
def test_every_visible_and_hidden_test_passes_with_the_reference_in_place(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = load_assignment(name, REPOSITORY).notebooks[0]
    write_notebook(source, tmp_path / "source.ipynb")
    write_notebook(fill(source, {}, rest="reference"), tmp_path / "visible.ipynb")

    for path in (tmp_path / "source.ipynb", tmp_path / "visible.ipynb"):
        for lines in run_all(path, monkeypatch).values():
            assert {line[0] for line in lines.splitlines()} == {"\N{CHECK MARK}"}
