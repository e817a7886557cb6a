"""The judge: runs test cells over stand-ins that replay what was sealed.

It knows the hidden tests and never runs a student's Python.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tracegrade import wire
from tracegrade.check import CheckFailed, NotWritten
from tracegrade.flags import DIFFERS
from tracegrade.sealing.graphs import SealedObject
from tracegrade.sealing.replay import Replay
from tracegrade.stand_ins import Bases, run_part
from tracegrade.subjects import (
    Action,
    Array,
    Call,
    Data,
    Function,
    NothingReturned,
    Problem,
    Sealed,
    Step,
    StudentError,
    public_text,
)
from tracegrade.supervision.channel import JOB_BYTES, READY, Channel

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
    notices: set[str] = field(default_factory=set)

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
        # What is visible may be quoted: no hidden input is here while visible parts run.
        return Replay(found, functions, messages=not self.hidden)

    def observe(self, action: Action) -> Data:
        """What came of it, as the worker says it."""
        found = self._find(wire.ObserveRequest(self.name, self.steps, action))
        if not isinstance(found, wire.Observed):
            raise StudentError(_not_what_was_asked("reading"))
        return found.data

    def called(self, inputs: Sequence[Array]) -> Data | Problem:
        """What came of the eager call that was planned, or None."""
        request = wire.ObserveRequest(self.name, self.steps, Call(tuple(inputs)))
        match None if self.hidden else self.answers.get(wire.key(request)):
            case wire.Observed(data):
                return data
            case Problem() as problem:
                return problem
            case _:
                return None

    def differs(self) -> None:
        """Note it beside the outcome."""
        self.notices.add(DIFFERS)

    def _find(self, request: wire.Request) -> SealedObject | wire.Observed:
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
    """Judge the parts of tests with the answers that a worker gave, until this process is ended.

    The job names the steps whose answers follow it. Then each question, `{"test": id}`, is for the
    visible part of a test, or for its hidden part if that comes along as `hidden`. The supervisor
    asks for all visible parts first, whose outcomes students read in full.
    """
    _forget_freed_memory()
    channel.send(READY)
    job, _ = channel.receive(None, JOB_BYTES)
    frames = {index: channel.receive(None) for index in job["answers"]}
    parts = {test["id"]: _Parts(test, frames) for test in job["tests"]}
    bases = Bases()
    while True:
        question, _ = channel.receive(None, JOB_BYTES)
        part = parts[question["test"]]
        if "hidden" in question:
            channel.send(part.hidden(question["hidden"], bases))
        else:
            channel.send(part.visible(bases))


class _Parts:
    """A test cell in its parts, which share the names that they define."""

    def __init__(
        self, test: Mapping[str, Any], frames: Mapping[int, tuple[dict[str, Any], bytes]]
    ) -> None:
        self._test = test
        self._frames = frames
        self._namespace: dict[str, Any] | None = None
        self._notices: set[str] = set()

    def visible(self, bases: Bases) -> dict[str, Any]:
        """What comes of the visible part."""
        self._namespace = bases.copy(self._test["locked"])
        self._define(hidden=False)
        outcome = _outcome(self._test["visible"], self._namespace, self._test["id"])
        return {**outcome, "notices": sorted(self._notices)}

    def hidden(self, source: str, bases: Bases) -> dict[str, Any]:
        """What comes of the hidden part, behind the visible one."""
        if self._namespace is None:
            self.visible(bases)
        assert self._namespace is not None
        self._define(hidden=True)
        return _outcome(source, self._namespace, self._test["id"])

    @functools.cached_property
    def _answers(self) -> Mapping[str, Answer]:
        return {
            wire.key(wire.decode_request(request)): _decoded(index, self._frames)
            for request, index in self._test["requests"]
        }

    def _define(self, *, hidden: bool) -> None:
        assert self._namespace is not None
        self._namespace.update(
            {
                name: SealedSubject(self._answers, name, hidden, notices=self._notices)
                for name in self._test["names"]
            }
        )


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
