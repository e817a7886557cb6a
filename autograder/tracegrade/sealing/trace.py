"""Beside the student: make the object that a test speaks of, and trace its functions.

Everything here may run hostile code; what it returns is judged elsewhere.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from tracegrade.sealing.problems import describe
from tracegrade.subjects import (
    Array,
    Beside,
    Function,
    GraphFacts,
    Made,
    NothingReturned,
    Rebuilt,
    Reloaded,
    Stage,
    Step,
    StudentError,
)

# Methods whose result counts for nothing: they change the state.
PROCEDURES = ("update_state", "reset_state")


def make(target: Any, steps: Sequence[Step], seed: int) -> Any:
    """The object that the steps make of what the student defined.

    Raises StudentError or NothingReturned.
    """
    keras.utils.set_random_seed(seed)
    maker = target
    for step in steps:
        match step:
            case Made() | Beside() if not callable(maker):
                raise NothingReturned
            case Made():
                maker, target = target, _call(target, step)
            case Beside():
                _call(maker, step)
            case Rebuilt():
                target = guarded(partial(_rebuild, target), "making", target)
            case Reloaded():
                target = guarded(partial(_reload, target), "making", target)
        if target is None or target is ...:
            raise NothingReturned
    return target


def _call(maker: Any, step: Made | Beside) -> Any:
    return guarded(partial(maker, *step.arguments, **step.keywords), "making", maker)


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


def trace(target: Any, function: Function, seed: int) -> tf.types.experimental.ConcreteFunction:
    """The concrete function of one function of an object, seeds set before the trace.

    Raises StudentError, or NothingReturned when the function returns nothing although its result
    counts.
    """
    keras.utils.set_random_seed(seed)
    harness = guarded(lambda: make_harness(target, function), "tracing", target)
    specs = [tf.TensorSpec(spec.shape, spec.dtype) for spec in function.signature]
    traced = tf.function(harness, autograph=function.autograph)
    return guarded(lambda: traced.get_concrete_function(*specs), "tracing", target)


def make_harness(target: Any, function: Function) -> Callable[..., tuple[Any, ...]]:
    """The Python function that is traced: the call, its gradients, and a constant.

    The constant is there because automatic control dependencies run the side effects of a function
    that returns something, and an update of a state may return nothing.
    """
    call = target if function.method == "__call__" else getattr(target, function.method)
    if call is None or call is ...:
        raise NothingReturned
    procedure = function.method in PROCEDURES
    positional = len(function.signature) - len(function.keywords)

    # AutoGraph converts what calls the student's function; the rest of ours would only cost time.
    @tf.autograph.experimental.do_not_convert
    def named(arguments: tuple[Any, ...]) -> dict[str, Any]:
        return dict(zip(function.keywords, arguments[positional:], strict=True))

    @tf.autograph.experimental.do_not_convert
    def required(value: Any) -> Any:
        if procedure:
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


def guarded(action: Callable[[], Any], stage: Stage, target: object) -> Any:
    """Run an action of the student's; what it raises becomes plain data."""
    try:
        return action()
    except (NothingReturned, StudentError, KeyboardInterrupt):
        raise
    except NotImplementedError as error:
        # AutoGraph raises it too, with a message, for Python that it cannot convert.
        if not _is_stub(error):
            raise StudentError(describe(error, stage, target)) from error
        raise NothingReturned from error
    except BaseException as error:
        raise StudentError(describe(error, stage, target)) from error


def _is_stub(error: NotImplementedError) -> bool:
    """Whether the student's own code raised it; a base class of Keras does for a missing method."""
    problem = describe(error, "making", None)
    if problem.line:
        return "raise NotImplementedError" in problem.line
    return bool(problem.place) and not problem.message


def facts(concrete: tf.types.experimental.ConcreteFunction, target: Any) -> GraphFacts:
    """What the graph consists of, and which of its variables the object does not know of."""
    graph = concrete.graph.as_graph_def()
    ops = Counter(node.op for node in graph.node)
    for function in graph.library.function:
        ops.update(node.op for node in function.node_def)
    known = {id(variable.handle) for variable in _variables(target)}
    used = list(concrete.graph.variables)
    untracked = tuple(v.name for v in used if id(v.handle) not in known)
    return GraphFacts(ops=dict(ops), untracked=untracked, variables=len(used))


def _variables(target: Any) -> list[Any]:
    found = getattr(target, "variables", None)
    variables = found if isinstance(found, list | tuple) else []
    return [getattr(v, "value", v) if isinstance(v, keras.Variable) else v for v in variables]


def flat_values(outputs: tuple[Any, ...]) -> list[Array | None]:
    """The result and the gradients of a run as arrays; a gradient that is not connected is None."""
    value, gradients, _ = outputs
    values = [] if isinstance(value, tuple) else [value]
    return [
        None if tensor is None else np.asarray(tf.convert_to_tensor(tensor).numpy())
        for tensor in [*values, *gradients]
    ]
