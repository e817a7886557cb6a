"""A notebook in UTF-16, as some editors of Windows save it."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook), encoding="utf-16")
