"""check.values: shape, dtype and values of what a function computes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from tracegrade import check

from tests.check.students import define, failure, function, loss_class, metric_class


def double(x: Any) -> Any:
    return 2.0 * x


def test_a_right_function_passes_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    check.values(double, ([1.0, 2.0],), [2.0, 4.0])
    assert capfd.readouterr() == ("", "")


def test_each_call_of_a_list_has_its_own_result() -> None:
    calls = [([1.0],), ([[1.0], [2.0]],), (3.0,), (np.zeros((0, 2), np.float32),)]
    check.values(double, calls, [[2.0], [[2.0], [4.0]], 6.0, np.zeros((0, 2))])
    wrong_last = [[2.0], [[2.0], [4.0]], 7.0, np.zeros((0, 2))]
    assert failure(check.values, double, calls, wrong_last).got == "6 (float32 scalar)"


def test_a_reference_gives_what_is_expected() -> None:
    check.values(double, ([1.0, 2.0],), reference=lambda x: x + x)
    report = failure(check.values, double, ([1.0, 2.0],), reference=lambda x: x**2)
    assert report.expected == "shape [2]: [1, 4]"


def test_a_wrong_value_is_reported_with_inputs_expected_and_got() -> None:
    report = failure(check.values, double, ([1.0, 2.0],), [2.0, 5.0])
    assert report.tested == "double: its values"
    assert report.inputs == "shape [2]: [1, 2]"
    assert report.expected == "shape [2]: [2, 5]"
    assert report.got == "shape [2]: [2, 4]"
    assert report.cause == ""


def test_the_cause_that_a_cell_gives_comes_before_the_usual_one() -> None:
    report = failure(check.values, double, ([1.0, 2.0],), [1.0, 2.0], cause="Halve it.")
    assert report.cause == "Halve it."


def test_the_tolerance_is_that_of_float32_unless_a_cell_widens_it() -> None:
    check.values(double, ([1.0],), [2.00001])
    failure(check.values, double, ([1.0],), [2.001])
    check.values(double, ([1.0],), [2.001], rtol=1e-3)
    check.values(double, ([1.0],), [2.001], atol=2e-3)


def test_nan_is_right_where_nan_is_expected() -> None:
    check.values(double, ([np.nan, 1.0],), [np.nan, 2.0])
    assert failure(check.values, double, ([np.nan, 1.0],), [0.0, 2.0]).cause.startswith("NaN comes")


def test_a_reduced_result_is_named() -> None:
    report = failure(check.values, tf.reduce_mean, ([1.0, 2.0],), [1.0, 2.0])
    assert (report.expected, report.got) == ("shape [2]: [1, 2]", "1.5 (float32 scalar)")
    assert report.cause.startswith("The values were reduced")


@pytest.mark.parametrize(
    ("wrong", "right", "got"),
    [
        (lambda x: x > 0, [1.0, 2.0], "bool; float32"),
        (lambda x: tf.cast(x, tf.int32), [1.0, 2.0], "int32; float32"),
        (lambda x: x, np.int64([1, 2]), "float32; int64"),
        (lambda x: tf.strings.as_string(x), [1.0, 2.0], "object; float32"),
    ],
)
def test_another_kind_of_dtype_is_wrong(wrong: Any, right: Any, got: str) -> None:
    report = failure(check.values, wrong, ([1.0, 2.0],), right, cause="something else")
    assert report.cause == f"The result is {got} is wanted."


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float64"])
def test_any_float_dtype_is_right_for_a_float(dtype: str) -> None:
    check.values(lambda x: tf.cast(x, dtype), ([1.0, 2.0],), [1.0, 2.0])


def test_any_integer_dtype_is_right_for_an_integer() -> None:
    check.values(lambda x: tf.cast(x, tf.int64), ([1.0, 2.0],), [1, 2])
    check.values(lambda x: tf.cast(x, tf.uint8), ([1.0, 2.0],), [1, 2])


def test_a_string_in_place_of_numbers_is_a_failure_and_no_accident() -> None:
    report = failure(check.values, function("return 'done'"), (1.0,), 1.0)
    assert report.got.startswith("b'done'")


def test_python_numbers_of_a_cell_are_float32_and_int32() -> None:
    check.values(
        function("assert x.dtype == 'float32' and n.dtype == 'int32'\nreturn x", "def f(x, n):"),
        ([1.0], 2),
        [1.0],
    )


def test_shapes_are_known_while_it_is_traced() -> None:
    check.values(function("return tf.stack([x[i] for i in range(len(x))])"), ([1.0],), [1.0])


def test_autograph_converts_python() -> None:
    check.values(function("if x > 0.0:\n    return x\nreturn -x"), [(1.0,), (-2.0,)], [1.0, 2.0])


def test_a_mean_over_the_last_axis_is_right_where_a_cell_allows_it() -> None:
    calls, right = ([[1.0, 3.0], [2.0, 2.0]],), [[1.0, 3.0], [2.0, 2.0]]
    means = function("return tf.reduce_mean(x, axis=-1)")
    check.values(means, calls, right, per_instance=True)
    check.values(lambda x: x, calls, right, per_instance=True)
    assert failure(check.values, means, calls, right).cause.startswith("The last axis was reduced")
    sums = function("return tf.reduce_sum(x, axis=-1)")
    report = failure(check.values, sums, calls, right, per_instance=True)
    assert report.expected == "shape [2]: [2, 2]"


def test_an_error_fails_with_type_message_line_and_cause() -> None:
    report = failure(check.values, function("return x.numpy()"), ([1.0],), [1.0])
    assert report.tested == "f: its values"
    assert report.expected == ""
    assert report.got == (
        "AttributeError while it was traced as a graph: "
        "'SymbolicTensor' object has no attribute 'numpy'\nin line 3 of f: return x.numpy()"
    )
    assert report.cause.startswith("A tensor has no NumPy methods")


# --- Not written yet ------------------------------------------------------------------------------

STUBS = {
    "none": "f = None",
    "ellipsis": "f = ...",
    "raises": "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()",
    "raises_class": "def f(x):\n    raise NotImplementedError",
    "raises_message": "def f(x):\n    raise NotImplementedError('later')",
    "raises_in_one_line": "def f(x): raise NotImplementedError()",
    "pass": "def f(x):\n    pass",
    "docstring": 'def f(x):\n    """Return x."""',
    "body_ellipsis": "def f(x):\n    ...",
    "returns_ellipsis": "def f(x):\n    return ...",
    "no_return": "def f(x):\n    y = 2 * x",
}


@pytest.mark.parametrize("name", STUBS)
def test_a_stub_is_not_written_yet(name: str) -> None:
    stub = define(STUBS[name])["f"]
    with pytest.raises(check.NotWritten) as raised:
        check.values(stub, ([1.0],), [1.0])
    assert str(raised.value).endswith(": not written yet")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"init": "raise NotImplementedError()"},
        {"call": "raise NotImplementedError()"},
    ],
)
def test_a_stub_method_of_a_loss_is_not_written_yet(spoilt: dict[str, str]) -> None:
    with pytest.raises(check.NotWritten, match=r"^Absolute: not written yet$"):
        check.values(check.made(loss_class(**spoilt)), ([[1.0]], [[2.0]]), 1.0)


@pytest.mark.parametrize("part", ["init", "update", "result"])
def test_a_stub_method_of_a_metric_is_not_written_yet(part: str) -> None:
    stub: dict[str, str] = {part: "raise NotImplementedError()"}
    with pytest.raises(check.NotWritten, match=r"^Mean: not written yet$"):
        check.stream(check.made(metric_class(**stub)), [[([[1.0]], [[2.0]])]], [[1.0]])


def test_a_factory_that_returns_nothing_is_not_written_yet() -> None:
    with pytest.raises(check.NotWritten):
        check.values(check.made(function("pass", "def f():")), ([1.0],), [1.0])
    with pytest.raises(check.NotWritten):
        check.values(check.made(None), ([1.0],), [1.0])


def test_a_student_who_returns_nothing_in_one_call_only_fails_there() -> None:
    with pytest.raises(check.NotWritten):
        check.values(function("return x if x.shape == [1] else None"), ([1.0, 2.0],), [1.0, 2.0])


# --- Misuse ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [{}, {"expected": [1.0], "reference": abs}])
def test_expected_or_reference_is_needed_and_not_both(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"either expected=… or reference=…"):
        check.values(double, ([1.0],), **given)


def test_each_call_needs_a_result() -> None:
    with pytest.raises(TypeError, match="2 calls, but 1 expected results"):
        check.values(double, [([1.0],), ([2.0],)], [[2.0]])
