"""Releases: made by the real nbgrader, complete, clean, and the same bytes each time."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tracegrade.errors import Misuse, Ungradable
from tracegrade.notebooks import notebook_from, read_notebook, write_notebook
from tracegrade.release import BrokenRules, Leaking, release, replace_folder

from tests.courses import DOUBLE, PLAIN, VALUES, WARM_UP, course, document, markdown

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "nbgrader_config.py"


def _course(root: Path) -> Path:
    root.mkdir()
    shutil.copy(CONFIG, root)
    course(root, warm_up=WARM_UP, again=PLAIN)
    (root / "source" / "warm_up" / "data.csv").write_text("x,y\n1,2\n")
    (root / "source" / "again" / "README.md").write_text("Read this.")
    (root / "gradebook.db").write_bytes(b"marks")
    return root


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose two assignments have been released; tests leave it as it is."""
    root = _course(tmp_path_factory.mktemp("course") / "course")
    made = release(root)
    assert [it.folder for it in made] == [root / "release" / name for name in ("again", "warm_up")]
    assert [it.rule for it in made[0].warnings] == ["open-test", "open-test"]
    assert made[1].warnings == ()
    return root


@pytest.fixture
def own(released: Path, tmp_path: Path) -> Path:
    """A copy of that course, to change."""
    return Path(shutil.copytree(released, tmp_path / "own"))


def test_a_release_holds_notebook_data_wheel_and_readme(released: Path) -> None:
    folder = released / "release" / "warm_up"
    (wheel,) = folder.glob("*.whl")
    assert set(_bytes(folder)) == {"warm_up.ipynb", "data.csv", "README.md", wheel.name}
    readme = (folder / "README.md").read_text()
    assert f"pip install {wheel.name}" in readme
    assert "tracegrade check warm_up.ipynb" in readme


def test_the_notebook_is_what_nbgrader_makes_of_it(released: Path) -> None:
    source = read_notebook(released / "source" / "warm_up" / "warm_up.ipynb")
    notebook = read_notebook(released / "release" / "warm_up" / "warm_up.ipynb")
    assert [cell.source for cell in notebook.cells] == [cell.released for cell in source.cells]
    metadata = notebook.document["cells"][3]["metadata"]
    assert metadata["editable"] is False
    assert len(metadata["nbgrader"]["checksum"]) == 32


def test_a_readme_of_the_instructor_is_kept(released: Path) -> None:
    assert (released / "release" / "again" / "README.md").read_text() == "Read this."


def test_nothing_else_of_the_course_is_touched(released: Path) -> None:
    names = {"nbgrader_config.py", "gradebook.db", "source", "release"}
    assert {path.name for path in released.iterdir()} == names
    assert {path.name for path in (released / "release").iterdir()} == {"warm_up", "again"}
    assert (released / "gradebook.db").read_bytes() == b"marks"


def test_a_release_is_the_same_to_the_byte(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _bytes(own)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("PYTHONHASHSEED", "3")
    monkeypatch.chdir(own)
    release(names=["warm_up", "warm_up"])
    assert _bytes(own) == before


def test_an_ordinary_generate_assignment_gives_the_same_notebook(own: Path) -> None:
    shutil.rmtree(own / "release" / "warm_up")
    (own / "gradebook.db").unlink()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "warm_up"],
        cwd=own,
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=True,
    )
    assert (own / "gradebook.db").exists()
    ordinary = _bytes(own / "release" / "warm_up")
    release(own, ["warm_up"])
    ours = _bytes(own / "release" / "warm_up")
    assert ours["warm_up.ipynb"] == ordinary["warm_up.ipynb"]
    assert ours.items() >= ordinary.items()


def test_what_is_left_of_an_old_release_goes(own: Path) -> None:
    folder = own / "release" / "again"
    before = _bytes(folder)
    (folder / "tracegrade-0.0.1-py3-none-any.whl").touch()
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "again-checkpoint.ipynb").touch()
    release(own, ["again"])
    assert _bytes(folder) == before


# What keeps an assignment from being released, and the old release in its place


def _refused(root: Path, name: str, kind: type[Ungradable]) -> Ungradable:
    before = _bytes(root / "release")
    with pytest.raises(kind) as caught:
        release(root, [name])
    assert _bytes(root / "release") == before
    return caught.value


def test_of_several_assignments_all_are_released_or_none(own: Path) -> None:
    before = _bytes(own / "release")
    course(own, again=[*PLAIN, markdown("Once more.")], warm_up=[DOUBLE, VALUES])
    with pytest.raises(BrokenRules):
        release(own)
    assert _bytes(own / "release") == before


def test_broken_rules_are_listed(own: Path) -> None:
    course(own, warm_up=[DOUBLE, VALUES])
    error = _refused(own, "warm_up", BrokenRules)
    assert isinstance(error, BrokenRules)
    assert {finding.rule for finding in error.findings} == {
        "check-import",
        "dependency",
        "test-count",
    }
    first, *reasons = str(error).split("\n")
    assert first == f"{own}/source/warm_up: is not released, since its source breaks rules."
    assert len(reasons) == len(error.findings)


def test_leaks_are_listed(own: Path) -> None:
    (own / "source" / "again" / "hints.txt").write_text("twofold = x + x")
    error = _refused(own, "again", Leaking)
    assert str(error) == (
        f"{own}/source/again: is not released, since students would read what they must not.\n"
        "  hints.txt: holds a line of the solution of double: twofold = x + x"
    )


def test_what_nbgrader_refuses_is_passed_on(own: Path) -> None:
    path = own / "source" / "again" / "again.ipynb"
    raw = document(*PLAIN)
    raw["metadata"]["kernelspec"]["language"] = "cobol"
    write_notebook(notebook_from(raw, path), path)
    error = _refused(own, "again", Ungradable)
    assert "nbgrader generate_assignment failed" in str(error)
    assert "language 'cobol' has not been specified" in str(error)


def test_files_of_somebody_else_are_not_deleted(own: Path) -> None:
    notes = own / "release" / "again" / "notes.txt"
    notes.write_text("mine")
    error = _refused(own, "again", Ungradable)
    assert error.where.path == notes
    assert "is no part of what would replace its folder. Move it to source/" in str(error)


def test_areplace_folderment_that_fails_leaves_the_old_release(own: Path) -> None:
    folder = own / "release" / "again"
    before = _bytes(folder)
    with pytest.raises(FileNotFoundError):
        replace_folder(folder, own / "release" / "nothing")
    assert _bytes(folder) == before


def test_an_unknown_assignment_is_misuse(own: Path) -> None:
    with pytest.raises(Misuse, match="there is no assignment 'cool_down'"):
        release(own, ["again", "cool_down"])


def test_a_course_without_assignments_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    with pytest.raises(Misuse, match="the course has no assignment"):
        release(tmp_path)


def test_without_nbgrader_it_says_what_to_install(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(
        Misuse, match=r'needs nbgrader. Run `pip install "tracegrade\[instructor\]"'
    ):
        release(own)


def test_only_the_nbgrader_route_imports_nbgrader() -> None:
    loaded = "import sys, tracegrade.release; sys.exit(any(n == 'nbgrader' for n in sys.modules))"
    subprocess.run([sys.executable, "-c", loaded], check=True)
