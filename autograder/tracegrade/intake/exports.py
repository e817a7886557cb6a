"""The exports of learning platforms: whose is what.

- Gradescope: folders `submission_<id>`, and `submission_metadata.yml` that tells whose they are.
- Moodle: `<name>_<number>_assignsubmission_file_`, as a folder or in front of the file's name.
- Canvas: `<name>_<student>_<attachment>_<file>`, with `_LATE` after the name of who was late, and
  `<name>_<student>_text.html` for what was typed in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

METADATA = "submission_metadata.yml"

_GRADESCOPE = re.compile(r"submission_\d+", re.ASCII)
# The first match counts: what follows the student's number is a name that the student chose.
_MOODLE = re.compile(
    r"(?P<who>.+?_\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.ASCII | re.DOTALL
)
_CANVAS = re.compile(
    r"(?P<who>.+?)_(?:LATE_)?(?P<number>\d+)_(?:(?P<attachment>\d+)_(?P<file>.+)|text\.html)",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)
# Names of unknown meaning stay at the indentations that Ruby gives to the few that are read:
# multi-line texts, which a student may have chosen, are indented further.
_SUBMISSION = re.compile(r"""(?P<quote>["']?)(?P<name>[^\s:"']+)(?P=quote):\s*""")
_FIELD = re.compile(r"(?P<lead> {2,4}- | {4,6}):(?P<key>\w+):(?: (?P<value>.*))?")


@dataclass(frozen=True)
class Owner:
    """Whose a file or folder of an export is, and the name that it had when it was handed in."""

    student_id: str
    file: str
    attachment: str = ""


def is_gradescope(name: str) -> bool:
    """Whether a folder is named as in an export of Gradescope."""
    return _GRADESCOPE.fullmatch(name) is not None


def moodle_owner(name: str) -> Owner | None:
    """The owner of a file or folder of an export of Moodle."""
    match = _MOODLE.fullmatch(name)
    return Owner(match["who"], _file(match["file"], name)) if match else None


def canvas_owner(name: str) -> Owner | None:
    """The owner of a file of an export of Canvas."""
    match = _CANVAS.fullmatch(name)
    if match is None:
        return None
    who = f"{match['who']}_{match['number']}"
    return Owner(who, _file(match["file"], name), match["attachment"] or "")


def owners(names: Collection[str], telling: Collection[str]) -> Mapping[str, Owner]:
    """The owners of what is named as in an export of Moodle, or of Canvas.

    For Canvas all of the `telling` names must be so, and have an attachment of their own: other
    people number their files too.
    """
    found = {name: owner for name in names if (owner := moodle_owner(name)) is not None}
    if found:
        return found
    canvas = {name: owner for name in names if (owner := canvas_owner(name)) is not None}
    attachments = {canvas[name].attachment for name in telling if name in canvas}
    return canvas if len(attachments) == len(telling) > 0 else {}


def handed_in_name(name: str) -> str:
    """A file's name without what an export puts before it."""
    owner = moodle_owner(name) or canvas_owner(name)
    return owner.file if owner is not None else name


def read_submitters(metadata: Path) -> Mapping[str, tuple[str, ...]]:
    """Who handed in the folders of an export of Gradescope: their numbers, or else addresses.

    Reads the few lines that tell so of YAML as Gradescope writes it, and skips all others. Raises
    `OSError`.
    """
    found: dict[str, list[dict[str, str]]] = {}
    with metadata.open(encoding="utf-8-sig", errors="replace") as lines:
        for folder, is_new, key, value in _fields(lines):
            submitters = found.setdefault(folder, [])
            if is_new or not submitters:
                submitters.append({})
            submitters[-1].setdefault(key, value)
    named = {
        folder: [one.get("sid") or one.get("email") or "" for one in submitters]
        for folder, submitters in found.items()
    }
    return {folder: tuple(dict.fromkeys(ids)) for folder, ids in named.items() if all(ids)}


def _file(file: str | None, name: str) -> str:
    """The name that a file was handed in with; its whole name if there is no other."""
    return name if file in (None, "", ".", "..") else file


def _fields(lines: Iterator[str]) -> Iterator[tuple[str, bool, str, str]]:
    """The fields of submitters: the folder, whether a submitter begins, key and value."""
    folder, is_inside, indent = "", False, 0
    for line in map(str.rstrip, lines):
        if not line.startswith(" "):
            match = _SUBMISSION.fullmatch(line)
            folder, is_inside = (match["name"] if match else ""), False
        elif re.match(r"  [^\s-]", line):
            is_inside, indent = line == "  :submitters:", 0
        elif folder and is_inside and (field := _FIELD.fullmatch(line)):
            is_new = field["lead"].endswith("- ")
            indent = indent or len(field["lead"])
            if len(field["lead"]) == indent:
                yield folder, is_new, field["key"], _scalar(field["value"] or "")


def _scalar(text: str) -> str:
    """A value of one line; empty if it is null, or of a kind that is not read."""
    text = text.removeprefix("! ").strip()
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return ""
    return "" if text in ("~", "null") or text[:1] in tuple("'!&*|>[{") else text
