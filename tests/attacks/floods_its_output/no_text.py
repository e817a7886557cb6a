# about: bytes and characters that are no text, in outputs and errors
# %% double
import os


def double(x):
    for descriptor in (1, 2):
        os.write(descriptor, b"\xff\xfe\x00\x80" * 300_000)
    for _ in range(500):
        print("\udcff", end="", flush=True)
    raise ValueError("\ud800" * 1_000_000)
