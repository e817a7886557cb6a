"""Its only notebook is called like an option, in two lines, and in no encoding."""

import json
import os
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    name = b"-rf\n\xff\xfe\x1b[31m ../".replace(b"/", b"%2f") + b".ipynb"
    with open(os.path.join(os.fsencode(folder), name), "w") as file:
        file.write(json.dumps(notebook))
    # A second one cannot be read, so that the message names it.
    with open(os.path.join(os.fsencode(folder), b"\xff" + b"z" * 240 + b".ipynb"), "w") as file:
        file.write("{")
