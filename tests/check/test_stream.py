"""check.stream and check.state: what a metric says batch after batch, and where its state is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tracegrade import check
from tracegrade.check import causes

from tests.check.students import failure, function, metric_class

FIRST, SECOND = ([[0.0], [0.0]], [[1.0], [3.0]]), ([[5.0]], [[5.0]])
EPOCHS = [[FIRST, SECOND], [SECOND, FIRST]]
RIGHT = [[2.0, 4 / 3], [0.0, 4 / 3]]
COLUMNS = [[None, 1], [None, 1]]


def mean_error(batches: list[tuple[Any, ...]]) -> float:
    errors = [np.abs(y_true - y_pred) for y_true, y_pred in batches]
    return float(np.concatenate(errors).mean())


def spoilt(**parts: str) -> Any:
    return check.made(metric_class(**parts))


def test_a_right_metric_passes() -> None:
    check.stream(spoilt(), EPOCHS, RIGHT)
    check.stream(spoilt(), EPOCHS, reference=mean_error)


def test_the_constructor_gets_its_arguments() -> None:
    check.stream(check.made(metric_class(), 3.0), [[FIRST]], [[6.0]])
    check.stream(check.made(metric_class(), threshold=3.0, name="m"), [[FIRST]], [[6.0]])


@pytest.mark.parametrize("way", ["tf.function", "keras"])
def test_one_graph_serves_batches_of_any_size(way: Any) -> None:
    check.stream(spoilt(), EPOCHS, RIGHT, signature=COLUMNS, traced_by=way)


def test_a_batch_size_that_is_fixed_while_tracing_fails_with_a_signature_only() -> None:
    static = spoilt(
        update="""
        self.total.assign_add(tf.reduce_sum(tf.abs(y_true - y_pred)))
        self.count.assign_add(float(y_true.shape[0]))
        """
    )
    check.stream(static, EPOCHS, RIGHT)
    report = failure(check.stream, static, EPOCHS, RIGHT, signature=COLUMNS)
    assert report.tested == (
        "Mean(): its result batch after batch, one graph for [None, 1], [None, 1]"
    )
    assert "'NoneType'" in report.got


def test_a_branch_on_the_state_fails_the_way_keras_traces() -> None:
    guarded = spoilt(result="if self.count == 0.0:\n    return 0.0\nreturn self.total / self.count")
    check.stream(guarded, EPOCHS, RIGHT)
    report = failure(check.stream, guarded, EPOCHS, RIGHT, traced_by="keras")
    assert report.tested == "Mean(): its result batch after batch, traced the way Keras traces"
    assert "as in the graphs that Keras traces" in report.cause


def test_a_mean_of_means_fails_after_the_batch_where_it_differs() -> None:
    update = """
        self.total.assign_add(tf.reduce_mean(tf.abs(y_true - y_pred)))
        self.count.assign_add(1.0)
        """
    report = failure(check.stream, spoilt(update=update), EPOCHS, RIGHT)
    assert report.tested == "Mean(): its result batch after batch"
    assert report.inputs.startswith("epoch 1, batch 2: ")
    assert (report.expected, report.got) == ("1.33333 (float32 scalar)", "1 (float32 scalar)")
    assert report.cause == causes.NOT_A_MEAN


def test_a_metric_that_ignores_weights_is_told_so() -> None:
    update = """
        self.total.assign_add(tf.reduce_sum(tf.abs(y_true - y_pred)))
        self.count.assign_add(tf.cast(tf.size(y_true), tf.float32))
        """
    weighted = [[(*FIRST, [3.0, 1.0])]]
    assert failure(check.stream, spoilt(update=update), weighted, [[1.5]]).cause == causes.WEIGHTS


@pytest.mark.parametrize("weights", [[3.0, 1.0], [[3.0], [1.0]]])
def test_weights_come_by_the_name_sample_weight(weights: Any) -> None:
    check.stream(spoilt(), [[(*FIRST, weights)]], [[1.5]])
    check.stream(
        spoilt(update_head="self, y_true, y_pred, *, sample_weight"), [[(*FIRST, weights)]], [[1.5]]
    )
    ignored = spoilt(update="self.total.assign_add(2.0)\nself.count.assign_add(1.0)")
    assert failure(check.stream, ignored, [[(*FIRST, weights)]], [[1.5]]).got.startswith("2 ")


def test_a_metric_of_float64_passes() -> None:
    head = "self, threshold=1.0, dtype='float64', **kwargs"
    init = """
        super().__init__(dtype=dtype, **kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.count = self.add_weight(name="count", shape=(), initializer="zeros")
        """
    check.stream(spoilt(head=head, init=init), EPOCHS, RIGHT)


def test_what_an_update_returns_does_not_count() -> None:
    update = """
        self.total.assign_add(tf.reduce_sum(tf.abs(y_true - y_pred)))
        return self.count.assign_add(tf.cast(tf.size(y_true), tf.float32))
        """
    check.stream(spoilt(update=update), EPOCHS, RIGHT)


# --- Reading and resetting ------------------------------------------------------------------------


def test_a_result_that_changes_the_state_is_found_by_reading_twice() -> None:
    result = "return self.total.assign_add(1.0) / self.count - 1.0 / self.count"
    report = failure(check.stream, spoilt(result=result), EPOCHS, RIGHT)
    assert report.tested == "Mean(): result() read twice"
    assert report.inputs.startswith("epoch 1, batch 1: ")
    assert (report.expected, report.got) == ("2 (float32 scalar)", "2.5 (float32 scalar)")
    assert report.cause == "result() changes the state; it should only read it."


def test_a_result_that_is_nan_twice_is_the_same_twice() -> None:
    check.stream(spoilt(result="return np.nan * self.total"), [[FIRST]], [[np.nan]])


PLAIN_VARIABLES = """
    super().__init__(**kwargs)
    self.threshold = threshold
    self.total, self.count = tf.Variable(0.0), tf.Variable(0.0)
    """
RESET = "self.total.assign(0.0)\n    self.count.assign(0.0)"


@pytest.mark.parametrize(
    "parts",
    [
        {"more": "def reset_state(self):\n    pass"},
        {"more": "def reset_state(self):\n    self.total.assign(0.0)"},
        {"more": "def reset_state(self):\n    self.total = 0.0\n    self.count = 0.0"},
        {"init": PLAIN_VARIABLES},
        {"init": PLAIN_VARIABLES, "more": f"def reset_states(self):\n    {RESET}"},
    ],
    ids=["nothing", "half", "attributes", "plain variables", "older name"],
)
def test_a_reset_that_leaves_something_is_told_how_keras_3_resets(parts: dict[str, str]) -> None:
    report = failure(check.stream, spoilt(**parts), [[FIRST, SECOND], [FIRST]], [[2, 4 / 3], [2]])
    assert report.inputs.startswith("epoch 2, batch 1: ")
    assert report.cause == causes.NOT_RESET
    assert "under its older name, reset_states, it is never called" in report.cause


def test_a_reset_of_ones_own_passes() -> None:
    own = f"def reset_state(self):\n    {RESET}"
    check.stream(spoilt(init=PLAIN_VARIABLES, more=own), EPOCHS, RIGHT)


def test_a_broken_reset_is_found_where_another_epoch_follows_and_not_before() -> None:
    broken = spoilt(more="def reset_state(self):\n    self.total.reset()")
    check.stream(broken, [[FIRST, SECOND]], RIGHT[:1])
    report = failure(check.stream, broken, EPOCHS, RIGHT)
    assert report.got.endswith("of reset_state: self.total.reset()")


def test_the_older_name_does_no_harm_where_keras_resets() -> None:
    check.stream(spoilt(more=f"def reset_states(self):\n    {RESET}"), EPOCHS, RIGHT)


def test_the_cause_that_a_cell_gives_comes_before_the_usual_one() -> None:
    nothing = spoilt(more="def reset_state(self):\n    pass")
    report = failure(check.stream, nothing, [[FIRST], [SECOND]], [[2], [0]], cause="Think.")
    assert report.cause == "Think."


# --- State ----------------------------------------------------------------------------------------


def test_state_in_tracked_variables_passes() -> None:
    check.state(spoilt(), FIRST)
    keras_variables = """
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total, self.count = keras.Variable(0.0), keras.Variable(0.0)
        """
    check.state(spoilt(init=keras_variables), FIRST)
    inner = "super().__init__(**kwargs)\nself.mean = keras.metrics.Mean()"
    update = "self.mean.update_state(tf.abs(y_true - y_pred))"
    check.state(spoilt(init=inner, update=update, result="return self.mean.result()"), FIRST)


def test_state_in_plain_variables_is_not_tracked() -> None:
    report = failure(check.state, spoilt(init=PLAIN_VARIABLES), FIRST)
    assert report.tested == "Mean(): where it keeps its state"
    assert report.expected == "variables that the metric lists in metric.variables"
    assert report.got == "2 variable(s) that Keras does not know"
    assert report.cause.startswith("Keras does not know a plain tf.Variable in a metric")


@pytest.mark.parametrize(
    "update",
    [
        "self.total = self.total + tf.reduce_sum(y_pred)",
        "self.total = 3.0",
        "self.seen.append(y_pred)",
    ],
)
def test_state_in_python_is_no_state(update: str) -> None:
    init = "super().__init__(**kwargs)\nself.total, self.count, self.seen = 0.0, 1.0, []"
    report = failure(check.state, spoilt(init=init, update=update), FIRST)
    assert report.got == "an update that changes no variable"
    assert report.cause.startswith("State in Python attributes changes only while")


def test_a_tensor_that_is_kept_in_python_is_told_by_its_own_line() -> None:
    report = failure(
        check.stream, spoilt(update="self.total += tf.reduce_sum(y_pred)"), EPOCHS, RIGHT
    )
    assert "is out of scope" in report.got
    assert report.got.endswith("of update_state: self.total += tf.reduce_sum(y_pred)")
    assert "State lives in variables" in report.cause


def test_python_in_a_metrics_graph_is_forbidden() -> None:
    update = "tf.py_function(lambda: None, [], [])\nself.count.assign_add(1.0)"
    report = failure(check.stream, spoilt(update=update), EPOCHS, RIGHT)
    assert report.got == "a graph with EagerPyFunc"
    result = "return tf.numpy_function(np.float32, [self.total / self.count], tf.float32)"
    report = failure(check.stream, spoilt(result=result), EPOCHS, RIGHT)
    assert report.got == "a graph with PyFunc"


# --- What is no metric ----------------------------------------------------------------------------


def test_a_class_that_is_no_keras_metric_lacks_a_reset() -> None:
    plain = spoilt(base="object", init="self.total = self.count = 1.0", update="pass")
    report = failure(check.stream, plain, EPOCHS, RIGHT)
    assert report.got.endswith("'Mean' object has no attribute 'reset_state'")
    assert report.cause.startswith("A method that Keras calls is missing")


def test_a_class_without_the_methods_of_a_metric_fails() -> None:
    other = check.made(function("return lambda a, b: a", "def f():"))
    report = failure(check.stream, other, EPOCHS, RIGHT)
    assert report.got.endswith("'function' object has no attribute 'update_state'")
    assert report.cause.startswith("A method that Keras calls is missing")


# --- Misuse ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "either expected=… or reference=…"),
        ({"expected": RIGHT, "reference": mean_error}, "either expected=… or reference=…"),
        ({"expected": RIGHT[:1]}, "an expected result after each batch of each epoch"),
        ({"expected": [[2.0], [0.0]]}, "an expected result after each batch of each epoch"),
        ({"expected": RIGHT, "signature": [[None, 1]]}, "a signature of 1 shapes for 2 arguments"),
    ],
)
def test_misuse_is_a_type_error_before_anything_is_traced(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        check.stream(check.made(None), EPOCHS, **given)
