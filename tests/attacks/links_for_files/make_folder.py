"""A folder of its submission is a link to the folder of another student's."""

from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    neighbour = Path(arena.neighbour).parent
    if folder.name == "arena":  # as nbgrader has it
        folder.rmdir()
        folder.symlink_to(neighbour)
    else:
        (folder / "arena").symlink_to(neighbour)
