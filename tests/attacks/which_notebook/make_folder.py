"""A folder named like the notebook, with the notebook in it."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").mkdir()
    (folder / "arena.ipynb" / "arena.ipynb").mkdir()
    (folder / "arena.ipynb" / "arena.ipynb" / "text.txt").write_text(json.dumps(notebook))
