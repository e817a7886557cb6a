"""Objects that test cells hand to what students wrote: models, losses, optimizers, metrics.

A test cell names one, `check.fixture("model", 8, 1, inputs=4)`, and it is made where the student's
code runs: no object crosses to there. Everybody may read how they are made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
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


class SplitModel(keras.Model):
    """Dense layers in two parts, `lower` and `upper`, the second on top of the first."""

    def __init__(self, lower: int, upper: int, inputs: int, l2: float = 0.0) -> None:
        super().__init__()
        self.lower = keras.Sequential([keras.Input((inputs,)), _dense(lower, "relu", l2)])
        self.upper = keras.Sequential([keras.Input((lower,)), _dense(upper, None, l2)])

    def call(self, inputs: Any, training: bool = False) -> Any:
        """The output of the upper part."""
        return self.upper(self.lower(inputs, training=training), training=training)


def split_model(lower: int, upper: int, *, inputs: int, l2: float = 0.0) -> SplitModel:
    """A model in two parts, `lower` and `upper`, of one layer each."""
    made = SplitModel(lower, upper, inputs, l2)
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


MAKERS: dict[str, Callable[..., Any]] = {
    maker.__name__: maker for maker in (model, split_model, optimizer, loss, metric)
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
    return wrapped.prune(element(given.feed), element(given.fetch))


def _dense(units: int, activation: str | None, l2: float) -> Any:
    regularizer = keras.regularizers.L2(l2) if l2 else None
    return keras.layers.Dense(units, activation=activation, kernel_regularizer=regularizer)
