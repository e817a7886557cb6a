"""Outcomes of cells as people read them in a terminal."""

from __future__ import annotations

from tracegrade.results.text import printable
from tracegrade.runner import Outcome

BROKEN = ("error", "timed out", "died")
_SIGNS = {"passed": "\N{CHECK MARK}", "failed": "\N{BALLOT X}", "not written": "\N{WHITE SQUARE}"}


def cell_name(outcome: Outcome) -> str:
    """The cell's grade_id, or else its place in the notebook, counted from 1."""
    return outcome.grade_id or f"cell number {outcome.index + 1}"


def paragraph(outcome: Outcome) -> str:
    """A line with the cell and how it ended, and the message below, indented."""
    head = f"  {_SIGNS.get(outcome.status, '!')} {cell_name(outcome)}"
    if outcome.status == "passed":
        return head
    if outcome.status == "not written":
        return f"{head}: not written yet"
    return "\n      ".join([f"{head}: {outcome.status}", *printable(outcome.message).split("\n")])
