"""The zip that Gradescope takes as the autograder of a programming assignment."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from tracegrade.assignments import SOURCE, Assignment
from tracegrade.errors import TracegradeError
from tracegrade.policy import load_policy
from tracegrade.release import require_rules
from tracegrade.results.gradescope import results_json
from tracegrade.results.records import unfinished
from tracegrade.wheel import build_wheel, checkout

LOCK = Path("requirements", "grader.txt")
# Dates would make two packages of one source differ.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = {".ipynb_checkpoints", "__pycache__"}


def package(assignment: Assignment, target: Path) -> Path:
    """Write the zip; the same source gives the same bytes.

    Raises `BrokenRules` for a source that breaks rules, `Ungradable` for a feedback policy that
    means nothing, `Misuse` without a checkout to build the wheel from.
    """
    require_rules(assignment)
    load_policy(assignment.folder)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = build_wheel(Path(scratch))
        members = dict(_members(assignment, wheel))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name in sorted(members):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.create_system = 3  # Unix, wherever it is made
                info.compress_type = zipfile.ZIP_DEFLATED
                is_program = name in ("setup.sh", "run_autograder")
                info.external_attr = (0o100755 if is_program else 0o100644) << 16
                zipped.writestr(info, members[name])
    except OSError as error:
        remedy = "Look at the folder's permissions and at the space that is left."
        problem = f"cannot be written ({error.strerror})"
        raise TracegradeError(problem, remedy, path=target) from None
    return target


def _members(assignment: Assignment, wheel: Path) -> Iterator[tuple[str, bytes]]:
    own = files("tracegrade.routes.gradescope")
    for name in ("setup.sh", "run_autograder"):
        yield name, own.joinpath(name).read_bytes()
    yield "requirements.txt", (checkout() / LOCK).read_bytes()
    yield wheel.name, wheel.read_bytes()
    yield "unfinished.json", results_json(unfinished("submission", assignment)).encode()
    yield "assignment.txt", assignment.name.encode()
    for path in sorted(assignment.folder.rglob("*")):
        inside = path.relative_to(assignment.folder)
        if path.is_file() and not _LEFT_OUT.intersection(inside.parts):
            yield f"{SOURCE}/{assignment.name}/{inside.as_posix()}", path.read_bytes()
