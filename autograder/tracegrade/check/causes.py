"""The usual causes of what a check sees: of exceptions, and of values that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from tracegrade.subjects import Array, Problem

LOST_CONFIG = (
    "get_config must start from super().get_config() and add every argument of the constructor, "
    "and the constructor must hand **kwargs on: super().__init__(**kwargs)."
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


_CAUSES = (
    _Cause(
        "In Keras 3 the first argument of add_weight is the shape, not the name. Write "
        'self.add_weight(name="total", shape=(), initializer="zeros").',
        line=r"add_(weight|variable)\(\s*f?[\"']",
    ),
    _Cause(
        'A weight of a metric needs an initializer: add_weight(name="total", shape=(), '
        'initializer="zeros").',
        message=r"initializer",
        line=r"add_(weight|variable)\(",
    ),
    _Cause(
        'Keras 3 has no reduction "auto". The default is "sum_over_batch_size"; pass it, or leave '
        "reduction out.",
        message=r"reduction.*\bauto\b|\bauto\b.*reduction",
    ),
    _Cause(
        "keras.losses.Reduction does not exist in Keras 3; reductions are plain strings such as "
        '"sum_over_batch_size".',
        message=r"has no attribute '(Reduction|ReductionV2|losses_utils)'",
    ),
    _Cause(
        "Keras 3 calls it reset_state; reset_states is its older name.",
        message=r"has no attribute 'reset_states'",
    ),
    _Cause(
        "Keras 3 has no dynamic=True. Python that cannot be converted runs with "
        "compile(run_eagerly=True).",
        message=r"[Uu]nrecognized keyword.*dynamic|unexpected keyword argument 'dynamic'",
    ),
    _Cause(
        "The constructor must take the arguments of the base class, such as name and dtype, as "
        "**kwargs, and hand them on: super().__init__(**kwargs).",
        message=r"unexpected keyword argument '(name|dtype|reduction|trainable)'",
    ),
    _Cause(
        "The arguments of the base class go by keyword: super().__init__(**kwargs). Its first "
        "positional argument is not the name for every class of Keras 3 (a metric's is the dtype).",
        line=r"super\(.*\)\.__init__\(",
    ),
    _Cause(
        "The constructor must call super().__init__(**kwargs) before it makes anything.",
        message=r"super\(\)\.__init__|has no attribute '(_tracker|_variables|_metrics|name|_lock)'",
    ),
    _Cause(
        "The constructor must take every key that get_config returns, and get_config must return "
        "every argument of the constructor.",
        message=r"could not be deserialized|unexpected keyword argument|get_config",
        type=r"TypeError|ValueError|NotImplementedError",
    ),
    _Cause(
        "A variable of Keras is changed by variable.assign_add(…) or variable.assign(…); "
        "`variable = …` and `+=` replace it by a tensor of this one trace.",
        message=r"out of scope|cannot be accessed from here|is not accessible",
    ),
    _Cause(
        ".numpy() and other calls for concrete values work eagerly only: while a graph is "
        "traced, tensors have no values yet. Use TensorFlow operations instead.",
        message=r"has no attribute '(numpy|tolist|item|__array__)'",
    ),
    _Cause(
        "NumPy and float(), int(), bool() need concrete values, which a tensor does not have while "
        "a graph is traced. Use the functions of tf or keras.ops.",
        message=r"[Cc]annot convert a symbolic|__array__|NumPy (call|array)|"
        r"only .*(size-1|scalar|length-1).* (array|conver)|"
        r"(float|int)\(\) argument|__(float|int|index)__ returned",
    ),
    _Cause(
        "Python's if, while and and/or cannot decide on a tensor in the graphs that Keras traces. "
        "Use tf.where, tf.cond or arithmetic on masks.",
        message=r"[Ss]ymbolic `?tf\.Tensor`? as a Python `?bool|as a Python bool",
    ),
    _Cause(
        "A Python for loop cannot run over a tensor of unknown size, and range() needs a number. "
        "Loop over tf.range(tf.shape(x)[0]), or use tf.scan or tf.while_loop.",
        message=r"'NoneType' object cannot be interpreted as an integer|"
        r"[Ii]terating over a symbolic|"
        r"iterate over a (scalar|shape)|len is not well defined|infer (attribute|argument) num",
    ),
    _Cause(
        "A size that is unknown while the graph is traced is None in x.shape; tf.shape(x) gives "
        "it as a tensor.",
        message=r"NoneType|None values not supported|unknown (dimension|shape)|"
        r"Cannot (convert|take the length) .*(partially known|unknown)",
    ),
    _Cause(
        "What a tensor loop carries must keep its shape and dtype from one step to the next.",
        message=r"shape invariant|has (dtype|shape) .* (before|at the beginning of) the loop|"
        r"must be defined before the loop",
    ),
    _Cause(
        "The branches of an if on a tensor must give values of the same shape and dtype, and "
        "every name that is used afterwards needs a value in both.",
        message=r"must also be initialized in the (else|main) branch|(true|false)_fn|branch",
    ),
    _Cause(
        "TensorFlow never converts dtypes by itself: int32, int64, float32 and float64 do "
        "not mix. Use tf.cast.",
        message=r"expected to be a (float|int|double|bool)|Tensor conversion requested dtype|"
        r"cannot compute .* as input #|mismatched dtype|to have type|has type (float|int)|"
        r"[Ii]nvalid dtype|dtype mismatch",
    ),
    _Cause(
        "A variable is made once, in the constructor, and not at each call.",
        message=r"tf\.function only supports singleton tf\.Variables|non-first call",
    ),
    _Cause(
        "A tensor cannot be changed in place. Make a new one: tf.where, "
        "tf.tensor_scatter_nd_update, or a tf.TensorArray that collects values.",
        message=r"does not support item assignment|object does not support item",
    ),
    _Cause("The name is misspelt, or the cell that defines it has not run.", type=r"^NameError$"),
    _Cause("The program was told to end itself.", type=r"^(SystemExit|KeyboardInterrupt)$"),
)


def of_problem(problem: Problem) -> str:
    """The usual cause of a problem in the student's code; empty where none is usual."""
    return next((cause.text for cause in _CAUSES if cause.explains(problem)), "")


def of_values(expected: Array, got: Array) -> str:
    """The usual cause of a result that is not the expected one; empty where none is usual."""
    if got.shape != expected.shape:
        return _of_shapes(expected, got)
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
        if came.size > 1 and not came.any():
            return "Every value is zero: the result does not depend on the input."
        ratio = float(np.sum(came * wanted) / np.sum(wanted * wanted))
        if ratio != 0 and np.allclose(came, ratio * wanted, rtol=1e-3, atol=1e-6):
            return f"Every value is {ratio:.3g} times what is expected: a constant factor is off."
    return ""


def _of_shapes(expected: Array, got: Array) -> str:
    if got.shape == () and expected.shape != ():
        return "The values were reduced (a mean or a sum), where one for each element is wanted."
    if got.ndim == expected.ndim - 1 and got.shape == expected.shape[:-1]:
        return "The last axis was reduced, where one value for each element is wanted."
    if expected.shape == () and got.size >= 1:
        return "One number is wanted: reduce the values to a scalar."
    if got.size > expected.size > 0 and got.ndim >= expected.ndim:
        return (
            "Two arguments of different rank were broadcast against each other, such as [n] "
            "with [n, 1], which gives [n, n]."
        )
    return ""
