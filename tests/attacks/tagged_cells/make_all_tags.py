"""Test cells with every tag that some tool heeds, and frozen, hidden, read-only and collapsed."""

import json
from pathlib import Path
from typing import Any

TAGS = ["skip-execution", "raises-exception", "otter_ignore", "otter_assign_solution_cell"]
TAGS += ["remove_cell", "remove_input", "remove-output", "hide-cell", "parameters", "nbval-skip"]
FLAGS = {"frozen": True, "editable": True, "deletable": True, "init_cell": False}
FLAGS |= {"slideshow": {"slide_type": "skip"}, "jupyter": {"source_hidden": True}}
FLAGS |= {"run_control": {"frozen": True}, "vscode": {"languageId": "raw"}}


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("double--"):
            cell["metadata"] |= {"tags": TAGS, **FLAGS}
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
