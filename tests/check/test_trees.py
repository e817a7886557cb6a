"""check.recursion: a model that encodes a nested tuple."""

from __future__ import annotations

from typing import Any

import pytest
from tracegrade import check

from tests.check.students import define, failure

ENCODER = """
    class Encoder(keras.Model):
        def __init__(self, units, **kwargs):
            super().__init__(**kwargs)
            self.dense = keras.layers.Dense(units, activation="tanh")
        def pair(self, left, right, depth):
            return self.dense(tf.concat([left, right], 0)[tf.newaxis])[0]
        def encode(self, tree, depth=0):
            if not isinstance(tree, tuple):
                return tree
            left, right = tree
            left = self.encode(left, depth + 1)
            right = self.encode(right, depth + 1)
            return self.pair(left, right, depth)
        def call(self, tree):
            return self.encode(tree)
    """
PAIR = ("a", "b")
TREES = [PAIR, ("a", ("b", "c")), (("a", "b"), ("c", ("d", "e")))]


def encoder(*changes: tuple[str, str]) -> Any:
    code = ENCODER
    for right, wrong in changes:
        assert right in code
        code = code.replace(right, wrong)
    return check.made(define(code)["Encoder"], 2)


@pytest.mark.parametrize("activation", ["tanh", "relu", "linear", "softmax"])
def test_a_right_encoder_passes_with_any_activation(activation: str) -> None:
    check.recursion(encoder(("tanh", activation)), 2, TREES)


@pytest.mark.parametrize("activation", ["lambda v: 0.0 * v", "lambda v: tf.ones_like(v)"])
def test_a_code_that_depends_on_nothing_fails(activation: str) -> None:
    report = failure(check.recursion, encoder(('"tanh"', activation)), 2, TREES)
    assert (report.expected, report.got) == ("another code for another part", "the same code")


def test_the_trees_need_not_hold_the_smallest_one() -> None:
    check.recursion(encoder(), 2, [(("a", "a"), "b")])


def told(*changes: tuple[str, str]) -> tuple[str, str]:
    report = failure(check.recursion, encoder(*changes), 2, TREES)
    return report.tested, report.cause


def test_a_leaf_that_is_changed_is_told() -> None:
    for wrong in ("return tf.nn.tanh(tree)", "return 2.0 * tree"):
        assert told(("return tree", wrong))[0] == "Encoder(2): a leaf is itself"


@pytest.mark.parametrize(
    "change",
    [
        ("[left, right], 0", "[right, left], 0"),
        ("[left, right], 0", "[left, left], 0"),
        ("[left, right], 0", "[left + right, 0.0 * right], 0"),
        ("[tf.newaxis])[0]", "[tf.newaxis])[0] + left"),
    ],
    ids=["swapped", "left only", "a sum", "residual"],
)
def test_a_pair_that_is_no_dense_of_left_and_right_is_told(change: tuple[str, str]) -> None:
    tested, cause = told(change)
    assert tested == "Encoder(2): a pair is one Dense of left and right"
    assert cause.startswith("A pair is dense(concat([left, right]))")


@pytest.mark.parametrize(
    "change",
    [
        ("return self.pair(left, right, depth)", "return self.pair(left, right, depth) + depth"),
        ("left = self.encode(left, depth + 1)", "left = self.encode(left, 1) * 0.5 ** depth"),
        ("right = self.encode(right, depth + 1)", "right = tf.nest.flatten(right)[0]"),
    ],
    ids=["by depth", "damped", "one branch"],
)  # fmt: skip
def test_a_tree_that_is_not_encoded_like_its_parts_is_told(change: tuple[str, str]) -> None:
    tested, cause = told(change)
    assert tested == "Encoder(2): a tree is encoded like its parts"
    assert cause.startswith("A tree is encoded from the encodings of its two parts")


MANY = "self.dense = [keras.layers.Dense(units) for _ in range(4)]"
ONE = 'self.dense = keras.layers.Dense(units, activation="tanh")'


@pytest.mark.parametrize(
    ("changes", "got"),
    [
        ([(ONE, MANY), ("self.dense(tf", "self.dense[depth](tf")], "[4, 2], [2], [4, 2], [2]"),
        ([(ONE, "self.dense = keras.layers.Dense(units, use_bias=False)")], "[4, 2]"),
        ([("Dense(units", "Dense(3"), ("return self.pair", "return 2.0 * self.pair")], ""),
        ([("self.pair(left, right, depth)", "left + right")], "no trainable weights"),
    ],
    ids=["one for each depth", "no bias", "another size", "no Dense"],
)
def test_other_weights_than_one_dense_are_told(changes: Any, got: str) -> None:
    report = failure(check.recursion, encoder(*changes), 2, TREES)
    assert report.tested == "Encoder(2): its encoding of trees"
    if got:
        assert report.expected == "a kernel [4, 2] and a bias [2], shared"
        assert report.got.startswith(got)
        assert report.cause.startswith("Make one Dense layer in __init__")
    else:  # it does not fit into itself
        assert "while it was traced as a graph" in report.got


def test_a_layer_that_is_made_for_each_pair_fails() -> None:
    fresh = ("self.dense(tf.concat", "keras.layers.Dense(2)(tf.concat")
    report = failure(check.recursion, encoder(fresh), 2, TREES)
    assert report.cause.startswith("A variable is made once")


def test_the_cause_that_a_cell_gives_comes_first() -> None:
    changed = encoder(("[left, right], 0", "[right, left], 0"))
    assert failure(check.recursion, changed, 2, TREES, cause="Think.").cause == "Think."


def test_a_stub_is_not_written_yet() -> None:
    with pytest.raises(check.NotWritten, match=r"^Encoder: not written yet$"):
        check.recursion(
            encoder(("return self.encode(tree)", "raise NotImplementedError()")), 2, TREES
        )
