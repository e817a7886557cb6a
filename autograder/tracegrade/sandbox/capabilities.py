"""The parts of root's power, and never getting any of them back."""

from __future__ import annotations

import ctypes
import errno
from collections.abc import Iterable

from tracegrade.sandbox import kernel

_PR_CAPBSET_DROP, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 24, 47, 4
_PR_SET_NO_NEW_PRIVS, _PR_GET_NO_NEW_PRIVS = 38, 39
_VERSION_3 = 0x20080522
_MOST = 64


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def holds(capabilities: Iterable[int]) -> bool:
    """Whether this process has all of these capabilities, by their numbers, in effect."""
    effective = int(kernel.status("CapEff"), 16)
    return all(effective >> capability & 1 for capability in capabilities)


def any_left() -> bool:
    """Whether this process has any capability."""
    return any(int(kernel.status(f"Cap{kind}"), 16) for kind in ("Inh", "Prm", "Eff", "Amb"))


def drop() -> None:
    """Drop all capabilities: bounding, ambient, effective, permitted, inheritable."""
    drop_bounding()
    kernel.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    kernel.capset(_Header(_VERSION_3, 0), (ctypes.c_uint32 * 6)())


def drop_bounding() -> None:
    """Never get a capability from a program, if this process is one that may decide that.

    Becoming another user takes away the right to decide it: to be called before.
    """
    for capability in range(_MOST):
        try:
            kernel.prctl(_PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EPERM):
                raise
            return  # there is no such one; or this process may not


def never_gain() -> None:
    """Never gain privileges again, as from programs with set-user-id; others need this first."""
    kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1)


def gains_none() -> bool:
    """Whether `never_gain` is in force."""
    return kernel.prctl(_PR_GET_NO_NEW_PRIVS) == 1
