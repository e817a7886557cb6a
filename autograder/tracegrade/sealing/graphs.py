"""Sealed graphs as plain data: what a worker sends, and what a judge replays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracegrade.subjects import Array, Variable

# Of the variables that the functions of one object share.
STATE_BYTES = 32_000_000


@dataclass(frozen=True)
class Capture:
    """What a graph uses besides its arguments: a variable, by its position, or a constant."""

    variable: int | None = None
    constant: Array | None = None


@dataclass(frozen=True)
class SealedFunction:
    """A serialized FunctionDefLibrary: the function, and then those that it calls.

    It takes the arguments and then the captures; it returns the result, if that counts, and then
    the gradients, as far as they are `connected`, and a constant.
    """

    library: bytes
    connected: tuple[bool, ...]
    captures: tuple[Capture, ...]


@dataclass(frozen=True)
class SealedObject:
    """Functions of one object, and the initial values of the variables that they share.

    `untracked` is the number of those that the object does not list, as the worker says
    (*observed*).
    """

    functions: tuple[SealedFunction, ...]
    variables: tuple[Variable, ...]
    untracked: int = 0


def ops_behind(function: Any, library: Iterable[Any]) -> set[str]:
    """The types of the ops that the first result of a FunctionDef is computed from.

    `library` has the FunctionDefs that it calls. What is run for its side effects alone is left
    out, and so is what is not used.
    """
    callable_ = {it.signature.name: it for it in library}
    outputs = function.signature.output_arg
    pending = [(function, function.ret[outputs[0].name])] if outputs else []
    entered: set[str] = set()
    nodes: dict[str, dict[str, Any]] = {}
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    while pending:
        inside, name = pending.pop()
        place = (inside.signature.name, name.partition(":")[0])
        if place[0] not in nodes:
            nodes[place[0]] = {it.name: it for it in inside.node_def}
        node = nodes[place[0]].get(place[1])
        if node is None or place in seen:  # an argument has no node
            continue
        seen.add(place)
        found.add(node.op)
        pending += [(inside, it) for it in node.input if not it.startswith("^")]
        values = node.attr.values()
        parts = [part for value in values for part in (value.func, *value.list.func)]
        called = {node.op, *(part.name for part in parts)} & callable_.keys() - entered
        entered |= called
        pending += [(callable_[it], end) for it in called for end in callable_[it].ret.values()]
    return found
