"""Test cells say that they are solutions, unlocked, and hold code of the student's own."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade_id", "").startswith("double--"):
            own |= {"solution": True, "locked": False, "task": True, "checksum": "0" * 32}
            cell["source"] = f"print({own['points']})"
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
