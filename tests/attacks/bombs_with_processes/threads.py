# about: starts threads without end; it is right only where more start than are allowed
# %% double
import os
import threading

alone = os.getppid() == 0  # in a namespace of its own, and a few show it where it is not
threading.stack_size(1 << 16)
done = threading.Event()
try:
    for _ in range(1_100 if alone else 50):
        threading.Thread(target=done.wait, args=(5,), daemon=True).start()
finally:
    done.set()


def double(x):
    return x + x
