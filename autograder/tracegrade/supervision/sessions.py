"""Sessions with a worker, a judge or the planner: what was asked, what came, how it ended.

A process is asked one thing at a time, and gives one answer to it. Nothing that it sends can make a
session wait longer than its limits, or take up more memory.
"""

from __future__ import annotations

import secrets
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from tracegrade.errors import TracegradeError
from tracegrade.report import Report
from tracegrade.sandbox import Protection, give, may_become
from tracegrade.subjects import Problem
from tracegrade.supervision.channel import (
    PAYLOAD_BYTES,
    READY,
    Broken,
    Closed,
    Expired,
    encoded,
    megabytes,
)
from tracegrade.supervision.nursery import FIRST_USER, LIMITS, Child, Ended, Nursery, Role
from tracegrade.supervision.scratch import Excess, Scratch, scratch_folder
from tracegrade.wire import Malformed, decode_problem

Frame = tuple[dict[str, Any], bytes]

_TICK = 0.1
# A whole frame has to follow its first byte in this time.
_FRAME_SECONDS = 20
# A process that closed its channel has to end in this time.
_GRACE_SECONDS = 2
# A process that was forked has to be ready in this time; a busy machine shows in what it has used.
_START_SECONDS = 20
_START_CPU_SECONDS = 1
_SLOW_START_SECONDS = 120
FORKS = 2
ANSWER_BYTES = 128_000_000


@dataclass(frozen=True)
class Allowance:
    """How long a cell, an export or a test may take, and what workers and judges may altogether.

    CPU time decides; wall time is the backstop, for a process that waits or a machine that is busy.
    """

    cell_cpu_seconds: float = 30
    test_cpu_seconds: float = 10
    wall_seconds: float = 120
    worker_cpu_seconds: float = 300
    worker_wall_seconds: float = 900
    judge_cpu_seconds: float = 300
    judge_wall_seconds: float = 900
    restarts: int = 20


@dataclass
class Step:
    """A cell that a worker is to run, or a request that it is to answer for some tests.

    `hidden` is set for a request that only hidden parts make.
    """

    index: int
    cell: str | None = None
    request: Mapping[str, Any] | None = None
    tests: list[str] = field(default_factory=list)
    hidden: bool = False

    @property
    def kind(self) -> str:
        """What it is."""
        return "cell" if self.request is None else "request"

    def question(self, number: int) -> dict[str, Any]:
        """What a worker gets of it, with the number that its answer has to bear."""
        return {"number": number, self.kind: getattr(self, self.kind)}


@dataclass(frozen=True)
class Loss:
    """A step or a test that a process did not survive; `text` ends a sentence about it."""

    cause: Literal["timed out", "died"]
    text: str


class Lost(Exception):
    """The process does not go on; `early` if that was so before it was asked."""

    def __init__(self, loss: Loss, *, early: bool = False) -> None:
        super().__init__(loss.text)
        self.loss = loss
        self.early = early


class NotStarted(TracegradeError):
    """A process hung or ended, each of `FORKS` times, before it knew of any submission."""


@dataclass
class Usage:
    """What the processes of a role used for one submission.

    `hung_forks` are those that were started again, since they never were ready.
    """

    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_mb: float = 0.0
    processes: int = 0
    hung_forks: int = 0

    def __add__(self, other: Usage) -> Usage:
        """What two used."""
        return Usage(
            self.cpu_seconds + other.cpu_seconds,
            self.wall_seconds + other.wall_seconds,
            max(self.peak_mb, other.peak_mb),
            self.processes + other.processes,
            self.hung_forks + other.hung_forks,
        )


@dataclass(frozen=True)
class Forge:
    """Where processes for a submission come from: the nursery, their user, and their allowance.

    Without a user they become that of the nursery.
    """

    nursery: Nursery
    user: int | None = None
    allowance: Allowance = field(default_factory=Allowance)

    @contextmanager
    def child(self, role: Role, folder: Path, usage: Usage) -> Iterator[Child]:
        """A process of that role that is ready, and is ended and counted at the end.

        Raises NotStarted where none is ready, which is no fault of a submission.
        """
        user = self.nursery.user if self.user is None else self.user
        if user is not None and may_become():
            give(folder, user)
        for _ in range(FORKS):
            with self._forked(role, folder, user, usage) as child:
                if _is_ready(child, role):
                    yield child
                    return
                usage.hung_forks += 1
        problem = f"a {role} hung or ended before it was asked anything ({child.end()})"
        raise NotStarted(problem, "Look at what `tracegrade doctor` says of this machine.")

    @contextmanager
    def _forked(self, role: Role, folder: Path, user: int | None, usage: Usage) -> Iterator[Child]:
        started = time.monotonic()
        child = self.nursery.fork(role, folder, user)
        try:
            yield child
        finally:
            ended = child.end()
            usage.cpu_seconds += ended.cpu_seconds
            usage.wall_seconds += time.monotonic() - started
            usage.peak_mb = max(usage.peak_mb, ended.peak_mb)
            usage.processes += 1

    def budget(
        self,
        child: Child,
        cpu_left: float = float("inf"),
        deadline: float = float("inf"),
        cpu_seconds: float | None = None,
        scratch: Scratch | None = None,
    ) -> Budget:
        """What a step that begins now may take: as a test does, unless `cpu_seconds` is given."""
        limit = self.allowance.test_cpu_seconds if cpu_seconds is None else cpu_seconds
        wall, now = self.allowance.wall_seconds, time.monotonic()
        return Budget(limit, wall, child.cpu_seconds(), now, cpu_left, deadline, scratch)

    def ask(
        self,
        child: Child,
        question: Mapping[str, Any],
        budget: Budget,
        payload_bytes: int = 0,
    ) -> Frame:
        """The answer of a child to one question. Raises Lost; the child has ended then."""
        if not child.channel.is_silent():
            child.end()
            raise Lost(_UNASKED, early=True)
        try:
            child.channel.send(dict(question))
        except (Closed, Expired):
            raise Lost(_death(child)) from None
        return self.next_frame(child, budget, payload_bytes)

    def next_frame(self, child: Child, budget: Budget, payload_bytes: int = 0) -> Frame:
        """The next frame of a child, within a budget. Raises Lost; the child has ended then."""
        try:
            while True:
                loss = budget.exceeded(child)
                if loss is not None:
                    raise Lost(loss)
                if child.channel.ready(_TICK):
                    break
            return child.channel.receive(_FRAME_SECONDS, payload_bytes=payload_bytes)
        except Closed:
            raise Lost(_death(child)) from None
        except Expired:
            child.end()
            raise Lost(_UNFINISHED) from None
        except Broken as broken:
            child.end()
            raise Lost(Loss("died", f"{broken}, and was ended")) from None
        except Lost:
            child.end()
            raise


def _is_ready(child: Child, role: Role) -> bool:
    """Whether a child that was just forked is there; it says so, and a probe says what it found."""
    while not child.channel.ready(_TICK):
        seconds = time.monotonic() - child.began
        idle = child.cpu_seconds() < _START_CPU_SECONDS
        if seconds > (_START_SECONDS if idle else _SLOW_START_SECONDS):
            return False
    if role == "probe":
        return True
    try:
        return child.channel.receive(_FRAME_SECONDS, payload_bytes=0) == (READY, b"")
    except (Closed, Broken, Expired):
        return False


def probe(nursery: Nursery) -> Protection:
    """How well this host confines children, found out by one that is confined and ends."""
    usage = Usage()
    with scratch_folder() as folder, Forge(nursery, FIRST_USER).child("probe", folder, usage) as it:
        try:
            found, _ = it.channel.receive(_FRAME_SECONDS)
        except Closed:
            return Protection((), {"all": f"the probe ended ({it.end()})"}, 0)
        return Protection(tuple(found["layers"]), found["missing"], found["landlock"])


@dataclass(frozen=True)
class Budget:
    """What a step may take from now on, and what is left for all steps of a submission."""

    cpu_seconds: float
    wall_seconds: float
    cpu_before: float
    began: float
    cpu_left: float
    deadline: float
    scratch: Scratch | None = None

    def exceeded(self, child: Child) -> Loss | None:
        """What it went beyond, if it did."""
        used = child.cpu_seconds()
        if used - self.cpu_before > self.cpu_seconds:
            return Loss("timed out", f"took more than {self.cpu_seconds:g} s")
        if used > self.cpu_left or time.monotonic() > self.deadline:
            return Loss("timed out", "was ended: the whole notebook took too long")
        if time.monotonic() - self.began > self.wall_seconds:
            return Loss("timed out", f"did not end in {self.wall_seconds:g} s")
        try:
            if self.scratch is not None:
                self.scratch.look(child.pid)
        except Excess as excess:
            return Loss("died", f"{excess}, and was ended")
        return None


_UNASKED = Loss("died", "sent something that nobody asked for, and was ended")
_UNFIT = Loss("died", "answered something else than what it was asked, and was ended")
_UNFINISHED = Loss("died", f"did not send its whole answer in {_FRAME_SECONDS} s, and was ended")
_SILENT = Loss("died", "closed its connection to the grader, and was ended")
# Which of them compiled code ends with is nothing that a student can act on.
_CRASHES = frozenset(
    getattr(signal, f"SIG{name}") for name in ("ABRT", "SEGV", "BUS", "ILL", "FPE", "TRAP", "SYS")
)


def _death(child: Child) -> Loss:
    """How a process ended whose channel is closed."""
    started = time.monotonic()
    ended = child.end(grace=_GRACE_SECONDS)
    if ended.status == -signal.SIGKILL and time.monotonic() - started >= _GRACE_SECONDS:
        return _SILENT
    return Loss("died", death_text(ended))


def death_text(ended: Ended) -> str:
    """How a process ended that nobody ended, in words that end a sentence about it."""
    number = -ended.status
    if ended.out_of_memory:
        return f"was ended by the system: it took more than {megabytes(LIMITS.memory)} of memory"
    if number <= 0:
        return f"ended its own process (exit status {ended.status})"
    if number in _CRASHES:
        return "crashed: compiled code that it called gave up, or reached into memory of others"
    if number == signal.SIGXCPU or ended.cpu_seconds > LIMITS.cpu_seconds:
        return f"used more than {LIMITS.cpu_seconds} s of processor time"
    try:
        name = signal.Signals(number).name
    except ValueError:  # those without a name
        name = f"signal {number}"
    if number == signal.SIGKILL:
        return f"was ended (killed by {name}, by itself or by the system for want of memory)"
    return f"ended its own process (killed by {name})"


@dataclass(frozen=True)
class Answer:
    """An answer of a worker, as it came: bytes, since what they decode to can be much larger."""

    kind: str
    header: bytes
    payload: bytes


@dataclass
class Exported:
    """What workers of one submission did: answers by step, and what went wrong where.

    `ended` is why they did not come to the end, if they did not.
    """

    answers: dict[int, Answer] = field(default_factory=dict)
    failed: dict[int, Problem] = field(default_factory=dict)
    lost: dict[int, Loss] = field(default_factory=dict)
    ended: Loss | None = None
    usage: Usage = field(default_factory=Usage)
    # Wall time until the first step, in cells, and in requests.
    seconds: dict[str, float] = field(default_factory=lambda: {"start": 0, "cell": 0, "request": 0})

    @property
    def bytes(self) -> int:
        """The size of all answers."""
        return sum(len(it.header) + len(it.payload) for it in self.answers.values())


def export_all(
    forge: Forge, steps: Sequence[Step], make_folder: Callable[[Path], None], held: int = 0
) -> Exported:
    """Do the steps of a submission; each hang or death costs one of them.

    `make_folder` fills the new folder in which each worker works; `held` is the size of answers
    that the submission gave before.
    """
    exported = Exported()
    for _ in range(forge.allowance.restarts + 1):
        with scratch_folder() as folder:
            make_folder(folder)
            scratch, clock = Scratch(folder), time.monotonic()
            with forge.child("worker", folder, exported.usage) as child:
                exported.seconds["start"] += time.monotonic() - clock
                _work(forge, child, scratch, steps, exported, held)
        used, allowance = exported.usage, forge.allowance
        too_long = (
            used.cpu_seconds > allowance.worker_cpu_seconds
            or used.wall_seconds > allowance.worker_wall_seconds
        )
        if exported.ended is None or too_long or not _open_requests(steps, exported):
            break
    return exported


def _work(
    forge: Forge,
    child: Child,
    scratch: Scratch,
    steps: Sequence[Step],
    exported: Exported,
    held: int,
) -> None:
    """One worker: what it does is noted, and the step that it does not survive is lost."""
    left = _open_requests(steps, exported)
    left |= {step.index for step in steps if step.cell is not None} - exported.lost.keys()
    asked: dict[int, Step] = {}
    allowance = forge.allowance
    rest = allowance.worker_cpu_seconds - exported.usage.cpu_seconds
    deadline = child.began + allowance.worker_wall_seconds - exported.usage.wall_seconds
    exported.ended = None
    for step in steps:
        if step.index not in left:
            continue
        limit = None if step.request else allowance.cell_cpu_seconds
        budget = forge.budget(child, rest, deadline, limit, scratch)
        room = ANSWER_BYTES - held - exported.bytes
        before, guilty = list(asked.values()), [step]
        # A number that nobody can guess: so an answer is that to this question.
        question = step.question(secrets.randbits(62))
        asked[question["number"]] = step
        try:
            # Also for a cell: what comes may be a second answer to the request before it.
            payload_bytes = min(PAYLOAD_BYTES, max(room, 0))
            header, payload = forge.ask(child, question, budget, payload_bytes)
            number = header.pop("number", None)
            if number != question["number"]:
                if type(number) is int and number in asked:
                    guilty = [asked[number]]  # which has answered once before
                else:
                    guilty += [it for it in before if it.cell is not None][-1:]
                raise Lost(_UNASKED)
            _take(exported, step, header, payload, room)
        except Lost as lost:
            exported.ended = lost.loss
            guilty = before[-1:] if lost.early and before else guilty
        except Malformed:
            exported.ended = _UNFIT
        exported.seconds[step.kind] += time.monotonic() - budget.began
        if exported.ended is not None:
            for it in guilty:
                exported.answers.pop(it.index, None)
                exported.lost.setdefault(it.index, exported.ended)
            return


# What an answer of each kind holds beside it.
_ANSWERS: Mapping[Any, Mapping[str, type]] = {
    "undefined": {},
    "not written": {},
    "problem": {"problem": dict},
    "sealed": {"functions": list, "variables": list, "untracked": int},
    "observed": {"data": object},
}
_PROBLEM = {"stage", "type", "message", "line", "place"}


def _take(
    exported: Exported, step: Step, header: dict[str, Any], payload: bytes, room: int
) -> None:
    """Note what came of a step, if it is an answer to it. Raises Malformed, or Lost."""
    problem = header.get("problem", {})
    if "problem" in header and (not isinstance(problem, dict) or problem.keys() != _PROBLEM):
        raise Malformed("a problem with other fields")
    if step.request is None:
        if payload:
            raise Malformed("data beside the answer to a cell")
        if header == {"cell": "failed", "problem": problem}:
            exported.failed.setdefault(step.index, decode_problem(problem))
        elif header != {"cell": "ran"}:
            raise Malformed("no answer to a cell")
        return
    kind = header.get("answer")
    fields = _ANSWERS.get(kind) if isinstance(kind, str) else None
    other = "observed" if "functions" in step.request else "sealed"
    if fields is None or kind == other or header.keys() != {"answer", *fields}:
        raise Malformed("no answer to a request")
    if not all(isinstance(header[name], cls) for name, cls in fields.items()):
        raise Malformed("an answer with fields of other types")
    if kind == "problem":
        decode_problem(problem)
    answer = Answer(str(kind), encoded(header), payload)
    if len(answer.header) + len(payload) > room:
        raise Lost(Loss("died", f"exported more than {megabytes(ANSWER_BYTES)}, and was ended"))
    exported.answers[step.index] = answer


def _open_requests(steps: Sequence[Step], exported: Exported) -> set[int]:
    """The requests that are neither answered nor lost, and that help a test which lost none."""
    by_index = {step.index: step for step in steps}
    hopeless = {test for index in exported.lost for test in by_index[index].tests}
    wanted = {step.index for step in steps if step.request and not hopeless.issuperset(step.tests)}
    return wanted - exported.answers.keys()


@dataclass
class Judged:
    """What the judges of one submission said of each part of a test, and the tests that they lost.

    A test that is lost may have an outcome of its visible part.
    """

    outcomes: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    lost: dict[str, Loss] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)

    def of(self, test: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """The outcomes of a test so far, by part."""
        return self.outcomes.get(test["id"], {})

    def open_hidden(self, tests: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The tests whose hidden part is to be judged: the visible one passed."""
        return [
            test
            for test in tests
            if test["hidden"].strip()
            and test["id"] not in self.lost
            and self.of(test).get("visible", {}).get("status") == "passed"
            and "hidden" not in self.of(test)
        ]

    def open_parts(self, tests: Sequence[Mapping[str, Any]]) -> bool:
        """Whether anything is left to judge."""
        left = [test for test in tests if test["id"] not in self.lost]
        return any("visible" not in self.of(it) for it in left) or bool(self.open_hidden(left))


def judge_all(
    forge: Forge, tests: Sequence[Mapping[str, Any]], answers: Mapping[int, Answer]
) -> Judged:
    """Judge each test; a hang or a death costs the test that it happens in."""
    judged = Judged()
    while judged.open_parts(tests):
        with scratch_folder() as folder, forge.child("judge", folder, judged.usage) as child:
            _judge(forge, child, Scratch(folder), tests, answers, judged)
    return judged


def _judge(
    forge: Forge,
    child: Child,
    scratch: Scratch,
    tests: Sequence[Mapping[str, Any]],
    answers: Mapping[int, Answer],
    judged: Judged,
) -> None:
    """One judge, as far as it comes: at least one part gets an outcome, or its test is lost."""
    alive = [test for test in tests if test["id"] not in judged.lost]
    needed = sorted({index for test in alive for _, index in test["requests"]} & answers.keys())
    show = [test["id"] for test in alive if "visible" not in judged.of(test)]
    at = (show or [test["id"] for test in judged.open_hidden(alive)])[0]

    def outcome(part: Mapping[str, Any]) -> dict[str, Any]:
        allowance, usage = forge.allowance, judged.usage
        rest = allowance.judge_cpu_seconds - usage.cpu_seconds
        deadline = child.began + allowance.judge_wall_seconds - usage.wall_seconds
        budget = forge.budget(child, rest, deadline, scratch=scratch)
        header, _ = forge.ask(child, part, budget)
        return _require_outcome(header)

    try:
        known = [{**test, "hidden": ""} for test in alive]
        child.channel.send({"tests": known, "answers": needed})
        for index in needed:
            child.channel.send(answers[index].header, answers[index].payload)
        for at in show:
            judged.outcomes[at] = {"visible": outcome({"test": at})}
        for test in judged.open_hidden(alive):
            at = test["id"]
            judged.outcomes[at]["hidden"] = outcome({"test": at, "hidden": test["hidden"]})
    except (Closed, Expired):
        judged.lost[at] = _death(child)
    except Lost as lost:
        judged.lost[at] = lost.loss
    except Malformed:
        judged.lost[at] = _UNFIT


# What an outcome of each status holds beside it; that of a visible part may hold notices as well.
_OUTCOMES: Mapping[Any, set[str]] = {
    "passed": set(),
    "not written": set(),
    "lost": set(),
    "failed": {"report", "problem"},
    "error": {"message"},
}
_REPORT = {field.name for field in fields(Report)}


def _require_outcome(outcome: dict[str, Any]) -> dict[str, Any]:
    """The outcome of a part, if it has the form of one. Raises Malformed.

    A judge is ours, but replays what a student made.
    """
    status = outcome.get("status")
    wanted = _OUTCOMES.get(status) if isinstance(status, str) else None
    if wanted is None or outcome.keys() - {"notices"} != {"status", *wanted}:
        raise Malformed("no outcome")
    report = outcome.get("report", dict.fromkeys(_REPORT, ""))
    texts = [outcome.get("message", ""), *outcome.get("notices", ()), *report.values()]
    if report.keys() != _REPORT or not all(isinstance(text, str) for text in texts):
        raise Malformed("an outcome with other fields")
    if outcome.get("problem") is not None:
        decode_problem(outcome["problem"])
    return outcome


def plan_all(forge: Forge, tests: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What each test asks for. Raises `TracegradeError` when a test cell hangs or kills."""
    plans: dict[str, dict[str, Any]] = {}
    with scratch_folder() as folder, forge.child("planner", folder, Usage()) as child:
        for test in tests:
            try:
                plans[test["id"]], _ = forge.ask(child, {"test": test}, forge.budget(child))
            except Lost as lost:
                problem = f"the test cell {test['id']} could not be run: it {lost}"
                remedy = "Run `tracegrade doctor` with the assignment's name."
                raise TracegradeError(problem, remedy) from None
    return plans
