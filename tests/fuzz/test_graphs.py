"""Graphs that TensorFlow did not make: refused, or run by a judge that may die of it alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, cycle
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from google.protobuf.message import Message
from hypothesis import strategies as st
from tensorflow.core.framework.attr_value_pb2 import AttrValue
from tensorflow.core.framework.function_pb2 import FunctionDefLibrary
from tensorflow.core.framework.tensor_pb2 import TensorProto
from tensorflow.core.framework.tensor_shape_pb2 import TensorShapeProto
from tensorflow.python.framework import op_def_registry
from tracegrade import wire
from tracegrade.sealing.allowlist import allowed_ops, checked_library
from tracegrade.sealing.graphs import SealedObject
from tracegrade.subjects import StudentError, Variable
from tracegrade.submissions import fill, rebuild
from tracegrade.supervision.sessions import (
    Allowance,
    Answer,
    Forge,
    Judged,
    Step,
    export_all,
    judge_all,
)

from tests.courses import Raw, assignment, graded, solution
from tests.fuzz.hostile import (
    EXAMPLES,
    FEW,
    Damage,
    damaged,
    damages,
    fuzz,
)
from tests.grading import IMPORTS, Desk

# What is exported: a solution, and the call of `check` that asks for its graphs.
EXERCISES = {
    "double": (
        "def double(x):\n    return x + x",
        "check.values(double, ([1.0, 2.0],), [2.0, 4.0])",
    ),
    "absolute": (
        "def absolute(x):\n    if x < 0.0:\n        return -x\n    return x",
        "check.values(absolute, (-3.0,), 3.0)",
    ),
    "running": (
        "def running(x):\n    found = tf.TensorArray(tf.float32, size=tf.shape(x)[0])\n"
        "    largest = x[0]\n    for i in tf.range(tf.shape(x)[0]):\n"
        "        largest = tf.maximum(largest, x[i])\n        found = found.write(i, largest)\n"
        "    return found.stack()",
        "check.graph(running, [[None]], [([1.0, 3.0, 2.0],)], [[1.0, 3.0, 3.0]])",
    ),
    "halvings": (
        "def halvings(n):\n    steps = 0\n    while n > 1:\n        n //= 2\n"
        "        steps += 1\n    return steps",
        "check.values(halvings, (np.int32(9),), np.int32(3))",
    ),
    "squares": (
        "def squares(x):\n    return tf.map_fn(lambda it: it * it, x)",
        "check.values(squares, ([1.0, 2.0],), [1.0, 4.0])",
    ),
    "slope": (
        "def slope(x):\n    return tf.reduce_sum(tf.where(x > 1.0, x ** 3, tf.exp(x)))",
        "check.gradient(slope, ([0.0, 2.0],), [1.0, 12.0], wrt=0)",
    ),
    "lengths": (
        "def lengths(words):\n    return tf.strings.length(tf.strings.lower(words), 'UTF8_CHAR')",
        "check.values(lengths, (['tea', ''],), [3, 0])",
    ),
    "pieces": (
        "def pieces(text):\n    return tf.strings.to_number(tf.strings.split(text, ',').values)",
        "check.values(pieces, (['1,2', '3'],), [1.0, 2.0, 3.0])",
    ),
    "noisy": (
        "def noisy(x):\n    return x + 1e-9 * tf.random.normal(tf.shape(x), seed=3)",
        "check.values(noisy, ([1.0, 2.0],), [1.0, 2.0])",
    ),
    "solved": (
        "def solved(a):\n    return tf.linalg.inv(a) @ tf.transpose(a)",
        "check.values(solved, ([[2.0, 0.0], [0.0, 4.0]],), [[1.0, 0.0], [0.0, 1.0]])",
    ),
    "smooth": (
        "def smooth(x):\n    return tf.nn.avg_pool1d(x[None, :, None], 2, 1, 'VALID')[0, :, 0]",
        "check.values(smooth, ([1.0, 3.0, 5.0],), [2.0, 4.0])",
    ),
    "ranked": (
        "def ranked(x):\n    return tf.gather(tf.unique(x)[0], tf.argsort(tf.unique(x)[0]))",
        "check.values(ranked, ([2.0, 1.0, 2.0],), [1.0, 2.0])",
    ),
    "Total": (
        "class Total(keras.metrics.Metric):\n    def __init__(self, **kwargs):\n"
        "        super().__init__(**kwargs)\n"
        "        self.total = self.add_weight(name='total', initializer='zeros')\n"
        "    def update_state(self, y_true, y_pred, sample_weight=None):\n"
        "        self.total.assign_add(tf.reduce_sum(y_pred - y_true))\n"
        "    def result(self):\n        return self.total + 0.0",
        "check.stream(check.made(Total), [[([[1.0]], [[3.0]]), ([[0.0]], [[1.0]])]], [[2.0, 3.0]])",
    ),
    "Scale": (
        "class Scale(keras.layers.Layer):\n    def build(self, shape):\n"
        "        self.scale = self.add_weight(name='scale', shape=shape[-1:], initializer='ones')\n"
        "    def call(self, inputs):\n        return self.scale * inputs",
        "check.values(check.made(Scale), ([[1.0, 2.0]],), [[1.0, 2.0]])",
    ),
}
# A judge is given so many graphs; when it dies of one, another one is given the rest.
AT_ONCE = 100
ALLOWANCE = Allowance(
    test_cpu_seconds=2, wall_seconds=10, judge_cpu_seconds=10_000, judge_wall_seconds=10_000
)
PREFIX = "fuzz_"

FORBIDDEN = ["ReadFile", "WriteFile", "PyFunc", "EagerPyFunc", "PyFuncStateless", "Print", "_Arg"]
OPS = sorted(allowed_ops())
WORDS = ["", "x", "^x", "x:y:0", "^", ":", ":::", "T", "dtype", "/cpu:0", "/gpu:9", "\0", "é" * 99]
INTS = [0, 1, 2, 3, 7, 9, 10, 20, 21, 23, 101, 120, -1, -2, 2**31 - 1, 2**31, 2**62, -(2**63)]
ARRAYS = [
    np.float32(1),
    np.zeros((0, 3)),
    np.arange(6).reshape(2, 3),
    np.array([b"a", b""], object),
]

SHAPES = [(), (0,), (1,), (2,), (3,), (2, 3), (0, 3), (1, 2, 2, 1), (2, 2, 2), (1, 4, 4, 2, 1)]
KINDS = [1, 2, 3, 4, 7, 9, 10, 14, 18, 19]


@dataclass(frozen=True)
class Export:
    """What one request of a test was answered with; `job` is the test as a judge gets it."""

    job: Mapping[str, Any]
    index: int
    sealed: SealedObject
    answers: Mapping[int, Answer] = field(repr=False)


@dataclass(frozen=True)
class Pool:
    """Real exports, and judges for what becomes of them."""

    forge: Forge
    exports: Sequence[Export]


def _cells() -> Iterator[Raw]:
    """A solution and a test for each exercise; what is visible is hidden as well."""
    yield {**IMPORTS, "source": f"import keras\n{IMPORTS['source']}"}
    for name, (source, call) in EXERCISES.items():
        yield solution(name, source)
        hidden = f"### BEGIN HIDDEN TESTS\n{call}\n### END HIDDEN TESTS"
        yield graded(f"{name}--sealed", f"{call}\n{hidden}")


@pytest.fixture(scope="module")
def pool(warm_up: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    one = warm_up.teaching(assignment(tmp_path_factory.mktemp("graphs"), *_cells()))
    user = one.grader.users.get()
    forge = Forge(one.grader.nursery, user, ALLOWANCE)
    yield Pool(forge, exports_of(one, forge))
    one.grader.users.put(user)


def exports_of(one: Desk, forge: Forge) -> list[Export]:
    """What a worker exports of the reference solutions, for each test that is sealed."""
    (source,) = one.assignment.notebooks
    submission = rebuild(source, fill(source, {}, rest="reference"))
    steps = [
        Step(number, cell=cell.source)
        for number, cell in enumerate(submission.cells)
        if cell.kind == "code" and not cell.is_test
    ]
    jobs = {}
    for id_, test in one.grader.plan.tests.items():
        requests = []
        for request in (*test.visible, *test.hidden):
            index = 1_000 + len(steps)
            steps.append(Step(index, request=request, tests=[id_]))
            requests.append((request, index))
        jobs[id_] = {**test.job, "requests": requests}
    answers = export_all(forge, steps, lambda folder: None).answers
    found = []
    for job in jobs.values():
        own = {index: answers[index] for _, index in job["requests"]}
        for index, answer in own.items():
            decoded = wire.decode_answer(json.loads(answer.header), answer.payload)
            if isinstance(decoded, SealedObject) and decoded.functions:
                found.append(Export(job, index, decoded, own))
    return found


# -- spoilt graphs ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Edit:
    """A change of a part of a graph; the way to it says which child at each level."""

    act: str
    way: tuple[int, ...]
    other: tuple[int, ...]
    op: str
    word: str
    number: int
    content: bytes

    def apply(self, library: Any) -> None:
        """Change a library in place, where it can be."""
        if not library.function:
            return
        definition = library.function[self.way[0] % len(library.function)]
        if self.act == "op" and definition.node_def:
            definition.node_def[self.way[1] % len(definition.node_def)].op = self.op
        elif self.act == "attribute" and definition.node_def:
            attributes = definition.node_def[self.way[1] % len(definition.node_def)].attr
            names = sorted(attributes) or [self.word]
            self._set(attributes[names[self.way[2] % len(names)]])
        elif self.act == "kernel":
            self._compute(library.function[0])
        else:
            self._edit(library)

    def _compute(self, definition: Any) -> None:
        """Let a function return what an operation makes of odd constants and attributes."""
        known = op_def_registry.get(self.op)
        odd = cycle((*self.way, *self.other))
        if known is None or not known.output_arg or not definition.signature.output_arg:
            return
        node = definition.node_def.add(name="odd", op=self.op)
        for attribute in known.attr:
            value = node.attr[attribute.name]
            if attribute.HasField("default_value") and next(odd) % 4:
                value.CopyFrom(attribute.default_value)
            else:
                self._fill(value, attribute, next(odd))
        for arg in known.input_arg:
            count = min(node.attr[arg.number_attr].i, 4) if arg.number_attr else 1
            kinds = [arg.type or node.attr[arg.type_attr].type] * count
            if arg.type_list_attr:
                kinds = list(node.attr[arg.type_list_attr].list.type)
            for kind in kinds:
                name = f"odd_{len(definition.node_def)}"
                constant = definition.node_def.add(name=name, op="Const")
                constant.attr["dtype"].type = kind
                constant.attr["value"].tensor.CopyFrom(_tensor(kind, next(odd), next(odd)))
                node.input.append(f"{name}:output:0")
        output = known.output_arg[0]
        first = definition.signature.output_arg[0]
        first.type = output.type or node.attr[output.type_attr].type
        definition.ret[first.name] = f"odd:{output.name}:0"

    def _fill(self, value: Any, attribute: Any, number: int) -> None:
        """A value for an attribute of an operation."""
        kind = attribute.type.removeprefix("list(").removesuffix(")")
        allowed = attribute.allowed_values.list
        new: dict[str, Any] = {
            "type": (list(allowed.type) or KINDS)[number % len(allowed.type or KINDS)],
            "int": self.number if number % 2 else max(attribute.minimum, number % 5),
            "float": float(self.number),
            "bool": bool(number % 2),
            "string": (list(allowed.s) or [self.content])[number % len(allowed.s or [0])],
        }
        if kind == "shape":
            dims = SHAPES[number % len(SHAPES)]
            shape = value.list.shape.add() if "list" in attribute.type else value.shape
            for size in dims:
                shape.dim.add(size=size)
        elif kind in new:
            field = {"string": "s", "int": "i", "float": "f", "bool": "b"}.get(kind, kind)
            if "list" in attribute.type:
                getattr(value.list, field).extend([new[kind]] * (1 + number % 4))
            else:
                setattr(value, field, new[kind])

    def _edit(self, library: Any) -> None:
        found = _walk(library, self.way)
        if found is None:
            return
        parent, key, value = found
        match self.act:
            case "delete" if isinstance(key, str) and isinstance(parent, Message):
                parent.ClearField(key)
            case "delete":
                del parent[key]
            case "duplicate" if isinstance(key, int):
                parent.append(value)
            case "copy":
                other = _walk(library, self.other)
                if isinstance(value, Message) and other and type(other[2]) is type(value):
                    copied = type(value)()
                    copied.CopyFrom(other[2])
                    value.CopyFrom(copied)
            case _ if isinstance(value, Message):
                self._set(value)
            case _:
                self._put(parent, key, value)

    def _set(self, message: Any) -> None:
        """Make something odd of an attribute, a tensor or a shape."""
        match message:
            case AttrValue():
                kinds = ["s", "i", "f", "b", "type", "shape", "tensor", "func", "placeholder"]
                kind = kinds[self.way[-1] % len(kinds)]
                if kind in ("shape", "tensor"):
                    self._set(getattr(message, kind))
                elif kind == "func":
                    message.func.name = self.word
                else:
                    self._put(message, kind, getattr(message, kind))
            case TensorProto():
                message.dtype = self.number % 24
                message.tensor_content = self.content
                self._set(message.tensor_shape)
            case TensorShapeProto():
                message.unknown_rank = self.way[-1] % 5 == 0
                message.dim.add(size=self.number)

    def _put(self, parent: Any, key: Any, value: Any) -> None:
        new: Any = {
            bool: not value,
            int: self.number,
            float: float(self.number),
            str: self.op if self.way[-1] % 4 == 0 else self.word,
            bytes: self.content,
        }[type(value)]
        try:
            if isinstance(parent, Message):
                setattr(parent, key, new)
            else:
                parent[key] = new
        except ValueError:  # a number that this field cannot hold
            pass


def _tensor(kind: int, shape: int, number: int) -> Any:
    """A constant of that dtype: zeros, ones or extremes, in some shape."""
    dims = SHAPES[shape % len(SHAPES)]
    dtype = tf.as_dtype(kind)
    if dtype == tf.string:
        return tf.make_tensor_proto(np.full(dims, [b"", b"a,b", b"\xff"][number % 3]), dtype)
    if dtype in (tf.resource, tf.variant) or dtype.is_quantized:
        return TensorProto(dtype=kind)
    highest = dtype.max if not dtype.is_complex and not dtype.is_bool else 1
    values = [0, 1, 2, 3, highest, dtype.min if highest != 1 and number % 2 else 0]
    array = np.full(dims, 0).astype(dtype.as_numpy_dtype)
    array[...] = np.asarray(values[number % len(values)]).astype(dtype.as_numpy_dtype)
    return tf.make_tensor_proto(array, dtype)


def _walk(message: Any, way: Sequence[int]) -> tuple[Any, Any, Any] | None:
    """The last parent, key and value on a way through a message."""
    found = None
    for number in way:
        children = list(_children(message)) if isinstance(message, Message) else []
        if not children:
            break
        found = children[number % len(children)]
        message = found[2]
    return found


def _children(message: Any) -> Iterator[tuple[Any, Any, Any]]:
    for descriptor, value in message.ListFields():
        if isinstance(value, Mapping):
            yield from ((value, key, value[key]) for key in sorted(value))
        elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
            yield from ((value, number, it) for number, it in enumerate(value))
        else:
            yield message, descriptor.name, value


@dataclass(frozen=True)
class Graph:
    """An export with what is wrong with it."""

    export: int
    function: int
    edits: list[Edit]
    done: list[Damage]
    state: Any

    def spoil(self, exports: Sequence[Export]) -> tuple[Export, bytes]:
        """The export with a spoilt graph in it, and that graph."""
        export = exports[self.export % len(exports)]
        sealed = export.sealed
        functions = list(sealed.functions)
        place = self.function % len(functions)
        library = FunctionDefLibrary.FromString(functions[place].library)
        for edit in self.edits:
            edit.apply(library)
        content = damaged(library.SerializeToString(), self.done)
        functions[place] = replace(functions[place], library=content)
        variables = sealed.variables
        if self.state is not None:
            variables = tuple(Variable(np.asarray(self.state)) for _ in variables)
        return replace(export, sealed=SealedObject(tuple(functions), variables)), content


WAY = st.lists(st.integers(0, 999), min_size=3, max_size=8).map(tuple)
ACTS = [*["op"] * 2, *["attribute"] * 3, *["set"] * 5, "delete", "delete", "duplicate", "copy"]
EDITS = st.builds(
    Edit,
    st.sampled_from(
        [
            *["kernel"] * 6,
            *["op"] * 3,
            *["attribute"] * 3,
            *["set"] * 5,
            "delete",
            "delete",
            "duplicate",
            "copy",
        ]
    ),
    WAY,
    WAY,
    st.sampled_from(OPS) | st.sampled_from(OPS) | st.sampled_from(FORBIDDEN),
    st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=("Cs",)), max_size=6),
    st.sampled_from(INTS) | st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([b"", b"\0" * 4, b"\xff" * 8, b"\x7f" * 400]) | st.binary(max_size=9),
)
# An operation in its own form comes as far as its kernel; what else is spoilt seldom does.
KERNELS = st.tuples(EDITS, st.sampled_from(OPS)).map(
    lambda it: replace(it[0], act="kernel", op=it[1])
)
GRAPHS = st.builds(
    Graph,
    st.integers(0, 999),
    st.integers(0, 9),
    st.lists(EDITS, max_size=3) | st.lists(KERNELS, min_size=1, max_size=1),
    st.integers(0, 9).flatmap(lambda it: st.lists(damages(), max_size=0 if it else 2)),
    st.sampled_from([None] * 12 + ARRAYS),
)


def test_any_graph_is_refused_or_judged_and_harms_its_own_test_alone(pool: Pool) -> None:
    numbers = count()
    waiting: list[tuple[Export, str, Graph]] = []
    came: Counter[str] = Counter()
    deaths: Counter[str] = Counter()
    broken: list[str] = []

    def examine(graph: Graph) -> None:
        export, content = graph.spoil(pool.exports)
        try:
            library = checked_library(content, PREFIX)
        except StudentError as refusal:
            came[f"refused as {refusal.problem.type}"] += 1
            return
        require_allowed(library)
        waiting.append((export, f"graph-{next(numbers)}", graph))

    def judge() -> None:
        while waiting:
            now = waiting[:AT_ONCE]
            del waiting[:AT_ONCE]
            judged = judge_each(pool.forge, [(export, id_) for export, id_, _ in now])
            for export, id_, graph in now:
                if id_ in judged.lost:
                    deaths[judged.lost[id_].text] += 1
                    came["lost"] += 1
                    print(f"{export.job['id']} {judged.lost[id_].text}: {graph}")
                    continue
                last = list(judged.outcomes[id_].values())[-1]
                problem = last.get("problem")
                came[f"failed while {problem['stage']}" if problem else last["status"]] += 1
                if last["status"] not in ("passed", "failed", "not written"):
                    broken.append(f"{export.job['id']}: {last} of {graph}")

    fuzz("graphs", GRAPHS, examine, judge)
    print(f"what came of them: {dict(came)}; what judges died of: {dict(deaths)}")
    assert not broken, "\n".join(broken[:5])
    seen = ("refused as Unsealable", "passed", "failed while running")
    assert EXAMPLES < FEW or min(came[it] for it in seen) > 0


def require_allowed(library: Any) -> None:
    """No operation, function or device that is not allowed is in a library that passed."""
    names = {definition.signature.name for definition in library.function}
    assert all(name.startswith(PREFIX) for name in names)
    for definition in library.function:
        for node in definition.node_def:
            assert node.op in names or node.op in OPS
            assert node.op not in FORBIDDEN
            assert not node.device
            assert set(called_in(node)) <= names


def called_in(message: Any) -> Iterator[str]:
    """The functions that attributes name, at any depth."""
    for _, _, value in _children(message):
        if isinstance(value, Message):
            if value.DESCRIPTOR.name == "NameAttrList":
                yield value.name  # type: ignore[attr-defined]
            yield from called_in(value)


def judge_each(forge: Forge, exports: Sequence[tuple[Export, str]]) -> Judged:
    """What judges say of tests that get spoilt exports, each under a name of its own."""
    jobs, answers = [], {}
    for export, id_ in exports:
        requests = []
        for request, index in export.job["requests"]:
            answer = export.answers[index]
            if index == export.index:
                header, payload = wire.encode_answer(export.sealed)
                answer = Answer("sealed", json.dumps(header).encode(), payload)
            requests.append((request, len(answers)))
            answers[len(answers)] = answer
        jobs.append({**export.job, "id": id_, "requests": requests})
    return judge_all(forge, jobs, answers)


def test_unchanged_exports_pass(pool: Pool) -> None:
    judged = judge_each(pool.forge, [(it, str(n)) for n, it in enumerate(pool.exports)])
    assert len(judged.outcomes) == len(pool.exports) >= len(EXERCISES)
    parts = [part for outcome in judged.outcomes.values() for part in outcome.values()]
    assert {part["status"] for part in parts} == {"passed"}
