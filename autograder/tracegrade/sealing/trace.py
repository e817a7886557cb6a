"""Beside the student: make the object that a test speaks of, and trace its functions.

Everything here may run hostile code; what it returns is judged elsewhere.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from tracegrade.fixtures import Fixtures
from tracegrade.sealing.calling import as_values
from tracegrade.sealing.problems import describe, line_of
from tracegrade.subjects import (
    Array,
    Beside,
    Function,
    Given,
    GraphFacts,
    Made,
    NothingReturned,
    Plain,
    Problem,
    Rebuilt,
    Reloaded,
    Stage,
    Step,
    StudentError,
)

SEED = 20
_EXACT: dict[type, Callable[[Any], Plain]] = {
    int: int.__int__,
    float: float.__float__,
    str: str.__str__,
}


@dataclass(frozen=True)
class Captured:
    """A variable that traced functions use, and the fixture that it belongs to, with its place."""

    variable: Any
    owner: str


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
        found: dict[int, Captured] = {}
        for concrete in self.functions:
            variables = {id(v.handle): v for v in concrete.graph.variables}
            for outer, _ in concrete.graph.captures:
                if id(outer) in variables:
                    captured = Captured(variables[id(outer)], owners.get(id(outer), ""))
                    found.setdefault(id(outer), captured)
        return list(found.values())

    def untracked(self) -> int:
        """How many variables the functions use that neither objects nor fixtures list."""
        owners = [*self.objects, *self.fixtures.made.values()]
        known = {id(variable.handle) for owner in owners for variable in variables_of(owner)}
        used = {id(v.handle) for concrete in self.functions for v in concrete.graph.variables}
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
                target = guarded(partial(_rebuild, target), "making")
            case Reloaded():
                target = guarded(partial(_reload, target), "making")
        if target is None or target is ...:
            raise NothingReturned
    return target


def _call(maker: Any, step: Made | Beside, fixtures: Fixtures) -> Any:
    arguments, keywords = _arguments(step, fixtures)
    return guarded(partial(maker, *arguments, **keywords), "making")


def _arguments(step: Made | Beside | Given, fixtures: Fixtures) -> tuple[list[Any], dict[str, Any]]:
    keywords = {name: fixtures.argument(value) for name, value in step.keywords.items()}
    return [fixtures.argument(value) for value in step.arguments], keywords


def _rebuild(target: Any) -> Any:
    return type(target).from_config(target.get_config())


def _reload(loss: Any) -> Any:
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss=loss, optimizer="sgd")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        loaded = keras.models.load_model(path, custom_objects={type(loss).__name__: type(loss)})
    return loaded.loss


def trace(target: Any, function: Function) -> tf.types.experimental.ConcreteFunction:
    """The concrete function of one function of an object, seeds set before the trace.

    Raises StudentError, or NothingReturned when the function returns nothing although its result
    counts.
    """
    keras.utils.set_random_seed(SEED)
    harness = guarded(lambda: make_harness(target, function), "tracing")
    specs = [tf.TensorSpec(spec.shape, spec.dtype) for spec in function.signature]
    traced = tf.function(harness, autograph=function.autograph)
    concrete = guarded(lambda: traced.get_concrete_function(*specs), "tracing")
    _require_own_captures(concrete)
    return concrete


def _require_own_captures(concrete: Any) -> None:
    """Raise StudentError for a graph that uses what cannot be lifted out of it."""
    variables = {id(variable.handle) for variable in concrete.graph.variables}
    for outer, _ in concrete.graph.captures:
        if tf.is_symbolic_tensor(outer):
            message = "A tensor of another trace is used, which is out of scope."
            place, line = line_of(outer.op.traceback)
            problem = Problem("tracing", "InaccessibleTensorError", message, line, place)
            raise StudentError(problem)
        if outer.dtype == tf.resource and id(outer) not in variables:
            message = "It uses a resource that is no variable, made outside of the function."
            raise StudentError(Problem("tracing", "Unsealable", message))


def make_harness(target: Any, function: Function) -> Callable[..., tuple[Any, ...]]:
    """The Python function that is traced: the call, its gradients, and a constant.

    The constant is there because automatic control dependencies run the side effects of a function
    that returns something, and an update of a state may return nothing.
    """
    call = target if function.method == "__call__" else getattr(target, function.method)
    if call is None or call is ...:
        raise NothingReturned
    positional = len(function.signature) - len(function.keywords)

    # AutoGraph converts what calls the student's function; the rest of ours would only cost time.
    @tf.autograph.experimental.do_not_convert
    def named(arguments: tuple[Any, ...]) -> dict[str, Any]:
        return dict(zip(function.keywords, arguments[positional:], strict=True))

    @tf.autograph.experimental.do_not_convert
    def required(value: Any) -> Any:
        if function.is_procedure:
            return ()
        if value is None or value is ...:
            raise NothingReturned
        return tf.convert_to_tensor(value)

    def plain(*arguments: Any) -> tuple[Any, ...]:
        value = call(*arguments[:positional], **named(arguments))
        return required(value), (), tf.constant(0)

    def differentiated(*arguments: Any) -> tuple[Any, ...]:
        watched = [arguments[index] for index in function.gradient]
        with tf.GradientTape() as tape:
            tape.watch(watched)
            value = required(call(*arguments[:positional], **named(arguments)))
        return value, tape.gradient(value, watched), tf.constant(0)

    return differentiated if function.gradient else plain


def read(target: Any, attributes: Sequence[str]) -> dict[str, Plain]:
    """Plain attributes of an object, others as their `repr`; one that it lacks is left out.

    Raises StudentError.
    """
    values: dict[str, Plain] = {}
    for name in attributes:
        values |= guarded(partial(_plain, target, name), "reading")
    return values


def _plain(target: Any, name: str) -> dict[str, Plain]:
    if not hasattr(target, name):
        return {}
    value = getattr(target, name)
    if value is None or type(value) is bool:
        return {name: value}
    # By its type: `__class__` may lie, and a subclass may do anything.
    for kind, exact in _EXACT.items():
        if issubclass(type(value), kind):
            plain = exact(value)
            is_huge = isinstance(plain, int) and abs(plain) >= 2**63
            return {name: repr(plain) if is_huge else plain}
    return {name: str.__str__(repr(value))}


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
    return GraphFacts(ops=dict(ops), variables=len(concrete.graph.variables))


def variables_of(target: Any) -> list[Any]:
    """The TensorFlow variables that an object lists, Keras's among them."""
    found = getattr(target, "variables", None)
    variables = found if isinstance(found, list | tuple) else []
    return [getattr(v, "value", v) if isinstance(v, keras.Variable) else v for v in variables]


def flat_values(outputs: tuple[Any, ...]) -> list[Array | None]:
    """The result and the gradients of a run as arrays; a gradient that is not connected is None."""
    value, gradients, _ = outputs
    values = [] if isinstance(value, tuple) else [value]
    return [
        None if tensor is None else as_values(tf.convert_to_tensor(tensor))
        for tensor in [*values, *gradients]
    ]
