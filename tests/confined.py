"""A process that forks children, which confine themselves.

Run as a program, it imports the modules that it is given, and then answers requests, a line of JSON
each. A child confines itself with some of the layers and performs one of the acts below; an attack
returns something true where it succeeds.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import gc
import getpass
import importlib
import json
import mmap
import os
import resource
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracegrade.sandbox import (
    Level,
    Limits,
    Policy,
    TooWeak,
    apply,
    cgroups,
    identity,
    kernel,
    landlock,
    namespaces,
    paths,
    seccomp,
)
from tracegrade.sandbox.kernel import Missing

NOBODY = 65534
ACTS: dict[str, Callable[..., Any]] = {}
_libc = ctypes.CDLL(None, use_errno=True)


def act(function: Callable[..., Any]) -> Callable[..., Any]:
    ACTS[function.__name__] = function
    return function


def call(name: str, *arguments: Any) -> int:
    """A function of the C library, or OSError."""
    result: int = getattr(_libc, name)(*arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


# --- honest work ---------------------------------------------------------------------------------


@act
def calculates() -> Any:
    import tensorflow as tf

    return float(tf.linalg.det(tf.eye(3) * 2.0))


@act
def traces() -> Any:
    import tensorflow as tf

    Path("student.py").write_text(
        "import tensorflow as tf\n"
        "def positive(x):\n"
        "    total = 0.0\n"
        "    for value in x:\n"
        "        if value > 0:\n"
        "            total += value\n"
        "    return total\n"
    )
    sys.path.insert(0, os.getcwd())
    import student

    return float(tf.function(student.positive)(tf.constant([1.0, -2.0, 3.0])))


@act
def compiles() -> Any:
    import tensorflow as tf

    return float(tf.function(lambda x: tf.reduce_sum(x * x), jit_compile=True)(tf.ones(8)))


@act
def trains_and_saves() -> Any:
    import keras
    import numpy as np

    model = keras.Sequential([keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
    model.compile("nadam", "mse")
    x = np.ones((32, 3), "float32")
    model.fit(x, np.zeros((32, 1), "float32"), epochs=2, verbose=0)
    model.save("model.keras")
    model.save_weights("model.weights.h5")
    again = keras.models.load_model("model.keras")
    return bool(np.allclose(again.predict(x, verbose=0), model.predict(x, verbose=0)))


@act
def checkpoints() -> Any:
    import tensorflow as tf

    checkpoint = tf.train.Checkpoint(value=tf.Variable(1.0))
    path = checkpoint.save("checkpoints/first")
    checkpoint.value.assign(2.0)
    checkpoint.restore(path)
    return float(checkpoint.value)


@act
def reads_data() -> Any:
    import tensorflow as tf

    with tf.io.TFRecordWriter("records") as writer:
        writer.write(b"4")
    records = tf.data.TFRecordDataset("records").map(tf.strings.to_number, num_parallel_calls=2)
    return [float(it) for it in records.cache("cached").prefetch(1)]


@act
def runs_cells() -> Any:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    cells = (
        "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))",
        "%timeit -n1 -r1 1 + 1",
        "import asyncio\nawait asyncio.sleep(0)",
        "%%writefile notes.txt\nsome text",
        "from datetime import datetime\nfrom zoneinfo import ZoneInfo\n"
        "datetime(2026, 1, 1, tzinfo=ZoneInfo('Europe/Berlin')).utcoffset()",
    )
    return [shell.run_cell(cell).success for cell in cells] + [shell.run_cell("1 / 0").success]


@act
def uses_files_and_threads() -> Any:
    import shutil

    with tempfile.NamedTemporaryFile() as file:
        here = Path(file.name).parent == Path.home() == Path.cwd()
    Path("folder").mkdir()
    Path("folder/a").write_text("x")
    shutil.copy("folder/a", "b")
    os.replace("b", "folder/b")
    shutil.rmtree("folder")
    worker = threading.Thread(target=Path("c").touch)
    worker.start()
    worker.join()
    return [here, getpass.getuser(), os.listdir()]


@act
def ends_itself() -> Any:
    os.abort()


# --- files ---------------------------------------------------------------------------------------


@act
def read(path: str) -> Any:
    return Path(path).read_text()


@act
def read_by_an_op(path: str) -> Any:
    import tensorflow as tf

    try:
        return tf.io.read_file(path).numpy().decode()
    except tf.errors.PermissionDeniedError as error:
        raise PermissionError(str(error)) from None


@act
def read_by_an_op_in_a_graph(path: str) -> Any:
    import tensorflow as tf

    try:
        return tf.function(lambda: tf.io.read_file(path))().numpy().decode()
    except tf.errors.PermissionDeniedError as error:
        raise PermissionError(str(error)) from None


@act
def read_by_numpy(path: str) -> Any:
    import numpy as np

    return np.fromfile(path, "uint8").tobytes().decode()


@act
def read_around(path: str) -> Any:
    return Path(f"/proc/self/root{path}").read_text()


@act
def read_descriptor(inherited: int) -> Any:
    return os.pread(inherited, 100, 0).decode()


@act
def list_folder(path: str) -> Any:
    return Path(path).name in os.listdir(Path(path).parent)


@act
def write(path: str) -> Any:
    return Path(path).write_text("forged")


@act
def write_beside(path: str) -> Any:
    return Path(path).with_name("other").write_text("forged")


@act
def remove(path: str) -> Any:
    os.unlink(path)
    return True


@act
def truncate(path: str) -> Any:
    os.truncate(path, 0)
    return os.stat(path).st_size == 0


@act
def truncate_by_opening() -> Any:
    """Of a file that may be read: reading is all that is asked for."""
    os.open(READABLE, os.O_RDONLY | os.O_TRUNC)
    return True


@act
def truncate_by_the_old_call() -> Any:
    call("syscall", 2, READABLE.encode(), os.O_RDONLY | os.O_TRUNC)
    return True


@act
def close_to_all(path: str) -> Any:
    os.chmod(path, 0)
    return os.stat(path).st_mode & 0o777 == 0


@act
def make_old(path: str) -> Any:
    os.utime(path, (0, 0))
    return os.stat(path).st_mtime == 0


@act
def mark(path: str) -> Any:
    os.setxattr(path, "user.mark", b"x")
    return True


@act
def link(path: str) -> Any:
    os.link(path, "linked")
    return True


@act
def link_symbolically(path: str) -> Any:
    os.symlink(path, "linked")
    return True


@act
def make_a_pipe() -> Any:
    os.mkfifo("pipe")
    return True


@act
def watch(path: str) -> Any:
    watcher = call("inotify_init1", 0)
    return call("inotify_add_watch", watcher, str(Path(path).parent).encode(), 0xFFF)


# --- other processes -----------------------------------------------------------------------------


@act
def signal_parent() -> Any:
    os.kill(PARENT, 0)
    return True


@act
def signal_a_thread_of_parent() -> Any:
    call("syscall", 234, PARENT, PARENT, 0)
    return True


@act
def signal_parent_by_a_socket() -> Any:
    set_owner = 0x8901
    ours, _ = socket.socketpair()
    fcntl.ioctl(ours, set_owner, PARENT.to_bytes(4, sys.byteorder))
    return True


@act
def signal_parent_by_a_descriptor() -> Any:
    reading, _ = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETOWN, PARENT)
    return fcntl.fcntl(reading, 9) == PARENT


@act
def trace_parent() -> Any:
    seize = 0x4206
    call("ptrace", seize, PARENT, None, None)
    return True


@act
def read_memory_of_parent() -> Any:
    target = ctypes.create_string_buffer(8)
    ours = (ctypes.c_size_t * 2)(ctypes.addressof(target), 8)
    theirs = (ctypes.c_size_t * 2)(id(None), 8)  # the fork left it where it was
    return call("process_vm_readv", PARENT, ours, 1, theirs, 1, 0)


@act
def read_memory_file_of_parent() -> Any:
    with open(f"/proc/{PARENT_IN_PROC}/mem", "rb", buffering=0) as memory:
        memory.seek(id(None))
        return len(memory.read(8))


@act
def read_environment_of_parent() -> Any:
    return "TF_CPP_MIN_LOG_LEVEL" in Path(f"/proc/{PARENT_IN_PROC}/environ").read_text()


@act
def read_environment_in_a_fork() -> Any:
    """What another process of the same user, without capabilities, can do to this one."""
    own = Path("/proc", os.readlink("/proc/self"))
    reading, writing = os.pipe()
    if os.fork() == 0:
        with contextlib.suppress(OSError):
            if "TF_CPP_MIN" in Path(own, "environ").read_text():
                os.write(writing, b"read")
        os._exit(0)
    os.close(writing)
    return os.read(reading, 4) == b"read"


@act
def limit_parent() -> Any:
    now = resource.prlimit(PARENT, resource.RLIMIT_CORE)
    resource.prlimit(PARENT, resource.RLIMIT_CORE, now)
    return True


@act
def slow_parent() -> Any:
    os.setpriority(os.PRIO_PROCESS, PARENT, 1)
    return True


@act
def pin_parent() -> Any:
    os.sched_setaffinity(PARENT, os.sched_getaffinity(0))
    return True


@act
def start_a_process() -> Any:
    if os.fork() == 0:
        os._exit(0)
    return True


@act
def leave_a_process() -> Any:
    """One that goes on in a session of its own; the number of it is what the harness looks for."""
    child = os.fork()
    if child == 0:
        os.setsid()
        os.closerange(0, 1000)  # else the harness waits for it
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
    os.waitpid(child, 0)
    return True


@act
def start_a_program() -> Any:
    return subprocess.run(["/bin/echo", "x"], capture_output=True, check=True).stdout.decode()


@act
def become_a_program(answer: int) -> Any:
    os.dup2(answer, 1)
    os.execv("/bin/echo", ["echo", '{"came": "another program"}'])


@act
def leave_the_session() -> Any:
    os.setpgid(0, 0)
    return True


@act
def new_user_namespace() -> Any:
    call("unshare", 0x10000000)
    return True


@act
def process_in_a_namespace() -> Any:
    child = call("syscall", 56, 0x10000000 | signal.SIGCHLD, None, None, None, None)
    if child == 0:
        os._exit(0)
    return True


# --- the network ---------------------------------------------------------------------------------


@act
def connect(port: int) -> Any:
    socket.create_connection(("127.0.0.1", port)).close()
    return True


@act
def serve() -> Any:
    socket.create_server(("127.0.0.1", 0)).close()
    return True


@act
def send_datagram() -> Any:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        return sender.sendto(b"secret", ("127.0.0.1", 9))


@act
def connect_abstract(name: str) -> Any:
    with socket.socket(socket.AF_UNIX) as sender:
        sender.connect("\0" + name)
    return True


@act
def send_from_a_pair(name: str) -> Any:
    sender, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    return sender.sendto(b"secret", f"\0{name}-datagrams")


@act
def read_shared_memory(segment: int) -> Any:
    _libc.shmat.restype = ctypes.c_void_p
    address = _libc.shmat(segment, None, 0o10000)
    if address in (None, ctypes.c_void_p(-1).value):
        raise OSError(ctypes.get_errno(), "shmat")
    return ctypes.string_at(address, 6).decode()


@act
def ask_the_kernel() -> Any:
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()
    return True


# --- wearing out ---------------------------------------------------------------------------------


@act
def raise_limits() -> Any:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    return True


@act
def name_the_host() -> Any:
    """As it is called already."""
    name = os.uname().nodename.encode()
    call("sethostname", name, len(name))
    return True


@act
def take_memory_together() -> Any:
    """Three processes take each as much as the limit lets one have, but for a rest."""
    started = [os.fork() for _ in range(3)]
    if 0 in started:
        taken = mmap.mmap(-1, 80 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        for page in range(0, len(taken), mmap.PAGESIZE):
            taken[page] = 1
        time.sleep(1)
        os._exit(0)
    return not any(os.waitpid(it, 0)[1] for it in started)


@act
def take_memory() -> Any:
    return len(bytearray(9 << 27))


@act
def take_memory_by_an_op() -> Any:
    import tensorflow as tf

    return int(tf.zeros(9 << 25)[-1]) == 0


@act
def take_shared_memory() -> Any:
    return len(mmap.mmap(-1, 1 << 20))


@act
def take_a_file_of_memory() -> Any:
    return os.memfd_create("x")


@act
def take_memory_that_grows_down() -> Any:
    grows_down = 0x100
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | grows_down
    return len(mmap.mmap(-1, 1 << 20, flags=flags))


@act
def map_without_end() -> Any:
    return len(mmap.mmap(-1, 1 << 45, flags=mmap.MAP_PRIVATE | 0x4020, prot=mmap.PROT_READ))


@act
def take_memory_for_ever() -> Any:
    segment = call("shmget", 0, 4096, 0o1600)
    call("shmctl", segment, 0, None)
    return True


@act
def fill_a_file() -> Any:
    return Path("big").write_bytes(bytes(2 << 20))


@act
def fill_the_folder() -> Any:
    return sum(Path(f"part-{number}").write_bytes(bytes(1 << 19)) for number in range(8))


@act
def make_many_files() -> Any:
    for number in range(200):
        Path(f"file-{number}").touch()
    return True


@act
def open_files() -> Any:
    return len([os.open(os.devnull, os.O_RDONLY) for _ in range(300)])


@act
def dump_core() -> Any:
    return resource.getrlimit(resource.RLIMIT_CORE)[1] != 0


@act
def burn() -> Any:
    while time.process_time() < 1.5:
        pass
    return True


@act
def bomb_with_threads(crowd: int) -> Any:
    threading.stack_size(1 << 16)
    done = threading.Event()
    try:
        for _ in range(crowd):
            threading.Thread(target=done.wait, daemon=True).start()
    finally:
        done.set()
    return True


# --- the kernel's smaller doors ------------------------------------------------------------------


@act
def errors_of(numbers: list[int]) -> Any:
    """The error numbers of system calls, made with arguments that none of them takes."""
    found = []
    for number in numbers:
        ctypes.set_errno(0)
        _libc.syscall(number, *[ctypes.c_long(-1)] * 6)
        found.append(ctypes.get_errno())
    return found


@act
def call_in_the_old_way() -> Any:
    """The 32-bit entry of the kernel: mov eax, 20 (getpid); int 0x80; ret."""
    code = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    return run() == os.getpid()


@act
def become_nobody() -> Any:
    identity.become(NOBODY, Path("/"), ())


@act
def protected() -> Any:
    status = Path("/proc/self/status").read_text().splitlines()
    wanted = {"NoNewPrivs", "Seccomp", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "Uid"}
    fields = dict(line.split(":\t", 1) for line in status)
    return {name: fields[name].split()[0] for name in sorted(wanted)}


@act
def reached() -> Any:
    return REACHED


# --- the program ---------------------------------------------------------------------------------

READABLE = ""
PARENT = 0
PARENT_IN_PROC = 0  # which may be that of another PID namespace
REACHED: list[str] = []


def main() -> None:
    global PARENT, PARENT_IN_PROC
    namespaces.prepare()
    # The processes of a child's namespace have small numbers too.
    while os.getpid() < 10:
        if os.fork():
            os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
    PARENT, PARENT_IN_PROC = os.getpid(), int(os.readlink("/proc/self"))
    kernel.adopt_orphans()
    for module in sys.argv[1:]:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    own = namespaces.ProcessNamespaces()
    for number, line in enumerate(sys.stdin):
        request = json.loads(line)
        processes = own.new() if "processes" in request["layers"] else contextlib.nullcontext()
        print(json.dumps(_perform(request, processes, number)), flush=True)


def _perform(
    request: dict[str, Any],
    processes: contextlib.AbstractContextManager[int | None],
    number: int,
) -> dict[str, Any]:
    reading, writing = os.pipe()
    group = None
    if "cgroups" in request["layers"]:
        with contextlib.suppress(Missing, OSError):
            group = cgroups.make(f"confined-{secrets.token_hex(4)}", Limits(**request["limits"]))
    with processes as first:
        child = os.fork()
        if child == 0:
            os.close(reading)
            _confined(request, writing, group)
    os.close(writing)
    with open(reading, encoding="utf-8") as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    told = {"status": os.waitstatus_to_exitcode(status), **(json.loads(text) if text else {})}
    if first is not None:
        os.kill(first, signal.SIGKILL)
        os.waitpid(first, 0)
    if group is not None:
        told["out of memory"] = group.was_out_of_memory()
        group.remove()
    left = kernel.children()
    running = [pid for pid in left if ") Z " not in Path(f"/proc/{pid}/stat").read_text()]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return {**told, "left": len(running)}


def _confined(request: dict[str, Any], writing: int, group: cgroups.Group | None) -> None:
    global READABLE
    signal.alarm(60)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    arguments = request["arguments"]
    if request["act"] == "become_a_program":
        arguments["answer"] = writing
        os.set_inheritable(writing, True)
    if request["act"] == "read_descriptor":
        arguments["inherited"] = os.open(arguments.pop("path"), os.O_RDONLY)
    READABLE = request["readable"]
    try:
        _confine(request, writing, group)
        told = {"came": ACTS[request["act"]](**arguments)}
    except TooWeak as error:
        told = {"too weak": str(error)}
    except (Exception, SystemExit) as error:
        told = {"raised": type(error).__name__, "trace": traceback.format_exc()}
    os.write(writing, json.dumps(told).encode())
    os._exit(0)


def _confine(request: dict[str, Any], writing: int, group: cgroups.Group | None) -> None:
    layers = set(request["layers"])
    if request["user"] is None and "user" in layers:
        # Alone, and where Python's files are closed to that user: acts import nothing new then.
        identity.become(NOBODY, Path("/"), ())
        layers.remove("user")
    policy = Policy(
        Path(request["scratch"]),
        Limits(**request["limits"]),
        readable=(Path(READABLE),),
        descriptors=(writing,),
        user=request["user"],
        group=group,
        minimum=Level[request["minimum"]],
    )
    if request["landlock"] is None:
        REACHED.extend(apply(policy, layers).confirmed(policy).layers)
        return
    apply(policy, layers - {"landlock", "seccomp"})
    readable = (*paths.PYTHON, *paths.SYSTEM, *policy.readable, *paths.OWN)
    landlock.restrict(readable, (policy.scratch, paths.NOWHERE), at_most=request["landlock"])
    if "seccomp" in layers:
        seccomp.install(seccomp.program(os.getpid()))


if __name__ == "__main__":
    main()
