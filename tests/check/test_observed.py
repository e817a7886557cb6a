"""check.python_op, returns, fits and attributes: what the student's process sees and says."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from tracegrade import check

from tests.check.students import define, failure, function

# --- Python in a graph ----------------------------------------------------------------------------

MEDIAN = """
    result = tf.py_function(lambda v: float(statistics.median(v.numpy())), [x], tf.float32)
    result.set_shape([])
    return result
    """
NUMPY = "return tf.ensure_shape(tf.numpy_function(np.median, [x], tf.float32), [])"
CALLS = [([3.0, 1.0, 2.0],), ([5.0],)]
RIGHT = [2.0, 5.0]
ROWS = ([[1.0, 3.0, 2.0], [4.0, 6.0, 5.0]],)


def median(body: str = MEDIAN) -> Any:
    return function(body, before="import statistics")


@pytest.mark.parametrize("body", [MEDIAN, NUMPY])
def test_python_that_is_wrapped_passes(body: str) -> None:
    check.python_op(median(body), [[None]], CALLS, RIGHT)
    check.python_op(median(body), [[None]], CALLS, reference=lambda x: np.median(x))
    check.python_op(median(body), [[None, None]], ROWS, [2.0, 5.0], mapped=True)


def test_a_graph_without_python_is_not_what_was_asked_for() -> None:
    sort = median("return tf.sort(x)[tf.size(x) // 2]")
    check.values(sort, CALLS, RIGHT)
    report = failure(check.python_op, sort, [[None]], CALLS, RIGHT)
    assert report.tested == "f: Python in a graph, its graph"
    assert report.expected == "a result that comes from a py_function or a numpy_function"
    assert report.got == "a graph without"
    assert report.cause.startswith("Wrap the Python function in tf.py_function")


IDLE = "tf.py_function(lambda v: v, [x], tf.float32)"
SORTED = "tf.ensure_shape(tf.sort(x)[tf.size(x) // 2], [])"
AROUND = """
    @tf.function
    def around(x):
        {}
    return around(x)
    """


@pytest.mark.parametrize(
    "body",
    [
        f"{IDLE}\nreturn {SORTED}",
        f"with tf.control_dependencies([{IDLE}]):\n    return {SORTED}",
        AROUND.format(f"{IDLE}; return {SORTED}"),
    ],
    ids=["beside", "before", "in another graph"],
)
def test_python_that_the_result_does_not_come_from_does_not_count(body: str) -> None:
    report = failure(check.python_op, median(body), [[None]], CALLS, RIGHT)
    assert report.got == "a graph without"


@pytest.mark.parametrize(
    "body",
    [
        AROUND.format(MEDIAN.replace("\n", "\n    ")),
        "if tf.size(x) > 1:\n"
        "    result = tf.numpy_function(np.median, [x], tf.float32)\n"
        "else:\n    result = x[0]\nreturn tf.ensure_shape(result, [])",
    ],
    ids=["called", "in a branch"],
)
def test_python_in_a_graph_that_the_result_comes_from_counts(body: str) -> None:
    check.python_op(median(body), [[None]], CALLS, RIGHT)


def test_a_value_that_is_frozen_while_tracing_is_wrong() -> None:
    report = failure(check.python_op, median("return tf.numpy_function(lambda v: np.float32(2), "
                     "[x], tf.float32)"), [[None]], CALLS, RIGHT)  # fmt: skip
    assert (report.inputs, report.expected) == ("shape [1]: [5]", "5 (float32 scalar)")
    assert report.got == "2 (float32 scalar)"


@pytest.mark.parametrize("mapped", [False, True])
def test_a_shape_that_is_not_said_is_unknown(mapped: bool) -> None:
    silent = median("return tf.numpy_function(np.median, [x], tf.float32)")
    inputs, right = (ROWS, RIGHT) if mapped else (CALLS, RIGHT)
    signature = [[None, None]] if mapped else [[None]]
    report = failure(check.python_op, silent, signature, inputs, right, mapped=mapped)
    assert report.expected == f"a result whose static shape is {'[None]' if mapped else '[]'}"
    assert report.got.startswith("an unknown shape")
    assert report.cause.startswith("TensorFlow does not know the shape of what Python returns")


def test_a_shape_that_is_wrong_raises_or_is_told() -> None:
    half = median("r = tf.numpy_function(lambda v: v, [x], tf.float32)\n"
                  "return tf.ensure_shape(r, [None])")  # fmt: skip
    report = failure(check.python_op, half, [[None]], ([1.0, 2.0],), [1.0, 2.0])
    assert (report.expected, report.got) == (
        "a result whose static shape is [2]",
        "shape [None]",
    )


def test_mapped_over_a_dataset_wrong_values_are_told() -> None:
    mean = median("return tf.ensure_shape(tf.numpy_function(np.mean, [x], tf.float32), [])")
    check.python_op(mean, [[None, None]], ROWS, [2.0, 5.0], mapped=True)
    uneven = ([[1.0, 3.0, 8.0]],)
    report = failure(check.python_op, mean, [[None, None]], uneven, [3.0], mapped=True)
    assert report.tested == "f: Python in a graph, mapped over a dataset"
    assert (report.expected, report.got) == ("shape [1]: [3]", "shape [1]: [4]")


def test_python_that_fails_when_it_runs_is_an_error_of_the_student() -> None:
    raising = median("return tf.py_function(lambda v: v.numpy()[7], [x], tf.float32)")
    report = failure(check.python_op, raising, [[None]], CALLS, RIGHT)
    assert "while its graph ran" in report.got


def test_python_that_is_not_wrapped_fails_while_it_is_traced() -> None:
    bare = median("return statistics.median(x.numpy())")
    report = failure(check.python_op, bare, [[None]], CALLS, RIGHT)
    assert report.cause.startswith("A tensor has no NumPy methods")


def test_a_wrapper_that_is_a_stub_is_not_written_yet() -> None:
    with pytest.raises(check.NotWritten, match=r"^f: not written yet$"):
        check.python_op(median("raise NotImplementedError()"), [[None]], CALLS, RIGHT)


# --- What a call returns --------------------------------------------------------------------------

TRAIN = """
    history = {metric.name: [] for metric in metrics}
    for epoch in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x, y in dataset:
            step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
    """
OPTIONS: dict[str, Any] = {"batches": 4, "size": 8, "rate": 0.1, "seed": 3}


def train(body: str = TRAIN, epochs: int = 3) -> Any:
    parts = [check.fixture("training", part=it, **OPTIONS) for it in ("step", "dataset", "metrics")]
    loop = function(body, "def train(step, dataset, epochs, metrics):")
    return check.given(loop, parts[0], parts[1], epochs, parts[2])


def history(epochs: int = 3) -> dict[str, list[float]]:
    """What a loop returns, from the description of the fixture."""
    weight, found = 0.0, {"loss": [], "mae": []}  # type: ignore[var-annotated]
    for _ in range(epochs):
        losses, errors = [], []
        for x, y in check.training_data(4, 8, seed=3):
            error = weight * x - y
            losses.append(np.mean(error**2))
            errors.append(np.mean(np.abs(error)))
            weight -= 0.1 * float(np.mean(2 * error * x))
        found["loss"].append(float(np.mean(losses)))
        found["mae"].append(float(np.mean(errors)))
    return found


def test_the_data_of_the_training_fixture_are_as_they_are_described() -> None:
    data = check.training_data(4, 8, seed=3)
    assert [(x.shape, y.shape, str(x.dtype), str(y.dtype)) for x, y in data] == [
        ((8, 1), (8, 1), "float32", "float32")
    ] * 4
    again = check.training_data(4, 8, seed=3)
    assert all(np.array_equal(one, other) for one, other in zip(data[0], again[0], strict=True))
    assert not np.array_equal(data[0][0], check.training_data(4, 8, seed=4)[0][0])


def test_a_right_loop_returns_the_history() -> None:
    for epochs in (1, 3):
        check.returns(train(epochs=epochs), reference=lambda e=epochs: history(e))
    check.returns(train(epochs=0), {"loss": [], "mae": []})


@pytest.mark.parametrize(
    "result", ["metric.result()", "metric.result().numpy()", "np.float64(metric.result())"]
)
def test_tensors_and_numpys_numbers_are_numbers_too(result: str) -> None:
    check.returns(train(TRAIN.replace("float(metric.result())", result)), reference=history)


LOOP_MISTAKES = {
    "never reset": ("metric.reset_state()", "pass"),
    "one epoch": ("range(epochs)", "range(1)"),
    "one batch": ("in dataset:", "in dataset.take(1):"),
    "reset after each batch": ("step(x, y)", "step(x, y); [m.reset_state() for m in metrics]"),
    "no step": ("step(x, y)", "pass"),
    "a step too many": ("step(x, y)", "step(x, y); step(x, y)"),
    "other keys": ("history[metric.name]", "history.setdefault(metric.name + '!', [])"),
    "the last value only": ("append(float(metric.result()))", "__setitem__(slice(None), [1.0])"),
    "the history of one": ("return history", "return history['loss']"),
    "texts": ("float(metric.result())", "str(float(metric.result()))"),
}


@pytest.mark.parametrize("name", LOOP_MISTAKES)
def test_a_loop_with_a_mistake_fails(name: str) -> None:
    right, wrong = LOOP_MISTAKES[name]
    assert right in TRAIN
    failure(check.returns, train(TRAIN.replace(right, wrong)), reference=history)


def test_what_is_returned_is_shown_beside_what_is_expected() -> None:
    loop = check.given(
        define("def train(n): return {'loss': [1.0, n], 'n': [[2, 'x']]}")["train"], 2
    )
    check.returns(check.given(define("def f(n): return {'a': [n, 0.5]}")["f"], 2), {"a": [2, 0.5]})
    report = failure(check.returns, loop, {"loss": [1.0, 2.0]}, cause="Reset them.")
    assert report.tested == "train given (2): what it returns"
    assert report.expected == "{'loss': [1, 2]}"
    assert report.got == "{'loss': [1, 2], 'n': [[2, 'x']]}"
    assert report.cause == "Reset them."


def test_numbers_are_close_within_a_tolerance() -> None:
    third = check.given(define("def f(n): return [1.0 / n, np.float64([1.0, 2.0])]")["f"], 3)
    check.returns(third, [0.33333, [1.0, 2.0]])
    failure(check.returns, third, [0.3335, [1.0, 2.0]])
    check.returns(third, [0.3335, [1.0, 2.0]], rtol=1e-2)
    for wrong in ([0.33333, [1.0]], [0.33333], [0.33333, 1.0], 0.33333, [[0.33333], [1.0, 2.0]]):
        failure(check.returns, third, wrong)


def test_a_loop_that_returns_nothing_is_not_written_yet() -> None:
    for body in ("pass", "raise NotImplementedError()", "return ..."):
        with pytest.raises(check.NotWritten, match=r"^train: not written yet$"):
            check.returns(train(body), reference=history)


def test_a_loop_that_raises_names_its_line() -> None:
    report = failure(check.returns, train("return dataset.batches"), reference=history)
    assert "has no attribute 'batches'" in report.got
    assert report.got.endswith("of train: return dataset.batches")


def test_a_return_of_more_than_can_be_looked_at_is_an_error() -> None:
    report = failure(check.returns, train("return list(range(10 ** 6))"), reference=history)
    assert report.got.endswith("It returns more than can be looked at.")


# --- Attributes, and training a model that was given ----------------------------------------------

COMPILE = """
    model.compile(loss="mse", optimizer=keras.optimizers.SGD(0.02), run_eagerly=True)
    return model
    """
DRAW = np.random.default_rng(6)
X = DRAW.normal(size=(20, 4)).astype(np.float32)
Y = X.sum(axis=1, keepdims=True)


OTHER = "\n    model = keras.Sequential([keras.layers.Dense(1)])"


def debugged(body: str = COMPILE) -> Any:
    compile_debug = function(body, "def compile_debug(model):")
    return check.made(compile_debug, check.fixture("counted_model", 8, 1, inputs=4))


def test_a_model_that_is_compiled_to_be_debugged_passes() -> None:
    check.attributes(debugged(), run_eagerly=True)
    check.fits(debugged(), X, Y, python_every_batch=True)


def test_an_attribute_that_is_another_is_told() -> None:
    graph = debugged(COMPILE.replace(", run_eagerly=True", ""))
    report = failure(check.attributes, graph, run_eagerly=True, cause="Say it in compile.")
    assert report.tested == "compile_debug(counted_model(8, 1, inputs=4)): its attributes"
    assert (report.expected, report.got) == ("run_eagerly = True", "run_eagerly = False")
    assert report.cause == "Say it in compile."
    report = failure(check.attributes, graph, debugging=True)
    assert report.got == "debugging = 'no such attribute'"


def test_a_graph_runs_the_python_of_a_model_fewer_times_than_batches() -> None:
    graph = debugged(COMPILE.replace(", run_eagerly=True", ""))
    check.fits(graph, X, Y)
    report = failure(check.fits, graph, X, Y, python_every_batch=True)
    assert report.expected == "Python code that runs for each of 9 batches"
    assert int(report.got.removesuffix(" runs")) < 9
    assert report.cause.startswith("compile(…, run_eagerly=True) runs")


def test_batches_and_epochs_are_counted() -> None:
    graph = debugged(COMPILE.replace(", run_eagerly=True", ""))
    report = failure(check.fits, graph, X, Y, epochs=5, batch_size=10, python_every_batch=True)
    assert report.expected == "Python code that runs for each of 10 batches"


@pytest.mark.parametrize(
    ("body", "got"),
    [
        (OTHER + COMPILE, "another one"),
        (
            COMPILE.replace("return model", "return keras.Sequential([model])"),
            "another one",
        ),
        ("return model", "You must call `compile()`"),
        (COMPILE.replace("0.02", "0.0"), "a loss that falls"),
        (COMPILE.replace("0.02", "1e20"), "a loss that falls"),
        (COMPILE.replace("return model", "return model.compile"), "another one"),
    ],
    ids=["another", "wrapped", "not compiled", "no rate", "diverging", "no model"],
)
def test_a_model_that_does_not_train_is_told(body: str, got: str) -> None:
    report = failure(check.fits, debugged(body), X, Y)
    assert report.tested.endswith(": training with fit")
    assert got in report.expected + report.got


def test_the_model_that_was_given_has_to_come_back() -> None:
    other = debugged(OTHER + COMPILE)
    report = failure(check.fits, other, X, Y)
    assert (report.expected, report.got) == ("the same model", "another one")
    assert report.cause == "Compile the model that was given, and return it."


PLAIN = dedent(COMPILE.replace(", run_eagerly=True", ""))
BY_PYTHON = """
    def bump():
        model.calls += 1

    def loss(y_true, y_pred):
        tf.py_function(bump, [], [])
        return tf.square(y_true - y_pred)

    model.compile(loss=loss, optimizer=keras.optimizers.SGD(0.02))
    return model
    """


@pytest.mark.parametrize(
    "body",
    [
        f"tf.config.run_functions_eagerly(True)\n{PLAIN}",
        f"model.fit = None\n{PLAIN}",
        BY_PYTHON,
    ],
    ids=["everything eager", "another fit", "counted by hand"],
)
def test_python_at_every_batch_is_of_this_models_compilation(
    body: str,
) -> None:
    try:
        failure(check.fits, debugged(body), X, Y, python_every_batch=True)
    finally:
        tf.config.run_functions_eagerly(False)


FORGED_FIT = """
    class History:
        history = {"loss": [3.0, 2.0, 1.0]}

    def fit(self, *_, **__):
        object.__setattr__(self, "calls", 99)
        return History
    """


def test_what_a_notebook_makes_of_keras_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    forged = define(dedent(FORGED_FIT))["fit"]
    monkeypatch.setattr(keras.Model, "fit", forged)
    failure(check.fits, debugged(PLAIN), X, Y, python_every_batch=True)
    failure(check.fits, debugged("return model"), X, Y)

    monkeypatch.setattr(keras.Model, "run_eagerly", property(lambda _: True, lambda *_: None))
    failure(check.attributes, debugged(PLAIN), run_eagerly=True)


def test_a_loss_that_only_says_that_it_falls_is_not_believed() -> None:
    lying = """
    says = tf.Variable(1e6)

    def loss(y_true, y_pred):
        return says.assign_sub(1.0) + 0.0 * tf.square(y_true - y_pred)

    model.compile(loss=loss, optimizer="sgd", run_eagerly=True)
    return model
    """
    report = failure(check.fits, debugged(lying), X, Y)
    assert report.expected == "a squared error that falls"


def test_a_function_that_returns_no_model_is_not_written_yet() -> None:
    nothing = debugged(COMPILE.replace("return model", ""))
    for action in (check.fits, check.attributes):
        with pytest.raises(check.NotWritten, match=r"^compile_debug: not written yet$"):
            action(nothing, *[X, Y] * (action is check.fits))
