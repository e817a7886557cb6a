"""A member whose name is a path from the root, to a folder that all may write to."""

import json
import zipfile
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    with zipfile.ZipFile(folder / "arena.zip", "w") as members:
        members.writestr("arena.ipynb", json.dumps(notebook))
        members.writestr(f"//{arena.witness}", "here")
        members.writestr(arena.witness, "here")
