"""Subjects that are called eagerly: what would pass if nobody asked for graphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from tracegrade.direct import DirectSubject
from tracegrade.fixtures import Fixtures
from tracegrade.sealing import trace
from tracegrade.sealing.calling import as_values
from tracegrade.subjects import Action, Array, Data, Function, GraphFacts, PythonOp, Variable


class _AnyOp(dict[str, int]):
    """Where there is no graph, nothing can be missing in it."""

    def __contains__(self, name: object) -> bool:
        return True


class EagerSubject(DirectSubject):
    """A student's object whose functions are called, and never traced."""

    def seal(self, functions: Sequence[Function]) -> EagerFunctions:
        fixtures = Fixtures()
        objects = {
            instance: trace.make(self.target, self.steps, fixtures)
            for instance in dict.fromkeys(function.instance for function in functions)
        }
        called = tuple(trace.make_harness(objects[it.instance], it) for it in functions)
        return EagerFunctions(called, tuple(functions), tuple(objects.values()), fixtures)

    def observe(self, action: Action) -> Data:
        if not isinstance(action, PythonOp):
            return super().observe(action)
        function = trace.make(self.target, self.steps, Fixtures())
        called = [
            [function(tf.constant(row)) for row in call[0]]
            if action.mapped
            else function(*map(tf.constant, call))
            for call in action.inputs
        ]
        values: list[Data] = [np.asarray(tf.convert_to_tensor(it)) for it in called]
        ops: list[Data] = ["EagerPyFunc"]
        return {"values": values, "shape": [None] if action.mapped else [], "ops": ops}


@dataclass(frozen=True)
class EagerFunctions:
    functions: tuple[Any, ...]
    specs: tuple[Function, ...]
    objects: tuple[Any, ...]
    fixtures: Fixtures
    begun: set[int] = field(default_factory=set)
    made: list[trace.Captured] = field(default_factory=list)

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        if function not in self.begun:  # where a graph would be traced
            self.begun.add(function)
            keras.utils.set_random_seed(trace.SEED)
        tensors = [tf.constant(value) for value in inputs]
        call = self.functions[function]
        return trace.flat_values(trace.guarded(lambda: call(*tensors), "running"))

    def facts(self, function: int) -> GraphFacts:
        return GraphFacts(_AnyOp(), 1)

    def ops_behind(self, function: int) -> _AnyOp:
        return _AnyOp()

    def variables(self) -> list[Variable]:
        return [Variable(as_values(it.variable), it.owner, it.trainable) for it in self._made()]

    def assign(self, variable: int, value: Array) -> None:
        self._made()[variable].variable.assign(value)

    def untracked(self) -> int:
        return 0

    def _made(self) -> list[trace.Captured]:
        """The variables of objects and fixtures."""
        if not self.made:
            if not self._listed():  # of layers, which make theirs when they are first called
                sizes = [[size or 2 for size in spec.shape] for spec in self.specs[0].tensors]
                kinds = [spec.dtype for spec in self.specs[0].tensors]
                self.functions[0](*map(tf.ones, sizes, kinds))
            owners = {
                id(variable): f"{name}[{place}]"
                for name, fixture in self.fixtures.made.items()
                for place, variable in enumerate(trace.variables_of(fixture))
            }
            trainable = {
                id(variable)
                for it in self.objects
                for variable in trace.variables_of(it, "trainable_variables")
            }
            self.made.extend(
                trace.Captured(it, owners.get(id(it), ""), id(it) in trainable)
                for it in self._listed()
            )
        return self.made

    def _listed(self) -> list[Any]:
        owners = [*self.objects, *self.fixtures.made.values()]
        found = {id(it): it for owner in owners for it in trace.variables_of(owner)}
        return list(found.values())
