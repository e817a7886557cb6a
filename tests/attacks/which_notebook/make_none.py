"""No notebook, only a text."""

from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "answers.txt").write_text("def double(x): return x + x")
