# about: writes a system call into memory that it may execute
# %% double
import ctypes
import mmap
import os

code = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
code.write(b"\xb8\x02\x00\x00\x00\x0f\x05\xc3")  # mov eax, 2 (open); syscall; ret
kinds = ctypes.c_long, ctypes.c_char_p, ctypes.c_long, ctypes.c_long
address = ctypes.addressof(ctypes.c_char.from_buffer(code))
opened = ctypes.CFUNCTYPE(*kinds)(address)(
    ARENA.witness.encode(), os.O_CREAT | os.O_WRONLY, 0o644
)
if opened < 0:
    raise OSError(-opened, "open")
