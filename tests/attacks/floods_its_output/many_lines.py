# about: a million lines, and each flush is a message
# %% double
def double(x):
    print("\n".join(map(str, range(1_000_000))), flush=True)
    for number in range(6_000):
        print(number, flush=True)
    return x
