# about: over TCP and UDP, by each name of this machine
# %% imports
import socket

sent = []
for host in ("127.0.0.1", "localhost", "0.0.0.0", socket.gethostname()):
    try:
        with socket.create_connection((host, ARENA.port), 1) as to:
            sent.append(to.sendall(b"what I know"))
    except OSError as error:
        last = error
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as to:
        sent.append(to.sendto(b"what I know", ("127.0.0.1", ARENA.udp)))
except OSError as error:
    last = error
if not sent:
    raise last
