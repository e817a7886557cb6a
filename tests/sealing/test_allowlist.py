"""Which graphs a judge refuses, and what becomes of those that it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from tensorflow.core.framework.function_pb2 import FunctionDefLibrary, RegisteredGradient
from tensorflow.core.framework.types_pb2 import DT_FLOAT, DT_RESOURCE, DT_VARIANT
from tensorflow.python.framework import op_def_registry
from tracegrade.sealing import allowlist
from tracegrade.sealing.allowlist import allowed_ops, checked_library
from tracegrade.sealing.export import export
from tracegrade.sealing.replay import Replay
from tracegrade.subjects import Array, Function, Spec, StudentError

from tests.check.students import function

ANY = Function((Spec((None,)),))
X = np.float32([1, -2, 3])
NESTED = "return tf.map_fn(lambda it: it + 1, x)"


@pytest.fixture(scope="module")
def nested() -> bytes:
    """A graph whose library has functions: a loop, with its condition and its body."""
    return export(function(NESTED), (), [ANY]).functions[0].library


@pytest.fixture
def library(nested: bytes) -> Any:
    return FunctionDefLibrary.FromString(nested)


def checked(library: Any) -> Any:
    return checked_library(library.SerializeToString(), prefix="p_")


def reason(library: Any) -> str:
    """Why a library is refused."""
    content = library if isinstance(library, bytes) else library.SerializeToString()
    with pytest.raises(StudentError) as raised:
        checked_library(content, prefix="p_")
    problem = raised.value.problem
    assert (problem.stage, problem.type) == ("tracing", "Unsealable")
    return problem.message


def nodes_of(library: Any) -> Iterator[Any]:
    return (node for definition in library.function for node in definition.node_def)


def add_function(library: Any, name: str, *called: str, nodes: int = 0) -> None:
    """Add a function that calls others, and has so many nodes besides."""
    definition = library.function.add()
    definition.signature.name = name
    for number in range(nodes):
        definition.node_def.add(name=f"n{number}", op="NoOp")
    for number, other in enumerate(called):
        node = definition.node_def.add(name=f"call{number}", op="PartitionedCall")
        node.attr["f"].func.name = other


def made(*functions: tuple[str, ...]) -> Any:
    """A library of functions, each given by its name and those of the functions that it calls."""
    library = FunctionDefLibrary()
    for name, *called in functions:
        add_function(library, name, *called)
    return library


def test_a_real_graph_passes_under_names_of_this_process(library: Any) -> None:
    names = [definition.signature.name for definition in library.function]
    assert len(names) > 2
    came = checked(library)
    renamed = [definition.signature.name for definition in came.function]
    assert renamed == [f"p_{number}" for number in range(len(names))]
    called = {value.func.name for node in nodes_of(came) for value in node.attr.values()} - {""}
    assert called
    assert called < set(renamed)


def test_devices_are_forgotten(library: Any) -> None:
    for node in nodes_of(library):
        node.device = "/job:elsewhere/device:GPU:7"
    assert {node.device for node in nodes_of(checked(library))} == {""}


def test_too_many_bytes_are_refused_unread() -> None:
    assert reason(b"\xff" * (allowlist.GRAPH_BYTES + 1)) == (
        "The graph is too large: 8,000,001 bytes; 8,000,000 are allowed."
    )


@pytest.mark.parametrize("content", [b"\xff" * 9, b"\x0a\x7f", b"no graph"])
def test_bytes_that_are_no_graph_are_refused(content: bytes) -> None:
    assert reason(content) == "The graph is broken: it is no graph."


def test_a_graph_that_breaks_off_is_refused(nested: bytes) -> None:
    for size in range(1, len(nested), len(nested) // 20):
        with pytest.raises(StudentError):
            checked_library(nested[:size], prefix="p_")


def test_an_empty_graph_is_refused() -> None:
    assert reason(b"") == "The graph is broken: it is empty."


def test_gradients_are_refused(library: Any) -> None:
    library.registered_gradients.append(RegisteredGradient(gradient_func="g"))
    assert reason(library) == "The graph is not allowed: it registers gradients."
    del library.registered_gradients[:]
    library.gradient.add(function_name="f", gradient_func="g")
    assert reason(library) == "The graph is not allowed: it registers gradients."


def test_two_functions_of_one_name_are_refused(library: Any) -> None:
    library.function.append(library.function[-1])
    assert reason(library) == "The graph is broken: two of its functions have one name."


def test_a_function_named_like_an_operation_is_refused(library: Any) -> None:
    add_function(library, "Add")
    assert reason(library) == (
        "The graph is not allowed: a function is named like the operation Add."
    )


FORBIDDEN = (
    "ReadFile",
    "WriteFile",
    "MatchingFiles",
    "ImmutableConst",
    "PyFunc",
    "PyFuncStateless",
    "EagerPyFunc",
    "ReaderReadV2",
    "SaveV2",
    "RestoreV2",
    "TextLineDataset",
    "CacheDatasetV2",
    "RemoteCall",
    "VarHandleOp",
    "NoSuchOperation",
)


@pytest.mark.parametrize("op", FORBIDDEN)
@pytest.mark.parametrize("place", [0, -1], ids=["top", "nested"])
def test_a_forbidden_operation_is_refused_wherever_it_is(library: Any, op: str, place: int) -> None:
    library.function[place].node_def.add(name="added", op=op)
    assert reason(library) == f"The graph is not allowed: it uses the operation {op}."


def test_a_forbidden_operation_is_refused_in_functions_that_nobody_calls(library: Any) -> None:
    add_function(library, "lonely")
    library.function[-1].node_def.add(name="added", op="ReadFile")
    assert "ReadFile" in reason(library)


def test_a_long_name_of_an_operation_is_cut(library: Any) -> None:
    library.function[0].node_def.add(name="added", op="A" * 5000)
    assert len(reason(library)) < 120


def test_a_function_named_like_a_forbidden_operation_is_but_a_function(library: Any) -> None:
    add_function(library, "ReadFile")
    library.function[0].node_def.add(name="added", op="ReadFile")
    assert checked(library).function[0].node_def[-1].op == f"p_{len(library.function) - 1}"


def test_too_many_nodes_are_refused(library: Any) -> None:
    add_function(library, "large", nodes=allowlist.NODES)
    assert reason(library) == "The graph is too large: it has more than 50,000 nodes."


@pytest.mark.parametrize("circle", ["a", "ab", "abc"])
def test_functions_that_call_one_another_in_a_circle_are_refused(circle: str) -> None:
    ring = [(name, circle[(i + 1) % len(circle)]) for i, name in enumerate(circle)]
    for functions in (ring, [("top", "a"), *ring]):
        assert reason(made(*functions)) == (
            "The graph is not allowed: its functions call one another in a circle."
        )


def test_a_circle_by_the_name_of_an_operation_is_refused() -> None:
    library = made(("a",), ("b", "a"))
    library.function[0].node_def.add(name="added", op="b")
    assert "in a circle" in reason(library)


def test_functions_may_call_one_another_only_so_deeply() -> None:
    def chain(length: int) -> Any:
        return made(*((f"f{i}", f"f{i + 1}") for i in range(length - 1)), (f"f{length - 1}",))

    assert checked(chain(allowlist.DEPTH))
    for length in (allowlist.DEPTH + 1, 5_000):
        assert reason(chain(length)) == (
            "The graph is too large: its functions call one another too deeply."
        )


@pytest.mark.parametrize("backwards", [False, True])
def test_work_that_doubles_is_refused_before_it_is_done(backwards: bool) -> None:
    def doubling(depth: int) -> Any:
        functions = [(f"f{i}", f"f{i + 1}", f"f{i + 1}") for i in range(depth)]
        functions.append((f"f{depth}",))
        return made(*reversed(functions)) if backwards else made(*functions)

    assert checked(doubling(14))
    for depth in (20, 60):
        assert reason(doubling(depth)) == (
            "The graph is too large: its functions call one another too often."
        )


def test_branches_count_as_calls() -> None:
    library = made(("f0",))
    for number in range(1, 25):
        definition = library.function.add()
        definition.signature.name = f"f{number}"
        node = definition.node_def.add(name="either", op="Case")
        for _ in range(2):
            node.attr["branches"].list.func.add(name=f"f{number - 1}")
    assert "too often" in reason(library)


NOWHERE = "The graph is broken: it calls a function that it does not have."


def test_a_call_of_a_function_that_is_not_there_is_refused() -> None:
    assert reason(made(("top", "elsewhere"))) == NOWHERE
    library = made(("top",))
    library.function[0].node_def.add(name="added", op="elsewhere")
    assert reason(library) == "The graph is not allowed: it uses the operation elsewhere."
    library = made(("top",), ("f",))
    node = library.function[0].node_def.add(name="added", op="Case")
    for name in ("f", "elsewhere"):
        node.attr["branches"].list.func.add(name=name)
    assert reason(library) == NOWHERE


def test_functions_among_the_attributes_of_functions_are_functions_too() -> None:
    library = made(("top", "f"), ("f",))
    attributes = library.function[0].node_def[0].attr["f"].func.attr
    attributes["g"].func.name = "elsewhere"
    assert reason(library) == NOWHERE
    attributes["g"].func.name = "top"
    assert "in a circle" in reason(library)
    attributes["g"].func.name = "f"
    [call] = checked(library).function[0].node_def
    assert call.attr["f"].func.attr["g"].func.name == "p_1"


def test_attributes_that_are_left_open_are_refused() -> None:
    library = made(("top", "f"), ("f", "f"))
    library.function[1].node_def[0].attr["f"].placeholder = "g"
    assert reason(library) == "The graph is not allowed: it leaves attributes open."


@pytest.mark.parametrize("dtype", [DT_RESOURCE, DT_VARIANT])
def test_a_constant_that_is_no_array_is_refused(library: Any, dtype: int) -> None:
    node = library.function[-1].node_def.add(name="forged", op="Const")
    node.attr["dtype"].type = dtype
    assert reason(library) == "The graph is not allowed: it has a constant that is no array."


# An op, its inputs in a function, and what is left of them.
PRINTS: dict[str, tuple[str, list[str], list[str]]] = {
    "new, of an op": ("PrintV2", ["format:output:0"], ["^format"]),
    "new, of an argument": ("PrintV2", ["x"], []),
    "new, after others": ("PrintV2", ["x", "^a", "^b"], ["^a", "^b"]),
    "new, of nothing": ("PrintV2", [], []),
    "old, of ops": ("Print", ["y:z:0", "a:b:1", "a:b:2"], ["y:z:0", "^y", "^a"]),
    "old, of arguments": ("Print", ["x", "y"], ["x"]),
    "old, after others": ("Print", ["x", "a:b:0", "^c"], ["x", "^a", "^c"]),
}


@pytest.mark.parametrize(("op", "inputs", "left"), PRINTS.values(), ids=PRINTS)
def test_a_print_becomes_nothing(op: str, inputs: list[str], left: list[str]) -> None:
    library = made(("top",))
    node = library.function[0].node_def.add(name="it", op=op, input=inputs)
    node.attr["T"].type = DT_FLOAT
    node.attr["output_stream"].s = b"file:///tmp/out"
    node.attr["message"].s = b"seen"
    [came] = checked(library).function[0].node_def
    assert (came.op, list(came.input)) == ("Identity" if op == "Print" else "NoOp", left)
    assert dict(came.attr) == ({"T": came.attr["T"]} if op == "Print" else {})


def test_memory_is_never_given_out_as_it_was_left() -> None:
    empty = tf.raw_ops.Empty
    [value] = Replay(export(lambda x: empty(shape=[9], dtype=tf.float32), (), [ANY]), [ANY]).run(
        0, X
    )
    np.testing.assert_array_equal(value, np.zeros(9))
    library = made(("top",))
    library.function[0].node_def.add(name="it", op="Empty").attr["init"].b = False
    assert checked(library).function[0].node_def[0].attr["init"].b


def test_a_queue_is_shared_with_no_other_graph() -> None:
    body = """
        queue = tf.queue.PriorityQueue(99, [tf.float32], [()], shared_name="known")
        again = tf.queue.PriorityQueue(99, [tf.float32], [()], shared_name="known")
        with tf.control_dependencies([queue.enqueue_many((tf.cast(x, tf.int64), x))]):
            return again.size()
        """
    one = export(function(body), (), [ANY])
    first, second = Replay(one, [ANY]), Replay(one, [ANY])
    sizes = [replay.run(0, X)[0] for replay in (first, first, second)]
    assert sizes == [3, 6, 3]


def replayed(body: str) -> Array | None:
    [value] = Replay(export(function(body), (), [ANY]), [ANY]).run(0, X)
    return value


def test_a_print_beside_ops_of_all_kinds_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    body = """
        with tf.control_dependencies([tf.print(x), tf.print('a', x * 2)]):
            y = tf.raw_ops.Print(input=x, data=[x, tf.size(x)])
        with tf.control_dependencies([tf.raw_ops.Print(input=y + 1, data=[y])]):
            tf.print(tf.shape(x))
        return y
        """
    np.testing.assert_array_equal(replayed(body), X)
    assert capfd.readouterr() == ("", "")


def test_the_list_names_operations_of_tensorflow_once_and_has_them_all_known() -> None:
    text = (allowlist.files("tracegrade.sealing") / "allowed_ops.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(set(lines)) == len(allowed_ops())
    assert not [name for name in lines if op_def_registry.get(name) is None]


# What can reach a file, the network, Python, another process or device, or state by its name.
FAMILIES: dict[str, str] = {
    "files": "File|Dir(?!ected)|Path|Tmp|LMDB|Sql|CSV|TFRecord|TextLine|FixedLength|WholeFile",
    "readers": "^Reader|Reader$|ReaderV2$|^RecordInput|^Matching",
    "saving": "Save|Restore|Checkpoint|Load|Snapshot.|SnapshotDataset|Cache|Serialize|ToGraph",
    "memory that is mapped or kept": "ImmutableConst|TemporaryVariable|GetSession",
    "python": "PyFunc|Py[A-Z]|GeneratorDataset",
    "summaries": "Summary|ImportEvent|Stats|Audio",
    "printing": "^Print|Debug|Dump|Abort",
    "other processes": "Rpc|Remote|^_?Send|^_?Recv|Service|Worker|Session|Distribut",
    "collectives": "Collective|Nccl|AllReduce|AllToAll|ReplicaSum",
    "hosts and callbacks": "Host|Callback|CustomCall|Infeed|Outfeed|BatchFunction",
    "accelerators": "TPU|Tpu|Cudnn|TensorRT|TRT|SparseCore|XlaLaunch|XlaRun|XlaHost|XlaCall",
    "other devices": "Device|MultiDevice|CopyHost|^Copy$",
    "resources by their names": "VarHandleOp|HandleOp$|^Variable(V2)?$|StringHandle|Mutex|^Barrier",
    "tables, stages, accumulators": "HashTable|LookupTable|InitializeTable|Stage|Accumulator",
    "codecs": "Jpeg|Png|Gif|Bmp|WebP|Jxl|Wav|DecodeImage|Proto|^Parse|Compress",
    "time": "Sleep|Latency",
}


@pytest.mark.parametrize("pattern", FAMILIES.values(), ids=FAMILIES)
def test_no_operation_of_a_dangerous_family_is_allowed(pattern: str) -> None:
    known = {name for name in dir(tf.raw_ops) if name[0].isupper()}
    assert [name for name in known if re.search(pattern, name)]  # there are such operations
    assert not [name for name in allowed_ops() if re.search(pattern, name)]


NEEDED = """
    PriorityQueueV2 FIFOQueueV2 QueueEnqueueV2 QueueEnqueueManyV2 QueueDequeueV2 QueueDequeueManyV2
    QueueSizeV2 QueueCloseV2 DenseToDenseSetOperation SetSize SparseReduceSum
    SparseTensorDenseMatMul RaggedTensorToTensor RaggedTensorToVariant RaggedTensorFromVariant
    UnicodeDecode UnicodeEncode UnicodeTranscode StringSplit StringSplitV2 StaticRegexReplace
    DecodeRaw NoOp Assert ResourceApplyAdam AssignAddVariableOp TensorListStack ZipDataset
    StatelessWhile StatelessIf PartitionedCall StatefulPartitionedCall
    """


def test_what_solutions_need_is_allowed() -> None:
    assert not set(NEEDED.split()) - allowed_ops()


IDIOMS: dict[str, Callable[[Any], Any]] = {
    "images": lambda x: tf.image.adjust_hue(
        tf.image.flip_left_right(tf.ones([1, 2, 2, 3]) * x), 0.1
    ),
    "metrics": lambda x: (
        tf.math.confusion_matrix([1, 0], [1, 1]) + tf.math.in_top_k([0], [[x[0]]], 1)[0].dtype.size
    ),
    "sorting": lambda x: tf.sort(tf.unique(tf.gather(x, tf.argsort(x)))[0]),
    "segments": lambda x: tf.math.unsorted_segment_sqrt_n(x, [0, 1, 0], 2),
    "spectrum": lambda x: tf.abs(tf.signal.stft(tf.tile(x, [40]), 16, 8)),
    "histogram": lambda x: tf.histogram_fixed_width(x, [-3.0, 3.0]),
    "linear algebra": lambda x: tf.linalg.lstsq(tf.linalg.diag(x), x[:, None]),
    "singular values": lambda x: tf.linalg.svd(tf.linalg.diag(x), compute_uv=False),
    "hashes": lambda x: tf.strings.to_hash_bucket_fast(tf.strings.as_string(x), 10),
    "ngrams": lambda x: tf.strings.ngrams(tf.strings.as_string(x), 2),
    "ragged": lambda x: tf.ragged.constant([[1.0], [2.0, 3.0]]).to_sparse().values + x[0],
    "connectionist": lambda x: tf.nn.ctc_loss([[1]], tf.ones([4, 1, 3]), [1], [4], blank_index=0),
    "windows": lambda x: tf.signal.frame(x, 2, 1),
    "scatter": lambda x: tf.tensor_scatter_nd_update(x, [[0]], [9.0]),
    "quantiles": lambda x: tf.searchsorted(tf.sort(x), x),
    "one hot": lambda x: tf.one_hot([0, 2], 3) @ x[:, None],
    "attention": lambda x: tf.nn.softmax(tf.linalg.band_part(x[:, None] * x, -1, 0)) @ x[:, None],
    "pooling": lambda x: tf.nn.max_pool1d(x[None, :, None], 2, 1, "VALID"),
}


@pytest.mark.parametrize("idiom", IDIOMS.values(), ids=IDIOMS)
def test_idioms_are_allowed_and_run(idiom: Callable[[Any], Any]) -> None:
    functions = [Function((Spec((3,)),), autograph=False)]
    [value] = Replay(export(idiom, (), functions), functions).run(0, X)
    assert value is not None


@pytest.mark.parametrize("count", [-1, 1 << 40])
def test_an_operation_with_an_impossible_number_of_tensors_is_refused(
    library: Any, count: int
) -> None:
    node = library.function[0].node_def.add(name="sum", op="AddN")
    node.attr["N"].i = count
    node.attr["T"].type = DT_FLOAT

    assert "AddN has an impossible number of tensors" in reason(library)
