"""What test cells will ask of a submission: found once for a run, before any submission is there.

The planner runs every test cell over subjects that only note what is asked of them. So a worker can
export all of it and end before the judge begins, and the supervisor knows what is observed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tracegrade import wire
from tracegrade.stand_ins import Bases, run_part
from tracegrade.subjects import (
    Action,
    Array,
    Call,
    Data,
    Function,
    GraphFacts,
    QuizAnswer,
    Recorded,
    Sealed,
    Step,
    Variable,
)
from tracegrade.supervision.channel import JOB_BYTES, READY, Channel


@dataclass
class Notes:
    """The requests that a test cell makes, each of them once, and whether it is observed.

    `hidden` holds those that only the hidden part makes; `in_hidden_part` tells which one runs.
    `eager` is the first eager call of the visible part, which earns no points.
    """

    visible: dict[str, wire.Request] = field(default_factory=dict)
    hidden: dict[str, wire.Request] = field(default_factory=dict)
    eager: wire.Request | None = None
    observed: bool = False
    in_hidden_part: bool = False

    def add(self, request: wire.Request) -> None:
        """Note a request."""
        key = wire.key(request)
        if key not in self.visible:
            noted = self.hidden if self.in_hidden_part else self.visible
            noted.setdefault(key, request)


@dataclass(frozen=True)
class RecordingSubject:
    """A stand-in that only notes what is asked of it."""

    notes: Notes
    name: str
    steps: tuple[Step, ...] = ()

    @property
    def label(self) -> str:
        """Nobody reads it."""
        return self.name

    def then(self, step: Step) -> RecordingSubject:
        """The subject that one more step makes of this one."""
        return replace(self, steps=(*self.steps, step))

    def seal(self, functions: Sequence[Function]) -> Sealed:
        """Note what is to be sealed."""
        self.notes.add(wire.SealRequest(self.name, self.steps, tuple(functions)))
        return _NothingSealed(self.notes)

    def observe(self, action: Action) -> Data:
        """Note what is to be done."""
        self.notes.add(wire.ObserveRequest(self.name, self.steps, action))
        # The answer of a quiz is data anyway: what the student's process says of it is the answer.
        self.notes.observed |= not isinstance(action, QuizAnswer)
        raise Recorded

    def called(self, inputs: Sequence[Array]) -> None:
        """Note the first call of a visible part."""
        if self.notes.eager is None and not self.notes.in_hidden_part:
            self.notes.eager = wire.ObserveRequest(self.name, self.steps, Call(tuple(inputs)))

    def differs(self) -> None:
        """Nothing differs yet."""


class _UnknownOps(dict[str, int]):
    """No operation is known; whether one is there is not known either."""

    def __contains__(self, name: object) -> bool:
        raise Recorded


@dataclass(frozen=True)
class _NothingSealed:
    notes: Notes

    def run(self, function: int, *inputs: Array) -> list[Array | None]:
        raise Recorded

    def facts(self, function: int) -> GraphFacts:
        return GraphFacts(_UnknownOps(), variables=0)

    def ops_behind(self, function: int) -> Collection[str]:
        raise Recorded

    def variables(self) -> list[Variable]:
        raise Recorded

    def assign(self, variable: int, value: Array) -> None:
        raise Recorded

    def untracked(self) -> int:
        self.notes.observed = True
        raise Recorded


def plan_tests(channel: Channel, folder: Path) -> None:
    """Run each test cell that comes, and send what it asks for, until this process is ended."""
    channel.send(READY)
    bases = Bases()
    while True:
        question, _ = channel.receive(None, JOB_BYTES)
        channel.send(_planned(question["test"], bases))


def _planned(test: Mapping[str, Any], bases: Bases) -> dict[str, Any]:
    notes = Notes()
    problem = ""
    try:
        namespace = bases.copy(test["locked"])
        namespace.update({name: RecordingSubject(notes, name) for name in test["names"]})
        run_part(test["visible"], namespace, test["id"])
        notes.in_hidden_part = True
        run_part(test["hidden"], namespace, test["id"])
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    return {
        "visible": list(map(wire.encode_request, notes.visible.values())),
        "hidden": list(map(wire.encode_request, notes.hidden.values())),
        "eager": [wire.encode_request(notes.eager)] if notes.eager else [],
        "observed": notes.observed,
        "problem": problem[:1000],
    }
