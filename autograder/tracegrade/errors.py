"""What goes wrong with files and arguments: where, what, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tracegrade.results.text import in_line, printable


@dataclass(frozen=True)
class Where:
    """A place that an error or a finding speaks of: a file, and a cell in it.

    `cell` is a `grade_id`, or the index of a cell that has none, counted from 0.
    """

    path: Path | None = None
    cell: str | int | None = None

    def __str__(self) -> str:
        cell = f"cell {self.cell}"
        if isinstance(self.cell, int):
            cell = f"cell number {self.cell + 1}"
        parts = [str(self.path)] if self.path is not None else []
        return in_line(", ".join([*parts, cell] if self.cell is not None else parts))


class TracegradeError(Exception):
    """Something that a person has to put right; `str` is one clear sentence, and the remedy."""

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        *,
        path: Path | None = None,
        cell: str | int | None = None,
    ) -> None:
        super().__init__(problem, remedy)
        self.where = Where(path, cell)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return sentence(self.where, self.problem, self.remedy)


class Misuse(TracegradeError):
    """The command was called wrongly: no such assignment, no such file. Exit status 2."""


class Ungradable(TracegradeError):
    """A thing exists and cannot be graded, released or checked. Exit status 1."""


def sentence(where: Where, problem: str, remedy: str = "") -> str:
    """`where: problem. Remedy.`, leaving out what is empty, and what does not print."""
    place = f"{where}: " if str(where) else ""
    end = "" if problem.endswith((".", "?", "!")) else "."
    return printable(f"{place}{problem}{end} {remedy}".rstrip())
