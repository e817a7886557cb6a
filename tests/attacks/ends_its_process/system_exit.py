# about: raises SystemExit and KeyboardInterrupt, in a cell and where a function is traced
# %% imports
raise KeyboardInterrupt
# %% double
def double(x):
    raise SystemExit(0)
