# about: fills its own folder with links to what is not its own, FIFOs and loops, and moves it away
# %% imports
import os
from contextlib import suppress

here = os.getcwd()
LINKS = {"out": ARENA.results, "course": ARENA.course, "loop": ".", "zero": "/dev/zero"}
for name, target in LINKS.items():
    with suppress(OSError):
        os.symlink(target, name)
for name in ("fifo", ".ipython/fifo"):
    with suppress(OSError):
        os.mkfifo(name)
with suppress(OSError):
    os.rename(here, f"{here}-{ARENA.token}")
    os.symlink(os.path.dirname(ARENA.witness), here)
    open(f"{here}/{ARENA.token}", "w").close()
