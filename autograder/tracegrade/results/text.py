"""Text that came from a student, made safe to show: bounded, and without what does not print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

CHARACTERS = 4_000
LINES = 60
LINE = 500
LABEL = 120
MARKS = 6  # accents upon one character; Tibetan and Vietnamese need four
SHORTENED = "[shortened]"

_ANSI = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, movements of the cursor
    r"|\x1b[\]PX^_][^\x07\x1b\n]*(\x07|\x1b\\)?"  # titles, links and other strings
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Without ink, though Python prints them; of the selectors of variants, emoji need the last two.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0d\uffa0"
    "\U000e0100-\U000e01ef]"
)


def clean(text: str) -> str:
    """A text of several lines as it is shown: `printable`, with long lines and long texts cut.

    What is cut says so.
    """
    whole = printable(text[: 4 * CHARACTERS])  # escape sequences are longer than what they leave
    lines = [_cut(line, LINE) for line in whole.split("\n", LINES)]
    kept = "\n".join(lines[:LINES])
    shortened = kept[:CHARACTERS].rstrip()
    if len(text) <= 4 * CHARACTERS and len(lines) <= LINES and len(kept) <= CHARACTERS:
        return shortened
    return f"{shortened}\n{SHORTENED}"


def printable(text: str) -> str:
    """A text of several lines, however long, without what does not print.

    Escape sequences of terminals go; other characters that do not print, such as those that change
    the direction of the text or have no width, and accents piled upon one character, become
    `\N{REPLACEMENT CHARACTER}`.
    """
    whole = _NEWLINES.sub("\n", _ANSI.sub("", text))
    return "\n".join(_with(_replaced, line) for line in whole.split("\n"))


def in_line(text: str) -> str:
    r"""A text in one line: what does not print is spelt as Python does, `\n` or `\u202e`."""
    return _with(_spelt, text)


def label(text: str) -> str:
    """A name: `in_line`, and cut."""
    return _cut(in_line(text[: LABEL + 1]), LABEL)


def _with(substitute: Callable[[str], str], line: str) -> str:
    """A line with substitutes for what does not print, or prints upon something else."""
    if line.isascii() and line.isprintable():
        return line
    kept, room = [], 0
    for character in line:
        is_mark = unicodedata.category(character) in ("Mn", "Me")
        room = room - 1 if is_mark else MARKS
        shows = character.isprintable() and not _BLANK.match(character) and room >= 0
        kept.append(character if shows else substitute(character))
    return "".join(kept)


def _replaced(character: str) -> str:
    if character == "\t":
        return character
    return " " if unicodedata.category(character) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def _spelt(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _cut(line: str, size: int) -> str:
    return line if len(line) <= size else f"{line[:size]} {SHORTENED}"
