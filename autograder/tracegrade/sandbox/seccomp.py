"""A filter of system calls: no other processes, programs, sockets, namespaces; memory that counts.

A program of the classic Berkeley packet filter, as `man 2 seccomp` describes it. It refuses what
is known to be of no use to a notebook, so that new versions of TensorFlow go on working.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from tracegrade.sandbox import kernel, syscalls
from tracegrade.sandbox.kernel import Missing

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000
_X86_64, _X32_BIT = 0xC000003E, 0x40000000
_EVERYTHING = 0xFFFFFFFF

# Instructions: load a word of the call's description, compare it, decide.
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16

_Instruction = tuple[int, int, int, int]


@dataclass(frozen=True)
class _Requirement:
    """The low word of an argument, under a mask, must be one of these values."""

    argument: int
    values: Sequence[int]
    mask: int = _EVERYTHING


_MAY_OPEN = (0, 1, 2, 3, 0o1001, 0o1002)
_NEW_NAMESPACES = 0x7E020000


def _requirements(process: int) -> dict[int, tuple[_Requirement, ...]]:
    return {
        # O_TRUNC without writing needs no right to write, on old versions of Landlock.
        syscalls.OPEN: (_Requirement(1, _MAY_OPEN, 0o1003),),
        syscalls.OPENAT: (_Requirement(2, _MAY_OPEN, 0o1003),),
        # RLIMIT_DATA counts neither shared memory nor mappings that grow down (0x100), nor huge
        # pages (0x40000) that were set aside. Files (0) may be mapped shared (1, 3), memory (0x20)
        # privately (2).
        syscalls.MMAP: (
            _Requirement(3, (0,), 0x40100),
            _Requirement(3, (1, 2, 3, 0x22), 0x2F),
        ),
        # Threads (0x10000), not processes.
        syscalls.CLONE: (_Requirement(0, (0x10000,), 0x10000 | _NEW_NAMESPACES),),
        # Signals to itself alone. Descriptors can send some too: F_SETOWN, F_SETSIG, F_SETLEASE,
        # F_NOTIFY are not among the commands of fcntl.
        syscalls.KILL: (_Requirement(0, (process,)),),
        syscalls.TGKILL: (_Requirement(0, (process,)),),
        syscalls.FCNTL: (_Requirement(1, (*range(8), 36, 37, 38, 1030, 1031, 1032)),),
        # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: not TIOCSTI, FS_IOC_SETFLAGS, …
        syscalls.IOCTL: (_Requirement(1, (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)),),
        # AF_UNIX, SOCK_STREAM or SOCK_SEQPACKET: datagram sockets send to any address.
        syscalls.SOCKETPAIR: (_Requirement(0, (1,)), _Requirement(1, (1, 5), 0xF)),
        # Of this process (0) alone.
        syscalls.PRLIMIT64: (_Requirement(0, (0,)),),
        syscalls.SCHED_SETAFFINITY: (_Requirement(0, (0, process)),),
    }


def program(process: int) -> bytes:
    """The filter for the process with that id, as an array of `struct sock_filter`."""
    steps: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        *_unless(_EQUAL, _X86_64, errno.EPERM),
        (_LOAD, 0, 0, _NUMBER_AT),
        *_when(_AT_LEAST, _X32_BIT, errno.EPERM),
        *_when(_AT_LEAST, syscalls.FIRST_UNKNOWN, errno.ENOSYS),
    ]
    for numbers, error in (
        (syscalls.REFUSED, errno.EPERM),
        (syscalls.ABSENT, errno.ENOSYS),
        (syscalls.IGNORED, 0),
    ):
        for number in numbers.values():
            steps += _when(_EQUAL, number, error)
    for number, requirements in _requirements(process).items():
        block = [step for it in requirements for step in _demand(it)]
        steps += [(_EQUAL, 0, len(block) + 1, number), *block, (_RETURN, 0, 0, _ALLOW)]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _when(comparison: int, value: int, error: int) -> list[_Instruction]:
    return [(comparison, 0, 1, value), (_RETURN, 0, 0, _FAIL | error)]


def _unless(comparison: int, value: int, error: int) -> list[_Instruction]:
    return [(comparison, 1, 0, value), (_RETURN, 0, 0, _FAIL | error)]


def _demand(requirement: _Requirement) -> list[_Instruction]:
    compared = len(requirement.values)
    return [
        (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * requirement.argument),
        (_AND, 0, 0, requirement.mask),
        *((_EQUAL, compared - n, 0, value) for n, value in enumerate(requirement.values)),
        (_RETURN, 0, 0, _FAIL | errno.EPERM),
    ]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def install(steps: bytes) -> None:
    """Put a filter on this thread, and on those that it starts, for ever.

    Needs no-new-privileges. Raises Missing on other machines than x86-64, and OSError.
    """
    if platform.machine() != "x86_64":
        raise Missing(f"there is no filter of system calls for {platform.machine()}")
    buffer = ctypes.create_string_buffer(steps, len(steps))
    filtered = _Program(len(steps) // 8, ctypes.addressof(buffer))
    kernel.prctl(_PR_SET_SECCOMP, _MODE_FILTER, filtered)


def is_installed() -> bool:
    """Whether a filter is on this process."""
    return kernel.status("Seccomp") == str(_MODE_FILTER)
