"""Its notebook is a link to another student's, which is right."""

from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").symlink_to(arena.neighbour)
