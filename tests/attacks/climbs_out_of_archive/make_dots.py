"""Members whose names climb out of the folder, spelt in the ways of Unix and of Windows."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    up = "../" * 12
    outside = arena.witness.lstrip("/")
    with zipfile.ZipFile(folder / "arena.zip", "w") as members:
        members.writestr("arena.ipynb", json.dumps(notebook))
        for name in (f"{up}{outside}", f"data/{up}{outside}", f"./.{up[1:]}{outside}"):
            members.writestr(name, "here")
        for name in (f"{up}{outside}".replace("/", "\\"), f"C:\\{outside}"):
            members.writestr(name, "here")
        # Another student's submission, by the folder that it lies in.
        inside = os.path.join("..", "s000", "arena.ipynb")
        members.writestr(inside, json.dumps(notebook))
