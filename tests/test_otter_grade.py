"""The real `otter grade` on our zip: it builds its image, and grades in containers of it."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from tracegrade.assignments import load_assignment
from tracegrade.sandbox import Level, layers_of

from tests.containers import GRADESCOPE, CommandLine, Engine
from tests.otter import OTTER, hand_in, packaged
from tests.samples import samples_of
from tests.stock import REPOSITORY

pytestmark = pytest.mark.full

NAME = "graphs_and_training"
SAMPLES = {
    f"{sample.student}.ipynb": sample
    for sample in samples_of(NAME)
    if sample.student in ("right", "half", "untouched", "dies")
}
IMAGE = "localhost/tracegrade-tests/otter-grade"
# Otter's own Dockerfile runs setup.sh again, which finds that all is installed.
CONTAINERFILE = f"""FROM {GRADESCOPE}
COPY source /autograder/source
RUN bash /autograder/source/setup.sh
"""
# What Otter asks of Docker, podman does, but for buildx: there is no builder to inspect, and its
# builds get the machine's network. BuildKit passes over `ADD files*` where no file has such a name,
# and podman does not. Without layers, no other test can prune them.
DOCKER = """#!/bin/sh
set -eu
case "$1 $2" in
"buildx inspect") echo "Name: podman" ;;
"buildx ls") echo '{{"Name": "podman", "Driver": "podman"}}' ;;
"buildx build")
    shift 2
    for context; do :; done
    mkdir -p "$context/files"
    exec {podman} build {flags} --layers=false --network=host "$@"
    ;;
*) exec {podman} "$@" ;;
esac
"""


@dataclass(frozen=True)
class Graded:
    """What `otter grade` wrote, by notebook, and printed, with the reports of the plugin."""

    rows: dict[str, dict[str, str]]
    printed: str


@pytest.fixture(scope="module")
def podman(engine: Engine) -> CommandLine:
    if not isinstance(engine, CommandLine) or engine.command[0] != "podman":
        pytest.skip(f"`otter grade` is tested with podman alone; {engine.about}")
    return engine


@pytest.fixture(scope="module")
def graded(podman: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    folder = tmp_path_factory.mktemp("otter-grade")
    assignment = load_assignment(NAME, REPOSITORY)
    package = packaged(folder, assignment)
    for name, sample in SAMPLES.items():
        answers = sample.answers(assignment)
        hand_in(package.student, assignment, answers, folder / "submitted" / name)

    with zipfile.ZipFile(package.autograder) as members:
        members.extractall(folder / "context" / "source")
    podman.build(folder / "context", CONTAINERFILE, IMAGE)
    return otter_grade(podman, package.autograder, folder / "submitted", folder)


def otter_grade(podman: CommandLine, autograder: Path, submitted: Path, folder: Path) -> Graded:
    programs = folder / "programs"
    programs.mkdir()
    docker = programs / "docker"
    flags = shlex.join(podman.build_flags)
    path = shlex.quote(shutil.which("podman") or "podman")
    docker.write_text(DOCKER.format(podman=path, flags=flags), encoding="utf-8")
    docker.chmod(0o755)
    done = subprocess.run(
        [
            *(OTTER, "grade", "-v", "-v", "--name", NAME, "--autograder", str(autograder)),
            *("--image", IMAGE, "--output-dir", str(folder), "--containers", "2"),
            *("--no-network", "--timeout", "300", str(submitted)),
        ],
        env={**podman.environment, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    with open(folder / "final_grades.csv", encoding="utf-8", newline="") as file:
        return Graded({row["file"]: row for row in csv.DictReader(file)}, done.stdout)


def test_each_kind_of_submission_gets_its_points(graded: Graded) -> None:
    rows = {name: graded.rows[name] for name in SAMPLES}

    assert {row["grading_status"] for row in rows.values()} == {"Completed"}, graded.printed
    points = {name: float(row["total_points_earned"]) for name, row in rows.items()}
    assert points == {name: sample.points for name, sample in SAMPLES.items()}


def test_each_question_has_its_column(graded: Graded) -> None:
    possible = graded.rows["points-per-question"]
    failed = {
        name: {test for test, points in row.items() if "--" in test and float(points) == 0}
        for name, row in graded.rows.items()
    }

    assert float(possible["total_points_earned"]) == load_assignment(NAME, REPOSITORY).points
    assert failed == {
        "points-per-question": set(),
        **{name: set(sample.fails) for name, sample in SAMPLES.items()},
    }


def test_the_staff_read_how_code_was_confined(graded: Graded) -> None:
    reached = re.findall(r"isolation portable \((.*)\)", graded.printed)
    assert len(reached) == len(SAMPLES)
    for layers in reached:
        assert layers_of(Level.PORTABLE) | {"user", "threads"} <= set(layers.split(", "))
