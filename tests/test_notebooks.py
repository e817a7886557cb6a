"""Notebooks are read for what they are, and refused in one sentence."""

import json
from pathlib import Path

import pytest
from tracegrade.errors import Misuse, TracegradeError, Ungradable
from tracegrade.notebooks import Cell, joined, parse_notebook, read_notebook, write_notebook

from tests import courses
from tests.courses import DOUBLE, VALUES, WARM_UP, code, document, markdown, notebook, write


def test_cells_know_what_nbgrader_says_of_them(tmp_path: Path) -> None:
    cells = read_notebook(write(tmp_path / "a.ipynb", *WARM_UP)).cells
    assert [cell.grade_id for cell in cells] == [
        None,
        "imports",
        "double",
        "double--values",
        "double--graph",
    ]
    assert [cell.is_test for cell in cells] == [False, False, False, True, True]
    assert [cell.is_solution for cell in cells] == [False, False, True, False, False]
    assert cells[3].points == 3
    assert cells[3].exercise == "double"
    assert (cells[1].locked, cells[2].locked) == (True, False)


def test_a_test_cell_has_a_visible_and_a_hidden_part() -> None:
    (cell,) = notebook(VALUES).cells
    assert cell.hidden
    assert "double_reference" in cell.source
    assert cell.visible.startswith("# A visible example.\ncheck.values(double")
    assert "double_reference" not in cell.visible
    assert cell.released == cell.visible


def test_students_get_stubs() -> None:
    text = markdown("because", grade_id="why", grade=True, solution=True, points=2)
    solution, answer = notebook(DOUBLE, text).cells
    assert "twofold" not in solution.released
    assert "raise NotImplementedError()" in solution.released
    assert answer.released == "YOUR ANSWER HERE"


def test_the_stub_of_a_quiz_raises_nothing() -> None:
    quiz = "chosen = None\n### BEGIN SOLUTION\nchosen = {1}\n### END SOLUTION"
    [cell] = notebook(courses.solution("choice", quiz)).cells
    assert cell.released == "chosen = None\n# YOUR CODE HERE"


def test_a_cell_is_found_by_its_grade_id() -> None:
    found = notebook(*WARM_UP).find("double--graph")
    assert found is not None
    assert found.index == 4
    assert notebook(*WARM_UP).find("triple") is None


def test_source_may_be_a_list_of_lines() -> None:
    raw = {**code(""), "source": ["a = 1\n", "b = 2"]}
    assert notebook(raw).cells[0].source == "a = 1\nb = 2"


def test_half_a_surrogate_pair_does_not_break_files() -> None:
    assert joined("x = '\ud800'") == "x = '?'"


def test_metadata_of_the_wrong_types_count_for_nothing() -> None:
    raw = code("x = 1", grade_id=7, grade="yes", points="many", locked=1)
    assert notebook(raw).cells == (Cell("code", "x = 1"),)
    assert notebook({**raw, "metadata": None}).cells == (Cell("code", "x = 1"),)


def test_a_written_notebook_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    write_notebook(notebook(*WARM_UP), path)
    assert read_notebook(path).cells == notebook(*WARM_UP).cells
    assert path.read_text(encoding="utf-8").startswith('{\n "cells": [')


def _refusal(path: Path, kind: type[TracegradeError]) -> str:
    with pytest.raises(kind) as caught:
        read_notebook(path)
    assert caught.value.where.path == path
    assert caught.value.remedy or kind is Misuse
    return str(caught.value)


def test_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    assert _refusal(path, Misuse) == f"{path}: there is no such file."


def test_a_folder_is_no_notebook(tmp_path: Path) -> None:
    assert _refusal(tmp_path, Misuse) == f"{tmp_path}: is a folder, not a notebook."


def test_a_path_through_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert "cannot be read (Not a directory)" in _refusal(tmp_path / "a" / "b.ipynb", Misuse)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty"),
        (b'{"cells": [', "its JSON breaks off or is misspelt"),
        (b"\xff\xfe\x00", "it is not UTF-8 text"),
        (b"PK\xff\xff" + b"PK\x05\x06" + b"\0" * 18, "is a zip, not a notebook"),
        (b"[" * 200_000, "is nested too deeply for a notebook"),
        (b"[]", "is JSON, but not a notebook"),
        (b'{"cells": []}', "is JSON, but not a notebook"),
        (b'{"nbformat": 3, "worksheets": []}', "is a notebook of format 3"),
        (b'{"nbformat": 4}', "is a notebook without a list of cells"),
        (b'{"nbformat": 4, "cells": ["x"]}', "cell number 1: is not a cell of a notebook"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "is not a cell of a notebook"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "x", "source": ""}]}', "is not a cell"),
    ],
)
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    assert message in _refusal(path, Ungradable)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(document(DOUBLE)).encode())
    assert read_notebook(path).find("double") is not None


def test_a_notebook_that_would_fill_the_memory_is_not_read() -> None:
    text = '{"nbformat": 4, "cells": [], "junk": [' + "{}," * 2_000_000 + "{}]}"
    with pytest.raises(Ungradable, match="holds more than 2,000,000 values"):
        parse_notebook(text, Path("homework.ipynb"))
