"""Solution cells: what they define, and regions that leave a stub that runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tracegrade.linter.finding import Finding, at
from tracegrade.names import defines_code, parse
from tracegrade.notebooks import Cell, Notebook
from tracegrade.regions import SOLUTION, outside, stubbed

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def findings(notebook: Notebook) -> Iterator[Finding]:
    """Findings about the code that students are to write in one notebook."""
    for cell in notebook.cells:
        if cell.is_solution:
            yield from _solution(notebook, cell)


def _solution(notebook: Notebook, cell: Cell) -> Iterator[Finding]:
    try:
        tree = parse(cell.source)
    except SyntaxError as error:
        problem = f"line {error.lineno} of the reference solution is not Python ({error.msg})"
        yield at(notebook, cell, "syntax", problem, "Correct it.")
        return
    if SOLUTION.begin not in cell.source:
        problem = "it has no solution region, so that nbgrader would replace the whole cell"
        remedy = f"Put the solution between ### {SOLUTION.begin} and ### {SOLUTION.end}."
        yield at(notebook, cell, "no-region", problem, remedy)
        return
    if _outside_bodies(cell, tree) or _stub_outside_bodies(cell):
        problem = "a solution region reaches beyond the body of a function or method"
        remedy = (
            "Indent the markers like the code between them, and leave the signature and the "
            "docstring outside the region, so that the stub runs; "
            "a quiz says `name = None` above the region that assigns the name."
        )
        yield at(notebook, cell, "region-outside-body", problem, remedy)
    try:
        parse(stubbed(cell.source))
    except SyntaxError as error:
        problem = f"line {error.lineno} of what students get is not Python ({error.msg})"
        remedy = "Let the solution region hold whole statements of one body."
        yield at(notebook, cell, "syntax", problem, remedy)


def _outside_bodies(cell: Cell, tree: ast.Module) -> bool:
    lines = _region_lines(cell.source)
    quiz = _names_set_to_none(outside(cell.source, SOLUTION))
    return any(
        statement.lineno in lines and not _answers(statement, quiz)
        for statement in _outer_statements(tree.body)
    )


def _stub_outside_bodies(cell: Cell) -> bool:
    """Whether the stub is not indented like the solution that it replaces."""
    try:
        stub = parse(stubbed(cell.source)).body
    except SyntaxError:
        return False  # which is a finding of its own
    raises = any(isinstance(it, ast.Raise) for it in _outer_statements(stub))
    return raises and defines_code(cell.source)


def _region_lines(source: str) -> set[int]:
    """The numbers of the lines in solution regions, counted from 1 as `ast` counts them."""
    numbers = set()
    is_inside = False
    for number, line in enumerate(source.split("\n"), start=1):
        if SOLUTION.begin in line or SOLUTION.end in line:
            is_inside = SOLUTION.begin in line
        elif is_inside:
            numbers.add(number)
    return numbers


def _outer_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """All statements, but for those in the bodies of functions."""
    for statement in body:
        yield statement
        if not isinstance(statement, _FUNCTIONS):
            for name in ("body", "orelse", "finalbody"):
                yield from _outer_statements(getattr(statement, name, []))


def _names_set_to_none(visible: str) -> set[str]:
    try:
        body = parse(visible).body
    except SyntaxError:
        return set()
    assignments = [it for it in body if isinstance(it, ast.Assign)]
    return {
        target.id
        for assignment in assignments
        if isinstance(assignment.value, ast.Constant) and assignment.value.value is None
        for target in assignment.targets
        if isinstance(target, ast.Name)
    }


def _answers(statement: ast.stmt, quiz: set[str]) -> bool:
    """Whether a statement assigns the answers of a quiz and nothing else."""
    return isinstance(statement, ast.Assign) and all(
        isinstance(target, ast.Name) and target.id in quiz for target in statement.targets
    )
