"""`make attacks`: grades hostile submissions on every isolation level, and prints the table."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracegrade.sandbox import Level

from tests.attacks import room
from tests.attacks.format import Fall, Scenario, Variation, Weakened, find_scenarios

JOBS = 4  # at the same time, on two cores: most attacks wait for a limit


@dataclass(frozen=True)
class Verdict:
    """What came of a variation somewhere: what it achieved, and what its student reads."""

    violations: Mapping[str, str]
    read: str = ""

    def __str__(self) -> str:
        return "; ".join(f"{name}: {text}" for name, text in self.violations.items())


@dataclass
class Batch:
    """What came of many at once. `of_all` is nobody's; `skipped` says why nothing was run."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    of_all: dict[str, str] = field(default_factory=dict)
    skipped: str = ""
    level: str = ""
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        """Whether all of them are beaten."""
        return not self.of_all and not any(it.violations for it in self.verdicts.values())


def grade_at(
    variations: Sequence[Variation],
    level: Level | None,
    *,
    user: int | None = None,
    **options: Any,
) -> Batch:
    """Grade at a level, or at the highest that the host gives, in one run.

    Where something is amiss that could be any one's doing, each half of them is graded again.
    """
    if not variations:
        return Batch(level=str(level))
    batch = _graded(variations, {"level": str(level)} if level is not None else {}, user, options)
    if not batch.of_all or len(variations) == 1 or batch.skipped or "honest" in options:
        return batch
    middle = len(variations) // 2
    for part in (variations[:middle], variations[middle:]):
        where = Level[batch.level.upper()] if batch.level else level
        found = grade_at(part, where, user=user, **options)
        if len(part) == 1 and found.of_all and not found.verdicts:
            found.verdicts[part[0].id] = Verdict(found.of_all)
        for id_, verdict in found.verdicts.items():
            if id_ not in batch.verdicts or not batch.verdicts[id_].violations:
                batch.verdicts[id_] = verdict
        batch.seconds += found.seconds
    return batch


def grade_against(variations: Sequence[Variation], fall: Fall) -> Batch:
    """Grade with what they are to succeed against: as a class, then alone who fails there."""
    if room.lacks() and not isinstance(fall, Weakened):
        return Batch(skipped=room.lacks())
    if isinstance(fall, Weakened):
        task: dict[str, Any] = {"tool": fall.name, "layers": list(fall.layers)}
        user = None
    else:
        task, user = {"tool": fall}, room.NOBODY
    together = [it for it in variations if not it.alone]
    batch = _graded(together, task, user, {}) if together else Batch()
    for it in variations:
        verdict = batch.verdicts.get(it.id)
        is_alone = together == [it] and verdict is not None
        if not batch.skipped and not is_alone and (verdict is None or not succeeds(verdict)):
            batch.verdicts |= _alone(it, task, user)
    return batch


def succeeds(verdict: Verdict) -> bool:
    """Whether it gains, leaks, harms or leaves something; a missing explanation does not count."""
    return bool(verdict.violations.keys() - {"verdict"})


def _alone(it: Variation, task: Mapping[str, Any], user: int | None) -> dict[str, Verdict]:
    batch = _graded([it], task, user, {})
    return batch.verdicts or {it.id: Verdict(batch.of_all)}


def _graded(
    variations: Sequence[Variation],
    task: Mapping[str, Any],
    user: int | None,
    options: Mapping[str, Any],
) -> Batch:
    began = time.monotonic()
    ids = [it.id for it in variations]
    seconds = 120 + 25 * len(variations) + 3 * options.get("honest", 0)
    found = room.grade({**task, "ids": ids, **options}, user=user, seconds=seconds)
    of_all = dict(found.get("of_all", {}))
    if "problem" in found:
        of_all["harm"] = found["problem"]
    return Batch(
        {it["id"]: Verdict(it["violations"], it["read"]) for it in found.get("verdicts", ())},
        of_all,
        found.get("skipped", ""),
        found.get("level", task.get("level", "")),
        time.monotonic() - began,
    )


def by_fall(scenarios: Sequence[Scenario]) -> dict[Fall, list[Variation]]:
    """The variations by what they succeed against."""
    found: dict[Fall, list[Variation]] = {}
    for it in (it for one in scenarios for it in one.variations):
        for fall in it.falls:
            found.setdefault(fall, []).append(it)
    return found


# --- the table ------------------------------------------------------------------------------------

BEATEN, LATER, ABSENT, NOT_BEATEN = "ok", "-", "", "NO"
_LEGEND = f"""
{BEATEN}: it gains, tells, harms and leaves nothing, and its student reads why
{NOT_BEATEN}: not beaten; {LATER}: a higher level promises that; blank: the host lacks the level"""
_CUT = 90
_AT_ONCE = 100


@dataclass(frozen=True)
class Column:
    """What came of all variations on a level, as a user; None is who this process is."""

    level: Level
    user: int | None
    batch: Batch

    @property
    def who(self) -> str:
        """What kind of user it is."""
        return "root" if self.user is None and os.getuid() == 0 else "user"

    def add(self, batch: Batch, part: Sequence[Variation]) -> None:
        """Add a run, and tell on standard error that it is done."""
        self.batch.verdicts |= batch.verdicts
        self.batch.of_all |= batch.of_all
        self.batch.skipped = batch.skipped
        self.batch.seconds += batch.seconds
        print(f"… {len(part)} {self.level} as {self.who}: {batch.seconds:.0f} s", file=sys.stderr)
        for text in self.failures(part):
            print(f"  {text}", file=sys.stderr)

    def mark(self, it: Variation) -> str:
        """What came of one of them."""
        if self.batch.skipped:
            return ABSENT
        if it.promised > self.level:
            return LATER
        verdict = self.batch.verdicts.get(it.id)
        return NOT_BEATEN if verdict is None or verdict.violations else BEATEN

    def failures(self, variations: Sequence[Variation]) -> Iterator[str]:
        """What is not beaten, and what is nobody's doing."""
        for it in variations:
            if self.mark(it) == NOT_BEATEN:
                yield f"{it.id}: {self.batch.verdicts.get(it.id, Verdict({'verdict': 'none'}))}"
        for name, text in self.batch.of_all.items():
            yield f"of all: {name}: {text}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit status is 1 if an attack is not beaten that is promised to be."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    names = [str(level) for level in Level]
    parser.add_argument("--level", action="append", choices=names, help="all unless given")
    parser.add_argument("--only", action="append", metavar="SLUG", help="all unless given")
    parser.add_argument("--as-user", action="store_true", help="grade as an unprivileged user")
    parser.add_argument("--as-both", action="store_true", help="as who you are, and as that user")
    parser.add_argument("--stock", action="store_true", help="show what each succeeds against")
    parser.add_argument("--jobs", type=int, default=JOBS)
    options = parser.parse_args(arguments)
    scenarios = find_scenarios(options.only or ())
    users = [room.NOBODY] if options.as_user else [None, room.NOBODY] if options.as_both else [None]
    variations = [it for one in scenarios for it in one.variations]
    if room.lacks():
        print(f"Without rooms: {room.lacks()}")
    columns = []
    for user in users:
        for level in (Level[name.upper()] for name in options.level or names):
            columns.append(Column(level, user, Batch(level=str(level))))
            promised = [it for it in variations if it.promised <= level]
            for at in range(0, len(promised), _AT_ONCE):
                part = promised[at : at + _AT_ONCE]
                columns[-1].add(grade_at(part, level, user=user, jobs=options.jobs), part)
    _print_table(variations, columns)
    if options.only:
        _print_read(variations, columns)
    failed = _print_failures(variations, columns)
    _print_counts(variations, columns)
    if options.stock:
        failed |= _print_falls(scenarios)
    return 1 if failed else 0


def _print_table(variations: Sequence[Variation], columns: Sequence[Column]) -> None:
    rows = [["", *(it.who for it in columns), ""]]
    for number in range(len(columns), 1, -1):
        if rows[0][number] == rows[0][number - 1]:
            rows[0][number] = ""
    rows.append(["submission", *(str(it.level)[:4] for it in columns), "stopped by"])
    rows += [[it.id, *(one.mark(it) for one in columns), it.stopped_by] for it in variations]
    _print(rows)
    print(_LEGEND)


def _print_read(variations: Sequence[Variation], columns: Sequence[Column]) -> None:
    """What students are told on the highest level."""
    [*_, column] = [it for it in columns if not it.batch.skipped] or columns
    print(f"\nWhat their students read, on {column.level} as {column.who}:")
    verdicts = column.batch.verdicts
    _print([[it.id, verdicts[it.id].read] for it in variations if it.id in verdicts])


def _print_failures(variations: Sequence[Variation], columns: Sequence[Column]) -> bool:
    found: dict[str, list[str]] = {}
    for column in columns:
        for text in column.failures(variations):
            found.setdefault(text, []).append(f"{column.level} as {column.who}")
    if found:
        print("\nNot beaten:")
    for text, where in found.items():
        print(f"  {text}\n    {', '.join(where)}")
    return bool(found)


def _print_counts(variations: Sequence[Variation], columns: Sequence[Column]) -> None:
    rows = [["level", "as", "beaten", "not beaten", "not promised", ""]]
    for it in columns:
        marks = Counter(map(it.mark, variations))
        counts = [str(marks[mark]) for mark in (BEATEN, NOT_BEATEN, LATER)]
        told = f"not here: {it.batch.skipped}" if it.batch.skipped else f"{it.batch.seconds:.0f} s"
        rows.append([str(it.level), it.who, *(counts if not it.batch.skipped else "   "), told])
    print()
    _print(rows)


def _print_falls(scenarios: Sequence[Scenario]) -> bool:
    failed = False
    counts = [["against", "succeed", "fail", ""]]
    for fall, variations in by_fall(scenarios).items():
        batch = grade_against(variations, fall)
        if batch.skipped:
            counts.append([str(fall), "", "", f"not here: {batch.skipped}"])
            continue
        rows = []
        for it in variations:
            verdict = batch.verdicts.get(it.id, Verdict({}))
            came = "succeeds" if succeeds(verdict) else "FAILS"
            rows.append([it.id, came, str(verdict) or "achieves nothing"])
        print(f"\nAgainst {fall}:")
        _print(rows)
        marks = Counter(row[1] for row in rows)
        told = [str(marks["succeeds"]), str(marks["FAILS"]), f"{batch.seconds:.0f} s"]
        counts.append([str(fall), *told])
        failed |= marks["FAILS"] > 0
    print()
    _print(counts)
    return failed


def _print(rows: Sequence[Sequence[str]]) -> None:
    """A table; the last column is cut."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for *cells, last in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        print(f"{line}  {last[:_CUT]}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
