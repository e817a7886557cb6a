"""Objects that test cells hand to what students wrote: models, losses, optimizers, metrics.

A test cell names one, `check.fixture("model", 8, 1, inputs=4)`, and it is made where the student's
code runs: no object crosses to there. Everybody may read how they are made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from tensorflow.core.framework.graph_pb2 import GraphDef

from tracegrade.subjects import Argument, Fixture, GraphFunction


def model(*units: int, inputs: int, activation: str = "relu", l2: float = 0.0) -> Any:
    """Dense layers of these sizes on `inputs` features, the last one linear."""
    layers = [
        _dense(size, activation if place < len(units) - 1 else None, l2)
        for place, size in enumerate(units)
    ]
    return keras.Sequential([keras.Input((inputs,)), *layers])


class CountedModel(keras.Model):
    """Dense layers, and a count of the `calls` of its Python code."""

    def __init__(self, *units: int, inputs: int) -> None:
        super().__init__()
        self.inner = model(*units, inputs=inputs)
        self._calls = 0

    @property
    def calls(self) -> int:
        """How often its Python code has been called."""
        return self._calls

    def call(self, inputs: Any) -> Any:
        """The output of the layers."""
        self._calls += 1
        return self.inner(inputs)


def counted_model(*units: int, inputs: int) -> CountedModel:
    """A `model` that counts how often its Python code is called; TensorFlow's graphs do not."""
    return CountedModel(*units, inputs=inputs)


class Gauge(keras.layers.Layer):
    """Doubles its inputs in training, and counts those passes in `passes`."""

    def build(self, shape: Any) -> None:
        """Make the counter, a float32 scalar."""
        self.passes = self.add_weight(shape=(), initializer="zeros", trainable=False, name="passes")

    def call(self, inputs: Any, training: bool = False) -> Any:
        """Twice the inputs in training, else the inputs."""
        if not training:
            return inputs
        self.passes.assign_add(1.0)
        return 2.0 * inputs


class SplitModel(keras.Model):
    """Dense layers in two parts, `lower` and `upper`, the second on top of the first."""

    def __init__(
        self, lower: int, upper: int, inputs: int, l2: float = 0.0, gauge: bool = False
    ) -> None:
        super().__init__()
        first = [keras.Input((inputs,)), _dense(lower, "relu", l2)]
        self.lower = keras.Sequential([*first, *[Gauge()] * gauge])
        self.upper = keras.Sequential([keras.Input((lower,)), _dense(upper, None, l2)])

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The output of the upper part."""
        return self.upper(self.lower(inputs, training=training), training=training)


def split_model(
    lower: int, upper: int, *, inputs: int, l2: float = 0.0, gauge: bool = False
) -> SplitModel:
    """A model in two parts, `lower` and `upper`, of one layer each; a `Gauge` on the lower one."""
    made = SplitModel(lower, upper, inputs, l2, gauge)
    made.build((None, inputs))
    return made


def optimizer(name: str, learning_rate: float = 0.01) -> Any:
    """A Keras optimizer by its name."""
    config = {"learning_rate": learning_rate}
    return keras.optimizers.get({"class_name": name, "config": config})


def loss(name: str) -> Any:
    """A Keras loss by its name."""
    return keras.losses.get({"class_name": name, "config": {}})


def metric(name: str) -> Any:
    """A Keras metric by its name."""
    return keras.metrics.get({"class_name": name, "config": {}})


class Training:
    """A step, a dataset and metrics for a loop: y = w · x is learnt, w begins at 0.

    `step(x, y)` updates the metrics, a mean of the loss and a mean absolute error, with the weight
    before its update, and returns the loss, the mean squared error.
    """

    def __init__(self, batches: int, size: int, rate: float, seed: int) -> None:
        x, y = (np.stack(it) for it in zip(*training_data(batches, size, seed=seed), strict=True))
        self.dataset = tf.data.Dataset.from_tensor_slices((x, y))
        self.metrics = [
            keras.metrics.Mean(name="loss"),
            keras.metrics.MeanAbsoluteError(name="mae"),
        ]
        self.weight = tf.Variable(0.0)
        self.rate = rate

    def step(self, x: Any, y: Any) -> Any:
        """One step of gradient descent on a batch."""
        outputs = self.weight * x
        loss = tf.reduce_mean(tf.square(outputs - y))
        self.metrics[0].update_state(loss)
        self.metrics[1].update_state(y, outputs)
        self.weight.assign_sub(self.rate * tf.reduce_mean(2.0 * (outputs - y) * x))
        return loss


def training(*, batches: int, size: int, rate: float, seed: int) -> Training:
    """What a loop over epochs needs; its parts are `step`, `dataset` and `metrics`."""
    return Training(batches, size, rate, seed)


def training_data(batches: int, size: int, *, seed: int) -> list[tuple[Any, Any]]:
    """The batches of `training`: pairs `(x, y)`, float32 `[size, 1]`, y near 3 x."""
    draw = np.random.default_rng(seed)
    x = draw.uniform(-1, 1, (batches, size, 1)).astype(np.float32)
    y = (3 * x + draw.normal(scale=0.25, size=x.shape)).astype(np.float32)
    return list(zip(x, y, strict=True))


MAKERS: dict[str, Callable[..., Any]] = {
    maker.__name__: maker
    for maker in (model, counted_model, split_model, training, optimizer, loss, metric)
}


class Fixtures:
    """The fixtures of what is made and traced together; `made` has each by what it is called."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}

    def argument(self, argument: Argument) -> Any:
        """What a student's code gets for an argument."""
        match argument:
            case Fixture():
                return self._part(argument)
            case GraphFunction():
                return _function(argument)
            case tuple():
                return [self.argument(item) for item in argument]
            case _:
                return argument

    def _part(self, fixture: Fixture) -> Any:
        key = str(fixture.whole)
        if key not in self.made:
            self.made[key] = MAKERS[fixture.name](*fixture.arguments, **fixture.keywords)
        return getattr(self.made[key], fixture.part) if fixture.part else self.made[key]


def as_graph(function: Callable[[Any], Any], dtype: str = "float32") -> GraphFunction:
    """A function of one tensor of any shape as a graph.

    Raises TypeError for one that holds variables, tensors or loops: it has to be a formula.
    """
    concrete = tf.function(function).get_concrete_function(tf.TensorSpec(None, dtype))
    graph = concrete.graph.as_graph_def()
    if graph.library.function or concrete.captured_inputs:
        raise TypeError("as_graph needs a formula: no variables, no loops, no tensors from outside")
    [feed], [fetch] = concrete.inputs, concrete.outputs
    return GraphFunction(graph.SerializeToString(deterministic=True), feed.name, fetch.name)


def _function(given: GraphFunction) -> Any:
    graph = GraphDef.FromString(given.graph)
    wrapped = tf.compat.v1.wrap_function(lambda: tf.import_graph_def(graph, name=""), signature=[])
    element = wrapped.graph.as_graph_element
    pruned = wrapped.prune(element(given.feed), element(given.fetch))

    def function(x: Any) -> Any:
        return pruned(tf.convert_to_tensor(x))  # a graph takes no variable

    return function


def _dense(units: int, activation: str | None, l2: float) -> Any:
    regularizer = keras.regularizers.L2(l2) if l2 else None
    return keras.layers.Dense(units, activation=activation, kernel_regularizer=regularizer)
