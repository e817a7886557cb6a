"""Sealed graphs as plain data: what a worker sends, and what a judge replays."""

from __future__ import annotations

from dataclasses import dataclass

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
