# about: kills the other children of its parent, and theirs
# %% double
import os
import signal


def children(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as file:
            found += map(int, file.read().split())
    return found


for pid in children(os.getppid()):
    if pid != os.getpid():
        os.kill(pid, signal.SIGKILL)
raise PermissionError("killed them all")
