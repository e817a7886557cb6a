"""Sessions with a worker, a judge or the planner: what was asked, what came, how it ended.

Nothing that a worker sends can make a session wait longer than its limits, or take up more memory.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal

from tracegrade.errors import TracegradeError
from tracegrade.sandbox import Protection, give, may_become
from tracegrade.subjects import Problem
from tracegrade.supervision.channel import Broken, Closed, Expired
from tracegrade.supervision.nursery import FIRST_USER, Child, Nursery, Role
from tracegrade.wire import Malformed, decode_problem

Frame = tuple[dict[str, Any], bytes]

_TICK = 0.1
# A whole frame has to follow its first byte in this time.
_FRAME_SECONDS = 20
# A process that closed its channel has to end in this time.
_GRACE_SECONDS = 2
_PROBE_SECONDS = 120
_CLEANING_SECONDS = 10
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

    @property
    def public(self) -> dict[str, Any]:
        """What a worker gets of it."""
        return {"index": self.index, self.kind: getattr(self, self.kind)}


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


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder for one process, which is removed whatever was made in it."""
    top = Path(mkdtemp(prefix="tracegrade-"))
    top.chmod(0o711)  # the process may be another user's
    folder = top / "scratch"
    folder.mkdir()
    try:
        yield folder
    finally:
        _remove(top)


def _remove(folder: Path) -> None:
    """Remove a folder of any depth; goes on beside the rest if it holds very much."""
    cleaner = subprocess.Popen(
        ["sh", "-c", 'chmod -R u+rwX -- "$1"; exec rm -rf -- "$1"', "sh", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with suppress(subprocess.TimeoutExpired):
        cleaner.wait(_CLEANING_SECONDS)


@dataclass
class Usage:
    """What the processes of a role used for one submission."""

    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_mb: float = 0.0
    processes: int = 0

    def __add__(self, other: Usage) -> Usage:
        """What two used."""
        return Usage(
            self.cpu_seconds + other.cpu_seconds,
            self.wall_seconds + other.wall_seconds,
            max(self.peak_mb, other.peak_mb),
            self.processes + other.processes,
        )


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
        if self.user is not None and may_become():
            give(folder, self.user)
        child = self.nursery.fork(role, folder, self.user)
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
    ) -> Budget:
        """What a step that begins now may take: as a test does, unless `cpu_seconds` is given."""
        limit = self.allowance.test_cpu_seconds if cpu_seconds is None else cpu_seconds
        wall, now = self.allowance.wall_seconds, time.monotonic()
        return Budget(limit, wall, child.cpu_seconds(), now, cpu_left, deadline)

    def next_frame(self, child: Child, budget: Budget) -> Frame:
        """The next frame of a child, within a budget. Raises Lost; the child has ended then."""
        while True:
            loss = budget.exceeded(child)
            if loss is not None:
                child.end()
                raise Lost(loss)
            if child.channel.ready(_TICK):
                break
        try:
            return child.channel.receive(_FRAME_SECONDS)
        except Closed:
            raise Lost(_death(child)) from None
        except (Broken, Expired):
            child.end()
            raise Lost(_UNASKED) from None


def probe(nursery: Nursery) -> Protection:
    """How well this host confines children, found out by one that is confined and ends."""
    usage = Usage()
    with scratch_folder() as folder, Forge(nursery, FIRST_USER).child("probe", folder, usage) as it:
        try:
            found, _ = it.channel.receive(_PROBE_SECONDS)
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

    def exceeded(self, child: Child) -> Loss | None:
        """What it went beyond, if it did."""
        used = child.cpu_seconds()
        if used - self.cpu_before > self.cpu_seconds:
            return Loss("timed out", f"took more than {self.cpu_seconds:g} s")
        if used > self.cpu_left or time.monotonic() > self.deadline:
            return Loss("timed out", "was ended: the whole notebook took too long")
        if time.monotonic() - self.began > self.wall_seconds:
            return Loss("timed out", f"did not end in {self.wall_seconds:g} s")
        return None


_UNASKED = Loss("died", "sent something that nobody asked for, and was ended")


def _death(child: Child) -> Loss:
    return Loss("died", f"ended its own process ({child.end(grace=_GRACE_SECONDS)})")


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
    forge: Forge, steps: Sequence[Step], make_folder: Callable[[Path], None]
) -> Exported:
    """Do the steps of a submission; each hang or death costs one of them.

    `make_folder` fills the new folder in which each worker works.
    """
    exported = Exported()
    for _ in range(forge.allowance.restarts + 1):
        with scratch_folder() as folder:
            make_folder(folder)
            with forge.child("worker", folder, exported.usage) as child:
                _work(forge, child, steps, exported)
        used, allowance = exported.usage, forge.allowance
        too_long = (
            used.cpu_seconds > allowance.worker_cpu_seconds
            or used.wall_seconds > allowance.worker_wall_seconds
        )
        if exported.ended is None or too_long or not _open_requests(steps, exported):
            break
    return exported


def _work(forge: Forge, child: Child, steps: Sequence[Step], exported: Exported) -> None:
    """One worker: what it does is noted, and the step that it does not survive is lost."""
    left = _open_requests(steps, exported)
    left |= {step.index for step in steps if step.cell is not None} - exported.lost.keys()
    waiting = [step for step in steps if step.index in left]
    at: Step | None = None
    failed: set[int] = set()
    allowance = forge.allowance
    rest = allowance.worker_cpu_seconds - exported.usage.cpu_seconds
    clock = time.monotonic()
    deadline = clock + allowance.worker_wall_seconds - exported.usage.wall_seconds
    budget = forge.budget(child, rest, deadline, allowance.cell_cpu_seconds)
    exported.ended = None
    try:
        child.channel.send({"steps": [step.public for step in waiting]})
        while True:
            header, payload = forge.next_frame(child, budget)
            now = time.monotonic()
            exported.seconds[at.kind if at else "start"] += now - clock
            clock = now
            match header:
                case {"event": "step", "index": int(index)}:
                    at = _next(index, waiting)
                    limit = None if at.request else allowance.cell_cpu_seconds
                    budget = forge.budget(child, rest, deadline, limit)
                case {"event": "failed", "index": int(index)} if _may_fail(index, at, failed):
                    failed.add(index)  # a worker that is started again runs the cell again
                    exported.failed.setdefault(index, decode_problem(header.get("problem")))
                case {"event": "answer", "index": int(index)} if _may_answer(index, at, exported):
                    _keep(exported, index, header, payload)
                case {"event": "done"} if not _open_requests(steps, exported):
                    return
                case _:
                    raise Lost(_UNASKED)
    except (Closed, Expired):
        exported.ended = _death(child)
    except Lost as lost:
        exported.ended = lost.loss
    except Malformed:
        exported.ended = _UNASKED
    if at is not None and at.index not in exported.answers:
        exported.lost.setdefault(at.index, exported.ended)


def _keep(exported: Exported, index: int, header: dict[str, Any], payload: bytes) -> None:
    answer = Answer(str(header.get("answer"))[:20], json.dumps(header).encode(), payload)
    if exported.bytes + len(answer.header) + len(payload) > ANSWER_BYTES:
        raise Lost(Loss("died", f"exported more than {ANSWER_BYTES:,} bytes"))
    exported.answers[index] = answer


def _open_requests(steps: Sequence[Step], exported: Exported) -> set[int]:
    """The requests that are neither answered nor lost, and that help a test which lost none."""
    by_index = {step.index: step for step in steps}
    hopeless = {test for index in exported.lost for test in by_index[index].tests}
    wanted = {step.index for step in steps if step.request and not hopeless.issuperset(step.tests)}
    return wanted - exported.answers.keys()


def _next(index: int, waiting: list[Step]) -> Step:
    """The step that begins; those before it are passed over. Raises Lost for one that may not."""
    while waiting:
        step = waiting.pop(0)
        if step.index == index:
            return step
    raise Lost(_UNASKED)


def _may_fail(index: int, at: Step | None, failed: Set[int]) -> bool:
    is_cell = at is not None and at.cell is not None and at.index == index
    return is_cell and index not in failed


def _may_answer(index: int, at: Step | None, exported: Exported) -> bool:
    is_request = at is not None and at.request is not None and at.index == index
    return is_request and index not in exported.answers


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
            _judge(forge, child, tests, answers, judged)
    return judged


def _judge(
    forge: Forge,
    child: Child,
    tests: Sequence[Mapping[str, Any]],
    answers: Mapping[int, Answer],
    judged: Judged,
) -> None:
    """One judge, as far as it comes: at least one part gets an outcome, or its test is lost."""
    alive = [test for test in tests if test["id"] not in judged.lost]
    needed = {index for test in alive for _, index in test["requests"]} & answers.keys()
    show = [test["id"] for test in alive if "visible" not in judged.of(test)]
    at = (show or [test["id"] for test in judged.open_hidden(alive)])[0]
    try:
        known = [{**test, "hidden": ""} for test in alive]
        child.channel.send({"tests": known, "show": show, "answers": len(needed)})
        for index in sorted(needed):
            answer = answers[index]
            child.channel.send({**json.loads(answer.header), "index": index}, answer.payload)
        for at in show:
            judged.outcomes[at] = {"visible": _outcome(forge, child, judged)}
        hidden = {test["id"]: test["hidden"] for test in judged.open_hidden(alive)}
        at = next(iter(hidden), at)
        child.channel.send({"hidden": hidden})
        for at in hidden:
            judged.outcomes[at]["hidden"] = _outcome(forge, child, judged)
    except (Closed, Expired):
        judged.lost[at] = _death(child)
    except Lost as lost:
        judged.lost[at] = lost.loss


def _outcome(forge: Forge, child: Child, judged: Judged) -> dict[str, Any]:
    allowance, usage = forge.allowance, judged.usage
    rest = allowance.judge_cpu_seconds - usage.cpu_seconds
    deadline = child.began + allowance.judge_wall_seconds - usage.wall_seconds
    return forge.next_frame(child, forge.budget(child, rest, deadline))[0]


def plan_all(forge: Forge, tests: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What each test asks for. Raises `TracegradeError` when a test cell hangs or kills."""
    plans: dict[str, dict[str, Any]] = {}
    with scratch_folder() as folder, forge.child("planner", folder, Usage()) as child:
        try:
            child.channel.send({"tests": list(tests)})
            for test in tests:
                header, _ = forge.next_frame(child, forge.budget(child))
                plans[test["id"]] = header
        except (Closed, Lost) as error:
            test = tests[len(plans)]
            problem = f"the test cell {test['id']} could not be run: it {error or 'died'}"
            remedy = "Run `tracegrade doctor` with the assignment's name."
            raise TracegradeError(problem, remedy) from None
    return plans
