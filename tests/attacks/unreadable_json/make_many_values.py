"""Small texts that take much memory: two and a half million empty objects."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    notebook["metadata"]["many"] = "MANY"
    many = f"[{'{},' * 2_500_000}0]"
    (folder / "arena.ipynb").write_text(json.dumps(notebook).replace('"MANY"', many))
