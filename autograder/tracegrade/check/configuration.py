"""Checks of the configuration of a Keras object."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tracegrade.check import causes
from tracegrade.check.vocabulary import observe, vocabulary
from tracegrade.report import CheckFailed, Report
from tracegrade.subjects import Attributes, Data, Made, Plain, Rebuilt, Subject


@vocabulary
def config(subject: Subject, /, **attributes: Plain) -> None:
    """The object that `from_config(get_config())` makes keeps the attributes of the first one.

    Give what `made` was given and the base class keeps: `config(made(HuberLoss, threshold=2.0,
    name="h"), name="h")`. The other keywords of `made` (but for `dtype`, which may be an object)
    have to stand in the configuration. The student's process says all that, so what they do is
    tested by values:
    `values(rebuilt(made(HuberLoss, 2.0)), …)`, `values(rebuilt(made(HuberLoss, 2.0),
    threshold=0.5), …)`.
    """
    tested = f"{subject.label}: what from_config(get_config()) keeps"
    left = _keywords(subject).keys() - attributes.keys() - {"dtype"}
    entries = {name: it for name, it in _keywords(subject).items() if name in left}
    _compare(subject.then(Rebuilt()), attributes, tested, causes.LOST_CONFIG, entries)


def _keywords(subject: Subject) -> dict[str, Plain]:
    """The plain keywords that an object was made with, and what was changed then."""
    found: dict[str, Plain] = {}
    for step in subject.steps:
        match step:
            case Made(keywords=given) | Rebuilt(changed=given):
                plain = {name: it for name, it in given.items() if isinstance(it, Plain)}
                found.update(plain)
    return found


@vocabulary
def attributes(subject: Subject, /, *, cause: str = "", **wanted: Plain) -> None:
    """The object has these attributes: `attributes(made(compile_debug, …), run_eagerly=True)`."""
    _compare(subject, wanted, f"{subject.label}: its attributes", cause)


def _compare(
    subject: Subject,
    wanted: Mapping[str, Plain],
    tested: str,
    cause: str,
    entries: Mapping[str, Plain] | None = None,
) -> None:
    entries = entries or {}
    found = observe(subject, Attributes(tuple(wanted), tuple(entries)), tested)
    for name, value in {**wanted, **entries}.items():
        missing = "not in the configuration" if name in entries else "no such attribute"
        got = _scalar(found.get(name, missing) if isinstance(found, dict) else found)
        if got != value:
            expected, came = f"{name} = {value!r}", f"{name} = {got!r}"
            raise CheckFailed(Report(tested, "", expected, came, cause))


def _scalar(value: Data) -> Plain:
    """A plain value; a tensor's or NumPy's number as Python's, and other things as text."""
    if isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind in "biuf":
        number: Plain = value.item()
        return number
    return value if isinstance(value, str | int | float | None) else repr(value)
