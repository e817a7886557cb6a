"""Test cells say that they are no tests."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade_id", "").startswith("double--"):
            own |= {"grade": False, "points": 0}
            cell["source"] = "pass"
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
