"""Releases: what students get of an assignment, made of its source."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tracegrade.assignments import CACHES, Assignment, assignment_names, load_assignment
from tracegrade.errors import Misuse, Ungradable
from tracegrade.leaks import Leak, find_leaks
from tracegrade.linter import Finding, lint
from tracegrade.routes import nbgrader
from tracegrade.wheel import WHEEL_PATTERN, build_wheel

RELEASE = "release"
README = "README.md"


@dataclass(frozen=True)
class Release:
    """A released assignment: its folder, and the linter's warnings."""

    assignment: Assignment
    folder: Path
    warnings: tuple[Finding, ...]


class Refused(Ungradable):
    """An assignment that is not released, and all the reasons."""

    def __init__(self, assignment: Assignment, problem: str, reasons: Sequence[object]) -> None:
        super().__init__(f"is not released, since {problem}", path=assignment.folder)
        self.reasons = tuple(reasons)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {reason}" for reason in self.reasons)])


class BrokenRules(Refused):
    """The source breaks rules; `findings` says which."""

    def __init__(self, assignment: Assignment, findings: Sequence[Finding]) -> None:
        super().__init__(assignment, "its source breaks rules", findings)
        self.findings = tuple(findings)


class Leaking(Refused):
    """The release would give secrets away; `leaks` says which."""

    def __init__(self, assignment: Assignment, leaks: Sequence[Leak]) -> None:
        super().__init__(assignment, "students would read what they must not", leaks)
        self.leaks = tuple(leaks)


def release(course: Path = Path(), names: Sequence[str] = ()) -> tuple[Release, ...]:
    """Make `release/<assignment>/` of `source/<assignment>/`, of all assignments by default.

    A release holds the notebooks that nbgrader generates, the package as a wheel and, unless the
    source has one, a README. The same source gives the same bytes. All releases are made and
    looked through before the first one replaces an old one.

    Raises `Misuse` if there is no such assignment or a tool is missing, `BrokenRules`, `Leaking`,
    and `Ungradable` if nbgrader refuses or the old release holds files of somebody else.
    """
    wanted = list(dict.fromkeys(names)) or assignment_names(course)
    if not wanted:
        raise Misuse("the course has no assignment", path=course / "source")
    assignments = [load_assignment(name, course) for name in wanted]
    warnings = {assignment.name: require_rules(assignment) for assignment in assignments}
    target = course / RELEASE
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=target) as scratch:
        staging = Path(scratch)
        made = [nbgrader.generate(course, it.name, staging / it.name) for it in assignments]
        wheel = build_wheel(staging)
        for assignment, folder in zip(assignments, made, strict=True):
            _complete(assignment, folder, wheel)
            keeps_secrets(assignment, folder)
            deletes_nothing_else(target / assignment.name, folder)
        for assignment, folder in zip(assignments, made, strict=True):
            replace_folder(target / assignment.name, folder)
    return tuple(Release(it, target / it.name, warnings[it.name]) for it in assignments)


def require_rules(assignment: Assignment) -> tuple[Finding, ...]:
    """The linter's warnings of an assignment. Raises `BrokenRules` for its errors."""
    findings = lint(assignment)
    errors = [finding for finding in findings if not finding.warning]
    if errors:
        raise BrokenRules(assignment, errors)
    return findings


def _complete(assignment: Assignment, folder: Path, wheel: Path) -> None:
    shutil.copyfile(wheel, folder / wheel.name)
    readme = folder / README
    if not readme.exists():
        readme.write_text(_readme(assignment, wheel), encoding="utf-8", newline="\n")


def _readme(assignment: Assignment, wheel: Path) -> str:
    names = [notebook.path.name for notebook in assignment.notebooks]
    checks = "\n".join(f"    tracegrade check {name}" for name in names)
    return f"""# {assignment.name}

Install what the notebook needs, in this folder, once; TensorFlow and Jupyter come with it:

    pip install {wheel.name} jupyterlab matplotlib

Lines about GPUs or CUDA that TensorFlow prints at first do no harm.

Open {" and ".join(names)} in Jupyter (`jupyter lab`), write your code where it says
`YOUR CODE HERE`, delete the line `raise NotImplementedError()` there, and run the test cells below.
Or run all visible tests in a terminal, which takes a minute the first time:

{checks}

All *visible* tests passed is not all tests passed: more are run when your work is graded.
"""


def keeps_secrets(assignment: Assignment, folder: Path) -> None:
    """Refuse a folder for students that holds secrets. Raises `Leaking`."""
    leaks = find_leaks(folder, assignment)
    if leaks:
        raise Leaking(assignment, leaks)


def deletes_nothing_else(old: Path, new: Path) -> None:
    """Refuse to replace a folder that holds what no release makes."""
    for path in sorted(old.rglob("*")):
        relative = path.relative_to(old)
        is_ours = path.is_dir() or CACHES & set(relative.parts) or path.match(WHEEL_PATTERN)
        if not is_ours and not (new / relative).exists():
            remedy = (
                "Move it to source/ if students shall get it, or delete it; then release again."
            )
            raise Ungradable("is no part of what would replace its folder", remedy, path=path)


def replace_folder(old: Path, new: Path) -> None:
    """Put a new folder in an old one's place, or leave the old one there."""
    backup = new.with_name(f"{new.name}.old")
    if old.exists():
        old.rename(backup)
    try:
        new.rename(old)
    except OSError:
        if backup.exists():
            backup.rename(old)
        raise
