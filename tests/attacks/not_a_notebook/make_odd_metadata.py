"""Metadata of the wrong types: texts for numbers, lists for objects; one id for all cells."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    odd = [[], "metadata", 7, None]
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = "same" if number % 3 else "../<b>" * 40
        own = cell["metadata"].get("nbgrader")
        if own is None:
            cell["metadata"] = odd[number % len(odd)]
        else:
            own |= {"schema_version": "3", "locked": "yes", "task": [], "points": {"points": 5}}
            own |= {"checksum": 7, "cell_type": None}
    # A cell of a student's own whose name is no name.
    own = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": [1], "grade": True}}}
    notebook["cells"].append({**own, "source": ["x = 1\n", "y = 2"], "outputs": {}, "id": 7})
    notebook["metadata"] = None
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
