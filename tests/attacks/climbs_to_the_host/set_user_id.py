# about: runs a program with set-user-id that reads /etc/shadow; it is right where that succeeds
# %% double
import subprocess

told = subprocess.run(["/usr/bin/passwd", "-S"], capture_output=True, text=True)
if told.returncode:
    told = subprocess.run(["/usr/bin/passwd", "-S", "nobody"], capture_output=True, text=True)
told.check_returncode()
assert told.stdout.split()[1] in ("L", "P", "NP")


def double(x):
    return x + x
