"""The judge: runs test cells over stand-ins that replay what was sealed.

It knows the hidden tests and never runs a student's Python.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tracegrade import wire
from tracegrade.check import CheckFailed, NotWritten
from tracegrade.sealing.graphs import SealedObject
from tracegrade.sealing.replay import Replay
from tracegrade.stand_ins import Bases, run_part
from tracegrade.subjects import (
    Function,
    NothingReturned,
    Plain,
    Problem,
    Sealed,
    Step,
    StudentError,
    public_text,
)
from tracegrade.supervision.channel import Channel

JOB_SECONDS = 60
_M_PERTURB = -6


class Unplanned(Exception):
    """A test cell asked for something that it did not ask for when it was planned."""


@dataclass(frozen=True)
class Lost:
    """In place of an answer that no worker lived to give."""


class AnswerLost(Exception):
    """A test cell needs an answer that is lost."""


Answer = wire.Answer | Lost


@dataclass(frozen=True)
class SealedSubject:
    """A stand-in for what the student defined, over the worker's answers by request."""

    answers: Mapping[str, Answer]
    name: str
    hidden: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def label(self) -> str:
        """How messages name it; in a hidden part without arguments."""
        return self.name + "".join(map(public_text if self.hidden else str, self.steps))

    def then(self, step: Step) -> SealedSubject:
        """The subject that one more step makes of this one."""
        return replace(self, steps=(*self.steps, step))

    def seal(self, functions: Sequence[Function]) -> Sealed:
        """The functions as the worker exported them."""
        found = self._find(wire.SealRequest(self.name, self.steps, tuple(functions)))
        if not isinstance(found, SealedObject) or len(found.functions) != len(functions):
            raise StudentError(_not_what_was_asked("tracing"))
        return Replay(found, functions)

    def read(self, attributes: Sequence[str]) -> dict[str, Plain]:
        """The attributes as the worker read them."""
        found = self._find(wire.ReadRequest(self.name, self.steps, tuple(attributes)))
        if not isinstance(found, dict):
            raise StudentError(_not_what_was_asked("reading"))
        return found

    def _find(self, request: wire.Request) -> SealedObject | dict[str, Plain]:
        answer = self.answers.get(wire.key(request))
        match answer:
            case None:
                raise Unplanned(self.name)
            case Lost():
                raise AnswerLost
            case wire.NotWritten():
                raise NothingReturned
            case wire.Undefined():
                message = f"name {self.name!r} is not defined"
                raise StudentError(Problem("making", "NameError", message))
            case Problem():
                raise StudentError(answer)
            case _:
                return answer


def _not_what_was_asked(stage: Any) -> Problem:
    return Problem(stage, "Unsealable", "Something else was exported than what was asked for.")


def judge(channel: Channel, folder: Path) -> None:
    """Judge the tests of a job with the answers that come after it, and send what came of each.

    The outcome of each part is sent at once, so that a hang or a death costs that part alone.
    """
    _forget_freed_memory()
    job, _ = channel.receive(JOB_SECONDS)
    frames: dict[int, tuple[dict[str, Any], bytes]] = {}
    bases = Bases()
    for _ in range(job["answers"]):
        header, payload = channel.receive(JOB_SECONDS)
        frames[header["index"]] = (header, payload)
    for test in job["tests"]:
        found = {
            wire.key(wire.decode_request(request)): _decoded(index, frames)
            for request, index in test["requests"]
        }
        for part, outcome in _outcomes(test, found, bases):
            channel.send({"part": part, **outcome})


def _forget_freed_memory() -> None:
    """Fill memory when it is given back: some operations return what they never wrote to."""
    with contextlib.suppress(AttributeError, OSError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(_M_PERTURB, 0xA5)


def _decoded(index: int, frames: Mapping[int, tuple[dict[str, Any], bytes]]) -> Answer:
    if index not in frames:
        return Lost()
    try:
        return wire.decode_answer(*frames[index])
    except wire.Malformed as error:
        return Problem("tracing", "Unsealable", f"The export is broken: {error}.")


def _outcomes(
    test: Mapping[str, Any], answers: Mapping[str, Answer], bases: Bases
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What comes of the visible part and, if that passes, of the hidden part of a test cell."""
    names, id_ = test["names"], test["id"]
    namespace = bases.copy(test["locked"])
    namespace.update({name: SealedSubject(answers, name) for name in names})
    visible = _outcome(test["visible"], namespace, id_)
    yield "visible", visible
    if visible["status"] == "passed" and test["hidden"].strip():
        namespace.update({name: SealedSubject(answers, name, hidden=True) for name in names})
        yield "hidden", _outcome(test["hidden"], namespace, id_)


def _outcome(source: str, namespace: dict[str, Any], name: str) -> dict[str, Any]:
    try:
        run_part(source, namespace, name)
    except NotWritten:
        return {"status": "not written"}
    except CheckFailed as failure:
        problem = failure.problem and wire.encode_problem(failure.problem)
        return {"status": "failed", "report": asdict(failure.report), "problem": problem}
    except AnswerLost:
        return {"status": "lost"}
    except Exception as error:
        return {"status": "error", "message": f"{type(error).__name__}: {error}"[:1000]}
    return {"status": "passed"}
