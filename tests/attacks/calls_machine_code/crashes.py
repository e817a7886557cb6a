# about: reads memory that is not there
# %% double
import ctypes

ctypes.string_at(0)
