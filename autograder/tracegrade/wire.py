"""What crosses between processes, as JSON and bytes: requests one way, answers the other.

Everything that is decoded here but requests may come from an enemy: each field is checked, and what
does not fit raises Malformed.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, get_args

import numpy as np

from tracegrade.sealing.graphs import STATE_BYTES, Capture, SealedFunction, SealedObject
from tracegrade.subjects import (
    Action,
    Argument,
    ArgumentSpec,
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
    Plain,
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

TEXT = 2_000
NAMES = 10_000
FUNCTIONS = 100
RANK = 32
DEPTH = 8
_DTYPES = {np.dtype(char).name: np.dtype(char) for char in "?bBhHiIqQefdFD"}
_STEPS: dict[str, type] = {
    "made": Made,
    "beside": Beside,
    "given": Given,
    "rebuilt": Rebuilt,
    "reloaded": Reloaded,
    "averaged": Averaged,
    "compiled": Compiled,
}
_ACTIONS: dict[str, type] = {
    "attributes": Attributes,
    "quiz answer": QuizAnswer,
    "call": Call,
    "python op": PythonOp,
    "fit": Fit,
}


class Malformed(Exception):
    """A message that does not fit its form."""


@dataclass(frozen=True)
class SealRequest:
    """Make an object by steps, trace these functions of it, and export them."""

    name: str
    steps: tuple[Step, ...]
    functions: tuple[Function, ...]


@dataclass(frozen=True)
class ObserveRequest:
    """Make an object by steps, do something with it, and tell what comes of it."""

    name: str
    steps: tuple[Step, ...]
    action: Action


Request = SealRequest | ObserveRequest


@dataclass(frozen=True)
class Undefined:
    """The answer to a request about a name that the notebook does not define."""


@dataclass(frozen=True)
class NotWritten:
    """The answer to a request whose exercise is not written yet."""


@dataclass(frozen=True)
class Observed:
    """The answer to a request to observe."""

    data: Data


Answer = SealedObject | Observed | Problem | NotWritten | Undefined


def key(request: Request) -> str:
    """A text that is equal for equal requests."""
    return json.dumps(encode_request(request), sort_keys=True)


def encode_request(request: Request) -> dict[str, Any]:
    """A request as JSON data."""
    common = {"name": request.name, "steps": [_encode_step(step) for step in request.steps]}
    if isinstance(request, ObserveRequest):
        return {**common, "action": _encode_action(request.action)}
    functions = [
        {
            "signature": list(map(_encode_spec, function.signature)),
            "method": function.method,
            "keywords": list(function.keywords),
            "gradient": list(function.gradient),
            "autograph": function.autograph,
            "instance": function.instance,
            "key": function.key,
        }
        for function in request.functions
    ]
    return {**common, "functions": functions}


def decode_request(data: Mapping[str, Any]) -> Request:
    """A request of its JSON data, which comes from our own process."""
    steps = tuple(_decode_step(step) for step in data["steps"])
    if "action" in data:
        return ObserveRequest(data["name"], steps, _decode_action(data["action"]))
    functions = tuple(
        Function(
            tuple(map(_decode_spec, function["signature"])),
            function["method"],
            tuple(function["keywords"]),
            tuple(function["gradient"]),
            function["autograph"],
            function["instance"],
            function["key"],
        )
        for function in data["functions"]
    )
    return SealRequest(data["name"], steps, functions)


def _encode_spec(spec: ArgumentSpec) -> Any:
    if isinstance(spec, CompositeSpec):
        return {"kind": spec.kind, "parts": list(map(_encode_spec, spec.parts))}
    return [list(spec.shape), spec.dtype]


def _decode_spec(data: Any) -> ArgumentSpec:
    if isinstance(data, dict):
        return CompositeSpec(data["kind"], tuple(map(_decode_spec, data["parts"])))
    shape, dtype = data
    return Spec(tuple(shape), dtype)


def _encode_action(action: Action) -> dict[str, Any]:
    kind = next(name for name, cls in _ACTIONS.items() if type(action) is cls)
    fields = {name: _encode_field(value) for name, value in vars(action).items()}
    return {"kind": kind, "fields": fields}


def _decode_action(data: Mapping[str, Any]) -> Action:
    fields = {name: _decode_field(value) for name, value in data["fields"].items()}
    action: Action = _ACTIONS[data["kind"]](**fields)
    return action


def _encode_field(value: Any) -> Any:
    match value:
        case np.ndarray() | np.generic():
            header, content = _encode_array(np.asarray(value))
            return {"array": header, "content": base64.b64encode(content).decode()}
        case Spec():
            return {"spec": _encode_spec(value)}
        case tuple():
            return list(map(_encode_field, value))
        case _:
            return value


def _decode_field(data: Any) -> Any:
    match data:
        case {"array": header, "content": content}:
            return _decode_array(header, _Reader(base64.b64decode(content)))
        case {"spec": spec}:
            return _decode_spec(spec)
        case list():
            return tuple(map(_decode_field, data))
        case _:
            return data


def _encode_step(step: Step) -> dict[str, Any]:
    kind = next(name for name, cls in _STEPS.items() if type(step) is cls)
    if isinstance(step, Made | Beside | Given):
        keywords = {name: _encode_argument(value) for name, value in step.keywords.items()}
        arguments = [_encode_argument(value) for value in step.arguments]
        return {"step": kind, "arguments": arguments, "keywords": keywords}
    if isinstance(step, Rebuilt):
        return {"step": kind, "changed": dict(step.changed)}
    if isinstance(step, Reloaded | Compiled):
        return {"step": kind, "inputs": list(step.inputs)}
    return {"step": kind}


def _encode_argument(argument: Argument) -> Any:
    match argument:
        case Fixture():
            return {"fixture": asdict(argument)}
        case GraphFunction():
            graph = base64.b64encode(argument.graph).decode()
            return {"graph": graph, "feed": argument.feed, "fetch": argument.fetch}
        case tuple():
            return [_encode_argument(item) for item in argument]
        case _:
            return argument


def _decode_argument(data: Any) -> Argument:
    match data:
        case {"fixture": fixture}:
            return Fixture(**{**fixture, "arguments": tuple(fixture["arguments"])})
        case {"graph": graph, "feed": feed, "fetch": fetch}:
            return GraphFunction(base64.b64decode(graph), feed, fetch)
        case list():
            return tuple(map(_decode_argument, data))
        case _:
            plain: Plain = data
            return plain


def _decode_step(data: Mapping[str, Any]) -> Step:
    cls = _STEPS[data["step"]]
    if cls in (Made, Beside, Given):
        keywords = {name: _decode_argument(value) for name, value in data["keywords"].items()}
        step: Step = cls(tuple(map(_decode_argument, data["arguments"])), keywords)
        return step
    if cls is Rebuilt:
        return Rebuilt(data["changed"])
    step = cls(tuple(data["inputs"])) if "inputs" in data else cls()
    return step


def encode_answer(answer: Answer) -> tuple[dict[str, Any], bytes]:
    """An answer as JSON data and bytes."""
    match answer:
        case Undefined():
            return {"answer": "undefined"}, b""
        case NotWritten():
            return {"answer": "not written"}, b""
        case Problem():
            return {"answer": "problem", "problem": encode_problem(answer)}, b""
        case SealedObject():
            return _encode_object(answer)
        case Observed():
            parts: list[bytes] = []
            data = _encode_data(answer.data, parts)
            return {"answer": "observed", "data": data}, b"".join(parts)


def decode_answer(data: Mapping[str, Any], payload: bytes) -> Answer:
    """An answer of its JSON data and bytes. Raises Malformed."""
    match data.get("answer"):
        case "undefined":
            return Undefined()
        case "not written":
            return NotWritten()
        case "problem":
            return decode_problem(data.get("problem"))
        case "observed":
            reader = _Reader(payload)
            observed = Observed(_decode_data(data.get("data"), reader))
            reader.end()
            return observed
        case "sealed":
            return _decode_object(data, _Reader(payload))
        case _:
            raise Malformed("an answer of no known kind")


def encode_problem(problem: Problem) -> dict[str, Any]:
    """A problem as JSON data."""
    texts = {"type": problem.type, "message": problem.message, "line": problem.line}
    texts["place"] = problem.place
    return {"stage": problem.stage, **{name: _sendable(text) for name, text in texts.items()}}


def _sendable(text: str) -> str:
    return text[:TEXT].encode(errors="replace").decode()


def decode_problem(data: Any) -> Problem:
    """A problem of its JSON data. Raises Malformed."""
    fields = _mapping(data)
    stages: dict[Any, Stage] = {stage: stage for stage in get_args(Stage)}
    stage = stages.get(_text(fields.get("stage")))
    if stage is None:
        raise Malformed("a problem at no known stage")
    texts = {name: _text(fields.get(name)) for name in ("type", "message", "line", "place")}
    return Problem(stage, **texts)


def _encode_object(sealed: SealedObject) -> tuple[dict[str, Any], bytes]:
    parts: list[bytes] = []

    def array(value: Array) -> dict[str, Any]:
        header, content = _encode_array(value)
        parts.append(content)
        return header

    functions = []
    for function in sealed.functions:
        parts.append(function.library)
        functions.append(
            {
                "library": len(function.library),
                "connected": list(function.connected),
                "captures": [
                    {"variable": c.variable}
                    if c.constant is None
                    else {"constant": array(c.constant)}
                    for c in function.captures
                ],
            }
        )
    header = {
        "answer": "sealed",
        "functions": functions,
        "variables": [
            {**array(it.value), "owner": it.owner, "trainable": it.trainable}
            for it in sealed.variables
        ],
        "untracked": sealed.untracked,
    }
    return header, b"".join(parts)


def _decode_object(data: Mapping[str, Any], reader: _Reader) -> SealedObject:
    functions = []
    for item in map(_mapping, _list(data.get("functions"), FUNCTIONS)):
        functions.append(
            SealedFunction(
                library=reader.take(_count(item.get("library"))),
                connected=tuple(bool(it) for it in _list(item.get("connected"))),
                captures=tuple(_decode_capture(c, reader) for c in _list(item.get("captures"))),
            )
        )
    variables = tuple(
        Variable(_decode_array(item, reader), _text(item.get("owner")), bool(item.get("trainable")))
        for item in map(_mapping, _list(data.get("variables")))
    )
    reader.end()
    if sum(it.value.nbytes for it in variables) > STATE_BYTES:
        raise Malformed("variables that are too large")
    for function in functions:
        for capture in function.captures:
            if capture.variable is not None and capture.variable >= len(variables):
                raise Malformed("a capture of a variable that was not sent")
    return SealedObject(tuple(functions), variables, _count(data.get("untracked")))


def _decode_capture(data: Any, reader: _Reader) -> Capture:
    fields = _mapping(data)
    if "constant" in fields:
        return Capture(constant=_decode_array(fields["constant"], reader))
    return Capture(variable=_count(fields.get("variable")))


def _encode_data(data: Data, parts: list[bytes]) -> Any:
    """Plain data as JSON data; the arrays in it go to `parts`."""
    match data:
        case np.ndarray():
            header, content = _encode_array(data)
            parts.append(content)
            return {"array": header}
        case dict():
            items = {_sendable(name): _encode_data(it, parts) for name, it in data.items()}
            return {"items": items}
        case list():
            return [_encode_data(it, parts) for it in data]
        case str():
            return _sendable(data)
        case _:
            return data


def _decode_data(data: Any, reader: _Reader, depth: int = 0) -> Data:
    if depth > DEPTH:
        raise Malformed("data that is nested too deeply")
    match data:
        case {"array": header}:
            return _decode_array(header, reader)
        case {"items": items}:
            named = _mapping(items).items()
            return {_text(name): _decode_data(it, reader, depth + 1) for name, it in named}
        case list():
            return [_decode_data(it, reader, depth + 1) for it in _list(data)]
        case _:
            return _plain(data)


def _encode_array(value: Array) -> tuple[dict[str, Any], bytes]:
    shape = list(value.shape)
    if value.dtype == object:
        items = [bytes(item) for item in value.ravel()]
        sizes = [len(item) for item in items]
        return {"dtype": "string", "shape": shape, "sizes": sizes}, b"".join(items)
    return {"dtype": value.dtype.name, "shape": shape}, np.ascontiguousarray(value).tobytes()


def _decode_array(data: Any, reader: _Reader) -> Array:
    fields = _mapping(data)
    shape = tuple(_count(size) for size in _list(fields.get("shape"), RANK))
    _count(math.prod(size or 1 for size in shape))  # an empty array may be too large, too
    if fields.get("dtype") == "string":
        sizes = [_count(size) for size in _list(fields.get("sizes"))]
        if len(sizes) != math.prod(shape):
            raise Malformed("an array of strings with other sizes than its shape")
        items = np.empty(len(sizes), object)
        items[:] = [reader.take(size) for size in sizes]
        return items.reshape(shape)
    dtype = _dtype(_text(fields.get("dtype")))
    content = reader.take(math.prod(shape) * dtype.itemsize)
    return np.frombuffer(content, dtype).reshape(shape)


def _dtype(name: str) -> np.dtype[Any]:
    if name == "bfloat16":
        import ml_dtypes  # comes with TensorFlow

        return np.dtype(ml_dtypes.bfloat16)
    if name not in _DTYPES:
        raise Malformed("an array of no known dtype")
    return _DTYPES[name]


class _Reader:
    """Takes the parts of a payload in order."""

    def __init__(self, payload: bytes) -> None:
        self._payload = memoryview(payload)
        self._position = 0

    def take(self, size: int) -> bytes:
        end = self._position + size
        if end > len(self._payload):
            raise Malformed("a payload that is too short")
        part = bytes(self._payload[self._position : end])
        self._position = end
        return part

    def end(self) -> None:
        if self._position != len(self._payload):
            raise Malformed("a payload that is too long")


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict) or len(value) > NAMES:
        raise Malformed("an object is missing, or too large")
    return value


def _list(value: Any, limit: int = NAMES) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > limit:
        raise Malformed("a list is missing, or too long")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > TEXT:
        raise Malformed("a text is missing, or too long")
    if any("\ud800" <= it <= "\udfff" for it in value):
        raise Malformed("a text that cannot be written")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**40:
        raise Malformed("a number is missing, or out of range")
    return value


def _plain(value: Any) -> Plain:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int) and abs(value) < 2**63:
        return value
    raise Malformed("what is no plain value")
