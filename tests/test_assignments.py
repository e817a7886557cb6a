"""Assignments are found and read."""

from pathlib import Path

import pytest
from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.errors import Misuse, Ungradable

from tests.courses import DOUBLE, PLAIN, WARM_UP, assignment, course, graded, markdown, write


def test_an_assignment_has_exercises_with_tests_and_points(tmp_path: Path) -> None:
    found = assignment(tmp_path, *WARM_UP)
    (exercise,) = found.exercises
    assert (exercise.id, exercise.points) == ("double", 5)
    assert [cell.grade_id for cell in exercise.tests] == ["double--values", "double--graph"]
    assert found.tests == exercise.tests
    assert found.points == 5


def test_notebooks_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    root = course(tmp_path, warm_up=WARM_UP)
    write(root / "source" / "warm_up" / "again.ipynb", graded("other--values", "pass"), DOUBLE)
    found = load_assignment("warm_up", root)
    assert [notebook.path.name for notebook in found.notebooks] == ["again.ipynb", "warm_up.ipynb"]
    assert found.tests[0].grade_id == "other--values"


def test_a_written_answer_is_no_exercise(tmp_path: Path) -> None:
    answer = markdown("so", grade_id="why", grade=True, solution=True, points=2)
    assert assignment(tmp_path, answer).exercises == ()


def test_names_are_the_folders_with_notebooks(tmp_path: Path) -> None:
    course(tmp_path, warm_up=WARM_UP, again=PLAIN)
    (tmp_path / "source" / "empty").mkdir()
    (tmp_path / "source" / "notes.txt").touch()
    assert assignment_names(tmp_path) == ("again", "warm_up")


def test_an_unknown_assignment_is_misuse_and_the_known_are_named(tmp_path: Path) -> None:
    course(tmp_path, warm_up=WARM_UP, again=PLAIN)
    with pytest.raises(Misuse, match=r"no assignment 'cool_down'\. There are: again, warm_up"):
        load_assignment("cool_down", tmp_path)
    with pytest.raises(Misuse, match="no assignment"):
        load_assignment("../source/warm_up", tmp_path)


def test_a_name_may_be_completed_as_that_of_a_folder(tmp_path: Path) -> None:
    course(tmp_path, warm_up=WARM_UP)
    assert load_assignment("warm_up/", tmp_path).name == "warm_up"


def test_a_course_without_assignments_says_so(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    with pytest.raises(Misuse, match="The course has none"):
        load_assignment("warm_up", tmp_path)


def test_another_folder_is_no_course(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="is not a course: it has no folder source/"):
        assignment_names(tmp_path)


def test_a_broken_source_notebook_is_named(tmp_path: Path) -> None:
    course(tmp_path, warm_up=WARM_UP)
    (tmp_path / "source" / "warm_up" / "warm_up.ipynb").write_text("{")
    with pytest.raises(Ungradable, match=r"warm_up\.ipynb: is not a notebook"):
        load_assignment("warm_up", tmp_path)
