"""The corpus of wheats and chaffs, and the notebooks that they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from tracegrade.assignments import load_assignment
from tracegrade.corpus import Script, find_scripts, read_script
from tracegrade.grading import GradedNotebook
from tracegrade.notebooks import Cell, Notebook
from tracegrade.runner import run_cells
from tracegrade.runs import Grader
from tracegrade.submissions import Submission, fill, rebuild
from tracegrade.supervision.sessions import Forge

from tests.stock import REPOSITORY

FOLDER = REPOSITORY / "autograder" / "corpus"


@dataclass(frozen=True)
class Entry:
    """A wheat or a chaff, and the exercise that it answers."""

    script: Script

    @property
    def assignment(self) -> str:
        return self.script.path.parts[-3]

    @property
    def exercise(self) -> str:
        return self.script.path.parts[-2]

    @property
    def id(self) -> str:
        return f"{self.exercise}/{self.script.path.stem}"

    @property
    def notebook(self) -> Notebook:
        """The notebook of a student who answers so, and else like the reference."""
        return fill(source_of(self.assignment), self.script.blocks, rest="reference")

    def cells(self, *, everything: bool = False) -> tuple[Cell, ...]:
        """The cells to grade, with the tests of this exercise or with those of all."""
        cells = rebuild(source_of(self.assignment), self.notebook).cells
        return tuple(c for c in cells if everything or not c.is_test or c.exercise == self.exercise)

    def failed(self, cells: Iterable[Cell] | None = None) -> set[str]:
        """The tests that it fails, run direct in a fresh process."""
        outcomes = run_cells(tuple(cells or self.cells()))
        tests = {c.grade_id for c in self.cells(everything=True) if c.is_test}
        return {
            str(it.grade_id) for it in outcomes if it.grade_id in tests and it.status != "passed"
        }

    def failed_sealed(self, grader: Grader) -> set[str]:
        """The tests that it fails, sealed."""
        submission = Submission(self.cells())
        graded = GradedNotebook(Forge(grader.nursery), grader.plan, submission)
        return {result.grade_id for result in graded.results() if not result.passed}


@cache
def source_of(assignment: str) -> Notebook:
    [notebook] = load_assignment(assignment, REPOSITORY).notebooks
    return notebook


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(Entry(read_script(path)) for path in find_scripts(FOLDER))


def exercises() -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.exercise for entry in entries()))


def stratified(wheats: int, chaffs: int) -> tuple[Entry, ...]:
    """That many of each exercise, spread over its misconceptions; the same ones every time."""
    chosen: list[Entry] = []
    for exercise in exercises():
        own = [entry for entry in entries() if entry.exercise == exercise]
        for kind, count in (("wheat", wheats), ("chaff", chaffs)):
            pool = [entry for entry in own if entry.script.kind == kind]
            chosen += pool[:: max(1, len(pool) // max(1, count))][:count]
    return tuple(chosen)


def eagerly(entry: Entry) -> tuple[Cell, ...]:
    """The cells of an entry, whose tests call the student's functions and trace nothing."""
    names = sorted(source_names(entry))
    lines = [f"{name} = EagerSubject({name}, {name!r})" for name in names]
    wrap = Cell("code", "\n".join(["from tests.eager import EagerSubject", *lines]))
    cells: list[Cell] = []
    for cell in entry.cells():
        if cell.is_test and wrap not in cells:
            cells.append(wrap)
        cells.append(cell)
    return tuple(replace(cell, index=index) for index, cell in enumerate(cells))


def source_names(entry: Entry) -> set[str]:
    """The names that the exercise's solution defines, and that its tests speak of."""
    from tracegrade.names import names_of

    solution = source_of(entry.assignment).find(entry.exercise)
    assert solution is not None
    used = {name for cell in entry.cells() if cell.is_test for name in names_of(cell.source).used}
    return set(names_of(solution.source).defined) & used
