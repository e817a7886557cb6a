"""check.gaussian, check.fresh and check.random_graph, against right and wrong generators."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from tracegrade import check
from tracegrade.check.randomness import _kolmogorov_distance

from tests.check.students import failure, function

RAMP = np.linspace(-3, 5, 6000, dtype=np.float32)
SMALL = (RAMP[:60].reshape(20, 3), 2.0)
SIZES = [(RAMP[:1], 1.0), (RAMP[:7], 1.0), (RAMP[:300], 1.0)]

RIGHT = {
    "normal": "return x + tf.random.normal(tf.shape(x), stddev=stddev)",
    "scaled": "return x + stddev * tf.random.normal(tf.shape(x))",
    "around_x": "return tf.random.normal(tf.shape(x), x, stddev)",
    "box_muller": """
        u, v = tf.random.uniform(tf.shape(x), 1e-7, 1.0), tf.random.uniform(tf.shape(x))
        return x + stddev * tf.sqrt(-2.0 * tf.math.log(u)) * tf.cos(2.0 * np.pi * v)
        """,
    "inverse": """
        u = tf.random.uniform(tf.shape(x), 1e-7, 1.0 - 1e-7)
        return x + stddev * tf.math.ndtri(u)
        """,
    "op_seed": "return x + tf.random.normal(tf.shape(x), stddev=stddev, seed=7)",
    "per_element": """
        draw = lambda e: e + tf.random.normal([], stddev=stddev)
        return tf.reshape(tf.map_fn(draw, tf.reshape(x, [-1])), tf.shape(x))
        """,
}


def noise(body: str, before: str = "") -> Any:
    return function(body, "def add_noise(x, stddev):", before)


def report_of(action: Callable[[], None]) -> str:
    try:
        action()
    except check.CheckFailed as failed:
        return str(failed)
    return "passed"


# --- Right generators -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_generator_passes_all_three(name: str) -> None:
    add_noise = noise(RIGHT[name])
    check.gaussian(add_noise, RAMP.reshape(60, 100), 0.5)
    check.gaussian(add_noise, RAMP, 3.0)
    check.fresh(add_noise, SMALL)
    check.random_graph(add_noise, [[None], []], SIZES, size=8.0)


def test_no_noise_is_right_for_a_deviation_of_zero() -> None:
    check.gaussian(noise(RIGHT["normal"]), [1.0, -2.0, 3.0], 0.0)
    never_zero = noise("return x + tf.random.normal(tf.shape(x), stddev=stddev + 1.0)")
    report = failure(check.gaussian, never_zero, [1.0, -2.0, 3.0], 0.0)
    assert report.expected == "no noise for stddev 0"
    assert report.got.startswith("noise up to ")


# --- The distribution -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected", "cause"),
    [
        (
            "return x + tf.abs(tf.random.normal(tf.shape(x), stddev=stddev))",
            "a mean of about 0",
            "Add the noise to x itself, with mean 0.",
        ),
        (
            "return tf.random.normal(tf.shape(x), stddev=stddev)",
            "a mean of about 0",
            "Add the noise to x itself, with mean 0.",
        ),
        (
            "return x + tf.random.normal(tf.shape(x), stddev=stddev**2)",
            "a standard deviation of about 0.5",
            "stddev is the standard deviation: neither the variance nor a range.",
        ),
        (
            "return x + tf.random.normal(tf.shape(x))",
            "a standard deviation of about 0.5",
            "stddev is the standard deviation: neither the variance nor a range.",
        ),
        (
            "return x + tf.random.truncated_normal(tf.shape(x), stddev=stddev)",
            "a standard deviation of about 0.5",
            "stddev is the standard deviation: neither the variance nor a range.",
        ),
        (
            "r = stddev * 3.0**0.5\nreturn x + tf.random.uniform(tf.shape(x), -r, r)",
            "a Gaussian (bell-shaped) distribution",
            "Mean and deviation are right, the shape is not: is it tf.random.normal?",
        ),
        (
            "d = tf.random.uniform(tf.shape(x)) - tf.random.uniform(tf.shape(x))\n"
            "return x + stddev * 6.0**0.5 * d",
            "a Gaussian (bell-shaped) distribution",
            "Mean and deviation are right, the shape is not: is it tf.random.normal?",
        ),
        (
            "s = tf.sign(tf.random.uniform(tf.shape(x), -1.0, 1.0))\nreturn x + stddev * s",
            "a Gaussian (bell-shaped) distribution",
            "Mean and deviation are right, the shape is not: is it tf.random.normal?",
        ),
        (
            "e = tf.random.gamma(tf.shape(x), 1.0) - tf.random.gamma(tf.shape(x), 1.0)\n"
            "return x + stddev * e / 2.0**0.5",
            "a Gaussian (bell-shaped) distribution",
            "Mean and deviation are right, the shape is not: is it tf.random.normal?",
        ),
        (
            "n = tf.random.normal(tf.shape(x))\n"
            "return x + stddev * (n - tf.reduce_mean(n)) / tf.math.reduce_std(n)",
            "independent draws",
            "The sample was made to have this mean and deviation: leave the draws as they are.",
        ),
    ],
    ids=[
        "absolute",
        "without_x",
        "variance",
        "stddev_ignored",
        "truncated",
        "uniform",
        "two_uniforms",
        "coin",
        "laplace",
        "standardized",
    ],
)
def test_a_wrong_distribution_is_told_by_what_is_wrong(
    body: str, expected: str, cause: str
) -> None:
    report = failure(check.gaussian, noise(body), RAMP, 0.5)
    assert report.tested == "add_noise: the distribution of its noise"
    assert (report.expected, report.cause) == (expected, cause)
    assert report.got


@pytest.mark.parametrize(
    ("body", "expected", "got"),
    [
        ("return tf.reshape(x, [-1])", "the shape of x, [2, 3]", "shape [6]"),
        ("return 0.0 * x / tf.zeros_like(x)", "finite numbers", "shape [2, 3]: [[nan, nan, nan], "),
    ],
)
def test_noise_of_another_shape_or_without_numbers_is_wrong(
    body: str, expected: str, got: str
) -> None:
    x = np.ones((2, 3), np.float32)
    for action in (
        lambda f: check.gaussian(f, x, 1.0),
        lambda f: check.fresh(f, (x, 1.0)),
        lambda f: check.random_graph(f, [[None, None], []], (x, 1.0), size=5.0),
    ):
        report = failure(action, noise(body))
        assert report.expected == expected
        assert report.got.startswith(got)


def test_the_distance_of_kolmogorov_and_smirnov() -> None:
    assert _kolmogorov_distance(np.zeros(1)) == pytest.approx(0.5)
    assert _kolmogorov_distance(np.full(10, 9.0)) == pytest.approx(1.0)
    quantiles = np.float64([-1.150349, -0.318639, 0.318639, 1.150349])  # of 1/8, 3/8, 5/8, 7/8
    assert _kolmogorov_distance(quantiles) == pytest.approx(1 / 8, abs=1e-6)


# --- Drawn anew -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ("return x + np.random.normal(size=x.shape).astype(np.float32)", ""),
        ("return x + random.gauss(0.0, 1.0) * tf.ones_like(x)", "import random"),
        ("return x + tf.random.stateless_normal(tf.shape(x), seed=[1, 2])", ""),
        ("return x + drawn", "drawn = tf.random.normal([20, 3])"),
    ],
    ids=["numpy", "python", "stateless", "once"],
)
def test_noise_that_every_call_repeats_is_not_fresh(body: str, before: str) -> None:
    report = failure(check.fresh, noise(body, before), SMALL)
    assert report.tested == "add_noise: fresh noise at each call of the traced function"
    assert (report.expected, report.got) == (
        "other noise in the next call",
        "the same noise again",
    )
    assert report.cause.startswith("Python and NumPy run only while the graph is traced")


@pytest.mark.parametrize("shape", ["[]", "[3]", "[20, 1]"])
def test_a_draw_that_elements_share_is_not_fresh(shape: str) -> None:
    shared = noise(f"return x + tf.random.normal({shape}, stddev=stddev)")
    report = failure(check.fresh, shared, SMALL)
    assert report.tested == "add_noise: fresh noise for each element"
    assert report.cause.startswith("One draw is shared by several elements")


def test_a_draw_and_its_opposite_are_no_two_draws() -> None:
    paired = noise(
        "n = (tf.size(x) + 1) // 2\nz = tf.random.normal([n], stddev=stddev)\n"
        "return x + tf.reshape(tf.concat([z, -z], 0)[:tf.size(x)], tf.shape(x))"
    )
    report = failure(check.fresh, paired, SMALL)
    assert report.tested == "add_noise: fresh noise for each element"


def test_a_generator_that_set_seed_does_not_reach_is_not_reproducible() -> None:
    own = noise("return x + g.normal(tf.shape(x))", "g = tf.random.Generator.from_seed(1)")
    report = failure(check.fresh, own, SMALL)
    assert report.tested.endswith(
        "the same sequence when it is traced after the same tf.random.set_seed"
    )
    assert (
        report.cause == "The noise comes from a generator that tf.random.set_seed does not reach."
    )


# --- One graph ------------------------------------------------------------------------------------


def test_noise_of_a_size_that_is_fixed_while_tracing_is_no_graph_for_all() -> None:
    static = noise("return x + tf.random.normal(x.shape, stddev=stddev)")
    check.fresh(static, SMALL)
    report = failure(check.random_graph, static, [[None], []], SIZES, size=8.0)
    assert report.tested == (
        "add_noise: one graph for all sizes, traced by tf.function with [None], []"
    )
    assert report.cause.startswith("A size that is unknown")


@pytest.mark.parametrize(
    ("body", "got"),
    [
        ("return x + 0.0 * stddev", "noise up to 0"),
        ("return x + 100.0 * tf.random.normal(tf.shape(x))", "noise up to "),
    ],
)
def test_a_graph_without_noise_or_with_too_much_fails(body: str, got: str) -> None:
    report = failure(check.random_graph, noise(body), [[None], []], SIZES[1:], size=8.0)
    assert report.expected == "x and some noise"
    assert report.got.startswith(got)


def test_numpy_in_the_graph_is_forbidden() -> None:
    body = "return x + tf.numpy_function(lambda v: v, [x], tf.float32)"
    report = failure(check.random_graph, noise(body), [[None], []], SIZES, size=8.0)
    assert report.got == "a graph with PyFunc"


# --- The same verdict every time ------------------------------------------------------------------


@pytest.mark.parametrize(
    "body", [RIGHT["normal"], "return x + 1.1 * tf.random.normal(tf.shape(x), stddev=stddev)"]
)
def test_twenty_runs_give_one_verdict_whatever_the_seeds_were(body: str) -> None:
    add_noise = noise(body)
    verdicts = set()
    for run in range(20):
        random.seed(run)
        np.random.seed(run)
        tf.random.set_seed(run)
        verdicts.add(report_of(lambda: check.gaussian(add_noise, RAMP[:2000], 2.0)))
    assert len(verdicts) == 1
    assert (verdicts == {"passed"}) == (body == RIGHT["normal"])


def test_twenty_runs_of_the_other_two_give_one_verdict() -> None:
    right, wrong = noise(RIGHT["normal"]), noise("return x + tf.random.normal([])")
    verdicts = set()
    for run in range(20):
        tf.random.set_seed(run)
        check.random_graph(right, [[None], []], SIZES[1:2], size=8.0)
        check.fresh(right, SMALL)
        verdicts.add(report_of(lambda: check.fresh(wrong, SMALL)))
    assert len(verdicts) == 1


def test_draws_of_a_tensor_loop_may_come_in_any_order() -> None:
    # Its steps run in parallel: which of them draws first is left to chance.
    add_noise = noise(RIGHT["per_element"])
    for _ in range(8):
        check.fresh(add_noise, SMALL)


# --- Not written yet, and misuse ------------------------------------------------------------------


@pytest.mark.parametrize("body", ["raise NotImplementedError()", "pass"])
def test_a_stub_is_not_written_yet(body: str) -> None:
    for action in (
        lambda f: check.gaussian(f, RAMP, 1.0),
        lambda f: check.fresh(f, SMALL),
        lambda f: check.random_graph(f, [[None], []], SIZES, size=1.0),
    ):
        with pytest.raises(check.NotWritten, match=r"^add_noise: not written yet$"):
            action(noise(body))


def test_an_error_is_reported_by_each() -> None:
    broken = noise("return x + np.sum(x)")
    for action in (
        lambda f: check.gaussian(f, RAMP, 1.0),
        lambda f: check.fresh(f, SMALL),
        lambda f: check.random_graph(f, [[None], []], SIZES, size=1.0),
    ):
        assert failure(action, broken).cause.startswith("NumPy, math, float()")


def test_a_signature_of_the_wrong_length_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="a signature of 1 shapes for 2 arguments"):
        check.random_graph(noise(RIGHT["normal"]), [[None]], SIZES, size=8.0)
