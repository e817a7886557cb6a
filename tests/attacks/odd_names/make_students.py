"""Students who are called like options, like the run's own files, or in no encoding at all."""

import json
import os
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    token = arena.token
    names = [f"-rf {token}", f"--help={token}", f"\n{token}\n", f"{token}.", f" {token} "]
    names += [f"%2e%2e%2f{token}", f"..\\{token}", f"con:{token}", f"{token}.json", "grades.csv"]
    names += [token + "x" * (255 - len(token)), token + "\u00e9" * 100, "run.json", "%"]
    others = [os.fsencode(name) for name in names]
    others += [b"\xff\xfe" + token.encode(), "e\u0301".encode() + token.encode()]
    for name in others:
        other = os.path.join(os.fsencode(folder.parent), name)
        os.mkdir(other)
        with open(os.path.join(other, b"arena.ipynb"), "w") as file:
            file.write("{}")
