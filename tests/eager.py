"""Subjects that are called eagerly: what would pass if nobody asked for graphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import tensorflow as tf
from tracegrade.direct import DirectSubject
from tracegrade.fixtures import Fixtures
from tracegrade.sealing import trace
from tracegrade.subjects import Array, Function, GraphFacts


class EagerSubject(DirectSubject):
    """A student's object whose functions are called, and never traced."""

    def seal(self, functions: Sequence[Function]) -> EagerFunctions:
        instance = trace.make(self.target, self.steps, Fixtures())
        return EagerFunctions(
            instance, tuple(trace.make_harness(instance, function) for function in functions)
        )


@dataclass(frozen=True)
class EagerFunctions:
    instance: Any
    functions: tuple[Any, ...]

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        tensors = [tf.constant(value) for value in inputs]
        call = self.functions[function]
        return trace.flat_values(trace.guarded(lambda: call(*tensors), "running"))

    def facts(self, function: int) -> GraphFacts:
        return GraphFacts({}, 1)

    def untracked(self) -> int:
        return 0
