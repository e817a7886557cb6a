# about: asks for the credentials of the machine at an address that clouds serve to all
# %% double
import socket

PATH = "/latest/meta-data/iam/security-credentials/"
# The first one stands in for the others, which are not asked where it answers.
PLACES = (("127.0.0.1", ARENA.port), ("169.254.169.254", 80), ("fd00:ec2::254", 80))
refused = []
for host, port in PLACES:
    try:
        with socket.create_connection((host, port), timeout=1) as asking:
            asking.sendall(f"GET {PATH} HTTP/1.1\r\nMetadata-Flavor: Google\r\n\r\n".encode())
        break
    except OSError as error:
        refused.append(error)
else:
    raise refused[0]
