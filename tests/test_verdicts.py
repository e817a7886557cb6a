"""Every wheat passes and every chaff fails as it says, direct and sealed alike."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tracegrade.assignments import Exercise, assignment_names, load_assignment
from tracegrade.notebooks import write_notebook
from tracegrade.runs import Grader, grader

from tests.corpus import Entry, eagerly, entries, exercises, stratified
from tests.stock import REPOSITORY, Course


def flagged(key: str) -> tuple[Entry, ...]:
    """The chaffs that are right in one way: `eager` or `graph`."""
    return tuple(entry for entry in entries() if entry.script.header.get(key) == "right")


# What has no graph of its own, or is the same in both: a loop over epochs, a setting of compile.
WITHOUT_GRAPH = {"recursive_encoder", "train", "compile_debug"}
# A regressor is made of the student's own blocks.
USED_BY = {"residual_block": ["residual_regressor"]}
QUIZZES = {it for it in exercises() if it.endswith("_quiz")}
SAMPLE = {entry.id for entry in stratified(wheats=1, chaffs=1)} | {
    next(entry.id for entry in flagged(key) if entry.exercise == exercise)
    for exercise in exercises()
    if exercise not in QUIZZES | WITHOUT_GRAPH
    for key in ("eager", "graph")
}


GraderOf = Callable[[str], Grader]


@pytest.fixture(scope="module")
def grader_of() -> Iterator[GraderOf]:
    """The grader of an assignment; each is started once, when it is first needed."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def started(assignment: str) -> Grader:
            return stack.enter_context(grader(load_assignment(assignment, REPOSITORY)))

        yield started


def each(chosen: tuple[Entry, ...]) -> pytest.MarkDecorator:
    """One test for each entry; those outside of the sample run in `make test-all` alone."""
    return pytest.mark.parametrize(
        "entry",
        [
            pytest.param(it, id=it.id, marks=() if it.id in SAMPLE else pytest.mark.full)
            for it in chosen
        ],
    )


@each(tuple(it for it in entries() if it.script.kind == "wheat"))
def test_wheat_passes(entry: Entry, grader_of: GraderOf) -> None:
    assert entry.failed() == set()
    assert entry.failed_sealed(grader_of(entry.assignment)) == set()


@each(tuple(it for it in entries() if it.script.kind == "chaff"))
def test_chaff_fails_the_tests_it_names(entry: Entry, grader_of: GraderOf) -> None:
    direct, named = entry.failed(), set(entry.script.fails)
    assert direct >= named
    # A chaff that says why it differs fails exactly what it names.
    wanted = named if "sealed" in entry.script.header else direct
    assert entry.failed_sealed(grader_of(entry.assignment)) == wanted


@pytest.mark.full
@pytest.mark.parametrize("entry", stratified(wheats=0, chaffs=2), ids=lambda entry: entry.id)
def test_entry_fails_no_test_of_another_exercise(entry: Entry) -> None:
    failed = entry.failed(entry.cells(everything=True))

    related = {entry.exercise, *USED_BY.get(entry.exercise, ())}
    assert {name for name in failed if name.split("--")[0] not in related} == set()


@each(flagged("eager"))
def test_chaff_that_is_wrong_as_a_graph_is_right_eagerly(entry: Entry) -> None:
    # Keras traces a model to build it, and so there is no eager way to train one.
    assert entry.failed(eagerly(entry)) <= {f"{entry.exercise}--trains"}
    assert entry.failed() != set()


@each(flagged("graph"))
def test_chaff_that_is_wrong_in_value_is_right_as_a_graph(entry: Entry) -> None:
    failed = entry.failed()

    assert failed
    assert f"{entry.exercise}--graph" not in failed


@pytest.mark.parametrize("exercise", exercises())
def test_exercise_has_enough_wheats_and_chaffs(exercise: str) -> None:
    scripts = [it.script for it in entries() if it.exercise == exercise]
    wheats, chaffs = (1, 3) if exercise in QUIZZES else (5, 12)

    assert sum(script.kind == "wheat" for script in scripts) >= wheats
    assert sum(script.kind == "chaff" for script in scripts) >= chaffs
    if exercise not in QUIZZES | WITHOUT_GRAPH:
        assert any(script.header.get("eager") == "right" for script in scripts)
        assert any(script.header.get("graph") == "right" for script in scripts)


def test_every_exercise_is_in_the_corpus() -> None:
    solutions = [it.id for name in assignment_names(REPOSITORY) for it in exercises_named(name)]
    assert sorted(exercises()) == sorted(solutions)


def exercises_named(assignment: str) -> tuple[Exercise, ...]:
    return load_assignment(assignment, REPOSITORY).exercises


ONE_EACH = stratified(wheats=0, chaffs=1)


@pytest.mark.long
@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(ONE_EACH[::30], id="sample"),
        pytest.param(ONE_EACH, id="one each", marks=pytest.mark.full),
    ],
)
def test_stock_nbgrader_gives_the_same_verdicts(chosen: tuple[Entry, ...], tmp_path: Path) -> None:
    course = Course(tmp_path)
    students = {f"{it.exercise}-{it.script.path.stem}": it for it in chosen}
    for student, entry in students.items():
        write_notebook(entry.notebook, course.submission(student, entry.assignment))

    for assignment in dict.fromkeys(it.assignment for it in chosen):
        class_ = [name for name, it in students.items() if it.assignment == assignment]
        for student, graded in course.grade(assignment, class_).items():
            direct = students[student].failed(students[student].cells(everything=True))
            tests = {it.grade_id for it in students[student].cells(everything=True) if it.is_test}
            failed = {name for name, score in graded.scores.items() if score == 0 and name in tests}
            assert (graded.problem, failed) == ("", direct), student
