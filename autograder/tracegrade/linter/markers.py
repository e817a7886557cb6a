"""Markers of regions: spelt so that nbgrader sees them, balanced, and where it allows them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from tracegrade.linter.finding import Finding, at
from tracegrade.notebooks import Cell, Notebook
from tracegrade.regions import (
    HIDDEN_TESTS,
    MARK_SCHEME,
    MARKERS,
    REGIONS,
    SOLUTION,
    Region,
    outside,
)

_SIMILAR = 0.85
_COMMENT = re.compile(r"^\s*(?:#+|<!--)\s*(?P<text>.*?)\s*(?:-->)?$")
_OTTER = re.compile(r"#\s*(?:HIDDEN|SOLUTION(?: NO PROMPT)?)\s*$", re.IGNORECASE)


def findings(notebook: Notebook) -> Iterator[Finding]:
    """Findings about the marker lines of one notebook."""
    for cell in notebook.cells:
        for region in REGIONS:
            yield from _balance(notebook, cell, region)
            yield from _place(notebook, cell, region)
        for line in cell.source.split("\n"):
            yield from _spelling(notebook, cell, line)
            yield from _otter(notebook, cell, line)


def _balance(notebook: Notebook, cell: Cell, region: Region) -> Iterator[Finding]:
    is_open = False
    balanced = True
    for line in cell.source.split("\n"):
        for marker in region.markers:
            if marker in line:
                balanced = balanced and is_open == (marker == region.end)
                is_open = marker == region.begin
    if is_open or not balanced:
        problem = f"{region.begin} and {region.end} do not alternate"
        remedy = "Let each region begin once and end once."
        yield at(notebook, cell, "unbalanced-region", problem, remedy)


def _place(notebook: Notebook, cell: Cell, region: Region) -> Iterator[Finding]:
    if not any(marker in cell.source for marker in region.markers):
        return
    allowed, place = {
        SOLUTION: (cell.solution and cell.kind != "raw", "solution cells"),
        HIDDEN_TESTS: (cell.is_test, "test cells"),
        MARK_SCHEME: (
            cell.kind == "markdown" and (cell.task or _in_answer(cell)),
            "manually graded task cells, and in the solution region of written answers",
        ),
    }[region]
    if not allowed:
        problem = f"{region.begin} … {region.end} belongs in {place} only"
        remedy = "Move the region, or correct the cell's nbgrader metadata."
        yield at(notebook, cell, "marker-place", problem, remedy)


def _in_answer(cell: Cell) -> bool:
    """Whether a written answer's mark scheme stands in its solution region, and is cleared so."""
    return cell.solution and MARK_SCHEME.begin not in outside(cell.source, SOLUTION)


def _spelling(notebook: Notebook, cell: Cell, line: str) -> Iterator[Finding]:
    comment = _COMMENT.match(line)
    if comment is None or any(marker in line for marker in MARKERS):
        return
    text = comment["text"].upper()
    for marker in difflib.get_close_matches(text, MARKERS, n=1, cutoff=_SIMILAR):
        problem = f"the line {line.strip()!r} looks like a marker and is none"
        remedy = f"Write `### {marker}`, or other words."
        yield at(notebook, cell, "misspelt-marker", problem, remedy)


def _otter(notebook: Notebook, cell: Cell, line: str) -> Iterator[Finding]:
    if _OTTER.search(line):
        problem = f"the line {line.strip()!r} is marked for Otter; nbgrader would release it"
        remedy = f"Put it between ### {HIDDEN_TESTS.begin} or ### {SOLUTION.begin} and its end."
        yield at(notebook, cell, "otter-marker", problem, remedy)
