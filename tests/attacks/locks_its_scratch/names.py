# about: names of 255 bytes, of other encodings, with newlines, like options, in closed folders
# %% double
import os

NAMES = (
    b"\xff\xfe\x80",
    b"x" * 255,
    "\N{SNOWMAN}".encode() * 85,
    b"-rf",
    b"--no-preserve-root",
    b"a\nb\r\x1b[2J",
    b"$(reboot)`reboot`; *",
    b" ",
    b"...",
)
token = ARENA.token.encode()
for name in NAMES:
    os.makedirs(os.path.join(name, token, name))
    for path in (os.path.join(name, token, name), os.path.join(name, token), name):
        os.close(os.open(os.path.join(path, b"-f"), os.O_CREAT | os.O_WRONLY, 0))
        os.chmod(path, 0)
