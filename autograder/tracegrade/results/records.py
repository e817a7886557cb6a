"""What came of a submission: one result for each test cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tracegrade.assignments import Assignment
from tracegrade.flags import Flag
from tracegrade.notebooks import Cell

Trust = Literal["sealed", "observed", "open"]
Cause = Literal[
    "passed",
    "failed",
    "not written",
    "error",
    "timed out",
    "died",
    "not run",
    "unsealable",
    "withheld",
]

UNFINISHED = "Grading did not finish: what stands here is no result yet."


@dataclass(frozen=True)
class TestResult:
    """What came of a test cell.

    `student_text` is what its student may read of the whole cell: of a hidden part what was tested
    and the usual cause, never inputs, expected values or what came. `visible_text` is the full
    report on the visible part, `visible_passed` is None where the cell has none. `student_cause` is
    the usual cause of a failure in a hidden part. `staff_text` goes into no file that a student
    gets. `quiz` is set for questions that are answered by values.
    """

    grade_id: str
    exercise: str
    points: float
    passed: bool
    trust: Trust
    cause: Cause
    student_text: str = ""
    visible_passed: bool | None = None
    visible_text: str = ""
    staff_text: str = ""
    student_cause: str = ""
    quiz: bool = False
    hidden: bool = True  # whether a part of the cell is hidden

    @property
    def score(self) -> float:
        """All of its points or none."""
        return self.points if self.passed else 0.0


class _Scored:
    """Something whose points are those of its tests."""

    tests: tuple[TestResult, ...]

    @property
    def score(self) -> float:
        """The points that it earned."""
        return total(test.score for test in self.tests)

    @property
    def max_score(self) -> float:
        """The points that it could have earned."""
        return total(test.points for test in self.tests)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is withheld, so that its score says something."""
        return all(test.cause != "withheld" for test in self.tests)


@dataclass(frozen=True)
class ExerciseResult(_Scored):
    """The test results of one exercise."""

    name: str
    tests: tuple[TestResult, ...]

    @property
    def not_written(self) -> bool:
        """Whether it still holds its stub, for all of its tests."""
        return all(test.cause == "not written" for test in self.tests)


@dataclass(frozen=True)
class SubmissionResult(_Scored):
    """What came of a submission: a result for each test cell of the assignment, in its order.

    `notes` are sentences for the student, `isolation` is the level that was reached, `seconds` is
    the wall time. `finished` is False in what is written before there is a result. `flags` are for
    the instructor, and go into nothing that a student reads. `hung_forks` were started again.
    """

    student_id: str
    assignment: str
    tests: tuple[TestResult, ...]
    notes: tuple[str, ...] = ()
    isolation: str = ""
    seconds: float = 0.0
    finished: bool = True
    flags: tuple[Flag, ...] = ()
    hung_forks: int = 0

    @property
    def is_graded(self) -> bool:
        """Whether any of its tests began."""
        began = any(test.cause != "not run" for test in self.tests)
        return self.finished and (began or not self.tests)

    @property
    def exercises(self) -> tuple[ExerciseResult, ...]:
        """The results by exercise, in the order in which the exercises first come."""
        names = dict.fromkeys(test.exercise for test in self.tests)
        return tuple(
            ExerciseResult(name, tuple(test for test in self.tests if test.exercise == name))
            for name in names
        )

    @property
    def not_written(self) -> tuple[str, ...]:
        """The exercises that still hold their stub."""
        return tuple(exercise.name for exercise in self.exercises if exercise.not_written)


def nothing_run(
    student_id: str, assignment: Assignment, *notes: str, finished: bool = True
) -> SubmissionResult:
    """The result of a submission none of whose tests was run; `notes` say why."""
    quizzes = assignment.quizzes
    tests = tuple(_not_run(cell, quiz=cell.exercise in quizzes) for cell in assignment.tests)
    return SubmissionResult(student_id, assignment.name, tests, notes, finished=finished)


def unfinished(student_id: str, assignment: Assignment) -> SubmissionResult:
    """What is written before grading begins, and stays if it does not come to its end."""
    return nothing_run(student_id, assignment, UNFINISHED, finished=False)


def total(points: Iterable[float]) -> float:
    """The sum of points, without the noise of floats."""
    return tidy(sum(points))


def tidy(number: float) -> float:
    """A number of points or seconds with at most six decimals, as it is written to files."""
    return round(float(number), 6) + 0.0  # + 0.0 makes -0.0 plain


def _not_run(cell: Cell, *, quiz: bool) -> TestResult:
    return TestResult(
        grade_id=str(cell.where),
        exercise=cell.exercise or "",
        points=cell.points or 0.0,
        passed=False,
        trust="sealed",
        cause="not run",
        visible_passed=False if cell.has_visible_part else None,
        quiz=quiz,
        hidden=cell.hidden,
    )
