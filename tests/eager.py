"""Subjects that are called eagerly: what would pass if nobody asked for graphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
import tensorflow as tf
from tracegrade.direct import DirectSubject
from tracegrade.fixtures import Fixtures
from tracegrade.sealing import trace
from tracegrade.subjects import Array, Function, GraphFacts


class EagerSubject(DirectSubject):
    """A student's object whose functions are called, and never traced."""

    def seal(self, functions: Sequence[Function]) -> EagerFunctions:
        objects = {
            instance: trace.make(self.target, self.steps, Fixtures())
            for instance in {function.instance for function in functions}
        }
        return EagerFunctions(
            tuple(trace.make_harness(objects[it.instance], it) for it in functions)
        )


@dataclass(frozen=True)
class EagerFunctions:
    functions: tuple[Any, ...]
    begun: set[int] = field(default_factory=set)

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        if function not in self.begun:  # where a graph would be traced
            self.begun.add(function)
            keras.utils.set_random_seed(trace.SEED)
        tensors = [tf.constant(value) for value in inputs]
        call = self.functions[function]
        return trace.flat_values(trace.guarded(lambda: call(*tensors), "running"))

    def facts(self, function: int) -> GraphFacts:
        return GraphFacts({}, 1)

    def untracked(self) -> int:
        return 0
