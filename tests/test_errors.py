"""Errors are one clear sentence."""

from pathlib import Path

import pytest
from tracegrade.errors import Misuse, TracegradeError, Ungradable, Where


def test_an_error_says_where_what_and_the_way_out() -> None:
    error = Misuse("has no points", "Give it some.", path=Path("a.ipynb"), cell="double")
    assert str(error) == "a.ipynb, cell double: has no points. Give it some."


def test_an_error_keeps_its_parts() -> None:
    error = Ungradable("is empty", "Fill it.", path=Path("a.ipynb"), cell=4)
    assert error.where == Where(Path("a.ipynb"), 4)
    assert (error.problem, error.remedy) == ("is empty", "Fill it.")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (TracegradeError("nothing works"), "nothing works."),
        (TracegradeError("is it there?"), "is it there?"),
        (TracegradeError("is odd", cell=0), "cell number 1: is odd."),
        (TracegradeError("is odd", path=Path("x")), "x: is odd."),
    ],
)
def test_what_is_empty_is_left_out(error: TracegradeError, sentence: str) -> None:
    assert str(error) == sentence
