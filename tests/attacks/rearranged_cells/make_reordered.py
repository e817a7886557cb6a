"""The tests come first, then the cells in the opposite order; what is run twice stays right."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    [first] = [it for it in notebook["cells"] if _name(it) == "imports"]
    exercises = ["triple", "size_quiz", "jitter", "Total", "double"]
    cells = [first]
    for name in exercises:
        mine = [it for it in notebook["cells"] if _name(it).split("--")[0] == name]
        # In the wrong exercise the tests stand before the answer, where they find nothing.
        cells += mine[::-1] if name == "double" else mine
    notebook["cells"] = cells
    (folder / "arena.ipynb").write_text(json.dumps(notebook))


def _name(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
