# about: forks twice, with setsid between: the classical daemon
# %% double
import os

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", [ARENA.token, "30"])
    os._exit(0)
