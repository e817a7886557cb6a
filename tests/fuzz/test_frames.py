"""Frames that no worker of ours sends: they decode to what is bounded and typed, or are refused."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
from hypothesis import strategies as st
from tracegrade import wire
from tracegrade.sealing.graphs import STATE_BYTES, Capture, SealedFunction, SealedObject
from tracegrade.subjects import Data, Problem, Stage, Variable
from tracegrade.supervision.channel import Broken, Closed, Expired, pair

from tests.fuzz.hostile import (
    EXAMPLES,
    FEW,
    JSON,
    Change,
    Damage,
    changed,
    changes,
    damaged,
    damages,
    fuzz,
)

SIZES = struct.Struct(">II")
STRINGS = np.array([[b"a", b"", b"\x00\xff"]], object)
SEALED = SealedObject(
    (
        SealedFunction(b"graph", (True, False), (Capture(variable=0), Capture(constant=STRINGS))),
        SealedFunction(b"other", (True,), (Capture(constant=np.float32([[1], [2]])),)),
    ),
    (Variable(np.arange(4.0).reshape(2, 2), "model(8)[0]", True), Variable(STRINGS)),
    1,
)
OBSERVED: Data = {"a": 1, "b": ["text", np.ones(2), {"c": None}], "d": STRINGS, "e": [1.5, True]}
FRAMES = [
    wire.encode_answer(SEALED),
    wire.encode_answer(Problem("running", "E", "message", "line", "place")),
    wire.encode_answer(wire.Observed(OBSERVED)),
    wire.encode_answer(wire.Undefined()),
    (
        {"number": 3, "cell": "failed", "problem": wire.encode_problem(Problem("cell", "E", ""))},
        b"",
    ),
    ({"number": 1, **wire.encode_answer(SEALED)[0]}, b"graph"),
]
WORDS = ["array", "items", "string", "object", "float32", "bfloat16", "bool", "sealed", "observed"]
COUNTS = [2**32, 2**39, 2**40, [0, 2**39], [2**20] * 32, [0] * 33, [0] * 11_000, [1, 2], [2, 2]]
SNIPPETS = [b"NaN", b"1e999", b"9" * 5_000, b"[" * 99_999, b'"\\ud800"', b"\xff", b"\0", b"{}"]
WRONG_SIZES = [0, 1, 2**16, 2_000_001, 64_000_001, 2**31, 2**32 - 1]
# What came in time, or not: the other side is gone, so nothing waits.
SECONDS = 30


@dataclass(frozen=True)
class Sent:
    """The bytes that a hostile worker sends: a frame with what is wrong with it."""

    header: Any = field(repr=False)
    made: list[Change]
    payload: bytes
    sizes: tuple[int | None, int | None]
    done: list[Damage]
    encoding: str = "utf-8"

    @property
    def content(self) -> bytes:
        """The bytes."""
        text = json.dumps(changed(self.header, self.made)).encode(self.encoding)
        true = len(text), len(self.payload)
        told = [real if size is None else size for size, real in zip(self.sizes, true, strict=True)]
        return damaged(SIZES.pack(*told) + text + self.payload, self.done)


TOLD = st.tuples(*[st.sampled_from([None] * 90 + WRONG_SIZES)] * 2)


def _of(number: int) -> st.SearchStrategy[Sent]:
    header, payload = FRAMES[number]
    return st.builds(
        Sent,
        st.just(header),
        st.lists(changes(*WORDS, *COUNTS), max_size=3),
        st.sampled_from([payload] * 4 + [b"", payload[:-1], payload + b"\0", payload * 2]),
        TOLD,
        st.just([]) | st.just([]) | st.lists(damages(*SNIPPETS), max_size=2),
        st.sampled_from(["utf-8"] * 9 + ["utf-16", "utf-32"]),
    )


KINDS = ["sealed", "problem", "observed", "undefined", "not written"]
MADE_UP = st.builds(
    Sent,
    st.fixed_dictionaries(
        {"answer": st.sampled_from(KINDS)},
        optional=dict.fromkeys(("functions", "variables", "problem", "data"), JSON),
    )
    | JSON,
    st.just([]),
    st.binary(max_size=20),
    TOLD,
    st.just([]),
)
REAL = st.sampled_from([0, 0, 0, 1, 2, 2, 2, 3, 4, 5]).flatmap(_of)
BYTES = st.lists(st.binary(max_size=40) | st.sampled_from(SNIPPETS)).map(b"".join)
CONTENTS = st.one_of(
    *[REAL.map(lambda it: it.content)] * 4, MADE_UP.map(lambda it: it.content), BYTES
)


def test_any_bytes_decode_to_what_is_bounded_or_are_refused() -> None:
    received = decoded = 0

    def examine(content: bytes) -> None:
        nonlocal received, decoded
        try:
            header, payload = came(content)
        except (Broken, Closed, Expired):
            return
        received += 1
        assert isinstance(header, dict)
        json.dumps(header)
        with contextlib.suppress(wire.Malformed):
            require_typed(wire.decode_problem(header.get("problem")), payload)
        with contextlib.suppress(wire.Malformed):
            require_typed(wire.decode_answer(header, payload), payload)
            decoded += 1

    fuzz("frames", CONTENTS, examine)
    print(f"frames that were received: {received:,}, answers that were decoded: {decoded:,}")
    assert EXAMPLES < FEW or received > decoded > 0


def came(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What a channel receives of a worker that sends these bytes and is gone."""
    ours, theirs = pair()
    try:
        with theirs:
            theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
            theirs.setblocking(False)
            with contextlib.suppress(BlockingIOError):  # what the kernel does not hold is cut off
                theirs.sendall(content)
        return ours.receive(SECONDS)
    finally:
        ours.close()


def require_typed(answer: wire.Answer, payload: bytes) -> None:
    """What was decoded has its types, and is no larger than what came."""
    match answer:
        case SealedObject():
            assert len(answer.functions) <= wire.FUNCTIONS
            assert sum(it.value.nbytes for it in answer.variables) <= STATE_BYTES
            assert type(answer.untracked) is int
            for function in answer.functions:
                assert type(function.library) is bytes
                assert {type(it) for it in function.connected} <= {bool}
                for capture in function.captures:
                    assert (capture.variable is None) != (capture.constant is None)
                    assert capture.variable is None or 0 <= capture.variable < len(answer.variables)
            arrays = [it.value for it in answer.variables]
            arrays += [
                it.constant
                for f in answer.functions
                for it in f.captures
                if it.constant is not None
            ]
            sizes = sum(len(it.library) for it in answer.functions) + sum(map(size, arrays))
            assert sizes == len(payload)
            for variable in answer.variables:
                require_text(variable.owner)
                assert type(variable.trainable) is bool
        case Problem():
            assert answer.stage in get_args(Stage)
            for text in (answer.type, answer.message, answer.line, answer.place, str(answer)):
                require_text(text)
        case wire.Observed():
            assert taken(answer.data) == len(payload)
        case _:
            assert isinstance(answer, wire.Undefined | wire.NotWritten)


def size(array: np.ndarray[Any, Any]) -> int:
    """The bytes of a payload that an array took."""
    assert type(array) is np.ndarray
    assert array.ndim <= wire.RANK
    if array.dtype != object:
        assert not array.dtype.hasobject
        return array.nbytes
    assert {type(it) for it in array.flat} <= {bytes}
    return sum(map(len, array.flat))


def taken(data: Data, depth: int = 0) -> int:
    """The bytes of a payload that plain data took; whether it is that, and bounded."""
    assert depth <= wire.DEPTH + 1
    match data:
        case np.ndarray():
            return size(data)
        case dict():
            assert len(data) <= wire.NAMES
            for name in data:
                require_text(name)
            return sum(taken(it, depth + 1) for it in data.values())
        case list():
            assert len(data) <= wire.NAMES
            return sum(taken(it, depth + 1) for it in data)
        case str():
            require_text(data)
        case int():
            assert abs(data) < 2**63
        case _:
            assert data is None or type(data) is float
    return 0


def require_text(text: str) -> None:
    assert type(text) is str
    assert len(text.encode()) <= 10 * wire.TEXT


def test_frames_that_nothing_is_wrong_with_are_decoded() -> None:
    for header, payload in FRAMES[:4]:
        sent = Sent(header, [], payload, (None, None), [])
        received = came(sent.content)
        assert received == (header, payload)
        require_typed(wire.decode_answer(*received), payload)
