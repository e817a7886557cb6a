"""Limits on what a process may use up."""

from __future__ import annotations

import contextlib
import os
import resource
from dataclasses import dataclass
from pathlib import Path

from tracegrade.sandbox import kernel
from tracegrade.sandbox.kernel import Missing

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MOST_KILLABLE = b"1000"
# The C library sets so much address space aside for a thread: its heap and its stack.
_BYTES_A_THREAD = (64 + 8) << 20


@dataclass(frozen=True)
class Limits:
    """What one process may use, all its threads together.

    After `cpu_seconds` it is killed. `memory` is in bytes, with what
    it had when it was forked; beyond it allocations fail. `file_size` is in bytes, for each file.
    `threads` is how many its user may have beyond those that the machine has now.
    `scratch_size` in bytes and `scratch_entries` are what its folder may hold.
    """

    cpu_seconds: int = 60
    memory: int = 2 << 30
    file_size: int = 100 << 20
    open_files: int = 256
    threads: int = 1024
    scratch_size: int = 200_000_000
    scratch_entries: int = 10_000


def limit(limits: Limits) -> None:
    """Limit this process for ever, if it has no capabilities to raise limits again.

    Raises OSError or ValueError for limits above those that are in force.
    """
    _be_killed_first()
    with open("/proc/self/statm", encoding="utf-8") as statm:
        reserved = int(statm.read().split()[0]) * _PAGE
    address_space = reserved + limits.memory + limits.threads * _BYTES_A_THREAD
    # At once: a notebook can pass over SIGXCPU.
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds)
    _lower(resource.RLIMIT_DATA, limits.memory)
    # RLIMIT_DATA leaves out what is mapped for reading only, and its page tables take memory too.
    _lower(resource.RLIMIT_AS, address_space)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CORE, 0)


def limit_threads(threads: int) -> None:
    """Let the user of this process have so many threads more than the machine has now.

    The kernel counts those of a user in all containers, and tells nobody how many they are; those
    of the machine are at least as many. Raises Missing for root, whose threads it does not count.
    """
    if os.getuid() == 0:
        raise Missing("the kernel does not limit the threads of root")
    with open("/proc/loadavg", encoding="utf-8") as load:
        running = int(load.read().split()[3].partition("/")[2])
    _lower(resource.RLIMIT_NPROC, running + threads)


def _lower(kind: int, limit: int) -> None:
    _, highest = resource.getrlimit(kind)
    if highest != resource.RLIM_INFINITY:
        limit = min(limit, highest)
    resource.setrlimit(kind, (limit, limit))


def _be_killed_first() -> None:
    """Where memory runs out all the same, the kernel shall end this process and no other one."""
    kernel.hide_memory(False)  # else only root may write the file
    with contextlib.suppress(OSError):  # some containers refuse, and limit memory themselves
        Path("/proc/self/oom_score_adj").write_bytes(_MOST_KILLABLE)
