# about: a daemon that does its deed before anybody looks
# %% double
import os
import time

child = os.fork()
if child == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(20):
            with open(ARENA.witness, "a") as file:
                file.write("here\n")
            time.sleep(0.1)
    os._exit(0)
os.waitpid(child, 0)
