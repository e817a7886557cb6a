"""Checks of what has no graph: the student's process does it, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from tracegrade.check.functions import ATOL, RTOL, compare, specs_of
from tracegrade.check.vocabulary import (
    Inputs,
    Reference,
    as_calls,
    observe,
    vocabulary,
    wanted_results,
)
from tracegrade.report import CheckFailed, Report, inputs_text
from tracegrade.subjects import (
    Array,
    Call,
    Data,
    Fit,
    PythonOp,
    Subject,
    as_array,
    flat_arrays,
    flat_specs,
    shape_text,
)

_UNITS = 1_000  # more than any layer of a fixture has


@vocabulary
def python_op(
    subject: Subject,
    signature: Sequence[Sequence[int | None]],
    inputs: Inputs,
    expected: Any = None,
    *,
    reference: Reference | None = None,
    mapped: bool = False,
    rtol: float = RTOL,
    atol: float = ATOL,
    cause: str = "",
) -> None:
    """A function wraps Python: the right values by a Python op in its graph, a static shape.

    `signature`, `inputs`, `expected` and `reference` as in `graph`. With `mapped` the function is
    mapped over a dataset of the items of its only input, which are then batched.
    """
    way = "mapped over a dataset" if mapped else "its graph"
    tested = f"{subject.label}: Python in a graph, {way}"
    calls = as_calls(inputs)
    results = wanted_results(calls, expected, reference, isinstance(inputs, list))
    specs = tuple(flat_specs(specs_of(calls[0], signature)))
    action = PythonOp(specs, tuple(tuple(flat_arrays(call)) for call in calls), mapped)
    seen = observe(subject, action, tested)
    told = seen if isinstance(seen, dict) else {}
    if not mapped and not told.get("ops"):
        usual = "Wrap the Python function in tf.py_function, or tf.numpy_function."
        wanted = "a result that comes from a py_function or a numpy_function"
        raise CheckFailed(Report(tested, "", wanted, "a graph without", cause or usual))
    values = told.get("values")
    got = values if isinstance(values, list) else []
    for call, wanted, value in zip(calls, results, [*got, *[None] * len(calls)], strict=False):
        compare(_array(value), wanted, tested, inputs_text(call), rtol=rtol, atol=atol, cause=cause)
    rank = as_array(results[0]).ndim
    shape = [None] * mapped + list(as_array(results[0]).shape)[mapped:]
    if told.get("shape") != shape:
        usual = (
            "TensorFlow does not know the shape of what Python returns: say it, "
            "result.set_shape(…) or tf.ensure_shape(result, …)."
        )
        known = f"a result whose static shape is {shape_text(tuple(shape))}"
        unknown = told.get("shape")
        came = f"shape {unknown}" if unknown is not None else f"an unknown shape (rank {rank}?)"
        raise CheckFailed(Report(tested, "", known, came, cause or usual))


@vocabulary
def returns(
    subject: Subject,
    expected: Any = None,
    *,
    reference: Callable[[], Any] | None = None,
    rtol: float = 1e-4,
    atol: float = 1e-5,
    cause: str = "",
) -> None:
    """Called eagerly without further arguments, the subject returns this.

    It is made of dictionaries, lists and numbers: `expected`, or what `reference()` computes.
    """
    tested = f"{subject.label}: what it returns"
    [wanted] = wanted_results([()], expected, reference, several=False)
    got = observe(subject, Call(), tested)
    if not _agree(got, wanted, rtol, atol):
        raise CheckFailed(Report(tested, "", _shown(wanted), _shown(got), cause))


@vocabulary
def fits(
    subject: Subject,
    inputs: Any,
    targets: Any,
    *,
    epochs: int = 3,
    batch_size: int = 8,
    python_every_batch: bool = False,
    cause: str = "",
) -> None:
    """A `counted_model` trains with `fit`: the loss falls, and with it the squared error.

    With `python_every_batch` its Python code runs for each batch of each epoch, as it does with
    `run_eagerly=True`. What the student returned has to be the fixture itself. The squared error is
    computed from the weights before and after, whatever the student's loss says.
    """
    tested = f"{subject.label}: training with fit"
    x, y = as_array(inputs), as_array(targets)
    seen = observe(subject, Fit(x, y, epochs, batch_size), tested)
    told = seen if isinstance(seen, dict) else {}
    if told.get("same") is not True:
        usual = "Compile the model that was given, and return it."
        raise CheckFailed(Report(tested, "", "the same model", "another one", cause or usual))
    losses = [_number(it) for it in _list(told.get("losses"))]
    if len(losses) != epochs or not losses[-1] < losses[0]:
        got = ", ".join(f"{it:.4g}" for it in losses) or "no loss"
        usual = "Set a loss and an optimizer in compile."
        raise CheckFailed(Report(tested, "", "a loss that falls", got, cause or usual))
    before, after = (_error(_list(told.get(when)), x, y) for when in ("before", "after"))
    if not after < before:
        usual = "The loss has to say how far the outputs are from the targets."
        got = f"{before:.4g}, then {after:.4g}"
        raise CheckFailed(Report(tested, "", "a squared error that falls", got, cause or usual))
    batches = epochs * -(-len(x) // batch_size)
    calls = told.get("calls")
    if python_every_batch and not (isinstance(calls, int) and calls >= batches):
        usual = "compile(…, run_eagerly=True) runs the model's Python code at each batch."
        wanted = f"Python code that runs for each of {batches} batches"
        raise CheckFailed(Report(tested, "", wanted, f"{calls} runs", cause or usual))


def _error(weights: Sequence[Data], x: Array, y: Array) -> float:
    """The mean squared error of a `counted_model` with these weights; NaN if they are none."""
    outputs = x
    layers = [*zip(weights[::2], weights[1::2], strict=False)]
    for place, (kernel, bias) in enumerate(layers):
        try:
            outputs = outputs @ _array(kernel)[:, :_UNITS] + _array(bias)
        except (IndexError, TypeError, ValueError):  # other shapes, or no numbers
            return float("nan")
        outputs = np.maximum(outputs, 0) if place < len(layers) - 1 else outputs
    return float(np.mean((outputs - y) ** 2)) if outputs.shape == y.shape else float("nan")


def _array(value: Data) -> Any:
    """A number as an array; what is none is an array that no number equals."""
    if isinstance(value, np.ndarray | np.generic | float | int):
        return np.asarray(value)
    return np.asarray(np.nan)


def _number(value: Data) -> float:
    array = _array(value)
    return float(array) if array.shape == () and array.dtype.kind in "fiu" else float("nan")


def _list(value: Data) -> list[Data]:
    return value if isinstance(value, list) else []


def _agree(got: Data, wanted: Any, rtol: float, atol: float) -> bool:
    """Whether two nested structures are the same."""
    if isinstance(wanted, Mapping):
        return (
            isinstance(got, dict)
            and set(got) == set(wanted)
            and all(_agree(got[name], it, rtol, atol) for name, it in wanted.items())
        )
    if isinstance(wanted, list | tuple):
        items = list(got) if isinstance(got, np.ndarray) and got.ndim else got
        return (
            isinstance(items, list)
            and len(items) == len(wanted)
            and all(_agree(*pair, rtol, atol) for pair in zip(items, wanted, strict=True))
        )
    value, right = _array(got), as_array(wanted)
    is_number = value.shape == right.shape and value.dtype.kind in "fiu"
    return is_number and np.allclose(value, right, rtol=rtol, atol=atol)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name!r}: {_shown(it)}" for name, it in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, float | np.floating) or (
        isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind == "f"
    ):
        return f"{float(value):.6g}"
    return repr(value) if not isinstance(value, np.ndarray) else f"an array {value.tolist()}"[:200]
