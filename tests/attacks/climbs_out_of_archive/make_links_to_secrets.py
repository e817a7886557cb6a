"""Links to what only the grader may read, beside a notebook that raises what it reads there."""

import json
import stat
import zipfile
from pathlib import Path
from typing import Any

READS = """import pathlib
raise ValueError([pathlib.Path(it).read_text() for it in ("secret.txt", "gradebook.csv")])"""


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    own = {"cell_type": "code", "metadata": {}, "source": READS, "outputs": [], "id": "own"}
    notebook["cells"].insert(2, {**own, "execution_count": None})
    with zipfile.ZipFile(folder / "arena.zip", "w") as members:
        members.writestr("arena.ipynb", json.dumps(notebook))
        for name, target in (("secret.txt", arena.secret), ("gradebook.csv", arena.gradebook)):
            link = zipfile.ZipInfo(name)
            link.create_system = 3
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            members.writestr(link, target)
