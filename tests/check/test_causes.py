"""The usual causes, each found for a mistake that a student really makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from tracegrade.check import causes
from tracegrade.direct import DirectSubject
from tracegrade.subjects import (
    Function,
    Made,
    Problem,
    Rebuilt,
    Reloaded,
    Spec,
    Step,
    StudentError,
)

from tests.check.students import function, loss_class, metric_class

THREE, ANY = (Spec((3,)),), (Spec((None,)),)
BATCH, WEIGHTED = (Spec((2, 1)),) * 2, (Spec((2, 1)),) * 3
COLUMNS = (Spec((None, 1)),) * 2


pytestmark = pytest.mark.filterwarnings("ignore")  # Keras warns of some mistakes


@dataclass(frozen=True)
class Mistake:
    """Code with a mistake in it, how it is run, and how the text of its usual cause begins."""

    cause: str
    parts: tuple[tuple[str, str], ...]
    kind: str = "function"
    signature: tuple[Spec, ...] = THREE
    autograph: bool = True
    steps: tuple[Step, ...] = ()

    def problem(self) -> Problem:
        """The problem that comes of it."""
        with pytest.raises(StudentError) as raised:
            self._run()
        return raised.value.problem

    def _run(self) -> None:
        make = {"function": function, "metric": metric_class, "loss": loss_class}[self.kind]
        target: Any = make(**dict(self.parts))  # type: ignore[arg-type]
        subject = DirectSubject(target, "it", self.steps)
        methods = ("update_state", "result", "reset_state") if self.kind == "metric" else ()
        functions = [
            Function(
                self.signature if method in ("__call__", "update_state") else (),
                method=method,
                keywords=("sample_weight",) if len(self.signature) == 3 else (),
                autograph=self.autograph,
            )
            for method in methods or ("__call__",)
        ]
        sealed = subject.seal(functions)
        values = [np.ones([size or 3 for size in spec.shape]) for spec in self.signature]
        for index, traced in enumerate(functions):
            sealed.run(index, *(value.astype(np.float32) for value in values if traced.signature))


def body(cause: str, code: str, before: str = "", **how: Any) -> Mistake:
    return Mistake(cause, (("body", code), ("before", before)), **how)


def metric(cause: str, how: dict[str, Any] | None = None, **parts: str) -> Mistake:
    given = {"signature": BATCH, "steps": (Made(),), **(how or {})}
    return Mistake(cause, tuple(parts.items()), kind="metric", **given)


def loss(cause: str, how: dict[str, Any] | None = None, **parts: str) -> Mistake:
    given = {"signature": BATCH, "steps": (Made((2.0,), {"name": "mine"}),), **(how or {})}
    return Mistake(cause, tuple(parts.items()), kind="loss", **given)


SUPER = "super().__init__(**kwargs)\n"
ABSOLUTE = "loss = tf.abs(y_true - y_pred)\n"
WEIGHT = "In Keras 3 the first argument of add_weight is the shape, not the name."
INITIALIZER = "A weight of a metric needs a shape and an initializer"
POSITIONAL = "The arguments of the base class go by keyword"
NOT_CALLED = "The constructor must call super().__init__(**kwargs)"
PROPERTY = "A property has no value of its own to assign."
UNKNOWN = "A size that is unknown while the graph is traced is None in x.shape"
NONE = "None stands where a tensor is wanted"
CONCRETE = "NumPy, math, float(), int() and indices of a list need concrete values"
METHODS = "A tensor has no NumPy methods, and .numpy() works eagerly only"
ONCE = "An if, a while, and, or, and a chain such as a < x < b decide once"
DECIDE = "Python's if, while, assert, bool(), in, and/or cannot decide on a tensor"
ITERATE = "Python's for, a comprehension, sum, zip and the like cannot run over a tensor"
UNCHANGED = "Only a variable has assign; a tensor cannot be changed."
KEPT = "A tensor of one trace was kept in an attribute, a list or a global variable"
IN_LOOP = "A tensor that is made inside a tensor loop cannot leave it through a Python list."
CARRIED = "What a tensor loop carries must be there before the loop"
BRANCHES = "The branches of an if on a tensor must give values of the same shape and dtype"
VARIABLE = "A variable is made once"
DTYPES = "TensorFlow never converts dtypes by itself"
SHAPES = "The shapes of two tensors, or a shape and an axis, do not fit."
READ = "An element was read that is not there."
CONSTANT = "tf.constant is for Python numbers and lists."
ONE_TENSOR = "The result must be one tensor"
ARRAY_SIZE = "A tf.TensorArray has a fixed size"
OTHER_MODULE = "The module has no such name."
BACKEND = "The keras.backend of Keras 3 has no operations on tensors any more"
SIGNATURE = "The parameters are not those of the exercise"
MISSING = "A method that Keras calls is missing"
NAME = "A name is misspelt"
CONFIG_KEYS = "The constructor must take every key that get_config returns"
KERAS = {"autograph": False}

MISTAKES = {
    # Older Keras
    "name_first": metric(
        WEIGHT, init=SUPER + 'self.total = self.add_weight("total", initializer="zeros")'
    ),
    "name_first_over_lines": metric(
        WEIGHT, init=SUPER + 'self.total = self.add_weight(\n    "total", initializer="zeros")'
    ),
    "name_first_in_a_variable": metric(
        WEIGHT, init=SUPER + 'n = "total"\nself.total = self.add_weight(n, initializer="zeros")'
    ),
    "name_first_and_shape": metric(
        WEIGHT, init=SUPER + 'self.total = self.add_weight("total", shape=(), initializer="zeros")'
    ),
    "name_third": metric(WEIGHT, init=SUPER + 'self.total = self.add_weight((), "zeros", "total")'),
    "no_initializer": metric(
        INITIALIZER, init=SUPER + 'self.total = self.add_weight(name="total")'
    ),
    "no_shape": metric(
        INITIALIZER, init=SUPER + 'self.total = self.add_weight(shape=None, initializer="zeros")'
    ),
    "unknown_initializer": metric(
        "Keras knows no initializer of that name",
        init=SUPER + 'self.total = self.add_weight(shape=(), initializer="zeroes")',
    ),
    "aggregation": metric(
        "In Keras 3 the add_weight of a metric takes name, shape, initializer and dtype only.",
        init=SUPER
        + 'self.total = self.add_weight(shape=(), initializer="zeros", aggregation="sum")',
    ),
    "reduction_auto": loss(
        'Keras 3 has no reduction "auto".', init='super().__init__(reduction="auto", **kwargs)'
    ),
    "reduction_enum": loss(
        "keras.losses.Reduction does not exist in Keras 3",
        init="super().__init__(reduction=keras.losses.Reduction.AUTO, **kwargs)",
    ),
    "losses_utils": loss(
        "keras.losses.Reduction does not exist in Keras 3",
        init="super().__init__(reduction=keras.utils.losses_utils.ReductionV2.AUTO, **kwargs)",
    ),
    "dynamic": metric("Keras 3 does not take this keyword.", init="super().__init__(dynamic=True)"),
    "dynamic_layer": body(
        "Keras 3 does not take this keyword.",
        "return keras.layers.Layer(dynamic=True)(x)",
    ),
    "calls_super_reset_states": metric(
        "Keras 3 calls it reset_state", more="def reset_state(self):\n    super().reset_states()"
    ),
    "calls_own_reset_states": metric(
        "Keras 3 calls it reset_state", more="def reset_state(self):\n    self.reset_states()"
    ),
    "backend_mean": metric(BACKEND, update="self.total.assign_add(keras.backend.mean(y_pred))"),
    "backend_update_add": metric(BACKEND, update="keras.backend.update_add(self.total, 1.0)"),
    # The constructor
    "metric_name_by_position": metric(
        POSITIONAL, head="self, name='m', **kwargs", init="super().__init__(name, **kwargs)"
    ),
    "metric_threshold_by_position": metric(POSITIONAL, init="super().__init__(threshold)"),
    "loss_reduction_by_position": loss(
        POSITIONAL,
        head="self, threshold, reduction='sum', name='mine'",
        init="super().__init__(reduction, name)",
    ),
    "loss_threshold_by_position": loss(
        POSITIONAL, {"steps": (Made(),)}, init="super().__init__(threshold, **kwargs)"
    ),
    "loss_two_names": loss(POSITIONAL, init='super().__init__("mine", **kwargs)'),
    "super_of_a_class": loss(
        POSITIONAL, init="super(type(self), self).__init__(threshold, **kwargs)"
    ),
    "threshold_given_to_base": loss(
        "The base class takes only its own arguments",
        init="super().__init__(threshold=threshold, **kwargs)",
    ),
    "name_twice": loss(
        "An argument comes twice", init='super().__init__(name="absolute", **kwargs)'
    ),
    "no_super_metric": metric(
        NOT_CALLED, init='self.total = self.add_weight(shape=(), initializer="zeros")'
    ),
    "no_super_metric_with_variables": metric(
        NOT_CALLED,
        init="self.total, self.count, self.threshold = tf.Variable(0.0), tf.Variable(0.0), 1.0",
    ),
    "no_super_loss": loss(NOT_CALLED, init="self.threshold = threshold"),
    "super_is_not_called": loss(NOT_CALLED, init="super.__init__(**kwargs)"),
    "kwargs_not_taken": loss(
        "The constructor must take the arguments of the base class",
        head="self, threshold=1.0",
        init="super().__init__()",
    ),
    "assigned_variables": metric(PROPERTY, init=SUPER + "self.variables = []"),
    "assigned_dtype": metric(PROPERTY, init=SUPER + 'self.dtype = "float32"'),
    "property_of_own": metric(PROPERTY, more="@property\ndef total(self):\n    return 0.0"),
    "property_name": metric(PROPERTY, more="@property\ndef name(self):\n    return 'mine'"),
    "attribute_misspelt": metric(
        "An attribute of self must be made in the constructor", update="self.totl.assign_add(1.0)"
    ),
    # Configuration
    "config_update_returned": loss(
        "get_config must return a dictionary",
        {"steps": (Made(), Rebuilt())},
        config='return super().get_config().update({"threshold": self.threshold})',
    ),
    "config_update_returned_saved": loss(
        "get_config must return a dictionary",
        {"steps": (Made(), Reloaded())},
        config='return super().get_config().update({"threshold": self.threshold})',
    ),
    "config_other_key": loss(
        "The base class takes only its own arguments",
        {"steps": (Made(), Rebuilt())},
        config='return {**super().get_config(), "delta": self.threshold}',
    ),
    "config_other_key_saved": loss(
        CONFIG_KEYS,
        {"steps": (Made(), Reloaded())},
        config='return {**super().get_config(), "delta": self.threshold}',
    ),
    "config_without_a_required_argument": loss(
        SIGNATURE,
        {"steps": (Made(), Reloaded())},
        head="self, threshold",
        config="return super().get_config()",
    ),
    "config_holds_a_tensor": loss(
        "get_config returns plain values",
        {"steps": (Made(), Reloaded())},
        init=SUPER + "self.threshold = tf.constant(threshold)",
    ),
    # Methods and parameters
    "no_sample_weight": metric(
        "update_state takes sample_weight",
        {"signature": WEIGHTED},
        update_head="self, y_true, y_pred",
        update="self.total.assign_add(1.0)",
    ),
    "no_sample_weight_keras": metric(
        "update_state takes sample_weight",
        {"signature": WEIGHTED, **KERAS},
        update_head="self, y_true, y_pred",
        update="self.total.assign_add(1.0)",
    ),
    "sample_weight_required": metric(
        "update_state takes sample_weight",
        update_head="self, y_true, y_pred, sample_weight",
        update="self.total.assign_add(2.0)",
    ),
    "update_misspelt": metric(MISSING, more="update_state = keras.metrics.Metric.update_state"),
    "no_base_class": metric(
        MISSING,
        KERAS,
        base="object",
        init="self.total = self.count = 1.0",
        update="pass",
    ),
    "no_base_class_rebuilt": metric(
        MISSING, {"steps": (Made(), Rebuilt())}, base="object", init="self.threshold = 1.0"
    ),
    "call_misspelt": loss(MISSING, more="call = keras.losses.Loss.call"),
    "layer_without_call": body(MISSING, "return keras.layers.Layer.call(keras.layers.Layer(), x)"),
    "super_update_state": metric(MISSING, update="super().update_state(y_true, y_pred)"),
    "result_takes_an_argument": metric(
        SIGNATURE, more="def result(self, x):\n    return self.total"
    ),
    "no_default": loss(SIGNATURE, {"steps": (Made(),)}, head="self, threshold, **kwargs"),
    "keyword_only": loss(SIGNATURE, {"steps": (Made(),)}, head="self, *, threshold, **kwargs"),
    "too_few_parameters": body(SIGNATURE, "return x", signature=THREE * 2),
    "other_parameter_name": loss(
        SIGNATURE,
        {"steps": (Made((), {"delta": 1.0}),)},
        head="self, threshold=1.0",
        init="super().__init__()",
    ),
    "input_signature": body(
        "The input_signature of @tf.function is narrower",
        "return x",
        "@tf.function(input_signature=[tf.TensorSpec([None, 1])])",
    ),
    "loss_returns_nothing": loss(NONE, call="loss = y_true - y_pred"),
    "helper_returns_nothing": body(NONE, "return x + helper(x)", "def helper(x):\n    2 * x"),
    "returns_a_dictionary": body(ONE_TENSOR, 'return {"x": x}'),
    "returns_a_function": body(ONE_TENSOR, "return lambda: x"),
    "returns_a_generator": body(ONE_TENSOR, "yield x"),
    "array_not_stacked": body(ONE_TENSOR, "return tf.TensorArray(tf.float32, 1).write(0, x[0])"),
    # Python, and other libraries
    "misspelt": body(NAME, "return y"),
    "unbound": body(NAME, "y = y + x\nreturn y"),
    "unbound_in_autograph": body(NAME, "if x is None:\n    y = x\nreturn y"),
    "not_installed": body("TensorFlow, Keras and NumPy are all", "import torch_\nreturn x"),
    "exit": body("The program was told to end itself.", "import sys\nsys.exit(1)"),
    "endless_recursion": body("The function calls itself", "return f(x)", **KERAS),
    "tf_log": body(OTHER_MODULE, "return tf.log(x)"),
    "tf_math_mean": body(OTHER_MODULE, "return tf.math.mean(x)"),
    "ops_reduce_mean": body(OTHER_MODULE, "return keras.ops.reduce_mean(x)"),
    "session": body("TensorFlow 2 has no sessions", "return x.eval()"),
    # Values that are not there
    "numpy_method": body(METHODS, "return tf.square(x.numpy())"),
    "numpy_method_keras": body(METHODS, "return tf.square(x.numpy())", **KERAS),
    "numpy_of_a_variable": metric(METHODS, result="return self.total.value.numpy()"),
    "tolist": body(METHODS, "return tf.constant(x.tolist())"),
    "item": body(METHODS, "return x * x[0].item()"),
    "mean_method": body(METHODS, "return x - x.mean()"),
    "astype": body(METHODS, "return x.astype('float32')"),
    "np_abs": body(CONCRETE, "return np.abs(x)"),
    "np_where": body(CONCRETE, "return np.where(x > 0, x, -x)"),
    "np_array_filled": body(CONCRETE, "r = np.zeros(3)\nr[0] = x[0]\nreturn r"),
    "float": body(CONCRETE, "return x * float(x[0])", **KERAS),
    "int": body(CONCRETE, "return x * int(x[0])", **KERAS),
    "math_sqrt": body(CONCRETE, "return x * math.sqrt(x[0])", "import math"),
    "list_index": body(CONCRETE, "return x + [1.0, 2.0][tf.argmax(x)]"),
    "constant_of_a_tensor": body(CONSTANT, "return tf.constant(x)"),
    "constant_of_tensors": body(CONSTANT, "return tf.constant([x[0], x[1]])"),
    "constant_in_map_fn": body(
        CONSTANT, "return tf.map_fn(lambda e: tf.constant(e, tf.float32), x)"
    ),
    "item_assignment": body(UNCHANGED, "y = tf.zeros_like(x)\ny[0] = x[0]\nreturn y"),
    "mask_assignment": body(UNCHANGED, "x[x > 1.0] = 0.0\nreturn x"),
    "item_deletion": body(UNCHANGED, "del x[0]\nreturn x"),
    "assign_to_a_tensor": body(UNCHANGED, "x.assign(x + 1.0)\nreturn x"),
    # Control flow
    "if_on_a_tensor": body(DECIDE, "if x[0] > 0:\n    return x\nreturn -x", **KERAS),
    "while_on_a_tensor": body(DECIDE, "while x[0] > 9:\n    x -= 1\nreturn x", **KERAS),
    "and_on_tensors": body(DECIDE, "return tf.where(x > 0 and x < 1, x, -x)", **KERAS),
    "assert_on_a_tensor": body(DECIDE, "assert x[0] > 0\nreturn x"),
    "bool_of_a_tensor": body(DECIDE, "return x if bool(x[0] > 0) else -x"),
    "in_a_tensor": body(DECIDE, "return x if 1.0 in x else -x"),
    "result_if": metric(DECIDE, KERAS, result="if self.count == 0:\n    return 0.0\nreturn 1.0"),
    "if_on_a_vector": body(ONCE, "if x > 0:\n    return x\nreturn -x"),
    "if_on_a_vector_of_any_size": body(ONCE, "if x > 0:\n    return x\nreturn -x", signature=ANY),
    "while_on_a_vector": body(ONCE, "while x > 9:\n    x -= 1\nreturn x"),
    "and_on_vectors": body(ONCE, "return tf.where(x > 0 and x < 1, x, -x)"),
    "chained_comparison": body(ONCE, "return tf.where(0 < x < 1, x, -x)", signature=ANY),
    "for_over_a_tensor": body(ITERATE, "y = 0.0\nfor e in x:\n    y += e\nreturn y", **KERAS),
    "for_over_tf_range": body(
        ITERATE, "y = 0.0\nfor i in tf.range(3):\n    y += x[i]\nreturn y", **KERAS
    ),
    "comprehension": body(ITERATE, "return tf.stack([2 * e for e in x])"),
    "sum_of_a_tensor": body(ITERATE, "return x - sum(x)"),
    "zip_of_tensors": body(ITERATE, "return tf.stack([a for a, b in zip(x, x)])"),
    "unpacked": body(ITERATE, "a, b, c = x\nreturn a"),
    "range_of_a_tensor": body(
        ITERATE, "return tf.stack([x[i] for i in range(tf.size(x))])", **KERAS
    ),
    "range_of_none": body(
        UNKNOWN, "return tf.stack([x[i] for i in range(x.shape[0])])", signature=ANY
    ),
    "len_of_a_tensor": body(UNKNOWN, "return x / len(x)", signature=ANY, **KERAS),
    "arithmetic_with_none": body(UNKNOWN, "return x / (x.shape[0] - 1)", signature=ANY),
    "reshape_to_none": body(UNKNOWN, "return tf.reshape(x, [x.shape[0], 1])", signature=ANY),
    "ones_of_a_shape": body(UNKNOWN, "return x * tf.ones(x.shape)", signature=ANY),
    "zeros_of_none": body(UNKNOWN, "return x + tf.zeros([x.shape[0]])", signature=ANY),
    "numpy_of_a_shape": body(UNKNOWN, "return x + np.zeros(x.shape)", signature=ANY),
    "unstack": body(UNKNOWN, "return tf.stack(tf.unstack(x))", signature=ANY),
    "none_as_a_size": body(NONE, "return tf.range(x.shape[0])", signature=ANY),
    "squeezed": loss(
        UNKNOWN, {"signature": COLUMNS}, call="return tf.abs(tf.squeeze(y_true - y_pred))"
    ),
    "array_of_none": body(
        ARRAY_SIZE, "return tf.TensorArray(tf.float32, size=x.shape[0]).stack()", signature=ANY
    ),
    "array_too_short": body(
        ARRAY_SIZE, "return tf.TensorArray(tf.float32, 0).write(0, x[0]).stack()"
    ),
    "list_in_a_tensor_loop": body(
        IN_LOOP,
        "y = []\nfor i in tf.range(tf.size(x)):\n    y.append(x[i])\nreturn tf.stack(y)",
    ),
    "plus_equals_on_a_variable": metric(
        KEPT, update=ABSOLUTE + "self.total += tf.reduce_sum(loss)"
    ),
    "python_number_as_state": metric(
        KEPT,
        init=SUPER + "self.total, self.count = 0.0, 1.0",
        update=ABSOLUTE + "self.total += tf.reduce_sum(loss)",
    ),
    "list_as_state": metric(
        KEPT,
        init=SUPER + "self.losses = []",
        update=ABSOLUTE + "self.losses.append(tf.reduce_mean(loss))",
        result="return tf.reduce_mean(self.losses)",
    ),
    "tensor_as_state": metric(
        KEPT,
        init=SUPER + "self.total, self.count = tf.constant(0.0), tf.constant(1.0)",
        update=ABSOLUTE + "self.total = self.total + tf.reduce_sum(loss)",
    ),
    "loop_changes_shape": body(
        CARRIED,
        "y = x[:0]\nfor i in tf.range(3):\n    y = tf.concat([y, x[:1]], 0)\nreturn y",
    ),
    "loop_grows_a_list": body(
        CARRIED, "y = []\nwhile x[0] < 3.0:\n    y = y + [x]\n    x += 1.0\nreturn y"
    ),
    "loop_makes_its_array": body(
        CARRIED,
        "for i in tf.range(3):\n    y = tf.TensorArray(tf.float32, 3)\n    y = y.write(i, x[i])\n"
        "return y.stack()",
    ),
    "cond_without_functions": body(
        "tf.cond takes two functions", "return tf.cond(x[0] > 0, x, -x)"
    ),
    "branch_without_a_value": body(BRANCHES, "if x[0] > 0:\n    y = x\nreturn y"),
    "branch_of_another_dtype": body(
        BRANCHES, "if x[0] > 0:\n    y = 1\nelse:\n    y = x\nreturn y"
    ),
    "branch_without_return": body(BRANCHES, "if x[0] > 0:\n    return x"),
    "cond_of_two_dtypes": body(BRANCHES, "return tf.cond(x[0] > 0, lambda: x, lambda: 1)"),
    "cond_with_none": body(BRANCHES, "return tf.cond(x[0] > 0, lambda: x, lambda: None)"),
    "return_in_a_loop": body(
        "A return inside a tensor loop cannot be converted",
        "for e in x:\n    if e > 9:\n        return e\nreturn x[0]",
    ),
    # Variables, dtypes, shapes
    "variable_at_each_call": body(VARIABLE, "v = tf.Variable(tf.zeros([3]))\nreturn v + x"),
    "variable_of_the_input": body(VARIABLE, "v = tf.Variable(x)\nreturn v + x"),
    "weight_in_update": metric(
        VARIABLE, update='self.total = self.add_weight(shape=(), initializer="zeros")'
    ),
    "generator_at_each_call": body(
        VARIABLE, "return x + tf.random.Generator.from_seed(1).normal([3])"
    ),
    "int_times_float": body(DTYPES, "return x * tf.shape(x)[0]"),
    "float64": body(DTYPES, "return x * tf.constant(np.ones(3))"),
    "eager_int_plus_float": loss(DTYPES, init=SUPER + "tf.constant(1) + tf.constant(2.0)"),
    "sum_of_booleans": body(DTYPES, "return tf.reduce_sum(x > 0)"),
    "conversion": body(DTYPES, "return tf.convert_to_tensor(x, tf.int32)"),
    "array_of_another_dtype": body(
        DTYPES, "return tf.TensorArray(tf.int32, 1).write(0, x[0]).stack()"
    ),
    "first_element": body(READ, "return x[tf.size(x)]", signature=ANY),
    "gather": body(READ, "return tf.gather(x, [7])"),
    "scan_over_nothing": body(
        READ, "return tf.scan(lambda a, e: a + e, x[tf.size(x):])", signature=ANY
    ),
    "two_lengths": body(SHAPES, "return x + tf.ones([2])"),
    "two_lengths_of_any_size": body(SHAPES, "return x + tf.ones([2])", signature=ANY),
    "matmul_of_vectors": body(SHAPES, "return tf.matmul(x, x)"),
    "no_such_axis": body(SHAPES, "return tf.reduce_sum(x, axis=2)"),
    "reshape": body(SHAPES, "return tf.reshape(x, [2, 2])"),
    "reshape_of_any_size": body(SHAPES, "return tf.reshape(x, [2, 2])", signature=ANY),
    "stack": body(SHAPES, "return tf.stack([x, x[: tf.size(x) - 1]])", signature=ANY),
    "squeeze": body(SHAPES, "return tf.squeeze(x, axis=0)"),
    "transpose": body(SHAPES, "return tf.transpose(x, [1, 0])"),
}


@cache
def problem_of(name: str) -> Problem:
    return MISTAKES[name].problem()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_has_its_usual_cause(name: str) -> None:
    problem = problem_of(name)
    assert causes.of_problem(problem).startswith(MISTAKES[name].cause), problem


def test_every_cause_is_that_of_a_mistake() -> None:
    found = [
        next(cause for cause in causes._CAUSES if cause.explains(problem_of(name)))
        for name in MISTAKES
    ]
    assert [cause.text for cause in causes._CAUSES if cause not in found] == []


def test_a_problem_that_is_not_usual_has_no_cause() -> None:
    assert causes.of_problem(problem_of("misspelt")) != ""
    unusual = replace(problem_of("misspelt"), type="ValueError", message="17 is unlucky")
    assert causes.of_problem(unusual) == ""


# --- Values ---------------------------------------------------------------------------------------

F = np.float32


@pytest.mark.parametrize(
    ("expected", "got", "cause"),
    [
        ([1, 2], [1, np.nan], "NaN comes from 0 / 0"),
        ([1, 2], [1, np.inf], "An infinity comes from a division by zero"),
        ([1, -2, 0], [-1, 2, 0], "The sign is wrong"),
        ([1, 2, 0], [0, 0, 0], "Every value is zero."),
        ([1, 2, 0], [2, 4, 0], "Every value is twice what is expected"),
        ([1, 2, 4], [0.5, 1, 2], "Every value is half of what is expected"),
        ([1, 2, 4], [-0.5, -1, -2], "All values are off by one factor"),
        ([1, 2], 1.5, "The values were reduced"),
        ([[1, 2], [3, 4]], [1.5, 3.5], "The last axis was reduced"),
        (1.5, [1, 2], "One number is wanted"),
        (1.5, [[1.5]], "One number is wanted"),
        ([1, 2, 3], np.ones((3, 3)), "Two arguments of different rank were broadcast"),
        ([[1], [2], [3]], np.ones((3, 3)), "Two arguments of different rank were broadcast"),
    ],
)
def test_values_that_differ_have_a_usual_cause(expected: Any, got: Any, cause: str) -> None:
    assert causes.of_values(F(expected), F(got)).startswith(cause)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ([1, 2], [1, 3]),
        ([0, 0], [1, 1]),
        ([np.nan, 1], [np.nan, 2]),
        ([1000, 2000], [1000.5, 2000.5]),  # rounding is no factor
        (2, 3),  # of one number, each is some multiple
        ([0, 2], [0, 3]),
        ([1, 2], np.ones((2, 3))),
        ([1, 2], [1, 2, 3]),
    ],
)
def test_values_that_differ_otherwise_have_none(expected: Any, got: Any) -> None:
    assert causes.of_values(F(expected), F(got)) == ""


def test_a_usual_cause_never_quotes_a_value() -> None:
    expected, got = F([1.25, 2.5, 8.75]), F([3.75, 7.5, 26.25])
    text = causes.of_values(expected, got)
    assert text
    assert not any(f"{value:g}" in text for value in (*expected, *got))
