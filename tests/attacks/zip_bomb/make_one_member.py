"""A notebook beside a member of more than a gigabyte of zeros."""

import json
import zipfile
from pathlib import Path
from typing import Any


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    with zipfile.ZipFile(
        folder / "arena.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as members:
        members.writestr("arena.ipynb", json.dumps(notebook))
        with members.open("zeros.bin", "w", force_zip64=True) as member:
            for _ in range(1_200):
                member.write(bytes(1_000_000))
