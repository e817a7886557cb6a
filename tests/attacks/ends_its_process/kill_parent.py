# about: kills the process that it was forked from, and all that it may
# %% double
import os
import signal

os.kill(os.getppid(), signal.SIGKILL)
os.kill(-1, signal.SIGKILL)
