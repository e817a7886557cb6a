"""A student's own check: what it runs, and what it says."""

from pathlib import Path

import pytest
from tracegrade.errors import Ungradable
from tracegrade.notebooks import write_notebook
from tracegrade.selfcheck import SelfCheck, check_notebook
from tracegrade.submissions import fill

from tests.courses import WARM_UP, code, graded, notebook, solution

RIGHT = "def double(x):\n    return x + x"
PROVISO = '"All visible tests passed" is not "all tests passed"'


def _check(folder: Path, answer: str | None) -> SelfCheck:
    path = folder / "warm_up.ipynb"
    answers = {"double": answer} if answer is not None else {}
    write_notebook(fill(notebook(*WARM_UP), answers, rest="stub"), path)
    return check_notebook(path)


def test_a_right_notebook_passes_and_hidden_tests_are_still_to_come(tmp_path: Path) -> None:
    result = _check(tmp_path, RIGHT)
    assert result.complete
    assert str(result).split("\n") == [
        f"{tmp_path}/warm_up.ipynb",
        "  \N{CHECK MARK} double--values",
        "  ? double--graph: hidden altogether, runs when graded",
        "",
        "1 of 1 visible tests passed.",
        f"{PROVISO}: hidden tests run when your work is graded.",
    ]


def test_a_failure_says_what_was_tested(tmp_path: Path) -> None:
    result = _check(tmp_path, "def double(x):\n    return x * x")
    assert result.complete
    assert "  \N{BALLOT X} double--values: failed\n      tested " in str(result)
    assert "0 of 1 visible tests passed." in str(result)


def test_a_stub_is_not_written_yet(tmp_path: Path) -> None:
    result = _check(tmp_path, None)
    assert result.complete
    assert result.not_written == ("double",)
    assert "  \N{WHITE SQUARE} double--values: not written yet" in str(result)
    assert "Not written yet: double." in str(result)


def test_a_cell_that_breaks_is_shown_with_the_tests_that_it_breaks(tmp_path: Path) -> None:
    result = _check(tmp_path, "def double(x:\n    return x")
    assert not result.complete
    lines = str(result).split("\n")
    assert lines[1] == "  ! double: error"
    assert "SyntaxError" in lines[2]
    assert "  ! double--values: error" in lines
    assert "Not everything could be checked: see the lines marked with !." in lines


def test_a_notebook_that_ends_its_process_is_not_complete(tmp_path: Path) -> None:
    result = _check(tmp_path, "import os\nos._exit(3)")
    assert not result.complete
    assert "  ! double: died" in str(result)
    assert "  ! double--values: not run" in str(result)


def test_files_beside_the_notebook_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("1,2")
    result = _check(tmp_path, f"assert open('data.csv').read() == '1,2'\n{RIGHT}")
    assert "1 of 1 visible tests passed." in str(result)


def test_hidden_tests_of_a_source_notebook_do_not_run(tmp_path: Path) -> None:
    hidden = "x = 1\n### BEGIN HIDDEN TESTS\nraise ValueError\n### END HIDDEN TESTS"
    path = tmp_path / "a.ipynb"
    write_notebook(notebook(graded("a--values", hidden)), path)
    assert [outcome.status for outcome in check_notebook(path).tests] == ["passed"]


def test_doubled_and_missing_cells_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    twice = solution("once", "once = 1")
    write_notebook(
        notebook(twice, twice, graded("once--a", "1"), graded("never--a", "2")),
        path,
    )
    assert str(check_notebook(path)).split("\n")[1:3] == [
        "  ! once is there twice, as cells number 1 and 2: graded, the first counts.",
        "  ! never is missing: its tests look for the code that belongs there.",
    ]


def test_a_notebook_without_test_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    write_notebook(notebook(code("1")), path)
    with pytest.raises(Ungradable, match=r"a\.ipynb: has no test cells"):
        check_notebook(path)
