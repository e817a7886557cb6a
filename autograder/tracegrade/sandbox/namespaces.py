"""Namespaces: a network without interfaces, and IPC, processes and users of one's own.

`man 7 namespaces` describes them. All but a user namespace need the capability SYS_ADMIN; who is
not root gets it by entering a user namespace first.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracegrade.sandbox import kernel
from tracegrade.sandbox.kernel import Missing

MOUNTS, IPC, USERS, PROCESSES, NETWORK = 0x20000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_UNSHARE, _SETNS = 272, 308
_RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")


def _links() -> dict[str, str]:
    found = {}
    with contextlib.suppress(OSError):  # without /proc
        for kind in ("ipc", "net", "user"):
            found[kind] = os.readlink(f"/proc/self/ns/{kind}")
    return found


_OUTSIDE = _links()


def is_own(kind: str) -> bool:
    """Whether this process is in another namespace (`ipc`, `net`, `user`) than when it began."""
    return _links().get(kind) not in (None, _OUTSIDE.get(kind))


def enter(kind: int) -> None:
    """Put this process into a new namespace of that kind. Raises OSError.

    In one for PROCESSES is not this process, but the next that it forks.
    """
    kernel.syscall(_UNSHARE, kind)


def enter_users() -> None:
    """Put this process into a new user namespace, in which its user alone has a number.

    It has all capabilities there, which reach nothing outside. Raises OSError, and Missing where
    such capabilities would be none.
    """
    if os.geteuid() != 0 and _is_restricted():
        raise Missing(f"the host forbids user namespaces to users ({_RESTRICTED} is 1)")
    user, group = os.geteuid(), os.getegid()
    kernel.hide_memory(False)  # else the files below belong to root
    enter(USERS)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        Path("/proc/self", name).write_text(text, encoding="ascii")


def _is_restricted() -> bool:
    try:
        return _RESTRICTED.read_text(encoding="ascii").strip() == "1"
    except OSError:
        return False


def prepare() -> None:
    """Become a process that can make namespaces for its children, where the host allows it.

    Whoever is not root goes on in a child of this process, which ends as that does. To be called
    with a single thread.
    """
    with contextlib.suppress(OSError, Missing):
        if os.geteuid() != 0:
            enter_users()
            _be_first_process()


def _be_first_process() -> None:
    """Go on as the first process of a PID namespace: only in an own one, others can be made."""
    enter(PROCESSES)
    child = os.fork()
    if child == 0:
        kernel.die_with_parent()
        return
    os.closerange(0, os.sysconf("SC_OPEN_MAX"))
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


class ProcessNamespaces:
    """Makes PID namespaces for children, if they are `wanted`.

    Each has a first process that does nothing and ends with this one: the kernel does not let that
    process be ended from within, and ends all others with it.
    """

    def __init__(self, wanted: bool = True) -> None:
        self._wanted = wanted
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY)
        self._waiting, self._held = os.pipe()

    @contextmanager
    def new(self) -> Iterator[int | None]:
        """What is forked now is in a new PID namespace, with the first process of that number.

        None where the host does not allow it.
        """
        first = self._first_process() if self._wanted else None
        self._wanted = first is not None
        yield first
        if first is not None:
            kernel.syscall(_SETNS, self._own, PROCESSES)

    def _first_process(self) -> int | None:
        """A process that reads from this one, which never writes."""
        try:
            enter(PROCESSES)
        except OSError:
            return None
        actions = [(os.POSIX_SPAWN_DUP2, self._waiting, 0)]
        try:
            return os.posix_spawn("/bin/cat", ["cat"], {}, file_actions=actions)
        except OSError:
            kernel.syscall(_SETNS, self._own, PROCESSES)
            return None


def has_own_processes() -> bool:
    """Whether this process is in another PID namespace than the one that forked it."""
    return os.getppid() == 0
