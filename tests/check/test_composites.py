"""Inputs that are no plain floats, exact dtypes, several references, and state beside another."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from tracegrade import check

from tests.check.students import define, failure, function, metric_class

RAGGED = tf.ragged.constant([[1.0, 3.0], [], [5.0]])
SPARSE = tf.sparse.from_dense([[0.0, 2.0, 0.0], [1.0, 0.0, 3.0]])

# --- Ragged and sparse tensors --------------------------------------------------------------------


def means(body: str = "return tf.math.divide_no_nan(tf.reduce_sum(x, 1), tf.cast(x.row_lengths(), "
          "tf.float32))") -> Any:  # fmt: skip
    return function(body)


def test_a_ragged_tensor_goes_in_as_it_is() -> None:
    more = tf.ragged.constant([[2.0, 4.0]])
    check.values(means(), [(RAGGED,), (more,)], [[2.0, 0.0, 5.0], [3.0]])
    check.graph(means(), [[None, None]], [(RAGGED,), (more,)], [[2.0, 0.0, 5.0], [3.0]])
    nan = means("return tf.reduce_mean(x, 1)")
    report = failure(check.values, nan, (RAGGED,), [2.0, 0.0, 5.0])
    assert report.inputs == (
        "a ragged tensor (values; row splits): shape [3]: [1, 3, 5]; shape [4]: [0, 2, 2, 3]"
    )
    assert report.got == "shape [3]: [2, nan, 5]"
    assert report.cause.startswith("NaN comes from 0 / 0")


def test_rows_of_a_ragged_tensor_that_are_unrolled_fail_for_other_sizes() -> None:
    unrolled = means("return tf.stack([tf.reduce_sum(x[i]) for i in range(x.shape[0])])")
    calls = [(RAGGED,), (tf.ragged.constant([[2.0, 4.0]]),)]
    report = failure(check.graph, unrolled, [[None, None]], calls, [[4.0, 0.0, 5.0], [6.0]])
    assert report.cause.startswith("A size that is unknown while the graph is traced is None")


def test_a_reference_gets_the_parts_of_a_composite_tensor() -> None:
    def sums(parts: Any) -> Any:
        values, splits = parts
        return [values[a:b].sum() for a, b in pairwise(splits)]

    check.values(function("return tf.reduce_sum(x, 1)"), (RAGGED,), reference=sums)
    failure(check.values, function("return tf.reduce_max(x, 1)"), (RAGGED,), reference=sums)


def test_a_sparse_tensor_goes_in_as_it_is() -> None:
    sums = function("return tf.sparse.reduce_sum(x, 1)")
    empty = tf.sparse.from_dense(np.zeros((1, 2), np.float32))
    calls, right = [(SPARSE,), (empty,)], [[2.0, 4.0], [0.0]]
    check.values(sums, calls, right)
    check.graph(sums, [[None, None]], calls, right)
    report = failure(
        check.values, function("return tf.sparse.reduce_sum(x, 0)"), *calls[:1], [2.0, 4.0]
    )
    assert report.inputs.startswith("a sparse tensor (indices; values; shape): shape [3, 2]: ")
    assert report.got == "shape [3]: [1, 2, 3]"
    for wrong in ("return tf.reduce_sum(x.values)", "return x.values[:2]"):
        failure(check.graph, function(wrong), [[None, None]], calls, right)


def test_a_sparse_tensor_is_sparse_where_the_student_gets_it() -> None:
    kind = function(
        "assert isinstance(x, tf.SparseTensor) and isinstance(r, tf.RaggedTensor)\n"
        "return x.values[:2] + r.values[:2]",
        "def f(x, r):",
    )
    check.values(kind, (SPARSE, RAGGED), [3.0, 4.0])


# --- Text, and dtypes -----------------------------------------------------------------------------

LENGTHS = "return tf.strings.length(x, unit='{}')"


def test_text_is_a_string_tensor() -> None:
    calls = [("é",), (["", "abc"],), ([["日本", "é"]],), (np.array([], object),)]
    right = [1, [0, 3], [[2, 1]], np.zeros(0, np.int32)]
    check.values(function(LENGTHS.format("UTF8_CHAR")), calls, right)
    check.graph(function(LENGTHS.format("UTF8_CHAR")), [[None]], calls[1:2], right[1:2])
    report = failure(check.values, function(LENGTHS.format("BYTE")), calls, right)
    assert (report.expected, report.got) == ("1 (int32 scalar)", "2 (int32 scalar)")
    check.values(function("return tf.strings.upper(x)"), (["a"],), ["A"])
    failure(check.values, function("return tf.strings.upper(x)"), (["a"],), ["a"])


def test_arrays_and_tensors_keep_the_dtype_that_they_have() -> None:
    echo = function("return tf.constant([x.dtype.name, y.dtype.name])", "def f(x, y):")
    check.values(echo, (np.int64(3), [1]), ["int64", "int32"])
    check.values(echo, (tf.constant([1], tf.int16), 1.5), ["int16", "float32"])
    check.values(echo, (np.float64([1.0]), True), ["float64", "bool"])


@pytest.mark.parametrize("action", ["values", "graph"])
def test_an_exact_dtype_is_asked_for(action: str) -> None:
    inputs, right = (np.int64(3),), [0, 1, 2]
    signature: list[Any] = [] if action == "values" else [[[]]]

    def run(body: str, **more: Any) -> None:
        getattr(check, action)(function(body), *signature, inputs, right, **more)

    run("return tf.range(x)", dtype="int64")
    run("return tf.range(tf.cast(x, tf.int32))")  # any width, where none is asked for
    report = failure(run, "return tf.range(tf.cast(x, tf.int32))", dtype="int64", cause="Think.")
    assert report.cause == "The result is int32; int64 is wanted."
    with pytest.raises(check.CheckFailed):
        run("return tf.range(x) + 1", dtype="int64")


def test_strings_have_an_exact_dtype_too() -> None:
    upper = function("return tf.strings.upper(x)")
    check.values(upper, ("a",), "A", dtype="string")
    assert failure(check.values, upper, ("a",), "A", dtype="int32").cause.startswith(
        "The result is string"
    )


# --- Several right formulas -----------------------------------------------------------------------


def inside(x: Any) -> Any:
    return x / np.sqrt(x + 1.0)


def outside(x: Any) -> Any:
    return x / (np.sqrt(x) + 1.0)


def test_one_of_several_references_has_to_be_met_in_each_call() -> None:
    calls = [([1.0, 4.0],), ([9.0, 0.0],)]
    for body in ("return x / tf.sqrt(x + 1.0)", "return x / (tf.sqrt(x) + 1.0)"):
        check.values(function(body), calls, reference=[inside, outside])
        check.graph(function(body), [[None]], calls, reference=[inside, outside])
    wrong = function("return x / tf.sqrt(x + 2.0)")
    report = failure(check.values, wrong, calls, reference=[outside, inside])
    assert report.expected == "shape [2]: [0.5, 1.33333]"  # the first one


def test_a_mix_of_two_formulas_within_a_result_fails() -> None:
    mixed = function("return x / tf.stack([tf.sqrt(x[0] + 1.0), tf.sqrt(x[1]) + 1.0])")
    failure(check.values, mixed, ([1.0, 4.0],), reference=[inside, outside])


def test_the_dtype_counts_with_several_references_too() -> None:
    whole = function("return tf.cast(x, tf.int32)")
    report = failure(check.values, whole, ([1.0, 2.0],), reference=[lambda x: x + 1, lambda x: x])
    assert report.cause == "The result is int32; float32 is wanted."


# --- Repeated calls, and objects beside -----------------------------------------------------------

COUNTER = """
    SHARED = []
    class Counter(tf.Module):
        def __init__(self):
            self.total = {}
        def __call__(self, step):
            return self.total.assign_add(step)
    """
OWN = COUNTER.format("tf.Variable(0.0)")
SHARED = COUNTER.format("SHARED[0] if SHARED else SHARED.append(tf.Variable(0.0)) or SHARED[0]")


def test_calls_of_a_list_keep_the_state() -> None:
    counter = check.made(define(OWN)["Counter"])
    calls = [(1.0,), (2.5,), (0.0,)]
    check.values(counter, calls, [1.0, 3.5, 3.5])
    check.graph(counter, [[]], calls, [1.0, 3.5, 3.5])
    forgetful = check.made(define(OWN.replace("assign_add", "assign"))["Counter"])
    assert failure(check.values, forgetful, calls, [1.0, 3.5, 3.5]).got == "2.5 (float32 scalar)"


def test_shared_state_is_seen_beside_another_one() -> None:
    calls, right = [(1.0,), (2.0,)], [1.0, 3.0]
    check.values(check.made(define(OWN)["Counter"]), calls, right, beside_another=True)
    check.values(check.made(define(SHARED)["Counter"]), calls, right)
    shared = check.made(define(SHARED)["Counter"])
    report = failure(check.values, shared, calls, right, beside_another=True)
    assert (report.expected, report.got) == ("1 (float32 scalar)", "2 (float32 scalar)")


# --- Operations -----------------------------------------------------------------------------------


def test_operations_are_wanted_or_forbidden() -> None:
    loop = function("total = 0.0\nfor i in tf.range(3):\n    total += x[i]\nreturn total")
    inputs = ([1.0, 2.0, 3.0],)
    check.ops(loop, inputs, any_of=["While", "StatelessWhile"])
    check.ops(loop, inputs, none_of=["Sum", "Cumsum"])
    total = function("return tf.reduce_sum(x)")
    report = failure(check.ops, total, inputs, any_of=["While", "StatelessWhile"], cause="Think.")
    assert report.tested == "f: the operations in its graph"
    assert report.expected == "a result that comes from While or StatelessWhile"
    assert (report.got, report.cause) == ("one that does not", "Think.")
    report = failure(check.ops, total, inputs, none_of=["Mean", "Sum"])
    assert (report.expected, report.got) == ("a graph without Mean, Sum", "Sum")


def test_an_operation_beside_the_result_is_not_what_it_comes_from() -> None:
    beside = function("tf.debugging.assert_less(tf.sin(x), 2.0)\nunused = tf.cos(x)\nreturn 2 * x")
    failure(check.ops, beside, ([1.0],), any_of=["Sin", "Cos"])
    failure(check.ops, beside, ([1.0],), none_of=["Sin"])
    check.ops(beside, ([1.0],), any_of=["Mul"])


def test_operations_inside_of_functions_and_of_each_call_are_found() -> None:
    nested = function("return tf.map_fn(tf.sin, x)")
    check.ops(nested, ([1.0],), any_of=["Sin"])
    failure(check.ops, nested, ([1.0],), none_of=["Sin"])
    by_size = function("return tf.sin(x) if len(x) > 1 else x")
    calls = [([1.0, 2.0],), ([1.0],)]
    check.ops(by_size, calls[:1], any_of=["Sin"])
    failure(check.ops, by_size, calls, any_of=["Sin"])
    failure(check.ops, by_size, calls[::-1], none_of=["Sin"])


# --- The result of a metric before anything, and functions as metrics -----------------------------

FIRST, SECOND = ([[0.0], [0.0]], [[1.0], [3.0]]), ([[5.0]], [[5.0]])
SAFE = "return tf.math.divide_no_nan(self.total, self.count)"


def test_a_result_before_the_first_batch_is_tested_where_it_is_asked_for() -> None:
    epochs, right = [[FIRST, SECOND]], [[2.0, 4 / 3]]
    check.stream(check.made(metric_class(result=SAFE)), epochs, right, initial=0.0)
    undefined = check.made(metric_class())
    check.stream(undefined, epochs, right)
    report = failure(check.stream, undefined, epochs, right, initial=0.0)
    assert report.inputs == "before the first batch"
    assert (report.expected, report.got) == ("0 (float32 scalar)", "nan (float32 scalar)")
    assert report.cause.startswith("NaN comes from 0 / 0")


def within() -> Any:
    return define(
        "def near(y_true, y_pred):\n    return tf.cast(tf.abs(y_true - y_pred) <= 1, 'float32')"
    )


def test_a_function_is_averaged_as_keras_does() -> None:
    near = check.averaged(within()["near"])
    epochs = [[FIRST, SECOND], [SECOND]]
    check.stream(near, epochs, [[0.5, 2 / 3], [1.0]])
    check.stream(near, [[(*FIRST, [3.0, 1.0])]], [[0.75]])
    report = failure(check.stream, near, epochs, [[0.5, 0.75], [1.0]])
    assert report.tested == ("near, averaged by compile(metrics=[…]): its result batch after batch")
    assert report.inputs.startswith("epoch 1, batch 2: ")


def test_a_function_that_averages_over_a_batch_is_no_metric_of_elements() -> None:
    mean = define(
        "def near(y, p):\n    return tf.reduce_mean(tf.cast(tf.abs(y - p) <= 1, 'float32'))"
    )
    check.stream(check.averaged(mean["near"]), [[FIRST]], [[0.5]])
    failure(check.stream, check.averaged(mean["near"]), [[FIRST, SECOND]], [[0.5, 2 / 3]])


def test_a_function_that_is_a_stub_is_not_averaged() -> None:
    for stub in (None, function("raise NotImplementedError()", "def near(y_true, y_pred):")):
        with pytest.raises(check.NotWritten, match=r": not written yet$"):
            check.stream(check.averaged(stub), [[FIRST]], [[0.5]])
