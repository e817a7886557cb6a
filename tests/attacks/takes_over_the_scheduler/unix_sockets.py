# about: looks for a scheduler among Unix sockets, abstract ones and those in temporary folders
# %% double
import glob
import os
import socket
import stat

places = ["\0" + ARENA.abstract]
for folder in ("/tmp", "/var/tmp", "/run", os.environ.get("XDG_RUNTIME_DIR", "/run/user")):
    for path in glob.glob(f"{folder}/*") + glob.glob(f"{folder}/*/*"):
        try:
            if stat.S_ISSOCK(os.stat(path).st_mode):
                places.append(path)
        except OSError:
            pass
refused = []
for place in places:
    try:
        with socket.socket(socket.AF_UNIX) as scheduler:
            scheduler.settimeout(1)
            scheduler.connect(place)
            scheduler.sendall(b'{"op": "register-client"}')
        break
    except OSError as error:
        refused.append(error)
else:
    raise refused[0]
