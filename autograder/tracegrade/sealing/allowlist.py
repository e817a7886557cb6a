"""Which graphs a judge runs: known operations, no way out, bounded work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from google.protobuf.message import DecodeError
from tensorflow.core.framework.function_pb2 import FunctionDefLibrary
from tensorflow.core.framework.types_pb2 import DT_RESOURCE, DT_VARIANT
from tensorflow.python.framework import op_def_registry

from tracegrade.subjects import Problem, StudentError

GRAPH_BYTES = 8_000_000
NODES = 50_000
# Nodes after every call of a library function is written out: functions that call one another
# twice, a few deep, are a small file and a huge computation.
EXPANDED_NODES = 500_000
DEPTH = 100
_SILENCED = ("Print", "PrintV2")


@cache
def allowed_ops() -> frozenset[str]:
    """The names of the operations that may stand in a graph; the list is in `allowed_ops.txt`."""
    text = files("tracegrade.sealing").joinpath("allowed_ops.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def checked_library(serialized: bytes, prefix: str) -> Any:
    """The FunctionDefLibrary of its bytes, fit to be run.

    Printing is silenced, devices are forgotten, and its functions and queues get new names that
    begin with `prefix`. Raises StudentError when it is too large, or has an operation, a function
    or a gradient that is not allowed.
    """
    if len(serialized) > GRAPH_BYTES:
        raise _refused("too large", f"{len(serialized):,} bytes; {GRAPH_BYTES:,} are allowed")
    library = FunctionDefLibrary()
    try:
        library.ParseFromString(serialized)
    except DecodeError:
        raise _refused("broken", "it is no graph") from None
    if not library.function:
        raise _refused("broken", "it is empty")
    if library.gradient or library.registered_gradients:
        raise _refused("not allowed", "it registers gradients")
    functions = {f.signature.name: f.node_def for f in library.function}
    if len(functions) != len(library.function):
        raise _refused("broken", "two of its functions have one name")
    shadowing = sorted(functions.keys() & allowed_ops())
    if shadowing:
        raise _refused("not allowed", f"a function is named like the operation {shadowing[0]}")
    if sum(map(len, functions.values())) > NODES:
        raise _refused("too large", f"it has more than {NODES:,} nodes")
    _check_work(functions)
    names = {name: f"{prefix}{number}" for number, name in enumerate(functions)}
    for definition in library.function:
        definition.signature.name = names[definition.signature.name]
        for node in definition.node_def:
            _check_node(node, names, prefix)
    return library


def _check_node(node: Any, names: Mapping[str, str], prefix: str) -> None:
    if node.op in _SILENCED:
        _silence(node)
    if node.op not in allowed_ops() and node.op not in names:
        raise _refused("not allowed", f"it uses the operation {node.op[:60]}")
    if node.op == "Const" and node.attr["dtype"].type in (DT_RESOURCE, DT_VARIANT):
        raise _refused("not allowed", "it has a constant that is no array")
    if any(value.placeholder for value in node.attr.values()):
        raise _refused("not allowed", "it leaves attributes open")
    if any(not 0 <= node.attr[name].i <= NODES for name in _counts(node.op)):
        # Kernels reserve as much as that, and some of them crash where it cannot be.
        raise _refused("broken", f"{node.op[:60]} has an impossible number of tensors")
    if node.op == "Empty":
        node.attr["init"].b = True  # or it would be what the judge computed last
    if "shared_name" in node.attr and node.attr["shared_name"].s:
        # A queue, which would be that of every other graph that knows its name.
        node.attr["shared_name"].s = prefix.encode() + node.attr["shared_name"].s
    node.op = names.get(node.op, node.op)
    for value in _functions_of(node.attr):
        if value.name not in names:
            raise _refused("broken", "it calls a function that it does not have")
        value.name = names[value.name]
    node.device = ""


@cache
def _counts(op: str) -> frozenset[str]:
    """The attributes of an operation that say how many tensors it takes or gives."""
    known = op_def_registry.get(op)
    if known is None:  # a function of the graph
        return frozenset()
    return frozenset(it.number_attr for it in (*known.input_arg, *known.output_arg)) - {""}


def _silence(node: Any) -> None:
    """Turn a print into nothing; what it waited for stays a control dependency."""
    # An input is "node:output:number", "^node", or the name of an argument, which is always there.
    waited = [
        it if it.startswith("^") else f"^{it.split(':')[0]}"
        for it in node.input
        if ":" in it or it.startswith("^")
    ]
    passed = list(node.input[:1]) if node.op == "Print" else []  # the old operation passes it on
    kind = node.attr["T"].type if passed else None
    node.op = "Identity" if passed else "NoOp"
    node.attr.clear()
    if kind is not None:
        node.attr["T"].type = kind
    del node.input[:]
    node.input.extend([*passed, *dict.fromkeys(waited)])


def _check_work(functions: Mapping[str, Any]) -> None:
    """Refuse functions that call one another too often, too deeply, or in a circle."""
    sizes: dict[str, int] = {}
    pending: set[str] = set()

    def size(name: str) -> int:
        if name in pending:
            raise _refused("not allowed", "its functions call one another in a circle")
        if name not in sizes:
            pending.add(name)
            if len(pending) > DEPTH:
                raise _refused("too large", "its functions call one another too deeply")
            sizes[name] = 0
            for node in functions[name]:
                sizes[name] += 1 + sum(map(size, _called(node, functions)))
                if sizes[name] > EXPANDED_NODES:
                    raise _refused("too large", "its functions call one another too often")
            pending.remove(name)
        return sizes[name]

    for name in functions:
        size(name)


def _called(node: Any, functions: Mapping[str, Any]) -> list[str]:
    names = [node.op, *(value.name for value in _functions_of(node.attr))]
    return [name for name in names if name in functions]


def _functions_of(attributes: Mapping[str, Any]) -> Iterator[Any]:
    """The functions among attributes, the branches of an If, say, and among their attributes."""
    for value in attributes.values():
        for function in [*([value.func] if value.HasField("func") else []), *value.list.func]:
            yield function
            yield from _functions_of(function.attr)


def _refused(kind: str, why: str) -> StudentError:
    return StudentError(Problem("tracing", "Unsealable", f"The graph is {kind}: {why}."))
