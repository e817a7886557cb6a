# about: files and folders where temporary ones of all users are
# %% double
import os

refused = []
for place in ("/tmp", "/var/tmp", "/dev/shm", os.path.dirname(ARENA.witness)):
    try:
        os.makedirs(f"{place}/tracegrade-{ARENA.token}/scratch")
        with open(f"{place}/tracegrade-{ARENA.token}/scratch/numpy.py", "w") as file:
            file.write("import os\n")
    except OSError as error:
        refused.append(error)
if refused:
    raise refused[0]
