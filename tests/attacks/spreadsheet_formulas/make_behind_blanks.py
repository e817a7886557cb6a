"""Formulas behind blanks and tabs, in wide characters, and behind what is stripped."""

import json
from pathlib import Path
from typing import Any

BEGINNINGS = (" ", "\t", "\xa0", "\u3000", "\r", "\ufeff", "\u200b", "'", '"')
SIGNS = ("=", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    names = [f"{it}1+{arena.token}" for it in SIGNS]
    for name in [*names, *(f"{it}=1+{arena.token}" for it in BEGINNINGS)]:
        (folder.parent / name).mkdir()
        (folder.parent / name / "arena.ipynb").write_text("{}")
