"""Grading with stock nbgrader in a course of its own, to compare."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
# A right cell takes a second at most, and the sample that loops takes this long for each test.
CELL_SECONDS = 20


@dataclass(frozen=True)
class Graded:
    """What nbgrader's gradebook has of a submission; `problem` says why it has nothing."""

    scores: dict[str, float] = field(default_factory=dict)  # of each test
    max_score: float = 0.0
    problem: str = ""

    @property
    def score(self) -> float:
        return sum(self.scores.values())


class Course:
    """A folder with the course's sources and configuration, and nbgrader's own database."""

    def __init__(
        self, folder: Path, source: Path = REPOSITORY / "source", *, configured: bool = True
    ) -> None:
        self.folder = folder
        shutil.copytree(source, folder / "source")
        if configured:
            shutil.copy(REPOSITORY / "nbgrader_config.py", folder)

    def submission(self, student: str, assignment: str) -> Path:
        """Where a student's notebook belongs."""
        path = self.folder / "submitted" / student / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True)
        return path

    def grade(self, assignment: str, students: Sequence[str]) -> Mapping[str, Graded]:
        """Run `nbgrader generate_assignment` and `nbgrader autograde` for the whole class."""
        made = self._run("generate_assignment", assignment)
        if made.returncode:
            raise RuntimeError(made.stderr)
        log = self._run("autograde", assignment, f"--Execute.timeout={CELL_SECONDS}").stderr
        return {student: self._graded(student, assignment, log) for student in students}

    def make_feedback(self, assignment: str) -> None:
        """Run `nbgrader generate_feedback`, as far as it goes."""
        self._run("generate_feedback", assignment)

    def feedback(self, student: str, assignment: str) -> str:
        """The page that a student gets; empty if there is none."""
        path = self.folder / "feedback" / student / assignment / f"{assignment}.html"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        programs = str(Path(sys.executable).parent)
        return subprocess.run(
            [sys.executable, "-P", "-m", "nbgrader", *arguments],
            cwd=self.folder,
            env={**os.environ, "PATH": programs + os.pathsep + os.environ["PATH"]},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",  # programs of students write to its streams as well
            check=False,
        )

    def _graded(self, student: str, assignment: str, log: str) -> Graded:
        from nbgrader.api import Gradebook, MissingEntry

        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            try:
                submission = gradebook.find_submission(assignment, student)
            except MissingEntry:
                return Graded(problem="nbgrader has no submission of it")
            scores = {g.name: g.score for book in submission.notebooks for g in book.grades}
            maximum = submission.assignment.max_score
        if f"for student '{student}'" in log:
            return Graded(max_score=maximum, problem=_reason(student, log))
        return Graded(scores, maximum)


def _reason(student: str, log: str) -> str:
    """The exception that nbgrader met while it graded a student's notebook."""
    processed = re.split(r"Creating/updating student with ID '(.*?)'", log)
    part = dict(zip(processed[1::2], processed[2::2], strict=True)).get(student, "")
    raised = re.findall(r"^ *(?:\w+\.)*(\w+Error|NotJSONError): (.+)$", part, re.MULTILINE)
    return ": ".join(raised[-1])[:100] if raised else "nbgrader gave up"
