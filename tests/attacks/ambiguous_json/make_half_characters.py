"""Halves of surrogate pairs and zero characters, in sources, names and metadata."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    own = {"cell_type": "markdown", "metadata": {"\ud800": "\udfff"}, "source": "\ud83d \x00"}
    notebook["cells"].insert(0, {**own, "id": "half"})
    code = {"cell_type": "code", "source": "x = 1\x00\ud800", "outputs": [], "id": "zero"}
    notebook["cells"].insert(0, {**own, **code, "execution_count": None})
    notebook["metadata"]["title"] = "\udc80"
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "double":
            cell["source"] += "\nraise ValueError(chr(0xD800))  # \udc80"
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
