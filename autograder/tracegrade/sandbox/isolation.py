"""Confining this process by all means that the host allows, and saying by which."""

from __future__ import annotations

import enum
import os
import resource
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tracegrade.errors import Ungradable
from tracegrade.sandbox import (
    capabilities,
    cgroups,
    descriptors,
    identity,
    kernel,
    landlock,
    limits,
    namespaces,
    paths,
    root,
    scratch,
    seccomp,
)
from tracegrade.sandbox.kernel import Missing


class Level(enum.IntEnum):
    """How well a process is confined; each level promises what the ones before it do, and more.

    `degraded`: something below is not in force. `user`: it is another user without privileges, it
    starts no process, has no network, and its resources are limited; it reads and writes what is
    open to all users. `portable`: it opens no files but those it was given. `contained`: other
    files, other processes and the network are not there for it, and nothing that it writes is left
    or takes more room than is set aside. `complete`: all of these together, and the kernel limits
    the memory and the threads of all that it starts.
    """

    DEGRADED = 0
    USER = 1
    PORTABLE = 2
    CONTAINED = 3
    COMPLETE = 4

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Policy:
    """How to confine a process.

    It may write to `scratch`, read there, in `readable` and in the libraries of Python, and use
    the open `descriptors`. Where root starts it, it becomes `user`, unless that is None. `group` is
    the cgroup that was made for it.
    """

    scratch: Path
    limits: limits.Limits = field(default_factory=limits.Limits)
    readable: tuple[Path, ...] = ()
    descriptors: tuple[int, ...] = ()
    user: int | None = None
    group: cgroups.Group | None = None
    minimum: Level = Level.PORTABLE


@dataclass(frozen=True)
class Layer:
    """A means of confinement, which works without the others.

    `apply` puts it in force for this process and raises Missing, OSError or ValueError;
    `confirmed` says whether the kernel agrees. `purpose` completes "it", `remedy` says how a host
    gets it.
    """

    name: str
    purpose: str
    remedy: str
    apply: Callable[[Policy], None]
    confirmed: Callable[[Policy], bool]


def _become_user(policy: Policy) -> None:
    if policy.user is None:
        raise Missing("no other user was asked for")
    identity.become(policy.user, policy.scratch, (*paths.PYTHON, *policy.readable))


def _join_group(policy: Policy) -> None:
    if policy.group is None:
        raise Missing("no cgroup can be made here")
    policy.group.join()


def _see_no_processes(policy: Policy) -> None:
    if not namespaces.has_own_processes():
        raise Missing("no PID namespace can be made here")


def _change_root(policy: Policy) -> None:
    readable = (*paths.PYTHON, *paths.SYSTEM, *policy.readable, paths.NOWHERE)
    owner = os.geteuid() if policy.user is None or os.geteuid() != 0 else policy.user
    limits = policy.limits
    root.settle(policy.scratch, readable, owner, limits.scratch_size, limits.scratch_entries)


def _restrict_files(policy: Policy) -> None:
    readable = (*paths.PYTHON, *paths.SYSTEM, *policy.readable, *paths.OWN)
    landlock.restrict(readable, (policy.scratch, paths.NOWHERE))


def _may_read(path: Path) -> bool:
    try:
        with open(path, "rb"):
            return True
    except PermissionError:
        return False


def _is_limited(policy: Policy) -> bool:
    size, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return 0 < size <= policy.limits.memory


_AS_ROOT = "Grade as root, or as a user who may make user namespaces, outside of a container."
_LINUX = "Grade on Linux 5.13 or newer"

# In the order in which they can be applied: each still needs what a later one takes away.
_LAYERS = (
    Layer(
        "descriptors",
        "has no open file or connection of the grader",
        "Mount /proc.",
        lambda policy: descriptors.close_all_but(policy.descriptors),
        lambda policy: descriptors.are_closed_but(policy.descriptors),
    ),
    Layer(
        "cgroups",
        "cannot take more memory or threads by starting others",
        "Grade as root where /sys/fs/cgroup can be written, with the controllers memory and pids.",
        _join_group,
        lambda policy: policy.group is not None,
    ),
    Layer(
        "network",
        "has a network without interfaces",
        _AS_ROOT,
        lambda policy: namespaces.enter(namespaces.NETWORK),
        lambda policy: namespaces.is_own("net"),
    ),
    Layer(
        "ipc",
        "shares no memory, semaphores or queues of System V with others",
        _AS_ROOT,
        lambda policy: namespaces.enter(namespaces.IPC),
        lambda policy: namespaces.is_own("ipc"),
    ),
    Layer(
        "processes",
        "sees no other process, and takes all that it started along when it ends",
        _AS_ROOT,
        _see_no_processes,
        lambda policy: namespaces.has_own_processes(),
    ),
    Layer(
        "root",
        "sees no files but Python's, and leaves none",
        _AS_ROOT,
        _change_root,
        lambda policy: not os.path.exists("/etc/passwd"),
    ),
    Layer(
        "user",
        "is a user who owns nothing",
        "Grade as root, with Python and the folder for temporary files open to all users.",
        _become_user,
        lambda policy: os.getuid() == policy.user,
    ),
    Layer(
        "users",
        "is in a user namespace, where capabilities reach nothing",
        "Allow user namespaces (user.max_user_namespaces, AppArmor, the container's own filter).",
        lambda policy: namespaces.enter_users(),
        lambda policy: namespaces.is_own("user"),
    ),
    Layer(
        "capabilities",
        "has no part of root's power",
        _LINUX + ".",
        lambda policy: capabilities.drop(),
        lambda policy: not capabilities.any_left(),
    ),
    Layer(
        "limits",
        "cannot take more time, memory or file descriptors than it was given",
        "Raise the limits of the process that grades (ulimit).",
        lambda policy: limits.limit(policy.limits),
        _is_limited,
    ),
    Layer(
        "threads",
        "cannot start more threads than it was given",
        "Grade as another user than root, or as root with the layer user.",
        lambda policy: limits.limit_threads(policy.limits.threads),
        lambda policy: resource.getrlimit(resource.RLIMIT_NPROC)[0] != resource.RLIM_INFINITY,
    ),
    Layer(
        "memory",
        "cannot be read or traced by others of its user",
        _LINUX + ".",
        lambda policy: kernel.hide_memory(),
        lambda policy: kernel.is_memory_hidden(),
    ),
    Layer(
        "privileges",
        "gains none from programs with set-user-id",
        _LINUX + ".",
        lambda policy: capabilities.never_gain(),
        lambda policy: capabilities.gains_none(),
    ),
    Layer(
        "landlock",
        "opens no files but its own and Python's",
        f"{_LINUX}, with lsm=landlock in its command line.",
        _restrict_files,
        lambda policy: not _may_read(paths.CLOSED),
    ),
    Layer(
        "seccomp",
        "makes no system call that a notebook needs not",
        f"{_LINUX} on x86-64.",
        lambda policy: seccomp.install(seccomp.program(os.getpid())),
        lambda policy: seccomp.is_installed(),
    ),
)
LAYERS: Mapping[str, Layer] = {layer.name: layer for layer in _LAYERS}

_USER = (*("descriptors", "user", "capabilities", "limits", "memory", "privileges", "seccomp"),)
_PORTABLE = (*(name for name in _USER if name != "user"), "landlock")
_CONTAINED = (*_PORTABLE, "network", "ipc", "processes", "root")
_NEEDED: Mapping[Level, frozenset[str]] = {
    Level.DEGRADED: frozenset(),
    Level.USER: frozenset(_USER),
    Level.PORTABLE: frozenset(_PORTABLE),
    Level.CONTAINED: frozenset(_CONTAINED),
    Level.COMPLETE: frozenset(LAYERS),
}


def layers_of(level: Level) -> frozenset[str]:
    """The names of the layers that a level consists of."""
    return _NEEDED[level]


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

    def confirmed(self, policy: Policy) -> Protection:
        """The same without the layers that the kernel, asked now, does not confirm."""
        kept = tuple(name for name in self.layers if _confirms(name, policy))
        lost = dict.fromkeys(set(self.layers).difference(kept), "the kernel does not confirm it")
        return replace(self, layers=kept, missing={**self.missing, **lost})

    def __str__(self) -> str:
        return f"{self.level} ({', '.join(self.layers)})"


def _confirms(name: str, policy: Policy) -> bool:
    try:
        return LAYERS[name].confirmed(policy)
    except OSError:
        return False


class TooWeak(Ungradable):
    """The host does not allow the level of isolation that is demanded."""

    def __init__(self, protection: Protection, demanded: Level) -> None:
        lacking = [it for it in LAYERS if it in _NEEDED[demanded] - set(protection.layers)]
        missing = protection.missing
        reasons = "; ".join(f"{it}: {missing.get(it, 'not in force')}" for it in lacking)
        remedies = dict.fromkeys(LAYERS[name].remedy for name in lacking)
        super().__init__(
            f"isolation {str(demanded)!r} is demanded, and this host gives "
            f"{str(protection.level)!r}: {reasons}",
            " ".join([*remedies, f"Or accept --isolation {protection.level}."]),
        )
        self.protection = protection
        self.demanded = demanded


def apply(policy: Policy, layers: Collection[str] = tuple(LAYERS)) -> Protection:
    """Confine this process for ever, and say which `layers` are in force.

    To be called right after a fork: it restricts the calling thread, and those that it starts
    later. Raises TooWeak below the policy's minimum, and RuntimeError if other threads run already.
    """
    if len(os.listdir("/proc/self/task")) > 1:
        raise RuntimeError("only a process with a single thread can be confined")
    scratch.settle(policy.scratch)
    offered = landlock.version()
    missing = {}
    for name, layer in LAYERS.items():
        if name not in layers:
            missing[name] = "switched off"
            continue
        try:
            layer.apply(policy)
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
