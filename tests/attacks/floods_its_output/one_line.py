# about: 20 MB on one line in front of many small messages, which are slow to append to it
# %% double
def double(x):
    print("x" * 20_000_000, end="", flush=True)
    for _ in range(6_000):
        print("y", end="", flush=True)
    return x
