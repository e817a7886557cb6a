"""`make grade`: grades the sample submissions of every assignment with nbgrader."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping

from tracegrade.assignments import Assignment, assignment_names, load_assignment

from tests.samples import Sample, samples_of
from tests.stock import REPOSITORY, Course, Graded

FOLDER = REPOSITORY / "build" / "samples"


def main() -> int:
    """Grade, print, and return the exit status: 1 when a sample did not get its right score."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    course = Course(FOLDER)
    wrong = 0
    for name in assignment_names(REPOSITORY):
        assignment = load_assignment(name, REPOSITORY)
        samples = samples_of(name)
        print(f"Grading {len(samples)} submissions of {name} with nbgrader …", flush=True)
        graded = grade(course, assignment, samples)
        print(f"\n{table(assignment, samples, graded)}\n")
        for sample in samples:
            got = graded[sample.student]
            if sample.points not in (None, got.score):
                wrong += 1
                print(f"  {sample.student}: {got.score:g} points, but {sample.points:g} are right")
    print(f"The grades are in {course.export()}, the graded notebooks in {FOLDER / 'autograded'}.")
    return 1 if wrong else 0


def grade(
    course: Course, assignment: Assignment, samples: tuple[Sample, ...]
) -> Mapping[str, Graded]:
    """Hand the samples in, and grade the class."""
    for sample in samples:
        sample.hand_in(assignment, course.submission(sample.student, assignment.name))
    return course.grade(assignment.name, [sample.student for sample in samples])


def table(assignment: Assignment, samples: tuple[Sample, ...], graded: Mapping[str, Graded]) -> str:
    """Students by exercises: the points of each test, and the sum."""
    exercises = assignment.exercises
    heads = [exercise.id for exercise in exercises]
    rows = [["student", *heads, "score"]]
    maximum = ["", *(" ".join(f"{t.points:g}" for t in e.tests) for e in exercises)]
    rows.append([*maximum, f"of {assignment.points:g}"])
    for sample in samples:
        got = graded[sample.student]
        if got.problem:
            rows.append([sample.student, f"not graded: {got.problem}"])
            continue
        cells = [
            " ".join(f"{got.scores.get(str(t.grade_id), 0):g}" for t in e.tests) for e in exercises
        ]
        rows.append([sample.student, *cells, f"{got.score:g}"])
    full = [row for row in rows if len(row) == len(rows[0])]
    widths = [max(len(row[k]) for row in full) for k in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())
