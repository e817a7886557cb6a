"""Submissions are put together again: answers of the student, everything else of the source."""

from typing import Any

import pytest
from tracegrade.errors import Misuse, Ungradable
from tracegrade.submissions import fill, rebuild

from tests.courses import (
    DOUBLE,
    GRAPH,
    IMPORTS,
    VALUES,
    WARM_UP,
    code,
    graded,
    locked,
    markdown,
    notebook,
    solution,
)

SOURCE = notebook(*WARM_UP)
ANSWER = "def double(x):\n    return 2 * x"


def _names(cells: Any) -> list[str | None]:
    return [cell.grade_id for cell in cells]


def test_answers_and_extra_cells_are_the_students_all_else_is_the_sources() -> None:
    submitted = notebook(
        WARM_UP[0],
        locked("imports", "import nothing"),
        code("helper = 1"),
        solution("double", ANSWER),
        graded("double--values", "pass"),
        graded("double--graph", "pass"),
    )
    rebuilt = rebuild(SOURCE, submitted)
    changed = ("imports", "double--values", "double--graph")
    assert rebuilt.notes == tuple(
        f"Cell {name} was changed: it is graded as the assignment has it." for name in changed
    )
    assert [cell.source for cell in rebuilt.cells] == [
        "# Warm-up",
        IMPORTS["source"],
        "helper = 1",
        ANSWER,
        VALUES["source"],
        GRAPH["source"],
    ]
    assert [cell.index for cell in rebuilt.cells] == [0, 1, 2, 3, 4, 5]


def test_the_submissions_metadata_count_for_nothing() -> None:
    cheating = code(ANSWER, grade_id="double", grade=True, points=99, locked=True)
    submitted = notebook(IMPORTS, cheating, code("1", grade_id="mine", grade=True, points=9))
    rebuilt = rebuild(SOURCE, submitted)
    answer = next(cell for cell in rebuilt.cells if cell.grade_id == "double")
    assert (answer.grade, answer.points, answer.solution) == (False, None, True)
    assert "mine" not in _names(rebuilt.cells)
    assert sum(cell.points or 0 for cell in rebuilt.cells) == 5


def test_the_order_is_the_students() -> None:
    rebuilt = rebuild(SOURCE, notebook(GRAPH, DOUBLE, VALUES, IMPORTS))
    assert _names(rebuilt.cells) == ["double--graph", "double", "double--values", "imports"]


def test_missing_cells_come_back_after_the_ones_they_follow() -> None:
    rebuilt = rebuild(SOURCE, notebook(DOUBLE, code("extra = 1"), GRAPH))
    names = ["imports", "double", "double--values", None, "double--graph"]
    assert _names(rebuilt.cells) == names
    assert rebuilt.notes == (
        "Cell imports is missing: it was put back as the assignment has it.",
        "Cell double--values is missing: it was put back as the assignment has it.",
    )


def test_nobody_misses_test_cells_where_there_are_none() -> None:
    rebuilt = rebuild(SOURCE, notebook(IMPORTS, DOUBLE))
    assert _names(rebuilt.cells) == ["imports", "double", "double--values", "double--graph"]
    assert rebuilt.notes == ()


def test_a_missing_answer_comes_back_as_a_stub() -> None:
    rebuilt = rebuild(SOURCE, notebook(IMPORTS, VALUES, GRAPH))
    assert _names(rebuilt.cells) == ["imports", "double", "double--values", "double--graph"]
    assert "raise NotImplementedError()" in rebuilt.cells[1].source
    assert "twofold" not in rebuilt.cells[1].source
    assert rebuilt.notes == (
        "Cell double is missing: unless another cell holds its code, "
        "the exercise counts as not written.",
    )


def test_of_a_doubled_cell_the_first_one_counts() -> None:
    twice = [IMPORTS, solution("double", ANSWER), VALUES, GRAPH, solution("double", "double = 1")]
    rebuilt = rebuild(SOURCE, notebook(*twice))
    assert [cell.source for cell in rebuilt.cells if cell.grade_id == "double"] == [ANSWER]
    assert rebuilt.notes == (
        "Cell double is there twice, as cells number 2 and 5: the first one counts.",
    )


def test_an_answer_whose_cell_was_made_text_is_graded_as_code() -> None:
    rebuilt = rebuild(SOURCE, notebook(IMPORTS, markdown(ANSWER, grade_id="double"), VALUES, GRAPH))
    assert (rebuilt.cells[1].kind, rebuilt.cells[1].source) == ("code", ANSWER)
    assert rebuilt.notes == ("Cell double was a markdown cell: it is graded as code.",)


def test_a_notebook_of_another_assignment_is_refused() -> None:
    other = notebook(IMPORTS, solution("triple", "pass"), path="other.ipynb")
    with pytest.raises(Ungradable, match=r"other\.ipynb: is not a notebook of this assignment"):
        rebuild(SOURCE, other)


def test_fill_makes_a_students_notebook() -> None:
    filled = fill(SOURCE, {"double": ANSWER}, rest="stub")
    assert [cell.source for cell in filled.cells] == [
        "# Warm-up",
        IMPORTS["source"],
        ANSWER,
        "# A visible example.\ncheck.values(double, ([1.0, 2.0],), [2.0, 4.0])",
        "# One graph for every length.",
    ]
    assert rebuild(SOURCE, filled).notes == ()


def test_fill_leaves_the_source_alone() -> None:
    before = SOURCE.cells
    fill(SOURCE, {"double": ANSWER}, rest="stub")
    assert notebook(*WARM_UP).cells == before
    assert SOURCE.document["cells"][2]["source"] == DOUBLE["source"]


def test_fill_with_the_reference_has_its_lines_without_markers() -> None:
    answer = fill(SOURCE, {}, rest="reference").find("double")
    assert answer is not None
    assert "twofold = x + x" in answer.source
    assert "SOLUTION" not in answer.source


def test_fill_with_stubs_is_what_students_get() -> None:
    cells = fill(SOURCE, {}, rest="stub").cells
    assert [cell.source for cell in cells] == [cell.released for cell in SOURCE.cells]


def test_fill_refuses_an_answer_to_no_exercise() -> None:
    with pytest.raises(Misuse, match=r"warm_up\.ipynb, cell triple: there is no such solution"):
        fill(SOURCE, {"triple": ""}, rest="stub")
