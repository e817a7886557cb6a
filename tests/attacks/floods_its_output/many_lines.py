# about: as many lines as tools show, each of them long, and each flush is a message
# %% double
def double(x):
    for number in range(900):
        print(str(number) * 10_000, flush=True)
    for number in range(6_000):
        print(number, end="", flush=True)
    return x
