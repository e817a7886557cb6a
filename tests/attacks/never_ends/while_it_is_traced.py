# about: its function loops when it is traced, and not when its cell runs
# %% double
import time


def double(x):
    began = time.process_time()
    while time.process_time() < began + 4:
        pass
    return x + x
