"""What was sealed beside the student gives beside the judge what it gives where it was written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import numpy.typing as npt
import pytest
import tensorflow as tf
from tensorflow.core.framework.function_pb2 import FunctionDefLibrary
from tracegrade import wire
from tracegrade.direct import DirectSubject
from tracegrade.sealing.export import export
from tracegrade.sealing.graphs import Capture, SealedObject
from tracegrade.sealing.replay import Replay
from tracegrade.subjects import (
    Array,
    Function,
    Made,
    Problem,
    Rebuilt,
    Sealed,
    Spec,
    Step,
    StudentError,
    Variable,
)

from tests.check.students import define, function, loss_class, metric_class

ANY = Function((Spec((None,)),))
PAIR = Function((Spec((None, 1)),) * 2)
X = np.float32([1, -2, 3])
COLUMN = X[:, None]
SECRET = 5551.25

Calls = Sequence[tuple[int, *tuple[npt.ArrayLike, ...]]]


def sealed(
    target: Any, functions: Sequence[Function] = (ANY,), steps: tuple[Step, ...] = ()
) -> SealedObject:
    """What a target is exported as, as it comes over the wire."""
    header, payload = wire.encode_answer(export(target, steps, functions))
    answer = wire.decode_answer(json.loads(json.dumps(header)), payload)
    assert isinstance(answer, SealedObject)
    return answer


def replay(
    target: Any, functions: Sequence[Function] = (ANY,), steps: tuple[Step, ...] = ()
) -> Replay:
    return Replay(sealed(target, functions, steps), functions)


def problem_of(one: Sealed, *inputs: Array) -> Problem:
    with pytest.raises(StudentError) as raised:
        one.run(0, *inputs)
    return raised.value.problem


def assert_same(
    target: Any,
    functions: Sequence[Function] = (ANY,),
    calls: Calls = ((0, X),),
    steps: tuple[Step, ...] = (),
) -> list[list[Array | None]]:
    """The same results for these calls, each of a function and inputs; what they were."""
    replayed = replay(target, functions, steps)
    direct = DirectSubject(target, "f", steps).seal(functions)
    results = []
    for position, *inputs in calls:
        arrays = [np.asarray(it) for it in inputs]
        expected, came = direct.run(position, *arrays), replayed.run(position, *arrays)
        assert len(came) == len(expected)
        for one, other in zip(came, expected, strict=True):
            assert_equal(one, other)
        results.append(came)
    return results


def assert_equal(came: Array | None, expected: Array | None) -> None:
    if came is None or expected is None:
        assert came is expected
        return
    assert isinstance(came, np.ndarray | np.generic)
    assert came.shape == expected.shape
    if expected.dtype.kind in "OS":
        assert came.tolist() == expected.tolist()
        return
    assert came.dtype == expected.dtype
    if expected.dtype == tf.bfloat16.as_numpy_dtype:
        came, expected = came.astype("float32"), expected.astype("float32")
    np.testing.assert_allclose(came, expected, rtol=1e-6)


BODIES = {
    "elementwise": "return tf.where(tf.abs(x) < 2, x ** 2, tf.abs(x))",
    "nothing done": "return x",
    "a constant": "return tf.constant(3.0)",
    "python number": "return 3.0",
    "numpy constant": "return x * np.arange(3, dtype=np.float32)",
    "nested": "def g(y):\n    return y + 1\nreturn g(g(x))",
    "nested tf.function": "@tf.function\ndef g(y):\n    return y + 1\nreturn g(g(x))",
    "xla": "@tf.function(jit_compile=True)\ndef g(y):\n    return tf.sin(y) + 1\nreturn g(x)",
    "tf.cond": "return tf.cond(x[0] > 0, lambda: x * 2, lambda: -x)",
    "if": "if x[0] < 0:\n    x = x * 2\nelif x[1] < 0:\n    x = -x\nreturn x",
    "tf.while_loop": """
        zero = tf.constant(0)
        return tf.while_loop(lambda i, y: i < tf.size(x), lambda i, y: (i + 1, y * 2), (zero, x))[1]
        """,
    "while": "total = 0.0\nwhile total < 5.0:\n    total += 1.5\nreturn total * x",
    "for": "total = 0.0\nfor item in x:\n    if item < 0:\n        continue\n    total += item\n"
    "return total",
    "break": "total = 0.0\nfor i in tf.range(10):\n    if total > 3:\n        break\n"
    "    total += 1.0\nreturn total",
    "range": "total = x\nfor i in tf.range(3):\n    total += tf.cast(i, tf.float32)\nreturn total",
    "array": """
        array = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
        for i in tf.range(tf.size(x)):
            array = array.write(i, x[i] * 2)
        return array.stack()
        """,
    "map_fn": "return tf.map_fn(lambda it: it + 1, x)",
    "scan": "return tf.scan(lambda a, b: a + b, x)",
    "vectorized_map": "return tf.vectorized_map(lambda it: it * it, x)",
    "dataset": """
        data = tf.data.Dataset.from_tensor_slices(x)
        return data.map(lambda it: it * 2).filter(lambda it: it > 0).reduce(0.0, lambda a, b: a + b)
        """,
    "loop over a dataset": """
        total = 0.0
        for batch in tf.data.Dataset.from_tensor_slices(x).repeat(2).batch(2).prefetch(1):
            total += tf.reduce_max(batch)
        return total
        """,
    "zipped and shuffled": """
        data = tf.data.Dataset.from_tensor_slices(x)
        data = tf.data.Dataset.zip(data, data.skip(1)).shuffle(5, seed=1).window(2)
        return data.flat_map(lambda a, b: a).reduce(0.0, lambda a, b: a + b)
        """,
    "queue": """
        queue = tf.queue.PriorityQueue(10, [tf.float32], [()])
        queue.enqueue_many((tf.cast(x, tf.int64), x))
        return queue.dequeue_many(tf.size(x))[1]
        """,
    "einsum": "return tf.einsum('i,j->ij', x, x)",
    "linear algebra": "return tf.linalg.inv(tf.linalg.diag(x))",
    "sparse": """
        s = tf.sparse.from_dense(tf.linalg.diag(x))
        return tf.sparse.sparse_dense_matmul(s, x[:, None]) + tf.sparse.reduce_sum(s)
        """,
    "ragged": "return tf.RaggedTensor.from_row_lengths(x, [1, 0, 2]).to_tensor() + "
    "tf.ragged.range([2, 3, 3]).to_tensor(shape=[3, 3])[0, 0].dtype.size",
    "mapped ragged": "r = tf.RaggedTensor.from_row_lengths(x, [1, 0, 2])\n"
    "return tf.map_fn(tf.reduce_sum, r, fn_output_signature=tf.float32)",
    "set": "return tf.sets.size(tf.sets.intersection([[1, 2, 3]], [[2, 3, 5]]))",
    "strings": "return tf.strings.upper(tf.strings.join([tf.strings.as_string(x), 'é']))",
    "string": "return tf.strings.reduce_join(tf.strings.as_string(x))",
    "zero byte": "return tf.constant(b'a\\0')",
    "unicode": "return tf.cast(tf.strings.unicode_decode('héllo', 'UTF-8'), tf.float32)",
    "split": "return tf.strings.split(['a b', 'c']).to_tensor()",
    "regular expression": "return tf.strings.regex_replace(['a1', 'b'], '[0-9]', 'x')",
    "raw": "return tf.io.decode_raw(tf.constant(b'abcd'), tf.uint8)",
    "bool": "return x > 0",
    "int64": "return tf.cast(x, tf.int64) * 2",
    "complex": "return tf.signal.fft(tf.cast(x, tf.complex64))",
    "image": "return tf.image.resize(tf.reshape(x, [1, 3, 1, 1]), [6, 2], 'bicubic')",
    "assertion that holds": "tf.debugging.assert_less(x, 9.0)\nreturn x",
    "keras.ops": "return keras.ops.softmax(keras.ops.clip(x, -1, 1))",
    "gradient inside": "with tf.GradientTape() as tape:\n    tape.watch(x)\n    y = x ** 3\n"
    "return tape.gradient(y, x)",
    "hessian inside": "return tf.hessians(tf.reduce_sum(x ** 3), x)[0]",
    "embedding": "ids = tf.sparse.from_dense([[1, 2], [2, 0]])\nwith tf.GradientTape() as tape:\n"
    "    table = tf.reshape(x, [3, 1])\n    tape.watch(table)\n"
    "    y = tf.nn.embedding_lookup_sparse(table, ids, None, combiner='sum')\n"
    "return tf.convert_to_tensor(tape.gradient(y, table))",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_functions(body: str) -> None:
    assert_same(function(body))


def test_a_closure_a_captured_array_and_a_captured_tensor() -> None:
    names = define(
        """
        def outer(factor):
            array, tensor = np.arange(2000.0, dtype="float32"), tf.range(2000.0)
            def inner(x):
                return x * factor + array[7] + tf.reduce_sum(tensor) + tf.gather(tensor, [5])
            return inner
        """
    )
    assert_same(names["outer"](2.0))
    assert_same(names["outer"], steps=(Made((3.0,)),))


@pytest.mark.parametrize(
    "value",
    ["text", ["a", "", "bc\0"], [True, False], np.arange(900), np.zeros((0, 3)), 1.5, 2 + 3j],
    ids=str,
)
def test_what_is_captured_keeps_its_values(value: Any) -> None:
    variable, tensor = tf.Variable(value), tf.constant(value)
    assert_same(lambda x: variable + tensor if tensor.dtype != tf.bool else variable)


@pytest.mark.parametrize(
    "dtype",
    ["float16", "bfloat16", "float64", "int64", "int32", "uint8", "bool", "complex128", "string"],
)
def test_dtypes_of_arguments_variables_and_constants(dtype: str) -> None:
    values = tf.constant(["a", "b"]) if dtype == "string" else tf.cast([1, 0], dtype)
    variable, constant = tf.Variable(values), tf.tile(values, [500])

    def chosen(x: Any) -> Any:
        return tf.concat([x, variable, constant], 0)

    assert_same(chosen, [Function((Spec((None,), dtype),))], [(0, values.numpy())])


def test_unknown_sizes_serve_many() -> None:
    norm = function(
        "return x / tf.norm(x, axis=1, keepdims=True) + tf.cast(tf.shape(x)[0], tf.float32)"
    )
    inputs = [np.ones((n, k), np.float32) for n, k in ((1, 1), (7, 3), (300, 2), (0, 4))]
    assert_same(norm, [Function((Spec((None, None)),))], [(0, it) for it in inputs])


def test_arguments_passed_by_name() -> None:
    weighted = function("return x * w", head="def f(x, *, w):")
    assert_same(weighted, [Function((Spec((3,)),) * 2, keywords=("w",))], [(0, X, X)])


def test_a_function_without_arguments() -> None:
    assert_same(lambda: tf.range(3), [Function(())], [(0,)])


def test_autograph_or_not() -> None:
    plain = function("if x.shape[0] is None:\n    return x\nreturn -x")
    assert_same(plain, [ANY, replace(ANY, autograph=False)], [(0, X), (1, X)])


@pytest.mark.parametrize("options", ["", "(jit_compile=True)", "(reduce_retracing=True)"])
def test_a_function_that_is_a_tf_function_already(options: str) -> None:
    decorated = define(f"@tf.function{options}\ndef f(x):\n    return tf.reduce_sum(x * x)")["f"]
    assert_same(decorated, calls=[(0, X), (0, X[:1])])


def test_gradients_connected_or_not() -> None:
    two = function("return x ** 2 * tf.stop_gradient(y) + z", head="def f(x, y, z):")
    asked = Function((Spec((None,)),) * 3, gradient=(2, 1, 0))
    [[_, third, second, first]] = assert_same(two, [asked], [(0, X, X, X)])
    assert second is None
    np.testing.assert_array_equal(third, np.ones(3))
    np.testing.assert_array_equal(first, 2 * X * X)


def test_a_gradient_of_the_students_own() -> None:
    clipped = define(
        """
        @tf.custom_gradient
        def f(x):
            return x ** 2, lambda upstream: upstream * 42.0
        """
    )["f"]
    [[_, gradient]] = assert_same(clipped, [replace(ANY, gradient=(0,))])
    np.testing.assert_array_equal(gradient, [42.0] * 3)


def test_gradients_through_loops_and_functions() -> None:
    looped = function(
        """
        @tf.function
        def step(y):
            return y * y
        for _ in tf.range(2):
            x = tf.cond(x[0] > 0, lambda: step(x), lambda: x)
        return tf.foldl(lambda a, b: a * b, x)
        """
    )
    assert_same(looped, [replace(ANY, gradient=(0,))])


@pytest.mark.parametrize("reduction", ["sum_over_batch_size", "sum", "mean", "none", None])
def test_losses_with_every_reduction_and_weights(reduction: str | None) -> None:
    columns = Spec((None, 1)), Spec((None, 1))
    functions = [
        Function(columns, gradient=(1,)),
        Function((*columns, Spec((None,))), keywords=("sample_weight",)),
        Function((*columns, Spec((None, 1))), keywords=("sample_weight",), autograph=False),
    ]
    calls = [
        (0, COLUMN, COLUMN + 1),
        (1, COLUMN, COLUMN - 1, np.float32([1, 0, 2])),
        (2, COLUMN, COLUMN - 1, np.float32([[1], [0], [2]])),
        (0, COLUMN[:1], COLUMN[:1]),
    ]
    made = Made((0.5,), {"reduction": reduction})
    assert_same(loss_class(), functions, calls, (made, Rebuilt()))
    assert_same(keras.losses.Huber, functions[:1], calls[:1], (made,))


UPDATE = Function((Spec((None, 1)),) * 2, method="update_state")
WEIGHTED = replace(UPDATE, signature=(Spec((None, 1)),) * 3, keywords=("sample_weight",))
RESULT = Function((), method="result")
RESET = Function((), method="reset_state")
METRIC = [UPDATE, WEIGHTED, RESULT, RESET]
STREAM = [
    (2,),
    (0, COLUMN, COLUMN + 1),
    (2,),
    (1, COLUMN[:1], COLUMN[1:2], np.float32([[3]])),
    (2,),
    (2,),
    (3,),
    (0, COLUMN[:2], -COLUMN[:2]),
    (2,),
]


@pytest.mark.parametrize(
    ("target", "steps"),
    [
        (metric_class(), (Made((2.0,)),)),
        (metric_class(), (Made((), {"dtype": "float64"}),)),
        (keras.metrics.MeanSquaredError, (Made(), Rebuilt())),
        (keras.metrics.BinaryAccuracy, (Made((), {"name": "mine"}),)),
    ],
    ids=["own", "own float64", "mean squared error", "accuracy"],
)
def test_a_metric_keeps_its_state(target: Any, steps: tuple[Step, ...]) -> None:
    assert_same(target, METRIC, STREAM, steps)


def test_two_replays_share_no_state() -> None:
    answer = sealed(metric_class(), METRIC, (Made(),))
    one, other = Replay(answer, METRIC), Replay(answer, METRIC)
    assert one.run(0, COLUMN, COLUMN + 1) == []
    assert one.run(2) == [1.0]
    assert np.isnan(other.run(2)[0])


def test_an_update_that_returns_nothing_or_something() -> None:
    for returned in ("", "return None", "return self.total", "return self.total.assign_add(1.0)"):
        update = f"self.total.assign_add(tf.reduce_sum(y_pred))\n{returned}"
        metric = metric_class(update=update, result="return self.total")
        assert_same(metric, METRIC, [(0, COLUMN, COLUMN), (2,)], (Made(),))


def test_plain_variables_are_shared_and_keep_their_values() -> None:
    names = define(
        """
        count = tf.Variable(10)
        class Module(tf.Module):
            def __init__(self):
                self.v, self.lazy = tf.Variable([1.0, 2.0]), None
                self.any = tf.Variable(np.zeros(1, "float32"), shape=tf.TensorShape([None]))
            def __call__(self, x):
                if self.lazy is None:
                    self.lazy = tf.Variable(3.0)
                count.assign_add(1)
                self.any.assign(tf.concat([self.any, x], 0))
                return self.lazy.assign_add(1.0) * tf.reduce_sum(self.any) + self.v[0]
            def read(self):
                return self.v * tf.cast(count, tf.float32)
        """
    )
    functions = [ANY, Function((), method="read")]
    calls = [(0, X), (1,), (0, X[:1]), (1,)]
    assert_same(names["Module"](), functions, calls)


LAYERS = {
    "dense": ("keras.layers.Dense(2, kernel_regularizer='l2')", False),
    "normalization": ("keras.layers.BatchNormalization()", True),
    "normalization in use": ("keras.layers.BatchNormalization()", False),
    "recurrent": ("keras.Sequential([keras.layers.Reshape((4, 1)), keras.layers.LSTM(3)])", True),
    "embedding": ("keras.layers.Embedding(9, 2)", False),
    "dropout": ("keras.layers.Dropout(0.5, seed=7)", True),
    "dropout in use": ("keras.layers.Dropout(0.5)", False),
}


@pytest.mark.parametrize(("layer", "training"), LAYERS.values(), ids=LAYERS)
def test_layers_with_weights(layer: str, training: bool) -> None:
    names = define(
        f"def make():\n    layer = {layer}\n    layer.build((None, 4))\n"
        f"    return lambda x: layer(x, training={training})\n"
    )
    x = np.float32([[1, 0, 3, 8], [2, 0, 7, 1]])
    asked = Function((Spec((None, 4)),))
    assert_same(names["make"], [asked, asked], [(0, x), (1, x), (0, x[:1])], (Made(),))


def test_a_training_step_with_its_optimizer() -> None:
    make = define(
        """
        def make():
            model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
            optimizer = keras.optimizers.Nadam(0.1)
            optimizer.build(model.trainable_variables)
            def step(x, y):
                with tf.GradientTape() as tape:
                    loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
                weights = model.trainable_variables
                optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
                return loss
            return step
        """
    )["make"]
    [first], _, [last] = assert_same(make, [PAIR], [(0, COLUMN, -COLUMN)] * 3, (Made(),))
    assert last < first


RANDOM = {
    "seeded": "tf.random.normal([3], seed=3)",
    "unseeded": "tf.random.uniform([3])",
    "integers": "tf.cast(tf.random.uniform([3], maxval=9, dtype=tf.int32), tf.float32)",
    "stateless": "tf.random.stateless_normal([3], seed=[1, 2])",
    "shuffled": "tf.random.shuffle(x, seed=4)",
    "truncated": "tf.random.truncated_normal([3])",
    "keras": "keras.random.normal((3,), seed=5)",
    "of a generator": "generator.normal([3])",
    "of numpy": "np.random.normal(size=3).astype('f4')",
}


@pytest.mark.parametrize("draw", RANDOM.values(), ids=RANDOM)
def test_the_same_random_numbers_in_the_same_order(draw: str) -> None:
    noisy = function(f"return x + {draw}", before="generator = tf.random.Generator.from_seed(1)")
    assert_same(noisy, [ANY, ANY], [(0, X), (0, X), (1, X)])


FAILING = {
    "assertion": ("tf.debugging.assert_positive(x)\nreturn x", "InvalidArgumentError"),
    "told assertion": (
        "tf.debugging.Assert(x[0] < 0, [tf.strings.format('is {}', x)])\nreturn x",
        "InvalidArgumentError",
    ),
    "gather": ("return tf.gather(x, tf.cast(x, tf.int32))", "InvalidArgumentError"),
    "not finite": ("return tf.debugging.check_numerics(x / 0., 'x')", "InvalidArgumentError"),
    "parsed": (
        "return tf.strings.to_number(tf.strings.as_string(x) + 'x')",
        "InvalidArgumentError",
    ),
    "shapes": ("return tf.reshape(x, [2, 2])", "InvalidArgumentError"),
}


@pytest.mark.parametrize(("body", "kind"), FAILING.values(), ids=FAILING)
def test_a_run_that_fails_tells_its_type_alone(body: str, kind: str) -> None:
    inputs = np.float32([SECRET, -SECRET, 1])
    with pytest.raises(StudentError) as raised:
        replay(function(body)).run(0, inputs)
    assert raised.value.problem == Problem("running", kind, "")
    assert str(int(SECRET)) not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_an_input_that_was_not_asked_for_fails_as_a_run_does() -> None:
    assert problem_of(replay(lambda x: x), X.astype("float64")).stage == "running"


PRINTS = {
    "printed": "tf.print('seen', x, tf.size(x))\nreturn x",
    "the argument alone": "tf.print(x)\nreturn x",
    "a text argument": "tf.raw_ops.PrintV2(input=tf.strings.as_string(x[0]), end='')\nreturn x",
    "the only op of a branch": "if x[0] > 0:\n    tf.print(x)\nreturn x",
    "in a loop": "for it in x:\n    tf.print(it)\nreturn x",
    "passed on": "return tf.raw_ops.Print(input=x, data=[x, tf.size(x)], message='it')",
    "passed on from an op": "return tf.raw_ops.Print(input=x + 1, data=[x]) * 2",
    "passed on in a dataset": """
        data = tf.data.Dataset.from_tensor_slices(x)
        data = data.map(lambda it: tf.raw_ops.Print(input=it, data=[it]))
        return data.reduce(0.0, lambda a, b: a + b)
        """,
    "after another": "with tf.control_dependencies([tf.print(1)]):\n    tf.print(x)\nreturn x",
}


@pytest.mark.parametrize("body", PRINTS.values(), ids=PRINTS)
def test_what_is_printed_is_silenced(body: str, capfd: pytest.CaptureFixture[str]) -> None:
    printing = function(body)
    [expected] = DirectSubject(printing, "f").seal([ANY]).run(0, X)
    replayed = replay(printing)
    assert capfd.readouterr().err  # it does print
    [came] = replayed.run(0, X)
    assert_equal(came, expected)
    assert capfd.readouterr() == ("", "")


def test_nothing_is_printed_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "printed"
    printing = function(f"tf.print(x, output_stream='file://{file}')\nreturn x")
    DirectSubject(printing, "f").seal([ANY]).run(0, X)
    assert file.read_text(encoding="utf-8") == "[1 -2 3]\n"
    file.unlink()
    np.testing.assert_array_equal(replay(printing).run(0, X)[0], X)
    assert not file.exists()


def test_functions_of_one_name_load_side_by_side() -> None:
    code = "def f(x):\n    def g(y):\n        return y * {0}\n    return tf.map_fn(g, x)"
    two, three = (sealed(define(code.format(factor))["f"]) for factor in (2, 3))
    name = FunctionDefLibrary.FromString(two.functions[0].library).function[0].signature.name
    library = FunctionDefLibrary.FromString(three.functions[0].library)
    library.function[0].signature.name = name
    [one] = three.functions
    three = replace(three, functions=(replace(one, library=library.SerializeToString()),))
    replays = [(Replay(it, [ANY]), factor) for it, factor in ((two, 2), (three, 3), (two, 2))]
    for replayed, factor in replays:
        np.testing.assert_array_equal(replayed.run(0, X)[0], X * factor)


ASKED = {
    "more arguments": [PAIR],
    "fewer arguments": [Function(())],
    "a gradient": [replace(ANY, gradient=(0,))],
    "a procedure": [replace(ANY, method="update_state")],
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_an_answer_that_was_not_asked_for_is_refused(asked: list[Function]) -> None:
    with pytest.raises(StudentError) as raised:
        Replay(sealed(lambda x: x), asked)
    assert (raised.value.problem.stage, raised.value.problem.type) == ("tracing", "Unsealable")


def test_an_answer_with_fewer_captures_or_results_than_its_graph_is_refused() -> None:
    variable = tf.Variable(2.0)
    answer = sealed(lambda x: x * variable)
    [one] = answer.functions
    for forged in (replace(one, captures=()), replace(one, connected=(True, True))):
        with pytest.raises(StudentError):
            Replay(replace(answer, functions=(forged,)), [ANY])


def test_a_result_that_is_said_to_be_missing_is_refused() -> None:
    [one] = sealed(lambda x: x).functions
    with pytest.raises(StudentError):
        Replay(SealedObject((replace(one, connected=(False,)),), ()), [ANY])


@pytest.mark.parametrize("kind", [0, 9999, 3, 20, 101])
@pytest.mark.parametrize("end", ["input_arg", "output_arg"])
def test_a_signature_that_lies_about_its_types_is_refused(end: str, kind: int) -> None:
    [one] = sealed(lambda x: x * 2).functions
    library = FunctionDefLibrary.FromString(one.library)
    getattr(library.function[0].signature, end)[0].type = kind
    forged = SealedObject((replace(one, library=library.SerializeToString()),), ())
    with pytest.raises(StudentError):
        Replay(forged, [ANY]).run(0, X)


@pytest.mark.parametrize(
    "value", [X, np.zeros((0, 3)), np.array([b"a"], object), np.complex64(1), np.bool_(2)], ids=str
)
def test_state_and_constants_of_another_dtype_are_refused(value: Array) -> None:
    variable, constant = tf.Variable(1, dtype="int32"), tf.range(2000)
    answer = sealed(lambda x: x * tf.cast(variable + constant[1], x.dtype))
    [one] = answer.functions
    captures = [it if it.constant is None else Capture(constant=value) for it in one.captures]
    for forged in (
        replace(answer, variables=(Variable(value),)),
        replace(answer, functions=(replace(one, captures=tuple(captures)),)),
        replace(answer, functions=(replace(one, captures=one.captures[::-1]),)),
    ):
        with pytest.raises(StudentError):
            Replay(forged, [ANY]).run(0, X)


def test_a_hash_table_from_outside_cannot_be_sealed() -> None:
    keys = tf.lookup.KeyValueTensorInitializer([1], [2.0])
    table = tf.lookup.StaticHashTable(keys, -1.0)
    with pytest.raises(StudentError) as raised:
        export(table.lookup, (), [Function((Spec((None,), "int32"),))])
    assert (raised.value.problem.stage, raised.value.problem.type) == ("tracing", "Unsealable")


def test_a_tensor_of_another_trace_cannot_be_sealed() -> None:
    leaking = define(
        """
        seen = []
        def f(x):
            seen.append(x)
            return x + seen[0]
        """
    )["f"]
    with pytest.raises(StudentError) as raised:
        export(leaking, (), [ANY, ANY])
    assert raised.value.problem.stage == "tracing"


def test_python_in_a_graph_is_refused() -> None:
    for way in ("tf.py_function", "tf.numpy_function"):
        with pytest.raises(StudentError) as raised:
            replay(function(f"return {way}(abs, [x], tf.float32)"))
        assert "PyFunc" in raised.value.problem.message


def test_facts_are_those_of_the_graph() -> None:
    free = function("return tf.map_fn(tf.sin, x) * free", before="free = tf.Variable(2.0)")
    direct, replayed = DirectSubject(free, "f").seal([ANY]), replay(free)
    facts = replayed.facts(0)
    assert (facts.ops["Sin"], facts.variables, replayed.untracked()) == (1, 1, 1)
    assert (facts.variables, replayed.untracked()) == (
        direct.facts(0).variables,
        direct.untracked(),
    )


def test_messages_are_there_only_for_what_students_may_read() -> None:
    def fails(x):  # type: ignore[no-untyped-def]
        with tf.control_dependencies([tf.debugging.assert_less(x, 0.0, "told")]):
            return tf.identity(x)

    answer = sealed(fails)
    for messages, expected in ((True, "told"), (False, "")):
        with pytest.raises(StudentError) as caught:
            Replay(answer, [ANY], messages=messages).run(0, X)
        assert expected in caught.value.problem.message
        assert bool(caught.value.problem.message) == messages
