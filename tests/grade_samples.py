"""`make grade`: grades the sample submissions of every assignment."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence

from tracegrade.assignments import Assignment, assignment_names, load_assignment
from tracegrade.results.folder import GRADES
from tracegrade.runs import grade_run
from tracegrade.terminal import Progress

from tests.samples import Sample, samples_of
from tests.stock import REPOSITORY

FOLDER = REPOSITORY / "build" / "samples"


def main(*names: str) -> int:
    """Grade the samples of these assignments, or of all, and print the tables.

    Returns the exit status: 1 when a sample did not get its right score.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    wrong = 0
    for name in names or assignment_names(REPOSITORY):
        assignment, samples = load_assignment(name, REPOSITORY), samples_of(name)
        submitted, graded = FOLDER / "submitted", FOLDER / "graded" / name
        for sample in samples:
            path = submitted / sample.student / name / f"{name}.ipynb"
            path.parent.mkdir(parents=True)
            sample.hand_in(assignment, path)
        print(f"Grading {len(samples)} submissions of {name} …", flush=True)
        with Progress() as progress:
            run = grade_run(
                assignment,
                [submitted],
                graded,
                jobs=len(os.sched_getaffinity(0)),
                begin=progress.begin,
                progress=progress.advance,
            )
        got = {it.student_id: {t.grade_id: t.score for t in it.tests} for it in run.results}
        print(f"\n{table(assignment, samples, got)}\n")
        for sample in samples:
            score = sum(got[sample.student].values())
            if score != sample.points:
                wrong += 1
                print(f"  {sample.student}: {score:g} points, but {sample.points:g} are right")
        feedback = graded / samples[0].student / "feedback.html"
        print(f"The grades are in {graded / GRADES}, what students read in {feedback} and so on.\n")
    return 1 if wrong else 0


def table(
    assignment: Assignment, samples: Sequence[Sample], scores: Mapping[str, Mapping[str, float]]
) -> str:
    """Students by exercises: the points of each test, and the sum."""
    exercises = assignment.exercises
    rows = [["student", *(exercise.id for exercise in exercises), "score"]]
    maximum = (" ".join(f"{t.points:g}" for t in exercise.tests) for exercise in exercises)
    rows.append(["", *maximum, f"of {assignment.points:g}"])
    for sample in samples:
        got = scores[sample.student]
        cells = (" ".join(f"{got[str(t.grade_id)]:g}" for t in e.tests) for e in exercises)
        rows.append([sample.student, *cells, f"{sum(got.values()):g}"])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())
