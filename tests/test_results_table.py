"""grades.csv: every student a row, every test a column, and nothing that a spreadsheet runs."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tracegrade.results.table import grades_csv, plain_name, safe_name

from tests.verdicts import failed, passed, submission


def test_the_table() -> None:
    ada = submission(passed(points=1.5), failed())
    bob = submission(passed(points=1.5), passed("double--graph"), student_id="bob")
    assert grades_csv([bob, ada]) == (
        "student_id,score,max_score,double--values,double--graph\n"
        "ada,1.5,3.5,1.5,0\n"
        "bob,3.5,3.5,1.5,2\n"
    )


def test_no_students_no_rows() -> None:
    assert grades_csv([]) == "student_id,score,max_score\n"


def test_a_test_that_a_student_lacks_is_empty() -> None:
    rows = grades_csv([submission(passed()), submission(student_id="bob")]).splitlines()
    assert rows[1:] == ["ada,2,2,2", "bob,0,0,"]


def test_numbers_have_no_noise() -> None:
    result = submission(passed(points=0.1), passed("double--graph", points=0.2))
    assert grades_csv([result]).splitlines()[1] == "ada,0.3,0.3,0.1,0.2"


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        " =1",
        "＝1+1",
        "\t=1",
        "\r=1",
        "|a",
        "%0",
    ],
)
def test_a_formula_is_text(name: str) -> None:
    [_, row] = csv.reader(io.StringIO(grades_csv([submission(student_id=name)])))
    assert row[0].startswith(("'", "\\"))


@pytest.mark.parametrize(
    "name", ["ada", "o'brien", "007", "a-b", "müller", "李", "a=b", "ada@x.org"]
)
def test_an_ordinary_name_stays(name: str) -> None:
    assert safe_name(name) == name


def test_the_names_of_tests_are_no_formulas_either() -> None:
    assert grades_csv([submission(passed("=x"))]).startswith("student_id,score,max_score,'=x\n")


def test_a_name_keeps_to_its_cell() -> None:
    names = ['a,b"c', "a\nb", "a\r\n=1,9,9", "\u202eada", "\udcff"]
    results = [replace(submission(passed()), student_id=name) for name in names]
    rows = list(csv.reader(io.StringIO(grades_csv(results))))
    assert [len(row) for row in rows] == [4] * 6
    assert all(row[0].isprintable() for row in rows)
    assert {row[1] for row in rows[1:]} == {"2"}


@pytest.mark.parametrize("name", ["a;=1+1", 'a";=1+1'])
def test_a_name_keeps_to_its_cell_where_semicolons_divide(name: str) -> None:
    [_, line] = grades_csv([submission(student_id=name)]).splitlines()
    assert next(csv.reader([line]))[0] == name
    assert next(csv.reader([line], delimiter=";")) == [f"{name},0,0"]


@settings(derandomize=True, deadline=None)
@given(st.text(st.sampled_from("='a+- "), min_size=1, max_size=6))
def test_names_come_back(name: str) -> None:
    assert plain_name(safe_name(name)) == name
    assert safe_name(name)[0] not in "=+-"
