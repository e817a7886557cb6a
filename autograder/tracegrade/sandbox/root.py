"""A root folder that holds what Python reads, and nothing else; scratch in memory, of bounded size.

The mounts are those of a mount namespace of one's own, and end with its last process: so nothing
that was written stays. As with `man 1 bwrap`: a tmpfs, read-only binds, `pivot_root`.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
from collections.abc import Iterable
from pathlib import Path

from tracegrade.sandbox import kernel, namespaces
from tracegrade.sandbox.kernel import Missing

_MOUNT, _UMOUNT, _PIVOT_ROOT, _MOUNT_SETATTR = 165, 166, 155, 442
_BIND, _RECURSIVE, _PRIVATE = 0x1000, 0x4000, 0x40000
_NO_SETUID, _NO_DEVICES, _NO_PROGRAMS = 0x2, 0x4, 0x8
_DETACH = 2
_AT_CURRENT, _AT_RECURSIVE, _READ_ONLY = -100, 0x8000, 0x1


def settle(scratch: Path, readable: Iterable[Path], owner: int, size: int, entries: int) -> None:
    """See these files and folders alone, all of them read-only, and `scratch`, from now on.

    What is in `scratch` is copied to a file system in memory that holds `size` bytes and so many
    files and folders, and belongs to the user `owner`. Raises OSError, and Missing without a PID
    namespace, whose /proc is needed.
    """
    if not namespaces.has_own_processes():
        raise Missing("it needs a PID namespace")
    namespaces.enter(namespaces.MOUNTS)
    _mount("none", Path("/"), "", _RECURSIVE | _PRIVATE)
    before = os.open(scratch, os.O_RDONLY | os.O_DIRECTORY)
    root = scratch  # any folder would do
    _mount("tmpfs", root, "tmpfs", _NO_SETUID | _NO_DEVICES, "size=1m,mode=755")
    try:
        _fill(root, readable, scratch)
        inner = _below(root, scratch)
        options = f"size={size},nr_inodes={entries},mode=700,uid={owner},gid={owner}"
        _mount("tmpfs", inner, "tmpfs", _NO_SETUID | _NO_DEVICES, options)
        _copy(before, inner, owner)
        os.chdir(root)
        # Afterwards the old root lies on the new one, whence it is taken away.
        kernel.syscall(_PIVOT_ROOT, _text("."), _text("."))
    except BaseException:
        os.fchdir(before)
        kernel.syscall(_UMOUNT, _text(root), _DETACH)
        raise
    finally:
        os.close(before)
    kernel.syscall(_UMOUNT, _text("."), _DETACH)
    os.chdir(scratch)


def _fill(root: Path, readable: Iterable[Path], scratch: Path) -> None:
    """Bind the paths below the root, and make it read-only with the folders that it needs."""
    mask = os.umask(0o022)
    for path in _outermost(readable):
        _bind(path, _below(root, path))
    proc = _below(root, Path("/proc"))
    for folder in (proc, _below(root, scratch)):
        folder.mkdir(parents=True, exist_ok=True)
    os.umask(mask)
    _make_read_only(root)
    _mount("proc", proc, "proc", _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS)


def _outermost(paths: Iterable[Path]) -> list[Path]:
    """The paths that lie in no other one, without those of the kernel's /proc."""
    chosen: list[Path] = []
    for path in sorted(set(paths)):
        if not any(path.is_relative_to(it) for it in (*chosen, Path("/proc"))):
            chosen.append(path)
    return chosen


def _below(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")


def _bind(source: Path, target: Path) -> None:
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    _mount(str(source), target, "", _BIND | _RECURSIVE)


def _copy(source: int, target: Path, owner: int) -> None:
    """Copy what is in the folder of a descriptor; links stay links."""
    shutil.copytree(f"/proc/self/fd/{source}", target, symlinks=True, dirs_exist_ok=True)
    for path in (target, *target.rglob("*")):
        os.chown(path, owner, owner, follow_symlinks=False)
    target.chmod(0o700)


def _mount(source: str, target: Path, kind: str, flags: int, options: str = "") -> None:
    texts = _text(source), _text(target), _text(kind)
    try:
        kernel.syscall(_MOUNT, *texts, flags, _text(options))
    except OSError as error:
        raise OSError(error.errno or 0, error.strerror, str(target)) from None


def _make_read_only(root: Path) -> None:
    attributes = struct.pack("=QQQQ", _READ_ONLY | _NO_SETUID, 0, 0, 0)
    buffer = ctypes.create_string_buffer(attributes, len(attributes))
    kernel.syscall(_MOUNT_SETATTR, _AT_CURRENT, _text(root), _AT_RECURSIVE, buffer, len(attributes))


def _text(value: str | Path) -> ctypes.Array[ctypes.c_char]:
    return ctypes.create_string_buffer(os.fsencode(value))
