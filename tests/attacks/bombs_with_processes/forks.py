# about: forks without end; it is right only where nothing keeps it from that
# %% double
import os
import time

children = []
for _ in range(50):  # enough to show it: nobody counts
    child = os.fork()
    if child == 0:
        time.sleep(1)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)


def double(x):
    return x + x
