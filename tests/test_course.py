"""The course of this repository: its sources keep the rules, its releases are current and clean."""

import shutil
from pathlib import Path

import pytest
from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.leaks import find_leaks
from tracegrade.linter import lint
from tracegrade.release import release

ROOT = Path(__file__).parent.parent
NAMES = assignment_names(ROOT)


def _bytes(folder: Path) -> dict[str, bytes]:
    ours = (path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in ours if ".ipynb_checkpoints" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


@pytest.mark.parametrize("name", NAMES)
def test_the_source_breaks_no_rule(name: str) -> None:
    assert [str(finding) for finding in lint(load_assignment(name, ROOT))] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_release_gives_no_secret_away(name: str) -> None:
    assignment = load_assignment(name, ROOT)
    assert [str(leak) for leak in find_leaks(ROOT / "release" / name, assignment)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_secret_would_be_found(name: str) -> None:
    """The search finds something of each solution and each hidden part in the source itself."""
    assignment = load_assignment(name, ROOT)
    found = {leak.what for leak in find_leaks(assignment.folder, assignment)}
    for exercise in assignment.exercises:
        assert f"a line of the solution of {exercise.id}" in found
    for test in assignment.tests:
        if test.hidden:
            assert f"a line of the hidden part of {test.grade_id}" in found
    assert {"a number of a hidden test", "a marker of a region"} <= found


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same course, released anew."""
    course = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    shutil.copytree(ROOT / "source", course / "source")
    release(course)
    return course


@pytest.mark.parametrize("name", NAMES)
def test_the_release_is_current(made_again: Path, name: str) -> None:
    committed, current = _bytes(ROOT / "release" / name), _bytes(made_again / "release" / name)
    changed = [path for path in current if committed.get(path) != current[path]]
    assert (changed, set(committed) - set(current)) == ([], set()), "run `make release`"


def test_every_release_has_a_source() -> None:
    assert {folder.name for folder in (ROOT / "release").iterdir()} == set(NAMES)
