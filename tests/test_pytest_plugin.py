"""`pytest source/`: an item for each test cell, against the reference or a submission."""

import importlib.metadata
import multiprocessing.popen_forkserver
import subprocess
import sys
from pathlib import Path

import pytest
from tracegrade.notebooks import write_notebook
from tracegrade.submissions import fill

from tests.courses import (
    DOUBLE,
    IMPORTS,
    PLAIN,
    VALUES,
    WARM_UP,
    Raw,
    code,
    course,
    graded,
    notebook,
    solution,
    write,
)

pytest_plugins = ["pytester"]

# pytester forgets modules that a run imports, and with this one the server that forks our workers.
FORK_SERVER = multiprocessing.popen_forkserver

RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x * x"
ENTRY_POINTS = importlib.metadata.entry_points(group="pytest11", name="tracegrade")
# An installed plugin loads itself, and twice would be an error.
LOAD = [] if ENTRY_POINTS else ["-p", "tracegrade.pytest_plugin"]


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(*LOAD, *arguments)


def _submit(pytester: pytest.Pytester, answer: str, *cells: Raw) -> str:
    source = notebook(*(cells or WARM_UP))
    path = pytester.path / "submitted.ipynb"
    write_notebook(fill(source, {"double": answer}, rest="stub"), path)
    return path.name


@pytest.fixture
def warm_up(pytester: pytest.Pytester) -> pytest.Pytester:
    course(pytester.path, warm_up=WARM_UP)
    return pytester


def test_the_reference_passes_an_item_for_each_test_cell(warm_up: pytest.Pytester) -> None:
    result = _run(warm_up, "source/", "-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        [
            "source/warm_up/warm_up.ipynb::double--values PASSED*",
            "source/warm_up/warm_up.ipynb::double--graph PASSED*",
        ]
    )


def test_one_cell_can_be_chosen(warm_up: pytest.Pytester) -> None:
    result = _run(warm_up, "source/warm_up/warm_up.ipynb::double--graph")
    result.assert_outcomes(passed=1)
    _run(warm_up, "source/", "-k", "values").assert_outcomes(passed=1, deselected=1)


def test_a_failure_is_what_the_cell_says_and_no_frame_of_ours(pytester: pytest.Pytester) -> None:
    wrong = solution("double", DOUBLE["source"].replace("x + x", "x * x"))
    course(pytester.path, warm_up=[IMPORTS, wrong, VALUES])
    result = _run(pytester, "source/")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*warm_up: double--values*", "double--values: failed", "tested *"])
    text = result.stdout.str()
    assert "pytest_plugin.py" not in text
    assert "Traceback" not in text


def test_a_cell_that_broke_before_is_named(pytester: pytest.Pytester) -> None:
    broken = {**IMPORTS, "source": "1 / 0"}
    course(pytester.path, warm_up=[broken, DOUBLE, VALUES])
    result = _run(pytester, "source/")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["before it, imports: error", "ZeroDivisionError*"])


def test_what_a_cell_prints_is_shown_when_it_fails(pytester: pytest.Pytester) -> None:
    test = graded("double--loud", "print('look here')\nraise ValueError")
    course(pytester.path, warm_up=[DOUBLE, test])
    result = _run(pytester, "source/")
    result.stdout.fnmatch_lines(["*Captured stdout*", "look here"])


def test_a_notebook_runs_once_for_all_of_its_cells(pytester: pytest.Pytester) -> None:
    log = pytester.path / "log.txt"
    counting = code(f"open({str(log)!r}, 'a').write('run ')")
    course(pytester.path, warm_up=[counting, *PLAIN])
    _run(pytester, "source/").assert_outcomes(passed=2)
    assert log.read_text() == "run "


def test_files_beside_the_notebook_are_there_and_stay(pytester: pytest.Pytester) -> None:
    test = graded("double--data", "text = open('data.csv').read()\nopen('data.csv', 'w').close()")
    course(pytester.path, warm_up=[DOUBLE, test])
    data = pytester.path / "source" / "warm_up" / "data.csv"
    data.write_text("1,2")
    _run(pytester, "source/").assert_outcomes(passed=1)
    assert data.read_text() == "1,2"


# Submissions


def test_a_right_submission_passes(warm_up: pytest.Pytester) -> None:
    path = _submit(warm_up, RIGHT)
    _run(warm_up, "source/warm_up", "--submission", path).assert_outcomes(passed=2)


def test_a_wrong_submission_fails_cell_by_cell(warm_up: pytest.Pytester) -> None:
    path = _submit(warm_up, "def double(x):\n    return x + x.shape[0] * 0 + x")
    result = _run(warm_up, "source/warm_up", "--submission", path)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["double--graph: failed"])


def test_the_tests_of_the_source_decide(warm_up: pytest.Pytester) -> None:
    source = notebook(IMPORTS, solution("double", WRONG), graded("double--values", "pass"))
    write_notebook(source, warm_up.path / "cheat.ipynb")
    result = _run(warm_up, "source/warm_up", "--submission", "cheat.ipynb")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["cheat.ipynb: Cell double--graph is missing: it was put back*"])


def test_a_doubled_cell_is_reported(warm_up: pytest.Pytester) -> None:
    write(warm_up.path / "a.ipynb", *WARM_UP, solution("double", WRONG))
    result = _run(warm_up, "source/warm_up", "--submission", "a.ipynb")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["a.ipynb: Cell double is there twice, as cells number 3 and 6*"])


def test_other_assignments_are_left_out(warm_up: pytest.Pytester) -> None:
    triple = [solution("triple", "triple = 3"), graded("triple--values", "assert triple == 3")]
    course(warm_up.path, again=triple)
    path = _submit(warm_up, RIGHT)
    result = _run(warm_up, "source/", "--submission", path)
    result.assert_outcomes(passed=2, deselected=1)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nosuch.ipynb", "ERROR: --submission nosuch.ipynb: there is no such file."),
        (".", "ERROR: --submission .: is a folder, not a notebook."),
        ("broken.ipynb", "ERROR: --submission broken.ipynb: is not a notebook: its JSON breaks*"),
        (
            "other.ipynb",
            "ERROR: --submission other.ipynb: is a notebook of another assignment than "
            "warm_up.ipynb. Name the folder of its own assignment in source/.",
        ),
    ],
)
def test_a_wrong_path_is_one_sentence(warm_up: pytest.Pytester, path: str, sentence: str) -> None:
    (warm_up.path / "broken.ipynb").write_text('{"cells": [')
    write(warm_up.path / "other.ipynb", IMPORTS, solution("triple", "pass"))
    result = _run(warm_up, "source/warm_up", "--submission", path)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([sentence])
    assert "Traceback" not in result.stderr.str()


# What is collected


def test_only_source_notebooks_with_nbgrader_metadata_are_collected(
    pytester: pytest.Pytester,
) -> None:
    course(pytester.path, plain=[code("raise ValueError")])
    write(pytester.path / "release" / "warm_up" / "warm_up.ipynb", *WARM_UP)
    write(pytester.path / "samples" / "warm_up.ipynb", *WARM_UP)
    assert _run(pytester).ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([*PLAIN, DOUBLE], "cell double is there 2 times"),
        ([VALUES], "solution cell double of test double--values is missing"),
        ([{**VALUES, "metadata": {"nbgrader": {"grade": True}}}], "test cell number 1 has no"),
    ],
)
def test_cells_that_are_missing_or_doubled_are_reported(
    pytester: pytest.Pytester, cells: list[Raw], problem: str
) -> None:
    course(pytester.path, warm_up=cells)
    result = _run(pytester, "source/")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*source/warm_up/warm_up.ipynb: {problem}*"])
    assert "Traceback" not in result.stdout.str()


def test_a_broken_source_notebook_is_one_sentence(pytester: pytest.Pytester) -> None:
    path = pytester.path / "source" / "warm_up" / "warm_up.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text('{"nbgrader"')
    result = _run(pytester, "source/")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*warm_up.ipynb: is not a notebook: its JSON breaks off*"])


def test_other_runs_of_pytest_import_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "test_light.py").write_text(
        "import sys\n"
        "def test_light():\n"
        "    ours = {name for name in sys.modules if name.startswith('tracegrade')}\n"
        "    assert ours == {'tracegrade', 'tracegrade.pytest_plugin'}\n"
        "    assert not {'tensorflow', 'numpy', 'IPython', 'nbformat'} & set(sys.modules)\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *LOAD]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed" in run.stdout, run.stdout
