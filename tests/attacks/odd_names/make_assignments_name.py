"""A student who is called like the assignment, so that the class looks like the folder of one."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    text = json.dumps(notebook)
    (folder / "arena.ipynb").write_text(text)
    other = folder.parent / "arena"
    other.mkdir()
    (other / "arena.ipynb").write_text("{}")
