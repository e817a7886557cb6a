"""A file without anything in it, named like the notebook."""

from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").touch()
