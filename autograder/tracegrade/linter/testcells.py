"""Test cells: named after an exercise, and dependent only on what every route can give them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tracegrade.assignments import Exercise, exercises_of, independent_locked
from tracegrade.linter.finding import Finding, at
from tracegrade.names import Names, defines_code, names_of, parse, quiet_names
from tracegrade.notebooks import Cell, Notebook
from tracegrade.regions import HIDDEN_TESTS, SOLUTION, inside, without_regions

CHECK = "check"
_CODE_TESTS = range(2, 6)
_QUIZ_TESTS = range(1, 6)
_TELLING = 12


@dataclass(frozen=True)
class _Surroundings:
    """The names that a test cell may use, and those that it may not, with the reason."""

    allowed: frozenset[str]
    subjects: frozenset[str]
    dependent: frozenset[str]


def findings(notebook: Notebook) -> Iterator[Finding]:
    """Findings about the test cells of one notebook."""
    exercises = {exercise.id: exercise for exercise in exercises_of(notebook)}
    for exercise in exercises.values():
        yield from _count(notebook, exercise)
        yield from _reference_in_sight(notebook, exercise.solution)
    for cell in notebook.cells:
        if cell.is_test:
            yield from _name(notebook, cell, exercises)
            yield from _visible_line(notebook, cell)
            yield from _code(notebook, cell, exercises)


def _count(notebook: Notebook, exercise: Exercise) -> Iterator[Finding]:
    try:
        wanted = _CODE_TESTS if defines_code(exercise.solution.source) else _QUIZ_TESTS
    except SyntaxError:
        return
    if len(exercise.tests) not in wanted:
        problem = f"the exercise has {len(exercise.tests)} test cells"
        remedy = f"Give it {wanted.start} to {wanted.stop - 1}, named {exercise.id}--<what>."
        yield at(notebook, exercise.solution, "test-count", problem, remedy)


def _name(notebook: Notebook, cell: Cell, exercises: dict[str, Exercise]) -> Iterator[Finding]:
    exercise, separator, what = (cell.grade_id or "").partition("--")
    if not separator or not what:
        problem = "its grade_id is not <exercise>--<what>"
        yield at(notebook, cell, "test-name", problem, "Rename it after its exercise.")
    elif exercise not in exercises:
        problem = f"no solution cell has the grade_id {exercise}"
        remedy = f"Give the exercise's solution cell the grade_id {exercise}, or rename the test."
        yield at(notebook, cell, "no-solution-cell", problem, remedy)


def _visible_line(notebook: Notebook, cell: Cell) -> Iterator[Finding]:
    if not cell.visible.strip():
        problem = "nothing of it is visible, and students delete empty cells"
        yield at(notebook, cell, "all-hidden", problem, "Keep one comment line outside the region.")


def _code(notebook: Notebook, cell: Cell, exercises: dict[str, Exercise]) -> Iterator[Finding]:
    try:
        whole = names_of(cell.source)
    except SyntaxError as error:
        problem = f"line {error.lineno} is not Python ({error.msg})"
        yield at(notebook, cell, "syntax", problem, "Correct it.")
        return
    try:
        visible = names_of(cell.visible)
    except SyntaxError as error:
        problem = f"line {error.lineno} of what students get is not Python ({error.msg})"
        remedy = "Let the hidden region hold whole statements of one body."
        yield at(notebook, cell, "syntax", problem, remedy)
        return
    exercise = exercises.get(cell.exercise or "")
    surroundings = _surroundings(notebook, cell, exercise)
    if exercise is None or _is_python(exercise.solution):  # else its subjects are unknown
        yield from _dependencies(notebook, cell, whole, surroundings)
    for name in sorted(visible.free & whole.defined - surroundings.allowed):
        problem = f"its visible part uses {name}, which only the hidden region defines"
        remedy = "Define it above the region, or use it only inside."
        yield at(notebook, cell, "visible-uses-hidden", problem, remedy)
    yield from _visible_reference(notebook, cell)
    if CHECK not in whole.used:
        problem = "it does not use tracegrade.check: its code runs in the student's own process"
        remedy = "Write the test with `check`."
        yield at(notebook, cell, "open-test", problem, remedy, warning=True)


def _surroundings(notebook: Notebook, test: Cell, exercise: Exercise | None) -> _Surroundings:
    subjects = quiet_names(exercise.solution.source).defined if exercise else frozenset()
    locked = [cell for cell in notebook.cells[: test.index] if cell.is_locked_code]
    independent = independent_locked(notebook, test)
    allowed = {name for cell in independent for name in quiet_names(cell.source).defined}
    others = {name for cell in locked for name in quiet_names(cell.source).defined}
    return _Surroundings(frozenset(allowed), subjects, frozenset(others - allowed))


def _dependencies(
    notebook: Notebook, cell: Cell, names: Names, surroundings: _Surroundings
) -> Iterator[Finding]:
    for name in sorted(names.free - surroundings.allowed - surroundings.subjects):
        if name == CHECK:
            problem = "it uses check, which no locked cell before it imports"
            remedy = "Write `from tracegrade import check` in a locked cell at the top."
            yield at(notebook, cell, "check-import", problem, remedy)
        elif name in surroundings.dependent:
            problem = f"it uses {name} of a locked cell that itself needs other cells' names"
            remedy = "Let that locked cell depend on locked cells alone."
            yield at(notebook, cell, "dependency", problem, remedy)
        else:
            problem = (
                f"it uses {name}, which neither this cell, nor its exercise's solution cell, "
                "nor a locked cell before it defines"
            )
            remedy = "Define it here, or in a locked cell that is not a test."
            yield at(notebook, cell, "dependency", problem, remedy)


def _visible_reference(notebook: Notebook, cell: Cell) -> Iterator[Finding]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in ast.walk(parse(cell.visible)):
        if isinstance(node, kinds) and "reference" in node.name.lower():
            problem = f"its visible part defines {node.name}: students would read the reference"
            remedy = f"Move it between ### {HIDDEN_TESTS.begin} and ### {HIDDEN_TESTS.end}."
            yield at(notebook, cell, "visible-reference", problem, remedy)


def _reference_in_sight(notebook: Notebook, solution: Cell) -> Iterator[Finding]:
    lines = _stripped(inside(solution.source, SOLUTION))
    secret = {line for line in lines if len(line) >= _TELLING}
    for cell in notebook.cells:
        if secret and secret <= set(_stripped(without_regions(cell.source))):
            problem = f"students read the reference solution of {solution.grade_id} in it"
            yield at(notebook, cell, "visible-reference", problem, "Move it into a hidden region.")


def _stripped(source: str) -> list[str]:
    return [line.strip() for line in source.split("\n")]


def _is_python(cell: Cell) -> bool:
    try:
        parse(cell.source)
    except SyntaxError:
        return False
    return True
