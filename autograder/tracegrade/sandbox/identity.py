"""Becoming another user, who owns nothing but the scratch folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from tracegrade.sandbox import capabilities
from tracegrade.sandbox.kernel import Missing

_NEEDED = {"CHOWN": 0, "DAC_OVERRIDE": 1, "FOWNER": 3, "SETGID": 6, "SETUID": 7}


def become(user: int, scratch: Path, readable: Iterable[Path]) -> None:
    """Become the user, and group, of that number, without capabilities, for ever.

    Raises Missing if this process may not, or if that user could not reach the `scratch` folder or
    read one of the `readable` paths. All paths must be absolute.
    """
    if os.geteuid() != 0:
        raise Missing("only root can become another user")
    if not may_become():
        raise Missing(f"this root lacks one of the capabilities {', '.join(_NEEDED)}")
    if not is_reachable(scratch):
        raise Missing(f"user {user} cannot reach {scratch}: open the folders above it to all")
    closed = next((path for path in readable if not is_open(path)), None)
    if closed is not None:
        raise Missing(f"user {user} cannot read {closed}: open it and the folders above it to all")
    capabilities.drop_bounding()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def may_become() -> bool:
    """Whether this process may give files to another user, become that user, and clean up."""
    return os.geteuid() == 0 and capabilities.holds(_NEEDED.values())


def give(folder: Path, user: int) -> None:
    """Give a folder that nobody else works in, and what is in it, to the user, for him alone."""
    for path in folder.rglob("*"):
        os.chown(path, user, user, follow_symlinks=False)
    folder.chmod(0o700)
    os.chown(folder, user, user)


def is_open(path: Path) -> bool:
    """Whether all users may read a file, or list a folder."""
    needed = 0o005 if path.is_dir() else 0o004
    return is_reachable(path) and path.stat().st_mode & needed == needed


def is_reachable(path: Path) -> bool:
    """Whether all users may pass through the folders above a path."""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)
