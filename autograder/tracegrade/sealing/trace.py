"""Beside the student: make the object that a test speaks of, and trace its functions.

Everything here may run hostile code; what it returns is judged elsewhere.
"""

from __future__ import annotations

import inspect
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from tracegrade.fixtures import Fixtures
from tracegrade.sealing import graphs
from tracegrade.sealing.calling import as_values
from tracegrade.sealing.problems import describe, line_of
from tracegrade.subjects import (
    FIT_STEP,
    ArgumentSpec,
    Array,
    Averaged,
    Beside,
    Compiled,
    Function,
    Given,
    GraphFacts,
    Made,
    NothingReturned,
    Plain,
    Problem,
    Rebuilt,
    Reloaded,
    Shape,
    Spec,
    Stage,
    Step,
    StudentError,
    flat_specs,
)

SEED = 20
# Their own, whatever a notebook makes of the names.
_FIT_STEP = keras.Model.train_step
EAGERLY = tf.config.run_functions_eagerly


@dataclass(frozen=True)
class Captured:
    """A variable that traced functions use, and the fixture that it belongs to, with its place."""

    variable: Any
    owner: str
    trainable: bool


@dataclass(frozen=True)
class Traced:
    """Concrete functions, the objects that they belong to, and the fixtures of these."""

    functions: tuple[Any, ...]
    objects: tuple[Any, ...]
    fixtures: Fixtures

    def captured(self) -> list[Captured]:
        """The variables that the functions use, in the order in which they come to them."""
        owners = {
            id(variable.handle): f"{name}[{place}]"
            for name, fixture in self.fixtures.made.items()
            for place, variable in enumerate(variables_of(fixture))
        }
        lists = [variables_of(it, "trainable_variables") for it in self.objects]
        trainable = {id(variable.handle) for variables in lists for variable in variables}
        found: dict[int, Captured] = {}
        for concrete in self.functions:
            variables = _by_handle(concrete, *self.objects)
            for outer, _ in concrete.graph.captures:
                if id(outer) in variables:
                    owner = owners.get(id(outer), "")
                    captured = Captured(variables[id(outer)], owner, id(outer) in trainable)
                    found.setdefault(id(outer), captured)
        return list(found.values())

    def untracked(self) -> int:
        """How many variables the functions use that neither objects nor fixtures list."""
        owners = [*self.objects, *self.fixtures.made.values()]
        known = {id(variable.handle) for owner in owners for variable in variables_of(owner)}
        used = {id(it.variable.handle) for it in self.captured()}
        return len(used - known)


def trace_all(target: Any, steps: Sequence[Step], functions: Sequence[Function]) -> Traced:
    """Make the objects that functions belong to, and trace them.

    Raises StudentError or NothingReturned.
    """
    fixtures = Fixtures()
    objects = {
        instance: make(target, steps, fixtures)
        for instance in dict.fromkeys(function.instance for function in functions)
    }
    concrete = [trace(objects[function.instance], function) for function in functions]
    return Traced(tuple(concrete), tuple(objects.values()), fixtures)


def make(target: Any, steps: Sequence[Step], fixtures: Fixtures) -> Any:
    """The object that the steps make of what the student defined.

    Raises StudentError or NothingReturned.
    """
    if target is None or target is ...:
        raise NothingReturned
    keras.utils.set_random_seed(SEED)
    maker = target
    for step in steps:
        match step:
            case Made() | Beside() | Given() if not callable(maker):
                raise NothingReturned
            case Made():
                maker, target = target, _call(target, step, fixtures)
            case Beside():
                _call(maker, step, fixtures)
            case Given():
                arguments, keywords = _arguments(step, fixtures)
                target = partial(target, *arguments, **keywords)
            case Rebuilt():
                target = guarded(partial(_rebuild, target, step.changed), "making")
            case Reloaded():
                target = guarded(partial(_reload, target, step.inputs), "making")
            case Averaged():
                target = guarded(partial(keras.metrics.MeanMetricWrapper, target), "making")
            case Compiled():
                target = guarded(partial(_compiled, target, step.inputs), "making")
        if target is None or target is ...:
            raise NothingReturned
    return target


def _call(maker: Any, step: Made | Beside, fixtures: Fixtures) -> Any:
    arguments, keywords = _arguments(step, fixtures)
    return guarded(partial(maker, *arguments, **keywords), "making")


def _arguments(step: Made | Beside | Given, fixtures: Fixtures) -> tuple[list[Any], dict[str, Any]]:
    keywords = {name: fixtures.argument(value) for name, value in step.keywords.items()}
    return [fixtures.argument(value) for value in step.arguments], keywords


def _rebuild(target: Any, changed: Mapping[str, Plain]) -> Any:
    make_again = type(target).from_config
    config = target.get_config()
    rebuilt = make_again({**config, **changed} if changed else config)
    if rebuilt is target:
        message = "from_config returned the object that the configuration came from."
        raise StudentError(Problem("making", "SameObject", message))
    return rebuilt


def _reload(target: Any, inputs: Shape) -> Any:
    known = _keras_classes_beside(type(target))
    if not inputs:  # a loss
        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        model.compile(loss=target, optimizer="sgd")
        return _saved_and_loaded(model, known).loss
    if not isinstance(target, keras.Model):
        model = keras.Sequential([keras.Input(inputs[1:]), target])
        return _saved_and_loaded(model, known).layers[-1]
    target(tf.zeros([size or 1 for size in inputs]))
    return _saved_and_loaded(target, known)


def _saved_and_loaded(model: Any, known: Mapping[str, type]) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return keras.models.load_model(path, custom_objects=known)


def _keras_classes_beside(cls: type) -> dict[str, type]:
    """The Keras classes of the module that defines a class, and the class itself."""
    bases = (keras.layers.Layer, keras.losses.Loss, keras.metrics.Metric)
    names = vars(sys.modules.get(cls.__module__, object))
    beside = {n: it for n, it in names.items() if inspect.isclass(it) and issubclass(it, bases)}
    return {**beside, cls.__name__: cls}


def _compiled(target: Any, inputs: Shape) -> Any:
    model = target
    if not isinstance(target, keras.Model):
        dense = keras.layers.Dense
        model = keras.Sequential([keras.Input(inputs), dense(4), target, dense(1)])
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.01))
    return model


def trace(target: Any, function: Function) -> tf.types.experimental.ConcreteFunction:
    """The concrete function of one function of an object, seeds set before the trace.

    Raises StudentError, or NothingReturned when the function returns nothing although its result
    counts.
    """
    keras.utils.set_random_seed(SEED)
    tf.debugging.disable_check_numerics()  # it puts operations of its own into every graph
    EAGERLY(False)  # a function's own signature would not count
    harness = guarded(lambda: make_harness(target, function), "tracing")
    specs = [tf.TensorSpec(spec.shape, spec.dtype) for spec in function.tensors]
    traced = tf.function(harness, autograph=function.autograph)
    concrete = guarded(lambda: traced.get_concrete_function(*specs), "tracing")
    _require_own_captures(concrete, target)
    return concrete


def _by_handle(concrete: Any, *targets: Any) -> dict[int, Any]:
    """The variables of a graph by their handles: those that it watches, and those of objects.

    Raw ops use the handle of a variable, and the graph does not notice.
    """
    listed = [variable for target in targets for variable in variables_of(target)]
    return {id(variable.handle): variable for variable in [*listed, *concrete.graph.variables]}


def _require_own_captures(concrete: Any, target: Any) -> None:
    """Raise StudentError for a graph that uses what cannot be lifted out of it."""
    variables = _by_handle(concrete, target)
    for outer, _ in concrete.graph.captures:
        if tf.is_symbolic_tensor(outer):
            message = "A tensor of another trace is used, which is out of scope."
            place, line = line_of(outer.op.traceback)
            problem = Problem("tracing", "InaccessibleTensorError", message, line, place)
            raise StudentError(problem)
        if outer.dtype == tf.resource and id(outer) not in variables:
            message = (
                "It uses a queue, a table or another resource that was made outside of it, which "
                "cannot be taken along. Make it inside of the function."
            )
            raise StudentError(Problem("tracing", "Unsealable", message))


def make_harness(target: Any, function: Function) -> Callable[..., tuple[Any, ...]]:
    """The Python function that is traced: the call, its gradients, and a constant.

    The constant is there because automatic control dependencies run the side effects of a function
    that returns something, and an update of a state may return nothing.
    """
    call: Any
    if function.method == FIT_STEP:
        call = partial(_FIT_STEP, target)
    else:
        call = target if function.method == "__call__" else getattr(target, function.method)
    if call is None or call is ...:
        raise NothingReturned
    positional = len(function.signature) - len(function.keywords)

    # AutoGraph converts what calls the student's function; the rest of ours would only cost time.
    @tf.autograph.experimental.do_not_convert
    def packed(tensors: tuple[Any, ...]) -> tuple[list[Any], dict[str, Any]]:
        arguments = _packed(function.signature, tensors)
        keywords = zip(function.keywords, arguments[positional:], strict=True)
        return arguments[:positional], dict(keywords)

    @tf.autograph.experimental.do_not_convert
    def required(value: Any) -> Any:
        if function.is_procedure:
            return ()
        if value is None or value is ...:
            raise NothingReturned
        if function.key and isinstance(value, Mapping):
            value = value[function.key]
        return tf.convert_to_tensor(value)

    def plain(*tensors: Any) -> tuple[Any, ...]:
        arguments, keywords = packed(tensors)
        value = call(*arguments, **keywords)
        return required(value), (), tf.constant(0)

    def differentiated(*tensors: Any) -> tuple[Any, ...]:
        arguments, keywords = packed(tensors)
        watched = [tensors[index] for index in function.gradient]
        with tf.GradientTape() as tape:
            tape.watch(watched)
            value = required(call(*arguments, **keywords))
        return value, tape.gradient(value, watched), tf.constant(0)

    return differentiated if function.gradient else plain


def _packed(specs: Sequence[ArgumentSpec], tensors: Sequence[Any]) -> list[Any]:
    """The arguments that consist of these tensors."""
    arguments: list[Any] = []
    for spec in specs:
        size = len(flat_specs([spec]))
        taken, tensors = tensors[:size], tensors[size:]
        if isinstance(spec, Spec):
            arguments += taken
        elif spec.kind == "tuple":
            arguments.append(tuple(_packed(spec.parts, taken)))
        elif spec.kind == "sparse":
            arguments.append(tf.SparseTensor(*taken))
        else:
            arguments.append(tf.RaggedTensor.from_row_splits(*taken, validate=False))
    return arguments


def guarded(action: Callable[[], Any], stage: Stage) -> Any:
    """Run an action of the student's; what it raises becomes plain data."""
    try:
        return action()
    except (NothingReturned, StudentError, KeyboardInterrupt):
        raise
    except NotImplementedError as error:
        # AutoGraph raises it too, with a message, for Python that it cannot convert.
        problem = describe(error, stage)
        if not _is_stub(problem):
            raise StudentError(problem) from error
        raise NothingReturned from error
    except BaseException as error:
        raise StudentError(describe(error, stage)) from error


def _is_stub(problem: Problem) -> bool:
    """Whether the student's own code raised it; a base class of Keras does for a missing method."""
    if problem.line:
        return "raise NotImplementedError" in problem.line
    return bool(problem.place) and not problem.message


def facts(concrete: tf.types.experimental.ConcreteFunction) -> GraphFacts:
    """What the graph of a concrete function consists of."""
    graph = concrete.graph.as_graph_def()
    ops = Counter(node.op for node in graph.node)
    for function in graph.library.function:
        ops.update(node.op for node in function.node_def)
    return GraphFacts(dict(ops), len(concrete.graph.variables))


def ops_behind(concrete: tf.types.experimental.ConcreteFunction) -> set[str]:
    """The types of the ops that the first result of a concrete function comes from."""
    return graphs.ops_behind(concrete.function_def, concrete.graph.as_graph_def().library.function)


def variables_of(target: Any, attribute: str = "variables") -> list[Any]:
    """The TensorFlow variables that an object lists, Keras's among them."""
    found = getattr(target, attribute, None)
    variables = found if isinstance(found, list | tuple) else []
    values = [getattr(v, "value", v) if isinstance(v, keras.Variable) else v for v in variables]
    return [value for value in values if hasattr(value, "handle")]


def flat_values(outputs: tuple[Any, ...]) -> list[Array | None]:
    """The result and the gradients of a run as arrays; a gradient that is not connected is None."""
    value, gradients, _ = outputs
    values = [] if isinstance(value, tuple) else [value]
    return [
        None if tensor is None else as_values(tf.convert_to_tensor(tensor))
        for tensor in [*values, *gradients]
    ]
