"""Descriptors that a process inherits, and could read or write through."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection

STANDARD = (0, 1, 2)
_LOOKED_AT = 1024


def close_all_but(kept: Collection[int]) -> None:
    """Close every open descriptor but these and the three standard ones."""
    inherited = {int(name) for name in os.listdir("/proc/self/fd")}
    for descriptor in inherited.difference(kept, STANDARD):
        with contextlib.suppress(OSError):  # the one that the folder was listed through is gone
            os.close(descriptor)


def are_closed_but(kept: Collection[int]) -> bool:
    """Whether no other descriptors are open, where /proc can no longer be listed."""
    return not any(_is_open(it) for it in range(_LOOKED_AT) if it not in (*kept, *STANDARD))


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
