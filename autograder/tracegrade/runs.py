"""Runs: a class graded, several submissions at a time."""

from __future__ import annotations

import queue
import re
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from tracegrade.assignments import Assignment
from tracegrade.grading import Effort, Plan, grade_submission, make_plan
from tracegrade.intake import Received, find_submissions
from tracegrade.policy import When, load_policy
from tracegrade.results.folder import require_room, write_run, write_submission
from tracegrade.results.records import SubmissionResult, unfinished
from tracegrade.results.run import Run
from tracegrade.sandbox import LAYERS, Level, Protection, TooWeak, hide_memory
from tracegrade.supervision.nursery import FIRST_USER, OPTIONAL, Nursery
from tracegrade.supervision.sessions import Allowance, Forge, probe

_READ_FOR_IMPORTS = 5_000_000


@dataclass(frozen=True)
class Graded:
    """What came of a run: the results by student, how they were protected, what it took."""

    plan: Plan
    results: tuple[SubmissionResult, ...]
    protection: Protection
    efforts: tuple[Effort, ...]
    start_seconds: float
    seconds: float

    @property
    def ungraded(self) -> tuple[SubmissionResult, ...]:
        """Submissions that could not be graded at all."""
        return tuple(result for result in self.results if not result.is_graded)


@dataclass(frozen=True)
class Grader:
    """Grades submissions of one assignment; made by `grader`, which starts what it needs."""

    nursery: Nursery
    plan: Plan
    protection: Protection
    allowance: Allowance
    users: queue.SimpleQueue[int | None]

    def grade(self, received: Received) -> tuple[SubmissionResult, Effort]:
        """Grade what one student handed in. May be called by as many threads as there are users."""
        user = self.users.get()
        try:
            forge = Forge(self.nursery, user, self.allowance)
            return grade_submission(forge, self.plan, received, str(self.protection.level))
        finally:
            self.users.put(user)


@contextmanager
def grader(
    assignment: Assignment,
    *,
    jobs: int = 1,
    minimum: Level = Level.USER,
    modules: Sequence[str] = (),
    layers: Collection[str] = tuple(LAYERS),
    allowance: Allowance | None = None,
) -> Iterator[Grader]:
    """Start what grades submissions of an assignment, for so many at a time.

    Raises `TooWeak` where the host does not confine student code well enough, `Ungradable` for test
    cells that cannot be run. Of the `layers` of isolation, those are used that the host allows.
    """
    hide_memory()
    with Nursery(modules, layers) as nursery:
        protection = probe(nursery)
        if protection.level < minimum:
            raise TooWeak(protection, minimum)
        nursery.minimum = protection.level
        nursery.user = FIRST_USER if "user" in protection.layers else None
        users: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        for number in range(jobs):
            users.put(FIRST_USER + number if "user" in protection.layers else None)
        allowance = allowance or Allowance()
        plan = make_plan(Forge(nursery, allowance=allowance), assignment)
        yield Grader(nursery, plan, protection, allowance, users)


def grade_run(
    assignment: Assignment,
    paths: Sequence[Path],
    folder: Path,
    *,
    jobs: int,
    minimum: Level = Level.USER,
    layers: Collection[str] = tuple(LAYERS),
    stage: When = "after_published",
    allowance: Allowance | None = None,
    progress: Callable[[SubmissionResult], None] = lambda result: None,
    begin: Callable[[int], None] = lambda count: None,
) -> Graded:
    """Grade all submissions at `paths`, and write the run to `folder`.

    The feedback holds what the assignment's policy shows at `stage`. `begin` is told how many
    submissions there are, `progress` of each that is graded, by the thread that graded it. Raises
    `Misuse` for paths that hold no submissions and for a folder with grades of others, and what
    `grader` raises.
    """
    policy = load_policy(assignment.folder)
    started, clock = datetime.now(timezone.utc), time.monotonic()
    with TemporaryDirectory(prefix="tracegrade-") as unpacked:
        received = find_submissions(paths, assignment, Path(unpacked))
        require_room(folder, assignment.name, [it.student_id for it in received])
        modules = imported_ahead(received)
        with grader(
            assignment,
            jobs=jobs,
            minimum=minimum,
            modules=modules,
            layers=layers,
            allowance=allowance,
        ) as one:
            start_seconds = time.monotonic() - clock
            for it in received:
                write_submission(folder, unfinished(it.student_id, assignment), policy, stage)
            begin(len(received))
            results: list[SubmissionResult] = []
            efforts: list[Effort] = []

            def work(it: Received) -> tuple[SubmissionResult, Effort]:
                result, effort = one.grade(it)
                write_submission(folder, result, policy, stage)
                progress(result)
                return result, effort

            with ThreadPoolExecutor(jobs) as pool:
                try:
                    for result, effort in pool.map(work, received):
                        results.append(result)
                        efforts.append(effort)
                except BaseException:
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise
    seconds = time.monotonic() - clock
    run = Run(assignment.name, str(one.protection.level), jobs, started, seconds)
    write_run(folder, run, results)
    return Graded(one.plan, tuple(results), one.protection, tuple(efforts), start_seconds, seconds)


def imported_ahead(received: Sequence[Received]) -> list[str]:
    """The optional packages that notebooks import."""
    wanted = set(OPTIONAL)
    for it in received:
        for path in it.notebooks:
            with open(path, "rb") as file:
                text = file.read(_READ_FOR_IMPORTS)
            wanted -= {
                name for name in wanted if re.search(rf"(import|from) {name}\b".encode(), text)
            }
        if not wanted:
            break
    return sorted(OPTIONAL.keys() - wanted)
