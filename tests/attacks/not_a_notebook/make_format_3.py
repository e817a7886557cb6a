"""A notebook of format 3, with its worksheets."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    cells = [
        {"cell_type": "code", "input": it["source"], "metadata": it["metadata"], "outputs": []}
        | {"language": "python", "prompt_number": 1}
        for it in notebook["cells"]
        if it["cell_type"] == "code"
    ]
    old = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}
    (folder / "arena.ipynb").write_text(json.dumps({**old, "worksheets": [{"cells": cells}]}))
