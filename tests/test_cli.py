"""The command: help, exit statuses, and one clear sentence for what went wrong."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tracegrade import __version__, cli
from tracegrade.notebooks import write_notebook
from tracegrade.submissions import fill

from tests.courses import DOUBLE, PLAIN, VALUES, WARM_UP, course, markdown, notebook

COMMANDS = ["release", "check", "doctor"]


def _notebook(folder: Path, answer: str) -> Path:
    path = folder / "warm_up.ipynb"
    write_notebook(fill(notebook(*WARM_UP), {"double": answer}, rest="stub"), path)
    return path


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main([command, "--help"])
    assert re.search(rf"example:\n  tracegrade {command} \w", capsys.readouterr().out)


def test_the_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--help"])
    text = capsys.readouterr().out
    assert all(f"    {command} " in text for command in COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["grade_all"], ["check"], ["release", "--force"]])
def test_wrong_arguments_are_misuse(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(arguments)
    assert "error:" in capsys.readouterr().err


def test_python_dash_m_is_the_command() -> None:
    run = _python("-m", "tracegrade", "--version")
    assert (run.returncode, run.stdout) == (0, f"tracegrade {__version__}\n")


def test_help_does_not_wait_for_tensorflow() -> None:
    code = (
        "import sys\nfrom tracegrade.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('tensorflow', 'numpy', 'IPython') if name in sys.modules])"
    )
    assert _python("-c", code).stdout.endswith("\n[]\n")


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["check", "nosuch.ipynb"], 2, "tracegrade check: nosuch.ipynb: there is no such file.\n"),
        (["check", "."], 2, "tracegrade check: .: is a folder, not a notebook.\n"),
        (
            ["check", "empty.ipynb"],
            1,
            "tracegrade check: empty.ipynb: is not a notebook: it is empty",
        ),
        (
            ["check", "text.ipynb"],
            1,
            "tracegrade check: text.ipynb: has no test cells. Check the notebook that you were",
        ),
        (
            ["release", "cool_down"],
            2,
            "tracegrade release: source: there is no assignment 'cool_down'. There are: again.\n",
        ),
        (
            ["release", "--course", "source"],
            2,
            "tracegrade release: source: is not a course: it has no folder source/. Run it in",
        ),
        (
            ["doctor", "cool_down"],
            2,
            "tracegrade doctor: source: there is no assignment 'cool_down'. There are: again.\n",
        ),
        (["release", "again"], 1, "tracegrade release: source/again: is not released, since"),
    ],
)
def test_what_went_wrong_is_one_sentence_and_a_status(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    sentence: str,
) -> None:
    course(tmp_path, again=[DOUBLE, VALUES])
    (tmp_path / "empty.ipynb").touch()
    write_notebook(notebook(markdown("Just text.")), tmp_path / "text.ipynb")
    monkeypatch.chdir(tmp_path)
    assert cli.main(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(sentence)
    assert "Traceback" not in err


def test_a_release_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course(tmp_path, again=PLAIN)
    assert cli.main(["release", "--course", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(rf"{tmp_path}/release/again: README\.md, again\.ipynb, \S+\.whl\n", out)
    assert err.count("warning: it does not use tracegrade.check") == 2


def test_a_check_is_done_even_if_tests_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _notebook(tmp_path, "def double(x):\n    return x * x")
    assert cli.main(["check", str(path)]) == 0
    out = capsys.readouterr().out
    assert "\N{BALLOT X} double--values: failed" in out
    assert "0 of 1 visible tests passed." in out


def test_a_check_that_could_not_be_finished_has_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _notebook(tmp_path, "import os\nos._exit(3)")
    assert cli.main(["check", str(path)]) == 1
    assert "Not everything could be checked" in capsys.readouterr().out


def test_a_console_without_check_marks_gets_other_signs(tmp_path: Path) -> None:
    path = _notebook(tmp_path, "def double(x):\n    return x + x")
    run = subprocess.run(
        [sys.executable, "-m", "tracegrade", "check", str(path)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0
    assert b"  ? double--values\n" in run.stdout


def test_a_reader_who_leaves_early_gets_no_traceback(tmp_path: Path) -> None:
    path = _notebook(tmp_path, "def double(x):\n    return x + x")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as gone:
        run = subprocess.run(
            [sys.executable, "-m", "tracegrade", "check", str(path)],
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr


def test_an_interruption_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_check", interrupted)
    assert cli.main(["check", "a.ipynb"]) == 130
    assert capsys.readouterr().err == "tracegrade check: interrupted.\n"


def test_the_doctor_grades_the_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course(tmp_path, warm_up=WARM_UP)
    cli.main(["doctor", "warm_up", "--course", str(tmp_path)])
    out = capsys.readouterr().out
    assert re.search(r"^ok    Python: 3\.\d+\.\d+$", out, re.MULTILINE)
    assert "warm_up: 0 findings in its source" in out
    assert "The reference solution passes 2 of 2 tests." in out


def test_the_installed_script_is_the_command() -> None:
    script = shutil.which("tracegrade", path=str(Path(sys.executable).parent))
    if script is None:
        pytest.skip("tracegrade is not installed in this environment")
    run = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"tracegrade {__version__}\n"
