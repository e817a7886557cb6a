"""Calls to the kernel that Python's library has no function for. They raise OSError."""

from __future__ import annotations

import ctypes
import os


class Missing(Exception):
    """This host does not give a layer of isolation; `str` is the reason."""


Argument = int | ctypes.Array[ctypes.c_char] | ctypes.Structure | None

_PR_SET_DUMPABLE = 4
_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def syscall(number: int, *arguments: Argument) -> int:
    """Make a system call by its number."""
    return _checked(_libc.syscall(ctypes.c_long(number), *map(_passed, arguments)))


def prctl(option: int, *arguments: Argument) -> int:
    """Change or read something about this thread or process; missing arguments are 0."""
    padded = [*arguments, 0, 0, 0, 0][:4]
    return _checked(_libc.prctl(ctypes.c_int(option), *map(_passed, padded)))


def capset(header: ctypes.Structure, data: ctypes.Array[ctypes.c_uint32]) -> None:
    """Set the capabilities of this thread."""
    _checked(_libc.capset(ctypes.byref(header), data))


def hide_memory(hidden: bool = True) -> None:
    """Keep processes of the same user from tracing this one, and from reading its memory.

    The kernel calls it not dumpable. Root's files in /proc are hidden from root too, if it has no
    capabilities.
    """
    prctl(_PR_SET_DUMPABLE, int(not hidden))


def _passed(argument: Argument) -> object:
    if isinstance(argument, int):
        return ctypes.c_ulong(argument)
    return ctypes.byref(argument) if isinstance(argument, ctypes.Structure) else argument


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
