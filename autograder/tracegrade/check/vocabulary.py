"""What every check has in common: it takes a subject, keeps quiet, and fails with a report."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any, Concatenate, ParamSpec

from tracegrade.check import causes, session
from tracegrade.direct import DirectSubject
from tracegrade.report import CheckFailed, NotWritten, Report
from tracegrade.subjects import (
    Action,
    Argument,
    Array,
    Averaged,
    Beside,
    Composite,
    Data,
    Fixture,
    Function,
    Given,
    GraphFunction,
    Made,
    NothingReturned,
    Plain,
    Problem,
    Rebuilt,
    Recorded,
    Reloaded,
    Sealed,
    StudentError,
    Subject,
    Value,
    as_value,
    flat_arrays,
)

P = ParamSpec("P")


def vocabulary(
    check: Callable[Concatenate[Subject, P], None],
) -> Callable[Concatenate[Any, P], None]:
    """Make a check of a function over a subject.

    The check takes the student's object, or a subject that was made of it. It captures warnings and
    stderr, says nothing on success outside a student's live notebook, and raises CheckFailed or
    NotWritten; in a live notebook it prints what is not written yet instead, so that Run All goes
    on.
    """

    @functools.wraps(check)
    def run(named: Any, *args: P.args, **kwargs: P.kwargs) -> None:
        __tracebackhide__ = True
        frame = sys._getframe(1)
        teaching = session.in_students_notebook(frame)
        subject = as_subject(named, frame)
        failure: CheckFailed | None = None
        with session.quiet() as captured:
            try:
                check(subject, *args, **kwargs)
            except Recorded:
                return
            except NothingReturned:
                failure = NotWritten(subject.name)
            except CheckFailed as raised:
                failure = raised
            if teaching:
                session.replay(captured)
                session.note(subject.name, _place(frame), _status(failure))
        if failure is None:
            if teaching:
                print(f"\N{CHECK MARK} {subject.label}: {check.__name__}")
        elif teaching and isinstance(failure, NotWritten):
            print(f"\N{WHITE SQUARE} {failure.report.tested}")
        else:
            raise failure.with_traceback(None) from None

    return run  # type: ignore[return-value]  # wraps keeps the name of the first argument


def _place(frame: FrameType) -> str:
    """The place of a check in its notebook; each cell has a file of its own."""
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _status(failure: CheckFailed | None) -> str:
    if failure is None:
        return "passed"
    return "not written" if isinstance(failure, NotWritten) else "failed"


def as_subject(named: Any, frame: FrameType) -> Subject:
    """The subject of an object that a cell names; a subject is its own."""
    if isinstance(named, Subject):
        return named
    return DirectSubject(named, _name_of(named, frame))


def _name_of(named: Any, frame: FrameType) -> str:
    own = getattr(named, "__name__", None)
    if isinstance(own, str) and frame.f_globals.get(own) is named:
        return own
    names = [name for name in frame.f_code.co_names if frame.f_globals.get(name, frame) is named]
    return names[0] if names else str(own or type(named).__name__)


def made(named: Any, *arguments: Any, **keywords: Any) -> Subject:
    """What a class or a factory makes, as the subject of a check: `made(create_huber, 2.0)`.

    It is made when a check needs it, afresh for each check. The arguments are plain values, what
    `fixture` and `as_graph` return, and lists of these.
    """
    return as_subject(named, sys._getframe(1)).then(Made(*_given(arguments, keywords)))


def beside(subject: Subject, *arguments: Any, **keywords: Any) -> Subject:
    """What `made` made, after its maker made another: `beside(made(create_huber, 2.0), 0.5)`."""
    if not isinstance(subject, Subject):
        raise TypeError("beside needs what made made: beside(made(create_huber, 2.0), 0.5)")
    return subject.then(Beside(*_given(arguments, keywords)))


def given(named: Any, *arguments: Any, **keywords: Any) -> Subject:
    """A function whose first arguments are given: `given(derivative, as_graph(tf.sin))`.

    The arguments are those of `made`.
    """
    return as_subject(named, sys._getframe(1)).then(Given(*_given(arguments, keywords)))


def fixture(name: str, *arguments: Plain, part: str = "", **keywords: Plain) -> Fixture:
    """An object that `tracegrade.fixtures` makes: `fixture("model", 8, 1, inputs=4)`.

    Equal ones are the same object within a check; `part` is an attribute of it.
    """
    return Fixture(name, arguments, keywords, part)


def _given(
    arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> tuple[tuple[Argument, ...], dict[str, Argument]]:
    named = {name: _argument(value) for name, value in keywords.items()}
    return tuple(map(_argument, arguments)), named


def _argument(value: Any) -> Argument:
    if isinstance(value, list | tuple):
        return tuple(map(_argument, value))
    if value is None or isinstance(value, str | int | float | bool | Fixture | GraphFunction):
        return value
    raise TypeError(
        f"{value!r} is no plain value: give numbers, text, check.fixture(…) or check.as_graph(…)"
    )


def rebuilt(named: Any, /, **changed: Plain) -> Subject:
    """The object that `from_config(get_config())` makes of a Keras object.

    What is `changed` replaces what the configuration says: `rebuilt(made(HuberLoss, 2.0),
    threshold=0.5)` has to be what `made(HuberLoss, 0.5)` is. An object that was kept passes the
    test without, and fails this one.
    """
    return as_subject(named, sys._getframe(1)).then(Rebuilt(changed))


def reloaded(named: Any, *, inputs: Sequence[int | None] = ()) -> Subject:
    """A loss, a layer or a model, after a model was saved as `.keras` and loaded again.

    A loss is that of the model that was compiled with it. For a layer or a model, `inputs` is the
    shape of what it is called on before it is saved.
    """
    return as_subject(named, sys._getframe(1)).then(Reloaded(tuple(inputs)))


def averaged(named: Any) -> Subject:
    """The metric that `compile(metrics=[function])` makes of a function."""
    return as_subject(named, sys._getframe(1)).then(Averaged())


def seal(subject: Subject, functions: Sequence[Function], tested: str) -> Sealed:
    """Seal a subject; a problem in the student's code, or Python in a graph, fails the check.

    A check seals all that it needs before it runs any of it.
    """
    try:
        sealed = subject.seal(functions)
    except StudentError as error:
        raise failed(error.problem, tested, subject) from error
    for index in range(len(functions)):
        _forbid_python(sealed.facts(index).python_ops, tested)
    return sealed


def _forbid_python(found: Sequence[str], tested: str) -> None:
    if found:
        wanted, got = "a graph of TensorFlow operations", f"a graph with {', '.join(found)}"
        raise CheckFailed(Report(tested, "", wanted, got, causes.PYTHON_IN_GRAPH))


def run(sealed: Sealed, function: int, inputs: Sequence[Value], tested: str) -> list[Array | None]:
    """Run a sealed function on values; a problem in the student's graph fails the check."""
    try:
        return sealed.run(function, *flat_arrays(inputs))
    except StudentError as error:
        raise failed(error.problem, tested) from error


def assign(sealed: Sealed, variable: int, value: Array, tested: str) -> None:
    """Set a variable; one that is no number fails the check."""
    try:
        sealed.assign(variable, value)
    except StudentError as error:
        raise failed(error.problem, tested) from error


def observe(subject: Subject, action: Action, tested: str) -> Data:
    """What comes of an action; a problem in the student's code fails the check."""
    try:
        return subject.observe(action)
    except StudentError as error:
        raise failed(error.problem, tested, subject) from error


def failed(problem: Problem, tested: str, subject: Subject | None = None) -> CheckFailed:
    """The failure of a check whose subject raised."""
    cause = causes.of_problem(problem)
    if cause == causes.OTHER_PARAMETERS and subject is not None and is_made_again(subject):
        cause = causes.LOST_CONFIG
    return CheckFailed(Report(tested=tested, got=str(problem), cause=cause), problem)


def is_made_again(subject: Subject) -> bool:
    """Whether the object comes from a configuration or a file."""
    return any(isinstance(step, Rebuilt | Reloaded) for step in subject.steps)


Inputs = tuple[Any, ...] | list[tuple[Any, ...]]


Call = tuple[Value, ...]
Reference = Callable[..., Any]


@dataclass(frozen=True)
class AnyOf:
    """Results of which one has to come: those of several right formulas."""

    results: tuple[Any, ...]


def as_calls(inputs: Inputs) -> list[Call]:
    """The calls that a test cell asks for: a tuple is one call, a list of tuples several."""
    calls = inputs if isinstance(inputs, list) else [inputs]
    return [tuple(map(as_value, call)) for call in calls]


def computed(reference: Reference | Sequence[Reference], *arguments: Any) -> Any:
    """What a reference computes; of several, what each of them does."""
    if isinstance(reference, Sequence):
        return AnyOf(tuple(one(*arguments) for one in reference))
    return reference(*arguments)


def wanted_results(
    calls: Sequence[Any],
    expected: Any,
    reference: Reference | Sequence[Reference] | None,
    several: bool,
) -> list[Any]:
    """The expected result of each call: given, or computed by a reference implementation.

    Raises TypeError when a test cell gives neither or both.
    """
    if (expected is None) == (reference is None):
        raise TypeError("a check needs either expected=… or reference=…")
    if reference is not None:
        return [computed(reference, *map(_unpacked, call)) for call in calls]
    results = list(expected) if several else [expected]
    if len(results) != len(calls):
        raise TypeError(f"{len(calls)} calls, but {len(results)} expected results")
    return results


def _unpacked(value: Value) -> Any:
    """An argument as a reference gets it: an array, or the parts of a composite one."""
    return tuple(map(_unpacked, value.parts)) if isinstance(value, Composite) else value
