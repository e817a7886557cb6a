"""All cells have one id, and some a text that is none."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = "same" if number % 3 else "../<b>" * 40
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
