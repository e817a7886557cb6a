"""Lists in lists, a hundred thousand deep, in the metadata of a cell."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    notebook["cells"][1]["metadata"]["deep"] = "DEEP"
    deep = "[" * 100_000 + "]" * 100_000
    (folder / "arena.ipynb").write_text(json.dumps(notebook).replace('"DEEP"', deep))
