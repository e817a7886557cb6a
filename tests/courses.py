"""Small courses for tests: notebooks made cell by cell."""

import json
from pathlib import Path
from typing import Any

from tracegrade.assignments import Assignment, load_assignment
from tracegrade.notebooks import Notebook, notebook_from

Raw = dict[str, Any]


def markdown(source: str, **nbgrader: Any) -> Raw:
    metadata = {"nbgrader": _metadata(**nbgrader)} if nbgrader else {}
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def code(source: str, **nbgrader: Any) -> Raw:
    cell = markdown(source, **nbgrader)
    return {**cell, "cell_type": "code", "execution_count": None, "outputs": []}


def locked(grade_id: str, source: str) -> Raw:
    return code(source, grade_id=grade_id, locked=True)


def solution(grade_id: str, source: str) -> Raw:
    return code(source, grade_id=grade_id, solution=True)


def graded(grade_id: str, source: str, points: float = 1) -> Raw:
    return code(source, grade_id=grade_id, grade=True, locked=True, points=points)


def document(*cells: Raw) -> Raw:
    """A notebook of format 4.5, with cell ids by position."""
    numbered = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": numbered,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def notebook(*cells: Raw, path: str = "warm_up.ipynb") -> Notebook:
    return notebook_from(document(*cells), Path(path))


def write(path: Path, *cells: Raw) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document(*cells)), encoding="utf-8")
    return path


def course(root: Path, **assignments: list[Raw]) -> Path:
    """Write a course whose assignments have one notebook each, named like them."""
    for name, cells in assignments.items():
        write(root / "source" / name / f"{name}.ipynb", *cells)
    return root


def assignment(root: Path, *cells: Raw) -> Assignment:
    """Write a course with the one assignment `warm_up`, and load that."""
    return load_assignment("warm_up", course(root, warm_up=list(cells)))


def _metadata(**nbgrader: Any) -> Raw:
    plain = {"grade": False, "locked": False, "solution": False, "schema_version": 3, "task": False}
    return {**plain, **nbgrader}


IMPORTS = locked("imports", "import numpy as np\nfrom tracegrade import check")
DOUBLE = solution(
    "double",
    'def double(x):\n    """Return twice x."""\n'
    "    ### BEGIN SOLUTION\n    twofold = x + x\n    return twofold\n    ### END SOLUTION",
)
VALUES = graded(
    "double--values",
    "# A visible example.\n"
    "check.values(double, ([1.0, 2.0],), [2.0, 4.0])\n"
    "### BEGIN HIDDEN TESTS\n"
    "def double_reference(x):\n    return np.float32(2) * x\n"
    "check.values(double, ([0.3125, -7.0],), [0.625, -14.0])\n"
    "check.values(double, [([8.0],)], reference=double_reference)\n"
    "### END HIDDEN TESTS",
    points=3,
)
GRAPH = graded(
    "double--graph",
    "# One graph for every length.\n"
    "### BEGIN HIDDEN TESTS\n"
    "check.graph(double, [[None]], [([1.0],), ([1.0, 2.0],)], [[2.0], [2.0, 4.0]])\n"
    "### END HIDDEN TESTS",
    points=2,
)
WARM_UP = [markdown("# Warm-up"), IMPORTS, DOUBLE, VALUES, GRAPH]

# The same exercise with open tests, which need nothing of TensorFlow.
PLAIN_VALUES = graded(
    "double--values",
    "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(-3) == -6\n### END HIDDEN TESTS",
)
PLAIN_TEXT = graded("double--text", 'assert double("ab") == "abab"')
PLAIN = [DOUBLE, PLAIN_VALUES, PLAIN_TEXT]
