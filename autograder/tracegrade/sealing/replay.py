"""Beside the judge: sealed graphs, run on hidden inputs. No student's Python runs here."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tensorflow as tf
from tensorflow.python.eager import context

from tracegrade.sealing.allowlist import checked_library
from tracegrade.sealing.calling import as_values, call, require_unchanged, set_variable
from tracegrade.sealing.graphs import SealedFunction, SealedObject, ops_behind
from tracegrade.sealing.problems import describe
from tracegrade.subjects import Array, Function, GraphFacts, Problem, Stage, StudentError, Variable

_numbers = itertools.count()


@dataclass(frozen=True)
class _Loaded:
    """A function that TensorFlow knows by its name, and what it takes after its arguments."""

    name: str
    results: tuple[Any, ...]
    captures: tuple[Any, ...]
    definitions: tuple[Any, ...]  # FunctionDefs, its own first
    ops: Mapping[str, int]  # how often each type stands in them


class Replay:
    """Sealed functions that share variables; the judge's stand-in for the student's object.

    Raises StudentError when a graph is not allowed, cannot be loaded, or is not what was asked for.
    """

    def __init__(
        self, sealed: SealedObject, functions: Sequence[Function], *, messages: bool = False
    ) -> None:
        self._sealed = sealed
        self._messages = messages
        self._variables = [tf.Variable(it.value, trainable=False) for it in sealed.variables]
        self._loaded = [
            self._load(one, function)
            for one, function in zip(sealed.functions, functions, strict=True)
        ]

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        """Run the function of that position: its result and its gradients (None: not connected).

        Raises StudentError when an op fails; without TensorFlow's message, which could quote
        inputs, unless `messages` were asked for.
        """
        loaded = self._loaded[function]
        try:
            tensors = [tf.constant(value.copy()) for value in inputs]
            came = iter(call(loaded.name, [*tensors, *loaded.captures], loaded.results))
            require_unchanged(tensors, inputs)
            connected = self._sealed.functions[function].connected
            return [as_values(next(came)) if it else None for it in connected]
        except StudentError:
            raise
        except Exception as error:
            if self._messages:
                raise StudentError(describe(error, "running")) from None
            raise _problem("running", type(error).__name__) from None

    def facts(self, function: int) -> GraphFacts:
        """What the graph of the function of that position consists of."""
        captures = self._sealed.functions[function].captures
        variables = sum(capture.variable is not None for capture in captures)
        return GraphFacts(self._loaded[function].ops, variables)

    def ops_behind(self, function: int) -> set[str]:
        """The types of the ops that the result of the function of that position comes from."""
        definitions = self._loaded[function].definitions
        return ops_behind(definitions[0], definitions)

    def variables(self) -> list[Variable]:
        """The variables that the functions share, and their values now."""
        return [
            Variable(as_values(variable), it.owner, it.trainable)
            for variable, it in zip(self._variables, self._sealed.variables, strict=True)
        ]

    def assign(self, variable: int, value: Array) -> None:
        """Set the variable of that position."""
        set_variable(self._variables[variable], value)

    def untracked(self) -> int:
        """How many variables the object does not list; the worker's word (*observed*)."""
        return self._sealed.untracked

    def _load(self, sealed: SealedFunction, function: Function) -> _Loaded:
        # Names that only this process gives: those of two exports may be the same.
        library = checked_library(sealed.library, prefix=f"sealed_{next(_numbers)}_")
        signature = library.function[0].signature
        takes = len(function.tensors) + len(sealed.captures)
        shown = (not function.is_procedure) + len(function.gradient)
        if not function.is_procedure and not sealed.connected[:1] == (True,):
            raise _problem("tracing", "Unsealable")
        gives = sum(sealed.connected) + 1
        if (len(signature.input_arg), len(signature.output_arg)) != (takes, gives) or shown != len(
            sealed.connected
        ):
            raise _problem("tracing", "Unsealable")
        try:
            for definition in reversed(library.function):
                context.context().add_function_def(definition)
            captures = tuple(
                tf.constant(capture.constant)
                if capture.variable is None
                else self._variables[capture.variable].handle
                for capture in sealed.captures
            )
            results = tuple(tf.DType(output.type) for output in signature.output_arg)
        except Exception as error:
            raise _problem("tracing", type(error).__name__) from None
        definitions = tuple(library.function)
        ops = Counter(node.op for definition in definitions for node in definition.node_def)
        return _Loaded(signature.name, results, captures, definitions, dict(ops))


def _problem(stage: Stage, kind: str) -> StudentError:
    return StudentError(Problem(stage, kind, ""))
