"""made, beside, rebuilt and reloaded; the names in messages; and how a check ends."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import pytest
from tracegrade import check

from tests.check.students import define, failure, function, loss_class, metric_class

INPUTS = ([[0.0], [0.0]], [[1.0], [3.0]])
SHARED = """
    THRESHOLD = 1.0
    def make(threshold=1.0):
        global THRESHOLD
        THRESHOLD = threshold
        return lambda x: x * THRESHOLD
    """
CLOSURE = """
    def make(threshold=1.0):
        return lambda x: x * threshold
    """


def test_made_gives_the_arguments_to_a_factory_or_a_class() -> None:
    make = define(CLOSURE)["make"]
    check.values(check.made(make), (2.0,), 2.0)
    check.values(check.made(make, 3.0), (2.0,), 6.0)
    check.values(check.made(make, threshold=4.0), (2.0,), 8.0)
    check.values(check.made(loss_class(), 3.0, reduction="sum"), INPUTS, 12.0)


def test_what_is_made_is_made_afresh_for_each_check() -> None:
    counted = check.made(
        define("made = []\ndef make():\n    made.append(1)\n    return lambda x: x * len(made)")[
            "make"
        ]
    )
    check.values(counted, (1.0,), 1.0)
    check.values(counted, (1.0,), 2.0)


def test_beside_another_one_a_shared_threshold_is_seen() -> None:
    for code in (SHARED, CLOSURE):
        check.values(check.made(define(code)["make"], 3.0), (2.0,), 6.0)
    check.values(check.beside(check.made(define(CLOSURE)["make"], 3.0), 0.5), (2.0,), 6.0)
    shared = check.beside(check.made(define(SHARED)["make"], 3.0), threshold=0.5)
    report = failure(check.values, shared, (2.0,), 6.0)
    assert report.tested == ("make(3.0), beside another one made with (threshold=0.5): its values")
    assert report.got == "1 (float32 scalar)"


def test_beside_an_attribute_of_the_class_is_seen() -> None:
    shared = loss_class(
        init="super().__init__(**kwargs)\ntype(self).threshold = threshold",
    )
    check.values(check.made(shared, 3.0), INPUTS, 6.0)
    failure(check.values, check.beside(check.made(shared, 3.0), 1.0), INPUTS, 6.0)


def test_beside_takes_what_made_made() -> None:
    with pytest.raises(TypeError, match=r"beside\(made\(create_huber, 2\.0\), 0\.5\)"):
        check.beside(define(CLOSURE)["make"], 0.5)  # type: ignore[arg-type]


def test_the_steps_can_be_combined() -> None:
    loss = check.rebuilt(check.beside(check.made(loss_class(), 3.0), 1.0))
    check.values(loss, INPUTS, 6.0)
    assert loss.label == (
        "Absolute(3.0), beside another one made with (1.0), rebuilt by from_config(get_config())"
    )


def test_an_object_that_is_there_can_be_rebuilt_and_reloaded() -> None:
    loss = loss_class()(3.0, name="mine")
    check.values(check.rebuilt(loss), INPUTS, 6.0)
    check.values(check.reloaded(loss), INPUTS, 6.0)


@pytest.mark.parametrize("code", ["make = None", "make = 3", "def make():\n    return None"])
def test_what_makes_nothing_is_not_written_yet(code: str) -> None:
    make = define(code)["make"]
    for subject in (check.made(make), check.beside(check.made(make))):
        with pytest.raises(check.NotWritten):
            check.values(subject, (1.0,), 1.0)


def test_an_error_while_it_is_made_names_the_line_of_the_constructor() -> None:
    broken = loss_class(init="super().__init__(**kwargs)\nself.threshold = float(threshold.value)")
    report = failure(check.values, check.made(broken, 3.0), INPUTS, 6.0)
    assert report.tested == "Absolute(3.0): its values"
    assert report.got == (
        "AttributeError while it was made: 'float' object has no attribute 'value'\n"
        "in line 5 of __init__: self.threshold = float(threshold.value)"
    )


# --- Names ----------------------------------------------------------------------------------------


def cell(code: str, **names: Any) -> str:
    """What a test cell's failure says that it tested."""
    names |= {"check": check}
    with pytest.raises(check.CheckFailed) as raised:
        exec(compile(code, "<ipython-input-1>", "exec"), names)
    return raised.value.report.tested


def test_an_object_has_the_name_by_which_the_cell_calls_it() -> None:
    instance = metric_class()()
    assert cell("check.values(twice, (1.0,), 3.0)", twice=lambda x: 2 * x) == "twice: its values"
    assert cell("check.values(quiz, (1.0,), 3.0)", quiz=None) == "quiz: not written yet"
    assert cell("check.config(metric, name='m')", metric=instance).startswith("metric: ")
    alias = function("return x", "def original(x):")
    assert cell("check.values(it, (1.0,), 3.0)", it=alias) == "it: its values"
    both = {"original": alias, "it": alias}
    assert cell("check.values(it, (1.0,), 3.0)", **both) == "original: its values"


def test_an_object_without_a_name_is_called_by_its_type() -> None:
    assert cell("check.values(all[0], (1.0,), 3.0)", all=[metric_class()()]).startswith("Mean: ")
    assert cell("check.values(fs[0], (1.0,), 3.0)", fs=[function("return x")]) == "f: its values"


def test_arguments_belong_to_the_name() -> None:
    made = "check.values(check.made(make, 2.0, threshold='x', n=None), (1.0,), 3.0)"
    assert cell(made, make=lambda *_, **__: lambda x: x) == (
        "make(2.0, threshold='x', n=None): its values"
    )


# --- How a check ends -----------------------------------------------------------------------------


def test_a_failure_has_no_frame_of_the_library() -> None:
    with pytest.raises(check.CheckFailed) as raised:
        check.values(function("return x.numpy()"), (1.0,), 1.0)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    frames = traceback.extract_tb(raised.value.__traceback__)
    assert [frame.name for frame in frames if "tracegrade" in frame.filename] == ["run"]


def test_a_check_calls_itself_by_its_name() -> None:
    assert check.values.__name__ == "values"
    assert (check.values.__doc__ or "").startswith("The subject computes the right values")


def test_success_and_failure_outside_a_live_notebook_are_silent(
    capfd: pytest.CaptureFixture[str],
) -> None:
    check.values(abs, (1.0,), 1.0)
    with pytest.raises(check.CheckFailed):
        check.values(abs, (1.0,), 2.0)
    with pytest.raises(check.NotWritten):
        check.values(None, (1.0,), 2.0)
    assert capfd.readouterr() == ("", "")


def test_an_interrupt_is_no_failure_of_the_student() -> None:
    before = sys.stderr, os.fstat(2).st_ino
    with pytest.raises(KeyboardInterrupt):
        check.values(function("raise KeyboardInterrupt"), (1.0,), 1.0)
    assert (sys.stderr, os.fstat(2).st_ino) == before


@pytest.mark.parametrize("error", ["SystemExit(3)", "GeneratorExit", "BaseException('gone')"])
def test_whatever_else_is_raised_is_a_failure_of_the_student(error: str) -> None:
    report = failure(check.values, function(f"raise {error}"), (1.0,), 1.0)
    assert report.got.startswith(f"{error.partition('(')[0]} while it was traced as a graph")
