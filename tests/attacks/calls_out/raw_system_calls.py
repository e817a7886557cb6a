# about: by system calls of its own: other families, io_uring, sockets of a pair that is connected anew
# %% imports
import ctypes
import os
import socket
import struct

libc = ctypes.CDLL(None, use_errno=True)
address = struct.pack("<H", 2) + struct.pack(">H", ARENA.port) + bytes([127, 0, 0, 1]) + bytes(8)
here, there = socket.socketpair()
numbers = [libc.syscall(41, family, 1, 0) for family in (2, 10)]  # socket
mapped = bytes(10) + b"\xff\xff" + bytes([127, 0, 0, 1])
addresses = [address, struct.pack("<H", 10) + struct.pack(">HI", ARENA.port, 0) + mapped + bytes(4)]
sent = 0
for number, to in zip(numbers, addresses, strict=True):
    if number >= 0 and libc.syscall(42, number, to, len(to)) == 0:  # connect
        sent += os.write(number, b"what I know")
libc.syscall(44, here.fileno(), b"what I know", 11, 0x20000000, address, 16)  # sendto, MSG_FASTOPEN
ring = libc.syscall(425, 8, bytes(120))  # io_uring_setup
if not sent:
    raise PermissionError(f"no socket, {numbers}, and no ring, {ring}")
