"""Cells of its own, and a solution cell, say that they are tests which are worth much."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    names = ("double--more", "triple--more", "size_quiz")
    for number, name in enumerate(names):
        own = {"grade": True, "locked": True, "solution": False, "task": False, "points": 100}
        own |= {"grade_id": name, "schema_version": 3, "cell_type": "code"}
        cell = {"cell_type": "code", "metadata": {"nbgrader": own}, "outputs": []}
        cell |= {"source": "print(100)", "execution_count": None, "id": f"more-{number}"}
        notebook["cells"].append(cell)
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
