"""What a release folder must not hold: solutions, hidden tests, expected values, the corpus."""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from tracegrade.assignments import Assignment
from tracegrade.corpus import find_scripts
from tracegrade.notebooks import Cell, joined
from tracegrade.regions import HIDDEN_TESTS, MARK_SCHEME, MARKERS, SOLUTION, inside

TELLING_CHARACTERS = 12
TELLING_DIGITS = 3
# In our own code: one long line, or several of one region.
TELLING_ALONE = 40
TELLING_TOGETHER = 3
CORPUS = Path("autograder", "corpus")

_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?!\w|\.\d)")
_WHEEL = re.compile(r"(?P<name>\w+)-[\w.+!]+-py3-none-any\.whl")
_COMMONPLACE = re.compile(r"(?:import|from) .*|super\(\)\..*")


@dataclass(frozen=True)
class Leak:
    """A piece of a secret in a released file; `file` names members of archives after a `!`."""

    file: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}: holds {self.what}: {self.text}"


@dataclass(frozen=True)
class _Secret:
    what: str
    text: str


@dataclass(frozen=True)
class _Piece:
    """Something readable in a release: a file, a string in a notebook, a member of an archive."""

    file: str
    text: str
    # Our own code, which says how regions are marked and computes with numbers.
    is_package: bool = False


def find_leaks(folder: Path, assignment: Assignment) -> tuple[Leak, ...]:
    """Look for an assignment's secrets in everything that a release folder holds.

    Secrets are the lines of solutions, hidden tests and mark schemes that are not visible as well
    (of 12 characters or more), numbers in hidden tests (of 3 significant digits or more), names of
    the corpus's scripts, and markers of regions. Sources of notebooks, outputs, metadata,
    attachments and archives are all looked through.
    """
    visible = "\n".join(cell.released for cell in _cells(assignment))
    lines = tuple(_secret_lines(assignment, visible))
    values = frozenset(_secret_values(assignment)) - frozenset(_numbers(visible))
    leaks: list[Leak] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            leaks.append(Leak(name, "a symbolic link", str(path.readlink())))
        elif path.is_file():
            leaks += _misplaced(name)
            for piece in _pieces(name, path.read_bytes()):
                leaks += _misplaced(piece.file) if piece.file != name else []
                leaks += _leaks_in(piece, lines, values)
    return tuple(dict.fromkeys(leaks))


def _leaks_in(piece: _Piece, lines: Iterable[_Secret], values: frozenset[float]) -> Iterator[Leak]:
    found = [secret for secret in lines if secret.text in piece.text]
    if piece.is_package:
        found = _not_by_chance(found)
    for secret in found:
        yield Leak(piece.file, secret.what, secret.text)
    if piece.is_package:
        return
    for value in sorted(values & set(_numbers(piece.text))):
        yield Leak(piece.file, "a number of a hidden test", repr(value))
    for marker in MARKERS:
        if marker in piece.text:
            yield Leak(piece.file, "a marker of a region", marker)


def _not_by_chance(found: Sequence[_Secret]) -> list[_Secret]:
    """Those that our own code does not share with a notebook only because both use TensorFlow."""
    shared = Counter(secret.what for secret in found)
    return [
        secret
        for secret in found
        if len(secret.text) >= TELLING_ALONE or shared[secret.what] >= TELLING_TOGETHER
    ]


def _cells(assignment: Assignment) -> Iterator[Cell]:
    return (cell for notebook in assignment.notebooks for cell in notebook.cells)


def _secret_lines(assignment: Assignment, visible: str) -> Iterator[_Secret]:
    for cell in _cells(assignment):
        for region, what in (
            (SOLUTION, f"a line of the solution of {cell.grade_id}"),
            (HIDDEN_TESTS, f"a line of the hidden part of {cell.grade_id}"),
            (MARK_SCHEME, f"a line of the mark scheme of {cell.grade_id}"),
        ):
            for line in inside(cell.source, region).split("\n"):
                if _tells(line.strip()) and line.strip() not in visible:
                    yield _Secret(what, line.strip())
    course = assignment.folder.parent.parent
    for path in find_scripts(course / CORPUS / assignment.name):
        yield _Secret("the name of a script of the corpus", path.name)


def _tells(line: str) -> bool:
    """Whether nobody would write a line by chance."""
    return len(line) >= TELLING_CHARACTERS and not _COMMONPLACE.fullmatch(line)


def _secret_values(assignment: Assignment) -> Iterator[float]:
    for cell in _cells(assignment):
        yield from _numbers(inside(cell.source, HIDDEN_TESTS))


def _numbers(text: str) -> Iterator[float]:
    """The numbers in a text that have enough digits to tell something, without their signs."""
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"[eE].*|\.", "", match[0]).strip("0")
        if len(digits) >= TELLING_DIGITS and ("." in match[0] or "e" in match[0].lower()):
            yield float(match[0])


def _misplaced(name: str) -> Iterator[Leak]:
    """Files that belong in no release, by their names."""
    archive, _, member = name.rpartition("!")
    path = PurePosixPath(member)
    wheel = _WHEEL.fullmatch(PurePosixPath(archive.rpartition("!")[2]).name)
    if "corpus" in path.parts or path.name.startswith(("wheat_", "chaff_")):
        yield Leak(name, "a part of the corpus", path.name)
    elif path.name.startswith("gradebook.db"):
        yield Leak(name, "a gradebook", path.name)
    elif wheel is not None and not _belongs_in_wheel(path, wheel["name"]):
        yield Leak(name, "a file that is no part of the package", path.name)


def _belongs_in_wheel(member: PurePosixPath, package: str) -> bool:
    top = member.parts[0]
    return top == package or (top.startswith(f"{package}-") and top.endswith(".dist-info"))


def _pieces(name: str, content: bytes) -> Iterator[_Piece]:
    """Everything that can be read in a file, however it is wrapped."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield from _pieces(f"{name}!{member.filename}", archive.read(member))
        return
    text = content.decode("utf-8", "replace")
    is_package = "!tracegrade/" in name
    yield _Piece(name, text, is_package)
    if name.endswith(".ipynb"):
        try:
            document = json.loads(text)
        except ValueError:
            return
        for string in _strings(document):
            yield _Piece(name, string)
            yield from _decoded(name, string)


def _strings(value: Any) -> Iterator[str]:
    text = joined(value)
    if text is not None:
        yield text
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _decoded(name: str, text: str) -> Iterator[_Piece]:
    """What an attachment or an output holds in base64."""
    compact = "".join(text.split())
    if len(compact) < 4 * TELLING_CHARACTERS // 3:
        return
    try:
        content = base64.b64decode(compact, validate=True)
    except (binascii.Error, ValueError):
        return
    yield from _pieces(name, content)
