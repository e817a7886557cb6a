"""Names of files, and of other students, that turn around, colour, or have no width."""

import json
from pathlib import Path
from typing import Any

NAMES = ("\u202egpj", "\x1b[31mred\x1b[2J", "s000\u200b", "\ufeffs000", "a\u0301\u0488" * 20)


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    text = json.dumps(notebook)
    (folder / "arena.ipynb").write_text(text)
    for name in NAMES:
        (folder / f"{name}.ipynb").write_text(text)
        (folder / f"{name}.csv").symlink_to("/dev/null")
        other = folder.parent / f"{name}{arena.token}"
        other.mkdir()
        (other / "arena.ipynb").write_text("{}")
