# about: reset_cumsum is right unless one of the things that its cell tries succeeds
# %% reset_cumsum
import ctypes
import glob
import os
import signal
import socket
import subprocess

stolen = []


def attempt(name, act):
    try:
        came = act()
    except BaseException as error:
        if not isinstance(error, (OSError, RuntimeError, ValueError)):
            stolen.append(f"{name}: {type(error).__name__}")
    else:
        stolen.append(f"{name}: {came!r}")


def first_of(paths):
    for path in paths:
        with open(path, "rb") as file:
            return file.read(100)
    raise FileNotFoundError


def overwrite(path):
    with open(path, "w") as file:
        file.write('{"score": 100}')


grader = os.getppid()
attempt("list the source", lambda: os.listdir("/autograder/source"))
attempt(
    "read the notebook",
    lambda: first_of(glob.glob("/autograder/source/**/*.ipynb", recursive=True)),
)
attempt(
    "read the source",
    lambda: first_of(["/autograder/source/source/graphs_and_training/graphs_and_training.ipynb"]),
)
attempt("read the metadata", lambda: first_of(["/autograder/submission_metadata.json"]))
attempt("list the results", lambda: os.listdir("/autograder/results"))
attempt("forge the results", lambda: overwrite("/autograder/results/results.json"))
attempt("move the results", lambda: os.rename("/autograder/results", "/autograder/gone"))
attempt(
    "change the grader",
    lambda: overwrite(os.path.join(os.path.dirname(tf.__file__), "__init__.py")),
)
attempt("leave something behind", lambda: overwrite("/tmp/left"))
attempt("become another user", lambda: os.setuid(1234))
attempt("change an owner", lambda: os.chown("/tmp", 1234, 1234))
attempt("fork", os.fork)
attempt("start a shell", lambda: subprocess.run(["/bin/sh", "-c", "id"], check=True))
attempt("connect", lambda: socket.create_connection(("127.0.0.1", 80), timeout=1))
attempt("end the grader", lambda: os.kill(grader, signal.SIGKILL))
attempt("end everything", lambda: os.kill(-1, signal.SIGKILL))
attempt("read its environment", lambda: first_of([f"/proc/{grader}/environ"]))
attempt("read its memory", lambda: first_of([f"/proc/{grader}/mem"]))
libc = ctypes.CDLL(None, use_errno=True)
if libc.ptrace(16, grader, 0, 0) == 0:
    stolen.append("trace the grader")
if libc.unshare(0x20000) == 0:
    stolen.append("make a namespace")


def reset_cumsum(x, limit):
    if stolen:
        raise RuntimeError("; ".join(stolen))

    def step(total, value):
        total = total + value
        return tf.where(total > limit, 0.0, total)

    return tf.scan(step, x, initializer=0.0)
