"""Notebooks that nobody wrote: read or refused, and what is graded of them is the assignment's."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from tracegrade.assignments import load_assignment
from tracegrade.errors import Ungradable
from tracegrade.flags import flags_of, untrained
from tracegrade.intake import Received, find_submissions, read_submission
from tracegrade.notebooks import Cell, Notebook
from tracegrade.policy import FlagRules, load_policy
from tracegrade.shell import skipped_commands
from tracegrade.submissions import Submission, fill, rebuild

from tests.fuzz.hostile import (
    EXAMPLES,
    FEW,
    JSON,
    Change,
    Damage,
    changed,
    changes,
    damaged,
    damages,
    emptied,
    fuzz,
)

COURSE = Path(__file__).parents[2]
ASSIGNMENTS = [load_assignment(it.name, COURSE) for it in sorted((COURSE / "source").iterdir())]
RULES = [load_policy(it.folder).flags for it in ASSIGNMENTS]
DOCUMENTS = [
    dict(fill(it.notebooks[0], {}, rest=rest).document)
    for it in ASSIGNMENTS
    for rest in ("reference", "stub")
]
GRADE_IDS = sorted({str(cell.grade_id) for it in ASSIGNMENTS for cell in it.notebooks[0].cells})
CODE = [
    "(" * 300,
    "-" * 20_000 + "1",
    "x" + ".x" * 20_000,
    "x" + "(1)" * 5_000,
    "f'{" * 200,
    "lambda: " * 5_000 + "1",
    "if x:\n" + "".join(" " * n + "if x:\n" for n in range(1, 150)),
    "import os\0",
    "def f(:",
    "%%bash\nls",
    "!ls",
    "x = open('a')\n" * 500,
    "\ufeffx = 1",
    "# coding: utf-16\nx",
    "x = 1\r\ry = 2",
    "1" * 5_000,
    "### END HIDDEN TESTS\n### BEGIN SOLUTION",
    ["x = 1\n", "\ud800"],
]
NODES = [*CODE, *GRADE_IDS, "code", "markdown", "raw", "heading", "cells", "nbformat", "source"]
SNIPPETS = [
    b'"nbformat": 3,',
    b'"cells": [],',
    b'{"cells": 1, ',
    b'"\\ud800"',
    b"NaN",
    b"1e999",
    b"-",
    b"9" * 5_000,
    b"[" * 2_000,
    b'{"a":' * 2_000,
    b"\xff\xfe",
    b"\xc3",
    b"\0",
    b"\xef\xbb\xbf",
    b"/*",
    b"]}",
]
ENCODINGS = ["utf-8"] * 12 + ["utf-8-sig", "utf-16", "utf-32-le", "latin-1", "utf-7"]


@dataclass(frozen=True)
class HandedIn:
    """A notebook file: a document that was spoilt, for the assignment of that number."""

    assignment: int
    document: Any = field(repr=False)
    made: list[Change]
    ascii: bool
    encoding: str
    done: list[Damage]

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        text = json.dumps(changed(self.document, self.made), ensure_ascii=self.ascii)
        errors = "surrogatepass" if self.encoding.startswith("utf") else "replace"
        return damaged(text.encode(self.encoding, errors), self.done)


# Where a notebook has cells, and a cell, of either kind, its source.
_CELLS, _SOURCE = 0, 11
SOURCES = st.builds(
    Change,
    st.just("set"),
    st.tuples(st.just(_CELLS), st.integers(0, 99), st.just(_SOURCE)),
    st.just((0,)),
    st.sampled_from(CODE) | st.text(max_size=40),
)


def _of(number: int) -> st.SearchStrategy[HandedIn]:
    return st.builds(
        HandedIn,
        st.just(number // 2),
        st.just(DOCUMENTS[number]),
        st.lists(changes(*NODES) | SOURCES, max_size=6),
        st.booleans(),
        st.sampled_from(ENCODINGS),
        st.just([]) | st.just([]) | st.lists(damages(*SNIPPETS), max_size=2),
    )


ANYTHING = st.builds(
    HandedIn,
    st.integers(0, len(ASSIGNMENTS) - 1),
    JSON,
    st.just([]),
    st.booleans(),
    st.just("utf-8"),
    st.just([]),
)
REAL = st.integers(0, len(DOCUMENTS) - 1).flatmap(_of)
NOTEBOOKS = st.one_of(REAL, REAL, REAL, REAL, REAL, ANYTHING)


def test_any_notebook_is_graded_as_the_assignment_has_it_or_refused(tmp_path: Path) -> None:
    accepted = 0

    def examine(handed_in: HandedIn) -> None:
        nonlocal accepted
        with emptied(tmp_path / "given") as folder:
            path = folder / "ada.ipynb"
            path.write_bytes(handed_in.content)
            assignment = ASSIGNMENTS[handed_in.assignment]
            (received,) = find_submissions([path], assignment, folder / "unpacked")
            assert received == Received("ada", (path,), ())
            try:
                submitted = read_submission(received, assignment)
            except Ungradable as refusal:
                require_words(refusal)
                return
        accepted += 1
        source = assignment.notebooks[0]
        (notebook,) = submitted.notebooks.values()
        submission = rebuild(source, notebook)
        require_own_cells(source, submission)
        require_flags(source, submission, notebook, RULES[handed_in.assignment])

    fuzz("notebooks", NOTEBOOKS, examine)
    print(f"notebooks that were accepted: {accepted:,}")
    assert EXAMPLES < FEW or accepted


def require_words(refusal: Ungradable) -> None:
    """A refusal names the file, says what to do, and can be written down."""
    assert str(refusal).startswith("ada.ipynb")
    assert refusal.remedy
    assert len(str(refusal).encode()) < 2_000


def require_own_cells(source: Notebook, submission: Submission) -> None:
    """What the assignment says is there as it says it, once, and nothing more decides points."""
    own = [cell for cell in source.cells if cell.grade_id is not None]
    came = [cell for cell in submission.cells if cell.grade_id is not None]
    assert sorted(map(_told, own)) == sorted(map(_told, came))
    assert [cell.index for cell in submission.cells] == list(range(len(submission.cells)))
    for cell in submission.cells:
        cell.source.encode()


def _told(cell: Cell) -> tuple[Any, ...]:
    fixed = "" if cell.solution else cell.source
    flags = cell.grade, cell.solution, cell.locked, cell.task, cell.points or 0
    return str(cell.grade_id), cell.kind, fixed, *flags


def require_flags(
    source: Notebook, submission: Submission, notebook: Notebook, rules: FlagRules
) -> None:
    """What the grader reads of the code besides can be written down."""
    flags = [
        *flags_of(source, submission.cells, rules),
        *untrained([notebook], rules.trained, rules),
    ]
    for text in [*map(str, flags), *submission.notes]:
        text.encode()
    for cell in submission.cells:
        assert len(skipped_commands(cell.source)) < 50


@pytest.mark.parametrize("number", range(len(DOCUMENTS)))
def test_unchanged_notebooks_are_accepted(tmp_path: Path, number: int) -> None:
    assignment = ASSIGNMENTS[number // 2]
    path = tmp_path / "ada.ipynb"
    path.write_text(json.dumps(DOCUMENTS[number]), encoding="utf-8")
    (received,) = find_submissions([path], assignment, tmp_path / "unpacked")
    (notebook,) = read_submission(received, assignment).notebooks.values()
    require_own_cells(assignment.notebooks[0], rebuild(assignment.notebooks[0], notebook))
