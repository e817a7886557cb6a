"""Names that end a cell, or a row, and begin a formula in the next one."""

import json
from pathlib import Path
from typing import Any

NAMES = ('x,"=1+1', 'x",=1+1,"', "x\n=1+1,16,16", "x\r\n=1+1", "x;=1+1", 'x"";"=1+1";', "x\u2028=1")


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    for name in NAMES:
        other = folder.parent / f"{name}{arena.token}"
        other.mkdir()
        (other / "arena.ipynb").write_text("{}")
