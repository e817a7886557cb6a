"""Archives that no program makes: what they unpack to stays where it belongs, and is bounded."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import strategies as st
from tracegrade.assignments import Assignment
from tracegrade.errors import TracegradeError, Ungradable
from tracegrade.intake import Received, archives, find_submissions, read_submission, received

from tests.courses import DOUBLE, WARM_UP, assignment, write
from tests.fuzz.hostile import (
    EXAMPLES,
    FEW,
    Damage,
    damaged,
    damages,
    emptied,
    fuzz,
)

# The limits of a student, and of a class, are small, so that what passes them is soon made.
ENTRIES, STUDENT_BYTES, CLASS_BYTES = 12, 200_000, 1_000_000
MOST = 16  # entries of an archive that is made
BOMB = bytes(400_000)
OUTSIDE = "escaped"

LINK, PIPE, DISK = stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK
MODES = [0, 0o644, 0, stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755, LINK | 0o777, PIPE, DISK, 0xFFFF]
NAMES = [
    "warm_up.ipynb",
    "ada.ipynb",
    "ADA.IPYNB",
    "bob/warm_up.ipynb",
    "bob/warm_up/warm_up.ipynb",
    "submitted/ada/warm_up/warm_up.ipynb",
    "submission_1/warm_up.ipynb",
    "submission_metadata.yml",
    "ada_1_assignsubmission_file_/warm_up.ipynb",
    "ada_1_assignsubmission_file_.",
    "ada_1_2_warm_up.ipynb",
    "ada_1_2_..",
    "data.csv",
    "bob/data/x.csv",
    "inner.zip",
    "bob/inner.zip",
    f"../{OUTSIDE}",
    f"../../{OUTSIDE}",
    f"bob/../../../{OUTSIDE}",
    f"..\\..\\{OUTSIDE}",
    f"./.././../{OUTSIDE}.ipynb",
    f"C:{OUTSIDE}",
    f"/{OUTSIDE}",
    "bob",
    "bob/",
    "bob//x",
    "/",
    ".",
    "..",
    "a/" * 30 + "x",
    "n" * 300,
    "n" * 300 + "/" + "m" * 300 + ".ipynb",
    "a/" + "é" * 140 + ".ipynb",
    "\u202eadA.ipynb",
    "ada\x1b[2J.ipynb",
    "ada\n.ipynb",
    "__MACOSX/._ada.ipynb",
    ".hidden/ada.ipynb",
    "-rf.ipynb",
    "CON.ipynb",
    "ada.ipynb/",
    "ada.ipynb/x.ipynb",
]
SNIPPETS = [
    b"PK\x05\x06" + bytes(18),
    b"PK\x06\x06" + bytes(52),
    b"PK\x06\x07" + bytes(16),
    b"PK\x01\x02",
    b"PK\x03\x04",
    b"../",
    b"\0",
    b"\xff" * 4,
    b"\xff" * 8,
    b"\x01\x00\x18\x00" + b"\xff" * 24,
]
# Where what the headers say can be changed: in the local ones, those of the directory, and its end.
HEADERS = {b"PK\x03\x04": 30, b"PK\x01\x02": 46, b"PK\x05\x06": 22}
NUMBERS = [0, 1, 8, 9, 12, 14, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]


@dataclass(frozen=True)
class Entry:
    """A file of an archive."""

    name: str
    content: bytes = field(repr=False)
    mode: int
    method: int


@dataclass(frozen=True)
class Lie:
    """A number that a header says instead of the true one."""

    header: bytes
    which: int
    at: int
    size: int
    number: int

    def apply(self, data: bytes) -> bytes:
        """The bytes with that lie, if there is such a header."""
        places = [at for at in range(len(data)) if data.startswith(self.header, at)]
        if not places:
            return data
        at = places[self.which % len(places)] + 4 + self.at % (HEADERS[self.header] - 4)
        said = (self.number % 256**self.size).to_bytes(self.size, "little")
        return data[:at] + said + data[at + self.size :]


@dataclass(frozen=True)
class Archive:
    """An archive with what is wrong with it, and how it is handed in."""

    entries: list[Entry]
    lies: list[Lie]
    done: list[Damage]
    form: str
    before: bytes = b""

    @property
    def content(self) -> bytes:
        """The bytes."""
        data = tarred(self.entries) if self.form == "tar" else zipped(self.entries)
        for lie in self.lies:
            data = lie.apply(data)
        return damaged(self.before + data, self.done)


def zipped(entries: list[Entry]) -> bytes:
    """A zip, in which names may come twice."""
    file = io.BytesIO()
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(zipfile.ZipFile(file, "w"))
        for entry in entries:
            info = zipfile.ZipInfo(entry.name)
            info.external_attr = entry.mode << 16
            info.compress_type = entry.method
            opened.fp.seek(0, os.SEEK_END)  # type: ignore[union-attr]
            opened.NameToInfo.clear()  # it would warn of a name that comes twice
            opened.writestr(info, b"" if entry.name.endswith("/") else entry.content)
    return file.getvalue()


def tarred(entries: list[Entry]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as opened:
        for entry in entries:
            info = tarfile.TarInfo(entry.name)
            info.size = len(entry.content)
            opened.addfile(info, io.BytesIO(entry.content))
    return file.getvalue()


def entries_of(contents: st.SearchStrategy[bytes]) -> st.SearchStrategy[list[Entry]]:
    texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
    methods = [zipfile.ZIP_DEFLATED] * 6 + [zipfile.ZIP_STORED] * 3
    methods += [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
    entry = st.builds(
        Entry,
        st.sampled_from(NAMES) | st.sampled_from(NAMES) | texts,
        contents,
        st.sampled_from(MODES),
        st.sampled_from(methods),
    )
    return st.lists(entry, max_size=MOST)


def archives_with(book: bytes) -> st.SearchStrategy[Archive]:
    """Archives of notebooks, other files, bombs, and archives of such."""
    yaml = b":submission_1:\n  :submitters:\n  - :sid: ../ada\n"
    plain = st.sampled_from([book, book, b"1,2\n", f"/{OUTSIDE}".encode(), yaml, BOMB, b"", b"{}"])
    inner = st.lists(st.sampled_from(NAMES), max_size=4).map(
        lambda names: zipped([Entry(name, book, 0, zipfile.ZIP_DEFLATED) for name in names])
    )
    lies = st.builds(
        Lie,
        st.sampled_from(sorted(HEADERS)),
        st.integers(0, 9),
        st.integers(0, 41),
        st.sampled_from([1, 2, 2, 4, 4]),
        st.sampled_from(NUMBERS) | st.integers(0, 2**32 - 1),
    )
    return st.builds(
        Archive,
        entries_of(plain | inner),
        st.just([]) | st.lists(lies, max_size=3),
        st.just([]) | st.just([]) | st.lists(damages(*SNIPPETS), max_size=2),
        st.sampled_from(["class", "class", "student", "student", "tar"]),
        st.sampled_from([b"", b"", b"", b"#!/bin/sh\n", bytes(70_000)]),
    )


@pytest.fixture
def warm_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assignment:
    limit_to_little(monkeypatch)
    return assignment(tmp_path / "course", *WARM_UP)


def limit_to_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "STUDENT_ENTRIES", ENTRIES)
    monkeypatch.setattr(archives, "STUDENT_BYTES", STUDENT_BYTES)
    monkeypatch.setattr(archives, "CLASS_ENTRIES", MOST - 2)
    monkeypatch.setattr(archives, "CLASS_BYTES", CLASS_BYTES)
    monkeypatch.setattr(received, "FILES_BYTES", STUDENT_BYTES // 2)


def test_any_archive_stays_in_its_folder_and_is_bounded(
    tmp_path: Path, warm_up: Assignment
) -> None:
    book = write(tmp_path / "book.ipynb", DOUBLE).read_bytes()
    found = graded = 0

    def examine(archive: Archive) -> None:
        nonlocal found, graded
        with emptied(tmp_path / "inside") as top:
            given = top / "given"
            given.mkdir()
            is_class = archive.form == "class"
            path = given / ("class.zip" if is_class else "cyd.zip")
            path.write_bytes(archive.content)
            before = outside(top)
            try:
                came = find_submissions([path if is_class else given], warm_up, top / "unpacked")
            except TracegradeError as refusal:
                require_words(refusal)
                came = ()
            assert outside(top) == before
            require_bounded(top / "unpacked", is_class)
            for one in came:
                found += 1
                require_own(one, top)
                try:
                    graded += bool(read_submission(one, warm_up))
                except Ungradable as refusal:
                    str(refusal).encode()

    fuzz("archives", archives_with(book), examine)
    print(f"submissions that were found: {found:,}, of which can be graded: {graded:,}")
    assert EXAMPLES < FEW or found > graded > 0


def outside(top: Path) -> list[str]:
    """What lies where nothing may be unpacked to."""
    assert not Path(f"/{OUTSIDE}").exists()
    around = [top.parent.parent, top.parent, top, top / "given"]
    unpacked = top / "unpacked"
    return [str(it) for folder in around for it in sorted(folder.iterdir()) if it != unpacked]


def require_words(refusal: TracegradeError) -> None:
    assert refusal.remedy
    assert refusal.where.path is not None or "is there twice" in refusal.problem
    str(refusal).encode()


def require_bounded(unpacked: Path, is_class: bool) -> None:
    """Plain files and folders only, and no more of them than a submission or a class may have."""
    sizes = []
    for entry in below(unpacked):
        status = entry.lstat()
        assert stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
        sizes.append(status.st_size if stat.S_ISREG(status.st_mode) else 0)
    # Each student of a class may hand in a zip, which has room of its own.
    of_class = CLASS_BYTES + (MOST + 1) * STUDENT_BYTES
    assert sum(sizes) <= (of_class if is_class else STUDENT_BYTES)


def below(folder: Path) -> Iterator[Path]:
    for base, folders, files in os.walk(folder):
        yield from (Path(base, name) for name in [*folders, *files])


def require_own(one: Received, top: Path) -> None:
    """What a student is said to have handed in was there, and can be written down."""
    str(one).encode()
    assert one.notebooks or one.problem
    assert sum(path.stat().st_size for _, path in one.files) <= STUDENT_BYTES // 2
    names = [name for name, _ in one.files]
    assert len(set(names)) == len(names)
    for path in (*one.notebooks, *(path for _, path in one.files)):
        assert path.resolve() == path
        assert path.is_relative_to(top)
    for name in names:
        assert not name.is_absolute()
        assert ".." not in name.parts
