"""A kernel that nobody has, of a language that is not Python."""

import json
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    notebook["metadata"] |= {
        "kernelspec": {"name": "../../ir", "display_name": "R", "language": "R"},
        "language_info": {"name": "R", "file_extension": ".sh", "pygments_lexer": "no-such"},
        "celltoolbar": "Create Assignment",
    }
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
