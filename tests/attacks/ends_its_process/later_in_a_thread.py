# about: ends from another thread, with success, while its function is traced
# %% double
import os
import threading
import time


def double(x):
    threading.Timer(0.05, os._exit, [0]).start()
    time.sleep(5)
    return x
