"""Subjects whose object is here: in a student's notebook, in stock nbgrader or Otter, in pytest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import tensorflow as tf

from tracegrade.sealing import trace
from tracegrade.subjects import (
    SEED,
    Array,
    Function,
    GraphFacts,
    NothingReturned,
    Plain,
    Step,
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

    def seal(self, functions: Sequence[Function], seed: int = SEED) -> DirectSealed:
        """Make the object and trace its functions."""
        instance = self._make(seed)
        traced = [trace.trace(instance, function, seed) for function in functions]
        return DirectSealed(instance, tuple(traced))

    def read(self, attributes: Sequence[str]) -> dict[str, Plain]:
        """Make the object and read its attributes."""
        instance = self._make(SEED)
        values: dict[str, Plain] = {}
        for name in attributes:
            values |= trace.guarded(partial(_plain, instance, name), "reading", instance)
        return values

    def _make(self, seed: int) -> Any:
        if self.target is None or self.target is ...:
            raise NothingReturned
        return trace.make(self.target, self.steps, seed)


def _plain(instance: Any, name: str) -> dict[str, Plain]:
    """An attribute as plain data; nothing if there is none of that name."""
    if not hasattr(instance, name):
        return {}
    value = getattr(instance, name)
    return {name: value if isinstance(value, str | int | float | bool | None) else repr(value)}


@dataclass(frozen=True)
class DirectSealed:
    """Concrete functions, and the object that they were traced from with its variables."""

    instance: Any
    functions: tuple[Any, ...]

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        """Call a concrete function."""
        concrete = self.functions[function]
        tensors = [tf.convert_to_tensor(value) for value in inputs]
        outputs = trace.guarded(lambda: concrete(*tensors), "running", self.instance)
        return trace.flat_values(outputs)

    def facts(self, function: int) -> GraphFacts:
        """What the graph of a concrete function consists of."""
        return trace.facts(self.functions[function], self.instance)
