"""Text that came from a student, made safe to show: bounded, and without what does not print."""

from __future__ import annotations

import re
import unicodedata

CHARACTERS = 4_000
LINES = 60
LINE = 500
LABEL = 120
SHORTENED = "[shortened]"

_ANSI = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, movements of the cursor
    r"|\x1b[\]PX^_][^\x07\x1b\n]*(\x07|\x1b\\)?"  # titles, links and other strings
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """A text of several lines as it is shown.

    Escape sequences of terminals go; other characters that do not print, such as those that change
    the direction of the text or have no width, become `\N{REPLACEMENT CHARACTER}`. Long lines and
    long texts are cut, and say so.
    """
    whole = text[: 4 * CHARACTERS]  # escape sequences are longer than what they leave
    whole = _NEWLINES.sub("\n", _ANSI.sub("", whole))
    lines = [_cut("".join(map(_shown, line)), LINE) for line in whole.split("\n", LINES)]
    kept = "\n".join(lines[:LINES])
    shortened = kept[:CHARACTERS].rstrip()
    if len(text) <= 4 * CHARACTERS and len(lines) <= LINES and len(kept) <= CHARACTERS:
        return shortened
    return f"{shortened}\n{SHORTENED}"


def label(text: str) -> str:
    r"""A name in one line: what does not print is spelt as Python does, `\n` or `\u202e`."""
    short = text[: LABEL + 1]
    return _cut("".join(c if c.isprintable() else _spelt(c) for c in short), LABEL)


def _shown(character: str) -> str:
    if character.isprintable() or character == "\t":
        return character
    return " " if unicodedata.category(character) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def _spelt(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def _cut(line: str, size: int) -> str:
    return line if len(line) <= size else f"{line[:size]} {SHORTENED}"
