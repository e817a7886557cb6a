"""Confining this process by all means that the host allows, and saying by which."""

from __future__ import annotations

import enum
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tracegrade.errors import Ungradable
from tracegrade.sandbox import (
    capabilities,
    descriptors,
    identity,
    kernel,
    landlock,
    limits,
    paths,
    scratch,
    seccomp,
)
from tracegrade.sandbox.kernel import Missing


class Level(enum.IntEnum):
    """How well a process is confined; each level promises what the ones before it do, and more.

    `degraded`: something below is not in force. `user`: it is another user without privileges, it
    starts no process, has no network, and its resources are limited; it reads and writes what is
    open to all users. `portable`: it opens no files but those it was given.
    """

    DEGRADED = 0
    USER = 1
    PORTABLE = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Policy:
    """How to confine a process.

    It may write to `scratch`, read there, in `readable` and in the libraries of Python, and use
    the open `descriptors`. Where root starts it, it becomes `user`, unless that is None.
    """

    scratch: Path
    limits: limits.Limits = field(default_factory=limits.Limits)
    readable: tuple[Path, ...] = ()
    descriptors: tuple[int, ...] = ()
    user: int | None = None
    minimum: Level = Level.PORTABLE


def _close_descriptors(policy: Policy) -> None:
    descriptors.close_all_but(policy.descriptors)


def _become_user(policy: Policy) -> None:
    if policy.user is None:
        raise Missing("no other user was asked for")
    identity.become(policy.user, policy.scratch, (*paths.PYTHON, *policy.readable))


def _drop_capabilities(policy: Policy) -> None:
    capabilities.drop()


def _limit(policy: Policy) -> None:
    limits.limit(policy.limits)


def _limit_threads(policy: Policy) -> None:
    limits.limit_threads(policy.limits.threads)


def _hide_memory(policy: Policy) -> None:
    kernel.hide_memory()


def _never_gain(policy: Policy) -> None:
    capabilities.never_gain()


def _restrict_files(policy: Policy) -> None:
    readable = (*paths.PYTHON, *paths.SYSTEM, *policy.readable, *paths.OWN)
    landlock.restrict(readable, (policy.scratch, paths.NOWHERE))


def _filter_calls(policy: Policy) -> None:
    seccomp.install(seccomp.program(os.getpid()))


# In the order in which they can be applied: each still needs what a later one takes away.
_LAYERS: Mapping[str, Callable[[Policy], None]] = {
    "descriptors": _close_descriptors,
    "user": _become_user,
    "capabilities": _drop_capabilities,
    "limits": _limit,
    "threads": _limit_threads,
    "memory": _hide_memory,
    "privileges": _never_gain,
    "landlock": _restrict_files,
    "seccomp": _filter_calls,
}
LAYERS = tuple(_LAYERS)

_WITH_USER = {"descriptors", "user", "capabilities", "limits", "memory", "privileges", "seccomp"}
_NEEDED = {
    Level.DEGRADED: set[str](),
    Level.USER: _WITH_USER,
    Level.PORTABLE: _WITH_USER - {"user"} | {"landlock"},
}


@dataclass(frozen=True)
class Protection:
    """The layers that are in force, those that are not with the reason, and Landlock's version."""

    layers: tuple[str, ...]
    missing: Mapping[str, str]
    landlock: int

    @property
    def level(self) -> Level:
        """The highest level all of whose layers are in force."""
        return max(level for level, needed in _NEEDED.items() if needed <= set(self.layers))

    def __str__(self) -> str:
        return f"{self.level} ({', '.join(self.layers)})"


class TooWeak(Ungradable):
    """The host does not allow the level of isolation that is demanded."""

    def __init__(self, protection: Protection, demanded: Level) -> None:
        lacking = _NEEDED[demanded] - set(protection.layers)
        reasons = "; ".join(
            f"{name}: {reason}" for name, reason in protection.missing.items() if name in lacking
        )
        super().__init__(
            f"isolation {str(demanded)!r} is demanded, and this host gives "
            f"{str(protection.level)!r}: {reasons}",
            f"Grade on another host, or accept --isolation {protection.level}.",
        )
        self.protection = protection
        self.demanded = demanded


def apply(policy: Policy, layers: Collection[str] = LAYERS) -> Protection:
    """Confine this process for ever, and say which `layers` are in force.

    To be called right after a fork: it restricts the calling thread, and those that it starts
    later. Raises TooWeak below the policy's minimum, and RuntimeError if other threads run already.
    """
    if len(os.listdir("/proc/self/task")) > 1:
        raise RuntimeError("only a process with a single thread can be confined")
    scratch.settle(policy.scratch)
    offered = landlock.version()
    missing = {}
    for name, apply_layer in _LAYERS.items():
        if name not in layers:
            missing[name] = "switched off"
            continue
        try:
            apply_layer(policy)
        except (Missing, OSError, ValueError) as error:
            missing[name] = str(error)
    protection = Protection(
        tuple(name for name in LAYERS if name not in missing),
        missing,
        offered if "landlock" not in missing else 0,
    )
    if protection.level < policy.minimum:
        raise TooWeak(protection, policy.minimum)
    return protection
