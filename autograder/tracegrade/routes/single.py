"""One submission, graded where a platform has put it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tracegrade.assignments import Assignment
from tracegrade.intake import receive_folder
from tracegrade.results import wording
from tracegrade.results.records import SubmissionResult
from tracegrade.results.text import clean
from tracegrade.runs import grader, imported_ahead
from tracegrade.sandbox import Level
from tracegrade.supervision.sessions import Allowance

# Ten minutes on half a processor are all there is. Two workers and a judge one after the other,
# and half a minute before them, take less.
_ALLOWANCE = Allowance(
    test_cpu_seconds=5,
    wall_seconds=80,
    worker_cpu_seconds=75,
    worker_wall_seconds=160,
    judge_cpu_seconds=50,
    judge_wall_seconds=110,
)
STOPPED = "Grading stopped for a reason that is not yours; your instructor sees which one."


def grade_folder(assignment: Assignment, folder: Path) -> tuple[SubmissionResult, str]:
    """Grade what lies in a folder; returns the result, and how it came about.

    Raises `TooWeak` where the host does not confine student code well enough, `Ungradable` for test
    cells that cannot be run.
    """
    with tempfile.TemporaryDirectory(prefix="tracegrade-") as unpacked:
        received = receive_folder("submission", folder, Path(unpacked))
        modules = imported_ahead([received])
        with grader(assignment, minimum=Level.USER, modules=modules, allowance=_ALLOWANCE) as one:
            result, effort = one.grade(received)
    used = effort.worker + effort.judge
    about = (
        f"isolation {one.protection}\n"
        f"{used.cpu_seconds:.1f} s of CPU time, {used.peak_mb:.0f} MB in the largest process"
    )
    return result, about


def for_staff(result: SubmissionResult, late_percent: float = 0.0) -> str:
    """What the staff reads of a result; it tells of hidden tests."""
    lines = [f"{result.score:g} of {result.max_score:g} points in {result.seconds:.1f} s"]
    if late_percent:
        lines.append(f"late: {late_percent:g} % off")
    lines += [_indented(f"note: {note}") for note in wording.notes(result)]
    lines += [f"flag: {clean(str(flag))}" for flag in result.flags]
    for test in result.tests:
        lines.append(f"{test.grade_id}: {test.cause} ({test.trust})")
        text = test.staff_text or test.visible_text or test.student_text
        lines += [_indented(f"    {text}")] if text else []
    return "\n".join(lines)


def _indented(text: str) -> str:
    """A text of a student's, which looks like no line of ours."""
    return clean(text).replace("\n", "\n    ")
