"""Test cells are Markdown and raw text, and so are run by nobody."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if name.startswith("double--"):
            del cell["outputs"], cell["execution_count"]
            cell["cell_type"] = "markdown" if name.endswith("graph") else "raw"
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
