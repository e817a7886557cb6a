"""The usual causes of what a check sees: of exceptions, and of values that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from tracegrade.subjects import Array, Problem

LOST_CONFIG = (
    "Where the other tests pass: get_config must start from super().get_config() and add every "
    "argument of the constructor, "
    "and the constructor must hand **kwargs on: super().__init__(**kwargs)."
)
OTHER_PARAMETERS = (
    "The parameters are not those of the exercise: compare names, order and defaults with its "
    "signature."
)
NOT_RESET = (
    "reset_state must make the metric forget all that it has seen. Keras's own looks after the "
    "weights that add_weight made; under its older name, reset_states, it is never called."
)
PYTHON_IN_GRAPH = (
    "py_function and numpy_function call back into Python, which is slow and cannot be exported. "
    "Use TensorFlow operations."
)
NOT_A_MEAN = (
    "It is right after one batch and wrong after more: keep the sum of all losses and the number "
    "of all elements, not the mean of the batches' means, nor the last batch."
)
WEIGHTS = (
    "With sample_weight, each loss counts as often as its weight says: divide the weighted sum by "
    "the sum of the weights."
)
INFINITE = (
    "tf.where differentiates both of its branches, and one that is infinite or NaN spoils the "
    "other; a root has no finite gradient at 0."
)


@dataclass(frozen=True)
class _Cause:
    """A usual cause: for which exception types, messages and lines of the student's it is given."""

    text: str
    type: str = ""
    message: str = ""
    line: str = ""

    def explains(self, problem: Problem) -> bool:
        return all(
            re.search(pattern, value) is not None
            for pattern, value in (
                (self.type, problem.type),
                (self.message, problem.message),
                (self.line, problem.line),
            )
            if pattern
        )


_BASE_BY_KEYWORD = (
    "The arguments of the base class go by keyword: super().__init__(**kwargs). Its first "
    "positional argument is not the same for every class of Keras 3: the name of a loss, the dtype "
    "of a metric."
)

# The first one that explains a problem is given: the special ones stand above the general ones.
_CAUSES = (
    # Python
    _Cause(
        "A name is misspelt, was not given a value, or the cell that defines it has not run.",
        type=r"^(NameError|UnboundLocalError)$",
    ),
    _Cause(
        "TensorFlow, Keras and NumPy are all that the exercises need.",
        type=r"^(ImportError|ModuleNotFoundError)$",
    ),
    _Cause("The program was told to end itself.", type=r"^SystemExit$"),
    _Cause("The function calls itself without an end.", type=r"^RecursionError$"),
    # The constructor of a Keras class
    _Cause(
        "In Keras 3 the first argument of add_weight is the shape, not the name. Write "
        'self.add_weight(name="total", shape=(), initializer="zeros").',
        message=r"to a shape|multiple values for argument 'shape'|Invalid dtype",
        line=r"add_(weight|variable)\(",
    ),
    _Cause(
        "A weight of a metric needs a shape and an initializer: "
        'self.add_weight(name="total", shape=(), initializer="zeros").',
        message=r"value \(None\) with an unsupported type|`shape` argument should be specified",
        line=r"add_(weight|variable)\(",
    ),
    _Cause(
        'Keras knows no initializer of that name; "zeros" and "ones" are two that it knows.',
        message=r"interpret initializer",
    ),
    _Cause(
        "In Keras 3 the add_weight of a metric takes name, shape, initializer and dtype only.",
        message=r"add_(weight|variable)\(\) got an unexpected keyword",
    ),
    _Cause(
        'Keras 3 has no reduction "auto". The default is "sum_over_batch_size"; pass it, or leave '
        "reduction out.",
        message=r"reduction.*=auto\b",
    ),
    _Cause(
        "keras.losses.Reduction does not exist in Keras 3; reductions are plain strings such as "
        '"sum_over_batch_size".',
        message=r"has no attribute '(Reduction|ReductionV2|losses_utils)'",
    ),
    _Cause(
        "Keras 3 does not take this keyword. Look up which one of compile makes a model run its "
        "Python code at every batch.",
        message=r"[Uu]nrecognized keyword.*dynamic|unexpected keyword argument 'dynamic'",
    ),
    _Cause(
        "An argument comes twice: by keyword in super().__init__(…) and in **kwargs. Make it a "
        'parameter of the constructor with a default, or use kwargs.setdefault("name", …).',
        message=r"__init__\(\) got multiple values for keyword argument",
    ),
    _Cause(
        _BASE_BY_KEYWORD,
        message=r"multiple values for argument|argument `(reduction|name)|`dtype` argument|"
        r"DTypePolicy",
        line=r"super\(.*\)\.__init__\(\s*[^\s*)]",
    ),
    _Cause(_BASE_BY_KEYWORD, message=r"Argument `name` must be a string"),
    _Cause(
        "The base class takes only its own arguments (name, dtype and the like). Name yours in the "
        "constructor, under the names that get_config returns, and keep them as attributes; hand "
        "on **kwargs.",
        message=r"\.__init__\(\) got an unexpected keyword argument",
        line=r"super\(.*\)\.__init__\(",
    ),
    _Cause(
        "The constructor must call super().__init__(**kwargs) before it makes anything.",
        message=r"super\(\)\.__init__|descriptor '__init__'|has no attribute '(_variables|name)'",
    ),
    _Cause(
        "The constructor must take the arguments of the base class, such as name and dtype, as "
        "**kwargs, and hand them on: super().__init__(**kwargs).",
        message=r"__init__\(\) got an unexpected keyword argument '(name|dtype|reduction)'",
    ),
    _Cause(
        "A property has no value of its own to assign. Keep the value under another name "
        "(self._name); name, dtype, variables and others belong to the base class.",
        message=r"has no setter|can't set attribute",
    ),
    # Configuration
    _Cause(
        "get_config must return a dictionary: config.update(…) changes config and returns None.",
        message=r"argument after \*\* must be a mapping|should return a dict",
    ),
    _Cause(
        "get_config returns plain values, such as the number that the constructor took, and no "
        "tensors.",
        message=r"'__tensor__'",
    ),
    _Cause(
        "The constructor must take every key that get_config returns, and get_config must return "
        "every argument of the constructor.",
        message=r"could not be deserialized",
    ),
    # Methods and their parameters
    _Cause(
        "Keras 3 calls it reset_state; reset_states is its older name.",
        message=r"has no attribute 'reset_states'",
    ),
    _Cause(
        "update_state takes sample_weight, and works without it: "
        "def update_state(self, y_true, y_pred, sample_weight=None).",
        message=r"update_state\(\).*'sample_weight'",
    ),
    _Cause(
        "A method that Keras calls is missing: a loss and a layer need call, a metric update_state "
        "and result. Is a name misspelt, or does the class derive from another one?",
        message=r"^$|does not have a `call|"
        r"has no attribute '(update_state|result|reset_state|from_config|get_config)'",
        type=r"^(NotImplementedError|AttributeError)$",
    ),
    _Cause(
        OTHER_PARAMETERS,
        message=r"positional arguments?\b|unexpected keyword argument|keyword-only argument",
        type=r"^TypeError$",
    ),
    _Cause(
        "The input_signature of @tf.function is narrower than what the exercise allows: leave it "
        "out, or give None for every size.",
        message=r"Binding inputs to tf\.function failed",
    ),
    _Cause(
        "None stands where a tensor is wanted: the result of a function without return, or a size "
        "in x.shape that is unknown while the graph is traced; tf.shape(x) gives it.",
        message=r"None values not supported",
    ),
    _Cause(
        "The result must be one tensor: not a dictionary, a function or a generator. stack() makes "
        "a tensor of a tf.TensorArray.",
        message=r"Failed to convert elements of <|Expected any non-tensor type",
        line=r"^$",
    ),
    # Names of other libraries and versions
    _Cause(
        "The keras.backend of Keras 3 has no operations on tensors any more: they are in keras.ops "
        "(keras.ops.mean) and tf (tf.reduce_mean).",
        message=r"module '[\w.]*backend' has no attribute",
    ),
    _Cause(
        "The module has no such name. TensorFlow 2 and keras.ops have names of their own: "
        "tf.reduce_mean and keras.ops.mean, tf.math.log, tf.random.normal.",
        message=r"module '[\w.]+' has no attribute",
    ),
    _Cause(
        "TensorFlow 2 has no sessions: a tensor is its own value, except while a graph is traced.",
        message=r"No default session",
    ),
    # Values that are not there while a graph is traced
    _Cause(
        "Only a variable has assign; a tensor cannot be changed. Make a new one: tf.where, "
        "tf.tensor_scatter_nd_update, or a tf.TensorArray that collects values.",
        message=r"Tensor'? object has no attribute 'assign|object does(n't| not) support item",
    ),
    _Cause(
        "A tensor has no NumPy methods, and .numpy() works eagerly only: while a graph is traced, "
        "tensors have no values yet. Use the functions of tf or keras.ops.",
        message=r"Tensor'? object has no attribute|numpy\(\) is only available",
    ),
    _Cause(
        "An attribute of self must be made in the constructor, under that very name.",
        message=r"object has no attribute",
        line=r"\bself\.",
    ),
    _Cause(
        "tf.constant is for Python numbers and lists. A tensor needs no conversion; tf.stack makes "
        "one of several.",
        message=r"Expected any non-tensor type|Expected \w+, but got .* of type '\w*Tensor'",
    ),
    _Cause(
        "NumPy, math, float(), int() and indices of a list need concrete values, which a tensor "
        "does not have while a graph is traced. Use the functions of tf or keras.ops.",
        message=r"Cannot convert a symbolic|array element with a sequence|must be real number, not|"
        r"(float|int)\(\) argument|list indices must be integers",
    ),
    _Cause(
        "An if, a while, and, or, and a chain such as a < x < b decide once, and not for each "
        "element. Use tf.where, and & and | between masks.",
        message=r"expected to be `?tf\.bool`? scalar|must be a scalar, but it has shape|"
        r"the requested shape has 1\b",
    ),
    _Cause(
        "Python's if, while, assert, bool(), in, and/or cannot decide on a tensor where AutoGraph "
        "does not convert them, as in the graphs that Keras traces. Use tf.where, tf.cond or "
        "arithmetic on masks.",
        message=r"as a Python `?bool|argument of type '\w*Tensor' is not iterable",
    ),
    _Cause(
        "Python's for, a comprehension, sum, zip and the like cannot run over a tensor where "
        "AutoGraph does not convert them, as in the graphs that Keras traces. Use operations on "
        "whole tensors, tf.map_fn, tf.scan or tf.while_loop.",
        message=r"[Ii]terating over a symbolic|'\w*Tensor' object cannot be interpreted as an int",
    ),
    _Cause(
        "A tf.TensorArray has a fixed size: tf.TensorArray(x.dtype, size=tf.shape(x)[0]), or "
        "size=0 with dynamic_size=True.",
        message=r"Argument `size` must be provided|to modify element \d+ in a list",
    ),
    _Cause(
        "A size that is unknown while the graph is traced is None in x.shape, and Python's len and "
        "range cannot count it. tf.shape(x) gives it as a tensor, and a loop over it is one over "
        "tf.range(tf.shape(x)[0]).",
        message=r"NoneType|elements of [\[(].*\bNone\b|"
        r"len is not well defined|unknown rank|partially known|infer argument `num`",
    ),
    # Loops and branches
    _Cause(
        "A tensor that is made inside a tensor loop cannot leave it through a Python list. Collect "
        "values in a tf.TensorArray: array = array.write(i, value).",
        message=r"'[\w/]*while/.*out of scope",
    ),
    _Cause(
        "A tensor of one trace was kept in an attribute, a list or a global variable, and used in "
        "another one. State lives in variables, changed by assign and assign_add: = and += put a "
        "tensor in their place.",
        message=r"is out of scope",
    ),
    _Cause(
        "What a tensor loop carries must be there before the loop, and keep its shape, dtype and "
        "structure from one step to the next.",
        message=r"shape .* after one iteration|same nested structure|"
        r"must be defined before the loop",
    ),
    _Cause(
        "tf.cond takes two functions: tf.cond(condition, lambda: a, lambda: b).",
        message=r"(true|false)_fn' must be callable",
    ),
    _Cause(
        "The branches of an if on a tensor must give values of the same shape and dtype, and "
        "every name that is used afterwards needs a value in both.",
        message=r"(else|main) branch|true_fn and false_fn|branch outputs",
    ),
    _Cause(
        "A return inside a tensor loop cannot be converted: keep the result in a variable, and "
        "return it after the loop.",
        message=r"return statement cannot be placed",
    ),
    # Variables, dtypes, shapes
    _Cause(
        "A variable is made once, in a constructor or outside the function, and not at each call.",
        message=r"singleton tf\.Variables|Unable to lift tensor",
    ),
    _Cause(
        "TensorFlow never converts dtypes by itself: bool, int32, int64, float32 and float64 do "
        "not mix. Use tf.cast.",
        message=r"that does not match type|expected to be a \w+ tensor but is|"
        r"conversion requested dtype|not in list of allowed values|Invalid data types",
    ),
    _Cause(
        "An element was read that is not there. Does it work for an empty tensor too?",
        message=r"out of bounds|is not in \[0, |to access element \d+ in a list",
    ),
    _Cause(
        "The shapes of two tensors, or a shape and an axis, do not fit.",
        message=r"must be equal, but are|Dimension must be|Incompatible shapes|must be rank|"
        r"Invalid reduction dim|[Rr]eshape a tensor with|Input to reshape|inputs must match|"
        r"[Cc]an not squeeze",
    ),
)


def of_problem(problem: Problem) -> str:
    """The usual cause of a problem in the student's code; empty where none is usual."""
    return next((cause.text for cause in _CAUSES if cause.explains(problem)), "")


def of_stream(epoch: int, batch: int, *, weighted: bool) -> str:
    """The usual cause of a wrong result of a metric, by where in a stream it is wrong first."""
    if epoch and batch == 1:
        return NOT_RESET
    if batch > 1:
        return NOT_A_MEAN
    return WEIGHTS if weighted else ""


def of_values(expected: Array, got: Array) -> str:
    """The usual cause of a result that is not the expected one; empty where none is usual."""
    if got.shape != expected.shape:
        return _of_shapes(expected, got)
    if expected.dtype == object:
        return ""
    with np.errstate(all="ignore"):
        wanted, came = expected.astype(np.float64), got.astype(np.float64)
        if np.isnan(came).any() and not np.isnan(wanted).any():
            return "NaN comes from 0 / 0, the logarithm or root of a negative number, or inf - inf."
        if np.isinf(came).any() and not np.isinf(wanted).any():
            return "An infinity comes from a division by zero or from an overflow."
        if not wanted.any():
            return ""
        if np.allclose(came, -wanted, rtol=1e-4, atol=1e-6):
            return "The sign is wrong: every value is the negative of what is expected."
        if np.count_nonzero(wanted) < 2:
            return ""
        if not came.any():
            return (
                "Every value is zero. (If a tf.TensorArray collects them: its write returns the "
                "array that has the value, array = array.write(i, value).)"
            )
        ratio = float(np.sum(came * wanted) / np.sum(wanted * wanted))
        constant = np.allclose(came, ratio * wanted, rtol=1e-3, atol=1e-6)
        if constant and abs(ratio - 1) > 0.01:
            return _of_factor(ratio)
    return ""


def _of_factor(ratio: float) -> str:
    # No other number is told: a student could make the factor one of the inputs.
    for factor, words in ((0.5, "half of"), (2.0, "twice")):
        if abs(ratio - factor) < 0.001:
            return f"Every value is {words} what is expected."
    return "All values are off by one factor: is it a sum where a mean is wanted, or the reverse?"


def _of_shapes(expected: Array, got: Array) -> str:
    if got.shape == () and expected.shape != ():
        return "The values were reduced (a mean or a sum), where one for each element is wanted."
    if got.ndim == expected.ndim - 1 and got.shape == expected.shape[:-1]:
        return "The last axis was reduced, where one value for each element is wanted."
    if expected.shape == () and got.size >= 1:
        return "One number is wanted: reduce the values to a scalar."
    if expected.size > 1 and got.shape[:2] == (expected.size, expected.size):
        return (
            "Two arguments of different rank were broadcast against each other, such as [n] "
            "with [n, 1], which gives [n, n]."
        )
    return ""
