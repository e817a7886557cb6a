"""Folders of unknown content: what lies in them, without following anything out of them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Literal

PIECES = 5_000  # files and folders of one submission that are looked at

# Why a thing is left out, said of one or of many.
LINK = "symbolic links are not followed"
DEVICE = "devices, pipes and sockets are not read"
CLOSED = "permissions or the length of its name do not let it be opened"

# What Jupyter, nbgrader, macOS and Windows leave behind, and the release's copy of this package.
_LITTER = {"__MACOSX", "__pycache__", "timestamp.txt", "desktop.ini", "Thumbs.db", "Icon\r"}
_OWN_WHEEL = re.compile(r"tracegrade-.*\.whl")


@dataclass(frozen=True)
class Item:
    """What a folder holds under a name; `odd` is what must not be read, and `why` says so."""

    path: Path
    kind: Literal["file", "folder", "odd"]
    size: int = 0
    why: str = ""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.name

    @property
    def is_notebook(self) -> bool:
        """Whether it is a file that is named as a notebook."""
        return self.kind == "file" and has_suffix(self.name, ".ipynb")

    @property
    def is_zip(self) -> bool:
        """Whether it is a file that is named as a zip."""
        return self.kind == "file" and has_suffix(self.name, ".zip")


@dataclass(frozen=True)
class Piece:
    """A part of what a student handed in; `name` is its path within that."""

    name: PurePosixPath
    item: Item


@dataclass(frozen=True)
class Tree:
    """A folder that was given or unpacked: `origin` is what the instructor knows it as.

    `refused` has, by their folders, the entries of an archive that were not unpacked.
    """

    root: Path
    origin: Path
    refused: Mapping[Path, Sequence[Item]] = field(default_factory=dict)

    def items(self, folder: Path) -> list[Item]:
        """What a folder holds, by name, without litter. Raises `OSError`."""
        with os.scandir(folder) as entries:
            items = [_item(entry) for entry in entries if not is_litter(entry.name)]
        return sorted([*items, *self.refused.get(folder, ())], key=lambda item: item.name)

    def pieces(self, folder: Path) -> Iterator[Piece]:
        """All that is in a folder and below it, outer things first; no more than `PIECES + 1`."""
        return islice(self._below(folder), PIECES + 1)

    def place(self, path: Path) -> Path:
        """A path in the tree as the instructor knows it."""
        return self.origin / path.relative_to(self.root)

    def _below(self, folder: Path) -> Iterator[Piece]:
        folders = [folder]
        for inner in folders:
            try:
                items = self.items(inner)
            except OSError:
                items = [Item(inner, "odd", why=CLOSED)]
            for item in items:
                if item.kind == "folder":
                    folders.append(item.path)
                yield Piece(PurePosixPath(item.path.relative_to(folder)), item)


def is_litter(name: str) -> bool:
    """Whether a name is of what programs leave behind, which nobody means to hand in."""
    return name.startswith(".") or name in _LITTER or _OWN_WHEEL.fullmatch(name) is not None


def has_suffix(name: str, suffix: str) -> bool:
    """Whether a file name ends in a suffix, in capitals or not."""
    return PurePosixPath(name).suffix.lower() == suffix


def item_at(path: Path) -> Item:
    """What is at a path; a link is itself, not what it points to. Raises `OSError`."""
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return Item(path, "odd", why=LINK)
    if stat.S_ISDIR(status.st_mode):
        opens, kind = os.access(path, os.R_OK | os.X_OK), Item(path, "folder")
    elif stat.S_ISREG(status.st_mode):
        opens, kind = os.access(path, os.R_OK), Item(path, "file", status.st_size)
    else:
        return Item(path, "odd", why=DEVICE)
    return kind if opens else Item(path, "odd", why=CLOSED)


def _item(entry: os.DirEntry[str]) -> Item:
    path = Path(entry.path)
    try:
        return item_at(path)
    except OSError:
        return Item(path, "odd", why=CLOSED)
