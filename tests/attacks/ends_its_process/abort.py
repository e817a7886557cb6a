# about: calls abort() of the C library, where its function is traced
# %% double
import ctypes


def double(x):
    ctypes.CDLL(None).abort()
