"""What a check says: the parts of a report, and how they are shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tracegrade.check import CheckFailed, NotWritten, Report
from tracegrade.report import array_text, inputs_text

FULL = Report(
    tested="f: its values",
    inputs="1 (float32 scalar)",
    expected="2 (float32 scalar)",
    got="ValueError while it ran: no\nin line 3 of f: return g(x)",
    cause="Think.",
)


def test_a_report_is_read_in_this_order() -> None:
    assert str(FULL).split("\n") == [
        "tested    f: its values",
        "inputs    1 (float32 scalar)",
        "expected  2 (float32 scalar)",
        "got       ValueError while it ran: no",
        "          in line 3 of f: return g(x)",
        "cause     Think.",
    ]


def test_what_is_empty_is_left_out() -> None:
    assert (
        str(Report("f: its values", got="nothing")) == "tested    f: its values\ngot       nothing"
    )


def test_a_failed_check_is_an_assertion_error_that_carries_its_report() -> None:
    failed = CheckFailed(FULL)
    assert isinstance(failed, AssertionError)
    assert failed.report is FULL
    assert str(failed) == str(FULL)


def test_jupyter_shows_the_report_in_place_of_a_traceback() -> None:
    [shown] = CheckFailed(FULL)._render_traceback_()
    lines = shown.split("\n")
    assert lines[0] == "\N{BALLOT X} tested    f: its values"
    assert lines[1] == "  inputs    1 (float32 scalar)"
    assert lines[4] == "            in line 3 of f: return g(x)"


def test_what_is_not_written_yet_is_said_in_one_line() -> None:
    missing = NotWritten("f")
    assert isinstance(missing, CheckFailed)
    assert str(missing) == "f: not written yet"
    assert missing.report == Report("f: not written yet")
    assert missing._render_traceback_() == ["\N{WHITE SQUARE} f: not written yet"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.float32(1.5), "1.5 (float32 scalar)"),
        (np.int64(3), "3 (int64 scalar)"),
        (np.float32(1 / 3), "0.333333 (float32 scalar)"),
        (np.float32(np.nan), "nan (float32 scalar)"),
        (np.True_, "True (bool scalar)"),
        (np.float32([1, -2.5]), "shape [2]: [1, -2.5]"),
        (np.int32([[1], [2]]), "shape [2, 1]: [[1], [2]]"),
        (np.zeros((0, 3)), "shape [0, 3]: []"),
        (np.array([True, False]), "shape [2]: [True, False]"),
        (np.arange(9), "shape [9], beginning 0, 1, 2, 3, 4, 5, 6, 7, …"),
        (np.ones((3, 3)), "shape [3, 3], beginning 1, 1, 1, 1, 1, 1, 1, 1, …"),
        (np.array([b"a"], object), "shape [1]: [b'a']"),
    ],
)
def test_an_array_is_shown_by_its_shape_and_first_elements(value: Any, text: str) -> None:
    assert array_text(value) == text


def test_inputs_are_shown_one_after_another() -> None:
    assert inputs_text((np.float32(1), np.zeros(1))) == "1 (float32 scalar); shape [1]: [0]"
    assert inputs_text(()) == ""
