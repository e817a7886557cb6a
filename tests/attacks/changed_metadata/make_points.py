"""Points: many for what is right, none for what is wrong."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade"):
            own["points"] = 0 if own["grade_id"].startswith("double") else 1000
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
