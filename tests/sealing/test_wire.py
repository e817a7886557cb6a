"""What crosses between processes: it survives, and what does not fit its form is refused."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, get_args

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tracegrade import wire
from tracegrade.sealing.graphs import STATE_BYTES, Capture, SealedFunction, SealedObject
from tracegrade.subjects import (
    Array,
    Attributes,
    Averaged,
    Beside,
    Call,
    Compiled,
    CompositeSpec,
    Data,
    Fit,
    Fixture,
    Function,
    Given,
    GraphFunction,
    Made,
    Problem,
    PythonOp,
    QuizAnswer,
    Rebuilt,
    Reloaded,
    Spec,
    Stage,
    Step,
    Variable,
)
from tracegrade.wire import Malformed

STRINGS = np.array([[b"a", b"", b"\x00\xffb\x00"]], object)
BFLOAT16 = tf.bfloat16.as_numpy_dtype


def crossed(answer: wire.Answer) -> wire.Answer:
    """An answer, over the wire."""
    header, payload = wire.encode_answer(answer)
    return wire.decode_answer(json.loads(json.dumps(header)), payload)


def crossed_array(array: Array) -> Array:
    came = crossed(SealedObject((), (Variable(array),)))
    assert isinstance(came, SealedObject)
    return came.variables[0].value


# -- requests ------------------------------------------------------------------------------------

INT64 = st.integers(-(2**63) + 1, 2**63 - 1)
PLAIN = st.none() | st.booleans() | INT64 | st.floats(allow_nan=False) | st.text()
TEXTS = st.text(max_size=9)
FIXTURES = st.builds(
    Fixture,
    TEXTS,
    st.lists(PLAIN, max_size=2).map(tuple),
    st.dictionaries(TEXTS, PLAIN, max_size=2),
    TEXTS,
)
GRAPHS = st.builds(GraphFunction, st.binary(max_size=20), TEXTS, TEXTS)
ARGUMENTS = st.recursive(
    PLAIN | FIXTURES | GRAPHS, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=4
)
GIVEN = (
    st.lists(ARGUMENTS, max_size=3).map(tuple),
    st.dictionaries(TEXTS, ARGUMENTS, max_size=3),
)
STEPS: st.SearchStrategy[tuple[Step, ...]] = st.lists(
    st.one_of(
        st.builds(Made, *GIVEN),
        st.builds(Beside, *GIVEN),
        st.builds(Given, *GIVEN),
        st.builds(Rebuilt),
        st.builds(Reloaded),
        st.builds(Reloaded, st.lists(st.none() | st.integers(0, 9), max_size=3).map(tuple)),
        st.builds(Averaged),
        st.builds(Compiled, st.just((3,))),
    ),
    max_size=3,
).map(tuple)
TENSORS = st.builds(
    Spec, st.lists(st.none() | st.integers(0, 9), max_size=3).map(tuple), st.sampled_from(["int32"])
)
SPECS = st.recursive(
    TENSORS,
    lambda inner: st.builds(
        CompositeSpec,
        st.sampled_from(["ragged", "sparse", "tuple"]),
        st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=4,
)
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
ACTIONS = st.one_of(
    st.builds(Attributes, NAMES),
    st.builds(QuizAnswer),
    st.builds(Call),
    st.builds(PythonOp, st.lists(TENSORS, max_size=2).map(tuple), st.just(((), ())), st.booleans()),
)
FUNCTIONS = st.builds(
    Function,
    st.lists(SPECS, max_size=3).map(tuple),
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(st.integers(0, 3), max_size=2).map(tuple),
    st.booleans(),
    st.integers(0, 3),
    TEXTS,
)
REQUESTS: st.SearchStrategy[wire.Request] = st.one_of(
    st.builds(wire.SealRequest, TEXTS, STEPS, st.lists(FUNCTIONS, max_size=3).map(tuple)),
    st.builds(wire.ObserveRequest, TEXTS, STEPS, ACTIONS),
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(REQUESTS)
def test_a_request_survives(request: wire.Request) -> None:
    data = json.loads(json.dumps(wire.encode_request(request)))
    assert wire.decode_request(data) == request
    assert wire.key(wire.decode_request(data)) == wire.key(request)


def test_requests_that_differ_have_different_keys() -> None:
    asked = [
        wire.ObserveRequest("f", (), Attributes(())),
        wire.ObserveRequest("g", (), Attributes(())),
        wire.ObserveRequest("f", (Made(),), Attributes(())),
        wire.ObserveRequest("f", (Made((1,)),), Attributes(())),
        wire.ObserveRequest("f", (Made((True,)),), Attributes(())),
        wire.ObserveRequest("f", (Made(("1",)),), Attributes(())),
        wire.ObserveRequest("f", (Made(((1,),)),), Attributes(())),
        wire.ObserveRequest("f", (Made((Fixture("1"),)),), Attributes(())),
        wire.ObserveRequest("f", (Beside(),), Attributes(())),
        wire.ObserveRequest("f", (Given(),), Attributes(())),
        wire.ObserveRequest("f", (Rebuilt(),), Attributes(())),
        wire.ObserveRequest("f", (Reloaded(),), Attributes(())),
        wire.SealRequest("f", (), ()),
        wire.SealRequest("f", (), (Function(()),)),
        wire.SealRequest("f", (), (Function((), autograph=False),)),
        wire.SealRequest("f", (), (Function((), instance=1),)),
        wire.SealRequest("f", (), (Function((Spec(()),)),)),
        wire.SealRequest("f", (), (Function((Spec((None,)),)),)),
    ]
    assert len(set(map(wire.key, asked))) == len(asked)


# -- answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [wire.Undefined(), wire.NotWritten(), wire.Observed({})])
def test_an_answer_without_content_survives(answer: wire.Answer) -> None:
    assert crossed(answer) == answer


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.builds(Problem, st.sampled_from(get_args(Stage)), *[st.text()] * 4))
def test_a_problem_survives(problem: Problem) -> None:
    assert crossed(problem) == problem


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.recursive(PLAIN, lambda it: st.lists(it) | st.dictionaries(st.text(), it), max_leaves=8))
def test_plain_data_survives(data: Data) -> None:
    assume(depth(data) <= wire.DEPTH)
    assert crossed(wire.Observed(data)) == wire.Observed(data)


def depth(data: Data) -> int:
    """How deeply lists and dictionaries are nested."""
    inner = [*data.values()] if isinstance(data, dict) else data if isinstance(data, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


def test_arrays_in_plain_data_survive() -> None:
    came = crossed(wire.Observed({"values": [np.arange(3.0), STRINGS], "rank": 1}))
    assert isinstance(came, wire.Observed)
    np.testing.assert_equal(came.data, {"values": [np.arange(3.0), STRINGS], "rank": 1})


def test_an_action_with_arrays_survives() -> None:
    action = Fit(np.float32([[1], [2]]), np.float32([[3], [4]]), epochs=2, batch_size=1)
    request = wire.ObserveRequest("f", (), action)
    came = wire.decode_request(json.loads(json.dumps(wire.encode_request(request))))
    np.testing.assert_equal(asdict(came), asdict(request))


def test_numbers_that_are_no_numbers_survive() -> None:
    came = crossed(wire.Observed({"nan": math.nan, "infinity": math.inf}))
    assert isinstance(came, wire.Observed)
    assert str(came.data) == "{'nan': nan, 'infinity': inf}"


def test_long_texts_are_cut_and_what_cannot_be_written_is_replaced() -> None:
    long, broken = "ä" * 10_000, "file \udcff"
    assert crossed(Problem("running", long, long, long, long)) == Problem(
        "running", *["ä" * wire.TEXT] * 4
    )
    assert crossed(Problem("running", "E", broken)) == Problem("running", "E", "file ?")
    came = crossed(wire.Observed({"a": long, "b": broken}))
    assert came == wire.Observed({"a": "ä" * wire.TEXT, "b": "file ?"})


ARRAYS: dict[str, Array] = {
    "scalar": np.array(1.5, np.float32),
    "empty": np.zeros((0, 3, 2), np.int64),
    "bfloat16": np.arange(4).astype(BFLOAT16),
    "not contiguous": np.arange(12.0).reshape(3, 4).T[::2],
    "strings": STRINGS,
    "no strings": np.zeros((0, 2), object),
    "a string": np.array(b"a\0", object),
    "special": np.float64([np.nan, -0.0, np.inf]),
    "many sizes": np.zeros((1,) * wire.RANK),
    **{char: np.array([0, 1], char) for char in "?bBhHiIlLqQefdFD"},
}


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS)
def test_an_array_survives(array: Array) -> None:
    came = crossed_array(array)
    assert (came.shape, came.dtype) == (array.shape, array.dtype)
    assert came.tolist() == array.tolist() or came.tobytes() == array.tobytes()


def test_a_sealed_object_survives() -> None:
    captures = (Capture(variable=1), Capture(constant=STRINGS), Capture(variable=0))
    sealed = SealedObject(
        (
            SealedFunction(b"graph", (True, False), captures),
            SealedFunction(b"", (), (Capture(constant=np.ones(3)),)),
        ),
        (Variable(np.arange(3), "model(8)[0]", True), Variable(np.float32(2))),
        7,
    )
    came = crossed(sealed)
    assert isinstance(came, SealedObject)
    np.testing.assert_equal(asdict(came), asdict(sealed))


# -- what an enemy sends -------------------------------------------------------------------------

SEALED = SealedObject(
    (
        SealedFunction(b"graph", (True,), (Capture(variable=0), Capture(constant=np.ones(2)))),
        SealedFunction(b"other", (), (Capture(constant=STRINGS),)),
    ),
    (Variable(np.arange(4.0).reshape(2, 2), "owner"), Variable(STRINGS)),
    1,
)
VALID = [
    wire.encode_answer(SEALED),
    wire.encode_answer(Problem("running", "E", "m", "l", "p")),
    wire.encode_answer(wire.Observed({"a": 1, "b": ["text", np.ones(2)], "c": None})),
]
HOSTILE: list[Any] = [
    None,
    [],
    [[]],
    {},
    {"a": {}},
    0,
    -1,
    2**39,
    2**40,
    2**63,
    10**400,
    1.5,
    math.nan,
    math.inf,
    True,
    False,
    "",
    "x" * 3_000,
    "float32",
    "object",
    "(1,2",
    "\ud800",
    [0] * 20_000,
    [0, 2**39, 2**39],
    [2**39] * 32,
]


def decodes_or_is_malformed(header: Any, payload: bytes) -> None:
    """Another exception than Malformed fails the test."""
    try:
        answer = wire.decode_answer(header, payload)
    except Malformed:
        return
    assert isinstance(answer, wire.Answer)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all values inside a JSON value."""
    if path:
        yield path
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield from paths(value[key], (*path, key))


PLACES = [(number, path) for number, (header, _) in enumerate(VALID) for path in paths(header)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.sampled_from(PLACES),
    st.sampled_from([*HOSTILE, "remove", "add"]),
    st.sampled_from(["same", "shorter", "longer", "none"]),
)
def test_a_changed_answer_decodes_or_is_malformed(
    place: tuple[int, tuple[Any, ...]], change: Any, length: str
) -> None:
    number, (*outer, last) = place
    original, payload = VALID[number]
    header = copy.deepcopy(original)
    parent: Any = header
    for key in outer:
        parent = parent[key]
    if change == "remove":
        del parent[last]
    elif change == "add" and isinstance(parent, list):
        parent.append(copy.deepcopy(parent[last]))
    else:
        parent[last] = change
    changed = {"same": payload, "shorter": payload[:-1], "longer": payload + b"\0", "none": b""}
    decodes_or_is_malformed(header, changed[length])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)
KINDS = ["sealed", "problem", "observed", "undefined", "not written", "other", None]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.dictionaries(st.sampled_from(["functions", "variables", "problem", "data"]), JSON),
    st.sampled_from(KINDS) | JSON,
    st.binary(max_size=9),
)
def test_anything_decodes_or_is_malformed(data: dict[str, Any], kind: Any, payload: bytes) -> None:
    decodes_or_is_malformed({**data, "answer": kind}, payload)


def test_a_payload_that_is_too_long_or_too_short_is_malformed() -> None:
    header, payload = VALID[0]
    for changed in (payload + b"more", payload[:-1], b""):
        with pytest.raises(Malformed):
            wire.decode_answer(header, changed)


def decoded_array(header: Any, payload: bytes = b"") -> Array:
    """An array, of a header that may be wrong in any way."""
    owned = {**header, "owner": ""} if isinstance(header, dict) else header
    data = {"answer": "sealed", "functions": [], "variables": [owned], "untracked": 0}
    answer = wire.decode_answer(data, payload)
    assert isinstance(answer, SealedObject)
    return answer.variables[0].value


@pytest.mark.parametrize(
    "dtype",
    [
        "object",
        "O",
        "V4",
        "S4",
        "str",
        "U",
        "datetime64[s]",
        "timedelta64",
        "f4,f4",
        "(2,)f4",
        ">f4",
        "float128",
        "longdouble",
        "resource",
        "variant",
        "(1,2",
        "a,(",
        "",
        None,
        {"names": ["a"], "formats": ["f4"]},
    ],
    ids=str,
)
def test_dtypes_other_than_plain_numbers_are_malformed(dtype: Any) -> None:
    with pytest.raises(Malformed):
        decoded_array({"dtype": dtype, "shape": [1]}, b"\0" * 4)


@pytest.mark.parametrize(
    "shape",
    [
        [-1],
        [2**40],
        [2**39] * 32,
        [0, 2**39, 2**39],
        [0] * 33,
        [1.0],
        [True],
        ["1"],
        [None],
        None,
        4,
        "4",
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [{"dtype": "uint8"}, {"dtype": "string", "sizes": []}])
def test_shapes_that_no_array_has_are_malformed(shape: Any, kind: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        decoded_array({**kind, "shape": shape}, b"")


@pytest.mark.parametrize("sizes", [[1], [1, -1], [2**39, 0], [1, 1, 1], None, [[], []], [0, 0]])
def test_sizes_of_strings_that_do_not_fit_are_malformed(sizes: Any) -> None:
    with pytest.raises(Malformed):
        decoded_array({"dtype": "string", "shape": [2], "sizes": sizes}, b"ab")


def test_a_capture_of_a_variable_that_was_not_sent_is_malformed() -> None:
    function = SealedFunction(b"", (), (Capture(variable=1),))
    header, payload = wire.encode_answer(SealedObject((function,), (Variable(np.ones(1)),)))
    with pytest.raises(Malformed, match="a variable that was not sent"):
        wire.decode_answer(header, payload)


def test_state_that_is_too_large_is_malformed() -> None:
    large = SealedObject((), (Variable(np.zeros(STATE_BYTES + 1, np.uint8)),))
    with pytest.raises(Malformed, match="too large"):
        wire.decode_answer(*wire.encode_answer(large))


@pytest.mark.parametrize(
    "problem",
    [
        None,
        {},
        {"stage": "elsewhere", "type": "", "message": "", "line": "", "place": ""},
        {"stage": [], "type": "", "message": "", "line": "", "place": ""},
        {"stage": "running", "type": "", "message": "", "line": ""},
        {"stage": "running", "type": "", "message": "x" * 2001, "line": "", "place": ""},
        {"stage": "running", "type": "", "message": "\ud800", "line": "", "place": ""},
    ],
)
def test_a_problem_that_is_none_is_malformed(problem: Any) -> None:
    with pytest.raises(Malformed):
        wire.decode_problem(problem)
