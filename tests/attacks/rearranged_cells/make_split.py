"""Answers are split over several cells of its own; a test cell is split, and its end is lost."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        cells.append(cell)
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        own = {**cell, "metadata": {}, "id": f"own-{number}"}
        if name == "triple":
            cell["source"] = "def three_times(x):\n    return 3 * x"
            cells.append({**own, "source": "triple = three_times"})
        elif name.startswith("double--"):
            head, _, rest = cell["source"].partition("\n")
            cell["source"] = head
            cells.append({**own, "source": f"if False:\n    {rest}"})
    notebook["cells"] = cells
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
