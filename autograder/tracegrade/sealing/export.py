"""Beside the student: what the judge needs of traced functions, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tensorflow as tf
from tensorflow.core.framework.function_pb2 import FunctionDefLibrary

from tracegrade.sealing import trace
from tracegrade.sealing.calling import as_values
from tracegrade.sealing.graphs import STATE_BYTES, Capture, SealedFunction, SealedObject
from tracegrade.subjects import Function, Problem, Step, StudentError, Variable


def export(target: Any, steps: Sequence[Step], functions: Sequence[Function]) -> SealedObject:
    """Make objects and trace their functions; the variables that these share are lifted out.

    Raises StudentError, also for a function whose state cannot be lifted, and NothingReturned.
    """
    traced = trace.trace_all(target, steps, functions)
    captured = traced.captured()
    positions = {id(it.variable.handle): place for place, it in enumerate(captured)}
    variables = tuple(Variable(as_values(it.variable), it.owner, it.trainable) for it in captured)
    if sum(it.value.nbytes for it in variables) > STATE_BYTES:
        message = f"Its variables take more than {STATE_BYTES:,} bytes."
        raise StudentError(Problem("tracing", "Unsealable", message))
    sealed = tuple(_sealed(concrete, positions) for concrete in traced.functions)
    return SealedObject(sealed, variables, traced.untracked())


def _sealed(concrete: Any, positions: dict[int, int]) -> SealedFunction:
    """One function, with the functions that it calls."""
    library = FunctionDefLibrary()
    library.function.append(concrete.function_def)
    library.function.extend(concrete.graph.as_graph_def().library.function)
    value, gradients, _ = concrete.structured_outputs
    results = [] if isinstance(value, tuple) else [value]
    return SealedFunction(
        library=library.SerializeToString(deterministic=True),
        connected=tuple(tensor is not None for tensor in [*results, *gradients]),
        captures=tuple(_capture(outer, positions) for outer, _ in concrete.graph.captures),
    )


def _capture(outer: Any, positions: dict[int, int]) -> Capture:
    if outer.dtype == tf.resource:
        return Capture(variable=positions[id(outer)])
    return Capture(constant=as_values(outer))
