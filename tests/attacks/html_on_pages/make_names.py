"""Names of files, and of a second student, that are markup."""

import json
from pathlib import Path
from typing import Any

NAMES = ("<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "'\"><iframe srcdoc=x>")


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    text = json.dumps(notebook)
    (folder / "arena.ipynb").write_text(text)
    for name in NAMES:
        (folder / f"{name}.ipynb").write_text(text)
        (folder / f"{name}.csv").symlink_to("/dev/null")
    (folder / "<script>alert(1)<").mkdir()
    (folder / "<script>alert(1)<" / "script>.ipynb").write_text("{")
    for name in NAMES:
        other = folder.parent / f"{name}{arena.token}"
        other.mkdir()
        (other / "arena.ipynb").write_text("{}")
