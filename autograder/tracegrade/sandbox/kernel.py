"""Calls to the kernel that Python's library has no function for. They raise OSError."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
from pathlib import Path


class Missing(Exception):
    """This host does not give a layer of isolation; `str` is the reason."""


Argument = int | ctypes.Array[ctypes.c_char] | ctypes.Structure | None

_PR_SET_PDEATHSIG, _PR_GET_DUMPABLE, _PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER = 1, 3, 4, 36
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


def status(name: str) -> str:
    """What the kernel says of this process under a name of /proc/self/status, `CapEff`."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as lines:
        return next(line.split()[1] for line in lines if line.startswith(f"{name}:"))


def hide_memory(hidden: bool = True) -> None:
    """Keep processes of the same user from tracing this one, and from reading its memory.

    The kernel calls it not dumpable. Root's files in /proc are hidden from root too, if it has no
    capabilities.
    """
    prctl(_PR_SET_DUMPABLE, int(not hidden))


def is_memory_hidden() -> bool:
    """Whether `hide_memory` is in force."""
    return prctl(_PR_GET_DUMPABLE) == 0


def die_with_parent() -> None:
    """Be killed when the process ends that forked this one; to be called as its last user."""
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """Be whom the processes go to that children of this one leave behind."""
    prctl(_PR_SET_CHILD_SUBREAPER, 1)


def children() -> list[int]:
    """The processes that are children of this one, adopted ones among them.

    None are known to a process in a PID namespace with the /proc of another one.
    """
    found: list[int] = []
    if os.readlink("/proc/self") != str(os.getpid()):
        return found
    for task in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError):  # the thread has ended
            text = Path(f"/proc/self/task/{task}/children").read_text(encoding="ascii")
            found += map(int, text.split())
    return found


def _passed(argument: Argument) -> object:
    if isinstance(argument, int):
        return ctypes.c_ulong(argument)
    return ctypes.byref(argument) if isinstance(argument, ctypes.Structure) else argument


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
