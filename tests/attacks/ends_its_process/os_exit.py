# about: ends with os._exit(0) in a cell, which leaves no trace of an error
# %% double
import os

os._exit(0)
