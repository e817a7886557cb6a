"""A file whose path fits where it was handed in, and is too long for the folder that it is graded in."""

import json
import os
from pathlib import Path
from typing import Any

LONGEST = 4095


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    path = os.path.abspath(folder)
    while len(path) + 201 < LONGEST - 2:
        path += "/" + "y" * 200
        os.mkdir(path)
    with open(f"{path}/{'z' * min(255, LONGEST - len(path) - 1)}", "w") as file:
        file.write("x")
