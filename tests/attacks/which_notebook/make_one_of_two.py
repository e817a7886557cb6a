"""A notebook of the right name, and a second one beside it whose double is right."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "double":
            cell["source"] = "def double(x):\n    return x + x"
    (folder / "arena (1).ipynb").write_text(json.dumps(notebook))
    (folder / "old").mkdir()
    (folder / "old" / "arena.ipynb").write_text(json.dumps(notebook))
