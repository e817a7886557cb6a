"""Two notebooks, neither of them called like the assignment's: one is right in what the other lacks."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for name in ("final", "final_2"):
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook))
