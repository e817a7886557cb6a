"""Rooms: mount and PID namespaces in which attacks are graded, so that they harm nothing here.

Run as `python -m tests.attacks.room TASK` inside of one; `grade` is its other side. A room has
temporary folders of its own, and Python in reach of all users. Where none can be made, attacks are
graded without, but for those that are meant to succeed.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tracegrade.sandbox import may_become
from tracegrade.stderr import QUIET

from tests.stock import REPOSITORY

NOBODY = 65534
# It ends with whoever made it.
_UNSHARE = ["setpriv", "--pdeathsig", "KILL", "unshare", "--mount", "--ipc"]
_UNSHARE += ["--pid", "--fork", "--mount-proc", "--kill-child"]
_TEMPORARY = {"/tmp": "1g", "/var/tmp": "256m", "/dev/shm": "256m"}
# Bounds what an attack that succeeds takes from this machine.
_BOUNDS = "prlimit --nproc=1500 --data=6000000000"


@functools.cache
def lacks() -> str:
    """Why there are no rooms here; empty where there are."""
    if not may_become():
        return "only root with all of its capabilities can make the namespaces"
    tried = subprocess.run(
        [*_UNSHARE, "sh", "-c", _script("true")], capture_output=True, text=True, check=False
    )
    return f"no namespaces can be made here: {tried.stderr.strip()}" if tried.returncode else ""


def grade(
    task: Mapping[str, Any], *, user: int | None = None, seconds: float = 600
) -> dict[str, Any]:
    """Grade in a room what a task asks for, as `user` or as who this process is.

    What comes has a `problem` where the grader was killed before it had anything to say. Raises
    RuntimeError where it stopped for a reason of its own.
    """
    told = json.dumps({**task, "in_room": not lacks()})
    command = [sys.executable, "-m", "tests.attacks.room", told]
    environment = {**os.environ, **QUIET, "PYTHONHASHSEED": "0"}
    for name in ("TMPDIR", "PYTEST_CURRENT_TEST", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    if not lacks():
        line = shlex.join(command)
        if user is not None:
            ids = f"--reuid {user} --regid {user} --clear-groups"
            line = f"setpriv {ids} -- {_BOUNDS} {line}"
        command = [*_UNSHARE, "sh", "-c", _script(line)]
        environment["HOME"] = "/tmp/home"
    elif user is not None:
        return {"skipped": lacks()}
    with subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            printed, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return {"problem": f"the run did not end in {seconds:g} s"}
    with contextlib.suppress(ValueError, IndexError):
        found = json.loads(printed.strip().split("\n")[-1])
        if isinstance(found, dict):
            return found
    if process.returncode in (1, 2):
        raise RuntimeError(f"the attacks could not be graded: {errors[-3000:]}")
    return {"problem": f"the grader itself was ended (status {process.returncode})"}


def _script(line: str) -> str:
    """What runs a line in a room; more follows it, so that its process is not the first one."""
    return "\n".join(["set -e", *_mounts(), "set +e", line, "exit $?"])


def _mounts() -> Iterator[str]:
    """Open the way to Python and to this repository, and close it to what others wrote."""
    needed = [Path(sys.base_prefix), Path(sys.prefix), REPOSITORY]
    needed = [it.resolve() for it in needed]
    needed = [it for it in needed if not any(it != o and it.is_relative_to(o) for o in needed)]
    needed = list(dict.fromkeys(needed))
    yield "mount -t tmpfs -o mode=755 tmpfs /mnt"
    for number, path in enumerate(needed):
        yield f"mkdir /mnt/{number}"
        yield f"mount --rbind {shlex.quote(str(path))} /mnt/{number}"
    for place, size in _TEMPORARY.items():
        yield f"mount -t tmpfs -o mode=1777,size={size} tmpfs {place}"
    for closed in dict.fromkeys(it for path in needed if (it := _closed_above(path))):
        yield f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(closed))}"
    for number, path in enumerate(needed):
        yield f"mkdir -p {shlex.quote(str(path))}"
        yield f"mount --move /mnt/{number} {shlex.quote(str(path))}"
    yield "umount /mnt"
    yield "mkdir -m 777 /tmp/home"


def _closed_above(path: Path) -> Path | None:
    """The outermost folder above a path that not all users may pass through."""
    above = reversed(path.parents)
    return next((it for it in above if not it.stat().st_mode & 0o001), None)


def main(text: str) -> None:
    """Do what a task asks for, and print what came of it."""
    from tests.attacks import tasks

    printing = os.dup(1)
    os.dup2(2, 1)
    found = tasks.do(json.loads(text))
    with open(printing, "w", encoding="utf-8") as file:
        file.write(f"\n{json.dumps(found)}\n")


if __name__ == "__main__":
    main(sys.argv[1])
