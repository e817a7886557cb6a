"""Scripts of a corpus: wheats, which are right, and chaffs, which are plausibly wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tracegrade.errors import Misuse, Ungradable

_BLOCK = re.compile(r"^#\s?%%(?P<grade_id>.*)$")
_HEADER = re.compile(r"^#\s*(?P<key>[a-z_]+)\s*:\s*(?P<value>.+)$")
_KINDS = ("wheat", "chaff")


@dataclass(frozen=True)
class Script:
    """A script in percent format: its `# key: value` header, and a block for each solution cell."""

    path: Path
    header: dict[str, str]
    blocks: dict[str, str]

    @property
    def kind(self) -> str:
        """`wheat` or `chaff`."""
        return self.path.stem.split("_")[0]

    @property
    def about(self) -> str:
        """What is peculiar about it; empty if it does not say."""
        return self.header.get("about", "")

    @property
    def misconception(self) -> str | None:
        """The slug of the misconception behind a chaff, where it names one."""
        return self.header.get("misconception")

    @property
    def fails(self) -> tuple[str, ...]:
        """The grade_ids of the tests that a chaff must fail."""
        names = self.header.get("fails", "").split(",")
        return tuple(name.strip() for name in names if name.strip())


def find_scripts(folder: Path) -> tuple[Path, ...]:
    """The scripts of a corpus folder and the folders in it, ordered by path."""
    return tuple(sorted(path for kind in _KINDS for path in folder.rglob(f"{kind}_*.py")))


def read_script(path: Path) -> Script:
    """Read a wheat or a chaff.

    Raises `Misuse` if there is no such file, `Ungradable` if it breaks the format.
    """
    if not path.name.startswith(tuple(f"{kind}_" for kind in _KINDS)):
        raise Misuse("is neither wheat_<slug>.py nor chaff_<slug>.py", "Rename it.", path=path)
    header, blocks = read_blocks(path)
    script = Script(path, header, blocks)
    if not blocks:
        raise Ungradable("has no block", "Start one with `# %% <grade_id>`.", path=path)
    if script.kind == "chaff" and not script.fails:
        remedy = "Add `# fails: <test>, …` above the first block."
        raise Ungradable("is a chaff that names no test that it fails", remedy, path=path)
    return script


def read_blocks(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Read the header and the blocks of a script in percent format, a wheat, a chaff, or any other.

    Raises `Misuse` if there is no such file, `Ungradable` if it breaks the format.
    """
    text = _read_text(path)
    header: dict[str, str] = {}
    blocks: dict[str, list[str]] = {}
    current: list[str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        block = _BLOCK.match(line)
        if block is not None:
            current = blocks.setdefault(_new_block(block["grade_id"], blocks, path, number), [])
        elif current is not None:
            current.append(line)
        elif line.strip():
            key, value = _header_line(line, path, number)
            header[key] = value
    return header, {grade_id: "\n".join(lines).strip("\n") for grade_id, lines in blocks.items()}


def _new_block(name: str, blocks: dict[str, list[str]], path: Path, number: int) -> str:
    grade_id = name.strip()
    if not re.fullmatch(r"[\w-]+", grade_id):
        remedy = "Write `# %% <grade_id>`."
        raise Ungradable(f"line {number} starts a block without a grade_id", remedy, path=path)
    if grade_id in blocks:
        remedy = "Put its code in one block."
        raise Ungradable(f"line {number} starts block {grade_id} again", remedy, path=path)
    return grade_id


def _header_line(line: str, path: Path, number: int) -> tuple[str, str]:
    match = _HEADER.match(line)
    if match is None:
        problem = f"line {number} stands above the first block and is no `# key: value` line"
        raise Ungradable(problem, "Put code below a `# %% <grade_id>` line.", path=path)
    return match["key"], match["value"].strip()


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Misuse("there is no such file", path=path) from None
    except UnicodeDecodeError:
        raise Ungradable("is not UTF-8 text", path=path) from None
