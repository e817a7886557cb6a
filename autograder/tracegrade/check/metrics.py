"""Checks of stateful metrics: what they say after each batch, and where they keep their state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from tracegrade.check import causes
from tracegrade.check.functions import ATOL, RTOL, TracedBy, compare, specs_of
from tracegrade.check.vocabulary import Call, as_calls, run, seal, vocabulary
from tracegrade.report import CheckFailed, Report, array_text, inputs_text
from tracegrade.subjects import ArgumentSpec, Function, Subject, shape_text, spec_of

Batch = tuple[Any, ...]


@vocabulary
def stream(
    subject: Subject,
    epochs: Sequence[list[Batch]],
    expected: Sequence[Sequence[float]] | None = None,
    *,
    reference: Callable[[list[Call]], Any] | None = None,
    signature: Sequence[Sequence[int | None]] | None = None,
    traced_by: TracedBy = "tf.function",
    beside_another: bool = False,
    initial: float | None = None,
    rtol: float = RTOL,
    atol: float = ATOL,
    cause: str = "",
) -> None:
    """A metric is right after each batch of a stream, and starts anew with each epoch.

    `epochs` is a list of epochs, each a list of batches `(y_true, y_pred)` or `(y_true, y_pred,
    sample_weight)`; `reset_state` runs between epochs. `result` is read twice after each batch,
    since reading changes nothing. `expected` has the result after each batch, epoch by epoch, or
    `reference(batches)` computes it from the batches since the last reset. Without a `signature`
    the update is traced for the shapes of each batch, with one it is traced once; `traced_by` as
    in `graph`. `initial` is the result before the first batch, where that is tested. With
    `beside_another`, a second metric that is made alike sees the first batch before.
    """
    way = ", traced the way Keras traces" if traced_by == "keras" else ""
    sizes = (
        f", one graph for {', '.join(shape_text(tuple(s)) for s in signature)}" if signature else ""
    )
    tested = f"{subject.label}: its result batch after batch{sizes}{way}"
    streams = [as_calls(epoch) for epoch in epochs]
    results = _wanted_results(streams, expected, reference)
    updates = list(dict.fromkeys(specs_of(b, signature) for epoch in streams for b in epoch))
    autograph = traced_by != "keras"
    functions = [_update(specs, autograph) for specs in updates]
    functions.append(Function((), method="result", autograph=autograph))
    if len(streams) > 1:  # a broken reset fails the tests that reset, and no others
        functions.append(Function((), method="reset_state", autograph=autograph))
    if beside_another:
        functions.append(replace(functions[0], instance=1))
    sealed = seal(subject, functions, tested)
    read, reset = len(updates), len(updates) + 1
    if beside_another:
        run(sealed, len(functions) - 1, streams[0][0], tested)

    if initial is not None:
        [first] = run(sealed, read, (), tested)
        compare(first, np.float32(initial), tested, "before the first batch", cause=cause)
    for number, epoch in enumerate(streams):
        if number:
            run(sealed, reset, (), tested)
        for size, batch in enumerate(epoch, start=1):
            run(sealed, updates.index(specs_of(batch, signature)), batch, tested)
            where = f"epoch {number + 1}, batch {size}: {inputs_text(batch)}"
            [first] = run(sealed, read, (), tested)
            usual = causes.of_stream(number, size, weighted=len(batch) == 3)
            compare(
                first,
                np.float32(results[number][size - 1]),
                tested,
                where,
                rtol=rtol,
                atol=atol,
                cause=cause or usual,
            )
            [second] = run(sealed, read, (), tested)
            if not np.array_equal(np.asarray(first), np.asarray(second), equal_nan=True):
                usual = "result() changes the state; it should only read it."
                raise CheckFailed(
                    Report(
                        f"{subject.label}: result() read twice",
                        where,
                        array_text(first),
                        array_text(second),
                        usual,
                    )
                )


@vocabulary
def state(subject: Subject, batch: Batch) -> None:
    """A metric keeps its state in variables that Keras knows of.

    `batch` is one `(y_true, y_pred)`, for its shapes and dtypes.
    """
    tested = f"{subject.label}: where it keeps its state"
    [call] = as_calls(batch)
    sealed = seal(subject, [_update(tuple(map(spec_of, call)), True)], tested)
    unknown = sealed.untracked()
    wanted = "variables that the metric lists in metric.variables"
    if not sealed.facts(0).variables:
        cause = (
            'State in Python attributes changes only while the graph is traced. Make variables in \
the constructor: self.add_weight(name=…, shape=(), initializer="zeros").'
        )
        raise CheckFailed(Report(tested, "", wanted, "an update that changes no variable", cause))
    if unknown:
        cause = (
            "Keras does not know a plain tf.Variable in a metric: it neither resets nor saves it. \
Use self.add_weight."
        )
        got = f"{unknown} variable(s) that Keras does not know"
        raise CheckFailed(Report(tested, "", wanted, got, cause))


def _update(specs: tuple[ArgumentSpec, ...], autograph: bool) -> Function:
    keywords = ("sample_weight",) if len(specs) == 3 else ()
    return Function(specs, method="update_state", keywords=keywords, autograph=autograph)


def _wanted_results(
    streams: Sequence[list[Call]],
    expected: Sequence[Sequence[float]] | None,
    reference: Callable[[list[Call]], Any] | None,
) -> list[list[Any]]:
    """The result after each batch, epoch by epoch: given, or computed by a reference.

    Raises TypeError when a test cell gives neither or both, or not one for each batch.
    """
    if (expected is None) == (reference is None):
        raise TypeError("a check needs either expected=… or reference=…")
    if reference is not None:
        return [[reference(epoch[: size + 1]) for size in range(len(epoch))] for epoch in streams]
    results = [list(epoch) for epoch in expected or ()]
    if list(map(len, results)) != list(map(len, streams)):
        raise TypeError("a check needs an expected result after each batch of each epoch")
    return results
