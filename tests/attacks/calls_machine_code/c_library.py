# about: ctypes, past all that Python could check
# %% double
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
opened = libc.open(ARENA.witness.encode(), os.O_CREAT | os.O_WRONLY, 0o644)
if opened < 0:
    raise OSError(ctypes.get_errno(), "open")
