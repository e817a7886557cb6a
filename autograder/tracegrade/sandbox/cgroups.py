"""Control groups: the memory and the number of a whole tree of processes, in both versions.

Files are those of `man 7 cgroups`. Whose hierarchy cannot be written, has none.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracegrade.sandbox.kernel import Missing
from tracegrade.sandbox.limits import Limits

_FILES: Mapping[int, Mapping[str, str]] = {
    1: {"memory": "memory.limit_in_bytes", "pids": "pids.max", "killed": "memory.oom_control"},
    2: {"memory": "memory.max", "pids": "pids.max", "killed": "memory.events"},
}
_CONTROLLERS = ("memory", "pids")
_PROCESSES = "cgroup.procs"
_OLD_SECONDS = 3600
_TRIES = 50
_PAUSE = 0.02


@dataclass(frozen=True)
class Group:
    """A group for one process and those that it starts: a folder for each controller."""

    folders: tuple[Path, ...]

    def join(self) -> None:
        """Put this process into it. Raises OSError."""
        for folder in self.folders:
            (folder / _PROCESSES).write_text("0", encoding="ascii")

    def was_out_of_memory(self) -> bool:
        """Whether the kernel ended one of its processes because they took too much memory."""
        names = [files["killed"] for files in _FILES.values()]
        return any(_count(folder / name, "oom_kill") for folder in self.folders for name in names)

    def remove(self) -> None:
        """End what still runs in it, and remove it."""
        for folder in self.folders:
            for _ in range(_TRIES):
                for pid in _processes(folder):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                try:
                    folder.rmdir()
                except FileNotFoundError:
                    break
                except OSError:  # a process in it is about to end
                    time.sleep(_PAUSE)
                else:
                    break


def make(name: str, limits: Limits) -> Group:
    """A group of that name, which holds so much memory and so many threads altogether.

    Raises Missing where this process may make none, and OSError.
    """
    made: list[Path] = []
    for controller, limit in zip(_CONTROLLERS, (limits.memory, limits.threads), strict=True):
        folder = _made(controller, name, made)
        if folder is None:
            Group(tuple(made)).remove()
            raise Missing(f"no cgroup for {controller} can be made here")
        _limit(folder, controller, limit)
    return Group(tuple(dict.fromkeys(made)))


def remove_old(name: str) -> None:
    """Remove empty groups whose names begin so, and whom somebody left who was killed."""
    for controller in _CONTROLLERS:
        for folder in (it for parent in _parents(controller) for it in parent.glob(f"{name}-*")):
            with contextlib.suppress(OSError):
                if time.time() - folder.stat().st_mtime > _OLD_SECONDS:
                    folder.rmdir()


def _made(controller: str, name: str, made: list[Path]) -> Path | None:
    for parent in _parents(controller):
        folder = parent / name
        with contextlib.suppress(OSError):
            if folder not in made:
                folder.mkdir()
                made.append(folder)
            if any((folder / files[controller]).exists() for files in _FILES.values()):
                return folder
            made.remove(folder)
            folder.rmdir()
    return None


def _limit(folder: Path, controller: str, limit: int) -> None:
    for files in _FILES.values():
        path = folder / files[controller]
        if path.exists():
            path.write_text(str(limit), encoding="ascii")
    swap = folder / "memory.swap.max"
    if controller == "memory" and swap.exists():
        swap.write_text("0", encoding="ascii")


def _parents(controller: str) -> Iterator[Path]:
    """Where a group could be made: in the one of this process, or at the top."""
    mounts = _mounts(controller)
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers in ("", controller) or controller in controllers.split(","):
                yield from (mount / path.lstrip("/") for mount in mounts)
    yield from mounts


def _mounts(controller: str) -> list[Path]:
    """The mounts of the hierarchies that could have the controller; version 1 first."""
    found: dict[str, list[Path]] = {"cgroup": [], "cgroup2": []}
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
            _, folder, kind, options, *_ = line.split()
            if kind == "cgroup2" or (kind == "cgroup" and controller in options.split(",")):
                found[kind].append(Path(folder))
    return found["cgroup"] + found["cgroup2"]


def _count(path: Path, name: str) -> int:
    """The number that stands behind a name in a file; 0 where there is none."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    pairs = [line.partition(" ") for line in lines]
    return sum(int(number) for key, _, number in pairs if key == name)


def _processes(folder: Path) -> list[int]:
    try:
        return [int(it) for it in (folder / _PROCESSES).read_text(encoding="ascii").split()]
    except OSError:
        return []
