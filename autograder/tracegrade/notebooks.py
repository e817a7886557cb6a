"""Notebooks and their cells, read with the standard library alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args
from zipfile import is_zipfile

from tracegrade.errors import Misuse, Ungradable
from tracegrade.names import defines_code
from tracegrade.regions import (
    CODE_STUB,
    HIDDEN_TESTS,
    QUIZ_STUB,
    SOLUTION,
    TEXT_STUB,
    outside,
    stubbed,
    without_regions,
)

# Each value of JSON takes up to a hundred times the memory of its text.
_MOST_VALUES = 2_000_000
_SAVE_AGAIN = "Save it again in Jupyter, or paste your answers into a fresh copy."

Kind = Literal["code", "markdown", "raw"]


@dataclass(frozen=True)
class Cell:
    """A cell, with what nbgrader's metadata say of it; `index` is its position, counted from 0."""

    kind: Kind
    source: str
    grade_id: str | None = None
    grade: bool = False
    solution: bool = False
    locked: bool = False
    task: bool = False
    points: float | None = None
    index: int = 0

    @property
    def is_test(self) -> bool:
        """Whether the cell's output decides points: graded code that students do not write."""
        return self.kind == "code" and self.grade and not self.solution

    @property
    def is_solution(self) -> bool:
        """Whether students write code here."""
        return self.kind == "code" and self.solution

    @property
    def is_quiz(self) -> bool:
        """Whether students write values here, and no function or class."""
        try:
            return self.is_solution and not defines_code(self.source)
        except SyntaxError:
            return False

    @property
    def is_locked_code(self) -> bool:
        """Whether it is given code that is no test: imports, data, helpers."""
        return self.kind == "code" and self.locked and not self.grade and not self.solution

    @property
    def has_visible_part(self) -> bool:
        """Whether students have more of a test cell than comments."""
        lines = (line.strip() for line in self.visible.split("\n"))
        return any(line and not line.startswith("#") for line in lines)

    @property
    def exercise(self) -> str | None:
        """The exercise that the cell belongs to: its grade_id up to `--`."""
        return self.grade_id.split("--")[0] if self.grade_id is not None else None

    @property
    def visible(self) -> str:
        """The source without hidden tests."""
        return outside(self.source, HIDDEN_TESTS)

    @property
    def released(self) -> str:
        """The source as students get it: stubs for solutions, no hidden tests, no mark scheme."""
        if self.is_quiz and SOLUTION.begin in self.source:
            return stubbed(self.source, QUIZ_STUB)
        if self.solution:
            return stubbed(self.source, CODE_STUB if self.kind == "code" else TEXT_STUB)
        return without_regions(self.source)

    @property
    def hidden(self) -> bool:
        """Whether a part of the cell is hidden from students."""
        return HIDDEN_TESTS.begin in self.source

    @property
    def where(self) -> str | int:
        """The cell as messages name it: its grade_id, or else its index."""
        return self.grade_id if self.grade_id is not None else self.index


@dataclass(frozen=True)
class Notebook:
    """A notebook: its cells in order, and the whole document that they were read from."""

    path: Path
    cells: tuple[Cell, ...]
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def find(self, grade_id: str) -> Cell | None:
        """The first cell of that grade_id."""
        return next((cell for cell in self.cells if cell.grade_id == grade_id), None)


def read_notebook(path: Path) -> Notebook:
    """Read a notebook of format 4.

    Raises `Misuse` if there is no such file, `Ungradable` if it is not such a notebook.
    """
    return parse_notebook(_read_text(path), path)


def parse_notebook(text: str, path: Path) -> Notebook:
    """Make a notebook of its JSON; `path` says where that came from.

    Raises `Ungradable` if the text is not JSON, or not a notebook of format 4.
    """
    if sum(map(text.count, "[{,")) > _MOST_VALUES:
        problem = f"is not a notebook that people write: it holds more than {_MOST_VALUES:,} values"
        raise Ungradable(problem, "Clear its outputs, and save it again.", path=path)
    try:
        document = json.loads(text)
    except RecursionError:
        raise Ungradable("is nested too deeply for a notebook", _SAVE_AGAIN, path=path) from None
    except ValueError as error:
        what = f"its JSON breaks off or is misspelt ({error})" if text.strip() else "it is empty"
        problem = f"is not a notebook: {what}"
        raise Ungradable(problem, _SAVE_AGAIN, path=path) from None
    return notebook_from(document, path)


def notebook_from(document: Any, path: Path) -> Notebook:
    """Make a notebook of its decoded JSON. Raises `Ungradable` if it is not one of format 4."""
    if not isinstance(document, dict) or not isinstance(document.get("nbformat"), int):
        raise Ungradable("is JSON, but not a notebook", _SAVE_AGAIN, path=path)
    if document["nbformat"] != 4:
        problem = f"is a notebook of format {document['nbformat']}; only format 4 can be read"
        raise Ungradable(problem, "Open it in a recent Jupyter and save it again.", path=path)
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise Ungradable("is a notebook without a list of cells", _SAVE_AGAIN, path=path)
    read = tuple(_cell(raw, index, path) for index, raw in enumerate(cells))
    return Notebook(path, read, document)


def write_notebook(notebook: Notebook, path: Path) -> None:
    """Write a notebook's document as Jupyter does."""
    text = json.dumps(notebook.document, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def joined(value: Any) -> str | None:
    """A multi-line string of the notebook format, which may be a list of lines; None if neither."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    if not isinstance(value, str):
        return None
    # Half a surrogate pair is JSON, but no source that Python could read from a file.
    return value.encode("utf-8", "replace").decode("utf-8")


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Misuse("there is no such file", path=path) from None
    except IsADirectoryError:
        raise Misuse("is a folder, not a notebook", path=path) from None
    except UnicodeDecodeError:
        if is_zipfile(path):
            problem = "is a zip, not a notebook"
            raise Ungradable(
                problem, "Unpack it, or let its name end in .zip.", path=path
            ) from None
        problem = "is not a notebook: it is not UTF-8 text"
        raise Ungradable(problem, _SAVE_AGAIN, path=path) from None
    except OSError as error:
        raise Misuse(f"cannot be read ({error.strerror})", path=path) from None


def _cell(raw: Any, index: int, path: Path) -> Cell:
    source = joined(raw.get("source")) if isinstance(raw, dict) else None
    if source is None or raw.get("cell_type") not in get_args(Kind):
        raise Ungradable("is not a cell of a notebook", _SAVE_AGAIN, path=path, cell=index)
    metadata = nbgrader_metadata(raw)
    grade_id, points = metadata.get("grade_id"), metadata.get("points")
    return Cell(
        kind=raw["cell_type"],
        source=source,
        grade_id=grade_id if isinstance(grade_id, str) and grade_id else None,
        grade=metadata.get("grade") is True,
        solution=metadata.get("solution") is True,
        locked=metadata.get("locked") is True,
        task=metadata.get("task") is True,
        points=_number(points),
        index=index,
    )


def _number(value: Any) -> float | None:
    try:
        return float(value) if isinstance(value, int | float) else None
    except OverflowError:
        return None


def nbgrader_metadata(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The nbgrader metadata of a cell of a notebook's document; empty if it has none."""
    metadata = raw.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}
