"""What students write, for tests: snippets that become modules, and classes made of parts."""

from __future__ import annotations

import importlib.util
import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
from tracegrade import check
from tracegrade.check import Report

_IMPORTS = "import keras, numpy as np, tensorflow as tf\n"
_NUMBERS = itertools.count()
_FOLDER = tempfile.TemporaryDirectory(prefix="tracegrade-students-")


def define(code: str) -> dict[str, Any]:
    """The names that the code of a student defines; its first line is line 2 of a real file."""
    name = f"student_{next(_NUMBERS)}"
    path = Path(_FOLDER.name) / f"{name}.py"
    path.write_text(_IMPORTS + dedent(code).lstrip("\n"), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where AutoGraph and Keras look for it
    spec.loader.exec_module(module)
    return vars(module)


def function(body: str, head: str = "def f(x):", before: str = "") -> Any:
    """The function that a body makes, under the name that its head has."""
    name = head.removeprefix("def ").partition("(")[0]
    return define(f"{dedent(before)}\n{head}\n{_block(body, 4)}")[name]


def metric_class(
    head: str = "self, threshold=1.0, **kwargs",
    init: str = """
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.count = self.add_weight(name="count", shape=(), initializer="zeros")
        """,
    update_head: str = "self, y_true, y_pred, sample_weight=None",
    update: str = """
        loss = tf.abs(y_true - y_pred) * self.threshold
        weight = tf.ones_like(loss)
        if sample_weight is not None:
            weight *= tf.reshape(sample_weight, [-1, 1])
        self.total.assign_add(tf.reduce_sum(loss * weight))
        self.count.assign_add(tf.reduce_sum(weight))
        """,
    result: str = "return self.total / self.count",
    more: str = 'def get_config(self):\n    return {**super().get_config(), "threshold": '
    "self.threshold}",
    base: str = "keras.metrics.Metric",
) -> Any:
    """A metric: the mean absolute error times the threshold, with one part of it spoilt."""
    return define(
        f"class Mean({base}):\n"
        f"    def __init__({head}):\n{_block(init, 8)}\n"
        f"    def update_state({update_head}):\n{_block(update, 8)}\n"
        f"    def result(self):\n{_block(result, 8)}\n"
        f"{_block(more, 4)}\n"
    )["Mean"]


def loss_class(
    head: str = "self, threshold=1.0, **kwargs",
    init: str = "super().__init__(**kwargs)\nself.threshold = threshold",
    call: str = "return tf.abs(y_true - y_pred) * self.threshold",
    config: str = 'return {**super().get_config(), "threshold": self.threshold}',
    more: str = "",
) -> Any:
    """A loss: the absolute error times the threshold, with one part of it spoilt."""
    return define(
        "class Absolute(keras.losses.Loss):\n"
        f"    def __init__({head}):\n{_block(init, 8)}\n"
        f"    def call(self, y_true, y_pred):\n{_block(call, 8)}\n"
        f"    def get_config(self):\n{_block(config, 8)}\n"
        f"{_block(more, 4)}\n"
    )["Absolute"]


def layer_class(
    head: str = "self, factor=1.0, **kwargs",
    init: str = "super().__init__(**kwargs)\nself.factor = factor",
    build: str = """
        self.gain = self.add_weight(shape=shape[-1:], initializer="ones")
        self.offset = self.add_weight(shape=shape[-1:], initializer="zeros")
        """,
    call: str = "return self.factor * (inputs * self.gain + self.offset)",
    config: str = 'return {**super().get_config(), "factor": self.factor}',
    base: str = "keras.layers.Layer",
    before: str = "",
) -> Any:
    """A layer: inputs times a gain, plus an offset, all times a factor; with one part spoilt."""
    return define(
        f"{dedent(before)}\n"
        f"class Scaled({base}):\n"
        f"    def __init__({head}):\n{_block(init, 8)}\n"
        f"    def build(self, shape):\n{_block(build, 8)}\n"
        f"    def call(self, inputs):\n{_block(call, 8)}\n"
        f"    def get_config(self):\n{_block(config, 8)}\n"
    )["Scaled"]


def _block(code: str, width: int) -> str:
    return indent(dedent(code).strip("\n"), " " * width)


def failure(action: Callable[..., None], *arguments: Any, **keywords: Any) -> Report:
    """The report of a check that has to fail, and not because something is not written yet."""
    with pytest.raises(check.CheckFailed) as raised:
        action(*arguments, **keywords)
    assert not isinstance(raised.value, check.NotWritten)
    return raised.value.report
