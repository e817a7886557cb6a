"""What a test cell speaks of: one interface, whether the student's object is here or sealed.

A test cell names what the student defined. In the student's notebook that name is the object
itself; the vocabulary of `tracegrade.check` wraps it as a *subject*, and everything that it does
goes through the few calls of `Subject`. All that crosses this interface is plain data: requests go
in, arrays and `Problem`s come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, Union, runtime_checkable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Plain = str | int | float | bool | None
Shape = tuple[int | None, ...]
Stage = Literal["cell", "making", "tracing", "running", "reading"]
_STAGES: dict[Stage, str] = {
    "cell": "",
    "making": " while it was made",
    "tracing": " while it was traced as a graph",
    "running": " while its graph ran",
    "reading": " while it was read",
}


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
class Fixture:
    """An argument that `tracegrade.fixtures` makes beside the student: a model, an optimizer.

    Equal ones are the same object for what is made and traced together; `part` is an attribute of
    it.
    """

    name: str
    arguments: tuple[Plain, ...] = ()
    keywords: Mapping[str, Plain] = field(default_factory=dict)
    part: str = ""

    def __str__(self) -> str:
        part = f".{self.part}" if self.part else ""
        return f"{self.name}{_call_text(self.arguments, self.keywords)}{part}"

    @property
    def whole(self) -> Fixture:
        """The fixture that it is a part of."""
        return replace(self, part="")


@dataclass(frozen=True)
class GraphFunction:
    """An argument that is a function of one tensor, as a graph: no Python of it goes along."""

    graph: bytes
    feed: str
    fetch: str

    def __str__(self) -> str:
        return "a function"


Argument = Union[Plain, Fixture, GraphFunction, "tuple[Argument, ...]"]


def _call_text(arguments: Sequence[Any], keywords: Mapping[str, Any]) -> str:
    parts = [_argument_text(value) for value in arguments]
    parts += [f"{name}={_argument_text(value)}" for name, value in keywords.items()]
    return "(" + ", ".join(parts) + ")"


def _argument_text(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_argument_text, value)) + "]"
    return str(value) if isinstance(value, Fixture | GraphFunction) else repr(value)


@dataclass(frozen=True)
class Made:
    """The step from a class or a factory to what it makes."""

    arguments: tuple[Argument, ...] = ()
    keywords: Mapping[str, Argument] = field(default_factory=dict)

    def __str__(self) -> str:
        return _call_text(self.arguments, self.keywords)


@dataclass(frozen=True)
class Beside:
    """The step to the same object, after the same class or factory has made another one."""

    arguments: tuple[Argument, ...] = ()
    keywords: Mapping[str, Argument] = field(default_factory=dict)

    def __str__(self) -> str:
        return f", beside another one made with {_call_text(self.arguments, self.keywords)}"


@dataclass(frozen=True)
class Given:
    """The step from a function to the one that is left when its first arguments are given."""

    arguments: tuple[Argument, ...] = ()
    keywords: Mapping[str, Argument] = field(default_factory=dict)

    def __str__(self) -> str:
        return f" given {_call_text(self.arguments, self.keywords)}"


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


Step = Made | Beside | Given | Rebuilt | Reloaded


def public_text(step: Step) -> str:
    """A step as it may be read where its arguments are hidden."""
    match step:
        case Made():
            return "(\N{HORIZONTAL ELLIPSIS})" if step.arguments or step.keywords else "()"
        case Beside():
            return ", beside another one"
        case Given():
            return " given its first arguments"
        case _:
            return str(step)


@dataclass(frozen=True)
class Function:
    """One function of a subject, as it is to be traced.

    `signature` has a spec for each tensor argument; the last of them are passed by the names in
    `keywords`. `gradient` lists the arguments with respect to which the sum of the result is
    differentiated; the gradients follow the value in what a run returns. `autograph` is False for
    the way in which Keras traces in `fit`. `instance` tells objects apart that are made alike.
    """

    signature: tuple[Spec, ...]
    method: str = "__call__"
    keywords: tuple[str, ...] = ()
    gradient: tuple[int, ...] = ()
    autograph: bool = True
    instance: int = 0

    @property
    def is_procedure(self) -> bool:
        """Whether its result counts for nothing: it changes the state."""
        return self.method in ("update_state", "reset_state")


@dataclass(frozen=True)
class GraphFacts:
    """What a graph consists of: how often each op type stands in it, in library functions too."""

    ops: Mapping[str, int]
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

    def __str__(self) -> str:
        message = f": {self.message}" if self.message else ""
        line = f"\nin {self.place}: {self.line}" if self.line else ""
        return f"{self.type}{_STAGES[self.stage]}{message}{line}"


class StudentError(Exception):
    """The student's code raised; carries the problem as plain data."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.type}: {problem.message}")
        self.problem = problem


class NothingReturned(Exception):
    """The student's function returned nothing or raised NotImplementedError."""


class Recorded(Exception):
    """The subject only notes what is asked of it: a check ends where it needs an answer."""


@dataclass(frozen=True)
class Variable:
    """A variable of sealed functions, and its value.

    `owner` is the fixture that it belongs to, with its place there: `model(8, inputs=4)[0]`; empty
    for one of the student's own.
    """

    value: Array
    owner: str = ""


class Sealed(Protocol):
    """Functions that were traced together and share the variables of what they belong to."""

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        """Run the function of that position on values.

        Returns the result and then the gradients (None: not connected). Raises StudentError when an
        op fails.
        """

    def facts(self, function: int) -> GraphFacts:
        """What the graph of the function of that position consists of."""

    def variables(self) -> list[Variable]:
        """The variables that the functions share, and their values now."""

    def assign(self, variable: int, value: Array) -> None:
        """Set the variable of that position to a value of its shape and dtype."""

    def untracked(self) -> int:
        """How many variables the functions use that the object does not list in `variables`.

        The student's process says so (*observed*).
        """


@runtime_checkable
class Subject(Protocol):
    """Something that the student defined, or that was made of it by steps."""

    @property
    def name(self) -> str:
        """The name that the student defined: `create_huber`."""

    @property
    def label(self) -> str:
        """How messages name it: `create_huber(2.0)`."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """What makes the object of what the name stands for."""

    def then(self, step: Step) -> Subject:
        """The subject that one more step makes of this one."""

    def seal(self, functions: Sequence[Function]) -> Sealed:
        """Make the object and trace its functions, every seed set before each trace.

        Equal functions are traced one by one. Raises StudentError when the student's code raises,
        NothingReturned when it is not written yet.
        """

    def read(self, attributes: Sequence[str]) -> dict[str, Plain]:
        """Plain attributes of the object, as the student's process says them (*observed*).

        An attribute that it does not have is left out; one that is no plain value is given as its
        `repr`. Raises StudentError and NothingReturned as `seal` does.
        """


def spec_of(value: Array) -> Spec:
    """The spec with all sizes of an array known."""
    return Spec(tuple(value.shape), "string" if value.dtype == object else str(value.dtype))


def as_array(value: Any) -> Array:
    """An argument of a test cell as an array.

    Python floats become float32, Python ints int32, and text UTF-8 in an array of objects, as
    TensorFlow has it.
    """
    array = np.asarray(value)
    if array.dtype.kind == "U":
        array = np.char.encode(array, "utf-8")
    if array.dtype.kind == "S":
        return np.asarray(array, object)
    if isinstance(value, np.ndarray | np.generic):
        return array
    defaults: dict[str, type] = {"float64": np.float32, "int64": np.int32}
    return array.astype(defaults.get(str(array.dtype), array.dtype))
