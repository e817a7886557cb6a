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

    `points` is what it must get and `fails` the tests that it fails; None where it is a broken one.
    """

    path: Path
    about: str
    points: float | None
    fails: tuple[str, ...]

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
        return Sample(path, "a file that is not a notebook", None, ())
    header, _ = read_blocks(path)
    points = header.get("points")
    fails = tuple(name.strip() for name in header.get("fails", "").split(",") if name.strip())
    return Sample(path, header["about"], float(points) if points else None, fails)
