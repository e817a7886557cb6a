"""A notebook that has no cells, and one whose cells are no cells."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps({**notebook, "cells": []}))
    odd = [None, 7, "x = 1", [], {"cell_type": "heading", "source": {}}]
    (folder / "other.ipynb").write_text(json.dumps({**notebook, "cells": odd}))
