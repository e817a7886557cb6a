"""What came of a test, in the words that its student may read: decided here, and nowhere else.

Of a visible part a student reads everything. Of a hidden part: what was tested, the usual cause,
and of an exception its type and the student's own line. Inputs, expected values and what came stay
out, and so does every message, since a graph's could quote its inputs. Where hidden parts are
observed, or make objects with arguments of their own, these are in the student's process, which
chooses what it raises, where, and how it ends: then type, line and exit status stay out too.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracegrade.notebooks import Cell
from tracegrade.report import Report
from tracegrade.results.records import Cause, TestResult, Trust
from tracegrade.subjects import Problem
from tracegrade.wire import decode_problem

# Types that everybody knows: a name of the student's own could tell anything.
_TENSORFLOW_ERRORS = frozenset(
    (
        *("AbortedError", "CancelledError", "DataLossError", "FailedPreconditionError"),
        *("InaccessibleTensorError", "InternalError", "InvalidArgumentError", "NotFoundError"),
        *("OperatorNotAllowedInGraphError", "OutOfRangeError", "PermissionDeniedError"),
        *("ResourceExhaustedError", "StagingError", "UnimplementedError", "UnknownError"),
        "Unsealable",
    )
)
_GIVES_NOTHING = "it still raises NotImplementedError, or returns nothing"
_BROKEN_TEST = "The test itself could not be run. This is not your fault: tell your instructor."


@dataclass(frozen=True)
class Fate:
    """What the notebook's run tells of a test: `cause`, and a sentence about it."""

    cause: Cause
    text: str


def passed(cell: Cell, trust: Trust) -> TestResult:
    """The result of a test that passed."""
    return _result(cell, trust, "passed", visible=True)


def stopped(cell: Cell, trust: Trust, fate: Fate, *, in_hidden_part: bool = False) -> TestResult:
    """The result of a test that something else than a check stopped."""
    text = "" if in_hidden_part else fate.text
    return _result(
        cell, trust, fate.cause, visible=in_hidden_part, student_text=fate.text, visible_text=text
    )


def failed_visibly(cell: Cell, trust: Trust, outcome: Mapping[str, Any]) -> TestResult:
    """The result of a test whose visible part did not pass."""
    report, problem = _read(outcome)
    text = str(Report(report.tested, cause=report.cause))
    cause = _cause(problem)
    return _result(cell, trust, cause, visible=False, student_text=text, visible_text=str(report))


def failed_hidden(
    cell: Cell,
    trust: Trust,
    outcome: Mapping[str, Any],
    source: str,
    *,
    knows_arguments: bool = False,
) -> TestResult:
    """The result of a test whose hidden part did not pass; `source` is what the student wrote.

    `knows_arguments` says that the student's process was given something of hidden parts.
    """
    report, problem = _read(outcome)
    chosen = problem is not None and (trust == "observed" or knows_arguments)
    got = _public(problem, source) if problem is not None and not chosen else ""
    return _result(
        cell,
        trust,
        _cause(problem),
        visible=True,
        student_text=str(Report(report.tested, got=got)),
        student_cause="" if chosen else report.cause,  # which follows from the exception
        staff_text=str(report),
    )


def without_status(text: str) -> str:
    """How a process ended that had hidden inputs, without the exit status that it chose."""
    return text.partition(" (")[0]


def _result(
    cell: Cell,
    trust: Trust,
    cause: Cause,
    *,
    visible: bool,
    student_text: str = "",
    visible_text: str = "",
    student_cause: str = "",
    staff_text: str = "",
) -> TestResult:
    return TestResult(
        grade_id=str(cell.where),
        exercise=cell.exercise or "",
        points=cell.points or 0.0,
        passed=cause == "passed",
        trust=trust,
        cause=cause,
        student_text=student_text,
        visible_passed=visible if cell.has_visible_part else None,
        visible_text=visible_text,
        student_cause=student_cause,
        staff_text=staff_text,
        hidden=cell.hidden,
    )


def not_written(cell: Cell, *, is_stub: bool) -> Fate:
    """The exercise of a test still holds its stub, or gives as little as that."""
    told = f"{cell.exercise}: not written yet"
    return Fate("not written", told if is_stub else f"{told}: {_GIVES_NOTHING}")


def broken_test() -> Fate:
    """The test cell itself raised: its author's mistake."""
    return Fate("error", _BROKEN_TEST)


def _read(outcome: Mapping[str, Any]) -> tuple[Report, Problem | None]:
    problem = outcome["problem"]
    return Report(**outcome["report"]), None if problem is None else decode_problem(problem)


def _cause(problem: Problem | None) -> Cause:
    if problem is None:
        return "failed"
    return "unsealable" if problem.type == "Unsealable" else "error"


def _public(problem: Problem, source: str) -> str:
    """A problem without its message; its line only as the student wrote it."""
    kind = problem.type
    known = kind in _TENSORFLOW_ERRORS or _is_builtin_error(kind)
    line = problem.line if problem.line in _lines(source) else ""
    text = str(Problem(problem.stage, kind if known else "an exception", ""))
    return f"{text}\nin your line: {line}" if line else text


def _lines(source: str) -> set[str]:
    """The lines of code: a comment raises nothing."""
    lines = map(str.strip, source.split("\n"))
    return {line for line in lines if line and not line.startswith("#")}


def _is_builtin_error(name: str) -> bool:
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)
