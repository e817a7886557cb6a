"""Sealed grading: a worker exports what the tests ask for, a judge replays it."""

from __future__ import annotations

import shutil
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any

from tracegrade import disclosure
from tracegrade.assignments import Assignment, exercises_of, independent_locked
from tracegrade.disclosure import Fate
from tracegrade.errors import Ungradable
from tracegrade.flags import DIFFERS, Flag, flags_of, untrained
from tracegrade.intake import Received, read_submission
from tracegrade.names import names_of
from tracegrade.notebooks import Cell, Notebook
from tracegrade.policy import FILE as POLICY
from tracegrade.policy import FlagRules, load_policy
from tracegrade.regions import HIDDEN_TESTS, inside
from tracegrade.results.records import SubmissionResult, TestResult, Trust, nothing_run
from tracegrade.shell import skipped_commands
from tracegrade.submissions import Submission, rebuild
from tracegrade.supervision.sessions import (
    FORKS,
    Exported,
    Forge,
    Judged,
    Loss,
    NotStarted,
    Step,
    Usage,
    export_all,
    judge_all,
    plan_all,
)


@dataclass(frozen=True)
class PlannedTest:
    """A test cell, its parts as a judge runs them, and the requests that each of them makes.

    `eager` asks for an eager call of the visible part, which earns no points.
    """

    cell: Cell
    job: Mapping[str, Any]
    visible: tuple[Mapping[str, Any], ...]
    hidden: tuple[Mapping[str, Any], ...]
    trust: Trust
    quiz: bool = False
    eager: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Plan:
    """An assignment, its test cells by their grade_ids, and what is flagged."""

    assignment: Assignment
    tests: Mapping[str, PlannedTest]
    rules: FlagRules = field(default_factory=FlagRules)

    @cached_property
    def stubs(self) -> Mapping[str, str]:
        """What students get of each cell that they fill in, by its grade_id."""
        notebooks = self.assignment.notebooks
        solutions = [it for book in notebooks for it in book.cells if it.is_solution]
        return {it.grade_id: it.released for it in solutions if it.grade_id}

    @property
    def sealed_share(self) -> float:
        """The share of the points whose tests are sealed."""
        total = sum(test.cell.points or 0.0 for test in self.tests.values())
        sealed = [test.cell.points or 0.0 for test in self.tests.values() if test.trust == "sealed"]
        return sum(sealed) / total if total else 1.0


@dataclass(frozen=True)
class Effort:
    """What grading one submission took, by the role of the process."""

    worker: Usage = field(default_factory=Usage)
    judge: Usage = field(default_factory=Usage)
    seconds: Counter[str] = field(default_factory=Counter)  # of workers, by what they did

    def __add__(self, other: Effort) -> Effort:
        """What two took."""
        seconds = Counter(self.seconds)
        seconds.update(other.seconds)
        return Effort(self.worker + other.worker, self.judge + other.judge, seconds)

    @property
    def hung_forks(self) -> int:
        """Processes that were started again."""
        return self.worker.hung_forks + self.judge.hung_forks


def make_plan(forge: Forge, assignment: Assignment) -> Plan:
    """Find out what the test cells of an assignment ask for.

    Raises `Ungradable` for a test cell that cannot be run, or that asks nothing of `check`, and for
    a feedback policy that means nothing.
    """
    rules = load_policy(assignment.folder).flags
    rules.require_known(assignment)
    jobs: dict[str, dict[str, Any]] = {}
    cells: dict[str, tuple[Notebook, Cell]] = {}
    for notebook in assignment.notebooks:
        for cell, names in _tests(notebook):
            id_ = str(cell.where)
            jobs[id_] = {
                "id": id_,
                "visible": cell.visible,
                "hidden": inside(cell.source, HIDDEN_TESTS),
                "names": names,
                "locked": [locked.source for locked in independent_locked(notebook, cell)],
            }
            cells[id_] = notebook, cell
    found = plan_all(forge, list(jobs.values())) if jobs else {}
    tests, quizzes = {}, assignment.quizzes
    for id_, (notebook, cell) in cells.items():
        planned = found[id_]
        if planned["problem"]:
            problem = f"the test cell cannot be run: {planned['problem']}"
            raise Ungradable(problem, "Correct it.", path=notebook.path, cell=id_)
        visible, hidden = tuple(planned["visible"]), tuple(planned["hidden"])
        if not visible and not hidden:
            problem = "the test asks nothing of what students wrote through tracegrade.check"
            remedy = "Write it with check, as `check.values(…)`."
            raise Ungradable(problem, remedy, path=notebook.path, cell=id_)
        trust: Trust = "observed" if planned["observed"] else "sealed"
        quiz = cell.exercise in quizzes
        tests[id_] = PlannedTest(
            cell, jobs[id_], visible, hidden, trust, quiz, tuple(planned["eager"])
        )
    return Plan(assignment, tests, rules)


def _tests(notebook: Notebook) -> Iterator[tuple[Cell, list[str]]]:
    """The test cells, and of each the names that its exercise defines and that it uses."""
    exercises = {exercise.id: exercise for exercise in exercises_of(notebook)}
    for cell in notebook.cells:
        if cell.is_test:
            exercise = exercises.get(cell.exercise or "")
            try:
                defined = names_of(exercise.solution.source).defined if exercise else frozenset()
                yield cell, sorted(defined & names_of(cell.source).used)
            except SyntaxError as error:
                problem = f"it, or its exercise, is not Python (line {error.lineno}: {error.msg})"
                raise Ungradable(
                    problem, "Correct it.", path=notebook.path, cell=cell.where
                ) from None


def grade_submission(
    forge: Forge, plan: Plan, received: Received, isolation: str
) -> tuple[SubmissionResult, Effort]:
    """Grade what one student handed in. Never raises for what is in it."""
    started = time.monotonic()
    effort = Effort()
    try:
        submitted = read_submission(received, plan.assignment)
        results: list[TestResult] = []
        notes = [*received.notes, *submitted.notes]
        flags: list[Flag] = []
        for source in plan.assignment.notebooks:
            notebook = submitted.notebooks.get(source.path.name)
            if notebook is None:
                alone = replace(plan.assignment, notebooks=(source,))
                results += nothing_run(received.student_id, alone).tests
                continue
            submission = rebuild(source, notebook)
            graded = GradedNotebook(forge, plan, submission, received.files)
            results += graded.results()
            notes += graded.notes()
            flags += [*flags_of(source, submission.cells, plan.rules), *graded.flags()]
            effort = effort + graded.effort
        written = {it.exercise for it in results if it.cause not in ("not written", "not run")}
        flags += untrained(submitted.notebooks.values(), written, plan.rules)
        result = SubmissionResult(
            received.student_id,
            plan.assignment.name,
            tuple(results),
            tuple(notes),
            flags=tuple(flags),
        )
    except Ungradable as error:
        notes = [*received.notes, str(error)]
        result = nothing_run(received.student_id, plan.assignment, *notes)
    except Exception as error:  # of one submission: the others go on
        traceback.print_exc()
        if isinstance(error, NotStarted):
            effort += Effort(worker=Usage(hung_forks=FORKS))
        note = f"Grading stopped for a reason of its own ({type(error).__name__})."
        result = nothing_run(received.student_id, plan.assignment, note, finished=False)
    seconds = time.monotonic() - started
    measured = replace(result, isolation=isolation, seconds=seconds, hung_forks=effort.hung_forks)
    return measured, effort


class GradedNotebook:
    """One notebook of a submission, worked on and judged as it is made.

    What hidden parts ask for goes to workers of its own, so that those whose values and messages a
    student reads have never heard of it.
    """

    def __init__(
        self,
        forge: Forge,
        plan: Plan,
        submission: Submission,
        files: Sequence[tuple[PurePosixPath, Path]] = (),
    ) -> None:
        self._submission = submission
        cells = {str(cell.where): cell for cell in submission.cells if cell.is_test}
        self._tests = [test for name, test in plan.tests.items() if name in cells]
        self._steps: list[Step] = []
        self._cell_of_step: dict[int, Cell] = {}
        self._requests: dict[str, list[tuple[Mapping[str, Any], int]]] = {}
        self._eager: dict[str, list[tuple[Mapping[str, Any], int]]] = {}
        self._stubs = plan.stubs
        self._lay_out(plan)
        folder = partial(_lay_files, plan.assignment.folder, files)
        self.seen = export_all(forge, [it for it in self._steps if not it.hidden], folder)
        unseen = [it for it in self._steps if it.hidden or it.cell is not None]
        held = self.seen.bytes
        self.unseen = export_all(forge, unseen, folder, held) if self._hides() else Exported()
        answers = self.seen.answers | self.unseen.answers
        self._fates = {test.job["id"]: self._fate(test, answers) for test in self._tests}
        tests = {test.job["id"]: test for test in self._tests}
        jobs = [
            {**test.job, "requests": [*self._requests[id_], *self._eager[id_]]}
            for id_, test in tests.items()
            if self._fates[id_] is None
        ]
        self.judged: Judged = judge_all(forge, jobs, answers)

    @property
    def effort(self) -> Effort:
        """What it took."""
        seen, unseen = (
            Effort(worker=it.usage, seconds=Counter(it.seconds)) for it in (self.seen, self.unseen)
        )
        return seen + unseen + Effort(judge=self.judged.usage)

    def _hides(self) -> bool:
        return any(step.hidden for step in self._steps)

    def _knows_arguments(self, test: PlannedTest) -> bool:
        """Whether a worker that answered for it has been given what hidden parts alone put in.

        That is so from the first test on that does so: what was given can be kept, and told by how
        a later test fails. Workers that answer for visible parts are never given it.
        """
        indices = [index for _, index in self._requests[test.job["id"]]]
        if not any(self._steps[index].hidden for index in indices):
            return False
        last = max(indices)
        given = [it for it in self._steps if it.index <= last or not it.hidden]
        seen, unseen = (
            [value for it in given if it.hidden == hidden for value in _arguments(it.request)]
            for hidden in (False, True)
        )
        return any(value not in seen for value in unseen)

    def _lay_out(self, plan: Plan) -> None:
        """The steps of a worker: cells, and at the place of each test what it asks for.

        Tests between which no code runs share the answers to equal requests.
        """
        shared: dict[str, Step] = {}
        for cell in self._submission.cells:
            if cell.kind != "code":
                continue
            if not cell.is_test:
                self._cell_of_step[len(self._steps)] = cell
                self._steps.append(Step(len(self._steps), cell=cell.source))
                shared = {}
                continue
            test = plan.tests[str(cell.where)]
            self._requests[test.job["id"]] = [
                *((request, self._request(request, test, shared)) for request in test.visible),
                *(
                    (request, self._request(request, test, shared, hidden=True))
                    for request in test.hidden
                ),
            ]
        # At the end, where an eager call can change nothing that is traced.
        for test in self._tests:
            shared = {}
            self._eager[test.job["id"]] = [
                (request, self._request(request, test, shared)) for request in test.eager
            ]

    def _request(
        self,
        request: Mapping[str, Any],
        test: PlannedTest,
        shared: dict[str, Step],
        *,
        hidden: bool = False,
    ) -> int:
        """The position of the step that answers a request of a test."""
        name = repr(request)
        if name not in shared:
            shared[name] = Step(len(self._steps), request=request, hidden=hidden)
            self._steps.append(shared[name])
        step = shared[name]
        step.hidden = step.hidden and hidden
        step.tests.append(test.job["id"])
        return step.index

    def results(self) -> list[TestResult]:
        """A result for each test, in the order of the notebook."""
        return [replace(self._result(test), quiz=test.quiz) for test in self._tests]

    def _result(self, test: PlannedTest) -> TestResult:
        cell, id_, trust = test.cell, test.job["id"], test.trust
        fate = self._fates[id_]
        if fate is not None:
            return disclosure.stopped(cell, trust, fate)
        outcomes = self.judged.outcomes.get(id_, {})
        in_hidden_part = outcomes.get("visible", {}).get("status") == "passed"
        if id_ in self.judged.lost:
            loss = self.judged.lost[id_]
            fate = Fate(loss.cause, f"{cell.exercise}: its graph {loss.text}, when it was judged.")
            return disclosure.stopped(cell, trust, fate, in_hidden_part=in_hidden_part)
        came = outcomes.get("hidden", outcomes["visible"])
        match came["status"]:
            case "passed":
                return disclosure.passed(cell, trust)
            case "failed" if in_hidden_part:
                knows = self._knows_arguments(test)
                return disclosure.failed_hidden(
                    cell, trust, came, self._source, knows_arguments=knows
                )
            case "failed":
                return disclosure.failed_visibly(cell, trust, came)
            case "not written":
                fate = disclosure.not_written(cell, is_stub=self._is_stub(cell.exercise or ""))
            case "lost":
                fate = self._lost_request(test)
            case _:
                fate = disclosure.broken_test()
        return disclosure.stopped(cell, trust, fate, in_hidden_part=in_hidden_part)

    def _is_stub(self, exercise: str) -> bool:
        """Whether an exercise is as it was handed out."""
        own = [it.source for it in self._submission.cells if it.grade_id == exercise]
        return [it.strip() for it in own] == [self._stubs.get(exercise, "").strip()]

    def flags(self) -> list[Flag]:
        """The exercises whose eager calls and graphs do not agree."""
        noticed = {
            it.cell.exercise or ""
            for it in self._tests
            if DIFFERS in self.judged.of(it.job).get("visible", {}).get("notices", ())
        }
        return [Flag(exercise, DIFFERS) for exercise in sorted(noticed)]

    @property
    def _source(self) -> str:
        return "\n".join(cell.source for cell in self._submission.cells if not cell.is_test)

    def _fate(self, test: PlannedTest, answers: Mapping[int, Any]) -> Fate | None:
        """Why a test cannot be judged: the notebook did not come to define what it tests."""
        steps = [step for _, step in self._requests[test.job["id"]]]
        came = [answers[step].kind for step in steps if step in answers]
        if any(kind != "undefined" for kind in came):
            return None
        name = test.cell.exercise or ""
        solutions = [step for step, cell in self._cell_of_step.items() if cell.grade_id == name]
        for step in solutions:
            loss = self.seen.lost.get(step)
            if loss is not None:
                return Fate(loss.cause, f"Your cell {name} {loss.text}.")
            if step in self.seen.failed:
                return Fate("error", f"Your cell {name} stopped: {self.seen.failed[step]}")
        if not came:
            return self._lost_request(test)
        names = ", ".join(test.job["names"])
        return Fate("error", f"The notebook does not define {names} before this test.")

    def _lost_request(self, test: PlannedTest) -> Fate:
        """Why something that a test asks for has no answer."""
        for _, step in self._requests[test.job["id"]]:
            loss = self.seen.lost.get(step)
            if loss is not None:
                return Fate(loss.cause, f"{test.cell.exercise}: tracing it {loss.text}.")
            loss = self.unseen.lost.get(step)
            if loss is not None:
                text = disclosure.without_status(loss.text)
                return Fate(loss.cause, f"{test.cell.exercise}: tracing it {text}.")
        ended = self.seen.ended or self.unseen.ended or _NOT_REACHED
        text = disclosure.without_status(ended.text)
        return Fate(ended.cause, f"The notebook {text}, before this could be checked.")

    def notes(self) -> list[str]:
        """What a student should know of the notebook's run."""
        notes = list(self._submission.notes)
        for step, cell in self._cell_of_step.items():
            name = f"Cell {cell.where}" if cell.grade_id else f"Cell number {cell.index + 1}"
            notes += [f"{name}: {it} was left out." for it in skipped_commands(cell.source)]
            if step in self.seen.lost:
                text = self.seen.lost[step].text
                notes.append(f"{name} {text}; the cells after it ran without it.")
            elif step in self.seen.failed:
                notes.append(f"{name} stopped: {self.seen.failed[step]}")
        return notes


def _arguments(request: Mapping[str, Any] | None) -> Iterator[Any]:
    """The values that come to a worker with a request; shapes are none."""
    if request is not None:
        kinds = ("arguments", "keywords", "changed")
        yield from (step[kind] for step in request["steps"] for kind in kinds if step.get(kind))
        yield from filter(None, [request.get("action", {}).get("fields")])


_NOT_REACHED = Loss("died", "ended its own process too often")


def _lay_files(assignment: Path, files: Sequence[tuple[PurePosixPath, Path]], folder: Path) -> None:
    """Lay the assignment's files and then the student's beside the notebook."""
    ignored = shutil.ignore_patterns("*.ipynb", ".*", "__pycache__", POLICY)
    shutil.copytree(assignment, folder, ignore=ignored, dirs_exist_ok=True)
    for name, path in files:
        target = folder / name
        # Where the assignment has a file in place of a folder, or the reverse, that stays.
        with suppress(FileExistsError, NotADirectoryError, IsADirectoryError):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target, follow_symlinks=False)
