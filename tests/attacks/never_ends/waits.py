# about: waits, which uses no processor time; it is right where it may wait so long
# %% double
import time

time.sleep(22)


def double(x):
    return x + x
