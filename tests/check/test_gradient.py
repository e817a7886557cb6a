"""check.gradient: the derivative of what a function returns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from tracegrade import check

from tests.check.students import failure, function, loss_class

IF = "if tf.reduce_sum(x) > 0.0:\n    return x * x\nreturn x * x"


def square(x: Any) -> Any:
    return x * x


def weighted(w: Any, x: Any) -> Any:
    return w * tf.square(x)


def test_a_right_gradient_passes() -> None:
    check.gradient(square, ([1.0, -2.0],), [2.0, -4.0], wrt=0)


def test_each_call_of_a_list_is_traced_with_its_own_shape() -> None:
    calls = [(1.0,), ([1.0],), ([[1.0, 2.0]],)]
    check.gradient(square, calls, wrt=0, reference=lambda x: 2 * x)


def test_the_argument_that_is_differentiated_is_told() -> None:
    check.gradient(weighted, ([2.0], [3.0]), [9.0], wrt=0)
    check.gradient(weighted, ([2.0], [3.0]), [12.0], wrt=1)
    report = failure(check.gradient, weighted, ([2.0], [3.0]), [9.0], wrt=1)
    assert report.tested == "weighted: its gradient with respect to argument 2"
    assert report.inputs == "shape [1]: [2]; shape [1]: [3]"
    assert (report.expected, report.got) == ("shape [1]: [9]", "shape [1]: [12]")


def test_a_gradient_of_the_other_sign_is_named() -> None:
    negated = function("return x + tf.stop_gradient(x * x - x) - 2.0 * x")
    report = failure(check.gradient, negated, ([1.0, 2.0],), [1.0, 1.0], wrt=0)
    assert report.cause.startswith("The sign is wrong")


def test_a_gradient_has_to_be_connected() -> None:
    for body in ["return tf.stop_gradient(x * x)", "return tf.cast(x > 0.0, tf.float32)"]:
        report = failure(check.gradient, function(body), ([1.0],), [2.0], wrt=0)
        assert (report.expected, report.got) == ("a gradient", "None")
        assert "in a way that TensorFlow can differentiate" in report.cause


def test_at_a_kink_a_gradient_has_to_be_finite_and_no_more() -> None:
    check.gradient(tf.abs, ([0.0, 1.0],), wrt=0, finite=True)
    check.gradient(tf.nn.relu, ([0.0],), wrt=0, finite=True)


@pytest.mark.parametrize("body", ["return tf.sqrt(x * x)", "return tf.sqrt(x)"])
def test_a_gradient_that_is_not_finite_is_reported(body: str) -> None:
    report = failure(check.gradient, function(body), ([0.0],), wrt=0, finite=True)
    assert report.expected == "finite numbers"
    assert report.got in ("shape [1]: [nan]", "shape [1]: [inf]")
    assert report.cause.startswith("tf.where differentiates both of its branches")


def test_one_graph_with_a_signature_serves_many_sizes() -> None:
    calls = [([1.0],), ([1.0, 2.0, 3.0],)]
    check.gradient(square, calls, [[2.0], [2.0, 4.0, 6.0]], wrt=0, signature=[[None]])
    static = function("return x * x * tf.ones(x.shape)")
    check.gradient(static, calls, [[2.0], [2.0, 4.0, 6.0]], wrt=0)
    report = failure(check.gradient, static, calls, [[2.0], [2.0]], wrt=0, signature=[[None]])
    assert report.cause.startswith("A size that is unknown")


def test_both_ways_of_tracing() -> None:
    branching = function(IF)
    check.gradient(branching, ([1.0],), [2.0], wrt=0)
    check.gradient(square, ([1.0],), [2.0], wrt=0, traced_by="keras")
    report = failure(check.gradient, branching, ([1.0],), [2.0], wrt=0, traced_by="keras")
    assert "as in the graphs that Keras traces" in report.cause


def test_the_gradient_of_a_scalar_loss() -> None:
    loss = check.made(loss_class(), 3.0)
    inputs = ([[0.0], [0.0]], [[1.0], [-1.0]])
    check.gradient(loss, inputs, [[1.5], [-1.5]], wrt=1)
    assert failure(check.gradient, loss, inputs, [[3.0], [-3.0]], wrt=1).got == (
        "shape [2, 1]: [[1.5], [-1.5]]"
    )


def test_a_custom_gradient_counts() -> None:
    custom = function(
        "def slope(upstream):\n    return 7.0 * upstream\nreturn x, slope",
        before="@tf.custom_gradient",
    )
    check.gradient(custom, ([1.0],), [7.0], wrt=0)


def test_the_gradient_of_a_gathered_element_is_dense() -> None:
    check.gradient(function("return tf.gather(x, [1])"), ([1.0, 2.0],), [0.0, 1.0], wrt=0)


def test_a_stub_is_not_written_yet() -> None:
    with pytest.raises(check.NotWritten):
        check.gradient(function("raise NotImplementedError()"), ([1.0],), [1.0], wrt=0)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "either expected=… or reference=…"),
        ({"expected": [1.0], "reference": np.cos}, "either expected=… or reference=…"),
        ({"expected": [1.0], "finite": True}, "leave expected and reference out"),
        ({"expected": [1.0], "signature": [[None], []]}, "signature of 2 shapes for 1 arguments"),
    ],
)
def test_misuse_is_a_type_error(given: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        check.gradient(square, ([1.0],), wrt=0, **given)
