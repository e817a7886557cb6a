"""check.graph: one graph for many sizes, traced in either of two ways."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pytest
import tensorflow as tf
from tracegrade import check

from tests.check.students import failure, function, loss_class

CALLS = [([1.0, 2.0],), ([3.0],), ([0.5] * 40,), (np.zeros(0, np.float32),)]
RIGHT = [[2.0, 4.0], [6.0], [1.0] * 40, np.zeros(0)]
BRANCH = "if tf.size(x) > 1:\n    return 2.0 * x\nelse:\n    return x + x"
LOOP = """
    total = tf.zeros_like(x)
    for i in tf.range(2):
        total += x
    return total
    """


def double(x: Any) -> Any:
    return 2.0 * x


@pytest.mark.parametrize("way", ["tf.function", "keras"])
def test_a_right_function_passes_both_ways(way: Literal["tf.function", "keras"]) -> None:
    check.graph(double, [[None]], CALLS, RIGHT, traced_by=way)
    check.graph(double, [[None]], CALLS, reference=lambda x: 2 * x, traced_by=way)


@pytest.mark.parametrize("body", [BRANCH, LOOP])
def test_pythons_control_flow_needs_autograph_which_keras_does_not_use(body: str) -> None:
    converted = function(body)
    check.graph(converted, [[None]], CALLS, RIGHT)
    report = failure(check.graph, converted, [[None]], CALLS, RIGHT, traced_by="keras")
    assert report.tested == "f: one graph for all sizes, traced the way Keras traces with [None]"
    assert "AutoGraph does not convert" in report.cause


def test_a_nested_tf_function_is_converted_even_when_keras_traces() -> None:
    converted = function(BRANCH, before="@tf.function")
    check.graph(converted, [[None]], CALLS, RIGHT, traced_by="keras")


@pytest.mark.parametrize(
    "body",
    [
        "return x + tf.ones(x.shape) * x",
        "return tf.stack([2.0 * x[i] for i in range(x.shape[0])])",
        "return tf.stack([2.0 * e for e in tf.unstack(x)])",
    ],
)
def test_a_function_of_one_size_only_fails(body: str) -> None:
    static = function(body)
    check.values(static, CALLS[:2], RIGHT[:2])
    report = failure(check.graph, static, [[None]], CALLS[:2], RIGHT[:2])
    assert report.tested == "f: one graph for all sizes, traced by tf.function with [None]"
    assert report.cause.startswith("A size that is unknown while the graph is traced is None")


def test_a_value_that_is_frozen_by_the_first_trace_fails_for_the_next_input() -> None:
    frozen = function("return x + np.float32(seen.pop())", before="seen = [2.0, 1.0]")
    report = failure(check.graph, frozen, [[None]], [([1.0],), ([2.0],)], [[2.0], [4.0]])
    assert report.inputs == "shape [1]: [2]"


def test_a_wrong_value_is_reported_as_by_values() -> None:
    report = failure(check.graph, double, [[None]], CALLS, [[2.0, 4.0], [5.0], *RIGHT[2:]])
    assert (report.inputs, report.expected, report.got) == (
        "shape [1]: [3]",
        "shape [1]: [5]",
        "shape [1]: [6]",
    )


def test_the_signature_is_told_for_each_argument() -> None:
    scaled = function("return x * s", "def f(x, s):")
    check.graph(scaled, [[None, 1], []], ([[1.0], [2.0]], 2.0), [[2.0], [4.0]])
    report = failure(check.graph, scaled, [[None, 1], []], ([[1.0]], 2.0), [[3.0]])
    assert report.tested.endswith("traced by tf.function with [None, 1], []")


@pytest.mark.parametrize(
    ("body", "op"),
    [
        ("return tf.numpy_function(lambda v: v + v, [x], tf.float32)", "PyFunc"),
        ("return tf.py_function(lambda v: v + v, [x], tf.float32)", "EagerPyFunc"),
        ("return tf.map_fn(lambda e: tf.py_function(abs, [e], tf.float32), x)", "EagerPyFunc"),
    ],
)
def test_python_may_not_stand_in_a_graph(body: str, op: str) -> None:
    called = function(body)
    right = reference_of(called)
    report = failure(check.graph, called, [[None]], CALLS[:2], reference=right)
    assert report.expected == "a graph of TensorFlow operations"
    assert report.got == f"a graph with {op}"
    assert "call back into Python" in report.cause


def reference_of(called: Any) -> Any:
    return lambda x: called(tf.constant(x)).numpy()


def test_a_mean_over_the_last_axis_is_right_where_a_cell_allows_it() -> None:
    loss = check.made(loss_class(call="return tf.reduce_mean(y_pred, -1)"), reduction=None)
    inputs, right = ([[0.0, 0.0]], [[1.0, 3.0]]), [[1.0, 3.0]]
    signature = [[None, 2], [None, 2]]
    check.graph(loss, signature, inputs, right, per_instance=True)
    failure(check.graph, loss, signature, inputs, right)


def test_an_operation_that_fails_names_the_line_that_made_it() -> None:
    body = "y = 2.0 * x\nreturn y + tf.ones([2])"
    report = failure(check.graph, function(body), [[None]], [([1.0, 2.0, 3.0],)], [[3.0]])
    assert report.got == (
        "InvalidArgumentError while its graph ran: Incompatible shapes: [3] vs. [2]\n"
        "in line 4 of f: return y + tf.ones([2])"
    )
    assert report.cause.startswith("The shapes of two tensors")


def test_a_stub_is_not_written_yet() -> None:
    with pytest.raises(check.NotWritten, match=r"^f: not written yet$"):
        check.graph(function("raise NotImplementedError()"), [[None]], CALLS, RIGHT)


@pytest.mark.parametrize(
    ("signature", "given", "message"),
    [
        ([[None]], {}, "either expected=… or reference=…"),
        ([[None]], {"expected": [1.0], "reference": np.abs}, "either expected=… or reference=…"),
        ([[None]], {"expected": RIGHT[:2]}, "4 calls, but 2 expected results"),
        ([[None], []], {"expected": RIGHT}, "a signature of 2 shapes for 1 arguments"),
    ],
)
def test_misuse_is_a_type_error(signature: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        check.graph(double, signature, CALLS, **given)
