"""How checks behave where they run: in live notebooks, in graded ones, and anywhere else."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import warnings
from typing import Any, Literal

import nbformat
import pytest
from nbclient import NotebookClient
from tracegrade.check import session

STUDENT = """\
import logging, sys, warnings
import tensorflow as tf
from tracegrade import check

def double(x):
    return 2.0 * x

def stub(x):
    raise NotImplementedError()

def wrong(x):
    return 3.0 * x

def broken(x):
    return x.numpy()

def loud(x):
    warnings.warn("warned by warnings")
    print("printed on stderr", file=sys.stderr)
    logging.warning("logged by logging")
    tf.get_logger().warning("logged by tensorflow")
    tf.raw_ops.Print(input=x, data=[x], message="printed by an operation ")
    # An iterator that leaves a cached dataset half read makes TensorFlow's C++ code log.
    for element in tf.data.Dataset.range(5).cache().take(2):
        tf.print("printed by tf.print", element)
    return 2.0 * x

quiz = None
"""
CELLS = {
    "student": STUDENT,
    "right": "check.values(double, ([1.0, 2.0],), [2.0, 4.0])",
    "several": "for f in [double, double]:\n    check.graph(f, [[None]], ([1.0],), [2.0])",
    "stub": "check.values(stub, ([1.0, 2.0],), [2.0, 4.0])",
    "quiz": "check.values(quiz, ([1.0, 2.0],), [2.0, 4.0])\nprint('and on')",
    "wrong": "check.values(wrong, ([1.0, 2.0],), [2.0, 4.0])",
    "broken": "check.values(broken, ([1.0, 2.0],), [2.0, 4.0])",
    "loud": "check.values(loud, ([1.0, 2.0],), [2.0, 4.0])",
    "function": "def test():\n    check.values(double, ([1.0],), [2.0])\ntest()",
    "stub_in_function": "def test():\n    check.values(stub, ([1.0],), [2.0])\ntest()",
    "wrong_in_function": "def test():\n    check.values(wrong, ([1.0],), [2.0])\ntest()",
    "misuse": "check.values(double, ([1.0],))",
    "live": "print(check.live())",
    "live_in_function": "def test():\n    print(check.live())\ntest()",
    "summary": "check.summary('double', 'stub', 'wrong', 'broken', 'quiz', 'unseen')",
    "mended": "def wrong(x):\n    return 2.0 * x",
    "run_again": "check.values(wrong, ([1.0, 2.0],), [2.0, 4.0])",
    "summary_again": "check.summary('wrong')",
    "bad_input": "check.values(tf.io.decode_png, (b'no image',), 1)",
}
WRONG = """\
\N{BALLOT X} tested    wrong: its values
  inputs    shape [2]: [1, 2]
  expected  shape [2]: [2, 4]
  got       shape [2]: [3, 6]
  cause     All values are off by one factor: is it a sum where a mean is wanted, or the reverse?"""
BROKEN = """\
\N{BALLOT X} tested    broken: its values
  got       AttributeError while it was traced as a graph: \
'SymbolicTensor' object has no attribute 'numpy'
            in line 15 of broken: return x.numpy()
  cause     A tensor has no NumPy methods"""

SUMMARY = """\
\N{CHECK MARK} double  all 2 visible checks passed
\N{WHITE SQUARE} stub    not written yet
\N{BALLOT X} wrong   1 of 1 checks failed
\N{BALLOT X} broken  1 of 1 checks failed
\N{WHITE SQUARE} quiz    not written yet
? unseen  its test cells have not run yet

1 of 6 pass their visible tests. Hidden tests use other inputs.
Run All stops at a test that fails; `tracegrade check` in a terminal runs them all.
"""

Outputs = dict[str, list[Any]]


def without_settings() -> dict[str, str]:
    """The environment in which TensorFlow's C++ code logs all that it can."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TF_")}


async def run_notebook(**environment: str) -> Outputs:
    """The outputs of each cell, run in a kernel of its own."""
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    client = NotebookClient(notebook, kernel_name="python3", timeout=300, allow_errors=True)
    await client.async_execute(env=without_settings() | environment)
    return {name: cell.outputs for name, cell in zip(CELLS, notebook.cells, strict=True)}


async def run_directly() -> str:
    """What comes out on stderr when the loud function runs without a check."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", f"{STUDENT}\nloud(tf.constant([1.0, 2.0]))"),
        env=without_settings(),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, shown = await process.communicate()
    return shown.decode()


Runs = tuple[Outputs, Outputs, str]


@pytest.fixture(scope="module")
def runs() -> Runs:
    """A live notebook, one that nbgrader runs, and the loud function without a check."""

    async def at_once() -> Runs:
        graded = run_notebook(NBGRADER_EXECUTION="autograde")
        return await asyncio.gather(run_notebook(), graded, run_directly())

    return asyncio.run(at_once())


@pytest.fixture
def live(runs: Runs) -> Outputs:
    return runs[0]


@pytest.fixture
def graded(runs: Runs) -> Outputs:
    return runs[1]


def text(outputs: list[Any], name: str = "stdout") -> str:
    """What a cell printed."""
    return "".join(it.text for it in outputs if it.output_type == "stream" and it.name == name)


def error(outputs: list[Any]) -> tuple[str, str]:
    """The name of the error that a cell ended in, and what stands for its traceback."""
    [found] = [it for it in outputs if it.output_type == "error"]
    return found.ename, "\n".join(found.traceback)


# --- A live notebook ------------------------------------------------------------------------------


def test_success_is_a_line_with_a_check_mark(live: Outputs) -> None:
    assert text(live["right"]) == "\N{CHECK MARK} double: values\n"
    assert text(live["several"]) == "\N{CHECK MARK} double: graph\n" * 2
    assert live["right"][0].output_type == "stream"


def test_what_is_not_written_yet_is_said_and_the_notebook_goes_on(live: Outputs) -> None:
    assert text(live["stub"]) == "\N{WHITE SQUARE} stub: not written yet\n"
    assert text(live["quiz"]) == "\N{WHITE SQUARE} quiz: not written yet\nand on\n"
    assert all(it.output_type == "stream" for it in live["stub"] + live["quiz"])


def test_a_failure_is_shown_without_a_frame_of_the_library(live: Outputs) -> None:
    assert error(live["wrong"]) == ("CheckFailed", WRONG)
    name, shown = error(live["broken"])
    assert name == "CheckFailed"
    assert shown.startswith(BROKEN)
    assert "site-packages" not in shown
    assert "Traceback" not in shown


def test_what_the_student_prints_is_shown_and_what_tensorflow_logs_is_not(live: Outputs) -> None:
    shown = text(live["loud"])
    assert "printed on stderr\n" in shown
    assert "printed by an operation [1 2]\n" in shown
    assert "printed by tf.print 0\n" in shown
    assert shown.endswith("\N{CHECK MARK} loud: values\n")
    assert "cache_dataset_ops" not in shown
    assert "logged" not in shown
    assert "warned" not in shown
    assert text(live["loud"], "stderr") == ""


def test_a_cell_knows_that_it_is_live(live: Outputs, graded: Outputs) -> None:
    assert text(live["live"]) == "True\n"
    assert text(graded["live"]) == "False\n"
    assert text(live["live_in_function"]) == text(graded["live_in_function"]) == "False\n"


def test_a_summary_says_what_the_checks_said(live: Outputs) -> None:
    assert text(live["summary"]) == SUMMARY


def test_a_summary_forgets_what_was_said_before_a_check_ran_again(live: Outputs) -> None:
    assert text(live["run_again"]).splitlines() == ["\N{CHECK MARK} wrong: values"]
    assert text(live["summary_again"]).splitlines() == [
        "\N{CHECK MARK} wrong  all 1 visible checks passed",
        "",
        "1 of 1 pass their visible tests. Hidden tests use other inputs.",
    ]


def test_misuse_is_shown_to_the_instructor_as_it_is(live: Outputs, graded: Outputs) -> None:
    for outputs in (live, graded):
        name, shown = error(outputs["misuse"])
        assert name == "TypeError"
        assert "a check needs either expected=… or reference=…" in shown


# --- A graded notebook ----------------------------------------------------------------------------


def test_success_is_silent_when_graded(graded: Outputs) -> None:
    assert graded["right"] == []
    assert graded["several"] == []
    assert graded["summary"] == graded["summary_again"] == []


def test_everything_else_raises_when_graded(graded: Outputs) -> None:
    stub = ("NotWritten", "\N{WHITE SQUARE} stub: not written yet")
    assert error(graded["stub"]) == stub
    assert error(graded["quiz"]) == ("NotWritten", "\N{WHITE SQUARE} quiz: not written yet")
    assert text(graded["quiz"]) == ""
    assert error(graded["wrong"]) == ("CheckFailed", WRONG)
    assert error(graded["broken"])[0] == "CheckFailed"


def test_nothing_comes_out_on_stderr_when_graded(graded: Outputs) -> None:
    shown = {name: text(outputs, "stderr") for name, outputs in graded.items()}
    del shown["student"]  # it imports TensorFlow
    assert set(shown.values()) == {""}
    assert [it for it in graded["loud"] if it.output_type == "error"] == []


def test_without_a_check_the_same_code_is_loud(runs: Runs) -> None:
    shown = runs[2]
    for source in ("warnings", "logging", "tensorflow", "an operation", "tf.print"):
        assert f"by {source}" in shown
    assert "printed on stderr" in shown
    assert "cache_dataset_ops" in shown


@pytest.mark.parametrize("where", [0, 1], ids=["live", "graded"])
def test_a_call_from_a_function_raises_and_is_silent(runs: Runs, where: Literal[0, 1]) -> None:
    outputs = runs[where]
    assert outputs["function"] == []
    assert error(outputs["stub_in_function"])[0] == "NotWritten"
    assert error(outputs["wrong_in_function"])[0] == "CheckFailed"


# --- Keeping quiet, in this process ---------------------------------------------------------------


def test_stderr_is_kept_from_python_and_from_the_descriptor(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with session.quiet() as captured:
        print("from Python", file=sys.stderr)
        os.write(2, b"from C\n")
        subprocess.run(["sh", "-c", "echo from a process >&2"], check=True)
        warnings.warn("from warnings", stacklevel=1)
        print("stdout stays")
        captured.seek(0)
        assert captured.read() == "from Python\nfrom C\nfrom a process\n"
    assert capfd.readouterr() == ("stdout stays\n", "")
    print("afterwards", file=sys.stderr)
    assert capfd.readouterr().err == "afterwards\n"


def test_loggers_are_silent_meanwhile_and_as_before_afterwards(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # as in a new process
    handler = logging.StreamHandler(sys.stderr)
    logging.getLogger("earlier").addHandler(handler)
    with session.quiet():
        logging.getLogger("earlier").error("meanwhile")
        logging.warning("meanwhile")  # makes a handler over the stderr of this moment
    logging.getLogger("earlier").error("afterwards")
    logging.warning("on the descriptor")
    logging.getLogger("earlier").removeHandler(handler)
    shown = capfd.readouterr().err
    assert "meanwhile" not in shown
    assert "Logging error" not in shown
    assert "afterwards\n" in shown
    assert "on the descriptor\n" in shown


def test_a_level_that_was_disabled_stays_disabled() -> None:
    logging.disable(logging.INFO)
    try:
        with session.quiet():
            assert logging.root.manager.disable == logging.CRITICAL
        assert logging.root.manager.disable == logging.INFO
    finally:
        logging.disable(logging.NOTSET)


def test_everything_is_back_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    before = sys.stderr
    with pytest.raises(ZeroDivisionError), session.quiet():
        print(1 / 0, file=sys.stderr)
    assert sys.stderr is before
    os.write(2, b"back\n")
    assert capfd.readouterr().err == "back\n"


def test_without_a_stderr_there_is_nothing_to_keep() -> None:
    code = (
        "import os; os.close(2)\n"
        "import runpy, sys\n"
        f"quiet = runpy.run_path({session.__file__!r})['quiet']\n"
        "with quiet():\n    print('lost', file=sys.stderr)\n"
        "print('went on')"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    assert done.stdout == b"went on\n"


def test_a_replay_leaves_the_lines_of_tensorflows_log_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with session.quiet() as captured:
        os.write(2, b"W0000 00:00:1700000000.000001   12 file.cc:3] Local rendezvous\n")
        os.write(2, b"\t [[{{node Reshape}}]]\nmine: 3\nI0000 00:00:1 5 a.cc:1] more\n")
        os.write(2, b"WARNING: All log messages before absl::InitializeLog() is called\n")
        session.replay(captured)
    assert capsys.readouterr().out == "mine: 3\n"


def test_a_replay_of_nothing_prints_nothing_and_a_long_one_is_cut(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with session.quiet() as captured:
        session.replay(captured)
        assert capsys.readouterr().out == ""
        print("x" * 2 * session.REPLAY_LIMIT, file=sys.stderr)
        session.replay(captured)
    assert len(capsys.readouterr().out) == session.REPLAY_LIMIT + 1


def test_a_module_is_no_live_notebook() -> None:
    assert not session.in_students_notebook(sys._getframe())
