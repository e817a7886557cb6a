"""`results.json`: a submission's result in the format that Gradescope reads.

The format: gradescope-autograders.readthedocs.io/en/latest/specs, in `gradescope.schema.json`.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from html import escape
from importlib.resources import files
from typing import Any, Literal

from tracegrade.errors import TracegradeError
from tracegrade.policy import DEFAULT, Policy, Show, When
from tracegrade.report import row
from tracegrade.results import wording
from tracegrade.results.labelled import LABELS, labelled
from tracegrade.results.records import SubmissionResult, TestResult, tidy
from tracegrade.results.text import clean, label

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
Document = dict[str, Any]

_VISIBILITY: dict[When, Visibility] = {
    "now": "visible",
    "after_due_date": "after_due_date",
    "after_published": "after_published",
    "never": "hidden",
}
_SHOWN = 300


def results_json(
    result: SubmissionResult, policy: Policy = DEFAULT, late_percent: float = 0.0
) -> str:
    """The text of `results.json`.

    `policy` says when students see what; until they see all tests, Gradescope keeps the total from
    them as well. `late_percent` is taken off the score. Raises `TracegradeError` if a number is
    none that JSON has.
    """
    document = results_document(result, policy, late_percent)
    try:
        return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    except ValueError:
        problem = f"the result of {label(result.student_id)} holds a number that is not finite"
        raise TracegradeError(problem, "Look at the points of the test cells.") from None


def results_document(
    result: SubmissionResult, policy: Policy = DEFAULT, late_percent: float = 0.0
) -> Document:
    """What `results.json` holds."""
    return {
        "score": tidy(result.score * (1 - late_percent / 100)),
        "output": summary(result, policy, late_percent),
        "output_format": "text",
        "test_output_format": "html",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "extra_data": {
            "assignment": result.assignment,
            "isolation": result.isolation,
            "finished": result.finished,
            # Students do not see it; a hidden entry would keep the total from them.
            "flags": [asdict(flag) for flag in result.flags],
        },
        "tests": [entry for test in result.tests for entry in _entries(test, policy.show)],
    }


def summary(result: SubmissionResult, policy: Policy, late_percent: float = 0.0) -> str:
    """What students read above the tests, at once: nothing that only hidden parts tell."""
    late = f"Handed in late: {late_percent:g} % are taken off." if late_percent else ""
    lines = [
        late,
        *wording.notes(result),
        *wording.not_written(result),
        wording.visible_parts(result) if policy.show.visible_tests == "now" else "",
    ]
    return "\n".join(clean(line) for line in lines if line)


def validate(document: Any) -> None:
    """Hold a document against Gradescope's format.

    Raises `TracegradeError`, which names the place in the document and what is wrong there.
    """
    from jsonschema.exceptions import best_match

    error = best_match(_validator().iter_errors(document))
    if error is not None:
        place = "/".join(map(str, error.absolute_path)) or "the whole"
        problem = f"results.json does not fit Gradescope's format: {place}: {error.message}"
        raise TracegradeError(clean(problem)[:_SHOWN])


def schema() -> Document:
    """The JSON Schema of Gradescope's format (draft 2020-12)."""
    text = files("tracegrade.results").joinpath("gradescope.schema.json").read_text("utf-8")
    loaded: Document = json.loads(text)
    return loaded


@functools.cache
def _validator() -> Any:
    # It takes seconds to import where the packages that it uses for formats are installed.
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    # NaN and the infinities are floats for Python and nothing for JSON.
    types = Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number)
    return extend(Draft202012Validator, type_checker=types)(schema())


def _is_number(_checker: object, value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _entries(test: TestResult, show: Show) -> Iterator[Mapping[str, Any]]:
    facts = {"exercise": test.exercise, "trust": test.trust, "cause": test.cause}
    visible, whole = show.parts(quiz=test.quiz, hidden=test.hidden)
    apart = show.misconceptions != whole
    if test.visible_passed is not None and test.hidden:
        cause = "passed" if test.visible_passed else test.cause  # not what the hidden part tells
        yield {
            "status": _status(test.visible_passed),
            "name": f"{test.grade_id}/visible",
            "output": _html(wording.visible_part(test)),
            "visibility": _VISIBILITY[visible],
            "extra_data": {**facts, "cause": cause},
        }
    yield {
        "score": tidy(test.score),
        "max_score": tidy(test.points),
        "status": _status(test.passed),
        "name": test.grade_id,
        "output": _html(_part_that_failed(test) + wording.whole(test, with_cause=not apart)),
        "visibility": _VISIBILITY[whole],
        "extra_data": facts,
    }
    if apart and test.student_cause:
        yield {
            "name": f"{test.grade_id}/cause",
            "output": _html(row("cause", test.student_cause)),
            "visibility": _VISIBILITY[show.misconceptions],
            "extra_data": facts,
        }


def _part_that_failed(test: TestResult) -> str:
    if test.passed or test.visible_passed is None or not test.hidden:
        return ""
    if test.visible_passed:
        return "The visible part passed, the hidden one did not.\n"
    return f"The visible part did not pass: see {test.grade_id}/visible.\n"


def _html(text: str) -> str:
    """A report with its labels in bold; without styles, which Gradescope could leave out."""
    above, rows = labelled(text)
    parts = [_lines(above)] if above else []
    parts += [f"<strong>{LABELS[key]}</strong><br>{_lines(value)}" for key, value in rows]
    return "\n".join(f"<p>{part}</p>" for part in parts)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _status(passed: bool) -> str:
    return "passed" if passed else "failed"
