"""The folders in which processes work: how much they may write there, and how they are removed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from tracegrade.sandbox import Limits
from tracegrade.supervision.channel import megabytes

SCRATCH_BYTES, SCRATCH_ENTRIES = Limits().scratch_size, Limits().scratch_entries
SCRATCH_DEPTH = 64
_LOOK_SECONDS = 1
_CLEANING_SECONDS = 10
_BLOCK = 512


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder for one process, which is removed whatever was made in it."""
    top = Path(mkdtemp(prefix="tracegrade-"))
    top.chmod(0o711)  # the process may be another user's
    folder = top / "scratch"
    folder.mkdir()
    try:
        yield folder
    finally:
        _remove(top)


def _remove(folder: Path) -> None:
    """Remove a folder of any depth; goes on beside the rest if it holds very much."""
    cleaner = subprocess.Popen(
        ["sh", "-c", 'chmod -R u+rwX -- "$1"; exec rm -rf -- "$1"', "sh", str(folder)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with suppress(subprocess.TimeoutExpired):
        cleaner.wait(_CLEANING_SECONDS)


class Excess(Exception):
    """More than a process may write; `str` says what, and ends a sentence about it."""


class Scratch:
    """Watches what a process writes to a folder, beside what was laid there before it began."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bytes = self._entries = sys.maxsize
        laid = _Count(self)
        with suppress(Excess):
            laid.add_folder(folder, SCRATCH_DEPTH)
        self._bytes, self._entries = laid.bytes + SCRATCH_BYTES, laid.entries + SCRATCH_ENTRIES
        self._looked = time.monotonic()

    def look(self, pid: int) -> None:
        """Look, about once a second, whether it wrote too much. Raises Excess."""
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return
        count = _Count(self)
        count.add_folder(self._folder, SCRATCH_DEPTH)
        count.add_removed(pid)
        self._looked = time.monotonic()

    def require(self, size: int, entries: int) -> None:
        """Raise Excess for more than it may hold."""
        if size > self._bytes:
            raise Excess(f"wrote more than {megabytes(SCRATCH_BYTES)}")
        if entries > self._entries:
            raise Excess(f"made more than {SCRATCH_ENTRIES:,} files")


class _Count:
    """Counts files, and what they take on the disk, as far as a process may go."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self.bytes = self.entries = 0

    def add_folder(self, folder: Path | str, depth: int, parent: int | None = None) -> None:
        """Count what is in a folder, in its folders as well. Raises Excess.

        Folders are opened from the one above: a path can be too long for that, or be changed into
        a link meanwhile.
        """
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        try:
            descriptor = os.open(folder, flags, dir_fd=parent)
        except PermissionError:
            raise Excess("closed a folder, so that nobody sees what it writes") from None
        except OSError:  # it is gone again
            return
        try:
            with suppress(FileNotFoundError), os.scandir(descriptor) as entries:
                for entry in entries:
                    self._add(entry, descriptor, depth)
        finally:
            os.close(descriptor)

    def _add(self, entry: os.DirEntry[str], parent: int, depth: int) -> None:
        try:
            found = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return
        self.entries += 1
        self.bytes += found.st_blocks * _BLOCK
        self._scratch.require(self.bytes, self.entries)
        if stat.S_ISDIR(found.st_mode):
            if depth == 0:
                raise Excess(f"made more than {SCRATCH_DEPTH} folders within each other")
            self.add_folder(entry.name, depth - 1, parent)

    def add_removed(self, pid: int) -> None:
        """Count files without a name that a process keeps open, where we may see that."""
        with suppress(OSError), os.scandir(f"/proc/{pid}/fd") as descriptors:
            seen = set()
            for entry in descriptors:
                with suppress(OSError):
                    found = entry.stat()
                    if found.st_nlink == 0 and found.st_ino not in seen:
                        seen.add(found.st_ino)
                        self.bytes += found.st_blocks * _BLOCK
                        self._scratch.require(self.bytes, self.entries)
