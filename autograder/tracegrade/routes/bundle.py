"""What an autograder needs wherever it is built: requirements, the wheel, the assignment."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Collection, Mapping
from importlib.resources import files
from pathlib import Path

from tracegrade.assignments import CACHES, SOURCE, Assignment, load_assignment
from tracegrade.results.gradescope import results_json
from tracegrade.results.records import unfinished
from tracegrade.wheel import build_wheel, checkout, member

SETUP = "setup.sh"
ASSIGNMENT = "assignment.txt"


def contents(assignment: Assignment, lock: str) -> dict[str, bytes]:
    """The files by their names; `lock` is the file of requirements in the checkout that applies.

    Raises `Misuse` without a checkout to build the wheel from.
    """
    own = files("tracegrade.routes")
    with tempfile.TemporaryDirectory() as scratch:
        wheel = build_wheel(Path(scratch))
        members = {wheel.name: wheel.read_bytes()}
    members[SETUP] = own.joinpath(SETUP).read_bytes()
    members["requirements.txt"] = (checkout() / "requirements" / lock).read_bytes()
    members["unfinished.json"] = results_json(unfinished("submission", assignment)).encode()
    members[ASSIGNMENT] = assignment.name.encode()
    for path in sorted(assignment.folder.rglob("*")):
        inside = path.relative_to(assignment.folder)
        if path.is_file() and not CACHES.intersection(inside.parts):
            members[f"{SOURCE}/{assignment.name}/{inside.as_posix()}"] = path.read_bytes()
    return members


def bundled_assignment(folder: Path) -> Assignment:
    """The assignment of a bundle that was unpacked to a folder."""
    return load_assignment((folder / ASSIGNMENT).read_text("utf-8").strip(), folder)


def zipped(members: Mapping[str, bytes], programs: Collection[str] = ()) -> bytes:
    """A zip of files; the same files give the same bytes. `programs` can be executed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name in sorted(members):
            info = member(name, 0o755 if name in programs else 0o644)
            target.writestr(info, members[name], zipfile.ZIP_DEFLATED)
    return content.getvalue()
