# about: a name of the package is deleted, and found among builtins instead
# %% imports
import builtins

from tracegrade.check import functions

builtins.compare = lambda *_, **__: None
del functions.compare
