"""The zip for Gradescope in a real container: setup.sh builds its image, run_autograder grades."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tracegrade.assignments import Assignment, load_assignment
from tracegrade.corpus import read_blocks
from tracegrade.notebooks import write_notebook
from tracegrade.regions import HIDDEN_TESTS, SOLUTION, inside
from tracegrade.results.gradescope import validate
from tracegrade.routes.gradescope.package import package
from tracegrade.submissions import fill
from tracegrade.supervision.nursery import FIRST_USER

from tests.containers import GRADESCOPE, Completed, Engine, Mount
from tests.samples import samples_of
from tests.stock import REPOSITORY

NAME = "graphs_and_training"
TAG = "localhost/tracegrade-tests/gradescope"
ATTACKS = Path(__file__).parent / "attacks"
# As Gradescope builds an image of a zip: its contents in source/, run_autograder taken out of it.
CONTAINERFILE = f"""FROM {GRADESCOPE}
COPY source /autograder/source
RUN cp /autograder/source/run_autograder /autograder/run_autograder \\
    && chmod +x /autograder/run_autograder \\
    && mkdir -p /autograder/submission /autograder/results \\
    && bash /autograder/source/setup.sh
CMD ["/autograder/run_autograder"]
"""
METADATA = {
    "created_at": "2026-11-22T14:22:32.365935-08:00",
    "assignment": {"due_date": "2026-11-24T23:59:00-08:00"},
    "users": [{"email": "secret@example.org"}],
}
FREE: dict[str, Any] = {}
GRADESCOPES: dict[str, Any] = {"memory": "768m", "cpus": 0.5, "pids": 256}
MODES: dict[str, dict[str, Any]] = {
    "as Gradescope": GRADESCOPES,
    "without capabilities": {"cap_drop": ["ALL"]},
    "read-only": {"read_only": True},
    "all at once": {**GRADESCOPES, "cap_drop": ["ALL"], "read_only": True},
}


@dataclass(frozen=True)
class Graded:
    """What came out of a container: its end, what students may read, what the staff reads."""

    done: Completed
    results: dict[str, Any]
    text: str

    @property
    def causes(self) -> dict[str, str]:
        return {it["name"]: it["extra_data"]["cause"] for it in self.results["tests"]}


@pytest.fixture(scope="session")
def assignment() -> Assignment:
    return load_assignment(NAME, REPOSITORY)


@pytest.fixture(scope="session")
def image(engine: Engine, assignment: Assignment, tmp_path_factory: pytest.TempPathFactory) -> str:
    context = tmp_path_factory.mktemp("context")
    with zipfile.ZipFile(package(assignment, context / "it.zip")) as members:
        members.extractall(context / "source")
    return engine.build(context, CONTAINERFILE, TAG).image


@pytest.fixture
def grade(
    engine: Engine, image: str, assignment: Assignment, tmp_path: Path
) -> Callable[..., Graded]:
    """Grade a sample of that name, or an attack, or what is handed in already."""
    submission, results = tmp_path / "submission", tmp_path / "results"
    for folder in (submission, results):
        folder.mkdir()
    metadata = tmp_path / "submission_metadata.json"
    metadata.write_text(json.dumps(METADATA), encoding="utf-8")
    mounts = [
        Mount(submission, "/autograder/submission", writable=True),
        Mount(results, "/autograder/results", writable=True),
        Mount(metadata, "/autograder/submission_metadata.json"),
    ]

    def graded(name: str, limits: dict[str, Any]) -> Graded:
        hand_in(assignment, name, submission / "homework (2).ipynb")
        done = engine.run(image, [], mounts, **limits)
        text = (results / "results.json").read_text("utf-8")
        document = json.loads(text)
        validate(document)
        return Graded(done, document, text)

    return graded


def hand_in(assignment: Assignment, name: str, path: Path) -> None:
    attack = ATTACKS / f"{name}.py"
    if not attack.exists():
        [sample] = [it for it in samples_of(NAME) if it.student == name]
        sample.hand_in(assignment, path)
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
        ("right", 18, {"passed"}),
        ("half", 8, {"passed", "not written"}),
        ("untouched", 0, {"not written"}),
        ("loops", 8, {"passed", "timed out"}),
        ("dies", 10, {"passed", "died"}),
        ("devours_memory", 8, {"passed", "died", "error"}),
        ("on_gradescope", 8, {"passed", "not written"}),
    ],
)
def test_each_kind_of_submission_gets_its_points(
    grade: Callable[..., Graded], name: str, points: float, causes: set[str], limits: dict[str, Any]
) -> None:
    graded = grade(name, limits)
    assert graded.results["score"] == points, graded.done
    assert set(graded.causes.values()) <= causes
    assert graded.done.status == 0
    assert graded.results["extra_data"]["isolation"] == "portable"


def test_a_mistake_is_told_to_the_student_by_its_cause_and_to_the_staff_in_full(
    grade: Callable[..., Graded],
) -> None:
    graded = grade("mistakes", FREE)
    entries = {it["name"]: it for it in graded.results["tests"]}
    assert graded.results["score"] == 10
    assert "<strong>Tested</strong>" in entries["add_noise--values"]["output"]
    assert "expected  " in graded.done.stdout
    assert graded.results["stdout_visibility"] == "hidden"


def test_the_container_reaches_every_layer_of_isolation(grade: Callable[..., Graded]) -> None:
    staff = grade("untouched", FREE).done.stdout
    assert "(descriptors, user, capabilities, limits, threads, memory, privileges, " in staff


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
    return sorted(line for line in lines if len(line) > 25 and not line.startswith("#"))


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
