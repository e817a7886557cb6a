"""Checks of random functions: the distribution, and whether every call draws anew."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from tracegrade.check import causes
from tracegrade.check.functions import specs_of
from tracegrade.check.vocabulary import Inputs, as_calls, run, seal, vocabulary
from tracegrade.report import CheckFailed, Report, array_text
from tracegrade.subjects import (
    Array,
    Function,
    Sealed,
    Subject,
    flat_arrays,
    shape_text,
    spec_of,
)

# A right function fails by chance less than once in a million seeds, and the seeds are fixed.
DEVIATIONS = 5.0
KOLMOGOROV = 2.7
EXACT = 0.0005


@vocabulary
def gaussian(subject: Subject, x: Any, stddev: float, *, cause: str = "") -> None:
    """`subject(x, stddev) - x` is Gaussian with mean 0 and that deviation, in the shape of `x`.

    Mean and standard deviation lie within five standard errors, but not both within a thousandth of
    one; the excess kurtosis is not below zero by more than five standard errors, sqrt(24 / n); the
    distribution lies within the Kolmogorov-Smirnov distance 2.7 / sqrt(n), n the number of elements
    (Smirnov 1948). With `stddev` 0 the result is `x` itself.
    """
    tested = f"{subject.label}: the distribution of its noise"
    call = _arrays((x, stddev))
    sealed = seal(subject, [Function(tuple(map(spec_of, call)))], tested)
    [result] = run(sealed, 0, call, tested)
    _require_form(result, call[0], tested)
    noise = np.asarray(result, np.float64) - call[0]
    count, spread = noise.size, float(call[1])
    if spread == 0:
        if not np.allclose(noise, 0, atol=1e-6):
            raise _failed(
                tested, "no noise for stddev 0", f"noise up to {np.abs(noise).max():.3g}", cause
            )
        return
    mean, deviation = float(noise.mean()), float(noise.std())
    if abs(mean) > DEVIATIONS * spread / math.sqrt(count):
        usual = "Add the noise to x itself, with mean 0."
        raise _failed(tested, "a mean of about 0", f"a mean of {mean:.4g}", cause or usual)
    if abs(deviation - spread) > DEVIATIONS * spread / math.sqrt(2 * count):
        usual = "stddev is the standard deviation: neither the variance nor a range."
        raise _failed(
            tested,
            f"a standard deviation of about {spread:.4g}",
            f"a standard deviation of {deviation:.4g}",
            cause or usual,
        )
    exactness = max(abs(mean), abs(deviation - spread)) * math.sqrt(count) / spread
    if exactness < EXACT:
        usual = "The sample was made to have this mean and deviation: leave the draws as they are."
        raise _failed(
            tested, "independent draws", "a mean and a deviation without any chance", cause or usual
        )
    standard = (noise.ravel() - mean) / deviation
    excess = float(np.mean(standard**4)) - 3
    short_tails = excess < -DEVIATIONS * math.sqrt(24 / count)
    if short_tails or _kolmogorov_distance(noise.ravel() / spread) > KOLMOGOROV / math.sqrt(count):
        usual = "Mean and deviation are right, the shape is not: is it tf.random.normal?"
        raise _failed(
            tested, "a Gaussian (bell-shaped) distribution", "another one", cause or usual
        )


@vocabulary
def fresh(subject: Subject, inputs: Inputs, *, cause: str = "") -> None:
    """Each call of the traced function draws anew for each element; a seed repeats the sequence.

    Called three times on the same inputs, no two results may share an element, and no two elements
    of the noise (result minus first argument) may be equal or opposite. Traced again after the same
    `tf.random.set_seed`, each call draws the same numbers; in which order the elements get them is
    left open, since a tensor loop runs its steps in parallel.
    """
    call = _arrays(inputs)
    tested = f"{subject.label}: fresh noise at each call of the traced function"
    function = Function(tuple(map(spec_of, call)))
    sealed = seal(subject, [function, function], tested)
    sequence = _sequence(sealed, 0, call, tested)
    for earlier, later in pairwise(sequence):
        if np.isclose(earlier, later, rtol=0, atol=1e-7).mean() > 0.01:
            usual = (
                "Python and NumPy run only while the graph is traced: what they draw is constant "
                "in the graph, as a fixed seed is. Use tf.random.normal."
            )
            raise _failed(
                tested, "other noise in the next call", "the same noise again", cause or usual
            )
    tested = f"{subject.label}: fresh noise for each element"
    if len(np.unique(np.round(np.abs(sequence[0]), 6))) < 0.9 * sequence[0].size:
        usual = (
            "One draw is shared by several elements, as it is or with another sign: draw in the "
            "shape of x, tf.shape(x)."
        )
        raise _failed(
            tested, "noise that differs from element to element", "equal noise", cause or usual
        )
    tested = (
        f"{subject.label}: the same sequence when it is traced after the same tf.random.set_seed"
    )
    again = _sequence(sealed, 1, call, tested)
    if not all(map(_same_draws, sequence, again)):
        usual = "The noise comes from a generator that tf.random.set_seed does not reach."
        raise _failed(tested, "the same sequence", "another one", cause or usual)


@vocabulary
def random_graph(
    subject: Subject,
    signature: Sequence[Sequence[int | None]],
    inputs: Inputs,
    *,
    size: float,
    cause: str = "",
) -> None:
    """One graph, traced with unknown sizes, adds noise to inputs of many sizes.

    `signature` and `inputs` as in `graph`; `size` is the largest noise that may be there. The first
    argument is what the noise is added to, and the result has its shape.
    """
    shapes = ", ".join(shape_text(tuple(shape)) for shape in signature)
    tested = f"{subject.label}: one graph for all sizes, traced by tf.function with {shapes}"
    calls = [_arrays(it) for it in as_calls(inputs)]
    sealed = seal(subject, [Function(specs_of(calls[0], signature))], tested)
    for call in calls:
        [result] = run(sealed, 0, call, tested)
        _require_form(result, call[0], tested)
        noise = np.abs(np.asarray(result) - call[0])
        if noise.size and not 0 < noise.max() <= size:
            raise _failed(tested, "x and some noise", f"noise up to {noise.max():.3g}", cause)


def _arrays(inputs: Inputs) -> tuple[Array, ...]:
    """The arguments of the only call."""
    [call] = as_calls(inputs)
    return tuple(flat_arrays(call))


def _sequence(sealed: Sealed, function: int, call: tuple[Array, ...], tested: str) -> list[Array]:
    """The noise of three calls of one traced function."""
    results = [run(sealed, function, call, tested)[0] for _ in range(3)]
    for result in results:
        _require_form(result, call[0], tested)
    return [np.asarray(result) - call[0] for result in results]


def _same_draws(noise: Array, other: Array) -> bool:
    return np.allclose(np.sort(noise, axis=None), np.sort(other, axis=None), atol=1e-5)


def _require_form(result: Array | None, x: Array, tested: str) -> None:
    """Fail unless a result has the shape of x, and finite numbers."""
    got = np.asarray(result)
    if got.dtype.kind not in "fiu":
        raise _failed(tested, "numbers", f"{got.dtype} values", "")
    if got.shape != x.shape:
        wanted = f"the shape of x, {shape_text(x.shape)}"
        raise _failed(tested, wanted, f"shape {shape_text(got.shape)}", "")
    if not np.isfinite(got).all():
        raise _failed(tested, "finite numbers", array_text(got), causes.of_values(x, got))


def _failed(tested: str, expected: str, got: str, cause: str) -> CheckFailed:
    return CheckFailed(Report(tested, "", expected, got, cause))


def _kolmogorov_distance(sample: Array) -> float:
    """The largest distance of an empirical distribution from the standard normal one."""
    ordered = np.sort(sample)
    exact = np.array([0.5 * (1 + math.erf(v / math.sqrt(2))) for v in ordered])
    steps = np.arange(len(ordered) + 1) / len(ordered)
    return float(max(np.abs(exact - steps[:-1]).max(), np.abs(exact - steps[1:]).max()))
