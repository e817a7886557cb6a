"""Scenarios: the folders of hostile submissions, and what must come of each."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tracegrade.corpus import read_blocks
from tracegrade.notebooks import Notebook
from tracegrade.sandbox import Level

from tests import courses
from tests.grading import notebook_of

FOLDER = Path(__file__).parent
FAMILIES = ("reading", "forging", "breaking out", "files")
STOCK = ("nbgrader", "bare nbgrader", "otter", "unconfined")
WRONG = "def double(x):\n    return x"
_REQUIRED = {"about", "family", "stopped_by", "falls"}
_OF_VARIATIONS = {"layers", "promised", "earns", "costs", "says", "falls", "stopped_by"}
_OF_SCENARIOS = {"about", "family", "alone", "variations"} | _OF_VARIATIONS


@dataclass(frozen=True)
class Weakened:
    """A deliberately weakened build: the name of a context manager, and its arguments."""

    name: str
    layers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join([self.name.replace("_", " "), *self.layers])


Fall = str | Weakened


@dataclass(frozen=True)
class Traps:
    """What lies in wait for a submission; README.md tells what is what."""

    secret: str
    open_secret: str
    witness: str
    port: int
    udp: int
    abstract: str
    course: str
    results: str
    gradebook: str
    neighbour: str
    corpus: str
    token: str

    @property
    def line(self) -> str:
        """The line that defines them in a notebook."""
        return f"import types as _t; ARENA = _t.SimpleNamespace(**{asdict(self)!r})"


@dataclass(frozen=True)
class Variation:
    """One hostile submission, and what must come of it."""

    slug: str
    path: Path
    stopped_by: str
    layers: tuple[str, ...]
    promised: Level
    earns: float | None
    costs: tuple[str, ...]
    says: str
    falls: tuple[Fall, ...]
    alone: bool

    @property
    def name(self) -> str:
        """The name of its file, without what says how it is read."""
        return self.path.stem.removeprefix("make_")

    @property
    def id(self) -> str:
        """Its name among all."""
        return f"{self.slug}/{self.name}"

    def hand_in(self, folder: Path, source: Notebook, traps: Traps) -> None:
        """Write into a folder what the student hands in."""
        folder.mkdir(parents=True)
        if self.path.suffix != ".py":
            shutil.copyfile(self.path, folder / f"arena{self.path.suffix}")
        elif self.path.name.startswith("make_"):
            cells = notebook_of(source, {"double": WRONG}, {})
            make = runpy.run_path(str(self.path))["make"]
            make(folder, courses.document(*cells), traps)
        else:
            courses.write(folder / "arena.ipynb", *self._cells(source, traps))
            beside = self.path.with_suffix(".files")
            if beside.is_dir():
                shutil.copytree(beside, folder, symlinks=True, dirs_exist_ok=True)

    def _cells(self, source: Notebook, traps: Traps) -> list[dict[str, Any]]:
        _, blocks = read_blocks(self.path)
        solutions = {cell.grade_id for cell in source.cells if cell.solution}
        answers = {"double": WRONG, **{k: v for k, v in blocks.items() if k in solutions}}
        own = {k: v for k, v in blocks.items() if k not in solutions}
        own["imports"] = f"{traps.line}\n{own.get('imports', '')}"
        return notebook_of(source, answers, own)


@dataclass(frozen=True)
class Scenario:
    """An attack, in one or more variations."""

    slug: str
    about: str
    family: str
    variations: tuple[Variation, ...]


def find_scenarios(only: Collection[str] = (), folder: Path = FOLDER) -> tuple[Scenario, ...]:
    """The scenarios, those of these names or all, ordered by name."""
    found = tuple(
        _read(path)
        for path in sorted(folder.glob("*/scenario.toml"))
        if not only or path.parent.name in only
    )
    missing = set(only) - {it.slug for it in found}
    if missing:
        raise ValueError(f"there is no scenario {', '.join(sorted(missing))}")
    return found


def variation_of(id_: str) -> Variation:
    """The variation of that name."""
    slug, _, name = id_.partition("/")
    [scenario] = find_scenarios([slug])
    return next(it for it in scenario.variations if it.name == name)


def _read(path: Path) -> Scenario:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        _require_keys(table, _OF_SCENARIOS, _REQUIRED)
        if table["family"] not in FAMILIES:
            raise ValueError(f"family is none of {', '.join(FAMILIES)}")
        own: Mapping[str, Mapping[str, Any]] = table.get("variations", {})
        files = sorted(it for it in path.parent.iterdir() if it.suffix in (".py", ".ipynb", ".zip"))
        variations = tuple(_variation(path.parent.name, it, table, own) for it in files)
        unknown = own.keys() - {it.name for it in variations}
        if unknown or not variations:
            raise ValueError(f"there is no file of {', '.join(sorted(unknown)) or 'a variation'}")
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path}: {error}") from None
    return Scenario(path.parent.name, table["about"], table["family"], variations)


def _variation(
    slug: str, path: Path, table: Mapping[str, Any], own: Mapping[str, Mapping[str, Any]]
) -> Variation:
    name = path.stem.removeprefix("make_")
    _require_keys(own.get(name, {}), _OF_VARIATIONS, set())
    merged = {**table, **own.get(name, {})}
    if "costs" in own.get(name, {}) and "earns" not in own[name]:
        merged.pop("earns", None)
    says = merged.get("says", "")
    re.compile(says)
    earns = merged.get("earns")
    return Variation(
        slug,
        path,
        merged["stopped_by"],
        tuple(merged.get("layers", ())),
        Level[merged.get("promised", "degraded").upper()],
        None if earns is None else float(earns),
        tuple(merged.get("costs", ["double"])),
        says,
        _falls(merged["falls"]),
        bool(merged.get("alone", False)),
    )


def _falls(given: Any) -> tuple[Fall, ...]:
    found: list[Fall] = []
    for it in given if isinstance(given, Sequence) and not isinstance(given, str) else [given]:
        if isinstance(it, Mapping):
            found.append(Weakened(it["weakened"], tuple(it.get("layers", ()))))
        elif it in STOCK:
            found.append(it)
        else:
            raise ValueError(f"falls against none of {', '.join(STOCK)}: {json.dumps(it)}")
    if not found:
        raise ValueError("falls against nothing")
    return tuple(found)


def _require_keys(table: Mapping[str, Any], known: set[str], required: set[str]) -> None:
    if table.keys() - known:
        raise ValueError(f"has unknown keys {', '.join(sorted(table.keys() - known))}")
    if required - table.keys():
        raise ValueError(f"lacks {', '.join(sorted(required - table.keys()))}")
