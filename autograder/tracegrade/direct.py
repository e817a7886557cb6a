"""Subjects whose object is here: in a student's notebook, in stock nbgrader or Otter, in pytest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import tensorflow as tf

from tracegrade.sealing import trace
from tracegrade.sealing.calling import as_traced, as_values, require_unchanged, set_variable
from tracegrade.sealing.observe import observe
from tracegrade.subjects import (
    Action,
    Array,
    Data,
    Function,
    GraphFacts,
    Step,
    Variable,
)


@dataclass(frozen=True)
class DirectSubject:
    """The object that a name stands for, and the steps from it to the subject."""

    target: Any
    name: str
    steps: tuple[Step, ...] = ()

    @property
    def label(self) -> str:
        """How messages name it."""
        return self.name + "".join(str(step) for step in self.steps)

    def then(self, step: Step) -> DirectSubject:
        """The subject that one more step makes of this one."""
        return replace(self, steps=(*self.steps, step))

    def seal(self, functions: Sequence[Function]) -> DirectSealed:
        """Make the object and trace its functions."""
        return DirectSealed(trace.trace_all(self.target, self.steps, functions))

    def observe(self, action: Action) -> Data:
        """Do something with the object."""
        return observe(self.target, self.steps, action)

    def called(self, inputs: Sequence[Array]) -> None:
        """Nobody asks: students see both ways themselves."""

    def differs(self) -> None:
        """Nobody takes notes."""


@dataclass(frozen=True)
class DirectSealed:
    """Concrete functions, and the objects that they were traced from with their variables."""

    traced: trace.Traced

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        """Call a concrete function."""
        concrete = self.traced.functions[function]
        tensors = [tf.convert_to_tensor(value.copy()) for value in inputs]
        with as_traced():
            outputs = trace.guarded(lambda: concrete(*tensors), "running")
        require_unchanged(tensors, inputs)
        return trace.flat_values(outputs)

    def facts(self, function: int) -> GraphFacts:
        """What the graph of a concrete function consists of."""
        return trace.facts(self.traced.functions[function])

    def ops_behind(self, function: int) -> set[str]:
        """The types of the ops that the result of a concrete function comes from."""
        return trace.ops_behind(self.traced.functions[function])

    def variables(self) -> list[Variable]:
        """The variables that the functions share, and their values now."""
        return [
            Variable(as_values(it.variable), it.owner, it.trainable)
            for it in self.traced.captured()
        ]

    def assign(self, variable: int, value: Array) -> None:
        """Set the variable of that position."""
        set_variable(self.traced.captured()[variable].variable, value)

    def untracked(self) -> int:
        """How many variables the functions use that the objects do not list."""
        return self.traced.untracked()
