"""Arguments that are objects, and variables that a judge sets: the same direct and sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from tracegrade import check, fixtures, wire
from tracegrade.direct import DirectSubject
from tracegrade.sealing.replay import Replay
from tracegrade.subjects import Fixture, Function, GraphFunction, Made, Sealed, Spec, Subject
from tracegrade.worker import answer

from tests.check.students import define, function

Seal = Callable[[Any, Subject, list[Function]], Sealed]
ROWS = Spec((None, 3))


def direct(target: Any, subject: Subject, functions: list[Function]) -> Sealed:
    return subject.seal(functions)


def sealed(target: Any, subject: Subject, functions: list[Function]) -> Sealed:
    """Through all that is between a worker and a judge, but the processes."""
    assert isinstance(subject, DirectSubject)
    request = wire.SealRequest(subject.name, subject.steps, tuple(functions))
    received = wire.decode_request(wire.encode_request(request))
    exported = wire.decode_answer(*wire.encode_answer(answer({subject.name: target}, received)))
    assert not isinstance(exported, dict | wire.NotWritten | wire.Undefined), exported
    return Replay(exported, functions)


both = pytest.mark.parametrize("seal", [direct, sealed])

TRAIN_STEP = """
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = model(x, training=True)
            loss = tf.add_n([loss_fn(y, y_pred)] + model.losses)
        for part, opt in ((lower, lower_opt), (upper, upper_opt)):
            variables = part.trainable_variables
            opt.apply_gradients(zip(tape.gradient(loss, variables), variables))
        metrics[0].update_state(loss)
        return loss
    return step
"""


@both
def test_a_layers_weights_are_set_by_the_judge(seal: Seal) -> None:
    layer = define(
        "class Scale(keras.layers.Layer):\n"
        "    def build(self, shape):\n"
        "        self.factor = self.add_weight(shape=shape[-1:], initializer='ones')\n"
        "    def call(self, x):\n"
        "        return x * self.factor"
    )["Scale"]
    subject = DirectSubject(layer, "Scale", (Made(),))
    scale = seal(layer, subject, [Function((ROWS,), gradient=(0,))])
    [weight] = scale.variables()
    assert (weight.value.tolist(), weight.owner) == ([1, 1, 1], "")

    scale.assign(0, np.float32([1, 2, 3]))

    value, gradient = scale.run(0, np.float32([[1, 1, 1], [0, 1, 0]]))
    np.testing.assert_array_equal(value, [[1, 2, 3], [0, 2, 0]])
    np.testing.assert_array_equal(gradient, [[1, 2, 3], [1, 2, 3]])


@both
def test_a_training_step_ends_with_the_weights_of_the_reference(seal: Seal) -> None:
    maker = define(TRAIN_STEP)["make_train_step"]
    arguments: dict[str, Any] = {"inputs": 3, "l2": 0.1}
    subject = check.made(
        maker,
        check.fixture("split_model", 4, 1, **arguments),
        check.fixture("split_model", 4, 1, part="lower", **arguments),
        check.fixture("split_model", 4, 1, part="upper", **arguments),
        check.fixture("loss", "MeanSquaredError"),
        check.fixture("optimizer", "Nadam", 0.1),
        check.fixture("optimizer", "SGD", 0.5),
        [check.fixture("metric", "Mean")],
    )
    step = seal(maker, subject, [Function((ROWS, Spec((None, 1))))])
    draw = np.random.default_rng(3)
    weights = [draw.normal(size=it.value.shape).astype(np.float32) for it in step.variables()]
    model = fixtures.split_model(4, 1, **arguments)
    reference = define(TRAIN_STEP)["make_train_step"](
        model,
        model.lower,
        model.upper,
        keras.losses.MeanSquaredError(),
        keras.optimizers.Nadam(0.1),
        keras.optimizers.SGD(0.5),
        [keras.metrics.Mean()],
    )
    own = f"split_model(4, 1, inputs=3, l2={arguments['l2']})"
    places = {it.owner: place for place, it in enumerate(step.variables())}
    for place, variable in enumerate(model.variables):
        position = places[f"{own}[{place}]"]
        variable.assign(weights[position])
        step.assign(position, weights[position])
    batches = [(draw.normal(size=(5, 3)), draw.normal(size=(5, 1))) for _ in range(3)]

    for x, y in batches:
        [loss] = step.run(0, x.astype(np.float32), y.astype(np.float32))
        wanted = reference(tf.constant(x, tf.float32), tf.constant(y, tf.float32))
        np.testing.assert_allclose(loss, wanted, rtol=1e-5)

    after = step.variables()
    for place, variable in enumerate(model.variables):
        got = after[places[f"{own}[{place}]"]].value
        np.testing.assert_allclose(got, variable.numpy(), rtol=1e-4, atol=1e-6)


@both
def test_a_function_is_given_as_a_graph(seal: Seal) -> None:
    derivative = define(
        "def derivative(f, x):\n"
        "    with tf.GradientTape() as tape:\n"
        "        tape.watch(x)\n"
        "        y = f(x)\n"
        "    return tape.gradient(y, x)"
    )["derivative"]
    subject = check.given(derivative, check.as_graph(lambda x: tf.sin(x) * x))
    assert subject.label == "derivative given (a function)"

    function = seal(derivative, subject, [Function((Spec((None, None)),))])

    x = np.float32([[0.5, 2.0]])
    np.testing.assert_allclose(function.run(0, x)[0], np.cos(x) * x + np.sin(x), rtol=1e-5)


@both
def test_two_objects_made_alike_share_what_their_class_keeps(seal: Seal) -> None:
    counter = define(
        "class Counter(tf.Module):\n"
        "    total = tf.Variable(0.0)\n"
        "    def __call__(self, x):\n"
        "        return self.total.assign_add(x)"
    )["Counter"]
    add = Function((Spec(()),))
    both_of_them = [add, Function((Spec(()),), instance=1)]
    counters = seal(counter, DirectSubject(counter, "Counter", (Made(),)), both_of_them)
    before = counters.variables()[0].value

    counters.run(0, np.float32(2))

    assert counters.run(1, np.float32(3)) == [before + 5]


def test_a_stream_may_ask_for_state_of_its_own() -> None:
    from tests.check.students import failure, metric_class

    epochs, right = [[([[0.0]], [[2.0]])]], [[2.0]]
    shared = metric_class(
        init="super().__init__(**kwargs)\nself.threshold = threshold\n"
        "self.total, self.count = SHARED",
    )
    shared.update_state.__globals__["SHARED"] = (tf.Variable(0.0), tf.Variable(0.0))
    check.stream(check.made(metric_class()), epochs, right, beside_another=True)

    failure(check.stream, check.made(shared), epochs, [[9.0]], beside_another=True)


@pytest.mark.parametrize("value", [np.float32(1), object(), keras.losses.Huber(), [print]])
def test_an_argument_that_is_no_data_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is no plain value"):
        check.made(function("return x"), value)


@pytest.mark.parametrize(
    "formula",
    [
        lambda x: x * tf.Variable(1.0),
        lambda x: tf.map_fn(tf.sin, x),
        lambda x: x * tf.constant([1.0]) + OUTSIDE,
    ],
)
def test_only_a_formula_is_given_as_a_graph(formula: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"formula|tf\.Variable"):
        check.as_graph(formula)


OUTSIDE = tf.constant(1.0)


def test_a_fixture_and_its_parts_are_one_object() -> None:
    made = fixtures.Fixtures()
    model = Fixture("split_model", (4, 1), {"inputs": 3})
    lower = Fixture("split_model", (4, 1), {"inputs": 3}, part="lower")
    assert made.argument(lower) is made.argument(model).lower
    assert str(lower) == "split_model(4, 1, inputs=3).lower"
    assert isinstance(made.argument(check.fixture("model", 8, 1, inputs=2)), keras.Model)
    assert str(GraphFunction(b"", "", "")) == "a function"
