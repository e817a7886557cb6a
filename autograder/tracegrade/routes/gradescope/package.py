"""The zip that Gradescope takes as the autograder of a programming assignment."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from tracegrade.assignments import SOURCE, Assignment
from tracegrade.policy import load_policy
from tracegrade.release import require_rules
from tracegrade.results.folder import write_atomically
from tracegrade.results.gradescope import results_json
from tracegrade.results.records import unfinished
from tracegrade.wheel import build_wheel, checkout, member

LOCK = Path("requirements", "grader.txt")
_PROGRAMS = ("setup.sh", "run_autograder")
_LEFT_OUT = {".ipynb_checkpoints", "__pycache__"}


def package(assignment: Assignment, target: Path) -> Path:
    """Write the zip; the same source gives the same bytes.

    Raises `BrokenRules` for a source that breaks rules, `Ungradable` for a feedback policy that
    means nothing, `Misuse` without a checkout to build the wheel from, `TracegradeError` if the zip
    cannot be written.
    """
    require_rules(assignment)
    load_policy(assignment.folder)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = build_wheel(Path(scratch))
        members = dict(_members(assignment, wheel))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped:
        for name in sorted(members):
            info = member(name, 0o755 if name in _PROGRAMS else 0o644)
            zipped.writestr(info, members[name], zipfile.ZIP_DEFLATED)
    write_atomically(target, content.getvalue())
    return target


def _members(assignment: Assignment, wheel: Path) -> Iterator[tuple[str, bytes]]:
    own = files("tracegrade.routes.gradescope")
    for name in _PROGRAMS:
        yield name, own.joinpath(name).read_bytes()
    yield "requirements.txt", (checkout() / LOCK).read_bytes()
    yield wheel.name, wheel.read_bytes()
    yield "unfinished.json", results_json(unfinished("submission", assignment)).encode()
    yield "assignment.txt", assignment.name.encode()
    for path in sorted(assignment.folder.rglob("*")):
        inside = path.relative_to(assignment.folder)
        if path.is_file() and not _LEFT_OUT.intersection(inside.parts):
            yield f"{SOURCE}/{assignment.name}/{inside.as_posix()}", path.read_bytes()
