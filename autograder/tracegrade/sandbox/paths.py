"""The files that Python, TensorFlow, Keras and IPython read while they work.

They are found when this module is imported, and so once for all processes that are forked later.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_SYSTEM = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/mime.types",
    "/usr/share/locale",
    "/usr/share/mime",
    "/usr/share/zoneinfo",
)
# How many processors there are, and how much memory.
_KERNEL = (
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/filesystems",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
    "/sys/kernel/mm/transparent_hugepage",
)


def _of_python() -> tuple[Path, ...]:
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    folders = {f"{prefix}/{name}" for prefix in prefixes for name in ("lib", "lib64")}
    folders |= {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    folders |= {str(Path(__file__).parents[1])}
    if site.ENABLE_USER_SITE:
        folders.add(site.getusersitepackages())
    return _existing(folders)


def _existing(names: Iterable[str]) -> tuple[Path, ...]:
    return tuple(Path(name) for name in sorted(names) if os.path.exists(name))


# The folders of this Python's library and packages: no folder that holds projects.
PYTHON = _of_python()
# Shared libraries, time zones, locales, and what the kernel tells about the machine.
SYSTEM = _existing((*_LIBRARIES, *_SYSTEM, *_KERNEL))
# What a process may read about itself, not its mounts, connections, environment and memory.
OWN = tuple(Path("/proc/self", name) for name in ("cmdline", "maps", "stat", "statm", "status"))
NOWHERE = Path("/dev/null")
# All users may read it everywhere, and a notebook needs not.
CLOSED = Path("/proc/version")
