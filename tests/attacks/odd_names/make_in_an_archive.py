"""An archive with names that no file system takes: too long, empty, dots, zero characters."""

import json
import zipfile
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    with zipfile.ZipFile(folder / "arena.zip", "w") as members:
        members.writestr("arena.ipynb", json.dumps(notebook))
        names = ["x" * 300, "y/" * 500 + "y", "a\nb", "...", "-rf", "\xed\xa0\x80", "a\x00b"]
        for name in names:
            members.writestr(name, "x")
        members.writestr("arena.ipynb/inside.txt", "x")
        members.writestr("ARENA.ipynb", "{}")
