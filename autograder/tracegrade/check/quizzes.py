"""Checks of the answers of quizzes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracegrade.check.vocabulary import observe, vocabulary
from tracegrade.report import CheckFailed, Report
from tracegrade.subjects import Data, QuizAnswer, Subject

Choice = set[str] | Sequence[Any]


@vocabulary
def answers(
    subject: Subject,
    *,
    options: str = "",
    like: Sequence[Any] = (),
    right: Choice | None = None,
    cause: str = "",
) -> None:
    """A quiz is answered, and with `right`, it is answered right.

    With `options`, "ABCDEFGH" say, the answer is a set of these letters, and `right` is one;
    without, it is a tuple, and `right` is a list of those that are right; `like` is one of that
    form. What is wrong about an answer is never said.
    """
    tested = f"{subject.label}: the form of the answer" if right is None else subject.label
    given = observe(subject, QuizAnswer(), tested)
    _require_form(given, options, tested)
    if like and not _alike(given, like):
        wanted = f"a tuple such as {tuple(like)!r}"
        raise CheckFailed(Report(tested, "", wanted, "one of another form"))
    if right is None:
        return
    assert isinstance(given, list)
    if options:
        passed = set(map(str, given)) == set(right)
    else:
        passed = any(_same(given, list(one)) for one in right)
    if not passed:
        raise CheckFailed(Report(f"{subject.label}: the answer", "", "", "another one", cause))


def _require_form(given: Data, options: str, tested: str) -> None:
    wanted = f"a set of letters from {options[0]} to {options[-1]}" if options else "a tuple"
    if not isinstance(given, list):
        raise CheckFailed(Report(tested, "", wanted, _text(given)))
    strange = [it for it in given if options and not (isinstance(it, str) and it in [*options])]
    if strange or not given:
        got = ", ".join(map(_text, strange)) or "nothing chosen"
        raise CheckFailed(Report(tested, "", wanted, got))


def _alike(given: Data, like: Sequence[Any]) -> bool:
    """Whether an answer has the types of another one, or of its beginning."""
    items = given if isinstance(given, list) else []
    return [type(it) for it in items] == [type(it) for it in like[: max(2, len(items))]]


def _same(given: Sequence[Data], right: Sequence[Any]) -> bool:
    """Whether two answers are the same; True is not 1, and a dtype is its name."""
    return len(given) == len(right) and all(
        type(one) is type(other) and one == other for one, other in zip(given, right, strict=True)
    )


def _text(given: Data) -> str:
    return repr(given) if isinstance(given, str | int | float | None) else type(given).__name__
