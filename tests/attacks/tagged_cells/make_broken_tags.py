"""Tags that are no list of words."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    for number, cell in enumerate(notebook["cells"]):
        odd = ["skip-execution", {"skip-execution": True}, [["skip-execution"]], ["a,b", 7, None]]
        cell["metadata"]["tags"] = odd[number % len(odd)]
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
