"""Hostile submissions gain, tell, harm and leave nothing; what they are is in tests/attacks/."""

from __future__ import annotations

import fcntl
import pickle
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tracegrade.sandbox import Level

from tests.attacks import __main__ as table
from tests.attacks import room, weakened
from tests.attacks.__main__ import Batch, Verdict, by_fall, grade_against, grade_at, succeeds
from tests.attacks.arena import difference
from tests.attacks.format import Variation, Weakened, find_scenarios

SCENARIOS = find_scenarios()
SAMPLE = [it.variations[0] for it in SCENARIOS[::2]]
ALL = [it for one in SCENARIOS for it in one.variations]
BY_FALL = by_fall(SCENARIOS)
SEED = 20

pytestmark = pytest.mark.long


def once(factory: pytest.TempPathFactory, name: str, work: Callable[[], Batch]) -> Batch:
    """What came of some work that one worker does, and the others of a session wait for."""
    folder = factory.getbasetemp()
    if folder.name.startswith("popen-"):
        folder = folder.parent
    done = folder / f"attacks-{name}"
    with open(f"{done}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            done.write_bytes(pickle.dumps(work()))
    found: Batch = pickle.loads(done.read_bytes())
    if found.skipped:
        pytest.skip(found.skipped)
    return found


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """The first variation of every other scenario, at the highest level that this host gives."""
    return once(tmp_path_factory, "sample", lambda: grade_at(SAMPLE, None))


@pytest.mark.parametrize("slug", [it.slug for it in SAMPLE])
def test_it_is_beaten(sample: Batch, slug: str) -> None:
    [it] = [it for it in SAMPLE if it.slug == slug]
    if it.promised > Level[sample.level.upper()]:
        pytest.skip(f"this host gives {sample.level}, and {it.promised} promises it")

    assert str(sample.verdicts[it.id]) == ""


def test_nothing_is_left_of_all_of_them_and_honest_results_are_as_alone(sample: Batch) -> None:
    assert sample.of_all == {}


@pytest.mark.full
@pytest.mark.parametrize("user", [None, room.NOBODY], ids=["as-root", "as-user"])
@pytest.mark.parametrize("level", Level, ids=str)
def test_all_are_beaten_on_every_level_that_promises_it(level: Level, user: int | None) -> None:
    promised = [it for it in ALL if it.promised <= level]
    batch = grade_at(promised, level, user=user, jobs=table.JOBS)
    if batch.skipped:
        pytest.skip(batch.skipped)

    assert {id_: str(it) for id_, it in batch.verdicts.items() if it.violations} == {}
    assert batch.of_all == {}


@pytest.mark.full
@pytest.mark.parametrize("fall", BY_FALL, ids=str)
def test_each_succeeds_against_something(fall: object) -> None:
    batch = grade_against(BY_FALL[fall], fall)  # type: ignore[index, arg-type]
    if batch.skipped:
        pytest.skip(batch.skipped)

    assert [id_ for id_, it in batch.verdicts.items() if not succeeds(it)] == []


@pytest.mark.full
@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_honest_results_are_as_alone_among_a_hundred_of_which_a_third_is_hostile(jobs: int) -> None:
    for level in reversed(Level):
        promised = [it for it in ALL if it.promised <= level]
        hostile = random.Random(SEED).sample(promised, 33)
        batch = grade_at(hostile, level, jobs=jobs, honest=100 - len(hostile), order=SEED)
        if not batch.skipped:
            break

    assert batch.of_all == {}
    assert len(batch.verdicts) == len(hostile)


def honest_texts(level: Level, user: int | None) -> dict[str, str]:
    """What honest students get at a level, by file; empty where the host does not give it."""
    found = room.grade({"honest_at": str(level)}, user=user)
    assert "problem" not in found
    return dict(found.get("texts", {}))


@pytest.fixture(scope="session")
def as_anywhere() -> dict[str, str]:
    """What honest students get without any isolation."""
    return honest_texts(Level.DEGRADED, None)


@pytest.mark.full
@pytest.mark.parametrize("user", [None, room.NOBODY], ids=["as-root", "as-user"])
@pytest.mark.parametrize("level", Level, ids=str)
def test_honest_students_get_the_same_on_every_level(
    level: Level, user: int | None, as_anywhere: dict[str, str]
) -> None:
    texts = honest_texts(level, user)
    if not texts:
        pytest.skip(f"this host does not give {level}")

    assert texts.keys() == as_anywhere.keys()
    assert {name: difference(as_anywhere[name], it) for name, it in texts.items()} == dict.fromkeys(
        texts, ""
    )


def test_each_weakened_build_exists() -> None:
    names = {it.name for it in BY_FALL if isinstance(it, Weakened)}

    assert [name for name in sorted(names) if not callable(getattr(weakened, name, None))] == []


@pytest.mark.parametrize(
    ("violations", "of_all", "mark", "status"),
    [
        ({}, {}, "ok", 0),
        ({"points": "got 16 instead of 11"}, {}, "NO", 1),
        ({}, {"left": "a process"}, "ok", 1),
    ],
    ids=["beaten", "not beaten", "nobody's"],
)
def test_the_table_says_what_is_not_beaten_and_so_does_its_exit_status(
    violations: dict[str, str],
    of_all: dict[str, str],
    mark: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def grade(variations: Sequence[Variation], level: Level, **_: object) -> Batch:
        verdicts = {it.id: Verdict(violations, "it is too large") for it in variations}
        return Batch(verdicts, of_all, level=str(level))

    monkeypatch.setattr(table, "grade_at", grade)

    assert table.main(["--only", "zip_bomb", "--level", "portable"]) == status

    printed = capsys.readouterr().out
    assert re.search(rf"^zip_bomb/\w+ +{mark} ", printed, re.MULTILINE)
    assert all(text in printed for text in (*violations.values(), *of_all.values()))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "lacks about"),
        ('about = "x"\nfamily = "files"\nstopped_by = "y"\nfalls = "nothing"\n', "falls against"),
        ('about = "x"\nfamily = "none"\nstopped_by = "y"\nfalls = "otter"\n', "family is none"),
        ('about = "x"\nfamily = "files"\nstopped_by = "y"\nfalls = "otter"\nx = 1\n', "unknown"),
    ],
)
def test_a_scenario_that_breaks_the_format_is_told_so(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "scenario.toml").write_text(text)
    (tmp_path / "one" / "as_it_is.py").touch()

    with pytest.raises(ValueError, match=why):
        find_scenarios(folder=tmp_path)
