"""The sample submissions: short scripts, made into the notebooks that students would hand in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tracegrade.assignments import Assignment
from tracegrade.corpus import read_blocks
from tracegrade.notebooks import write_notebook
from tracegrade.submissions import fill

FOLDER = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Sample:
    """A sample submission: a script, or a file that is handed in as it is.

    `points` is what it must get and `fails` the tests that it fails; `ends` tells whether it ends a
    notebook that runs its tests beside it.
    """

    path: Path
    about: str
    points: float
    fails: tuple[str, ...]
    ends: bool = False

    @property
    def student(self) -> str:
        return self.path.stem

    def hand_in(self, assignment: Assignment, path: Path) -> None:
        """Write the notebook that the student hands in; exercises without a block stay stubs."""
        if self.path.suffix == ".ipynb":
            shutil.copyfile(self.path, path)
            return
        [notebook] = assignment.notebooks
        _, blocks = read_blocks(self.path)
        write_notebook(fill(notebook, blocks, rest="stub"), path)


def samples_of(assignment: str) -> tuple[Sample, ...]:
    """The sample submissions of an assignment, ordered by student."""
    paths = [path for path in (FOLDER / assignment).iterdir() if path.suffix in (".py", ".ipynb")]
    return tuple(sorted(map(_read, paths), key=lambda sample: sample.student))


def _read(path: Path) -> Sample:
    if path.suffix == ".ipynb":
        return Sample(path, "a file that is not a notebook", 0, (), ends=True)
    header, _ = read_blocks(path)
    fails = tuple(name.strip() for name in header.get("fails", "").split(",") if name.strip())
    return Sample(path, header["about"], float(header["points"]), fails, "direct" in header)
