"""Keys that are there twice: a right source for who reads the first, points for who reads the last."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade_id", "").startswith("double--"):
            own["points"] = "FIRST"
    text = json.dumps(notebook).replace('"points": "FIRST"', '"points": 3, "points": 1000')
    wrong = json.dumps("def double(x):\n    return x")
    right = json.dumps("def double(x):\n    return x + x")
    text = text.replace(f'"source": {wrong}', f'"source": {right}, "source": {wrong}')
    (folder / "arena.ipynb").write_text(text.replace('"grade": true', '"grade": true, "grade": false'))
