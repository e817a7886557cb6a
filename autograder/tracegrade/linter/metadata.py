"""What the file and its nbgrader metadata must hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracegrade.linter.finding import Finding, at
from tracegrade.notebooks import Cell, Notebook, nbgrader_metadata

SCHEMA_VERSION = 3
_GRADE_ID = re.compile(r"[A-Za-z0-9_-]+")
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SCHEMA_REMEDY = "Run `nbgrader update` on it, or make the cell anew."


def findings(notebook: Notebook) -> Iterator[Finding]:
    """Findings about cells of one notebook."""
    raw_cells = notebook.document.get("cells", [])
    seen: dict[str, Cell] = {}
    seen_ids: set[str] = set()
    for cell, raw in zip(notebook.cells, raw_cells, strict=True):
        yield from _outputs(notebook, cell, raw)
        yield from _cell_id(notebook, cell, raw, seen_ids)
        if nbgrader_metadata(raw):
            yield from _schema(notebook, cell, nbgrader_metadata(raw))
            yield from _grade_id(notebook, cell, seen)
            yield from _points(notebook, cell)
            yield from _lock(notebook, cell)


def across_notebooks(notebooks: Iterable[Notebook]) -> Iterator[Finding]:
    """Findings about grade_ids that two notebooks of an assignment share."""
    owners: dict[str, Notebook] = {}
    for notebook in notebooks:
        for cell in notebook.cells:
            if not (cell.grade or cell.solution) or cell.grade_id is None:
                continue
            owner = owners.setdefault(cell.grade_id, notebook)
            if owner is not notebook:
                problem = f"its grade_id is also that of a cell in {owner.path.name}"
                yield at(notebook, cell, "doubled-grade-id", problem, "Rename one of the two.")


def _outputs(notebook: Notebook, cell: Cell, raw: Mapping[str, Any]) -> Iterator[Finding]:
    if raw.get("outputs") or raw.get("execution_count") is not None:
        problem = "it holds outputs or an execution count"
        remedy = "Clear all outputs and save: a source notebook holds none."
        yield at(notebook, cell, "outputs", problem, remedy)


def _cell_id(
    notebook: Notebook, cell: Cell, raw: Mapping[str, Any], seen: set[str]
) -> Iterator[Finding]:
    minor = notebook.document.get("nbformat_minor", 0)
    if not isinstance(minor, int) or minor < 5:
        return
    cell_id = raw.get("id")
    if not isinstance(cell_id, str) or not _CELL_ID.fullmatch(cell_id) or cell_id in seen:
        problem = "its cell id is missing, invalid or doubled, so that each release gets another"
        remedy = "Give it an `id` of its own: letters, digits, - and _."
        yield at(notebook, cell, "cell-id", problem, remedy)
    else:
        seen.add(cell_id)


def _schema(notebook: Notebook, cell: Cell, metadata: Mapping[str, Any]) -> Iterator[Finding]:
    version = metadata.get("schema_version")
    if version != SCHEMA_VERSION:
        problem = f"its nbgrader metadata have schema_version {version}, not {SCHEMA_VERSION}"
        yield at(notebook, cell, "schema-version", problem, _SCHEMA_REMEDY)
    missing = [key for key in ("grade", "locked", "solution") if key not in metadata]
    if missing:
        problem = f"its nbgrader metadata lack {', '.join(missing)}"
        yield at(notebook, cell, "schema-version", problem, _SCHEMA_REMEDY)


def _grade_id(notebook: Notebook, cell: Cell, seen: dict[str, Cell]) -> Iterator[Finding]:
    if not (cell.grade or cell.solution or cell.locked or cell.task):
        return
    if cell.grade_id is None or not _GRADE_ID.fullmatch(cell.grade_id):
        problem = "it has no grade_id, or one with other characters than letters, digits, - and _"
        yield at(notebook, cell, "grade-id", problem, "Give it one.")
    elif cell.grade_id in seen:
        first = seen[cell.grade_id].index + 1
        problem = f"its grade_id is already that of cell number {first}"
        yield at(notebook, cell, "doubled-grade-id", problem, "Rename one of the two.")
    else:
        seen[cell.grade_id] = cell


def _points(notebook: Notebook, cell: Cell) -> Iterator[Finding]:
    if not (cell.grade or cell.task):
        return
    if cell.points is None or not math.isfinite(cell.points) or cell.points <= 0:
        yield at(notebook, cell, "points", "it gives no points", "Give it points above 0.")


def _lock(notebook: Notebook, cell: Cell) -> Iterator[Finding]:
    if cell.is_test and not cell.locked:
        problem = "it is a test cell that is not locked"
        yield at(notebook, cell, "unlocked-test", problem, "Set `locked` in its metadata.")
