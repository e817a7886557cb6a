"""Files beside the notebook with names that are long, in no encoding, or of two lines."""

import json
import os
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
    names = [b"-rf", b"--help", b"a\nb", b"\xff\xfe.csv", b"%s%n", b"$(touch x)", b"`id`", b"*"]
    names += [b"x" * 255, "\u00e9".encode() * 127, b"con", b"arena.ipynb ", b"arena.ipynb\n", b"~"]
    for name in names:
        with open(os.path.join(os.fsencode(folder), name), "w") as file:
            file.write("x")
    deep = os.fsencode(folder)
    for _ in range(12):
        deep = os.path.join(deep, b"\xfe" * 100)
        os.mkdir(deep)
    # Longer than what a system call takes, once it lies in another folder.
    place = os.open(folder, os.O_RDONLY)
    for _ in range(24):
        os.mkdir("y" * 200, dir_fd=place)
        inner = os.open("y" * 200, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(os.open("deep.csv", os.O_CREAT | os.O_WRONLY, dir_fd=place))
    os.close(place)
