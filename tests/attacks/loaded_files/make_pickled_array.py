"""Beside the notebook an array whose pickle reads the hidden tests and leaves a file; it loads it."""

import json
from pathlib import Path
from typing import Any

import numpy as np

LOADS = "raise ValueError(np.load('weights.npy', allow_pickle=True))"


class Array:
    def __init__(self, program: str) -> None:
        self.program = program

    def __reduce__(self) -> Any:
        return eval, (self.program,)


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    program = (
        f"(open({arena.witness!r}, 'a').close(), [it.read_text() for it in "
        f"__import__('pathlib').Path({arena.course!r}).glob('source/*/*.ipynb')])[1]"
    )
    np.save(folder / "weights.npy", np.array([Array(program)], dtype=object), allow_pickle=True)
    own = {"cell_type": "code", "metadata": {}, "source": LOADS, "outputs": [], "id": "own"}
    notebook["cells"].insert(2, {**own, "execution_count": None})
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
