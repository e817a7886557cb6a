"""Sealed grading of small courses, and of the real assignments, for tests."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tracegrade.assignments import Assignment
from tracegrade.grading import make_plan
from tracegrade.intake import Received
from tracegrade.notebooks import Notebook
from tracegrade.results.feedback import feedback_html
from tracegrade.results.gradescope import results_document, results_json, validate
from tracegrade.results.records import SubmissionResult, TestResult
from tracegrade.runs import Grader, grader
from tracegrade.sandbox import LAYERS
from tracegrade.submissions import fill
from tracegrade.supervision.sessions import Allowance, Forge

from tests import courses
from tests.courses import Raw, code, graded, locked, solution

# What ends a hang soon; right answers take a tenth of it.
SHORT = Allowance(cell_cpu_seconds=2, test_cpu_seconds=2, wall_seconds=60, restarts=8)

IMPORTS = locked(
    "imports", "import numpy as np\nimport tensorflow as tf\nfrom tracegrade import check"
)
TRIPLE = solution(
    "triple",
    'def triple(x):\n    """Return three times x."""\n'
    "    ### BEGIN SOLUTION\n    return 3 * x\n    ### END SOLUTION",
)
TRIPLE_VALUES = graded(
    "triple--values",
    "# A visible example.\n"
    "check.values(triple, ([1.0, 2.0],), [3.0, 6.0])\n"
    "### BEGIN HIDDEN TESTS\n"
    "check.values(triple, ([[0.5], [-4.25]],), [[1.5], [-12.75]])\n"
    "### END HIDDEN TESTS",
    points=4,
)
# Two exercises: three tests of 3, 2 and 4 points.
CELLS = [
    courses.markdown("# Warm-up"),
    IMPORTS,
    courses.DOUBLE,
    courses.VALUES,
    courses.GRAPH,
    TRIPLE,
    TRIPLE_VALUES,
]
DOUBLE_POINTS, TRIPLE_POINTS = 5.0, 4.0


@dataclass(frozen=True)
class Desk:
    """A grader of an assignment with one notebook, and notebooks handed in to it."""

    grader: Grader

    @property
    def assignment(self) -> Assignment:
        return self.grader.plan.assignment

    def teaching(self, assignment: Assignment) -> Desk:
        """A desk for another assignment, with the same processes behind it."""
        plan = make_plan(Forge(self.grader.nursery, None, self.grader.allowance), assignment)
        return Desk(replace(self.grader, plan=plan))

    def notebook(
        self, answers: Mapping[str, str] | None = None, own: Mapping[str, str] | None = None
    ) -> list[Raw]:
        """The cells of a student who answers so, and else like the reference.

        `own` has cells of the student's, each behind the cell of that grade_id.
        """
        return notebook_of(self.assignment.notebooks[0], answers or {}, own or {})

    def grade(
        self,
        answers: Mapping[str, str] | None = None,
        own: Mapping[str, str] | None = None,
        *,
        cells: Sequence[Raw] | None = None,
        files: Mapping[str, str] | None = None,
    ) -> SubmissionResult:
        """Grade a notebook of these answers, or of these cells, with files beside it.

        Whatever comes of it is a valid result.
        """
        chosen = self.notebook(answers, own) if cells is None else cells
        with TemporaryDirectory() as name:
            path = courses.write(Path(name) / self.assignment.notebooks[0].path.name, *chosen)
            beside = []
            for file, text in (files or {}).items():
                (Path(name) / file).write_text(text, encoding="utf-8")
                beside.append((PurePosixPath(file), Path(name) / file))
            result, _ = self.grader.grade(Received("ada", (path,), tuple(beside)))
        validate(json.loads(results_json(result)))
        assert [test.grade_id for test in result.tests] == [
            str(cell.where) for cell in self.assignment.tests
        ]
        return result


def notebook_of(source: Notebook, answers: Mapping[str, str], own: Mapping[str, str]) -> list[Raw]:
    """The raw cells of the released notebook with these answers and own cells in it."""
    cells: list[Raw] = []
    for raw in fill(source, answers, rest="reference").document["cells"]:
        cells.append(dict(raw))
        grade_id = raw["metadata"].get("nbgrader", {}).get("grade_id", "")
        if grade_id in own:
            cells.append(code(own[grade_id]))
    return cells


@contextmanager
def desk(*cells: Raw, layers: Collection[str] = tuple(LAYERS)) -> Iterator[Desk]:
    """A grader of a course with one assignment, which has these cells."""
    with TemporaryDirectory() as name:
        assignment = courses.assignment(Path(name), *cells)
        with grader(assignment, allowance=SHORT, layers=layers) as one:
            yield Desk(one)


def score(result: SubmissionResult, exercise: str) -> float:
    """The points of one exercise."""
    return next(it.score for it in result.exercises if it.name == exercise)


def result_of(result: SubmissionResult, grade_id: str) -> TestResult:
    """The result of one test cell."""
    return next(test for test in result.tests if test.grade_id == grade_id)


def texts(result: SubmissionResult) -> str:
    """Everything of a result that is written for the student."""
    document = json.dumps(results_document(result), ensure_ascii=False)
    return f"{document}\n{feedback_html(result)}"
