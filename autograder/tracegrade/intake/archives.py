"""Zip archives of unknown origin, unpacked within limits."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import IO

from tracegrade.errors import TracegradeError
from tracegrade.intake.folders import DEVICE, LINK, Item, is_litter

MEGABYTE = 1_000_000
STUDENT_ENTRIES = 2_000
STUDENT_BYTES = 110 * MEGABYTE  # unpacked: a notebook, and the files beside it
CLASS_ENTRIES = 500_000
CLASS_BYTES = 50_000 * MEGABYTE  # unpacked
DEPTH = 20
PATH_BYTES = 1_000
NAME_BYTES = 255
_DIRECTORY_BYTES = 512  # an entry's share of the archive's directory; longer ones are rare
_CHUNK = 1 << 16

# Why an entry is left out, said of one or of many.
ENCRYPTED = "encrypted files cannot be unpacked"
OUTSIDE = "names must stay inside of the archive, with / between folders"
LONG = "a name is too long, or lies in too many folders"
TWICE = "a name may stand for one file only, and the first one counts"
UNUSUAL = "only the usual compression of zip files is read"
NO_ZIP = "is not a zip file, or it is damaged"
DAMAGED = "the archive is damaged there"
LARGE = f"unpacked, a submission may have {STUDENT_BYTES // MEGABYTE} MB"
MANY = f"a submission may have {STUDENT_ENTRIES:,} files"

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, NotImplementedError)


class Broken(Exception):
    """An archive that cannot be unpacked at all; `str` says what it is."""


def unpack(archive: Path, folder: Path, *, of_class: bool) -> Mapping[Path, Sequence[Item]]:
    """Unpack an archive into an empty folder, and return what was refused, by its folder.

    Of a class, each student has the limits of one submission. What is refused has the path that it
    would have got, made harmless; the folders of such paths are there. Raises `Broken`, and
    `TracegradeError` if the files cannot be written.
    """
    try:
        if not of_class:
            _check_directory(archive)
        with zipfile.ZipFile(archive) as opened:
            return _Unpacking(opened, folder, of_class).refused
    except _DAMAGE:
        raise Broken(NO_ZIP) from None
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the beginning of the file
            raise Broken(NO_ZIP) from None
        remedy = "Look at the space that is left for temporary files."
        raise TracegradeError(f"a zip cannot be unpacked ({error.strerror})", remedy) from None


class _Unpacking:
    """Unpacks on construction; each share of the archive, a student's, has the same room."""

    def __init__(self, opened: zipfile.ZipFile, folder: Path, of_class: bool) -> None:
        entries = [_Entry.of(info) for info in opened.infolist()]
        entries = [it for it in entries if it.parts and not any(map(is_litter, it.parts))]
        limit = CLASS_ENTRIES if of_class else STUDENT_ENTRIES
        if len(entries) > limit:
            raise Broken(f"holds more than {limit:,} files")
        self._opened = opened
        self._folder = folder
        self._shared = _common_depth(entries) + 1 if of_class else 0
        self._entries: Counter[tuple[str, ...]] = Counter()
        self._bytes: Counter[tuple[str, ...]] = Counter()
        self.refused: defaultdict[Path, list[Item]] = defaultdict(list)
        total = 0
        for entry in entries:
            total += self._take(entry)
            if total > CLASS_BYTES:
                raise Broken(f"unpacked, it has more than {CLASS_BYTES // MEGABYTE:,} MB")

    def _take(self, entry: _Entry) -> int:
        """Unpack or refuse an entry. Returns the bytes that were written."""
        share, target = entry.parts[: self._shared], self._folder.joinpath(*entry.parts)
        self._entries[share] += 1
        room = STUDENT_BYTES - self._bytes[share]
        written, why = 0, entry.why
        if not why and self._entries[share] > STUDENT_ENTRIES:
            why = MANY
        elif not why and room <= 0:
            why = LARGE
        elif not why:
            written, why = _extract(self._opened, entry.info, target, room)
        # Nothing more of a share that has no room: each try would cost as much again.
        self._bytes[share] += STUDENT_BYTES if why == LARGE else written
        if why and self._entries[share] <= STUDENT_ENTRIES + 1:
            with contextlib.suppress(FileExistsError, NotADirectoryError):
                target.parent.mkdir(parents=True, exist_ok=True)
            self.refused[target.parent].append(Item(target, "odd", why=why))
        return written


@dataclass(frozen=True)
class _Entry:
    info: zipfile.ZipInfo
    parts: tuple[str, ...]  # harmless ones
    why: str  # it must not be unpacked

    @classmethod
    def of(cls, info: zipfile.ZipInfo) -> _Entry:
        name = _name(info)
        parts = tuple(part for part in name.split("/") if part not in ("", "."))
        mode = stat.S_IFMT(info.external_attr >> 16)
        why = ""
        if len(parts) > DEPTH or len(name.encode()) > PATH_BYTES or any(map(_is_long, parts)):
            why, parts = LONG, parts[:2]
        elif name.startswith("/") or "\\" in name or re.match("[A-Za-z]:", name) or ".." in parts:
            why = OUTSIDE
        elif stat.S_ISLNK(mode):
            why = LINK
        elif mode and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            why = DEVICE
        elif info.flag_bits & 0x41:
            why = ENCRYPTED
        elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            why = UNUSUAL  # the others' decompressors cannot be stopped at a size
        if why:
            parts = tuple(_harmless(part) for part in parts if part != "..")
        return cls(info, parts, why)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of an entry; macOS writes UTF-8 and does not say so."""
    if not info.flag_bits & 0x800:
        with contextlib.suppress(ValueError):
            return info.filename.encode("cp437").decode("utf-8")
    return info.filename


def _is_long(part: str) -> bool:
    return len(part.encode()) > NAME_BYTES


def _harmless(part: str) -> str:
    return re.sub(r"[\\:]", "_", part).encode()[:NAME_BYTES].decode("utf-8", "ignore")


def _common_depth(entries: list[_Entry]) -> int:
    """How many folders all of the files lie in."""
    parents = [entry.parts[:-1] for entry in entries if not entry.why and not entry.info.is_dir()]
    alike = takewhile(lambda names: len(set(names)) == 1, zip(*parents, strict=False))
    return len(list(alike))


def _extract(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, room: int
) -> tuple[int, str]:
    """Write an entry to a file that is not there yet. Returns its bytes, and why it was not."""
    try:
        if info.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            return 0, ""
        target.parent.mkdir(parents=True, exist_ok=True)
        file = target.open("xb")
    except (FileExistsError, NotADirectoryError):
        return 0, TWICE
    with file:
        written, why = _copied(opened, info, file, room)
    if why:
        target.unlink()
    return written, why


def _copied(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, file: IO[bytes], room: int
) -> tuple[int, str]:
    written = 0
    try:
        with opened.open(info) as source:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                if written > room:
                    return written, LARGE
                file.write(chunk)
    except (*_DAMAGE, RuntimeError):
        return written, DAMAGED
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return written, DAMAGED
    return written, ""


def _check_directory(archive: Path) -> None:
    """Raise `Broken` if a student's archive has a directory that takes much memory to read.

    The end of a zip file tells the size of its directory; `zipfile` reads all of that, and makes
    an object of each 46 bytes. The layout is that of PKWARE's APPNOTE, 4.3.15 and 4.3.16.
    """
    with archive.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - (1 << 16) - 42))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Broken(NO_ZIP)
    (size,) = struct.unpack_from("<L", tail, at + 12)
    is_zip64 = at >= 20 and tail.startswith(b"PK\x06\x07", at - 20)
    if is_zip64 or size > STUDENT_ENTRIES * _DIRECTORY_BYTES:
        raise Broken(f"holds more than {STUDENT_ENTRIES:,} files")
