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
    """Run a notebook to its end; an error raises.

    Returns what each test cell prints, and the last cell, the summary.
    """
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute(cwd=str(path.parent))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    tests = (cell for cell in code if cell.metadata.get("nbgrader", {}).get("grade"))
    printed = {cell.metadata.nbgrader.grade_id: _printed(cell.outputs) for cell in tests}
    return {**printed, "summary": _printed(code[-1].outputs)}


def _printed(outputs: list[Any]) -> str:
    return "".join(output.text for output in outputs if output.get("name") == "stdout")


@pytest.mark.parametrize("name", NAMES)
def test_a_fresh_release_runs_to_its_end_and_says_what_is_not_written(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run_all(REPOSITORY / "release" / name / f"{name}.ipynb", monkeypatch)

    summary = printed.pop("summary")
    assert len(printed) == len(load_assignment(name, REPOSITORY).tests)
    assert f"0 of {len(load_assignment(name, REPOSITORY).exercises)} pass" in summary
    for lines in printed.values():
        assert lines.endswith(": not written yet\n")
        assert "\N{CHECK MARK}" not in lines


@pytest.mark.parametrize(
    "name",
    [pytest.param(it, marks=() if it == "tensors" else pytest.mark.full) for it in NAMES],
)
def test_every_visible_and_hidden_test_passes_with_the_reference_in_place(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = load_assignment(name, REPOSITORY)
    source, source_exercises = assignment.notebooks[0], assignment.exercises
    write_notebook(source, tmp_path / "source.ipynb")
    write_notebook(fill(source, {}, rest="reference"), tmp_path / "visible.ipynb")

    for path in (tmp_path / "source.ipynb", tmp_path / "visible.ipynb"):
        printed = run_all(path, monkeypatch)
        count = len(source_exercises)
        assert f"{count} of {count} pass" in printed.pop("summary")
        for lines in printed.values():
            assert {line[0] for line in lines.splitlines()} == {"\N{CHECK MARK}"}
