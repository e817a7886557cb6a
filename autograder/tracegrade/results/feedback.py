"""`feedback.html`: what a student reads about a submission, on one plain page.

Nothing on it runs: there are no scripts, and its Content-Security-Policy allows one stylesheet, by
its hash. What a student wrote is shortened, cleaned and escaped.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from tracegrade.policy import DEFAULT, Policy, When
from tracegrade.results import wording
from tracegrade.results.labelled import LABELS, labelled
from tracegrade.results.records import Cause, ExerciseResult, SubmissionResult, TestResult
from tracegrade.results.showing import as_shown
from tracegrade.results.text import clean, label

_SIGNS = {True: "\N{CHECK MARK}", False: "\N{BALLOT X}"}
_OPEN_SIGN = "\N{WHITE SQUARE}"
_NO_FAILURES = ("not written", "not run", "withheld")


def feedback_html(
    result: SubmissionResult, policy: Policy = DEFAULT, stage: When = "after_published"
) -> str:
    """The page as it is read at a stage; equal results give equal pages, whatever time they took.

    What the policy shows later is left out, and so is the total until all tests are seen.
    """
    result = as_shown(result, policy, stage)
    title = f"{label(result.assignment)}: feedback for {label(result.student_id)}"
    parts = [_notes(result)]
    if result.finished:
        exercises = enumerate(result.exercises, start=1)
        parts = [_summary(result), *parts, _overview(result)]
        parts += [_exercise(number, exercise) for number, exercise in exercises]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n<style>{_stylesheet()}</style>\n</head>\n<body>\n"
        f"{_header(result)}<main>\n{''.join(parts)}</main>\n{_footer(result)}</body>\n</html>\n"
    )


@functools.cache
def _stylesheet() -> str:
    return files("tracegrade.results").joinpath("feedback.css").read_text("utf-8")


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_stylesheet().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _header(result: SubmissionResult) -> str:
    points = _points(result.score, result.max_score) if result.is_graded else "Not graded"
    total = f'<p class="total">{points}</p>\n'
    return (
        f"<header>\n<h1>{_name(result.assignment)}</h1>\n"
        f'<p class="student">Feedback for <bdi>{escape(label(result.student_id))}</bdi></p>\n'
        f"{total if result.finished and result.is_whole else ''}</header>\n"
    )


def _summary(result: SubmissionResult) -> str:
    lines = [wording.all_tests(result)] if result.is_whole else []
    if not all(test.passed for test in result.tests):
        lines += [wording.visible_parts(result), *wording.not_written(result)]
    return "".join(f"<p>{escape(clean(line))}</p>\n" for line in lines if line)


def _notes(result: SubmissionResult) -> str:
    items = "".join(f"<li>{escape(clean(note))}</li>\n" for note in wording.notes(result))
    if not items:
        return ""
    return (
        '<section class="notes" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n'
        f"<ul>\n{items}</ul>\n</section>\n"
    )


def _overview(result: SubmissionResult) -> str:
    if not result.tests:
        return ""
    rows = "".join(
        f'<tr><th scope="row"><a href="#exercise-{number}">{_name(it.name)}</a></th>'
        f"<td>{wording.number(_known(it, sum(t.passed for t in it.tests)))} of {len(it.tests)}</td>"
        f"<td>{wording.number(_known(it, it.score))} of {it.max_score:g}</td></tr>\n"
        for number, it in enumerate(result.exercises, start=1)
    )
    return (
        "<table>\n<caption>Exercises</caption>\n"
        '<thead><tr><th scope="col">Exercise</th><th scope="col">Tests passed</th>'
        f'<th scope="col">Points</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'
    )


def _known(exercise: ExerciseResult, number: float) -> float | None:
    return number if exercise.is_whole else None


def _exercise(number: int, exercise: ExerciseResult) -> str:
    name = f"exercise-{number}"
    body = _at_once(exercise) or "".join(map(_test, exercise.tests))
    return (
        f'<section class="exercise" aria-labelledby="{name}">\n<h2 id="{name}">'
        f"{_name(exercise.name)} "
        f"{_points(_known(exercise, exercise.score), exercise.max_score)}</h2>\n"
        f"{body}</section>\n"
    )


def _at_once(exercise: ExerciseResult) -> str:
    """One paragraph for an exercise none of whose tests began; empty for others."""
    causes = {test.cause for test in exercise.tests}
    texts = {test.student_text for test in exercise.tests}
    if exercise.not_written:
        return _beginning("not written", next(iter(texts)) if len(texts) == 1 else "")
    if causes == {"not run"} and len(texts) == 1:
        return _beginning("not run", texts.pop() or "See the notes.")
    return ""


def _beginning(cause: Cause, text: str) -> str:
    return f"<p><strong>{wording.VERDICTS[cause]}.</strong> {escape(clean(text))}</p>\n"


def _test(test: TestResult) -> str:
    kind = "passed" if test.passed else "waiting" if test.cause in _NO_FAILURES else "failed"
    sign = _OPEN_SIGN if kind == "waiting" else _SIGNS[test.passed]
    return (
        f'<article class="test {kind}">\n<h3><span class="verdict">'
        f'<span aria-hidden="true">{sign}</span> {wording.VERDICTS[test.cause]}</span> '
        f"{_name(test.grade_id)}{_way(test)} "
        f"{_points(None if test.cause == 'withheld' else test.score, test.points)}</h3>\n"
        f"{''.join(_details(test))}</article>\n"
    )


def _way(test: TestResult) -> str:
    return f' <span class="way">{test.trust}</span>' if test.trust in wording.WAYS else ""


def _details(test: TestResult) -> Iterator[str]:
    if test.cause == "withheld" and test.visible_passed:
        yield _part("Visible part: passed", "")
    if test.passed or (test.cause in _NO_FAILURES and not test.student_text):
        return
    if not test.hidden or test.visible_passed is None:
        heading = "Hidden test" if test.hidden else ""
        yield _part(heading, wording.whole(test))
    elif test.visible_passed:
        yield _part("Visible part: passed", "")
        verdict = wording.VERDICTS[test.cause].lower()
        yield _part(f"Hidden part: {verdict}", wording.whole(test))
    elif test.visible_text:
        yield _part("Visible part", test.visible_text)
    else:
        yield _part("", wording.whole(test))


def _part(heading: str, text: str) -> str:
    body = "".join(_rows(text)) if text else ""
    return (f"<h4>{heading}</h4>\n" if heading else "") + body


def _rows(text: str) -> Iterator[str]:
    """The text of a report, label by label; text without labels as a paragraph."""
    above, rows = labelled(text)
    if above:
        yield f'<p class="text">{escape(above)}</p>\n'
    if rows:
        items = "".join(
            f'<div class="{key}"><dt>{LABELS[key]}</dt><dd>{escape(value)}</dd></div>\n'
            for key, value in rows
        )
        yield f"<dl>\n{items}</dl>\n"


def _footer(result: SubmissionResult) -> str:
    trusts = {test.trust for test in result.tests}
    lines = [
        "Of hidden tests you read what they test and why they usually fail, not their inputs.",
        *(text for trust, text in wording.WAYS.items() if trust in trusts),
        *([f"Isolation: {label(result.isolation)}."] if result.isolation else []),
    ]
    return "<footer>\n" + "".join(f"<p>{escape(line)}</p>\n" for line in lines) + "</footer>\n"


def _name(text: str) -> str:
    return f"<code>{escape(label(text))}</code>"


def _points(score: float | None, of: float) -> str:
    return f'<span class="points">{wording.points(score, of)}</span>'
