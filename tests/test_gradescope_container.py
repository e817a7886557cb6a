"""The zip for Gradescope in a real container: setup.sh builds its image, run_autograder grades."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tracegrade.assignments import Assignment, load_assignment
from tracegrade.corpus import read_blocks
from tracegrade.notebooks import write_notebook
from tracegrade.regions import HIDDEN_TESTS, SOLUTION, inside
from tracegrade.sandbox import Level, layers_of
from tracegrade.submissions import fill
from tracegrade.supervision.nursery import FIRST_USER

from tests.containers import Engine, Mount
from tests.gradescope import LIMITS, Graded, build_image, grade
from tests.samples import samples_of
from tests.stock import REPOSITORY

NAME = "graphs_and_training"
SAMPLES = {sample.student: sample for sample in samples_of(NAME)}
ATTACKS = Path(__file__).parent / "attacks" / "in_containers"
MODES: dict[str, dict[str, Any]] = {
    "as Gradescope": LIMITS,
    "without capabilities": {"cap_drop": ["ALL"]},
    "read-only": {"read_only": True},
    "all at once": {**LIMITS, "cap_drop": ["ALL"], "read_only": True},
}


@pytest.fixture(scope="session")
def assignment() -> Assignment:
    return load_assignment(NAME, REPOSITORY)


@pytest.fixture(scope="session")
def image(engine: Engine, assignment: Assignment, tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_image(engine, assignment, tmp_path_factory.mktemp("context"))


@pytest.fixture
def graded(
    engine: Engine, image: str, assignment: Assignment, tmp_path: Path
) -> Callable[..., Graded]:
    """Grades a sample or an attack of that name."""

    def grade_it(name: str, **limits: Any) -> Graded:
        return grade(engine, image, tmp_path, partial(hand_in, assignment, name), **limits)

    return grade_it


def hand_in(assignment: Assignment, name: str, path: Path) -> None:
    attack = ATTACKS / f"{name}.py"
    if not attack.exists():
        SAMPLES[name].hand_in(assignment, path)
        return
    [notebook] = assignment.notebooks
    write_notebook(fill(notebook, read_blocks(attack)[1], rest="stub"), path)


def in_modes(*sampled: str) -> pytest.MarkDecorator:
    """Each mode; those that are not sampled run in `make test-all` alone."""
    marks = {name: () if name in sampled else pytest.mark.full for name in MODES}
    cases = [pytest.param(MODES[name], id=name, marks=marks[name]) for name in MODES]
    return pytest.mark.parametrize("limits", cases)


@in_modes("all at once")
@pytest.mark.parametrize(
    ("name", "points", "causes"),
    [
        ("right", SAMPLES["right"].points, {"passed"}),
        ("half", SAMPLES["half"].points, {"passed", "not written"}),
        ("untouched", 0, {"not written"}),
        pytest.param(
            *("loops", SAMPLES["loops"].points, {"passed", "timed out"}), marks=pytest.mark.full
        ),
        ("dies", SAMPLES["dies"].points, {"passed", "died"}),
        ("devours_memory", 8, {"passed", "died", "error", "not written"}),
        ("on_gradescope", 8, {"passed", "not written"}),
    ],
)
def test_each_kind_of_submission_gets_its_points(
    graded: Callable[..., Graded],
    name: str,
    points: float,
    causes: set[str],
    limits: dict[str, Any],
) -> None:
    came = graded(name, **limits)
    assert came.results["score"] == points, came.done.stdout
    assert set(came.causes.values()) <= causes
    assert came.done.status == 0
    assert came.results["extra_data"]["isolation"] == "portable"


def test_a_mistake_is_told_to_the_student_by_its_cause_and_to_the_staff_in_full(
    graded: Callable[..., Graded],
) -> None:
    came = graded("mistakes")
    entries = {it["name"]: it for it in came.results["tests"]}
    assert came.results["score"] == SAMPLES["mistakes"].points
    assert "<strong>Tested</strong>" in entries["add_noise--values"]["output"]
    assert "expected  " in came.done.stdout
    assert came.results["stdout_visibility"] == "hidden"


def test_the_container_reaches_what_needs_no_namespaces(graded: Callable[..., Graded]) -> None:
    about = re.search(r"isolation portable \((.*)\)", graded("untouched").done.stdout)
    assert about is not None
    assert layers_of(Level.PORTABLE) | {"user", "threads"} <= set(about[1].split(", "))


WALK = """
import json, os, sys
words = [it.encode() for it in json.load(open("/words.json"))]
seen = 0
for top, folders, files in os.walk("/"):
    folders[:] = [it for it in folders if os.path.join(top, it) not in ("/proc", "/sys", "/dev")]
    for path in (os.path.join(top, name) for name in files):
        try:
            with open(path, "rb") as file:
                content = file.read(50_000_000)
        except OSError:
            continue
        seen += 1
        found = [it for it in words if it in content and path != "/words.json"]
        if found or path.startswith("/autograder/source"):
            print(path, found)
print("seen", seen)
"""


def secrets(assignment: Assignment) -> list[str]:
    """Lines of hidden tests and of solutions that stand nowhere else."""
    [notebook] = assignment.notebooks
    regions = [
        inside(cell.source, HIDDEN_TESTS if cell.is_test else SOLUTION) for cell in notebook.cells
    ]
    lines = {line.strip() for region in regions for line in region.split("\n")}
    # TensorFlow and Keras have shorter ones as well.
    return sorted(line for line in lines if len(line) >= 40 and not line.startswith("#"))


def test_the_user_that_runs_the_notebook_can_read_no_secret(
    engine: Engine, image: str, assignment: Assignment, tmp_path: Path
) -> None:
    words = secrets(assignment)
    assert len(words) > 10
    (tmp_path / "words.json").write_text(json.dumps(words), encoding="utf-8")
    (tmp_path / "walk.py").write_text(WALK, encoding="utf-8")
    mounts = [Mount(tmp_path / name, f"/{name}") for name in ("words.json", "walk.py")]
    walk = ["python3", "/walk.py"]

    as_root = engine.run(image, walk, mounts).stdout
    as_student = engine.run(image, walk, mounts, user=f"{FIRST_USER}:{FIRST_USER}").stdout

    assert f"/autograder/source/source/{NAME}/{NAME}.ipynb" in as_root
    assert as_student.startswith("seen ")
    assert int(as_student.split()[1]) > 5000


def test_the_image_holds_nothing_that_grading_does_not_need(engine: Engine, image: str) -> None:
    listed = engine.run(image, ["ls", "/opt/tracegrade/lib/python3.10/site-packages"])
    names = set(listed.stdout.split())
    assert {"tensorflow", "tracegrade", "IPython"} <= names
    assert names.isdisjoint({"pip", "nbgrader", "otter", "jupyterlab", "pytest", "tensorboard"})
