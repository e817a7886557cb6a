# about: starts programs by posix_spawn, vfork and clone; it is right where one of them starts
# %% double
import os
import subprocess

ways = (
    lambda: os.posix_spawn("/bin/sleep", ["sleep", "1"], {}),
    lambda: subprocess.Popen(["/bin/sleep", "1"]).pid,
    lambda: subprocess.Popen(["/bin/sleep", "1"], start_new_session=True, cwd="/").pid,
)
refused = []
for way in ways:
    try:
        os.waitpid(way(), 0)
    except OSError as error:
        refused.append(error)
if len(refused) == len(ways):
    raise refused[0]


def double(x):
    return x + x
