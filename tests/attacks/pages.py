"""What of the written pages runs, loads or leads somewhere, hides itself, or is a formula."""

from __future__ import annotations

import csv
import html
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

_ELEMENTS = frozenset(
    (
        *("script", "iframe", "frame", "frameset", "svg", "math", "object", "embed", "applet"),
        *("base", "form", "input", "button", "link", "img", "image", "audio", "video", "template"),
    )
)
_ATTRIBUTES = frozenset(
    ("src", "srcset", "srcdoc", "data", "style", "action", "formaction", "background", "poster")
)
_LINKS = ("href", "xlink:href")
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
# A page has one of each, and a second one takes its place.
_ONCE = ("style", "title", "body", "main")
_FORMULA = tuple("=+-@\t\r＝＋－＠")


class _Active(HTMLParser):
    """Notes what is active on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        refreshes = tag == "meta" and given.get("http-equiv", "").lower() == "refresh"
        if tag in _ELEMENTS or refreshes or (tag in _ONCE and tag in self._seen):
            self.found.append(f"<{tag}>")
        self._seen.add(tag)
        for name, value in given.items():
            leads = name in _LINKS and not value.startswith("#")
            if leads or name in _ATTRIBUTES or name.startswith("on"):
                self.found.append(f'{name}="{value[:60]}"')


def active_content(page: str) -> list[str]:
    """What of a page runs, loads or leads elsewhere; and what of its text does not show itself."""
    parser = _Active()
    parser.feed(page)
    parser.close()
    return [*dict.fromkeys([*parser.found, *hidden_characters(html.unescape(page))])]


def hidden_characters(text: str) -> list[str]:
    """The characters that control something or have no width, such as ESC, directions, joiners."""
    kinds = {it: unicodedata.category(it) for it in set(text) - {"\n", "\t"}}
    return [f"U+{ord(it):04X}" for it in sorted(kinds) if kinds[it] in _HIDDEN]


def formulas(table: str, names: Iterable[str]) -> list[str]:
    """The cells of a CSV table that a spreadsheet takes for formulas, in rows that say a name.

    Spreadsheets divide lines at commas or at semicolons.
    """
    names = tuple(names)
    lines = [line for line in table.splitlines() if any(name in line for name in names)]
    cells = (it for mark in ",;" for row in csv.reader(lines, delimiter=mark) for it in row)
    return [*dict.fromkeys(it for it in cells if it.lstrip(" \xa0").startswith(_FORMULA))]


def unsafe(out: Path, student: str, token: str, document: Mapping[str, Any] | None) -> list[str]:
    """What is unsafe in what a run wrote of a submission: in its folders, and in the table."""
    named = [it for it in out.iterdir() if it.name == student or token in it.name]
    found = [it for folder in named for it in _on_page(folder / "feedback.html")]
    for test in (document or {}).get("tests", ()):
        found += active_content(test["output"]) + hidden_characters(test["name"])
    found += hidden_characters((document or {}).get("output", ""))
    grades = out / "grades.csv"
    if grades.is_file():
        table = grades.read_bytes().decode()
        found += formulas(table, (student, token))
        found += hidden_characters("".join(it for it in table.split("\n") if token in it))
    return [*dict.fromkeys(found)]


def _on_page(path: Path) -> Iterator[str]:
    if path.is_file():
        yield from active_content(path.read_text(encoding="utf-8"))
