# about: bytes and characters that are no text, in outputs, names and errors
# %% double
import os


def double(x):
    for descriptor in (1, 2):
        os.write(descriptor, b"\xff\xfe\x00\x80" * 100_000)
    print("\ud800\udc00\ud800" * 1_000_000, end="", flush=True)
    for _ in range(6_000):
        print("\udcff", end="", flush=True)
    raise ValueError("\ud800" * 1_000_000)
