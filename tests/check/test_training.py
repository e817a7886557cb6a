"""check.train_steps: what steps do to the weights of a model in two parts, losses and metrics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tracegrade import check
from tracegrade.subjects import Array

from tests.check.students import define, failure

STEP = """
    def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
        def step(x, y):
            with tf.GradientTape(persistent=True) as tape:
                y_pred = model(x, training=True)
                loss = tf.add_n([loss_fn(y, y_pred)] + model.losses)
            for part, opt in ((lower, lower_opt), (upper, upper_opt)):
                variables = part.trainable_variables
                opt.apply_gradients(zip(tape.gradient(loss, variables), variables))
            metrics[0].update_state(loss)
            for metric in metrics[1:]:
                metric.update_state(y, y_pred)
            return loss
        return step
    """
UNTRAINED = ("opt.apply_gradients(zip(tape.gradient(loss, variables), variables))", "pass")
L2, BELOW, ABOVE = 0.05, 0.1, 0.02
DRAW = np.random.default_rng(4)
SIZES = [
    tuple(DRAW.normal(size=(n, columns)).astype(np.float32) for columns in (3, 1))
    for n in (4, 4, 4, 2)
]
BATCHES = SIZES[:3]


def step_of(code: str, **options: Any) -> Any:
    """A step that a maker returns for a gauged model, SGD below and above, and two metrics."""
    options = {"inputs": 3, "l2": L2, "gauge": True, **options}
    return check.made(
        define(code)["make_train_step"],
        check.fixture("split_model", 5, 1, **options),
        check.fixture("split_model", 5, 1, part="lower", **options),
        check.fixture("split_model", 5, 1, part="upper", **options),
        check.fixture("loss", "MeanSquaredError"),
        check.fixture("optimizer", "SGD", BELOW),
        check.fixture("optimizer", "SGD", ABOVE),
        [check.fixture("metric", "Mean"), check.fixture("metric", "MeanAbsoluteError")],
    )


def spoilt(*changes: tuple[str, str]) -> Any:
    code = STEP
    for right, wrong in changes:
        assert right in code
        code = code.replace(right, wrong)
    return step_of(code)


def trained(weights: list[Array], batches: list[Any]) -> dict[str, list[Any]]:
    """By the chain rule, with a gauge; one that a step does not use counts for it."""
    lower, lower_bias, *passes, upper, upper_bias = (it.astype(np.float64) for it in weights)
    passes = passes or [np.float64(0)]
    losses, errors = [], []
    for x, y in batches:
        hidden = np.maximum(x @ lower + lower_bias, 0) * 2.0
        error = hidden @ upper + upper_bias - y
        losses.append(np.mean(error**2) + L2 * (np.sum(lower**2) + np.sum(upper**2)))
        errors.append(np.abs(error))
        slope = 2 * error / error.size
        below = slope @ upper.T * (hidden > 0) * 2.0
        upper, upper_bias, lower, lower_bias, passes = (
            upper - ABOVE * (hidden.T @ slope + 2 * L2 * upper),
            upper_bias - ABOVE * slope.sum(axis=0),
            lower - BELOW * (x.T @ below + 2 * L2 * lower),
            lower_bias - BELOW * below.sum(axis=0),
            [it + 1 for it in passes],
        )
    return {
        "weights": [lower, lower_bias, *passes, upper, upper_bias],
        "losses": losses,
        "metrics": [np.mean(losses), np.mean(np.concatenate(errors))],
    }


def checked(subject: Any, what: Any, batches: list[Any] = BATCHES, **more: Any) -> None:
    check.train_steps(
        subject, batches, what=what, reference=lambda w, b: trained(w, b)[what], **more
    )


@pytest.mark.parametrize("what", ["weights", "metrics"])
def test_a_right_step_passes(what: Any) -> None:
    checked(step_of(STEP), what)


def test_one_graph_serves_batches_of_any_size() -> None:
    checked(step_of(STEP), "losses", SIZES, signature=[[None, 3], [None, 1]])


def test_a_branch_on_the_loss_fails_the_way_keras_traces() -> None:
    finite = ("return loss", "if tf.math.is_nan(loss):\n                loss = 0.0\n"
              "            return loss")  # fmt: skip
    checked(spoilt(finite, UNTRAINED), "losses", BATCHES[:1])
    report = failure(checked, spoilt(finite, UNTRAINED), "losses", BATCHES[:1], traced_by="keras")
    assert "as in the graphs that Keras traces" in report.cause


def test_a_batch_size_that_is_fixed_while_tracing_fails_with_a_signature_only() -> None:
    mean = "tf.reduce_sum(tf.square(y - y_pred)) / y.shape[0]"
    static = spoilt(("loss_fn(y, y_pred)", mean), UNTRAINED)
    sizes = SIZES[3:]
    checked(static, "losses", sizes)
    report = failure(checked, static, "losses", sizes, signature=[[None, 3], [None, 1]])
    assert report.tested.endswith(": losses after 1 step")
    assert "None values not supported" in report.got


def test_which_variables_a_step_uses_first_is_its_own_affair() -> None:
    upper_first = "tf.ensure_shape(upper.trainable_variables[0], [5, 1])\n            with"
    checked(spoilt(("with", upper_first)), "weights", BATCHES[:1])


def test_a_dictionary_with_the_loss_passes() -> None:
    told = ("return loss", "return {'loss': loss, 'other': y_pred}")
    checked(spoilt(told, UNTRAINED), "losses", BATCHES[:1])


def test_the_weights_are_drawn_and_the_count_begins_at_zero() -> None:
    seen: list[list[Array]] = []

    def noting(weights: list[Array], batches: list[Any]) -> list[Any]:
        seen.append(weights)
        return trained(weights, batches)["losses"]

    for _ in range(2):
        check.train_steps(spoilt(UNTRAINED), BATCHES[:1], what="losses", reference=noting)
    assert [it.shape for it in seen[0]] == [(3, 5), (5,), (), (5, 1), (1,)]
    assert seen[0][2] == 0
    assert all(it.all() for it in (seen[0][1], seen[0][4]))  # biases, which Keras begins with zeros
    assert all(map(np.array_equal, *seen))


MISTAKES: dict[str, tuple[str, str, str]] = {
    "one optimizer": ("(lower, lower_opt), (upper, upper_opt)", "(model, lower_opt),", "weights"),
    "upper part only": ("((lower, lower_opt), ", "(", "weights"),
    "no regularization": (" + model.losses", "", "losses"),
    "training forgotten": (", training=True", "", "losses"),
    "two forward passes": (
        "(y, y_pred)\n",
        "(y, model(x, training=True))\n",
        "weights",
    ),
    "mean of the plain loss": (
        "update_state(loss)",
        "update_state(loss_fn(y, y_pred))",
        "metrics",
    ),
    "first metric alone": ("metric.update_state(y, y_pred)", "pass", "metrics"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_fails_where_it_shows(name: str) -> None:
    right, wrong, shown = MISTAKES[name]
    changes = [(right, wrong)] if shown == "weights" else [(right, wrong), UNTRAINED]
    failure(checked, spoilt(*changes), shown, BATCHES[:1])


def test_a_mistake_in_what_is_returned_or_measured_leaves_the_weights_alone() -> None:
    plain = ("return loss\n", "return loss_fn(y, y_pred)\n")
    checked(spoilt(plain, UNTRAINED), "metrics", BATCHES[:1])
    failure(checked, spoilt(plain, UNTRAINED), "losses", BATCHES[:1])
    checked(spoilt(("metric.update_state(y, y_pred)", "pass")), "weights", BATCHES[:1])


def test_swapped_optimizers_show_in_the_weights_of_one_step_and_in_the_losses_of_more() -> None:
    right = "(lower, lower_opt), (upper, upper_opt)"
    swapped = spoilt((right, "(lower, upper_opt), (upper, lower_opt)"))
    checked(swapped, "losses", BATCHES[:1])
    failure(checked, swapped, "losses")
    report = failure(checked, swapped, "weights", BATCHES[:1], cause="Think.")
    assert report.tested.endswith(": weights after 1 step")
    assert report.expected.startswith("shape [3, 5], beginning ")
    assert report.got.startswith("shape [3, 5], beginning ")
    assert report.cause == "Think."


def test_a_model_that_is_not_trained_as_a_whole_is_told_by_the_number_of_its_variables() -> None:
    report = failure(checked, spoilt((", training=True", "")), "weights")
    assert (report.expected, report.got) == (
        "a step that uses the 5 variables of the model",
        "4 of them",
    )
    assert report.cause.startswith("The step has to call the model, with training=True")


def test_metrics_that_are_forgotten_are_counted() -> None:
    report = failure(checked, spoilt(("metric.update_state(y, y_pred)", "pass")), "metrics")
    assert (report.expected, report.got) == ("2 metrics", "1")
    assert report.cause.startswith("Update every metric in each step")


def test_a_loss_that_is_no_scalar_is_told() -> None:
    each = spoilt(("return loss\n", "return tf.reshape(loss, [1])\n"), UNTRAINED)
    report = failure(checked, each, "losses")
    assert (report.expected, report.got) == ("a scalar loss", "shape [1]")


def test_what_raises_names_its_line() -> None:
    report = failure(checked, spoilt(("persistent=True", "")), "weights")
    assert "A non-persistent GradientTape can only" in report.got
    assert ": opt.apply_gradients(" in report.got


@pytest.mark.parametrize(
    "code",
    [
        "def make_train_step(*parts):\n    raise NotImplementedError()",
        "def make_train_step(*parts):\n    def step(x, y):\n        pass\n    return step",
    ],
)
def test_a_stub_is_not_written_yet(code: str) -> None:
    with pytest.raises(check.NotWritten, match=r"^make_train_step: not written yet$"):
        checked(step_of(code), "losses")
