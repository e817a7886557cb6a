"""What came of a submission, added up."""

from pathlib import Path

import pytest
from tracegrade.results import records

from tests.courses import DOUBLE, GRAPH, IMPORTS, VALUES, assignment, graded
from tests.verdicts import failed, not_run, not_written, passed, submission


def test_the_score_is_the_points_of_the_tests_that_passed() -> None:
    result = submission(
        passed(points=3.0), failed(points=4.0), passed("triple--values", points=0.5)
    )
    assert (result.score, result.max_score) == (3.5, 7.5)


@pytest.mark.parametrize("points", [(0.1, 0.2), (0.1,) * 10, (1 / 3,) * 3, (2.675, 0.3)])
def test_sums_have_no_noise(points: tuple[float, ...]) -> None:
    result = submission(*(passed(f"double--{n}", points=p) for n, p in enumerate(points)))
    assert len(repr(result.score)) <= len("0.123456")
    assert result.score == pytest.approx(sum(points), abs=1e-6)


def test_zero_has_no_sign() -> None:
    assert str(records.tidy(-0.0)) == "0.0"


def test_exercises_keep_the_order_in_which_they_come() -> None:
    result = submission(passed("b--values"), failed("a--values"), passed("b--graph"))
    assert [exercise.name for exercise in result.exercises] == ["b", "a"]
    assert [exercise.score for exercise in result.exercises] == [4.0, 0.0]
    assert [exercise.max_score for exercise in result.exercises] == [4.0, 2.0]


def test_an_exercise_is_not_written_if_none_of_its_tests_found_it() -> None:
    half = [not_written("double--values"), failed("double--graph")]
    none = [not_written("triple--values"), not_written("triple--graph")]
    assert submission(*half, *none).not_written == ("triple",)


def test_of_a_submission_that_cannot_run_every_test_is_not_run(tmp_path: Path) -> None:
    only_visible = graded("double--shape", "check.values(double, ([],), [])")
    course = assignment(tmp_path, IMPORTS, DOUBLE, VALUES, GRAPH, only_visible)
    result = records.nothing_run("ada", course, "It is no notebook.")
    assert [test.grade_id for test in result.tests] == [
        "double--values",
        "double--graph",
        "double--shape",
    ]
    assert [test.visible_passed for test in result.tests] == [False, None, False]
    assert [test.hidden for test in result.tests] == [True, True, False]
    assert {test.cause for test in result.tests} == {"not run"}
    assert (result.score, result.max_score) == (0.0, 6.0)
    assert (result.notes, result.finished) == (("It is no notebook.",), True)


def test_what_is_written_first_says_that_grading_did_not_finish(tmp_path: Path) -> None:
    result = records.unfinished("ada", assignment(tmp_path, DOUBLE, VALUES))
    assert not result.finished
    assert result.notes[0].startswith("Grading did not finish")
    assert result.tests == (not_run("double--values", points=3.0),)
