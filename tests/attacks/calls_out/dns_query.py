# about: as the name of a host that somebody is asked for
# %% imports
import socket
import struct

name = b"what-i-know.example.org"
labels = b"".join(bytes([len(it)]) + it for it in name.split(b".")) + b"\0"
query = struct.pack(">6H", 1, 0x0100, 1, 0, 0, 0) + labels + struct.pack(">2H", 1, 1)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as to:
    to.sendto(query, ("127.0.0.1", ARENA.udp))
