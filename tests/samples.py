"""The sample submissions: short scripts, made into the notebooks that students would hand in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tracegrade.assignments import Assignment, load_assignment
from tracegrade.corpus import read_blocks
from tracegrade.notebooks import write_notebook
from tracegrade.regions import unmarked
from tracegrade.submissions import Rest, fill

from tests.stock import REPOSITORY

FOLDER = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Sample:
    """A sample submission: a script, or a file that is handed in as it is.

    `points` is what it must get and `fails` the tests that it fails; `ends` tells whether it ends a
    notebook that runs its tests beside it. Exercises without a block stay stubs, or hold the
    reference solution.
    """

    path: Path
    about: str
    points: float
    fails: tuple[str, ...]
    ends: bool = False
    rest: Rest = "stub"

    @property
    def student(self) -> str:
        return self.path.stem

    def answers(self, assignment: Assignment) -> dict[str, str]:
        """The source of each solution cell that the student has written."""
        _, blocks = read_blocks(self.path)
        if self.rest == "reference":
            solutions = {it.id: unmarked(it.solution.source) for it in assignment.exercises}
            return {**solutions, **blocks}
        return blocks

    def hand_in(self, assignment: Assignment, path: Path) -> None:
        """Write the notebook that the student hands in, with `rest` where it has no block."""
        if self.path.suffix == ".ipynb":
            shutil.copyfile(self.path, path)
            return
        [notebook] = assignment.notebooks
        _, blocks = read_blocks(self.path)
        write_notebook(fill(notebook, blocks, rest=self.rest), path)


def samples_of(assignment: str) -> tuple[Sample, ...]:
    """The sample submissions of an assignment, ordered by student."""
    paths = [path for path in (FOLDER / assignment).iterdir() if path.suffix in (".py", ".ipynb")]
    return tuple(sorted(map(_read, paths), key=lambda sample: sample.student))


def _read(path: Path) -> Sample:
    if path.suffix == ".ipynb":
        return Sample(path, "a file that is not a notebook", 0, (), ends=True)
    header, _ = read_blocks(path)
    named = [name.strip() for name in header.get("fails", "").split(",")]
    tests = load_assignment(path.parent.name, REPOSITORY).tests
    fails = tuple(str(it.grade_id) for it in tests if {it.grade_id, it.exercise} & {*named})
    rest: Rest = "reference" if header.get("rest") == "reference" else "stub"
    return Sample(path, header["about"], float(header["points"]), fails, "direct" in header, rest)
