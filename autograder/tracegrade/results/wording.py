"""The sentences about results that students read, in Gradescope and in their feedback."""

from __future__ import annotations

from tracegrade.report import row
from tracegrade.results.records import Cause, SubmissionResult, TestResult, Trust
from tracegrade.results.text import SHORTENED

NOT_ALL_TESTS = '"All visible tests passed" is not "all tests passed": hidden tests count as well.'
NOTES = 20

VERDICTS: dict[Cause, str] = {
    "passed": "Passed",
    "failed": "Not passed",
    "not written": "Not written yet",
    "error": "Stopped by an error",
    "timed out": "Ran for too long",
    "died": "Process ended",
    "not run": "Not checked",
    "unsealable": "Not traceable",
    "withheld": "Not shown",
}
_CAUSES: dict[Cause, str] = {
    "passed": "Passed.",
    "failed": "Not passed.",
    "not written": "Not written yet.",
    "error": "Your code stopped with an error before this could be checked.",
    "timed out": "Your code ran for too long and was ended.",
    "died": "Your code ended its own process.",
    "not run": "Not checked: the notes above all tests say why.",
    "withheld": "Whether it passed is not shown, or not yet.",
    "unsealable": "Your code could not be traced as a graph that can be graded.",
}
# How a result was found, where that was not by replaying a graph.
WAYS: dict[Trust, str] = {
    "observed": "Observed: checked by asking the process in which your notebook ran.",
    "open": "Open: checked inside the process in which your notebook ran.",
}


def whole(test: TestResult, *, with_cause: bool = True) -> str:
    """What a student reads of a whole test cell, with or without the cause in its hidden part."""
    if test.passed:
        return _CAUSES["passed"]
    if not test.hidden and test.visible_text:
        return test.visible_text
    text = test.student_text or _CAUSES[test.cause]
    cause = test.student_cause if with_cause else ""
    return f"{text}\n{row('cause', cause)}" if cause else text


def visible_part(test: TestResult) -> str:
    """What a student reads of a visible part."""
    if test.visible_passed:
        return _CAUSES["passed"]
    return test.visible_text or _CAUSES[test.cause]


def notes(result: SubmissionResult) -> list[str]:
    """The notes on a submission, if there are too many only the first ones."""
    if len(result.notes) <= NOTES:
        return list(result.notes)
    return [*result.notes[:NOTES], SHORTENED]


def not_written(result: SubmissionResult) -> list[str]:
    """A sentence about the exercises that are not written yet, if there are any."""
    return [f"Not written yet: {', '.join(result.not_written)}."] if result.not_written else []


def all_tests(result: SubmissionResult) -> str:
    """How many tests passed; those not written or not yet checked are no failures."""
    tests = result.tests
    passed = sum(test.passed for test in tests)
    text = f"{passed} of {len(tests)} tests passed"
    waiting = sum(test.cause == "not run" for test in tests)
    return f"{text}, {_not_yet(waiting)}." if waiting else f"{text}."


def visible_parts(result: SubmissionResult) -> str:
    """How many visible parts passed, and that they are not all; empty if there are none."""
    tests = [test for test in result.tests if test.visible_passed is not None]
    if not tests:
        return ""
    passed = sum(test.visible_passed is True for test in tests)
    text = f"{passed} of {len(tests)} visible tests passed"
    waiting = sum(not test.visible_passed and test.cause == "not run" for test in tests)
    text = f"{text}, {_not_yet(waiting)}." if waiting else f"{text}."
    return f"{text} {NOT_ALL_TESTS}" if any(test.hidden for test in result.tests) else text


def points(score: float | None, of: float) -> str:
    """Points as people read them: `3 of 8 points`; `?` for a score that is not shown."""
    return f"{number(score)} of {of:g} {'point' if of == 1 else 'points'}"


def number(value: float | None) -> str:
    """A number of points or tests; `?` for one that is not shown."""
    return "?" if value is None else f"{value:g}"


def _not_yet(number: int) -> str:
    return f"{number} {'was' if number == 1 else 'were'} not checked"
