"""Checks of a model that recurses over a nested tuple."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tracegrade.check.functions import compare
from tracegrade.check.vocabulary import assign, run, seal, vocabulary
from tracegrade.report import CheckFailed, Report
from tracegrade.subjects import (
    ArgumentSpec,
    Array,
    Composite,
    CompositeSpec,
    Function,
    Sealed,
    Spec,
    Subject,
    Value,
    shape_text,
)

_SEED = 93
_PAIR = "A pair is dense(concat([left, right])), with the encodings of left and right in order."


@vocabulary
def recursion(
    subject: Subject, size: int, trees: Sequence[tuple[Any, Any]], *, cause: str = ""
) -> None:
    """A model encodes trees by recursion: a leaf is itself, a pair one shared Dense of its parts.

    A tree is a nested tuple of names of leaves, `("a", ("b", "c"))`; a leaf is a float vector of
    `size`. The kernel `[2 * size, size]` and the bias are drawn by the check. That a pair is a
    Dense is tested without knowing its activation: it gives the same for what its kernel
    computes, passed through a kernel that is the identity. Larger trees are tested by
    composition.
    """
    tested = f"{subject.label}: its encoding of trees"
    pair = ("a", "b")
    shapes = ["a", pair, *(tree for tree in trees if tree != pair)]
    sealed = seal(subject, [Function((_spec(tree, size),)) for tree in shapes], tested)
    kernel, bias = _dense(sealed, size, tested, cause)
    generator = np.random.default_rng(_SEED)

    def drawn(*shape: int) -> Array:
        return generator.normal(scale=0.5, size=shape).astype(np.float32)

    def encoded(tree: Any, leaves: dict[str, Array]) -> Array:
        [got] = run(sealed, shapes.index(tree), (_value(tree, leaves),), tested)
        code = np.asarray(got)
        if code.shape != (size,):
            wanted, came = f"a vector {shape_text((size,))}", f"shape {shape_text(code.shape)}"
            raise CheckFailed(Report(tested, "", wanted, came, cause))
        return code

    leaf = drawn(size)
    compare(encoded("a", {"a": leaf}), leaf, f"{subject.label}: a leaf is itself", "", cause=cause)

    tested_pair = f"{subject.label}: a pair is one Dense of left and right"
    _require_dependence(sealed, kernel, bias, encoded, size, tested_pair, cause)
    weights, offset = drawn(2 * size, size), drawn(size)
    left, right = drawn(size), drawn(size)
    assign(sealed, kernel, weights, tested)
    assign(sealed, bias, offset, tested)
    got = encoded(pair, {"a": left, "b": right})
    assign(sealed, kernel, np.eye(2 * size, size, dtype=np.float32), tested)
    assign(sealed, bias, np.zeros(size, np.float32), tested)
    sums = np.concatenate([left, right]) @ weights + offset
    wanted = encoded(pair, {"a": sums, "b": np.zeros(size, np.float32)})
    compare(got, wanted, tested_pair, "", rtol=1e-4, atol=1e-5, cause=cause or _PAIR)

    assign(sealed, kernel, weights, tested)
    assign(sealed, bias, offset, tested)
    for tree in trees:
        leaves = {name: drawn(size) for name in _leaves(tree)}

        def composed(part: Any, leaves: dict[str, Array] = leaves) -> Array:
            if isinstance(part, str):
                return leaves[part]
            return encoded(pair, {"a": composed(part[0]), "b": composed(part[1])})

        usual = "A tree is encoded from the encodings of its two parts, with the same Dense layer."
        tested_tree = f"{subject.label}: a tree is encoded like its parts"
        got, wanted = encoded(tree, leaves), composed(tree)
        compare(got, wanted, tested_tree, "", rtol=1e-4, atol=1e-5, cause=cause or usual)


def _require_dependence(
    sealed: Sealed,
    kernel: int,
    bias: int,
    encoded: Callable[[Any, dict[str, Array]], Array],
    size: int,
    tested: str,
    cause: str,
) -> None:
    """Fail where a pair is the same whatever its parts are: no activation hides all of them."""
    assign(sealed, bias, np.zeros(size, np.float32), tested)
    zeros = np.zeros(size, np.float32)
    steps = [np.linspace(*ends, size, dtype=np.float32) for ends in [(0.25, 1), (1, 0.5)]]
    for side, name in enumerate("ab"):
        half = np.eye(2 * size, size, k=-size * side, dtype=np.float32)
        assign(sealed, kernel, half, tested)
        one, other = (encoded(("a", "b"), {"a": zeros, "b": zeros, name: it}) for it in steps)
        if size > 1 and np.allclose(one, other):
            wanted = "another code for another part"
            raise CheckFailed(Report(tested, "", wanted, "the same code", cause or _PAIR))


def _dense(sealed: Sealed, size: int, tested: str, cause: str) -> tuple[int, int]:
    """The positions of the kernel and the bias; fails unless there is one of each."""
    found = [
        (position, tuple(variable.value.shape))
        for position, variable in enumerate(sealed.variables())
        if variable.trainable
    ]
    if sorted(shape for _, shape in found) == sorted([(2 * size, size), (size,)]):
        [kernel, bias] = [
            next(position for position, shape in found if len(shape) == rank) for rank in (2, 1)
        ]
        return kernel, bias
    usual = (
        "Make one Dense layer in __init__, with as many units as a leaf has numbers, and use it "
        "for every pair, on left and right concatenated."
    )
    wanted = f"a kernel {shape_text((2 * size, size))} and a bias {shape_text((size,))}, shared"
    got = ", ".join(shape_text(shape) for _, shape in found) or "no trainable weights"
    raise CheckFailed(Report(tested, "", wanted, got, cause or usual))


def _spec(tree: Any, size: int) -> ArgumentSpec:
    if isinstance(tree, str):
        return Spec((size,))
    return CompositeSpec("tuple", tuple(_spec(part, size) for part in tree))


def _value(tree: Any, leaves: dict[str, Array]) -> Value:
    if isinstance(tree, str):
        return leaves[tree]
    return Composite("tuple", tuple(_value(part, leaves) for part in tree))


def _leaves(tree: Any) -> list[str]:
    return [tree] if isinstance(tree, str) else [name for part in tree for name in _leaves(part)]
