"""A student's own check: the visible tests of a notebook, on its owner's machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tracegrade.errors import Ungradable
from tracegrade.notebooks import Notebook, read_notebook
from tracegrade.outcomes import BROKEN, paragraph
from tracegrade.runner import Outcome, run_cells

_JUDGED = ("passed", "failed", "not written")


@dataclass(frozen=True)
class SelfCheck:
    """How the code cells of a student's notebook ended.

    `hidden` names the tests that have no visible part to run, `notes` tell of missing and doubled
    cells.
    """

    notebook: Notebook
    tests: tuple[Outcome, ...]
    others: tuple[Outcome, ...]
    hidden: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every visible test could be checked, whatever came of it."""
        return all(outcome.status in _JUDGED for outcome in self.tests)

    @property
    def not_written(self) -> tuple[str, ...]:
        """The exercises that still hold their stub."""
        ids = [_exercise(it) for it in self.tests if it.status == "not written"]
        return tuple(dict.fromkeys(ids))

    def __str__(self) -> str:
        passed = sum(outcome.status == "passed" for outcome in self.tests)
        lines = [str(self.notebook.path), *(f"  ! {note}" for note in self.notes)]
        lines += [paragraph(it) for it in self.others if it.status in BROKEN]
        lines += [paragraph(it) for it in self.tests]
        lines += [f"  ? {name}: hidden altogether, runs when graded" for name in self.hidden]
        lines += ["", f"{passed} of {len(self.tests)} visible tests passed."]
        if self.not_written:
            lines.append(f"Not written yet: {', '.join(self.not_written)}.")
        if not self.complete:
            lines.append("Not everything could be checked: see the lines marked with !.")
        if passed == len(self.tests):
            lines.append(
                '"All visible tests passed" is not "all tests passed": '
                "hidden tests run when your work is graded."
            )
        return "\n".join(lines)


def check_notebook(path: Path) -> SelfCheck:
    """Run a notebook and its visible tests, with the files beside it.

    Raises `Misuse` if there is no such file, `Ungradable` if it is no notebook with test cells.
    """
    notebook = read_notebook(path)
    tests = {cell.index: cell for cell in notebook.cells if cell.is_test}
    if not tests:
        remedy = "Check the notebook that you were given; copies by hand lose their metadata."
        raise Ungradable("has no test cells", remedy, path=path)
    cells = [replace(cell, source=cell.visible) for cell in notebook.cells]
    outcomes = run_cells(cells, folder=path.parent.resolve())
    hidden = {index for index, cell in tests.items() if not cell.has_visible_part}
    return SelfCheck(
        notebook,
        tuple(it for it in outcomes if it.index in tests.keys() - hidden),
        tuple(it for it in outcomes if it.index not in tests),
        tuple(str(tests[index].where) for index in sorted(hidden)),
        tuple(_notes(notebook)),
    )


def _notes(notebook: Notebook) -> Iterator[str]:
    numbers: dict[str, list[str]] = {}
    for cell in notebook.cells:
        if cell.grade_id is not None:
            numbers.setdefault(cell.grade_id, []).append(str(cell.index + 1))
    for grade_id, places in numbers.items():
        if len(places) > 1:
            where = " and ".join(places)
            yield f"{grade_id} is there twice, as cells number {where}: graded, the first counts."
    exercises = [cell.exercise for cell in notebook.cells if cell.is_test and cell.exercise]
    for exercise in dict.fromkeys(exercises):
        if exercise not in numbers:
            yield f"{exercise} is missing: its tests look for the code that belongs there."


def _exercise(outcome: Outcome) -> str:
    return (outcome.grade_id or "").split("--")[0]
