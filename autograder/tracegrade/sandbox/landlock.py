"""Landlock: which files can be opened at all; no TCP, no signals to others, no abstract sockets.

Structures and constants are those of linux/landlock.h; what a version of it cannot restrict is
left out. Versions before the second refuse to move files between folders; versions before the
third let files be truncated; versions before the fourth and sixth know nothing of TCP, of signals
and of sockets. The filter of system calls makes up for all of these but the first.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from tracegrade.sandbox import kernel
from tracegrade.sandbox.kernel import Missing

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = (1 << bit for bit in range(4))
_REMOVE_DIR, _REMOVE_FILE, _MAKE_CHAR, _MAKE_DIR, _MAKE_REG = (1 << bit for bit in range(4, 9))
_MAKE_SOCK, _MAKE_FIFO, _MAKE_BLOCK, _MAKE_SYM = (1 << bit for bit in range(9, 13))
_REFER, _TRUNCATE, _IOCTL_DEVICE = (1 << bit for bit in range(13, 16))

_SINCE = ((1, (1 << 13) - 1), (2, _REFER), (3, _TRUNCATE), (5, _IOCTL_DEVICE))
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE

_READ = _READ_FILE | _READ_DIR
# No symbolic links, sockets, pipes and devices: whoever looks into the folder later stays in it.
_WRITE = _WRITE_FILE | _TRUNCATE | _MAKE_REG | _MAKE_DIR | _REMOVE_FILE | _REMOVE_DIR | _REFER


def version() -> int:
    """The version of Landlock that the kernel offers, 0 for none."""
    try:
        return kernel.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def restrict(
    readable: Iterable[Path], writable: Iterable[Path], at_most: int | None = None
) -> None:
    """Let this thread, and those that it starts, reach only what is in these files and folders.

    Uses no more than version `at_most`. Needs no-new-privileges. Raises Missing where the kernel
    has no Landlock, and OSError, also for a path that is not there.
    """
    offered = version()
    if not offered:
        raise Missing("the kernel offers no Landlock (Linux 5.13 or newer, with lsm=landlock)")
    used = offered if at_most is None else min(offered, at_most)
    handled = sum(rights for since, rights in _SINCE if used >= since)
    ruleset = _create(handled, network=3 if used >= 4 else 0, scopes=3 if used >= 6 else 0)
    try:
        for path in readable:
            _allow(ruleset, path, handled & _READ)
        for path in writable:
            _allow(ruleset, path, handled & (_READ | _WRITE))
        kernel.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _create(files: int, network: int, scopes: int) -> int:
    attributes = ctypes.create_string_buffer(struct.pack("=QQQ", files, network, scopes), 24)
    return kernel.syscall(_CREATE_RULESET, attributes, 24, 0)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _OF_FILES
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, descriptor), 12)
        kernel.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    except OSError as error:
        raise OSError(error.errno or errno.EINVAL, error.strerror, str(path)) from None
    finally:
        os.close(descriptor)
