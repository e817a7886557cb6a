"""What a test cell speaks of: one interface, whether the student's object is here or sealed.

A test cell names what the student defined. In the student's notebook that name is the object
itself; the vocabulary of `tracegrade.check` wraps it as a *subject*, and everything that it does
goes through the few calls of `Subject`. All that crosses this interface is plain data: requests go
in, arrays and `Problem`s come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Plain = str | int | float | bool | None
Shape = tuple[int | None, ...]
Stage = Literal["making", "tracing", "running", "reading"]

SEED = 20


@dataclass(frozen=True)
class Spec:
    """Shape and dtype of a tensor argument; `None` is a size that is unknown while tracing."""

    shape: Shape
    dtype: str = "float32"

    def __str__(self) -> str:
        return f"{shape_text(self.shape)} {self.dtype}"


def shape_text(shape: Shape) -> str:
    """A shape as students know it: `[None, 3]`."""
    return "[" + ", ".join(str(size) for size in shape) + "]"


@dataclass(frozen=True)
class Made:
    """The step from a class or a factory to what it makes."""

    arguments: tuple[Plain, ...] = ()
    keywords: Mapping[str, Plain] = field(default_factory=dict)

    def __str__(self) -> str:
        parts = [repr(value) for value in self.arguments]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return "(" + ", ".join(parts) + ")"


@dataclass(frozen=True)
class Beside:
    """The step to the same object, after the same class or factory has made another one."""

    arguments: tuple[Plain, ...] = ()
    keywords: Mapping[str, Plain] = field(default_factory=dict)

    def __str__(self) -> str:
        return f", beside another one made with {Made(self.arguments, self.keywords)}"


@dataclass(frozen=True)
class Rebuilt:
    """The step from an object to `from_config(get_config())` of its class."""

    def __str__(self) -> str:
        return ", rebuilt by from_config(get_config())"


@dataclass(frozen=True)
class Reloaded:
    """The step from a loss to the loss of a model that was compiled with it, saved and loaded."""

    def __str__(self) -> str:
        return ", after its model was saved and loaded"


Step = Made | Beside | Rebuilt | Reloaded


@dataclass(frozen=True)
class Function:
    """One function of a subject, as it is to be traced.

    `signature` has a spec for each tensor argument; the last of them are passed by the names in
    `keywords`. `gradient` lists the arguments with respect to which the sum of the result is
    differentiated; the gradients follow the value in what a run returns. `autograph` is False for
    the way in which Keras traces in `fit`.
    """

    signature: tuple[Spec, ...]
    method: str = "__call__"
    keywords: tuple[str, ...] = ()
    gradient: tuple[int, ...] = ()
    autograph: bool = True


@dataclass(frozen=True)
class GraphFacts:
    """What a graph consists of: how often each op type stands in it, in library functions too."""

    ops: Mapping[str, int]
    # Variables that the graph uses and that the object does not list in `variables`.
    untracked: tuple[str, ...]
    variables: int

    @property
    def python_ops(self) -> tuple[str, ...]:
        """The ops that call back into Python (`py_function`, `numpy_function`)."""
        return tuple(sorted(name for name in self.ops if "PyFunc" in name))


@dataclass(frozen=True)
class Problem:
    """How the student's code failed, without the objects themselves."""

    stage: Stage
    type: str
    message: str
    line: str = ""  # the student's own line
    place: str = ""  # "line 3 of huber_fn"
    defines: tuple[str, ...] = ()  # names that the student's class defines itself


class StudentError(Exception):
    """The student's code raised; carries the problem as plain data."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.type}: {problem.message}")
        self.problem = problem


class NothingReturned(Exception):
    """The student's function returned nothing or raised NotImplementedError."""


class Sealed(Protocol):
    """Functions of one object that were traced together and share its variables."""

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        """Run the function of that position on values.

        Returns the result and then the gradients (None: not connected). Raises StudentError when an
        op fails.
        """

    def facts(self, function: int) -> GraphFacts:
        """What the graph of the function of that position consists of."""


@runtime_checkable
class Subject(Protocol):
    """Something that the student defined, or that was made of it by steps."""

    @property
    def name(self) -> str:
        """The name that the student defined: `create_huber`."""

    @property
    def label(self) -> str:
        """How messages name it: `create_huber(2.0)`."""

    def then(self, step: Step) -> Subject:
        """The subject that one more step makes of this one."""

    def seal(self, functions: Sequence[Function], seed: int = SEED) -> Sealed:
        """Make the object and trace its functions, every seed set before each trace.

        Raises StudentError when the student's code raises, NothingReturned when it is not written
        yet.
        """

    def read(self, attributes: Sequence[str]) -> dict[str, Plain]:
        """Plain attributes of the object, as the student's process says them (*observed*).

        An attribute that it does not have is left out; one that is no plain value is given as its
        `repr`. Raises StudentError and NothingReturned as `seal` does.
        """


def spec_of(value: Array) -> Spec:
    """The spec with all sizes of an array known."""
    return Spec(tuple(value.shape), str(value.dtype))


def as_array(value: Any) -> Array:
    """An argument of a test cell as an array; Python floats become float32, Python ints int32."""
    array = np.asarray(value)
    if isinstance(value, np.ndarray | np.generic):
        return array
    defaults: dict[str, type] = {"float64": np.float32, "int64": np.int32}
    return array.astype(defaults.get(str(array.dtype), array.dtype))
