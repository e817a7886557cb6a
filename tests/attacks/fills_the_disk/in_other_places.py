# about: writes to /dev/shm, /tmp and /var/tmp, which no one looks after
# %% double
import os

refused = []
for place in ("/dev/shm", "/var/tmp", "/tmp", os.path.dirname(ARENA.witness)):
    try:
        with open(f"{place}/{ARENA.token}", "wb") as file:
            file.write(bytes(1 << 20))
    except OSError as error:
        refused.append(error)
raise refused[0]
