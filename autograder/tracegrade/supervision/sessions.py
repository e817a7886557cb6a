"""Sessions with a worker, a judge or the planner: what was asked, what came, how it ended.

Nothing that a worker sends can make a session wait longer than its limits, or take up more memory.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from tracegrade.errors import TracegradeError
from tracegrade.subjects import Problem
from tracegrade.supervision.channel import Broken, Closed, Expired
from tracegrade.supervision.nursery import Child, Nursery, Role, prepare
from tracegrade.wire import Malformed, decode_problem

Frame = tuple[dict[str, Any], bytes]

_TICK = 0.1
# A whole frame has to follow its first byte in this time.
_FRAME_SECONDS = 20
# A process that closed its channel has to end in this time.
_GRACE_SECONDS = 2
ANSWER_BYTES = 256_000_000


@dataclass(frozen=True)
class Allowance:
    """How long a cell, an export or a test may take, and all workers of a submission together.

    CPU time decides; wall time is the backstop, for a process that waits or a machine that is busy.
    """

    cell_cpu_seconds: float = 30
    test_cpu_seconds: float = 10
    wall_seconds: float = 120
    worker_cpu_seconds: float = 300
    restarts: int = 20


@dataclass(frozen=True)
class Loss:
    """A step or a test that a process did not survive; `text` ends a sentence about it."""

    cause: Literal["timed out", "died"]
    text: str


class Lost(Exception):
    """The process does not go on."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss.text)
        self.loss = loss


@dataclass
class Usage:
    """What the processes of a role used for one submission."""

    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_mb: float = 0.0
    processes: int = 0


@dataclass(frozen=True)
class Forge:
    """Where processes for a submission come from: the nursery, their user, and their allowance."""

    nursery: Nursery
    user: int | None = None
    allowance: Allowance = field(default_factory=Allowance)

    @contextmanager
    def child(self, role: Role, folder: Path, usage: Usage) -> Iterator[Child]:
        """A process of that role, which is ended and counted at the end."""
        started = time.monotonic()
        prepare(folder, self.user)
        child = self.nursery.fork(role, folder, self.user)
        try:
            yield child
        finally:
            ended = child.end()
            usage.cpu_seconds += ended.cpu_seconds
            usage.wall_seconds += time.monotonic() - started
            usage.peak_mb = max(usage.peak_mb, ended.peak_mb)
            usage.processes += 1

    def next_frame(self, child: Child, limit: float, used_before: float = 0.0) -> Frame:
        """The next frame of a child, after `limit` CPU seconds at most.

        Raises Lost; the child has ended then.
        """
        allowance = self.allowance
        started, used = time.monotonic(), child.cpu_seconds()
        while not child.channel.ready(_TICK):
            now = child.cpu_seconds()
            if now - used > limit:
                child.end()
                raise Lost(Loss("timed out", f"took more than {limit:g} s"))
            if used_before + now > allowance.worker_cpu_seconds:
                child.end()
                raise Lost(Loss("timed out", "was ended: the whole notebook took too long"))
            if time.monotonic() - started > allowance.wall_seconds:
                child.end()
                raise Lost(Loss("timed out", f"did not end in {allowance.wall_seconds:g} s"))
        try:
            return child.channel.receive(_FRAME_SECONDS)
        except Closed:
            raise Lost(_death(child)) from None
        except (Broken, Expired):
            child.end()
            raise Lost(_UNASKED) from None


_UNASKED = Loss("died", "sent something that nobody asked for, and was ended")


def _death(child: Child) -> Loss:
    return Loss("died", f"ended its own process ({child.end(grace=_GRACE_SECONDS)})")


@dataclass
class Exported:
    """What the workers of one submission did: answers by step, and what went wrong where."""

    answers: dict[int, Frame] = field(default_factory=dict)
    failed: dict[int, Problem] = field(default_factory=dict)
    lost: dict[int, Loss] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    # Wall time until the first step, in cells, and in requests.
    seconds: dict[str, float] = field(default_factory=lambda: {"start": 0, "cell": 0, "request": 0})

    @property
    def bytes(self) -> int:
        """The size of all answers."""
        return sum(len(payload) for _, payload in self.answers.values())


def export_all(
    forge: Forge, steps: Sequence[Mapping[str, Any]], make_folder: Callable[[Path], None]
) -> Exported:
    """Do the steps of a submission; each hang or death costs one of them.

    `make_folder` fills the new folder in which each worker works.
    """
    exported = Exported()
    for _ in range(forge.allowance.restarts + 1):
        with TemporaryDirectory(prefix="tracegrade-", ignore_cleanup_errors=True) as name:
            folder = Path(name) / "notebook"
            folder.mkdir()
            make_folder(folder)
            with forge.child("worker", folder, exported.usage) as child:
                if _work(forge, child, steps, exported):
                    break
        too_long = exported.usage.cpu_seconds > forge.allowance.worker_cpu_seconds
        if too_long or not _open_requests(steps, exported):
            break
    return exported


def _work(
    forge: Forge, child: Child, steps: Sequence[Mapping[str, Any]], exported: Exported
) -> bool:
    """One worker; whether it came to its end, or nothing can be blamed for that it did not."""
    at: int | None = None
    failed: dict[int, Problem] = {}
    left = {place for place, step in enumerate(steps) if "cell" in step} - exported.lost.keys()
    left |= _open_requests(steps, exported)
    used, clock, kind = exported.usage.cpu_seconds, time.monotonic(), "start"
    limits = {"request": forge.allowance.test_cpu_seconds}
    try:
        child.channel.send({"steps": list(map(_public, steps)), "left": sorted(left)})
        while True:
            limit = limits.get(kind, forge.allowance.cell_cpu_seconds)
            header, payload = forge.next_frame(child, limit, used)
            now = time.monotonic()
            exported.seconds[kind] += now - clock
            clock = now
            match header:
                case {"event": "step", "index": int(index)} if _follows(index, at, left):
                    at, kind = index, "cell" if "cell" in steps[index] else "request"
                case {"event": "failed", "index": int(index)} if _is_cell(index, at, steps):
                    failed[index] = decode_problem(header.get("problem"))
                case {"event": "answer", "index": int(index)} if _is_open(index, at, exported):
                    exported.answers[index] = (header, payload)
                    if exported.bytes > ANSWER_BYTES:
                        del exported.answers[index]
                        raise Lost(Loss("died", f"exported more than {ANSWER_BYTES:,} bytes"))
                case {"event": "done"}:
                    return True
                case _:
                    raise Lost(_UNASKED)
    except Closed:
        loss = _death(child)
    except Lost as lost:
        loss = lost.loss
    except Malformed:
        loss = _UNASKED
    finally:
        exported.failed |= failed
    if at is None or at in exported.answers:
        return at is None
    exported.lost[at] = loss
    return False


def _open_requests(steps: Sequence[Mapping[str, Any]], exported: Exported) -> set[int]:
    """The requests that are neither answered nor lost, and that help a test which lost none."""
    hopeless = {test for step in exported.lost for test in steps[step].get("tests", ())}
    return {
        index
        for index, step in enumerate(steps)
        if "request" in step and not hopeless.issuperset(step["tests"])
    } - exported.answers.keys()


def _public(step: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in step.items() if name != "tests"}


def _follows(index: int, at: int | None, left: Collection[int]) -> bool:
    return (-1 if at is None else at) < index and index in left


def _is_cell(index: int, at: int | None, steps: Sequence[Mapping[str, Any]]) -> bool:
    return index == at and "cell" in steps[index]


def _is_open(index: int, at: int | None, exported: Exported) -> bool:
    return index == at and index not in exported.answers


@dataclass
class Judged:
    """What the judges of one submission said of each test, and which tests they did not survive."""

    verdicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    lost: dict[str, Loss] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)


def judge_all(
    forge: Forge, tests: Sequence[Mapping[str, Any]], answers: Mapping[int, Frame]
) -> Judged:
    """Judge each test; a hang or a death costs the test that it happens in."""
    judged = Judged()
    left = list(tests)
    while left:
        with TemporaryDirectory(prefix="tracegrade-") as name:
            folder = Path(name) / "judge"
            folder.mkdir()
            with forge.child("judge", folder, judged.usage) as child:
                _judge(forge, child, left, answers, judged)
        left = [test for test in tests if test["id"] not in {*judged.verdicts, *judged.lost}]
    return judged


def _judge(
    forge: Forge,
    child: Child,
    tests: Sequence[Mapping[str, Any]],
    answers: Mapping[int, Frame],
    judged: Judged,
) -> None:
    """One judge, as far as it comes: at least one test gets a verdict, or is lost."""
    needed = {index for test in tests for _, index in test["requests"]} & answers.keys()
    at, limit = tests[0]["id"], forge.allowance.test_cpu_seconds
    try:
        child.channel.send({"tests": list(tests), "answers": len(needed)})
        for index in sorted(needed):
            header, payload = answers[index]
            child.channel.send({**header, "index": index}, payload)
        for _ in tests:
            header, _ = forge.next_frame(child, limit)
            at = header["id"]
            header, _ = forge.next_frame(child, limit)
            judged.verdicts[at] = header
        return
    except Closed:
        loss = _death(child)
    except Lost as lost:
        loss = lost.loss
    judged.lost[at] = loss


def plan_all(forge: Forge, tests: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What each test asks for. Raises `TracegradeError` when a test cell hangs or kills."""
    plans: dict[str, dict[str, Any]] = {}
    with TemporaryDirectory(prefix="tracegrade-") as name:
        folder = Path(name) / "planner"
        folder.mkdir()
        with forge.child("planner", folder, Usage()) as child:
            try:
                child.channel.send({"tests": list(tests)})
                for test in tests:
                    header, _ = forge.next_frame(child, forge.allowance.test_cpu_seconds)
                    plans[test["id"]] = header
            except (Closed, Lost) as error:
                test = tests[len(plans)]
                problem = f"the test cell {test['id']} could not be run: it {error or 'died'}"
                remedy = "Run `tracegrade doctor` with the assignment's name."
                raise TracegradeError(problem, remedy) from None
    return plans
