"""NaN, infinities and numbers out of range, where points and the format stand."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    numbers = [float("nan"), float("inf"), -float("inf"), 1e308, 10**300]
    for number, cell in enumerate(notebook["cells"]):
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade"):
            own["points"] = numbers[number % len(numbers)]
    notebook["nbformat_minor"] = float("nan")
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
