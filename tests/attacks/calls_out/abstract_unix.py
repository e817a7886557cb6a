# about: to an abstract Unix socket, as a stream and in packets
# %% imports
import socket

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as to:
    to.connect("\0" + ARENA.abstract)
    to.sendall(b"what I know")
