"""Test cells against the reference solution, which passes all of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tracegrade.notebooks import Cell, Notebook
from tracegrade.runner import Outcome, run_cells


def run_reference(notebook: Notebook) -> tuple[Outcome, ...]:
    """Run a source notebook as it stands: an outcome for each code cell."""
    return run_beside(notebook.cells, notebook.path.parent)


def run_beside(cells: Sequence[Cell], folder: Path) -> tuple[Outcome, ...]:
    """Run cells beside copies of the files in an assignment's folder, its notebooks aside."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "notebook"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.ipynb", ".*", "__pycache__"))
        return run_cells(cells, folder=copy)
