"""Tests bear names that the assignment does not have."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade_id", "").startswith("double--"):
            own["grade_id"] = f"../../{own['grade_id']}\n"
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
