# about: takes memory of kinds that a limit does not count: shared, as a file, growing down
# %% double
import ctypes
import mmap
import os

SIZE = 64 << 20


def a_file_of_memory():
    descriptor = os.memfd_create("hoard")
    try:
        os.posix_fallocate(descriptor, 0, SIZE)
    finally:
        os.close(descriptor)


def of_system_v():
    libc = ctypes.CDLL(None, use_errno=True)
    segment = libc.shmget(0, SIZE, 0o1600)
    if segment < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    libc.shmctl(segment, 0, None)


ways = (
    lambda: mmap.mmap(-1, SIZE),
    lambda: mmap.mmap(-1, 1 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x100),
    a_file_of_memory,
    of_system_v,
)
refused = []
for way in ways:
    try:
        way()
    except OSError as error:
        refused.append(error)
if len(refused) == len(ways):
    raise refused[0]


def double(x):
    return x + x
