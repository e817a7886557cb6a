"""check.forward, weights and trains: what layers and models compute, and whether they learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tracegrade import check
from tracegrade.check import causes
from tracegrade.subjects import Array

from tests.check.students import define, failure, layer_class

GAIN, OFFSET = ((3,), 1.0), ((3,), 0.0)
ROWS = ([[1.0, 2.0, 3.0], [-1.0, 0.5, 0.0]],)
CALLS = [ROWS, ([[0.5, 0.25, -2.0]],)]
COLUMNS = [[None, 3]]
MODEL = """
    class Two(keras.Model):
        def __init__(self, units, **kwargs):
            super().__init__(**kwargs)
            self.units = units
            self.hidden = keras.layers.Dense(3, activation="relu")
            self.out = keras.layers.Dense(units)
        def call(self, inputs):
            return self.out(self.hidden(inputs))
        def get_config(self):
            return {**super().get_config(), "units": self.units}
    """
MODEL_WEIGHTS = [((2, 3), None), ((3,), 0.0), ((3, 1), None), ((1,), 0.0)]
PAIRS = ([[1.0, -2.0], [0.5, 3.0]],)


def layer(*arguments: float, **parts: str) -> Any:
    return check.made(layer_class(**parts), *arguments)


def model(code: str = MODEL) -> Any:
    return check.made(define(code)["Two"], 1)


def scaled(weights: list[Array], x: Array) -> Array:
    gain, offset = weights
    return x * gain + offset


def doubled(weights: list[Array], x: Array) -> Array:
    return 2.0 * scaled(weights, x)


def two(weights: list[Array], x: Array) -> Array:
    first, first_bias, second, second_bias = weights
    return np.maximum(x @ first + first_bias, 0) @ second + second_bias


# --- What they compute ----------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["tf.function", "keras"])
def test_a_right_layer_passes_with_and_without_a_signature(way: Any) -> None:
    right: dict[str, Any] = {"weights": [GAIN, OFFSET], "reference": doubled, "traced_by": way}
    check.forward(layer(2.0), CALLS, **right)
    check.forward(layer(2.0), CALLS, signature=COLUMNS, **right)


def test_a_right_model_passes() -> None:
    check.forward(model(), PAIRS, weights=MODEL_WEIGHTS, reference=two)


def test_what_only_fits_the_initial_weights_fails_with_drawn_ones() -> None:
    minus = layer(call="return inputs * self.gain - self.offset")
    given: dict[str, Any] = {"weights": [GAIN, OFFSET], "reference": scaled}
    check.forward(minus, ROWS, draw="initial", **given)
    report = failure(check.forward, minus, ROWS, **given)
    assert report.tested == "Scaled(): its output for given weights"
    assert report.inputs == "shape [2, 3]: [[1, 2, 3], [-1, 0.5, 0]]"
    assert report.expected.startswith("shape [2, 3]: [[")
    assert report.got.startswith("shape [2, 3]: [[")
    assert report.got != report.expected


def test_initial_weights_that_are_wrong_are_seen_where_none_are_assigned() -> None:
    ones = layer(
        build="""
        self.gain = self.add_weight(shape=shape[-1:], initializer="ones")
        self.offset = self.add_weight(shape=shape[-1:], initializer="ones")
        """
    )

    def initially(weights: list[Array], x: Array) -> Array:
        return x

    check.forward(ones, ROWS, weights=[GAIN, OFFSET], reference=scaled)
    report = failure(
        check.forward, ones, ([[0.0] * 3],), weights=[GAIN, OFFSET], reference=initially,
        draw="initial",
    )  # fmt: skip
    assert report.tested == "Scaled(): its output"
    assert (report.expected, report.got) == (
        "shape [1, 3]: [[0, 0, 0]]",
        "shape [1, 3]: [[1, 1, 1]]",
    )


def test_draws_are_what_they_are_called_and_the_same_for_every_call() -> None:
    seen: dict[str, list[Array]] = {}

    def noting(weights: list[Array], x: Array) -> Array:
        seen.setdefault(draw, []).append(np.stack(weights))
        return scaled(weights, x)

    for draw in ("normal", "positive", "initial"):
        check.forward(layer(), CALLS, weights=[GAIN, OFFSET], reference=noting, draw=draw)  # type: ignore[arg-type]
    assert seen["initial"][0].tolist() == [[1, 1, 1], [0, 0, 0]]
    assert (seen["normal"][0] < 0).any()
    assert (seen["positive"][0] >= 0.1).all()
    assert (seen["positive"][0] <= 0.5).all()
    assert all(np.array_equal(first, second) for first, second in seen.values())
    assert len(np.unique(seen["normal"][0])) == 6


def test_weights_of_one_shape_are_told_apart_by_their_initial_values() -> None:
    offset_first = layer(call="first = tf.identity(self.offset)\nreturn first + inputs * self.gain")
    check.forward(offset_first, ROWS, weights=[GAIN, OFFSET], reference=scaled)
    any_value = [((3,), None), ((3,), None)]
    failure(check.forward, offset_first, ROWS, weights=any_value, reference=scaled)
    check.forward(
        offset_first, ROWS, weights=any_value, reference=lambda w, x: scaled([*reversed(w)], x)
    )


def test_another_initial_value_alone_is_no_reason_to_fail() -> None:
    check.forward(layer(), ROWS, weights=[((3,), 0.5), OFFSET], reference=scaled)


def test_a_weight_that_the_call_does_not_use_is_missed() -> None:
    report = failure(
        check.forward, layer(call="return inputs * self.gain"), ROWS, weights=[GAIN, OFFSET],
        reference=scaled,
    )  # fmt: skip
    assert report.expected == "trainable weights [3] (at first 1), [3] (at first 0)"
    assert report.got == "[3] (at first 1)"
    assert report.cause.startswith("Weights are made once, in __init__ or build")


def test_weights_that_are_not_trainable_do_not_count() -> None:
    counting = layer(
        build="""
        self.gain = self.add_weight(shape=shape[-1:], initializer="ones")
        self.offset = self.add_weight(shape=shape[-1:], initializer="zeros")
        self.calls = self.add_weight(shape=(), initializer="zeros", trainable=False)
        """,
        call="self.calls.assign_add(1.0)\nreturn inputs * self.gain + self.offset",
    )
    check.forward(counting, CALLS, weights=[GAIN, OFFSET], reference=scaled)


def test_a_weight_may_be_a_scalar() -> None:
    scalar = layer(
        build="self.gain = self.add_weight(shape=(), initializer='ones')",
        call="return inputs * self.gain",
    )
    for draw in ("normal", "positive"):
        check.forward(
            scalar, ROWS, weights=[((), 1.0)], reference=lambda w, x: x * w[0], draw=draw  # type: ignore[arg-type]
        )  # fmt: skip


def test_one_of_several_references_has_to_be_met() -> None:
    given: dict[str, Any] = {"weights": [GAIN, OFFSET], "reference": [doubled, scaled]}
    check.forward(layer(), ROWS, **given)
    check.forward(layer(2.0), ROWS, **given)
    failure(check.forward, layer(3.0), ROWS, **given)


def test_a_batch_size_that_is_fixed_while_tracing_fails_with_a_signature_only() -> None:
    static = layer(call="return inputs * self.gain + tf.ones([inputs.shape[0], 1]) * self.offset")
    given: dict[str, Any] = {"weights": [GAIN, OFFSET], "reference": scaled}
    check.forward(static, CALLS, **given)
    report = failure(check.forward, static, CALLS, signature=COLUMNS, **given)
    assert report.tested == "Scaled(): its output for given weights, one graph for all sizes"
    assert report.cause.startswith("A size that is unknown while the graph is traced is None")


def test_a_branch_on_a_tensor_fails_the_way_keras_traces() -> None:
    module = define(
        """
        class Rectified(tf.Module):
            def __init__(self):
                self.gain = tf.Variable([1.0, 1.0, 1.0])
            def __call__(self, x):
                if tf.reduce_sum(x) > 0.0:
                    return x * self.gain
                else:
                    return -x * self.gain
        """
    )["Rectified"]
    given: dict[str, Any] = {
        "weights": [GAIN],
        "reference": lambda w, x: x * w[0] if x.sum() > 0 else -x * w[0],
    }
    check.forward(check.made(module), CALLS, **given)
    report = failure(check.forward, check.made(module), CALLS, traced_by="keras", **given)
    assert report.tested.endswith("for given weights, traced the way Keras traces")
    assert "as in the graphs that Keras traces" in report.cause


def test_a_wrong_shape_and_the_cause_of_a_cell_are_told() -> None:
    reduced = layer(call="return tf.reduce_sum(inputs * self.gain + self.offset, -1)")
    given: dict[str, Any] = {"weights": [GAIN, OFFSET], "reference": scaled}
    report = failure(check.forward, reduced, ROWS, **given)
    assert report.cause.startswith("The last axis was reduced")
    assert failure(check.forward, reduced, ROWS, cause="Think.", **given).cause == "Think."


def test_python_in_the_graph_of_a_layer_is_forbidden() -> None:
    python = layer(call="return tf.numpy_function(np.tanh, [inputs], tf.float32) * self.gain")
    report = failure(check.forward, python, ROWS, weights=[GAIN], reference=scaled)
    assert report.got == "a graph with PyFunc"


@pytest.mark.parametrize("part", ["init", "build", "call"])
def test_a_stub_is_not_written_yet(part: str) -> None:
    stub: dict[str, str] = {part: "raise NotImplementedError()"}
    with pytest.raises(check.NotWritten, match=r"^Scaled: not written yet$"):
        check.forward(layer(**stub), ROWS, weights=[GAIN, OFFSET], reference=scaled)


# --- Rebuilt and reloaded -------------------------------------------------------------------------


def test_a_configuration_keeps_the_factor() -> None:
    lost = layer(2.0, config="return super().get_config()")
    given: dict[str, Any] = {"weights": [GAIN, OFFSET], "reference": doubled}
    check.forward(check.rebuilt(layer(2.0)), ROWS, **given)
    check.forward(lost, ROWS, **given)
    report = failure(check.forward, check.rebuilt(lost), ROWS, **given)
    assert report.tested == (
        "Scaled(2.0), rebuilt by from_config(get_config()): its output for given weights"
    )


def test_a_saved_layer_keeps_its_factor() -> None:
    given: dict[str, Any] = {"weights": [GAIN, OFFSET], "reference": doubled}
    check.forward(check.reloaded(layer(2.0), inputs=[None, 3]), ROWS, **given)
    lost = check.reloaded(layer(2.0, config="return super().get_config()"), inputs=[None, 3])
    report = failure(check.forward, lost, ROWS, **given)
    assert report.tested == "Scaled(2.0), saved and loaded: its output for given weights"


def test_a_saved_model_is_loaded_with_its_weights() -> None:
    given: dict[str, Any] = {"weights": MODEL_WEIGHTS, "reference": two}
    check.forward(check.reloaded(model(), inputs=[None, 2]), PAIRS, **given)
    check.forward(check.reloaded(model(), inputs=[None, 2]), PAIRS, draw="initial", **given)


def test_a_model_that_cannot_be_loaded_fails_with_the_reason() -> None:
    lost = model(MODEL.replace('{**super().get_config(), "units": self.units}', "{}"))
    report = failure(
        check.forward, check.reloaded(lost, inputs=[None, 2]), PAIRS, weights=MODEL_WEIGHTS,
        reference=two,
    )  # fmt: skip
    assert report.got.startswith("TypeError while it was made: ")
    assert "'units'" in report.got
    assert report.cause.startswith("The constructor must take every key that get_config returns")


# --- Weights --------------------------------------------------------------------------------------


def test_the_right_weights_pass_in_any_order() -> None:
    check.weights(layer(), ROWS, [GAIN, OFFSET])
    check.weights(layer(), ROWS, [OFFSET, GAIN])
    check.weights(layer(), ROWS, [((3,), None), ((3,), None)])
    check.weights(model(), PAIRS, [*reversed(MODEL_WEIGHTS)])


BOTH = "trainable weights [3] (at first 1), [3] (at first 0)"
MADE = 'self.gain = self.add_weight(shape={}, initializer="{}", trainable={})\nself.offset = 0.0'


@pytest.mark.parametrize(
    ("expected", "parts", "got"),
    [
        ([GAIN], {}, "[3] (at first 1), [3] (at first 0)"),
        ([GAIN, OFFSET], {"build": MADE.format("shape[-1:]", "ones", True)}, "[3] (at first 1)"),
        ([GAIN], {"build": MADE.format("shape[-1:]", "zeros", True)}, "[3] (at first 0)"),
        ([GAIN], {"build": MADE.format("(1,)", "ones", True)}, "[1] (at first 1)"),
        ([GAIN], {"build": MADE.format("shape[-1:]", "ones", False)}, "none"),
        ([GAIN], {"build": "self.gain = tf.ones(shape[-1:])\nself.offset = 0.0"}, "none"),
        ([GAIN], {"build": MADE.format("shape[-1:]", "random_normal", True)}, "[3]"),
    ],
    ids=["more", "fewer", "initial", "shape", "not trainable", "a constant", "random"],
)
def test_other_weights_are_told(expected: Any, parts: dict[str, str], got: str) -> None:
    report = failure(check.weights, layer(**parts), ROWS, expected)
    assert report.tested == "Scaled(): its trainable weights"
    assert BOTH.startswith(report.expected)
    assert report.got == got
    assert report.cause.startswith("Weights are made once")


def test_weights_that_are_made_at_each_call_fail() -> None:
    fresh = layer(call="return keras.layers.Dense(3)(inputs)")
    report = failure(check.weights, fresh, ROWS, [((3, 3), None), ((3,), 0.0)])
    assert report.got.startswith("ValueError while it was traced as a graph")
    assert report.cause.startswith("A variable is made once")


# --- Training -------------------------------------------------------------------------------------

DRAW = np.random.default_rng(5)
X = DRAW.normal(size=(8, 3)).astype(np.float32)
Y = X.sum(axis=1, keepdims=True)


def test_training_goes_keras_own_way_whatever_a_model_makes_of_it() -> None:
    forged = define("""
        class Forged(keras.Model):
            def __init__(self):
                super().__init__()
                self.mean = self.add_weight(shape=(), initializer="zeros")
            def call(self, inputs):
                return tf.stop_gradient(self.mean) + 0.0 * inputs
            def train_step(self, data):
                self.mean.assign(tf.reduce_mean(data[1]))
                return {"loss": 0.0}
        """)["Forged"]
    x = np.ones((4, 1), np.float32)
    assert failure(check.trains, check.made(forged), x, 3 * x)


def test_a_layer_and_a_model_train() -> None:
    check.trains(layer(), X, Y)
    check.trains(model(), X, Y)


def test_a_weight_without_a_gradient_stands_still() -> None:
    frozen = layer(call="return inputs * tf.stop_gradient(self.gain) + self.offset")
    report = failure(check.trains, frozen, X, Y)
    assert report.tested == "Scaled(): training with fit"
    assert report.expected == "training that moves every weight"
    assert report.got == "no change in those of shape [4]"
    assert "in a way that can be differentiated" in report.cause


def test_a_gradient_of_the_wrong_sign_makes_the_loss_rise() -> None:
    climbing = model(
        MODEL.replace("def call", "@tf.custom_gradient\n    def up(y):\n            return y, "
        "lambda upstream: -upstream\n        def call", 1)
        .replace("@tf.custom_gradient\n    def up", "@staticmethod\n        @tf.custom_gradient\n"
        "        def up").replace("return self.out(", "return self.up(self.out(", 1)
        .replace("(inputs))\n", "(inputs)))\n", 1)
    )  # fmt: skip
    report = failure(check.trains, climbing, X, Y)
    assert report.expected == "a loss below 0.8 times the first one"
    assert report.got.startswith("a loss of ")
    assert report.got.endswith(" after 20 steps")
    assert failure(check.trains, climbing, X, Y, cause="Think.").cause == "Think."


def test_how_far_the_loss_has_to_fall_is_the_cells_affair() -> None:
    failure(check.trains, layer(), X, Y, steps=1)
    check.trains(layer(), X, Y, steps=1, factor=1.0)
    failure(check.trains, layer(), X, Y, factor=0.001)


def test_numpy_in_a_layer_cannot_be_fitted() -> None:
    report = failure(check.trains, layer(call="return np.tanh(inputs) * self.gain"), X, Y)
    assert "NumPy, math, float(), int()" in report.cause


def test_outputs_of_another_shape_are_told() -> None:
    flat = layer(call="return tf.reduce_mean(inputs * self.gain, 0)")
    flat_model = model(MODEL.replace("self.out(self.hidden(inputs))", "self.hidden(inputs)"))
    report = failure(check.trains, flat_model, X, Y)
    assert (report.expected, report.got) == ("outputs of shape [8, 1]", "float32 [8, 3]")
    failure(check.trains, flat, X, Y)


def test_an_argument_that_the_configuration_lost_is_told_as_such() -> None:
    lost = layer_class(head="self, factor, **kwargs", config="return super().get_config()")
    subject = check.rebuilt(check.made(lost, 2.0))
    report = failure(check.values, subject, ([[1.0]],), [[2.0]])
    assert "missing 1 required positional argument" in report.got
    assert report.cause == causes.LOST_CONFIG
