"""A process that has only imported TensorFlow, and forks workers and judges on request.

Run as `python -m tracegrade.supervision.nursery DESCRIPTOR LAYERS MODULE…`; `Nursery` is its other
side.
Any op before a fork would hang the children, so nothing is computed here; nothing secret comes
here, since children share its memory.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from tracegrade.errors import TracegradeError
from tracegrade.sandbox import (
    LAYERS,
    Level,
    Limits,
    Policy,
    apply,
    cgroups,
    hide_memory,
    namespaces,
)
from tracegrade.sandbox.kernel import Missing, adopt_orphans, children, die_with_parent
from tracegrade.stderr import QUIET
from tracegrade.supervision.channel import Channel, pair

Role = Literal["worker", "judge", "planner", "probe"]

_ENVIRONMENT = {
    **QUIET,
    "MPLBACKEND": "agg",
    "PYTHONHASHSEED": "0",
    # Small blocks of freed memory would escape the filling that a judge asks for.
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
}
# Whatever else is in the environment is nothing that a submission should read.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH")
# Where root starts them, each process that runs at the same time is a user of its own.
FIRST_USER = 61_000
# Keras imports them where they are installed, which takes a quarter of its time and memory; what
# of them a notebook needs is imported ahead only if one speaks of it.
OPTIONAL = {"matplotlib": "matplotlib.pyplot", "pandas": "pandas"}
_REPLY_BYTES = 4096
# The supervisor ends a process sooner; these hold whatever becomes of the supervisor.
LIMITS = Limits(cpu_seconds=600)
_NOT_CONFINED = 71
_GROUPS = "tracegrade"
_LARGE_MB = 400
_MEMORY_SECONDS = 0.3


@dataclass(frozen=True)
class Ended:
    """How a process ended.

    `status` is its exit status (negative: killed by that signal), `peak_mb` its largest RSS.
    `out_of_memory` says that the kernel ended a process of its cgroup for want of memory.
    """

    status: int
    cpu_seconds: float
    peak_mb: float
    out_of_memory: bool = False

    def __str__(self) -> str:
        if self.status < 0:
            return f"killed by {signal.Signals(-self.status).name}"
        return f"exit status {self.status}"


# How a child ended whose parent has ended before it.
_UNKNOWN = Ended(-signal.SIGKILL, 0.0, 0.0)


class Child:
    """A forked process: a channel to it, and the means to end it.

    `name` is its number where it was forked, `pid` that of this process's namespace.
    """

    def __init__(self, nursery: Nursery, name: int, pidfd: int, channel: Channel) -> None:
        self.pid = _pid(pidfd)
        self._name = name
        self.channel = channel
        self.began = time.monotonic()
        self._nursery = nursery
        self._pidfd = pidfd
        self._ended: Ended | None = None

    def cpu_seconds(self) -> float:
        """The CPU time that it has used, all threads."""
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            return 0.0
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self, grace: float = 0) -> Ended:
        """End it, unless it ends by itself within `grace` seconds, and say how it ended."""
        if self._ended is None:
            select.select([self._pidfd], [], [], grace)
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            self._ended = self._nursery.reap(self._name)
            os.close(self._pidfd)
            self.channel.close()
        return self._ended


def _pid(pidfd: int) -> int:
    text = Path(f"/proc/self/fdinfo/{pidfd}").read_text(encoding="ascii")
    return int(text.partition("\nPid:")[2].split()[0])


class Nursery:
    """The supervisor's side of the process that forks; a context manager.

    `modules` of `OPTIONAL` are imported before the first fork, so that children have them at once.
    Children are confined by the `layers` that the host allows; one that cannot be confined as well
    as `minimum` says ends at once. They become `user`, unless another is named as they are forked.
    """

    def __init__(
        self, modules: Sequence[str] = (), layers: Collection[str] = tuple(LAYERS)
    ) -> None:
        self.minimum = Level.DEGRADED
        self.user: int | None = None
        self._modules = modules
        self._layers = layers
        self._lock = threading.Lock()
        self._has_forked = False
        self._start()

    def _start(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed at the exit)
        command = [sys.executable, "-m", "tracegrade.supervision.nursery"]
        self._process = subprocess.Popen(
            [*command, str(theirs.fileno()), ",".join(self._layers), *self._modules],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            cwd="/",  # Python would import what lies in the current folder
            env={**kept, **_ENVIRONMENT},
            start_new_session=True,  # Ctrl-C in the terminal is for the supervisor
        )
        theirs.close()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        self._socket.close()
        self._process.wait()
        self._errors.close()

    def fork(self, role: Role, folder: Path, user: int | None = None) -> Child:
        """Fork a process of that role, which works in `folder`, as `user` where root may choose.

        A process that forks and has ended, such as for want of memory, is started again. Raises
        `TracegradeError` if it never forked.
        """
        request = {"fork": role, "folder": str(folder), "user": user, "minimum": int(self.minimum)}
        with self._lock:
            child = self._forked(request)
            if child is None and self._has_forked and not self._errors.closed:
                self._stop()
                self._start()
                child = self._forked(request)
            if child is not None:
                self._has_forked = True
                return child
        problem = f"the process that forks graders has ended{self._last_words()}"
        raise TracegradeError(problem, "Look at what `tracegrade doctor` says of TensorFlow here.")

    def _forked(self, request: Mapping[str, Any]) -> Child | None:
        channel, theirs = pair()
        with contextlib.suppress(OSError), theirs:
            socket.send_fds(self._socket, [json.dumps(request).encode()], [theirs.fileno()])
            text, descriptors, _, _ = socket.recv_fds(self._socket, _REPLY_BYTES, 1)
            if descriptors:
                return Child(self, json.loads(text)["pid"], descriptors[0], channel)
        channel.close()
        return None

    def _last_words(self) -> str:
        """The last line that it wrote on standard error before it served."""
        if self._errors.closed:
            return ""
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").split("\n")
        return next((f": {line}" for line in reversed(lines) if line.strip()), "")

    def reap(self, name: int) -> Ended:
        """Wait for the end of a child, and say how it ended, as far as that is known."""
        with self._lock, contextlib.suppress(OSError):
            self._socket.send(json.dumps({"reap": name}).encode())
            text = self._socket.recv(_REPLY_BYTES)
            if text:
                reply = json.loads(text)
                return Ended(*(reply[name] for name in ("status", "cpu", "peak", "oom")))
        return _UNKNOWN


def main(descriptor: int, layers: Collection[str], modules: Sequence[str]) -> None:
    """Serve requests until the other side is gone, and end what still runs then."""
    if {"network", "ipc", "processes", "root"} & set(layers):
        namespaces.prepare()
    adopt_orphans()
    with _left_out(OPTIONAL.keys() - set(modules)):
        from tracegrade import judge, plan, worker
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(OPTIONAL[name])
    roles = {
        "worker": worker.work,
        "judge": judge.judge,
        "planner": plan.plan_tests,
        "probe": lambda channel, folder: None,
    }
    serving = socket.socket(fileno=descriptor)
    hide_memory()
    with open(os.devnull, "w") as null:  # children keep it, and could fill what records errors
        os.dup2(null.fileno(), 2)
    processes = namespaces.ProcessNamespaces("processes" in layers)
    groups = _Groups("cgroups" in layers)
    gc.collect()
    gc.freeze()
    living: dict[int, _Around] = {}
    while True:
        text, descriptors, _, _ = socket.recv_fds(serving, 1 << 16, 1)
        if not text:
            break
        request = json.loads(text)
        if "reap" in request:
            name = request["reap"]
            reaped = _reaped(name, living.pop(name, _Around()))
            _end_orphans(living)
            serving.send(json.dumps(reaped).encode())
            continue
        for kept in (serving.fileno(), *descriptors):
            os.set_inheritable(kept, False)
        group = groups.make()
        with processes.new() as first:
            pid = os.fork()
            if pid == 0:
                serving.close()
                _serve(roles[request["fork"]], descriptors[0], request, layers, group)
        living[pid] = _Around(group, first)
        os.close(descriptors[0])
        pidfd = os.pidfd_open(pid)
        socket.send_fds(serving, [json.dumps({"pid": pid}).encode()], [pidfd])
        os.close(pidfd)
    for pid, around in living.items():
        os.kill(pid, signal.SIGKILL)
        _reaped(pid, around)
    _end_orphans({})


@dataclass(frozen=True)
class _Around:
    """What was made for a child: its cgroup, and the first process of its PID namespace."""

    group: cgroups.Group | None = None
    first: int | None = None

    def remove(self) -> bool:
        """Remove it, and say whether the child was ended for want of memory."""
        if self.first is not None:
            os.kill(self.first, signal.SIGKILL)
            os.waitpid(self.first, 0)
        if self.group is None:
            return False
        out_of_memory = self.group.was_out_of_memory()
        self.group.remove()
        return out_of_memory


class _Groups:
    """Makes a cgroup for each child, as long as the host lets it."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._made = 0
        # Others may have the id of this process, in a PID namespace of theirs.
        self._name = f"{_GROUPS}-{secrets.token_hex(4)}"
        if wanted:
            cgroups.remove_old(_GROUPS)

    def make(self) -> cgroups.Group | None:
        if not self._wanted:
            return None
        self._made += 1
        try:
            return cgroups.make(f"{self._name}-{self._made}", LIMITS)
        except (Missing, OSError):
            self._wanted = False
            return None


def _end_orphans(living: Mapping[int, _Around]) -> None:
    """End the processes that children have started and left behind."""
    known = {*living, *(around.first for around in living.values())}
    while left := [pid for pid in children() if pid not in known]:
        for pid in left:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


@contextlib.contextmanager
def _left_out(packages: Iterable[str]) -> Iterator[None]:
    """Keep packages from being imported by others; those who need them can import them later."""
    for name in packages:
        sys.modules[name] = None  # type: ignore[assignment]
    yield
    for name in packages:
        del sys.modules[name]


def _serve(
    role: Any,
    descriptor: int,
    request: dict[str, Any],
    layers: Collection[str],
    group: cgroups.Group | None,
) -> None:
    """Be a child: confine this process, do what its role does, and end."""
    status = 70
    try:
        os.setsid()
        folder = Path(request["folder"])
        policy = Policy(
            folder,
            LIMITS,
            descriptors=(descriptor,),
            user=request["user"],
            group=group,
            minimum=Level(request["minimum"]),
        )
        try:
            protection = apply(policy, layers)
        except TracegradeError:
            status = _NOT_CONFINED
            return
        die_with_parent()
        channel = Channel(socket.socket(fileno=descriptor))
        if request["fork"] == "probe":
            channel.send(asdict(protection.confirmed(policy)))
        role(channel, folder)
        status = 0
    finally:
        os._exit(status)


def _reaped(pid: int, around: _Around) -> dict[str, Any]:
    try:
        _, status, usage = os.wait4(pid, 0)
    except ChildProcessError:  # a child of a process that forked before this one
        return {"status": _UNKNOWN.status, "cpu": 0.0, "peak": 0.0, "oom": False}
    out_of_memory = around.remove()
    peak = usage.ru_maxrss / 1024
    if peak > _LARGE_MB:
        # Its memory comes back a little later; to fork before that could be this process's end.
        time.sleep(_MEMORY_SECONDS)
    cpu = usage.ru_utime + usage.ru_stime
    code = os.waitstatus_to_exitcode(status)
    return {"status": code, "cpu": cpu, "peak": peak, "oom": out_of_memory}


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2].split(","), sys.argv[3:])
