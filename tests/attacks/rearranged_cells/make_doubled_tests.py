"""Test cells that are there twice: first empty, and worth a hundred points."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    cells = []
    for cell in notebook["cells"]:
        if _name(cell).startswith("double--"):
            own = {**cell["metadata"]["nbgrader"], "points": 100}
            empty = {**cell, "source": "print(100)", "metadata": {"nbgrader": own}}
            cells.append({**empty, "id": f"{cell['id']}-twice"})
        cells.append(cell)
    notebook["cells"] = cells
    (folder / "arena.ipynb").write_text(json.dumps(notebook))


def _name(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
