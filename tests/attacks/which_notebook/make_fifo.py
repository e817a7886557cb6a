"""A pipe that nobody writes to, and a socket, named like notebooks: who opens the first one waits."""

import os
import socket
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    os.mkfifo(folder / "arena.ipynb")
    os.mkfifo(folder / "data.csv")
    here = os.getcwd()
    os.chdir(folder)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("other.ipynb")
    os.chdir(here)
