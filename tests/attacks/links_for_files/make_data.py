"""Files beside its notebook are links to what only the grader reads, which a cell then raises."""

import json
from pathlib import Path
from typing import Any

READS = """import pathlib
raise ValueError([it.read_text(errors='replace')[:200] for it in pathlib.Path(".").rglob("*.csv")])"""


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    own = {"cell_type": "code", "metadata": {}, "source": READS, "outputs": [], "id": "own"}
    notebook["cells"].insert(2, {**own, "execution_count": None})
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    (folder / "secret.csv").symlink_to(arena.secret)
    (folder / "gradebook.csv").symlink_to(arena.gradebook)
    (folder / "data").symlink_to(Path(arena.neighbour).parent)
