"""Beside the student: actions that have no graph, and what comes of them as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from tracegrade.fixtures import CountedModel, Fixtures
from tracegrade.sealing.calling import as_values
from tracegrade.sealing.trace import EAGERLY, SEED, guarded, make, ops_behind, trace, variables_of
from tracegrade.subjects import (
    Action,
    Array,
    Attributes,
    Call,
    Data,
    Fit,
    Function,
    NothingReturned,
    Plain,
    Problem,
    PythonOp,
    QuizAnswer,
    Stage,
    Step,
    StudentError,
)

DEPTH = 4
ITEMS = 1_000
# Keras's own, whatever a notebook makes of the names.
_FIT = keras.Model.fit
_PROPERTIES = {(keras.Model, "run_eagerly"): keras.Model.run_eagerly}
_EXACT: dict[type, Callable[[Any], Plain]] = {
    int: int.__int__,
    float: float.__float__,
    str: str.__str__,
}


def observe(target: Any, steps: Sequence[Step], action: Action) -> Data:
    """What comes of an action with the object that the steps make.

    Raises StudentError and NothingReturned.
    """
    fixtures = Fixtures()
    made = make(target, steps, fixtures)
    keras.utils.set_random_seed(SEED)
    match action:
        case Attributes():
            return _told(lambda: _attributes(made, action), "reading")
        case QuizAnswer():
            return _told(lambda: made, "reading")
        case Call():
            return _told(lambda: _returned(made, action.inputs), "running")
        case PythonOp():
            return _python_op(made, action)
        case Fit():
            return _told(lambda: _fit(made, action, fixtures), "running")


def _told(action: Callable[[], Any], stage: Stage) -> Data:
    told: Data = guarded(lambda: _data(action()), stage)
    return told


def _attributes(target: Any, action: Attributes) -> dict[str, Any]:
    found = {name: _attribute(target, name) for name in action.names if hasattr(target, name)}
    config = target.get_config() if action.entries else {}
    return found | {name: config[name] for name in action.entries if name in config}


def _attribute(target: Any, name: str) -> Plain:
    for (kind, known), own in _PROPERTIES.items():
        if name == known and isinstance(target, kind):
            return _plain(own.fget(target))
    return _plain(getattr(target, name))


def _returned(target: Any, inputs: Sequence[Array]) -> Any:
    value = target(*map(tf.constant, inputs))
    if value is None or value is ...:
        raise NothingReturned
    return value


def _python_op(target: Any, action: PythonOp) -> Data:
    if action.mapped:
        target = partial(_mapped, target)
    concrete = trace(target, Function(action.signature))
    result = concrete.structured_outputs[0]
    shape = None if result.shape.rank is None else result.shape.as_list()

    def values() -> list[Any]:
        return [concrete(*map(tf.constant, call))[0] for call in action.inputs]

    shown = _told(values, "running")
    ops = sorted(name for name in ops_behind(concrete) if "PyFunc" in name)
    return {"values": shown, "shape": _data(shape), "ops": [*ops]}


def _mapped(function: Callable[..., Any], items: Any) -> Any:
    """The function mapped over a dataset of the rows of a tensor, and batched."""
    dataset = tf.data.Dataset.from_tensor_slices(items).map(function)
    return dataset.batch(ITEMS).get_single_element()


def _fit(target: Any, action: Fit, fixtures: Fixtures) -> dict[str, Any]:
    model = next(iter(fixtures.made.values()), None)
    if target is not model or not isinstance(model, CountedModel):
        return {"same": False}
    EAGERLY(False)  # a switch for everything is not what compile says of one model
    calls, before = model.calls, _weights(model)
    history = _FIT(
        model,
        action.inputs,
        action.targets,
        epochs=action.epochs,
        batch_size=action.batch_size,
        verbose=0,
    )
    return {
        "same": True,
        "losses": list(history.history["loss"]),
        "calls": model.calls - calls,
        "before": before,
        "after": _weights(model),
    }


def _weights(model: CountedModel) -> list[Array]:
    return [as_values(variable) for variable in variables_of(model.inner)]


def _data(value: Any, depth: int = 0) -> Data:
    """Plain data that says what a value is; raises StudentError when it is too much."""
    if depth > DEPTH or (isinstance(value, list | tuple | Set | Mapping) and len(value) > ITEMS):
        message = "It returns more than can be looked at."
        raise StudentError(Problem("reading", "Unsealable", message))
    match value:
        case Mapping():
            return {str.__str__(str(name)): _data(it, depth + 1) for name, it in value.items()}
        case list() | tuple():
            return [_data(item, depth + 1) for item in value]
        case Set():
            return [*sorted(str.__str__(str(item)) for item in value)]
        case np.ndarray() | np.generic():
            return np.asarray(value)
        case keras.Variable() | tf.Variable() | tf.Tensor():
            return as_values(tf.convert_to_tensor(value))
        case _:
            return _plain(value)


def _plain(value: Any) -> Plain:
    if value is None or value is True or value is False:
        return value
    # By its type: `__class__` may lie, and a subclass may do anything.
    for kind, exact in _EXACT.items():
        if issubclass(type(value), kind):
            plain = exact(value)
            is_huge = isinstance(plain, int) and abs(plain) >= 2**63
            return repr(plain) if is_huge else plain
    return str.__str__(repr(value))
