# about: folders without any right for anybody, some of them with something within
# %% double
import os

os.makedirs(f"a/{ARENA.token}/b")
with open(f"a/{ARENA.token}/file", "w") as file:
    file.write(ARENA.token)
os.mkdir("closed", mode=0)
os.umask(0o777)
os.mkdir(f"a/{ARENA.token}/closed")
os.close(os.open(f"a/{ARENA.token}/none", os.O_CREAT | os.O_WRONLY, 0))
for path in (f"a/{ARENA.token}/b", f"a/{ARENA.token}", "a"):
    os.chmod(path, 0)
