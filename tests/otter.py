"""The real Otter: its form of an assignment, handed in and graded by `otter run`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tracegrade.assignments import Assignment
from tracegrade.notebooks import Notebook, nbgrader_metadata, read_notebook, write_notebook
from tracegrade.routes.otter.package import Packaged, package
from tracegrade.submissions import fill

from tests.courses import DOUBLE, GRAPH, IMPORTS, graded, markdown, solution

ABOUT = r'An "odd" example: C:\new, {{ x }}, """ and é.'
VALUES = graded(
    "double--values",
    f"# {ABOUT}\n"
    "example = [1.0, 2.0]\n"
    "check.values(double, (example,), [2.0, 4.0])\n"
    "### BEGIN HIDDEN TESTS\n"
    "def double_reference(x):\n    return np.float32(2) * x\n"
    "check.values(double, [(example,), ([0.3125, -7.0],)], reference=double_reference)\n"
    "### END HIDDEN TESTS",
    points=3,
)
WHY = markdown(
    "### BEGIN SOLUTION\nAddition is cheap.\n### END SOLUTION",
    grade_id="why",
    grade=True,
    solution=True,
    points=4,
)
TRIPLE = [
    solution(
        "triple", "def triple(x):\n    ### BEGIN SOLUTION\n    return 3 * x\n    ### END SOLUTION"
    ),
    graded(
        "triple--values",
        "# Three times.\ncheck.values(triple, ([1.0],), [3.0])\n### BEGIN HIDDEN TESTS\n"
        "check.values(triple, ([2.0],), [6.0])\n### END HIDDEN TESTS",
        points=4,
    ),
    graded("triple--graph", "check.graph(triple, [[None]], [([1.0],)], [[3.0]])", points=1),
]
CELLS = [
    markdown("# Warm-up"),
    IMPORTS,
    *TRIPLE,
    DOUBLE,
    VALUES,
    GRAPH,
    markdown("Why is it fast?"),
    WHY,
]
OTTER = str(Path(sys.executable).with_name("otter"))


def packaged(folder: Path, assignment: Assignment, *, sealed: bool = True) -> Packaged:
    """The autograder zip and the students' folder, in a folder of theirs."""
    return package(assignment, folder / "autograder.zip", sealed=sealed)


def hand_in(
    student: Path,
    assignment: Assignment,
    answers: Mapping[str, str],
    path: Path,
    rest: Literal["reference", "stub"] = "stub",
) -> Path:
    """Write the notebook that a student hands in who got the folder `student` and answered so."""
    [source] = assignment.notebooks
    return hand_in_filled(student, fill(source, answers, rest=rest), path)


def hand_in_filled(student: Path, filled: Notebook, path: Path) -> Path:
    """Write the solution cells of a notebook into the one that students of Otter get."""
    answers = {cell.grade_id: cell.source for cell in filled.cells if cell.is_solution}
    [own] = student.glob("*.ipynb")
    notebook = read_notebook(own)
    for raw in notebook.document["cells"]:
        answer = answers.get(nbgrader_metadata(raw).get("grade_id"))
        if answer is not None:
            raw["source"] = answer
    path.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(notebook, path)
    return path


def zip_of(path: Path, files: Mapping[str, bytes]) -> Path:
    """A notebook and the files beside it as one zip."""
    target = path.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as members:
        members.write(path, path.name)
        for name, content in files.items():
            members.writestr(name, content)
    return target


@dataclass(frozen=True)
class Ran:
    """What `otter run` left: the results, if there are any, and what it printed."""

    results: dict[str, Any] | None
    printed: str

    @property
    def scores(self) -> dict[str, float]:
        """By question; Otter's own entries have none."""
        tests = self.results["tests"] if self.results else []
        return {it["name"]: it["score"] for it in tests if "score" in it}

    @property
    def shown(self) -> str:
        """What students read at once."""
        tests = self.results["tests"] if self.results else []
        shown = [str(it) for it in tests if it.get("visibility", "visible") == "visible"]
        return "\n".join([*shown, str((self.results or {}).get("output", ""))])


def otter_run(autograder: Path, submission: Path, *, seconds: float = 300) -> Ran:
    """Grade a notebook or a zip; it is ended after so many seconds."""
    folder = submission.with_suffix(".out")
    folder.mkdir()
    command = [OTTER, "run", "--no-logo", "-a", str(autograder), "-o", str(folder), str(submission)]
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            printed, _ = process.communicate()
    path = folder / "results.json"
    return Ran(json.loads(path.read_text("utf-8")) if path.exists() else None, printed)
