"""What a test cell speaks of: one interface, whether the student's object is here or sealed.

A test cell names what the student defined. In the student's notebook that name is the object
itself; the vocabulary of `tracegrade.check` wraps it as a *subject*, and everything that it does
goes through the few calls of `Subject`. All that crosses this interface is plain data: requests go
in, arrays and `Problem`s come out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, Union, runtime_checkable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Plain = str | int | float | bool | None
Data = Union[Plain, Array, "list[Data]", "dict[str, Data]"]
Shape = tuple[int | None, ...]
CompositeKind = Literal["ragged", "sparse", "tuple"]
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
class CompositeSpec:
    """Shapes and dtypes of an argument that consists of several tensors, as a `Composite` does."""

    kind: CompositeKind
    parts: tuple[ArgumentSpec, ...]


ArgumentSpec = Spec | CompositeSpec


@dataclass(frozen=True)
class Composite:
    """An argument that consists of several tensors.

    The parts of a ragged tensor are its values and its row splits; those of a sparse one are its
    indices, values and dense shape; those of a tuple are its items.
    """

    kind: CompositeKind
    parts: tuple[Value, ...]


Value = Array | Composite


def flat_specs(specs: Sequence[ArgumentSpec]) -> list[Spec]:
    """The specs of all tensors that arguments consist of."""
    flat: list[Spec] = []
    for spec in specs:
        flat += [spec] if isinstance(spec, Spec) else flat_specs(spec.parts)
    return flat


def flat_arrays(values: Sequence[Value]) -> list[Array]:
    """All arrays that arguments consist of, in the order of `flat_specs`."""
    flat: list[Array] = []
    for value in values:
        flat += flat_arrays(value.parts) if isinstance(value, Composite) else [value]
    return flat


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
    """The step from an object to `from_config(get_config())` of its class.

    What is `changed` replaces what the configuration says of it: whoever keeps the first object
    does not have the other one.
    """

    changed: Mapping[str, Plain] = field(default_factory=dict)

    def __str__(self) -> str:
        changed = f" with {_call_text((), self.changed)[1:-1]}" if self.changed else ""
        return f", rebuilt by from_config(get_config()){changed}"


@dataclass(frozen=True)
class Reloaded:
    """The step from a loss, a layer or a model to the same after a model was saved and loaded.

    A loss is that of the model; a layer or a model is called on zeros of the shape `inputs` before
    it is saved, and None is a batch of one.
    """

    inputs: Shape = ()

    def __str__(self) -> str:
        return ", saved and loaded" if self.inputs else ", after its model was saved and loaded"


@dataclass(frozen=True)
class Averaged:
    """The step from a function to the metric that `compile(metrics=[function])` makes of it."""

    def __str__(self) -> str:
        return ", averaged by compile(metrics=[…])"


@dataclass(frozen=True)
class Compiled:
    """The step from a model, or a layer between two Dense layers, to a model ready for `fit`.

    `inputs` is the shape of an instance. The loss is the mean squared error, the optimizer SGD with
    a learning rate of 0.01.
    """

    inputs: Shape

    def __str__(self) -> str:
        return ", in a compiled model"


Step = Made | Beside | Given | Rebuilt | Reloaded | Averaged | Compiled


def public_text(step: Step) -> str:
    """A step as it may be read where its arguments are hidden."""
    match step:
        case Made():
            return "(\N{HORIZONTAL ELLIPSIS})" if step.arguments or step.keywords else "()"
        case Beside():
            return ", beside another one"
        case Given():
            return " given its first arguments"
        case Rebuilt():
            changed = " with another argument" if step.changed else ""
            return f"{Rebuilt()}{changed}"
        case _:
            return str(step)


FIT_STEP = "train_step"
"""The method of a compiled model that `fit` traces: it takes `(x, y)` as one argument."""


@dataclass(frozen=True)
class Function:
    """One function of a subject, as it is to be traced.

    `signature` has a spec for each argument; the last of them are passed by the names in
    `keywords`. Where the result is a dictionary, `key` says which entry counts. `gradient` lists
    the arguments with respect to which the sum of the result is differentiated; the gradients
    follow the value in what a run returns. `autograph` is False for the way in which Keras traces
    in `fit`. `instance` tells objects apart that are made alike.
    """

    signature: tuple[ArgumentSpec, ...]
    method: str = "__call__"
    keywords: tuple[str, ...] = ()
    gradient: tuple[int, ...] = ()
    autograph: bool = True
    instance: int = 0
    key: str = ""

    @property
    def is_procedure(self) -> bool:
        """Whether its result counts for nothing: it changes the state."""
        return self.method in ("update_state", "reset_state", FIT_STEP)

    @property
    def tensors(self) -> list[Spec]:
        """The specs of all tensors that its arguments consist of."""
        return flat_specs(self.signature)


@dataclass(frozen=True)
class Attributes:
    """Look at plain attributes of the object; one that it lacks is left out, others are a `repr`.

    Likewise at `entries` of its configuration. What comes is a dictionary of both.
    """

    names: tuple[str, ...]
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuizAnswer:
    """Look at the object itself, the answer of a quiz: plain values, in lists; a set is sorted."""


@dataclass(frozen=True)
class Call:
    """Call the object eagerly; what comes is what it returns."""

    inputs: tuple[Array, ...] = ()


@dataclass(frozen=True)
class PythonOp:
    """Trace the object and run it there, Python in its graph included.

    With `mapped` it is mapped over a dataset of the items of its only input. What comes is a
    dictionary: `values` for each of `inputs`, the static `shape` of the result (None: unknown), and
    `ops`, the names of the ops that call back into Python and that the result depends on.
    """

    signature: tuple[Spec, ...]
    inputs: tuple[tuple[Array, ...], ...]
    mapped: bool = False


@dataclass(frozen=True)
class Fit:
    """Train a model, made from a fixture that counts the calls of its Python code.

    What comes is a dictionary: `losses` of the epochs, the number of `calls`, the weights `before`
    and `after`, and whether it is the `same` model; another one is not trained.
    """

    inputs: Array
    targets: Array
    epochs: int
    batch_size: int


Action = Attributes | QuizAnswer | Call | PythonOp | Fit
"""What is done with an object where the student's code runs, and told as plain data."""


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
    for one of the student's own. Whether it is `trainable` is the student's process's word
    (*observed*).
    """

    value: Array
    owner: str = ""
    trainable: bool = False


class Sealed(Protocol):
    """Functions that were traced together and share the variables of what they belong to."""

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        """Run the function of that position on values.

        Returns the result and then the gradients (None: not connected). Raises StudentError when an
        op fails.
        """

    def facts(self, function: int) -> GraphFacts:
        """What the graph of the function of that position consists of."""

    def ops_behind(self, function: int) -> Collection[str]:
        """The types of the ops that the result of the function of that position comes from."""

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

    def observe(self, action: Action) -> Data:
        """What comes of an action, as the student's process says it (*observed*).

        Raises StudentError and NothingReturned as `seal` does.
        """

    def called(self, inputs: Sequence[Array]) -> Data | Problem:
        """What an eager call returns or raises, for a note to the instructor that earns no points.

        None where nobody asks.
        """

    def differs(self) -> None:
        """Note for the instructor that an eager call and the graph do not agree."""


def spec_of(value: Value) -> ArgumentSpec:
    """The spec with all sizes of an argument known."""
    if isinstance(value, Composite):
        return CompositeSpec(value.kind, tuple(map(spec_of, value.parts)))
    return Spec(tuple(value.shape), dtype_name(value))


def dtype_name(value: Array) -> str:
    """The name of a dtype as TensorFlow has it."""
    return "string" if value.dtype == object else str(value.dtype)


def as_value(value: Any) -> Value:
    """An argument of a test cell: what `as_array` makes of it, or the parts of a composite one."""
    if isinstance(value, Composite):
        return value
    if hasattr(value, "row_splits"):
        return Composite("ragged", (as_array(value.values), as_array(value.row_splits)))
    if hasattr(value, "dense_shape"):
        parts = (value.indices, value.values, value.dense_shape)
        return Composite("sparse", tuple(map(as_array, parts)))
    return as_array(value)


def as_array(value: Any) -> Array:
    """An argument of a test cell as an array.

    Python floats become float32, Python ints int32, and text UTF-8 in an array of objects, as
    TensorFlow has it.
    """
    array = np.asarray(value)
    if hasattr(value, "numpy"):  # a tensor has the dtype that it has
        value = array
    if array.dtype.kind == "U":
        array = np.char.encode(array, "utf-8")
    if array.dtype.kind == "S":
        return np.asarray(array, object)
    if isinstance(value, np.ndarray | np.generic):
        return array
    defaults: dict[str, type] = {"float64": np.float32, "int64": np.int32}
    return array.astype(defaults.get(str(array.dtype), array.dtype))
