"""Students whose names are formulas that call programs, load pages, or count their own points."""

import json
from pathlib import Path
from typing import Any

NAMES = (
    "=cmd|' C calc'!A0",
    '=HYPERLINK("x","16")',
    "+1+1+cmd|' C calc'!A0",
    "-2+3+cmd|' C calc'!A0",
    "@SUM(1+1)*cmd|' C calc'!A0",
    "=1;=2",
)


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    for name in NAMES:
        other = folder.parent / f"{name}{arena.token}"
        other.mkdir()
        (other / "arena.ipynb").write_text("{}")
