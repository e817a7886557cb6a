# about: running_max ends its own process with os._exit when it is called
# rest: reference
# points: 72
# direct: ends the notebook
# fails: running_max
# %% running_max
def running_max(x):
    import os

    os._exit(1)
