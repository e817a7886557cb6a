"""A hundred notebooks."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for number in range(100):
        (folder / f"arena_{number}.ipynb").write_text(json.dumps(notebook))
