"""The Otter route: the assignment that Otter makes of a source, and its grading with our plugin."""

from __future__ import annotations

import ast
import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from tracegrade.assignments import Assignment, load_assignment
from tracegrade.cli import main
from tracegrade.errors import Misuse, Ungradable
from tracegrade.notebooks import read_notebook
from tracegrade.routes.otter import BUNDLE, PLUGIN
from tracegrade.routes.otter.master import in_quotes, master
from tracegrade.routes.otter.package import Packaged, package
from tracegrade.routes.tools import run_tool
from tracegrade.submissions import rebuild

from tests import courses
from tests.courses import GRAPH, IMPORTS, Raw, solution
from tests.otter import ABOUT, CELLS, OTTER, VALUES, hand_in, otter_run, packaged

RIGHT = {"double": "def double(x):\n    return 2 * x"}
WRONG = {"double": "def double(x):\n    return x * x"}


def members(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as zipped:
        return {it: zipped.read(it).decode(errors="replace") for it in zipped.namelist()}


def test_the_zip_is_otters_with_our_set_up(otter_sealed: Packaged) -> None:
    names = set(members(otter_sealed.autograder))

    assert names == {
        *("environment.yml", "otter_config.json", "run_autograder", "run_otter.py", "setup.sh"),
        *("tests/double--graph.py", "tests/double--values.py", "tests/triple--graph.py"),
        *("tests/triple--values.py", BUNDLE),
    }
    assert PLUGIN in members(otter_sealed.autograder)["otter_config.json"]


@pytest.mark.full
def test_without_the_plugin_no_solution_is_in_the_zip(
    otter_stock: Packaged, tmp_path: Path
) -> None:
    found = members(otter_stock.autograder)
    bundle = tmp_path / BUNDLE
    with zipfile.ZipFile(otter_stock.autograder) as zipped:
        bundle.write_bytes(zipped.read(BUNDLE))

    assert PLUGIN not in found["otter_config.json"]
    assert not any(name.endswith(".ipynb") for name in [*found, *members(bundle)])


def test_each_test_cell_is_a_question_with_a_visible_and_a_hidden_case(
    otter_sealed: Packaged,
) -> None:
    tests = members(otter_sealed.autograder)
    values = ast.parse(tests["tests/double--values.py"])
    functions = [it for it in values.body if isinstance(it, ast.FunctionDef)]

    assert [it.name for it in functions] == ["visible", "hidden"]
    assert "all_or_nothing = True" in tests["tests/double--values.py"]
    assert "points = 3.0" in tests["tests/double--values.py"]
    assert "hidden=True" in tests["tests/double--graph.py"]
    assert "hidden=False" not in tests["tests/double--graph.py"]


def test_messages_survive_otters_template(otter_sealed: Packaged) -> None:
    tests = members(otter_sealed.autograder)["tests/double--values.py"]
    found = [
        ast.literal_eval(it.value)
        for it in ast.walk(ast.parse(tests))
        if isinstance(it, ast.keyword) and it.arg == "failure_message"
    ]

    assert found == [ABOUT, ABOUT]


@given(st.text())
def test_any_message_can_stand_between_quotes(message: str) -> None:
    message = message.encode(errors="replace").decode()

    assert ast.literal_eval(f'"{in_quotes(message)}"') == message


def test_students_get_visible_tests_stubs_and_the_wheel(otter_sealed: Packaged) -> None:
    files = {it.relative_to(otter_sealed.student): it for it in otter_sealed.student.rglob("*")}
    text = "\n".join(
        it.read_text("utf-8") for it in files.values() if it.suffix in (".ipynb", ".py", ".md")
    )

    assert {"warm_up.ipynb", "README.md", "tests"} <= {str(it) for it in files}
    assert any(it.suffix == ".whl" for it in files)
    assert 'grader.check(\\"double--values\\")' in text
    assert "Return twice x" in text
    for secret in ("twofold", "double_reference", "0.3125", "Addition is cheap", "[2.0], [2.0"):
        assert secret not in text


def test_written_answers_get_a_prompt(otter_sealed: Packaged) -> None:
    notebook = read_notebook(otter_sealed.student / "warm_up.ipynb")
    [answer] = [cell for cell in notebook.cells if cell.grade_id == "why"]

    assert answer.source.endswith("YOUR ANSWER HERE")


@pytest.mark.full
def test_the_same_source_gives_the_same_zip(
    otter_assignment: Assignment, otter_sealed: Packaged, tmp_path: Path
) -> None:
    again = packaged(tmp_path, otter_assignment)

    assert again.autograder.read_bytes() == otter_sealed.autograder.read_bytes()


@pytest.mark.full
@pytest.mark.parametrize(
    ("answers", "values", "graph"),
    [
        pytest.param(RIGHT, 3, 2, id="right"),
        pytest.param(WRONG, 0, 0, id="wrong"),
        pytest.param({}, 0, 0, id="untouched"),
    ],
)
@pytest.mark.parametrize("made", ["otter_sealed", "otter_stock"])
def test_otter_run_gives_the_scores(
    made: str,
    answers: Mapping[str, str],
    values: float,
    graph: float,
    otter_assignment: Assignment,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    one = request.getfixturevalue(made)
    notebook = hand_in(one.student, otter_assignment, answers, tmp_path / "homework.ipynb")

    scores = otter_run(one.autograder, notebook).scores
    assert scores == {
        **{"triple--values": 0, "triple--graph": 0},
        **{"double--values": values, "double--graph": graph},
    }


def test_students_read_of_hidden_tests_what_the_judge_lets_them(
    otter_assignment: Assignment, otter_sealed: Packaged, tmp_path: Path
) -> None:
    answer = "import tensorflow as tf\ndef double(x):\n    return tf.where(x > 0, 2 * x, x)"
    answers = {"double": answer}
    notebook = hand_in(otter_sealed.student, otter_assignment, answers, tmp_path / "homework.ipynb")
    ran = otter_run(otter_sealed.autograder, notebook)
    results = ran.results
    assert results is not None
    [values] = [it for it in results["tests"] if it["name"] == "double--values"]

    assert values["score"] == 0
    assert "double--values results: All test cases passed!" in ran.shown
    assert "double: its values" in values["output"]
    for secret in ("0.3125", "0.625", "-14"):
        assert secret not in str(results)
    assert re.search("isolation (portable|contained|complete)", ran.printed)


@pytest.fixture
def desk(otter_assignment: Assignment, otter_sealed: Packaged, tmp_path: Path) -> Path:
    """The folder of a student who has answered one of two exercises."""
    folder = tmp_path / "student"
    shutil.copytree(otter_sealed.student, folder)
    hand_in(otter_sealed.student, otter_assignment, RIGHT, folder / "warm_up.ipynb")
    return folder


def test_otter_check_runs_the_visible_tests(desk: Path) -> None:
    command = [OTTER, "check", "warm_up.ipynb"]
    checked = subprocess.run(command, cwd=desk, capture_output=True, text=True, check=True)

    assert "double--values results: All test cases passed!" in checked.stdout
    assert "triple: not written yet" in checked.stdout


@pytest.mark.full
def test_grader_check_runs_them_in_the_notebook(desk: Path) -> None:
    notebook = nbformat.read(desk / "warm_up.ipynb", as_version=4)
    notebook.cells = notebook.cells[:-1]  # grader.export
    NotebookClient(notebook, resources={"metadata": {"path": str(desk)}}).execute()
    outputs = str([cell.get("outputs") for cell in notebook.cells])

    assert "double--values results: All test cases passed!" in outputs
    assert "triple: not written yet" in outputs


@pytest.mark.full
def test_a_zip_without_the_assignment_grades_nobody(
    otter_assignment: Assignment, otter_sealed: Packaged, tmp_path: Path
) -> None:
    lacking = tmp_path / "lacking.zip"
    with zipfile.ZipFile(otter_sealed.autograder) as whole, zipfile.ZipFile(lacking, "w") as rest:
        for name in set(whole.namelist()) - {BUNDLE}:
            rest.writestr(name, whole.read(name))
    notebook = hand_in(otter_sealed.student, otter_assignment, RIGHT, tmp_path / "homework.ipynb")
    ran = otter_run(lacking, notebook)

    assert f"Not graded: {BUNDLE}: is missing in the autograder zip" in ran.printed
    assert ran.results is None


@pytest.mark.full
def test_otters_form_is_graded_without_complaints(
    otter_assignment: Assignment, otter_sealed: Packaged, tmp_path: Path
) -> None:
    path = hand_in(otter_sealed.student, otter_assignment, RIGHT, tmp_path / "homework.ipynb")
    graded_at = tmp_path / "graded"
    course = str(otter_assignment.folder.parents[1])
    arguments = ["grade", "warm_up", str(path), "--course", course, "-o", str(graded_at)]

    assert main(arguments) == 0
    [row] = csv.DictReader((graded_at / "grades.csv").read_text("utf-8").splitlines())
    assert (float(row["score"]), float(row["max_score"])) == (5, 10)
    assert rebuild(otter_assignment.notebooks[0], read_notebook(path)).notes == ()


@pytest.mark.full
def test_a_reference_that_fails_is_said(tmp_path: Path) -> None:
    wrong = solution(
        "double",
        'def double(x):\n    """Return twice x."""\n'
        "    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION",
    )
    broken = courses.assignment(tmp_path, IMPORTS, wrong, VALUES, GRAPH)

    with pytest.raises(Ungradable, match="otter assign failed: RuntimeError: Some autograder"):
        packaged(tmp_path, broken)
    assert not (tmp_path / "autograder.zip").exists()


def test_otter_takes_one_notebook(tmp_path: Path) -> None:
    course = courses.course(tmp_path, warm_up=CELLS)
    other: list[Raw] = [IMPORTS, solution("half", "def half(x):\n    return x / 2")]
    courses.write(course / "source" / "warm_up" / "second.ipynb", *other)

    with pytest.raises(Ungradable, match="has 2 notebooks, and an assignment of Otter has one"):
        package(load_assignment("warm_up", course), tmp_path / "autograder.zip")


def test_a_solution_without_markers_is_a_solution_as_a_whole() -> None:
    notebook = courses.notebook(IMPORTS, solution("double", "def double(x):\n    return x"))
    cells = master(notebook, files=[], grading={})["cells"]

    assert cells[-1]["source"].startswith("# BEGIN SOLUTION NO PROMPT\ndef double")


def test_the_stub_is_nbgraders(otter_sealed: Packaged) -> None:
    notebook = read_notebook(otter_sealed.student / "warm_up.ipynb")
    [stub] = [cell.source for cell in notebook.cells if cell.grade_id == "double"]

    assert stub.endswith('x."""\n    # YOUR CODE HERE\n    raise NotImplementedError()')


@pytest.mark.full
def test_nothing_of_somebody_elses_is_replaced(
    otter_assignment: Assignment, otter_sealed: Packaged, tmp_path: Path
) -> None:
    student = tmp_path / "autograder-student"
    shutil.copytree(otter_sealed.student, student)
    (student / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(Ungradable, match=r"notes.txt: is no part of what would replace"):
        packaged(tmp_path, otter_assignment)
    assert (student / "notes.txt").exists()
    assert not (tmp_path / "autograder.zip").exists()


def test_the_zip_is_no_folder(
    otter_assignment: Assignment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = str(otter_assignment.folder.parents[1])
    arguments = ["package", "warm_up", "--course", course, "--for", "otter", "-o", str(tmp_path)]

    assert main(arguments) == 2
    assert f"Name a file, such as {tmp_path}/warm_up-otter.zip" in capsys.readouterr().err


@pytest.mark.full
def test_what_cannot_be_graded_says_why(
    otter_assignment: Assignment, otter_sealed: Packaged, tmp_path: Path
) -> None:
    script = tmp_path / "homework.py"
    script.write_text(RIGHT["double"], encoding="utf-8")
    ran = otter_run(otter_sealed.autograder, script)

    assert sum(ran.scores.values()) == 0
    assert "Hand in a file that ends in .ipynb" in ran.shown
    assert "NOT GRADED: No notebook was handed in" in ran.printed


def test_only_otter_grades_unsealed(
    otter_assignment: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    course = str(otter_assignment.folder.parents[1])

    assert main(["package", "warm_up", "--unsealed", "--course", course]) == 2
    assert "Add `--for otter`" in capsys.readouterr().err


def test_otter_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(Misuse, match=r"this needs otter. Run `pip install"):
        run_tool("otter", ["--version"], cwd=tmp_path, scratch=tmp_path)
