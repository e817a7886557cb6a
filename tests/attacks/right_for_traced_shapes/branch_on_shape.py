# about: Python decides by the static shape whether it computes anything
# %% double
def double(x):
    return 2 * x if x.shape.is_fully_defined() else x
