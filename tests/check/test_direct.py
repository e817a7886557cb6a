"""Subjects whose object is here: made, traced, run and read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from tracegrade.direct import DirectSubject
from tracegrade.subjects import (
    Array,
    Attributes,
    Function,
    Made,
    NothingReturned,
    Rebuilt,
    Spec,
    StudentError,
    Subject,
)

from tests.check.students import define, function, loss_class, metric_class

X = np.float32([1, 2])
ANY = Function((Spec((None,)),))


def values_of(target: Any, function: Function = ANY, *inputs: Array) -> list[Array | None]:
    return DirectSubject(target, "f").seal([function]).run(0, *inputs or (X,))


def test_it_is_a_subject_and_anything_else_is_none() -> None:
    assert isinstance(DirectSubject(abs, "abs"), Subject)
    assert not isinstance(abs, Subject)
    assert not isinstance(metric_class()(), Subject)


def test_its_label_has_its_steps_and_its_name_has_not() -> None:
    subject = DirectSubject(None, "make").then(Made((2.0,))).then(Rebuilt())
    assert subject.name == "make"
    assert subject.label == "make(2.0), rebuilt by from_config(get_config())"


def test_a_run_gives_the_result_and_then_the_gradients() -> None:
    product = Function((Spec((2,)), Spec((2,)), Spec((2,))), gradient=(0, 2))
    [value, first, third] = values_of(lambda a, b, c: a * b, product, X, X, X)
    np.testing.assert_array_equal(value, X * X)
    np.testing.assert_array_equal(first, X)
    assert third is None


def test_what_it_gives_are_arrays_even_for_scalars_and_strings() -> None:
    for target in (tf.reduce_sum, lambda x: tf.constant("a"), lambda x: tf.constant(True)):
        [value] = values_of(target)
        assert isinstance(value, np.ndarray | np.generic)
        assert value.shape == ()


def test_an_update_gives_nothing() -> None:
    metric = metric_class()()
    update = Function((Spec((2, 1)),) * 2, method="update_state")
    column = np.ones((2, 1), np.float32)
    assert values_of(metric, update, column, column) == []


def test_functions_that_are_sealed_together_share_their_object() -> None:
    counter = define(
        """
        class Counter(tf.Module):
            def __init__(self):
                self.total = tf.Variable(0.0)
            def add(self, step):
                self.total.assign_add(step)
                return self.total
            def read(self):
                return self.total
        """
    )["Counter"]
    subject = DirectSubject(counter, "Counter").then(Made())
    functions = [Function((Spec(()),), method="add"), Function((), method="read")]
    sealed = subject.seal(functions)
    sealed.run(0, np.float32(2))
    sealed.run(0, np.float32(3))
    assert sealed.run(1) == [5.0]
    assert subject.seal(functions).run(1) == [0.0]


@pytest.mark.parametrize("draw", ["tf.random.normal([])", "np.random.normal()", "random.random()"])
def test_every_seed_is_set_before_each_trace(draw: str) -> None:
    drawn = function(f"return x + {draw}", before="import random")
    [[first], [same]] = [DirectSubject(drawn, "f").seal([ANY]).run(0, X) for _ in range(2)]
    np.testing.assert_array_equal(first, same)
    both = DirectSubject(drawn, "f").seal([ANY, ANY])
    np.testing.assert_array_equal(both.run(0, X), both.run(1, X))


def test_every_seed_is_set_before_the_object_is_made() -> None:
    make = define("def make():\n    n = np.random.normal()\n    return lambda x: x * n")["make"]
    subject = DirectSubject(make, "make").then(Made())
    [[first], [same]] = [subject.seal([ANY]).run(0, X) for _ in range(2)]
    np.testing.assert_array_equal(first, same)


def test_a_graph_is_counted_with_its_library_functions() -> None:
    mapped = function("return tf.map_fn(tf.sin, x)")
    facts = DirectSubject(mapped, "f").seal([ANY]).facts(0)
    assert facts.ops["Sin"] == 1
    assert facts.variables == 0
    assert facts.python_ops == ()


def test_variables_that_the_object_does_not_list_are_untracked() -> None:
    free = function("return x * free", before="free = tf.Variable(2.0, name='free')")
    sealed = DirectSubject(free, "f").seal([ANY])
    assert (sealed.untracked(), sealed.facts(0).variables) == (1, 1)
    update = Function((Spec((2, 1)),) * 2, method="update_state")
    sealed = DirectSubject(metric_class(), "Mean").then(Made()).seal([update])
    assert (sealed.untracked(), sealed.facts(0).variables) == (0, 2)


def test_attributes_are_read_as_plain_values() -> None:
    loss = DirectSubject(loss_class(), "Loss").then(Made((2.0,), {"name": "mine"}))
    found = loss.observe(Attributes(("name", "threshold", "nothing", "call", "_dtype_policy")))
    assert {"name": found["name"], "threshold": found["threshold"]} == {
        "name": "mine",
        "threshold": 2.0,
    }
    assert "nothing" not in found
    assert str(found["call"]).startswith("<bound method Absolute.call")


def test_an_attribute_that_raises_is_an_error_while_it_is_read() -> None:
    raising = define("class C:\n    @property\n    def a(self):\n        return 1 / 0")["C"]()
    with pytest.raises(StudentError) as raised:
        DirectSubject(raising, "it").observe(Attributes(("a",)))
    assert (raised.value.problem.stage, raised.value.problem.type) == (
        "reading",
        "ZeroDivisionError",
    )


@pytest.mark.parametrize("target", [None, ...])
def test_nothing_is_nothing_to_seal_or_read(target: Any) -> None:
    subject = DirectSubject(target, "it")
    for act in (lambda: subject.seal([ANY]), lambda: subject.observe(Attributes(("name",)))):
        with pytest.raises(NothingReturned):
            act()


def test_a_method_that_is_none_is_not_written_yet() -> None:
    stub = define("class C:\n    result = None")["C"]()
    with pytest.raises(NothingReturned):
        DirectSubject(stub, "it").seal([Function((), method="result")])
