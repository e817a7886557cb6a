"""Checks of functions: what they compute, their gradients, and their graphs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from tracegrade.check import causes
from tracegrade.check.vocabulary import (
    AnyOf,
    Call,
    Inputs,
    Reference,
    as_calls,
    is_made_again,
    run,
    seal,
    vocabulary,
    wanted_results,
)
from tracegrade.report import CheckFailed, Report, array_text, inputs_text
from tracegrade.subjects import (
    ArgumentSpec,
    Array,
    Composite,
    CompositeSpec,
    Data,
    Function,
    Problem,
    Spec,
    Subject,
    Value,
    as_array,
    dtype_name,
    flat_arrays,
    shape_text,
    spec_of,
)

RTOL, ATOL = 1e-5, 1e-6

TracedBy = Literal["tf.function", "keras"]


@vocabulary
def values(
    subject: Subject,
    inputs: Inputs,
    expected: Any = None,
    *,
    reference: Reference | Sequence[Reference] | None = None,
    per_instance: bool = False,
    dtype: str = "",
    beside_another: bool = False,
    rtol: float = RTOL,
    atol: float = ATOL,
    cause: str = "",
) -> None:
    """The subject computes the right values, as a graph traced with the shapes of its inputs.

    `inputs` is a tuple of arguments, or a list of such tuples for several calls, one after the
    other; Python floats are float32, and ragged and sparse tensors go in as they are. `expected` is
    the result (a list of results for several calls), or `reference(*arguments)` computes it with
    NumPy (of several references one has to be met; a composite tensor comes as its parts). With
    `per_instance` the mean over the last axis is right as well; `dtype` is the exact one, where it
    matters. With `beside_another`, an object that is made alike is called before each call. `cause`
    is the usual cause of a failure. Raises CheckFailed when shape, kind of dtype or values differ,
    or the subject raises.
    """
    tested = f"{subject.label}: its values"
    if is_made_again(subject):
        cause = cause or causes.LOST_CONFIG
    calls = as_calls(inputs)
    results = wanted_results(calls, expected, reference, isinstance(inputs, list))
    signatures = list(dict.fromkeys(tuple(map(spec_of, call)) for call in calls))
    functions = [Function(signature) for signature in signatures]
    others = [replace(it, instance=1) for it in functions] if beside_another else []
    with _noting_difference(
        subject, calls[0], results[0], per_instance or dtype != "", rtol, atol
    ) as agreed:
        sealed = seal(subject, [*functions, *others], tested)
        for call, wanted in zip(calls, results, strict=True):
            index = signatures.index(tuple(map(spec_of, call)))
            if beside_another:
                run(sealed, len(functions) + index, call, tested)
            [got] = run(sealed, index, call, tested)
            compare(got, wanted, tested, inputs_text(call), per_instance, dtype, rtol, atol, cause)
            agreed.append(True)


@vocabulary
def gradient(
    subject: Subject,
    inputs: Inputs,
    expected: Any = None,
    *,
    wrt: int,
    reference: Reference | None = None,
    finite: bool = False,
    signature: Sequence[Sequence[int | None]] | None = None,
    traced_by: TracedBy = "tf.function",
    rtol: float = RTOL,
    atol: float = ATOL,
    cause: str = "",
) -> None:
    """The gradient of the sum of the result with respect to argument number `wrt` is right.

    `inputs`, `expected` and `reference` as in `values`, for the gradient; with `finite` it has to
    be finite and nothing else, as at a kink. `signature` and `traced_by` as in `graph`; without a
    signature the shapes are those of the inputs.
    """
    tested = f"{subject.label}: its gradient with respect to argument {wrt + 1}"
    calls = as_calls(inputs)
    several = isinstance(inputs, list)
    results: list[Any] = [None] * len(calls)
    if finite and (expected is not None or reference is not None):
        raise TypeError("finite=True tests nothing else: leave expected and reference out")
    if not finite:
        results = wanted_results(calls, expected, reference, several)
    signatures = _signatures(calls, signature)
    sealed = seal(
        subject,
        [Function(s, gradient=(wrt,), autograph=traced_by != "keras") for s in signatures],
        tested,
    )
    for call, wanted in zip(calls, results, strict=True):
        index = 0 if signature is not None else signatures.index(tuple(map(spec_of, call)))
        _, got = run(sealed, index, call, tested)
        shown = inputs_text(call)
        if got is None:
            cause = (
                "The result does not depend on it in a way that TensorFlow can differentiate: a \
cast to int, a comparison, tf.stop_gradient or NumPy stands between."
            )
            raise CheckFailed(Report(tested, shown, "a gradient", "None", cause))
        if wanted is None:
            if not np.isfinite(got).all():
                raise CheckFailed(
                    Report(
                        tested, shown, "finite numbers", array_text(got), cause or causes.INFINITE
                    )
                )
            continue
        compare(got, wanted, tested, shown, rtol=rtol, atol=atol, cause=cause)


@vocabulary
def graph(
    subject: Subject,
    signature: Sequence[Sequence[int | None]],
    inputs: Inputs,
    expected: Any = None,
    *,
    reference: Reference | Sequence[Reference] | None = None,
    traced_by: TracedBy = "tf.function",
    per_instance: bool = False,
    dtype: str = "",
    rtol: float = RTOL,
    atol: float = ATOL,
    cause: str = "",
) -> None:
    """One graph of the subject, traced with unknown sizes, serves inputs of many sizes.

    `signature` is the shape of each argument, None for an unknown size. `traced_by` says which of
    the two meanings of "graph" is tested: "tf.function", where AutoGraph converts Python's control
    flow, or "keras", the way `fit` traces, where it does not. The
    rest is as in `values`.
    """
    way = "the way Keras traces" if traced_by == "keras" else "by tf.function"
    shapes = ", ".join(shape_text(tuple(shape)) for shape in signature)
    tested = f"{subject.label}: one graph for all sizes, traced {way} with {shapes}"
    calls = as_calls(inputs)
    results = wanted_results(calls, expected, reference, isinstance(inputs, list))
    [specs] = _signatures(calls, signature)
    sealed = seal(subject, [Function(specs, autograph=traced_by != "keras")], tested)
    for call, wanted in zip(calls, results, strict=True):
        [got] = run(sealed, 0, call, tested)
        compare(got, wanted, tested, inputs_text(call), per_instance, dtype, rtol, atol, cause)


@vocabulary
def ops(
    subject: Subject,
    inputs: Inputs,
    *,
    any_of: Sequence[str] = (),
    none_of: Sequence[str] = (),
    cause: str = "",
) -> None:
    """Which operations stand in the graph that is traced with the shapes of such inputs.

    The result has to come from one of `any_of`, and none of `none_of` may be anywhere; names as in
    TensorFlow's op definitions.
    """
    tested = f"{subject.label}: the operations in its graph"
    calls = as_calls(inputs)
    sealed = seal(subject, [Function(tuple(map(spec_of, call))) for call in calls], tested)
    for index in range(len(calls)):
        found = sealed.facts(index).ops
        forbidden = [name for name in none_of if name in found]
        if forbidden:
            wanted = f"a graph without {', '.join(none_of)}"
            raise CheckFailed(Report(tested, "", wanted, ", ".join(forbidden), cause))
        behind = sealed.ops_behind(index) if any_of else ()
        if any_of and not any(name in behind for name in any_of):
            wanted = f"a result that comes from {' or '.join(any_of)}"
            raise CheckFailed(Report(tested, "", wanted, "one that does not", cause))


def compare(
    got: Array | None,
    wanted: Any,
    tested: str,
    inputs: str,
    per_instance: bool = False,
    dtype: str = "",
    rtol: float = RTOL,
    atol: float = ATOL,
    cause: str = "",
) -> None:
    """Fail unless a result has the expected shape, kind of dtype (or exact dtype) and values."""
    assert got is not None  # only gradients can be unconnected
    if isinstance(wanted, AnyOf):
        fitting = (it for it in wanted.results if _is_like(got, it, rtol, atol))
        wanted = next(fitting, wanted.results[0])
    right = as_array(wanted)
    if dtype and dtype_name(got) != dtype:
        usual = f"The result is {dtype_name(got)}; {dtype} is wanted."
        raise CheckFailed(Report(tested, inputs, array_text(right), array_text(got), usual))
    if per_instance and got.ndim == right.ndim - 1:
        right = as_array(right.mean(axis=-1))
    if got.shape == right.shape and _same_kind(got, right):
        if _are_close(got, right, rtol, atol):
            return
    elif got.shape == right.shape:
        usual = f"The result is {got.dtype}; {right.dtype} is wanted."
        raise CheckFailed(Report(tested, inputs, array_text(right), array_text(got), usual))
    usual = cause or causes.of_values(right, got)
    raise CheckFailed(Report(tested, inputs, array_text(right), array_text(got), usual))


@contextlib.contextmanager
def _noting_difference(
    subject: Subject, call: Call, wanted: Any, skipped: bool, rtol: float, atol: float
) -> Iterator[list[bool]]:
    """Note whether an eager call is right where the graph is not, or the other way round.

    The list that is yielded stays empty unless the graph gave the right result of that call. What
    is right by its dtype or for an instance alone, and composite arguments, are skipped.
    """
    agreed: list[bool] = []
    arrays = [value for value in call if not isinstance(value, Composite)]
    eager = subject.called(arrays) if len(arrays) == len(call) and not skipped else None
    try:
        yield agreed
    finally:
        if eager is not None and _is_right(eager, wanted, rtol, atol) != bool(agreed):
            subject.differs()


def _is_right(came: Data | Problem, wanted: Any, rtol: float, atol: float) -> bool:
    if isinstance(came, Problem | dict | str | None):
        return False
    try:
        got = as_array(came)
    except ValueError:  # lists of lists of different lengths
        return False
    return any(
        _is_like(got, it, rtol, atol)
        for it in (wanted.results if isinstance(wanted, AnyOf) else [wanted])
    )


def _is_like(got: Array, wanted: Any, rtol: float, atol: float) -> bool:
    right = as_array(wanted)
    return (
        got.shape == right.shape and _same_kind(got, right) and _are_close(got, right, rtol, atol)
    )


def _are_close(got: Array, right: Array, rtol: float, atol: float) -> bool:
    if right.dtype == object or {got.dtype.kind, right.dtype.kind} <= set("biu"):
        return np.array_equal(got, right)  # of ints too no digit may be lost
    with np.errstate(all="ignore"):
        return np.allclose(got, right, rtol=rtol, atol=atol, equal_nan=True)


def _same_kind(got: Array, right: Array) -> bool:
    kinds = {"i": "integer", "u": "integer", "f": "float"}
    kind = str(got.dtype.kind if got.dtype.name != "bfloat16" else "f")
    return kinds.get(kind, kind) == kinds.get(right.dtype.kind, right.dtype.kind)


def specs_of(
    call: Call, signature: Sequence[Sequence[int | None]] | None
) -> tuple[ArgumentSpec, ...]:
    """The specs with which a call is traced: those of a signature, or its own shapes.

    Raises TypeError when a signature has not one shape for each argument.
    """
    if signature is None:
        return tuple(map(spec_of, call))
    if len(signature) != len(call):
        raise TypeError(f"a signature of {len(signature)} shapes for {len(call)} arguments")
    return tuple(_spec(value, tuple(shape)) for shape, value in zip(signature, call, strict=True))


def _spec(value: Value, shape: tuple[int | None, ...]) -> ArgumentSpec:
    if not isinstance(value, Composite):
        return Spec(shape, dtype_name(value))
    if value.kind == "tuple":
        raise TypeError("a signature has no shape for a tuple")
    # All sizes of a ragged or a sparse tensor are unknown: only its rank is traced.
    parts = [_spec(part, (None, *part.shape[1:])) for part in flat_arrays(value.parts)]
    if value.kind == "sparse":
        parts[-1] = spec_of(value.parts[-1])
    return CompositeSpec(value.kind, tuple(parts))


def _signatures(
    calls: Sequence[Call], signature: Sequence[Sequence[int | None]] | None
) -> list[tuple[ArgumentSpec, ...]]:
    found = list(dict.fromkeys(specs_of(call, signature) for call in calls))
    return found if signature is None else found[:1]
