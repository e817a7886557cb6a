"""What the kinds of hostile inputs share: how many there are, what spoils them, what must not leak.

The inputs of a number are always the same ones. `FUZZ_EXAMPLES` sets how many of each kind.
"""

from __future__ import annotations

import contextlib
import copy
import ctypes
import gc
import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "100"))
FEW = 100  # of fewer, no kind of outcome is sure to be seen
BATCHES = 10
BATCH = math.ceil(EXAMPLES / BATCHES)
# Far above what any input takes: one that takes longer has found a way to stop a run.
CPU_SECONDS = 20
# What the allocator and hypothesis keep differs from batch to batch by a tenth of it.
GROWN_BYTES = 64 << 20

_PAGE = os.sysconf("SC_PAGE_SIZE")
_SETTINGS = settings(
    max_examples=BATCH,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


def fuzz(
    kind: str,
    inputs: st.SearchStrategy[Any],
    examine: Callable[[Any], object],
    after_batch: Callable[[], object] = lambda: None,
) -> None:
    """Examine so many inputs, in batches; nothing may be left of all but the first one.

    `examine` raises for an input that is not dealt with as it should be.
    """

    def one(value: Any) -> None:
        began = time.process_time()
        examine(value)
        assert time.process_time() - began < CPU_SECONDS, "an input takes too long"

    started = time.monotonic()
    before = None
    for number in range(BATCHES):
        seed(number)(_SETTINGS(given(inputs)(one)))()
        after_batch()
        before = before or Held.now()
    after = Held.now()
    seconds = time.monotonic() - started
    print(
        f"\n{kind}: {BATCHES * BATCH:,} inputs in {seconds:.0f} s; {before} before, {after} after"
    )
    assert before is not None
    after.require_no_more_than(before)


@dataclass(frozen=True)
class Held:
    """What this process holds: descriptors, processes below it, and the memory of all of them."""

    rss: int
    descriptors: int
    processes: int

    @classmethod
    def now(cls) -> Held:
        """What it holds once it has given back what it can."""
        gc.collect()
        with contextlib.suppress(AttributeError, OSError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)
        below = _below(os.getpid())
        rss = sum(map(_rss, [os.getpid(), *below]))
        return cls(rss, len(os.listdir("/proc/self/fd")), len(below))

    def __str__(self) -> str:
        return (
            f"{self.rss / 1e6:.0f} MB, {self.descriptors} descriptors, {self.processes} processes"
        )

    def require_no_more_than(self, before: Held) -> None:
        """Fail if something leaks."""
        assert self.descriptors <= before.descriptors
        assert self.processes <= before.processes
        assert self.rss - before.rss < GROWN_BYTES


def _rss(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE


def _below(ancestor: int) -> set[int]:
    """The processes that a process started, and those that these did."""
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{entry}/stat").read_text(errors="replace")
            parents[int(entry)] = int(stat.rpartition(")")[2].split()[1])
    found: set[int] = set()
    todo = {ancestor}
    while todo:
        todo = {process for process, parent in parents.items() if parent in todo}
        found |= todo
    return found


# -- spoilt JSON -----------------------------------------------------------------------------------


def _nested(depth: int) -> Any:
    value: Any = None
    for _ in range(depth):
        value = [value]
    return value


SCALARS: list[Any] = [
    *(None, True, False, 0, -1, 1, 3, 4, 5, 2**31, 2**63, -(2**63), 2**64, 10**400),
    *(0.0, -0.0, 0.5, 1e308, math.nan, math.inf, -math.inf),
    *("", "\0", "\ud800", "\udc80", "x" * 3_000, "\u202e", "\x1b[2J", "../x"),
]
VALUES = st.one_of(
    *[st.sampled_from(SCALARS)] * 4,
    st.sampled_from([[], {}, *map(_nested, (1, 9, 99, 300))]),
    st.text(max_size=9),
    st.integers(),
    st.floats(),
)
JSON = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
_WAY = st.lists(st.integers(0, 2_000), min_size=1, max_size=7)


@dataclass(frozen=True)
class Change:
    """A change of a node of a JSON document; the way to it says which child at each level.

    `other` is the way to another node, which some changes need.
    """

    act: str
    way: tuple[int, ...]
    other: tuple[int, ...]
    value: Any

    def apply(self, document: Any) -> None:
        """Change a document in place."""
        found = _walk(document, self.way)
        if found is None:
            return
        parent, key = found
        match self.act:
            case "delete":
                del parent[key]
            case "duplicate" if isinstance(parent, list):
                parent.insert(self.other[0] % (len(parent) + 1), copy.deepcopy(parent[key]))
            case "duplicate":
                parent[str(self.value)] = copy.deepcopy(parent[key])
            case "rename" if isinstance(parent, dict):
                parent[str(self.value)] = parent.pop(key)
            case "copy":
                source = _walk(document, self.other)
                if source is not None:
                    parent[key] = copy.deepcopy(source[0][source[1]])
            case "wrap":
                parent[key] = [parent[key]]
            case "many":
                parent[key] = [parent[key]] * (12_000 if len(str(parent[key])) < 99 else 2)
            case _:
                parent[key] = copy.deepcopy(self.value)


def _walk(document: Any, way: tuple[int, ...]) -> tuple[Any, Any] | None:
    """The last parent and key on a way, as far as it goes."""
    found = None
    for number in way:
        if not _has_children(document):
            break
        keys = list(document) if isinstance(document, dict) else range(len(document))
        key = keys[number % len(keys)]
        found = document, key
        document = document[key]
    return found


def _has_children(value: Any) -> bool:
    return isinstance(value, dict | list) and bool(value)


def changes(*values: Any) -> st.SearchStrategy[Change]:
    """Changes of a document; `values` are those that are odd in its format."""
    odd = st.sampled_from(values) | VALUES if values else VALUES
    acts = ["set", "set", "set", "delete", "duplicate", "rename", "copy", "wrap", "many"]
    way = _WAY.map(tuple)
    return st.builds(Change, st.sampled_from(acts), way, way, odd)


def changed(document: Any, made: list[Change]) -> Any:
    """A copy of a document with changes made, one after the other."""
    result = copy.deepcopy(document)
    for change in made:
        change.apply(result)
    return result


# -- spoilt bytes ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Damage:
    """A change of bytes at a place, which is a share of their length."""

    act: str
    place: float
    size: int
    content: bytes

    def apply(self, data: bytes) -> bytes:
        """The bytes with that change."""
        at = int(self.place * len(data))
        match self.act:
            case "truncate":
                return data[:at]
            case "remove":
                return data[:at] + data[at + self.size :]
            case "repeat":
                return data[: at + self.size] + data[at:]
            case "flip" if at < len(data):
                return data[:at] + bytes([data[at] ^ 1 << self.size % 8]) + data[at + 1 :]
            case "insert":
                return data[:at] + self.content + data[at:]
            case _:
                return data[:at] + self.content + data[at + len(self.content) :]


def damages(*contents: bytes) -> st.SearchStrategy[Damage]:
    """Changes of bytes; `contents` are what is odd in their format."""
    odd = st.sampled_from(contents) | st.binary(max_size=9) if contents else st.binary(max_size=9)
    acts = ["truncate", "remove", "repeat", "flip", "flip", "insert", "insert", "overwrite"]
    places = st.floats(0, 1, exclude_max=True)
    return st.builds(Damage, st.sampled_from(acts), places, st.integers(1, 300), odd)


def damaged(data: bytes, done: list[Damage]) -> bytes:
    """The bytes with changes made, one after the other."""
    for damage in done:
        data = damage.apply(data)
    return data


@contextlib.contextmanager
def emptied(folder: Path) -> Iterator[Path]:
    """An empty folder, which is removed with all that comes into it."""
    folder.mkdir()
    try:
        yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            _remove(Path(entry.path))
        else:
            os.unlink(entry.path)
    folder.rmdir()
