"""A number of a hundred thousand digits in place of points; Python reads no more than 4300."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    notebook["cells"][3]["metadata"]["nbgrader"]["points"] = "LONG"
    text = json.dumps(notebook).replace('"LONG"', "9" * 100_000)
    (folder / "arena.ipynb").write_text(text)
