# about: kills itself where its function is traced
# %% double
import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGKILL)
