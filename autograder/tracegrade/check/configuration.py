"""Checks of the configuration of a Keras object."""

from __future__ import annotations

from collections.abc import Mapping

from tracegrade.check import causes
from tracegrade.check.vocabulary import observe, vocabulary
from tracegrade.report import CheckFailed, Report
from tracegrade.subjects import Attributes, Plain, Rebuilt, Subject


@vocabulary
def config(subject: Subject, /, **attributes: Plain) -> None:
    """The object that `from_config(get_config())` makes keeps the attributes of the first one.

    Give what `made` was given and the base class keeps: `config(made(HuberLoss, name="h"),
    name="h")`. What else the constructor takes is tested by values: `values(rebuilt(made(HuberLoss,
    2.0)), …)`.
    """
    tested = f"{subject.label}: what from_config(get_config()) keeps"
    _compare(subject.then(Rebuilt()), attributes, tested, causes.LOST_CONFIG)


@vocabulary
def attributes(subject: Subject, /, *, cause: str = "", **wanted: Plain) -> None:
    """The object has these attributes: `attributes(made(compile_debug, …), run_eagerly=True)`."""
    _compare(subject, wanted, f"{subject.label}: its attributes", cause)


def _compare(subject: Subject, wanted: Mapping[str, Plain], tested: str, cause: str) -> None:
    found = observe(subject, Attributes(tuple(wanted)), tested)
    for name, value in wanted.items():
        got = found.get(name, "no such attribute") if isinstance(found, dict) else found
        if not isinstance(got, str | int | float | None) or got != value:
            expected, came = f"{name} = {value!r}", f"{name} = {got!r}"
            raise CheckFailed(Report(tested, "", expected, came, cause))
