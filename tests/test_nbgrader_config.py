"""The course's settings, as the real nbgrader takes them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader import plugins, preprocessors
from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.exchange.default.exchange import Exchange
from traitlets.config import Config, Configurable, PyFileConfigLoader

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "nbgrader_config.py"
BIN = Path(sys.executable).parent

SOLUTION = """def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
"""
WRONG = "def double(x):\n    return x\n"
VALUES = "assert double(1) == 2"
HIDDEN = "# more tests\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS"
QUIET = """import os
assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "3"
assert os.environ["TF_ENABLE_ONEDNN_OPTS"] == "0"
_ = os.write(2, b"I0000 00:00:1700000000.123456    42 stub.cc:31] No GPU will be used.\\n")
"""
ESSAY = "Why?\n=== BEGIN MARK SCHEME ===\nbecause\n=== END MARK SCHEME ==="

Edit = Callable[[nbformat.NotebookNode], None]


def test_another_tag_skips_cells_at_every_start() -> None:
    first, second = (_config().Execute.skip_cells_with_tag for _ in range(2))
    assert first != second
    assert len(first) >= 32


def test_every_setting_is_a_trait_of_nbgrader() -> None:
    known = _configurable_classes()
    for name, settings in _config().items():
        traits = known[name].class_traits(config=True)
        for trait, value in settings.items():
            assert trait in traits, f"c.{name}.{trait}"
            known[name](**{trait: value})


def test_tensorflows_log_does_not_count_as_a_failure() -> None:
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    use = "import tensorflow as tf; tf.constant(1) + 1"
    command = [sys.executable, "-c", use]
    log = subprocess.run(command, env=os.environ | quiet, capture_output=True, text=True).stderr
    pattern = _config().IgnorePattern.pattern
    assert not log or re.search(pattern, log)


@pytest.mark.parametrize("stderr", ["oops\n", "Traceback (most recent call last):\n", "I0000\n"])
def test_what_a_submission_writes_to_standard_error_counts(stderr: str) -> None:
    log = "I0000 00:00:1700000000.123456    42 stub.cc:31] No GPU will be used.\n"
    pattern = _config().IgnorePattern.pattern
    assert re.search(pattern, log)
    for text in (stderr, log + stderr, stderr + log):
        assert not re.search(pattern, text)


def test_a_release_has_no_solution_no_hidden_test_no_mark_scheme(course: "Course") -> None:
    cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in course.released.cells}
    assert "raise NotImplementedError()" in cells["double"]
    assert "return 2 * x" not in cells["double"]
    assert cells["double--hidden"] == "# more tests"
    assert cells["essay"] == "Why?"


def test_nothing_private_is_released(course: "Course") -> None:
    assert _names(course.folder / "release" / "doubling") == ["data.csv", "doubling.ipynb"]


def test_nbgrader_recognises_every_setting(course: "Course") -> None:
    assert "not recognized" not in course.log
    assert "| ERROR]" not in course.log


def test_a_right_solution_gets_all_points(course: "Course") -> None:
    assert course.scores("right") == {"double--values": 3, "double--hidden": 2, "quiet": 1}


def test_a_wrong_solution_gets_none(course: "Course") -> None:
    assert course.scores("wrong") == {"double--values": 0, "double--hidden": 0, "quiet": 1}


def test_the_tag_that_skips_a_test_cell_earns_nothing(course: "Course") -> None:
    assert course.scores("skips") == {"double--values": 0, "double--hidden": 0, "quiet": 1}


def test_deleted_test_cells_are_put_back_and_run(course: "Course") -> None:
    assert course.scores("deletes") == {"double--values": 0, "double--hidden": 0, "quiet": 1}
    restored = nbformat.read(course.folder / "autograded/deletes/doubling/doubling.ipynb", 4)
    sources = [cell.source for cell in restored.cells]
    notice = "# This cell (double--hidden) was missing from the submission and has been put back."
    assert any(source.startswith(notice) and "double(21)" in source for source in sources)


def test_modules_beside_a_notebook_are_left_out(course: "Course") -> None:
    assert (course.folder / "submitted/right/doubling/numpy.py").exists()
    assert _names(course.folder / "autograded/right/doubling") == ["data.csv", "doubling.ipynb"]


@dataclass(frozen=True)
class Course:
    """A tiny course in a folder of its own, released and graded."""

    folder: Path
    log: str

    @property
    def released(self) -> nbformat.NotebookNode:
        return nbformat.read(self.folder / "release/doubling/doubling.ipynb", 4)

    def scores(self, student: str) -> dict[str, float | None]:
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            grades = gradebook.find_submission_notebook("doubling", "doubling", student).grades
            return {grade.name: grade.auto_score for grade in grades if grade.name != "essay"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(CONFIG, folder)
    _write_source(folder / "source" / "doubling")
    log = _nbgrader(folder, "generate_assignment", "doubling")

    def write(cell: int, source: str) -> Edit:
        return lambda notebook: notebook.cells[cell].update(source=source)

    def skip_tests(notebook: nbformat.NotebookNode) -> None:
        write(0, WRONG)(notebook)
        for cell in notebook.cells[1:3]:
            cell.metadata.tags = ["skip-execution"]

    def delete_tests(notebook: nbformat.NotebookNode) -> None:
        write(0, WRONG)(notebook)
        del notebook.cells[1:3]

    _submit(folder, "right", write(0, SOLUTION))
    _submit(folder, "wrong", write(0, WRONG))
    _submit(folder, "skips", skip_tests)
    _submit(folder, "deletes", delete_tests)
    (folder / "submitted/right/doubling/numpy.py").write_text("assert False\n")
    log += _nbgrader(folder, "autograde", "doubling")
    return Course(folder, log)


def _write_source(folder: Path) -> None:
    folder.mkdir(parents=True)
    cells = [
        _cell("double", SOLUTION, solution=True),
        _cell("double--values", VALUES, points=3),
        _cell("double--hidden", HIDDEN, points=2),
        _cell("quiet", QUIET, points=1),
        _cell("essay", ESSAY, points=4, task=True),
    ]
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), folder / "doubling.ipynb")
    for name in ("data.csv", ".secret", "helper.py", "corpus/wheat_double.txt", "gradebook.db"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x\n")


KERNEL = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}


def _cell(
    grade_id: str, source: str, *, points: int = 0, solution: bool = False, task: bool = False
) -> nbformat.NotebookNode:
    nbgrader = {
        "grade": bool(points) and not task,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": task,
    } | ({"points": points} if points else {})
    new_cell = new_markdown_cell if task else new_code_cell
    return new_cell(source, metadata={"nbgrader": nbgrader})


def _submit(folder: Path, student: str, edit: Edit) -> None:
    submitted = folder / "submitted" / student / "doubling"
    shutil.copytree(folder / "release" / "doubling", submitted)
    notebook = nbformat.read(submitted / "doubling.ipynb", 4)
    edit(notebook)
    nbformat.write(notebook, submitted / "doubling.ipynb")


def _nbgrader(folder: Path, *arguments: str) -> str:
    """Run nbgrader as from a desktop: its folder not in PATH, no settings but the course's."""
    home = folder.parent / "home"
    own = ("TF_", "JUPYTER", "PATH")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    done = subprocess.run(
        [BIN / "nbgrader", *arguments],
        cwd=folder,
        env=inherited | {"PATH": os.defpath, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def _config() -> Config:
    environment = dict(os.environ)
    try:
        return PyFileConfigLoader(CONFIG.name, path=str(ROOT)).load_config()
    finally:
        os.environ.clear()
        os.environ.update(environment)


def _configurable_classes() -> dict[str, type[Configurable]]:
    modules = [vars(module).values() for module in (plugins, preprocessors)]
    found = [*modules[0], *modules[1], Autograde, GenerateAssignment, Exchange]
    found += [*NbGrader().classes, *NbGrader().all_configurable_classes()]
    return {c.__name__: c for c in found if isinstance(c, type) and issubclass(c, Configurable)}


def _names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
