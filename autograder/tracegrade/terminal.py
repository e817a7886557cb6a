"""What `tracegrade grade` shows in a terminal."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from tracegrade.results.folder import FEEDBACK, GRADES, RUN, folder_name
from tracegrade.results.records import SubmissionResult
from tracegrade.results.text import label
from tracegrade.runs import Graded


class Progress:
    """A progress bar on standard error where that is a terminal; nothing elsewhere."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("Starting", total=None)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def begin(self, count: int) -> None:
        """Grading begins, of so many submissions."""
        self._bar.update(self._task, description="Grading", total=count)

    def advance(self, result: SubmissionResult) -> None:
        """One more is graded."""
        self._bar.advance(self._task)


def summary(graded: Graded, folder: Path) -> str:
    """A line for each submission, and what is to be known of the run."""
    names = [label(result.student_id) for result in graded.results]
    width = max(map(cell_len, names))
    lines = [
        f"{set_cell_size(name, width)}  {_score(result)}"
        for name, result in zip(names, graded.results, strict=True)
    ]
    each = graded.seconds / len(graded.results)
    lost = f", {len(graded.ungraded)} not graded," if graded.ungraded else ""
    count = len(graded.results) - len(graded.ungraded)
    first = folder / folder_name(graded.results[0].student_id) / FEEDBACK
    lines += [
        "",
        f"{count} graded{lost} in {graded.seconds:.1f} s ({each:.2f} s each), "
        f"isolation {graded.protection.level}; "
        f"{graded.plan.sealed_share:.0%} of the points are sealed.",
        f"Grades: {folder / GRADES}   feedback: {first}, …",
    ]
    flagged = sum(bool(result.flags) for result in graded.results)
    if flagged:
        who = f"{flagged} of {len(graded.results)} submissions"
        lines.append(f"{who} have flags for you: see {folder / RUN}")
    return "\n".join(lines)


def _score(result: SubmissionResult) -> str:
    if not result.is_graded:
        return f"not graded: {' '.join(map(label, result.notes))}"
    parts = [f"{result.score:g} of {result.max_score:g}"]
    if result.not_written:
        parts.append(f"not written yet: {', '.join(result.not_written)}")
    if result.notes:
        parts.append(f"notes: {len(result.notes)}")
    return "   ".join(parts)
