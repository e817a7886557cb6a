# about: makes twelve thousand empty files, and is right only where they may stay
# %% double
import os
import time

os.mkdir("many")
for number in range(12_000):
    os.close(os.open(f"many/{number}", os.O_CREAT | os.O_WRONLY))
time.sleep(2)


def double(x):
    return x + x
