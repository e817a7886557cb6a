"""Calling graphs as they were traced.

A graph that runs once or twice is not worth optimizing, and an optimized one may round differently
from what its author sees eagerly.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf.config_pb2 import ConfigProto, GraphOptions
from tensorflow.core.protobuf.rewriter_config_pb2 import RewriterConfig

from tracegrade.subjects import Array, Problem, StudentError

_SWITCH = "disable_meta_optimizer"
_CONFIG = ConfigProto(graph_options=GraphOptions(rewrite_options=RewriterConfig(**{_SWITCH: True})))
_AS_TRACED = _CONFIG.SerializeToString()


def as_values(tensor: Any) -> Array:
    """The values of a tensor or variable; strings as objects, a single one too."""
    return np.asarray(tensor.numpy(), object if tensor.dtype == tf.string else None)


def set_variable(variable: Any, value: Array) -> None:
    """Set a variable. Raises StudentError for one that takes no such value."""
    try:
        variable.assign(value)
    except (TypeError, ValueError):
        message = "It has a variable that no number can be assigned to."
        raise StudentError(Problem("running", "Unsealable", message)) from None


def require_unchanged(tensors: Sequence[Any], values: Sequence[Array]) -> None:
    """Raise StudentError where a function wrote into its arguments, which some raw ops can do."""
    for tensor, value in zip(tensors, values, strict=True):
        after = as_values(tensor)
        is_text = value.dtype == object
        if after.tolist() != value.tolist() if is_text else after.tobytes() != value.tobytes():
            message = "The function changed one of its arguments."
            raise StudentError(Problem("running", "ArgumentChanged", message))


def call(name: str, arguments: Sequence[Any], results: Sequence[Any]) -> list[Any]:
    """Call a function that TensorFlow knows by `name`; `results` are the dtypes of what it returns.

    Raises what its operations raise.
    """
    returned: list[Any] = tf.raw_ops.StatefulPartitionedCall(
        args=arguments, Tout=results, f=name, config_proto=_AS_TRACED
    )
    return returned


@contextlib.contextmanager
def as_traced() -> Iterator[None]:
    """Call concrete functions as they were traced."""
    before = tf.config.optimizer.get_experimental_options()
    tf.config.optimizer.set_experimental_options({**before, _SWITCH: True})
    try:
        yield
    finally:
        tf.config.optimizer.set_experimental_options({_SWITCH: False, **before})
