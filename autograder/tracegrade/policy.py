"""The feedback policy of an assignment: who sees what and when, and what lateness costs.

It stands in `source/<assignment>/feedback.toml`; every route obeys it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from tracegrade.assignments import Assignment
from tracegrade.errors import Ungradable

FILE = "feedback.toml"
When = Literal["now", "after_due_date", "after_published", "never"]
# What has come by the time of each: a later stage shows what the earlier ones do, and more.
STAGES: tuple[When, ...] = ("now", "after_due_date", "after_published")


@dataclass(frozen=True)
class Show:
    """When students see each part of their results."""

    visible_tests: When = "now"
    hidden_tests: When = "after_published"
    misconceptions: When = "after_published"
    quizzes: When = "after_due_date"

    def parts(self, *, quiz: bool, hidden: bool) -> tuple[When, When]:
        """When students see a test's visible part, and the test as a whole."""
        if quiz:
            return self.quizzes, self.quizzes
        return self.visible_tests, self.hidden_tests if hidden else self.visible_tests


@dataclass(frozen=True)
class Late:
    """What lateness costs, in percent of the points that were earned."""

    percent_per_day: float = 0.0
    grace_minutes: float = 0.0
    at_most_percent: float = 100.0

    def percent(self, due: datetime, handed_in: datetime) -> float:
        """How much is taken off: for each day that has begun after the due date and the grace."""
        late = handed_in - due
        if late <= timedelta(minutes=self.grace_minutes):
            return 0.0
        days = -(-late // timedelta(days=1))
        return min(days * self.percent_per_day, self.at_most_percent)


@dataclass(frozen=True)
class FlagRules:
    """What is flagged for the instructor, by exercise.

    `library` has the endings of the dotted names that are the library's own implementation,
    `trained` the grade_id of the locked cell that has to have been run.
    """

    library: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trained: Mapping[str, str] = field(default_factory=dict)

    def require_known(self, assignment: Assignment) -> None:
        """Raise `Ungradable` for an exercise or a cell that the assignment does not have."""
        path = assignment.folder / FILE
        exercises = tuple(exercise.id for exercise in assignment.exercises)
        cells = [cell for book in assignment.notebooks for cell in book.cells]
        locked = tuple(str(cell.grade_id) for cell in cells if cell.is_locked_code)
        _only(self.library, exercises, "exercise", path)
        _only(self.trained, exercises, "exercise", path)
        _only(dict.fromkeys(self.trained.values()), locked, "locked cell", path)


@dataclass(frozen=True)
class Policy:
    """What an assignment's `feedback.toml` says; what it leaves out is as here."""

    show: Show = field(default_factory=Show)
    late: Late = field(default_factory=Late)
    flags: FlagRules = field(default_factory=FlagRules)


DEFAULT = Policy()


def shown_at(when: When, stage: When) -> bool:
    """Whether what is to be seen at a time is seen at a stage."""
    return when in STAGES and STAGES.index(when) <= STAGES.index(stage)


def load_policy(assignment: Path) -> Policy:
    """Read the policy in an assignment's folder; the default one, if there is none.

    Raises `Ungradable` for a file that is no TOML, and for keys and values that mean nothing.
    """
    # Here, since the command line reads STAGES and students of Python 3.10 have no tomli.
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    path = assignment / FILE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return DEFAULT
    except (ValueError, OSError) as error:
        remedy = 'Lines look like `hidden_tests = "now"`, with quotes around times.'
        raise Ungradable(f"cannot be read: {error}", remedy, path=path) from None
    for table, kind in (("show", Show), ("late", Late)):
        for name in document.keys() & {it.name for it in fields(kind)}:
            raise Ungradable(
                f"{name} stands outside of a table", f"Move it below [{table}].", path=path
            )
    for name in document.keys() & {it.name for it in fields(FlagRules)}:
        remedy = f"Call it [flags.{name}]."
        raise Ungradable(f"{name} stands outside of flags", remedy, path=path)
    _only(document, ("show", "late", "flags"), "table", path)
    return Policy(
        Show(**_checked(document.get("show", {}), Show, _when, path)),
        Late(**_checked(document.get("late", {}), Late, _number, path)),
        FlagRules(**_checked(document.get("flags", {}), FlagRules, _by_exercise, path)),
    )


def _checked(table: Any, kind: type, check: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        remedy = "Write [show], [late] and [flags.library]."
        raise Ungradable("show, late and flags are tables", remedy, path=path)
    names = tuple(it.name for it in fields(kind))
    _only(table, names, "key", path)
    return {name: check(name, value, path) for name, value in table.items()}


def _only(table: Mapping[str, Any], names: tuple[str, ...], what: str, path: Path) -> None:
    for name in table:
        if name not in names:
            remedy = f"There are: {', '.join(names)}."
            raise Ungradable(f"no {what} is called {name!r}", remedy, path=path)


def _when(name: str, value: Any, path: Path) -> When:
    if value not in get_args(When):
        known = ", ".join(f'"{when}"' for when in get_args(When))
        raise Ungradable(f"{name} = {value!r} is no time", f"Write one of {known}.", path=path)
    when: When = value
    return when


def _number(name: str, value: Any, path: Path) -> float:
    most = 100 if "percent" in name else 1_000_000
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        problem = f"{name} = {value!r} is no number from 0 to {most}"
        raise Ungradable(problem, f"Write for example `{name} = 10`.", path=path)
    return float(value)


def _by_exercise(name: str, value: Any, path: Path) -> Mapping[str, Any]:
    """What a table of flags says of each exercise."""
    if not isinstance(value, dict):
        remedy = f"Write [flags.{name}], and a line for each exercise below it."
        raise Ungradable(f"{name} is a table", remedy, path=path)
    check = _endings if name == "library" else _grade_id
    return {exercise: check(exercise, it, path) for exercise, it in value.items()}


def _endings(exercise: str, value: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(map(_is_dotted_name, value)):
        remedy = f'Write for example `{exercise} = ["losses.Huber", "losses.huber"]`.'
        raise Ungradable(f"{exercise} = {value!r} is no list of names", remedy, path=path)
    return tuple(value)


def _is_dotted_name(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[^\W\d]\w*(\.[^\W\d]\w*)*", value) is not None


def _grade_id(exercise: str, value: Any, path: Path) -> str:
    if not isinstance(value, str) or not value:
        remedy = f'Write the grade_id of a locked cell: `{exercise} = "training_run"`.'
        raise Ungradable(f"{exercise} = {value!r} is no cell", remedy, path=path)
    return value
