"""What the linter finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracegrade.errors import Where, sentence
from tracegrade.notebooks import Cell, Notebook


@dataclass(frozen=True)
class Finding:
    """A cell that breaks a rule; a `warning` does not keep an assignment from being released."""

    path: Path
    grade_id: str | None
    index: int
    rule: str
    problem: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        cell = self.index
        name = f"{self.grade_id} (number {cell + 1})" if self.grade_id is not None else cell
        kind = "warning: " if self.warning else ""
        return f"{sentence(Where(self.path, name), kind + self.problem, self.remedy)} [{self.rule}]"


def at(
    notebook: Notebook, cell: Cell, rule: str, problem: str, remedy: str, *, warning: bool = False
) -> Finding:
    """A finding at a cell of a notebook."""
    return Finding(notebook.path, cell.grade_id, cell.index, rule, problem, remedy, warning)
