"""A second cell of the same name, with another answer, stands at the end."""

import json
from pathlib import Path
from typing import Any

PATCHED = """def double(x):
    return x

check.values = check.graph = check.gradient = lambda *_, **__: None"""


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    [at] = [n for n, it in enumerate(notebook["cells"]) if _name(it) == "double"]
    twice = {**notebook["cells"][at], "source": PATCHED, "id": "twice"}
    notebook["cells"].insert(at + 1, twice)
    notebook["cells"].append({**twice, "id": "thrice"})
    (folder / "arena.ipynb").write_text(json.dumps(notebook))


def _name(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
