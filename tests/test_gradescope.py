"""The Gradescope route: its zip, and what runs inside, in folders laid out as Gradescope does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tracegrade.assignments import load_assignment
from tracegrade.cli import main
from tracegrade.policy import Late, Policy
from tracegrade.results.gradescope import validate
from tracegrade.routes.gradescope.package import package
from tracegrade.routes.gradescope.run import late_percent

from tests.samples import samples_of
from tests.stock import REPOSITORY

NAME = "graphs_and_training"
SAMPLES = {sample.student: sample for sample in samples_of(NAME)}
METADATA: dict[str, Any] = {
    "created_at": "2026-11-22T14:22:32.365935-08:00",
    "assignment": {"due_date": "2026-11-20T23:59:00-08:00"},
    "users": [{"name": "Ada", "email": "ada@example.org"}],
}


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assignment = load_assignment(NAME, REPOSITORY)
    return package(assignment, tmp_path_factory.mktemp("zip") / "autograder.zip")


@pytest.fixture
def root(zipped: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(zipped) as members:
        members.extractall(tmp_path / "source")
    (tmp_path / "source" / "run_autograder").chmod(0o755)
    (tmp_path / "submission").mkdir()
    return tmp_path


def run(root: Path) -> tuple[dict[str, Any], str]:
    """The results and what the staff reads, from the program that Gradescope starts."""
    python = root / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    done = subprocess.run(
        [str(root / "source" / "run_autograder")],
        env={"TRACEGRADE_PYTHON": str(python), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    results = json.loads((root / "results" / "results.json").read_text("utf-8"))
    validate(results)
    return results, done.stdout


def hand_in(root: Path, student: str, name: str = f"{NAME}.ipynb") -> None:
    [sample] = [it for it in samples_of(NAME) if it.student == student]
    sample.hand_in(load_assignment(NAME, REPOSITORY), root / "submission" / name)


def test_the_zip_holds_what_grading_needs_and_nothing_else(zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as members:
        names = set(members.namelist())
        modes = {it.filename: it.external_attr >> 16 for it in members.infolist()}
    assert names == {
        "assignment.txt",
        "requirements.txt",
        "run_autograder",
        "setup.sh",
        f"source/{NAME}/{NAME}.ipynb",
        f"source/{NAME}/feedback.toml",
        "tracegrade-0.1.0-py3-none-any.whl",
        "unfinished.json",
    }
    assert modes["setup.sh"] == modes["run_autograder"] == 0o100755


def test_the_same_source_gives_the_same_zip(zipped: Path, tmp_path: Path) -> None:
    again = package(load_assignment(NAME, REPOSITORY), tmp_path / "again.zip")
    assert again.read_bytes() == zipped.read_bytes()


def test_a_right_submission_gets_its_points(root: Path) -> None:
    hand_in(root, "right", "my work (1).ipynb")
    (root / "submission" / "notes.txt").write_text("nothing", encoding="utf-8")
    results, staff = run(root)
    assert results["score"] == SAMPLES["right"].points
    assert f"{SAMPLES['right'].points:g} of {SAMPLES['right'].points:g} points" in staff
    assert "isolation" in staff


def test_a_wrong_one_tells_the_staff_what_the_student_does_not_read(root: Path) -> None:
    hand_in(root, "mistakes")
    results, staff = run(root)
    assert results["score"] == SAMPLES["mistakes"].points
    assert "expected" in staff or "cause" in staff
    assert results["stdout_visibility"] == "hidden"


@pytest.mark.parametrize("content", [None, "not_a_notebook"])
def test_what_cannot_be_graded_gets_a_result_that_says_why(root: Path, content: str | None) -> None:
    if content:
        hand_in(root, content)
    results, _ = run(root)
    assert results["score"] == 0
    assert "notebook" in results["output"]


def test_a_result_is_there_before_python_starts(root: Path) -> None:
    (root / "source" / "assignment.txt").unlink()
    done = subprocess.run(
        [str(root / "source" / "run_autograder")],
        env={"TRACEGRADE_PYTHON": "/bin/false", "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert done.returncode != 0
    results = json.loads((root / "results" / "results.json").read_text("utf-8"))
    validate(results)
    assert "did not finish" in results["output"]


def test_what_breaks_the_grader_itself_is_told_to_the_staff(root: Path) -> None:
    hand_in(root, "right")
    book = root / "source" / "source" / NAME / f"{NAME}.ipynb"
    text = book.read_text("utf-8").replace("check.values(", "1 / 0; check.values(", 1)
    book.write_text(text, encoding="utf-8")
    results, staff = run(root)
    assert "your instructor sees which one" in results["output"]
    assert "ZeroDivisionError" in staff
    assert "ZeroDivisionError" not in json.dumps(results)


def test_lateness_is_counted_from_what_gradescope_tells(root: Path) -> None:
    hand_in(root, "half")
    (root / "submission_metadata.json").write_text(json.dumps(METADATA), encoding="utf-8")
    policy = root / "source" / "source" / NAME / "feedback.toml"
    policy.write_text("[late]\npercent_per_day = 25\n", encoding="utf-8")
    results, staff = run(root)
    assert results["score"] == 8 * 0.5
    assert "late: 50 % off" in staff


LATE = Policy(late=Late(percent_per_day=25))


@pytest.mark.parametrize(
    ("metadata", "percent"),
    [
        (METADATA, 50),
        ({**METADATA, "users": [{"assignment": {"due_date": "2026-12-24T00:00:00Z"}}]}, 0),
        ({}, 0),
        ({**METADATA, "created_at": "yesterday"}, 0),
        ({**METADATA, "created_at": "2026-11-22T14:22:32"}, 0),
        ({**METADATA, "assignment": None, "users": 3}, 0),
    ],
)
def test_metadata_of_any_form_are_read(metadata: dict[str, Any], percent: float) -> None:
    assert late_percent(metadata, LATE) == percent


def test_the_command_makes_the_zip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(REPOSITORY / "source", tmp_path / "source")
    target = tmp_path / "out" / "it.zip"
    status = main(
        ["package", NAME, "--for", "gradescope", "-o", str(target), "--course", str(tmp_path)]
    )
    assert (status, capsys.readouterr().out) == (0, f"{target}\n")
    assert zipfile.is_zipfile(target)


def test_a_policy_that_means_nothing_makes_no_zip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(REPOSITORY / "source", tmp_path / "source")
    (tmp_path / "source" / NAME / "feedback.toml").write_text("[x]", encoding="utf-8")
    assert main(["package", NAME, "--course", str(tmp_path), "-o", str(tmp_path / "it.zip")]) == 1
    assert "feedback.toml" in capsys.readouterr().err
    assert not (tmp_path / "it.zip").exists()
