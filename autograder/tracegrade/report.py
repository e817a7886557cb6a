"""What a check says: what was tested, what was expected, what came, the usual cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tracegrade.subjects import Composite, Problem, Value, shape_text

SHOWN_ELEMENTS = 8
LABEL_WIDTH = 10
_COMPOSITES = {
    "ragged": "a ragged tensor (values; row splits)",
    "sparse": "a sparse tensor (indices; values; shape)",
}


@dataclass(frozen=True)
class Report:
    """The parts of a message to a student, in the order in which they are read.

    `inputs`, `expected` and `got` speak of values; `tested` and `cause` never quote an input or an
    expected value.
    """

    tested: str
    inputs: str = ""
    expected: str = ""
    got: str = ""
    cause: str = ""

    def __str__(self) -> str:
        rows = (
            ("inputs", self.inputs),
            ("expected", self.expected),
            ("got", self.got),
            ("cause", self.cause),
        )
        return "\n".join([row("tested", self.tested), *(row(*it) for it in rows if it[1])])


def row(label: str, text: str) -> str:
    """A part of a report: its label, and the text beside it."""
    return f"{label:<{LABEL_WIDTH}}" + text.replace("\n", "\n" + " " * LABEL_WIDTH)


class CheckFailed(AssertionError):
    """A check that the subject did not pass; `report` says why.

    `problem` is what the student's code raised, if it did.
    """

    def __init__(self, report: Report, problem: Problem | None = None) -> None:
        super().__init__(str(report))
        self.report = report
        self.problem = problem

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows in place of a traceback."""
        return [f"\N{BALLOT X} {self}".replace("\n", "\n  ")]


class NotWritten(CheckFailed):
    """The exercise still holds its stub."""

    def __init__(self, name: str) -> None:
        super().__init__(Report(tested=f"{name}: not written yet"))

    def __str__(self) -> str:
        return self.report.tested

    def _render_traceback_(self) -> list[str]:
        return [f"\N{WHITE SQUARE} {self}"]


def array_text(value: Any) -> str:
    """An array as a student reads it: its shape, unless it is a scalar, and its first elements."""
    array = np.asarray(value)
    if array.shape == ():
        kind = "string" if array.dtype == object else array.dtype
        return f"{_number(array[()])} ({kind} scalar)"
    flat = array.ravel()
    if array.size > SHOWN_ELEMENTS:
        shown = ", ".join(_number(element) for element in flat[:SHOWN_ELEMENTS])
        return f"shape {shape_text(array.shape)}, beginning {shown}, …"
    shown = np.array2string(array, separator=", ", formatter={"all": _number})
    return f"shape {shape_text(array.shape)}: {shown}".replace("\n", "")


def inputs_text(inputs: Sequence[Value]) -> str:
    """The inputs of a call, for a message about a visible test."""
    return "; ".join(map(_value_text, inputs))


def _value_text(value: Value) -> str:
    if not isinstance(value, Composite):
        return array_text(value)
    parts = inputs_text(value.parts)
    return f"({parts})" if value.kind == "tuple" else f"{_COMPOSITES[value.kind]}: {parts}"


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)
