"""Sealed grading: a worker exports what the tests ask for, a judge replays it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from tracegrade import disclosure
from tracegrade.assignments import Assignment, exercises_of, independent_locked
from tracegrade.disclosure import Fate
from tracegrade.errors import Ungradable
from tracegrade.intake import Received, read_submission
from tracegrade.names import names_of
from tracegrade.notebooks import Cell, Notebook
from tracegrade.regions import HIDDEN_TESTS, inside
from tracegrade.results.records import SubmissionResult, TestResult, Trust, nothing_run
from tracegrade.shell import skipped_commands
from tracegrade.submissions import Submission, rebuild
from tracegrade.supervision.sessions import (
    Exported,
    Forge,
    Judged,
    Loss,
    Usage,
    export_all,
    judge_all,
    plan_all,
)


@dataclass(frozen=True)
class PlannedTest:
    """A test cell, its parts as a judge runs them, and the requests that it makes."""

    cell: Cell
    job: Mapping[str, Any]
    requests: tuple[Mapping[str, Any], ...]
    trust: Trust


@dataclass(frozen=True)
class Plan:
    """An assignment, and its test cells by their grade_ids."""

    assignment: Assignment
    tests: Mapping[str, PlannedTest]

    @property
    def sealed_share(self) -> float:
        """The share of the points whose tests are sealed."""
        total = sum(test.cell.points or 0.0 for test in self.tests.values())
        sealed = [test.cell.points or 0.0 for test in self.tests.values() if test.trust == "sealed"]
        return sum(sealed) / total if total else 1.0


@dataclass
class Effort:
    """What grading one submission took, by the role of the process."""

    worker: Usage = field(default_factory=Usage)
    judge: Usage = field(default_factory=Usage)
    seconds: Mapping[str, float] = field(default_factory=dict)  # of the worker, by kind of step


def make_plan(forge: Forge, assignment: Assignment) -> Plan:
    """Find out what the test cells of an assignment ask for.

    Raises `Ungradable` for a test cell that cannot be run, or that asks nothing of `check`.
    """
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
    tests = {}
    for id_, (notebook, cell) in cells.items():
        planned = found[id_]
        if planned["problem"]:
            problem = f"the test cell cannot be run: {planned['problem']}"
            raise Ungradable(problem, "Correct it.", path=notebook.path, cell=id_)
        if not planned["requests"]:
            problem = "the test asks nothing of what students wrote through tracegrade.check"
            remedy = "Write it with check, as `check.values(…)`."
            raise Ungradable(problem, remedy, path=notebook.path, cell=id_)
        trust: Trust = "observed" if planned["observed"] else "sealed"
        tests[id_] = PlannedTest(cell, jobs[id_], tuple(planned["requests"]), trust)
    return Plan(assignment, tests)


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
            effort.worker, effort.judge = graded.exported.usage, graded.judged.usage
            effort.seconds = graded.exported.seconds
        result = SubmissionResult(
            received.student_id, plan.assignment.name, tuple(results), tuple(notes)
        )
    except Ungradable as error:
        result = nothing_run(received.student_id, plan.assignment, str(error))
    seconds = time.monotonic() - started
    return replace(result, isolation=isolation, seconds=seconds), effort


class GradedNotebook:
    """One notebook of a submission, worked on and judged as it is made."""

    def __init__(
        self,
        forge: Forge,
        plan: Plan,
        submission: Submission,
        files: Sequence[tuple[PurePosixPath, Path]] = (),
    ) -> None:
        self._submission = submission
        self._tests = [
            plan.tests[str(cell.where)]
            for cell in submission.cells
            if cell.is_test and str(cell.where) in plan.tests
        ]
        self._steps: list[dict[str, Any]] = []
        self._cell_of_step: dict[int, Cell] = {}
        self._requests: dict[str, list[tuple[Mapping[str, Any], int]]] = {}
        self._lay_out(plan)
        folder = plan.assignment.folder
        self.exported: Exported = export_all(forge, self._steps, partial(_lay_files, folder, files))
        jobs = [
            {**test.job, "requests": self._requests[test.job["id"]]}
            for test in self._tests
            if self._fate(test) is None
        ]
        self.judged: Judged = judge_all(forge, jobs, self.exported.answers)

    def _lay_out(self, plan: Plan) -> None:
        """The steps of a worker: cells, and at the place of each test what it asks for.

        Tests between which no code runs share the answers to equal requests.
        """
        shared: dict[str, int] = {}
        for cell in self._submission.cells:
            if cell.kind != "code":
                continue
            if not cell.is_test:
                self._cell_of_step[len(self._steps)] = cell
                self._steps.append({"cell": cell.source})
                shared = {}
                continue
            test = plan.tests[str(cell.where)]
            pairs = self._requests[test.job["id"]] = []
            for request in test.requests:
                name = repr(request)
                if name not in shared:
                    shared[name] = len(self._steps)
                    self._steps.append({"request": request, "tests": []})
                self._steps[shared[name]]["tests"].append(test.job["id"])
                pairs.append((request, shared[name]))

    def results(self) -> list[TestResult]:
        """A result for each test, in the order of the notebook."""
        return [self._result(test) for test in self._tests]

    def _result(self, test: PlannedTest) -> TestResult:
        cell, id_, trust = test.cell, test.job["id"], test.trust
        fate = self._fate(test)
        if fate is not None:
            return disclosure.stopped(cell, trust, fate)
        if id_ in self.judged.lost:
            loss = self.judged.lost[id_]
            fate = Fate(loss.cause, f"{cell.exercise}: its graph {loss.text}, when it was judged.")
            return disclosure.stopped(cell, trust, fate)
        verdict = self.judged.verdicts[id_]
        outcome, hidden = verdict["visible"], verdict["hidden"]
        if outcome["status"] == "passed" and (hidden is None or hidden["status"] == "passed"):
            return disclosure.passed(cell, cell.points or 0.0, trust)
        in_hidden_part = outcome["status"] == "passed"
        came = hidden if in_hidden_part else outcome
        match came["status"]:
            case "failed" if in_hidden_part:
                return disclosure.failed_hidden(cell, trust, came, self._source)
            case "failed":
                return disclosure.failed_visibly(cell, trust, came)
            case "not written":
                fate = disclosure.not_written(cell)
            case "lost":
                steps = [step for _, step in self._requests[id_]]
                lost = [self.exported.lost[step] for step in steps if step in self.exported.lost]
                loss = lost[0] if lost else _NOT_REACHED
                fate = Fate(loss.cause, f"{cell.exercise}: tracing it {loss.text}.")
            case _:
                fate = disclosure.broken_test()
        return disclosure.stopped(cell, trust, fate, in_hidden_part=in_hidden_part)

    @property
    def _source(self) -> str:
        return "\n".join(cell.source for cell in self._submission.cells if not cell.is_test)

    def _fate(self, test: PlannedTest) -> Fate | None:
        """Why a test cannot be judged: the notebook did not come to define what it tests."""
        steps = [step for _, step in self._requests[test.job["id"]]]
        answers = [self.exported.answers.get(step) for step in steps]
        missing = [frame is not None and frame[0].get("answer") == "undefined" for frame in answers]
        if not all(missing):
            return None
        name = test.cell.exercise or ""
        solution = [step for step, cell in self._cell_of_step.items() if cell.grade_id == name]
        for step in solution:
            if step in self.exported.lost:
                loss = self.exported.lost[step]
                return Fate(loss.cause, f"Your cell {name} {loss.text}.")
            if step in self.exported.failed:
                return Fate("error", f"Your cell {name} stopped: {self.exported.failed[step]}")
        names = ", ".join(test.job["names"])
        return Fate("error", f"The notebook does not define {names} before this test.")

    def notes(self) -> list[str]:
        """What a student should know of the notebook's run."""
        notes = list(self._submission.notes)
        for step, cell in self._cell_of_step.items():
            name = f"Cell {cell.where}" if cell.grade_id else f"Cell number {cell.index + 1}"
            notes += [f"{name}: {it} was left out." for it in skipped_commands(cell.source)]
            if step in self.exported.lost:
                text = self.exported.lost[step].text
                notes.append(f"{name} {text}; the cells after it ran without it.")
            elif step in self.exported.failed:
                notes.append(f"{name} stopped: {self.exported.failed[step]}")
        return notes


_NOT_REACHED = Loss("died", "was not reached: the notebook ended its own process too often")


def _lay_files(assignment: Path, files: Sequence[tuple[PurePosixPath, Path]], folder: Path) -> None:
    """Lay the assignment's files and then the student's beside the notebook."""
    ignored = shutil.ignore_patterns("*.ipynb", ".*", "__pycache__")
    shutil.copytree(assignment, folder, ignore=ignored, dirs_exist_ok=True)
    for name, path in files:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target, follow_symlinks=False)
