"""The sample submissions get the points that their headers say, sealed, direct, from nbgrader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.errors import Ungradable
from tracegrade.notebooks import read_notebook
from tracegrade.runner import run_cells
from tracegrade.submissions import rebuild

from tests import grade_samples
from tests.samples import Sample, samples_of
from tests.stock import REPOSITORY, Course

NAMES = assignment_names(REPOSITORY)
OFTEN = "mistakes"
SCORED = [
    pytest.param(
        name,
        sample,
        id=f"{name}-{sample.student}",
        marks=() if sample.student == OFTEN else pytest.mark.full,
    )
    for name in NAMES
    for sample in samples_of(name)
    if not sample.ends
]


@pytest.mark.parametrize(("name", "sample"), SCORED)
def test_sample_fails_the_tests_it_names_and_gets_its_points(
    name: str, sample: Sample, tmp_path: Path
) -> None:
    assignment = load_assignment(name, REPOSITORY)
    sample.hand_in(assignment, tmp_path / "handed_in.ipynb")
    cells = rebuild(assignment.notebooks[0], read_notebook(tmp_path / "handed_in.ipynb")).cells

    passed = {it.grade_id for it in run_cells(cells) if it.status == "passed"}

    tests = assignment.tests
    assert {test.grade_id for test in tests} - passed == set(sample.fails)
    assert sum(test.points or 0 for test in tests if test.grade_id in passed) == sample.points


@pytest.mark.parametrize("name", NAMES)
def test_file_that_is_no_notebook_is_told_so(name: str, tmp_path: Path) -> None:
    [sample] = [it for it in samples_of(name) if it.path.suffix == ".ipynb"]
    sample.hand_in(load_assignment(name, REPOSITORY), tmp_path / "handed_in.ipynb")

    with pytest.raises(Ungradable, match=r"handed_in\.ipynb"):
        read_notebook(tmp_path / "handed_in.ipynb")


@pytest.mark.long
@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["tensors"], id="one"),
        pytest.param(NAMES, id="all", marks=pytest.mark.full),
    ],
)
def test_make_grade_gives_every_sample_its_points(
    names: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert grade_samples.main(*names) == 0

    printed = capsys.readouterr().out
    for name in names:
        for sample in samples_of(name):
            assert re.search(rf"^{sample.student} .* {sample.points:g}$", printed, re.MULTILINE)


@pytest.mark.full
def test_nbgrader_gives_the_samples_their_points_although_some_are_broken(tmp_path: Path) -> None:
    course = Course(tmp_path)
    for name in NAMES:
        assignment, samples = load_assignment(name, REPOSITORY), samples_of(name)
        for sample in samples:
            sample.hand_in(assignment, course.submission(sample.student, name))

        graded = course.grade(name, [sample.student for sample in samples])

        for sample in samples:
            if not sample.ends:
                got = graded[sample.student]
                assert (got.problem, got.score) == ("", sample.points), sample.student
        assert "Kernel died" in graded["dies"].problem
        assert graded["not_a_notebook"].problem
