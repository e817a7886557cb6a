"""Results for tests, of a small assignment that nobody graded."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from tracegrade.results import records
from tracegrade.results.run import Run

VISIBLE_REPORT = (
    "tested    double: its values\n"
    "inputs    shape [2]: [1, 2]\n"
    "expected  shape [2]: [2, 4]\n"
    "got       shape [2]: [1, 2]\n"
    "cause     Every value is half of what is expected."
)
HIDDEN_REPORT = "tested    double: one graph for every length\ncause     Sizes are None in x.shape."


def passed(grade_id: str = "double--values", **changes: Any) -> records.TestResult:
    result = records.TestResult(
        grade_id, grade_id.split("--")[0], 2.0, True, "sealed", "passed", visible_passed=True
    )
    return replace(result, **changes)


def failed_visibly(grade_id: str = "double--values", **changes: Any) -> records.TestResult:
    failure = {"visible_passed": False, "visible_text": VISIBLE_REPORT}
    return failed(
        grade_id, **{"student_text": "tested    double: its values", **failure, **changes}
    )


def failed(grade_id: str = "double--graph", **changes: Any) -> records.TestResult:
    """Failed in its hidden part."""
    failure = {"passed": False, "cause": "failed", "student_text": HIDDEN_REPORT}
    return passed(grade_id, **{**failure, **changes})


def not_written(grade_id: str = "triple--values", **changes: Any) -> records.TestResult:
    text = f"{grade_id.split('--')[0]}: not written yet"
    failure = {"cause": "not written", "student_text": text, "visible_passed": False}
    return failed(grade_id, **{**failure, **changes})


def not_run(grade_id: str = "double--graph", **changes: Any) -> records.TestResult:
    failure = {"cause": "not run", "student_text": "", "visible_passed": False}
    return failed(grade_id, **{**failure, **changes})


def submission(*tests: records.TestResult, **changes: Any) -> records.SubmissionResult:
    result = records.SubmissionResult("ada", "warm_up", tests, isolation="portable", seconds=1.25)
    return replace(result, **changes)


def run(**changes: Any) -> Run:
    began = datetime(2026, 11, 24, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    result = Run("warm_up", "portable", 2, began, 3.14159, {"python": "3.12.1"})
    return replace(result, **changes)
