"""The notebook that `otter assign` reads, made of an nbgrader source notebook.

Every test cell becomes a question of its own, with its visible and its hidden part as test cases in
Otter's exception format (https://otter-grader.readthedocs.io/en/latest/otter_assign/).
"""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracegrade.names import names_of, parse, quiet_names
from tracegrade.notebooks import Cell, Notebook
from tracegrade.regions import CODE_STUB, HIDDEN_TESTS, SOLUTION, inside, unmarked

_ABOUT_OTTER = """**Here Otter runs the tests.** A cell `grader.check("…")` stands in for each test
cell with visible tests: it says *passed!*, or which test failed and why. In a terminal,
`otter check` runs all of them. Hand in the notebook, or what the last cell, `grader.export()`,
makes."""
_Raw = dict[str, Any]


def master(notebook: Notebook, *, files: Sequence[str], grading: Mapping[str, Any]) -> _Raw:
    """The document of the master notebook.

    `files` lie beside it and go to students as well; `grading` is Otter's grading configuration.
    """
    config = {
        "export_cell": {"pdf": False},
        "files": list(files),
        "generate": dict(grading),
        "strip_solutions_from_all_cells": True,
        "tests": {"files": True, "ok_format": False},
    }
    raw_cells = notebook.document["cells"]
    cells = [_marker("ASSIGNMENT CONFIG", config)]
    for cell, raw in zip(notebook.cells, raw_cells, strict=True):
        cells += _cells(cell, raw)
    # Where the notebook speaks of test cells, students of Otter meet something else.
    first = next((at for at, it in enumerate(cells) if it["cell_type"] == "markdown"), 0)
    cells.insert(first + 1, {"cell_type": "markdown", "metadata": {}, "source": _ABOUT_OTTER})
    for number, raw in enumerate(cells):
        raw["id"] = f"cell-{number}"
    metadata = copy.deepcopy(notebook.document.get("metadata", {}))
    metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cells(cell: Cell, raw: Mapping[str, Any]) -> Iterator[_Raw]:
    if cell.is_test:
        yield from _question(cell, _tests(cell))
    elif cell.grade or cell.task:
        yield from _question(cell, _written(cell, raw), manual=True)
    elif cell.is_solution:
        yield _copy(raw, _solution(cell.source))
    else:
        yield _copy(raw, cell.released, locked=cell.locked)


def _question(cell: Cell, content: Iterator[_Raw], **config: Any) -> Iterator[_Raw]:
    points = cell.points or 0.0
    whole = {"name": cell.grade_id, "points": points, "all_or_nothing": True, **config}
    yield _marker("BEGIN QUESTION", whole)
    yield from content
    yield _marker("END QUESTION")


def _tests(cell: Cell) -> Iterator[_Raw]:
    parts = [("visible", cell.visible)] if cell.has_visible_part else []
    parts += [("hidden", _hidden(cell))] if cell.hidden else []
    yield _marker("BEGIN TESTS")
    for name, source in parts:
        config: dict[str, Any] = {
            "hidden": name == "hidden",
            "points": (cell.points or 0.0) / len(parts),
        }
        about = _comment_above(cell.visible)
        if about:
            config["failure_message"] = in_quotes(about)
        yield _code(_config(config) + "\n" + _function(name, source))
    yield _marker("END TESTS")


def _hidden(cell: Cell) -> str:
    """The hidden part; all of the cell, if that needs names of the visible part."""
    hidden = inside(cell.source, HIDDEN_TESTS)
    needed = quiet_names(hidden).free & quiet_names(cell.visible).defined
    return unmarked(cell.source) if needed else hidden


def _function(name: str, source: str) -> str:
    """The source of a function that runs a test cell.

    Otter gives it the notebook's names as arguments, None for those that there are not. Raises
    `SyntaxError` for a source that is no Python.
    """
    arguments = [ast.arg(it) for it in sorted(names_of(source).free)]
    function = ast.FunctionDef(
        name=name,
        args=ast.arguments(
            posonlyargs=[], args=arguments, kwonlyargs=[], kw_defaults=[], defaults=[]
        ),
        body=parse(source).body or [ast.Pass()],
        decorator_list=[],
    )
    module = ast.Module(body=[function], type_ignores=[])
    return ast.unparse(ast.fix_missing_locations(module))


def in_quotes(message: str) -> str:
    """A message as Otter's template, which escapes nothing, can put it between double quotes."""
    return message.encode("unicode_escape").decode("ascii").replace('"', '\\"')


def _config(config: Mapping[str, Any]) -> str:
    """The head of a test cell."""
    return "\n".join(['""" # BEGIN TEST CONFIG', _yaml(config), '""" # END TEST CONFIG'])


def _comment_above(source: str) -> str:
    """The comment that a test cell begins with: what it tests."""
    lines = []
    for line in source.strip().split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").rstrip())
    return " ".join(lines)


def _written(cell: Cell, raw: Mapping[str, Any]) -> Iterator[_Raw]:
    """What people grade: an answer with its prompt, or a task."""
    if not cell.solution:
        yield _copy(raw, cell.released)
        return
    if cell.kind != "code":
        yield _marker("BEGIN PROMPT")
        yield _copy(raw, cell.released)
        yield _marker("END PROMPT")
    yield _marker("BEGIN SOLUTION")
    yield _copy(raw, _solution(cell.source) if cell.kind == "code" else unmarked(cell.source))
    yield _marker("END SOLUTION")


def _solution(source: str) -> str:
    """A solution with Otter's marker lines, and nbgrader's stub as its prompt."""
    if SOLUTION.begin not in source:
        source = "\n".join([SOLUTION.begin, source, SOLUTION.end])
    lines: list[str] = []
    indent = ""
    for line in source.split("\n"):
        if SOLUTION.begin in line:
            indent = line[: len(line) - len(line.lstrip())]
            lines.append(f"{indent}# {SOLUTION.begin} NO PROMPT")
        elif SOLUTION.end in line:
            prompt = ['""" # BEGIN PROMPT', *CODE_STUB.split("\n"), '""" # END PROMPT']
            lines += [f"{indent}{it}" for it in [f"# {SOLUTION.end}", *prompt]]
        else:
            lines.append(line)
    return "\n".join(lines)


def _marker(words: str, config: Mapping[str, Any] | None = None) -> _Raw:
    source = f"# {words}" + (f"\n{_yaml(config)}" if config else "")
    return {"cell_type": "raw", "metadata": {}, "source": source}


def _yaml(config: Mapping[str, Any]) -> str:
    """Keys and values as YAML, whose values may be JSON."""
    return "\n".join(f"{key}: {json.dumps(value)}" for key, value in config.items())


def _code(source: str) -> _Raw:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source,
    }


def _copy(raw: Mapping[str, Any], source: str, *, locked: bool = False) -> _Raw:
    """A cell of the source notebook with another source, and its metadata."""
    made: _Raw = _code(source) if raw["cell_type"] == "code" else {"cell_type": raw["cell_type"]}
    metadata = copy.deepcopy(raw.get("metadata", {}))
    if locked:
        metadata |= {"editable": False, "deletable": False}
    return {**made, "metadata": metadata, "source": source}
