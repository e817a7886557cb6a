"""Tests bear one another's names: an easy one those of tests that fail, which have others' names."""

import json
from pathlib import Path
from typing import Any

NAMES = {"double--values": "jitter--none", "double--graph": "jitter--gaussian"}
NAMES |= {"jitter--none": "double--values", "triple": "double", "double": "triple"}


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for cell in notebook["cells"]:
        own = cell["metadata"].get("nbgrader", {})
        if own.get("grade_id") in NAMES:
            own["grade_id"] = NAMES[own["grade_id"]]
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
