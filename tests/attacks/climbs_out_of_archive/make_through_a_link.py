"""A link to a folder outside, and a member that is to be written through it."""

import json
import os
import stat
import zipfile
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    outside, name = os.path.split(arena.witness)
    link = zipfile.ZipInfo("data")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(folder / "arena.zip", "w") as members:
        members.writestr("arena.ipynb", json.dumps(notebook))
        members.writestr(link, outside)
        members.writestr(f"data/{name}", "here")
