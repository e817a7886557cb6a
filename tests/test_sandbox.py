"""A confined process does honest work, and each layer alone stops what it is there to stop."""

import ctypes
import errno
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from tracegrade.sandbox import (
    LAYERS,
    Level,
    Limits,
    Protection,
    cgroups,
    identity,
    landlock,
    paths,
    seccomp,
    syscalls,
)
from tracegrade.sandbox.kernel import Missing

from tests.confined import NOBODY

IS_ROOT = os.geteuid() == 0
OFFERED = landlock.version()
OPEN_PYTHON = all(identity.is_open(path) for path in paths.PYTHON)
LIMITS = {"cpu_seconds": 30, "memory": 1 << 30, "file_size": 1 << 20, "threads": 100}
SECRET = "secret words"
LIBC = ctypes.CDLL(None)
NEEDS = {"root": ["processes"]}  # layers that others stand on

WITHOUT_USER = tuple(layer for layer in LAYERS if layer != "user")

needs_root = pytest.mark.skipif(not IS_ROOT, reason="needs root")
needs_open_python = pytest.mark.skipif(
    not OPEN_PYTHON, reason="another user cannot read this Python's files"
)


@dataclass
class Ground:
    """Two processes that fork, and a place with a secret, an open file and a scratch folder."""

    light: "subprocess.Popen[str]"
    with_tensorflow: "subprocess.Popen[str]"
    folder: Path
    port: int
    name: str
    segment: int

    @property
    def secret(self) -> Path:
        return self.folder / "secret"

    @property
    def readable(self) -> Path:
        return self.folder / "readable"

    @property
    def scratch(self) -> Path:
        return self.folder / "scratch"

    @cached_property
    def reached(self) -> set[str]:
        """The layers that this host allows, all of them together."""
        layers, user = (LAYERS, NOBODY) if IS_ROOT else (WITHOUT_USER, None)
        return set(self.perform("reached", layers, user)["came"])

    @property
    def crowd(self) -> int:
        """More threads than the whole machine has."""
        return int(Path("/proc/loadavg").read_text().split()[3].partition("/")[2]) + 300

    def perform(
        self,
        act: str,
        layers: Any = WITHOUT_USER,
        user: int | None = None,
        minimum: str = "DEGRADED",
        landlock: int | None = None,
        limits: dict[str, int] = LIMITS,
        readable: str = "",
        **arguments: Any,
    ) -> dict[str, Any]:
        """What became of a child that confined itself so and did that."""
        request = {
            "act": act,
            "layers": list(layers),
            "user": user,
            "minimum": minimum,
            "landlock": landlock,
            "limits": limits,
            "arguments": arguments,
            "scratch": str(self.scratch),
            "readable": readable or str(self.readable),
        }
        process = self.with_tensorflow if act in WORK or "an_op" in act else self.light
        assert process.stdin is not None
        assert process.stdout is not None
        self._set_up(user)
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        return answer

    def _set_up(self, user: int | None) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for file in (self.secret, self.readable):
            file.write_text(SECRET)
        self.scratch.mkdir()
        self.scratch.chmod(0o777)
        if user is not None:
            identity.give(self.scratch, user)


@contextmanager
def _forking(*modules: str) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("confined.py")), *modules],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process


def _shared_memory() -> int:
    """A segment of System V that all users may read."""
    segment: int = LIBC.shmget(0, 4096, 0o1666)
    LIBC.shmat.restype = ctypes.c_void_p
    address = LIBC.shmat(segment, None, 0)
    ctypes.memmove(address, SECRET.encode(), len(SECRET))
    LIBC.shmdt(ctypes.c_void_p(address))
    return segment


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    folder = Path(tempfile.mkdtemp(prefix="tracegrade-"))
    folder.chmod(0o755)
    name = f"tracegrade-{os.getpid()}"
    with (
        _forking() as light,
        _forking("tensorflow", "keras", "IPython.core.interactiveshell") as with_tensorflow,
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams,
    ):
        abstract.bind("\0" + name)
        abstract.listen()
        datagrams.bind(f"\0{name}-datagrams")
        port = listening.getsockname()[1]
        segment = _shared_memory()
        yield Ground(light, with_tensorflow, folder / "ground", port, name, segment)
        LIBC.shmctl(segment, 0, None)
    shutil.rmtree(folder)


# --- honest work ---------------------------------------------------------------------------------

WORK = {
    "calculates": 8.0,
    "traces": 4.0,
    "compiles": 8.0,
    "trains_and_saves": True,
    "checkpoints": 1.0,
    "reads_data": [4.0],
    "runs_cells": [True] * 5 + [False],
    "uses_files_and_threads": [True, "student", ["c"]],
}


@pytest.mark.parametrize("work", WORK)
def test_honest_work_is_done_under_all_layers(ground: Ground, work: str) -> None:
    answer = ground.perform(work, minimum="PORTABLE", limits={})
    assert answer.get("came") == WORK[work], answer


@needs_root
@pytest.mark.parametrize("work", WORK)
def test_honest_work_is_done_by_another_user(ground: Ground, work: str) -> None:
    if not OPEN_PYTHON and "root" not in ground.reached:
        pytest.skip("another user cannot read this Python's files, and no root of its own is made")
    answer = ground.perform(work, LAYERS, NOBODY, minimum="PORTABLE", limits={})
    assert answer.get("came") == WORK[work], answer


@pytest.mark.parametrize(
    ("work", "version"),
    [("trains_and_saves", 1), *(("checkpoints", version) for version in range(2, OFFERED))],
)
def test_honest_work_is_done_with_older_versions_of_landlock(
    ground: Ground, work: str, version: int
) -> None:
    answer = ground.perform(work, landlock=version, limits={})
    assert answer.get("came") == WORK[work], answer


def test_the_first_version_of_landlock_moves_no_file_to_another_folder(ground: Ground) -> None:
    answer = ground.perform("checkpoints", landlock=1, limits={})
    assert "Invalid cross-device link" in answer["trace"]


def test_a_confined_process_can_end_itself(ground: Ground) -> None:
    assert ground.perform("ends_itself")["status"] < 0


@needs_root  # others cannot see what they are left, having a PID namespace of their own
def test_what_a_process_leaves_ends_with_its_namespace(ground: Ground) -> None:
    assert ground.perform("leave_a_process", ["privileges"])["left"] == 1
    if "processes" not in ground.reached:
        pytest.skip("this host gives no PID namespace")
    assert ground.perform("leave_a_process", ["processes"])["left"] == 0
    if "cgroups" in ground.reached:
        assert ground.perform("leave_a_process", ["cgroups"])["left"] == 0


def test_memory_that_a_cgroup_refused_is_told(ground: Ground) -> None:
    if "cgroups" not in ground.reached:
        pytest.skip("this host lets nobody make cgroups")
    limits = {"memory": 100 << 20}
    together = ground.perform("take_memory_together", ["cgroups"], limits=limits)
    assert together["out of memory"]
    assert not ground.perform("take_memory_together", ["cgroups"], limits={})["out of memory"]


def test_files_beside_the_notebook_are_there_in_a_root_of_its_own(ground: Ground) -> None:
    answer = ground.perform("read", ["processes", "root"], path=str(ground.readable))
    assert answer["came"] == SECRET


# --- attacks, and the layers each of which alone stops them --------------------------------------


@dataclass(frozen=True)
class Attack:
    """An act, what it is done to, and the layers each of which stops it where those `given` do not.

    `landlock` is the version that is needed. Some hosts are `closed` to some attacks anyway.
    """

    act: str
    layers: str
    target: str = ""
    landlock: int = 1
    given: str = "privileges"
    closed: bool = False
    limits: dict[str, int] = field(default_factory=dict)


ATTACKS = (
    Attack("read", "landlock root", "secret"),
    Attack("read_by_an_op", "landlock root", "secret"),
    Attack("read_by_an_op_in_a_graph", "landlock root", "secret"),
    Attack("read_by_numpy", "landlock root", "secret"),
    Attack("read_around", "landlock root", "secret"),
    Attack("read_descriptor", "descriptors", "secret"),
    Attack("list_folder", "landlock root", "secret"),
    Attack("write", "landlock user root", "secret"),
    Attack("write_beside", "landlock user root", "secret"),
    Attack("remove", "landlock user root", "secret"),
    Attack("truncate", "landlock seccomp user root", "secret", landlock=3),
    Attack("truncate_by_opening", "landlock seccomp user root", landlock=3),
    Attack("truncate_by_the_old_call", "landlock seccomp user root", landlock=3),
    Attack("close_to_all", "seccomp user root", "secret"),
    Attack("make_old", "seccomp user root", "secret"),
    Attack("mark", "seccomp user root", "secret"),
    Attack("link", "landlock seccomp root", "secret"),
    Attack("link_symbolically", "landlock seccomp", "secret"),
    Attack("make_a_pipe", "landlock seccomp"),
    Attack("watch", "seccomp", "secret"),
    Attack("signal_parent", "landlock seccomp user processes", landlock=6),
    Attack("signal_a_thread_of_parent", "landlock seccomp user processes", landlock=6),
    Attack("signal_parent_by_a_socket", "seccomp processes"),
    Attack("signal_parent_by_a_descriptor", "seccomp processes"),
    Attack("trace_parent", "landlock seccomp user processes users", closed=True),
    Attack("read_memory_of_parent", "landlock seccomp user processes users"),
    Attack("read_memory_file_of_parent", "landlock user root users"),
    Attack("read_environment_of_parent", "landlock user root users"),
    Attack("read_environment_in_a_fork", "memory", given="capabilities"),
    Attack("limit_parent", "seccomp user processes"),
    Attack("slow_parent", "seccomp user processes"),
    Attack("pin_parent", "seccomp user processes"),
    Attack("start_a_process", "seccomp"),
    Attack("start_a_program", "landlock seccomp"),
    Attack("become_a_program", "landlock seccomp"),
    Attack("leave_the_session", "seccomp"),
    Attack("new_user_namespace", "seccomp", closed=True),
    Attack("process_in_a_namespace", "seccomp", closed=True),
    Attack("connect", "landlock seccomp network", "port", landlock=4),
    Attack("serve", "landlock seccomp", landlock=4),
    Attack("send_datagram", "seccomp network"),
    Attack("connect_abstract", "landlock seccomp network", "name", landlock=6),
    Attack("send_from_a_pair", "landlock seccomp network", "name", landlock=6),
    Attack("read_shared_memory", "seccomp ipc", "segment"),
    Attack("ask_the_kernel", "seccomp"),
    Attack("take_memory_together", "cgroups", limits={"memory": 100 << 20}),
    Attack("take_memory", "limits"),
    Attack("take_memory_by_an_op", "limits"),
    Attack("take_shared_memory", "seccomp"),
    Attack("take_a_file_of_memory", "seccomp"),
    Attack("take_memory_that_grows_down", "seccomp"),
    Attack("take_memory_for_ever", "seccomp"),
    Attack("map_without_end", "limits"),
    Attack("fill_a_file", "limits"),
    Attack("fill_the_folder", "root", limits={"scratch_size": 1 << 20}),
    Attack("make_many_files", "root", limits={"scratch_entries": 100}),
    Attack("open_files", "limits"),
    Attack("burn", "limits", limits={"cpu_seconds": 1}),
    Attack("dump_core", "limits"),
    Attack("raise_limits", "capabilities user users", given="limits", closed=True),
    Attack("name_the_host", "seccomp capabilities user users", closed=True),
    Attack("bomb_with_threads", "threads", "crowd", given="user", limits={"threads": 20}),
    Attack("bomb_with_threads", "cgroups", "crowd", limits={"threads": 20}),
    Attack("call_in_the_old_way", "seccomp", closed=True),
)


REFUSALS = {
    "BlockingIOError",  # no more processes
    "ConnectionRefusedError",
    "FileNotFoundError",
    "MemoryError",
    "NotFoundError",
    "OSError",
    "PermissionError",
    "ProcessLookupError",
    "ResourceExhaustedError",
    "RuntimeError",  # no more threads
    "ValueError",  # no higher limit
}


def _arguments(attack: Attack, ground: Ground) -> dict[str, Any]:
    if not attack.target:
        return {}
    value = getattr(ground, attack.target)
    name = "path" if attack.target == "secret" else attack.target
    return {name: str(value) if name == "path" else value}


def _succeeds(ground: Ground, attack: Attack, layers: Iterable[str]) -> bool:
    limits = {**LIMITS, **attack.limits}
    layers = [it for it in layers if IS_ROOT or it != "user"]
    answer = ground.perform(attack.act, layers, limits=limits, **_arguments(attack, ground))
    assert answer.get("raised", "OSError") in REFUSALS, answer["trace"]
    return bool(answer.get("came"))


@pytest.mark.parametrize(
    ("attack", "layer"),
    [
        pytest.param(attack, layer, id=f"{attack.act}-{layer}")
        for attack in ATTACKS
        for layer in attack.layers.split()
    ],
)
def test_an_attack_succeeds_without_a_layer_and_fails_with_it(
    ground: Ground, attack: Attack, layer: str
) -> None:
    if not IS_ROOT and layer == "user":
        pytest.skip("needs root")
    if layer == "landlock" and attack.landlock > OFFERED:
        pytest.skip(f"this kernel has version {OFFERED} of Landlock")
    if layer not in ground.reached | {"user"}:
        pytest.skip(f"this host does not give the layer {layer}")
    given = attack.given.split()
    succeeded = _succeeds(ground, attack, given)
    if attack.closed and not succeeded:
        pytest.skip("this host allows it to nobody")
    assert succeeded
    assert not _succeeds(ground, attack, [*given, *NEEDS.get(layer, []), layer])


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda it: it.act)
def test_an_attack_fails_with_all_layers(ground: Ground, attack: Attack) -> None:
    layers = {*WITHOUT_USER, *attack.given.split()}
    assert not _succeeds(ground, attack, layers)


@pytest.mark.parametrize("attack", [it for it in ATTACKS if it.landlock > 1], ids=lambda it: it.act)
def test_the_first_version_of_landlock_is_made_up_for(ground: Ground, attack: Attack) -> None:
    arguments = _arguments(attack, ground)
    assert not ground.perform(attack.act, landlock=1, **arguments).get("came")


NO_ROOT = tuple(layer for layer in WITHOUT_USER if layer != "root")


@pytest.mark.parametrize("layers", [WITHOUT_USER, NO_ROOT], ids=["root", "no-root"])
@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "/proc/1/mountinfo", "/proc/self/environ", "/proc/self/net/unix", __file__],
)
def test_what_is_not_needed_cannot_be_read(
    ground: Ground, path: str, layers: tuple[str, ...]
) -> None:
    raised = ground.perform("read", layers, path=path)["raised"]
    assert raised in ("PermissionError", "FileNotFoundError")


@pytest.mark.parametrize("layers", [WITHOUT_USER, NO_ROOT], ids=["root", "no-root"])
@pytest.mark.parametrize("folder", ["/etc", "/tmp", "/var/tmp", "/dev/shm", sys.prefix])
def test_nothing_is_written_outside_the_scratch_folder(
    ground: Ground, folder: str, layers: tuple[str, ...]
) -> None:
    path = Path(folder, f"{ground.name}-written")
    answer = ground.perform("write", layers, path=str(path))
    assert answer["raised"] in ("PermissionError", "FileNotFoundError", "OSError"), answer
    assert not path.exists()


def test_the_limits_end_in_errors_that_name_them(ground: Ground) -> None:
    assert ground.perform("take_memory")["raised"] == "MemoryError"
    assert "File too large" in ground.perform("fill_a_file")["trace"]
    assert "Too many open files" in ground.perform("open_files")["trace"]
    burnt = ground.perform("burn", limits={**LIMITS, "cpu_seconds": 1})
    assert burnt["status"] == -signal.SIGKILL


def test_an_op_that_takes_too_much_memory_fails_or_ends_its_process(ground: Ground) -> None:
    answer = ground.perform("take_memory_by_an_op")
    assert answer.get("raised") == "ResourceExhaustedError" or answer["status"] == -signal.SIGABRT
    assert ground.perform("calculates")["came"] == WORK["calculates"]


# --- the filter of system calls ------------------------------------------------------------------


def test_refused_calls_are_refused_whatever_their_arguments(ground: Ground) -> None:
    numbers = [*syscalls.REFUSED.values(), 0x4000_0000 + 39]  # the last: getpid, for x32
    found = ground.perform("errors_of", numbers=numbers)["came"]
    assert set(found) == {errno.EPERM}


def test_calls_that_the_filter_cannot_judge_are_absent(ground: Ground) -> None:
    numbers = [*syscalls.ABSENT.values(), syscalls.FIRST_UNKNOWN, 470, 2000]
    assert set(ground.perform("errors_of", numbers=numbers)["came"]) == {errno.ENOSYS}
    without = ground.perform("errors_of", ["privileges"], numbers=numbers[:2])["came"]
    assert errno.ENOSYS not in without


def test_the_numbers_are_those_of_the_kernel() -> None:
    header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
    if not header.exists():
        pytest.skip("the kernel's headers are not installed")
    defined = dict(re.findall(r"__NR_(\w+) (\d+)", header.read_text()))
    known = syscalls.REFUSED | syscalls.ABSENT | syscalls.IGNORED
    assert {it: known[it] for it in known if it in defined} == {
        it: int(defined[it]) for it in known if it in defined
    }
    assert len(known.keys() & defined.keys()) > 100


# --- levels --------------------------------------------------------------------------------------


def test_the_kernel_confirms_what_is_in_force(ground: Ground) -> None:
    status = ground.perform("protected")["came"]
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert {status[f"Cap{kind}"] for kind in ("Inh", "Prm", "Eff", "Amb")} == {"0" * 16}
    if IS_ROOT:
        assert status["CapBnd"] == "0" * 16


@needs_root
def test_root_drops_its_capabilities_also_if_it_cannot_become_another_user(
    ground: Ground, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    status = ground.perform("protected", LAYERS, NOBODY, readable=str(tmp_path))["came"]
    assert status["Uid"] == "0"
    assert {value for name, value in status.items() if name.startswith("Cap")} == {"0" * 16}


@needs_root
@needs_open_python
def test_root_becomes_the_user_that_is_asked_for(ground: Ground) -> None:
    status = ground.perform("protected", LAYERS, NOBODY)["came"]
    assert status["Uid"] == str(NOBODY)
    assert {value for name, value in status.items() if name.startswith("Cap")} == {"0" * 16}


@pytest.mark.parametrize(
    ("without", "level"),
    [
        ({"cgroups"}, Level.CONTAINED),
        ({"user", "threads"}, Level.CONTAINED),
        ({"root"}, Level.PORTABLE),
        ({"user", "network"}, Level.PORTABLE),
        (set(), Level.COMPLETE),
        ({"landlock"}, Level.USER),
        ({"landlock", "user"}, Level.DEGRADED),
        ({"seccomp"}, Level.DEGRADED),
        ({"capabilities"}, Level.DEGRADED),
        (set(LAYERS), Level.DEGRADED),
    ],
)
def test_the_level_is_the_highest_with_all_its_layers(without: set[str], level: Level) -> None:
    layers = tuple(layer for layer in LAYERS if layer not in without)
    assert Protection(layers, dict.fromkeys(without, "switched off"), 0).level == level


def test_less_than_the_demanded_level_is_refused_with_the_reasons(ground: Ground) -> None:
    layers = set(WITHOUT_USER) - {"landlock", "threads"}
    answer = ground.perform("calculates", layers, minimum="PORTABLE")
    assert answer["too weak"] == (
        "isolation 'portable' is demanded, and this host gives 'degraded': landlock: switched off. "
        "Grade on Linux 5.13 or newer, with lsm=landlock in its command line. "
        "Or accept --isolation degraded."
    )


def _run(program: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def test_a_process_with_threads_is_not_confined(tmp_path: Path) -> None:
    run = _run(
        "import pathlib, threading\n"
        "from tracegrade.sandbox import Policy, apply\n"
        "held = threading.Event()\n"
        "threading.Thread(target=held.wait).start()\n"
        "try:\n"
        f"    apply(Policy(pathlib.Path({str(tmp_path)!r})))\n"
        "finally:\n"
        "    held.set()"
    )
    assert "RuntimeError: only a process with a single thread can be confined" in run.stderr


def test_a_user_needs_to_reach_the_files_of_python(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "library.py").touch(mode=0o644)
    assert not identity.is_open(closed / "library.py")
    assert not identity.is_open(closed)
    assert identity.is_open(Path("/usr/lib"))


@needs_root
def test_what_is_closed_to_a_user_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(Missing, match=rf"user {NOBODY} cannot read {tmp_path}: open it and the"):
        identity.become(NOBODY, Path("/"), [tmp_path])
    with pytest.raises(Missing, match=rf"user {NOBODY} cannot reach {tmp_path}/scratch: open the"):
        identity.become(NOBODY, tmp_path / "scratch", [])


@pytest.mark.skipif(IS_ROOT, reason="root can become another user")
def test_only_root_becomes_another_user() -> None:
    with pytest.raises(Missing, match="only root can become another user"):
        identity.become(NOBODY, Path("/"), [])


@needs_root
def test_a_root_without_capabilities_cannot_become_another_user(ground: Ground) -> None:
    answer = ground.perform("become_nobody", ["capabilities"])
    assert "Missing: this root lacks one of the capabilities CHOWN, DAC_OVERRIDE" in answer["trace"]


def test_a_kernel_without_landlock_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(Missing, match=r"offers no Landlock \(Linux 5\.13 or newer"):
        landlock.restrict([], [])


def test_the_filter_is_for_one_kind_of_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    with pytest.raises(Missing, match="no filter of system calls for aarch64"):
        seccomp.install(b"")


def test_where_no_controller_can_be_had_no_group_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cgroups, "_parents", lambda controller: [tmp_path / "none", tmp_path])
    with pytest.raises(Missing, match="no cgroup for memory can be made here"):
        cgroups.make("group", Limits())
    assert [*tmp_path.iterdir()] == []


def test_a_root_that_cannot_be_made_leaves_the_process_where_it_was(ground: Ground) -> None:
    layers = ["descriptors", "processes", "root"]
    reached = ground.perform("reached", layers, limits={"scratch_entries": -1})["came"]
    assert reached == ["descriptors", "processes"]
    assert ground.perform("fill_a_file", layers, limits={"scratch_entries": -1})["came"] == 2 << 20
