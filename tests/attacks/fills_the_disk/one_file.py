# about: writes one large file; it is right only where that becomes larger than it may
# %% double
import resource

given, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
size = (given if given > 0 else 20 << 20) + (1 << 20)
with open("large", "wb") as file:
    for _ in range(size >> 20):
        file.write(bytes(1 << 20))


def double(x):
    return x + x
