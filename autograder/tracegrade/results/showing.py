"""What of a result its student may see at a stage, by the assignment's policy."""

from __future__ import annotations

from dataclasses import replace

from tracegrade.policy import Policy, When, shown_at
from tracegrade.results.records import SubmissionResult, TestResult


def as_shown(result: SubmissionResult, policy: Policy, stage: When) -> SubmissionResult:
    """The result without what is shown later, or never; such tests have the cause "withheld"."""
    return replace(result, tests=tuple(_shown(test, policy, stage) for test in result.tests))


def _shown(test: TestResult, policy: Policy, stage: When) -> TestResult:
    show = policy.show
    parts = show.parts(quiz=test.quiz, hidden=test.hidden)
    visible, whole = (shown_at(when, stage) for when in parts)
    if not shown_at(show.misconceptions, stage):
        test = replace(test, student_cause="")
    if not visible:
        test = replace(test, visible_passed=None, visible_text="")
    if whole:
        return test
    # A test that failed where everybody may look is told so.
    if visible and test.visible_passed is False:
        return replace(test, student_text="", student_cause="", hidden=False)
    return replace(
        test,
        passed=False,
        cause="withheld",
        student_text="",
        student_cause="",
    )
