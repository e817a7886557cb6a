"""Assignments of a course, and their exercises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tracegrade.errors import Misuse
from tracegrade.names import quiet_names
from tracegrade.notebooks import Cell, Notebook, read_notebook

SOURCE = "source"
CACHES = frozenset({".ipynb_checkpoints", "__pycache__"})
"""Folders of tools that belong to no assignment."""


@dataclass(frozen=True)
class Exercise:
    """What students write in one solution cell, and the cells that test it."""

    id: str
    solution: Cell
    tests: tuple[Cell, ...]

    @property
    def points(self) -> float:
        """The points of its test cells."""
        return _sum_of_points(self.tests)

    @property
    def is_quiz(self) -> bool:
        """Whether it asks for values, and not for a function or a class."""
        return self.solution.is_quiz


@dataclass(frozen=True)
class Assignment:
    """The source notebooks of an assignment, in the order of their names."""

    name: str
    folder: Path
    notebooks: tuple[Notebook, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of all notebooks."""
        return tuple(exercise for book in self.notebooks for exercise in exercises_of(book))

    @property
    def tests(self) -> tuple[Cell, ...]:
        """The test cells of all notebooks."""
        return tuple(cell for book in self.notebooks for cell in book.cells if cell.is_test)

    @property
    def quizzes(self) -> frozenset[str]:
        """The names of the exercises that ask for values."""
        return frozenset(exercise.id for exercise in self.exercises if exercise.is_quiz)

    @property
    def points(self) -> float:
        """The points of all test cells; written answers, which people grade, come on top."""
        return _sum_of_points(self.tests)


def exercises_of(notebook: Notebook) -> tuple[Exercise, ...]:
    """The exercises of a notebook: each solution cell, with the test cells named after it."""
    tests = [cell for cell in notebook.cells if cell.is_test]
    return tuple(
        Exercise(cell.grade_id, cell, tuple(t for t in tests if t.exercise == cell.grade_id))
        for cell in notebook.cells
        if cell.is_solution and not cell.grade and cell.grade_id is not None
    )


def independent_locked(notebook: Notebook, test: Cell) -> tuple[Cell, ...]:
    """The locked cells before a test cell that need nothing but one another."""
    known: set[str] = set()
    cells = []
    for cell in notebook.cells[: test.index]:
        names = quiet_names(cell.source)
        if cell.is_locked_code and names.free <= known:
            known |= names.defined
            cells.append(cell)
    return tuple(cells)


def assignment_names(course: Path = Path()) -> tuple[str, ...]:
    """The assignments of a course: the folders in `source/` that hold a notebook.

    Raises `Misuse` if the course has no such folder.
    """
    source = course / SOURCE
    if not source.is_dir():
        remedy = "Run it in the folder of a course, or name that folder with --course."
        raise Misuse("is not a course: it has no folder source/", remedy, path=course)
    return tuple(sorted(folder.name for folder in source.iterdir() if _notebook_paths(folder)))


def load_assignment(name: str, course: Path = Path()) -> Assignment:
    """Read the source notebooks of an assignment.

    Raises `Misuse` if the course has no such assignment, `Ungradable` if a notebook cannot be read.
    """
    name = name.rstrip("/")  # as shells complete the name of a folder
    names = assignment_names(course)
    if name not in names:
        known = f"There are: {', '.join(names)}." if names else "The course has none."
        raise Misuse(f"there is no assignment {name!r}", known, path=course / SOURCE)
    folder = course / SOURCE / name
    return Assignment(name, folder, tuple(read_notebook(path) for path in _notebook_paths(folder)))


def _notebook_paths(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.ipynb") if path.is_file())


def _sum_of_points(cells: Iterable[Cell]) -> float:
    return sum(cell.points or 0.0 for cell in cells)
