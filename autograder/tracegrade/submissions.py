"""Submissions: what of a student's notebook is run, and notebooks made of given answers."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tracegrade.errors import Misuse, Ungradable
from tracegrade.notebooks import Cell, Notebook, notebook_from
from tracegrade.regions import unmarked

Rest = Literal["reference", "stub"]
"""What stands where nothing else is said."""
FRESH_COPY = (
    "Check that it is the notebook of this assignment. If it is, its cells have lost their "
    "metadata: paste your answers into a fresh copy."
)


@dataclass(frozen=True)
class Submission:
    """The cells of a student's notebook as they are graded, and notes on what was mended.

    Each cell's `index` is its position in `cells`.
    """

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()


def rebuild(source: Notebook, submitted: Notebook) -> Submission:
    """Put a submission together again: the student's answers between the source's own cells.

    Solution cells and the student's own extra cells keep their source; locked cells and test cells
    get that of the source notebook. The order is the student's; a cell that is missing comes back
    after the one that it follows in the source notebook. The submission's metadata count for
    nothing but the `grade_id`s that the source notebook has.

    Raises `Ungradable` if the notebook has no solution or test cell of the source notebook.
    """
    known = {cell.grade_id: cell for cell in source.cells if cell.grade_id is not None}
    if not shares_exercises(source, submitted):
        problem = f"is not a notebook of this assignment: no cell of {source.path.name} is in it"
        raise Ungradable(problem, FRESH_COPY, path=submitted.path)

    cells: list[Cell] = []
    notes: list[str] = []
    first: dict[str, Cell] = {}
    for cell in submitted.cells:
        original = known.get(cell.grade_id) if cell.grade_id is not None else None
        if original is None or cell.grade_id is None:
            cells.append(Cell(cell.kind, cell.source))
        elif cell.grade_id in first:
            notes.append(_doubled(first[cell.grade_id], cell))
        else:
            first[cell.grade_id] = cell
            if original.kind != cell.kind:
                notes.append(_retyped(original, cell))
            elif original.locked and not _is_same(original, cell):
                notes.append(_changed(original))
            cells.append(replace(original, source=cell.source) if original.solution else original)

    # Otter's form of an assignment has none of the test cells, and none is missed there.
    has_tests = any(known[grade_id].is_test for grade_id in first)
    previous = None
    for cell in source.cells:
        if cell.grade_id is None:
            continue
        if cell.grade_id not in first:
            _insert_after(cells, previous, _restored(cell))
            if has_tests or not cell.is_test:
                notes.append(_missing(cell))
        previous = cell.grade_id
    numbered = tuple(replace(cell, index=index) for index, cell in enumerate(cells))
    return Submission(numbered, tuple(notes))


def shares_exercises(source: Notebook, submitted: Notebook) -> bool:
    """Whether a solution or test cell of the source notebook is in the submission.

    Locked cells tell nothing: every assignment has one that imports TensorFlow.
    """
    telling = {cell.grade_id for cell in source.cells if cell.grade or cell.solution}
    return any(cell.grade_id in telling for cell in submitted.cells if cell.grade_id is not None)


def fill(source: Notebook, answers: Mapping[str, str], *, rest: Rest) -> Notebook:
    """The released notebook with solution cells filled in: by `answers`, and by `rest` elsewhere.

    Raises `Misuse` if an answer names no solution cell of the source notebook.
    """
    solutions = {cell.grade_id for cell in source.cells if cell.solution}
    for grade_id in answers:
        if grade_id not in solutions:
            raise Misuse("there is no such solution cell", path=source.path, cell=grade_id)
    document = copy.deepcopy(dict(source.document))
    for cell, raw in zip(source.cells, document["cells"], strict=True):
        raw["source"] = _filled(cell, answers, rest)
    return notebook_from(document, Path(source.path.name))


def _filled(cell: Cell, answers: Mapping[str, str], rest: Rest) -> str:
    if cell.grade_id is not None and cell.grade_id in answers:
        return answers[cell.grade_id]
    return unmarked(cell.source) if cell.solution and rest == "reference" else cell.released


def _restored(cell: Cell) -> Cell:
    return replace(cell, source=cell.released) if cell.solution else cell


def _insert_after(cells: list[Cell], grade_id: str | None, cell: Cell) -> None:
    """Put a cell behind the one of that grade_id; at the beginning, if that is None."""
    position = next((at for at, it in enumerate(cells) if it.grade_id == grade_id is not None), -1)
    cells.insert(position + 1, cell)


def _missing(cell: Cell) -> str:
    if cell.solution:
        return (
            f"Cell {cell.grade_id} is missing: unless another cell holds its code, "
            "the exercise counts as not written."
        )
    return f"Cell {cell.grade_id} is missing: it was put back as the assignment has it."


def _doubled(first: Cell, second: Cell) -> str:
    return (
        f"Cell {first.grade_id} is there twice, as cells number {first.index + 1} and "
        f"{second.index + 1}: the first one counts."
    )


def _is_same(original: Cell, cell: Cell) -> bool:
    return cell.source.strip() in (original.released.strip(), original.source.strip())


def _changed(cell: Cell) -> str:
    return f"Cell {cell.grade_id} was changed: it is graded as the assignment has it."


def _retyped(original: Cell, cell: Cell) -> str:
    return f"Cell {original.grade_id} was a {cell.kind} cell: it is graded as {original.kind}."
