"""Checks of the configuration of a Keras object."""

from __future__ import annotations

from tracegrade.check import causes
from tracegrade.check.vocabulary import failed, vocabulary
from tracegrade.report import CheckFailed, Report
from tracegrade.subjects import Plain, Rebuilt, StudentError, Subject


@vocabulary
def config(subject: Subject, /, **attributes: Plain) -> None:
    """The object that `from_config(get_config())` makes keeps the attributes of the first one.

    Give what `made` was given and the base class keeps: `config(made(HuberLoss, name="h"),
    name="h")`. What else the constructor takes is tested by values: `values(rebuilt(made(HuberLoss,
    2.0)), …)`.
    """
    tested = f"{subject.label}: what from_config(get_config()) keeps"
    try:
        found = subject.then(Rebuilt()).read(tuple(attributes))
    except StudentError as error:
        raise failed(error.problem, tested) from error
    for name, wanted in attributes.items():
        got = found.get(name, "no such attribute")
        if got != wanted:
            raise CheckFailed(
                Report(
                    tested,
                    "",
                    f"{name} = {wanted!r}",
                    f"{name} = {got!r}",
                    causes.LOST_CONFIG,
                )
            )
