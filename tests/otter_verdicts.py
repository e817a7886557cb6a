"""`python -m tests.otter_verdicts [N]`: the real `otter run` beside `tracegrade grade`.

All sample submissions and N of each exercise of the corpus, with our plugin and without it: whose
scores differ, and what each way took.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tracegrade.assignments import Assignment, assignment_names, load_assignment
from tracegrade.corpus import read_blocks
from tracegrade.intake import receive_folder
from tracegrade.notebooks import Notebook
from tracegrade.runs import Grader, grader
from tracegrade.submissions import fill

from tests.corpus import stratified
from tests.otter import Ran, hand_in_filled, otter_run, packaged
from tests.samples import samples_of
from tests.stock import REPOSITORY

JOBS = 2
# A stock kernel in which a cell loops never ends.
SECONDS = 150


@dataclass(frozen=True)
class Case:
    """A submission, by its name."""

    name: str
    notebook: Notebook


def main(count: int) -> int:
    """Print what differs, and the table."""
    seconds: dict[str, list[float]] = {"sealed": [], "stock": [], "tracegrade": []}
    kept: Counter[str] = Counter()
    for name in assignment_names(REPOSITORY):
        assignment = load_assignment(name, REPOSITORY)
        cases = [*_samples(assignment), *_corpus(name, count)]
        with tempfile.TemporaryDirectory() as folder:
            _compare(assignment, cases, Path(folder), seconds, kept)
    print(f"{'':<24}{'same scores':>12}{'of':>6}{'median s':>10}")
    for way, took in seconds.items():
        print(f"{way:<24}{kept[way]:>12}{len(took):>6}{statistics.median(took):>10.1f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{peak} MB in the largest process of all")
    return 0


def _samples(assignment: Assignment) -> Iterator[Case]:
    [source] = assignment.notebooks
    for sample in samples_of(assignment.name):
        if sample.path.suffix == ".py":
            _, blocks = read_blocks(sample.path)
            yield Case(f"sample {sample.student}", fill(source, blocks, rest="stub"))


def _corpus(assignment: str, count: int) -> Iterator[Case]:
    for entry in stratified(wheats=count // 4, chaffs=count - count // 4):
        if entry.assignment == assignment:
            yield Case(entry.id, entry.notebook)


def _compare(
    assignment: Assignment,
    cases: list[Case],
    folder: Path,
    seconds: dict[str, list[float]],
    kept: Counter[str],
) -> None:
    made = {
        "sealed": packaged(folder / "sealed", assignment),
        "stock": packaged(folder / "stock", assignment, sealed=False),
    }

    def by_otter(case: Case) -> tuple[dict[str, tuple[Ran, float]], Path]:
        number = cases.index(case)
        path = folder / f"{number}" / "homework.ipynb"
        ways = {}
        for way, package in made.items():
            hand_in_filled(package.student, case.notebook, path.with_name(f"{way}.ipynb"))
            began = time.monotonic()
            ran = otter_run(package.autograder, path.with_name(f"{way}.ipynb"), seconds=SECONDS)
            ways[way] = (ran, time.monotonic() - began)
        hand_in_filled(made["sealed"].student, case.notebook, folder / f"own-{number}" / path.name)
        return ways, folder / f"own-{number}"

    with grader(assignment) as own, ThreadPoolExecutor(JOBS) as pool:
        for case, (ways, handed_in) in zip(cases, pool.map(by_otter, cases), strict=True):
            wanted, took = _by_tracegrade(own, handed_in, folder)
            seconds["tracegrade"].append(took)
            kept["tracegrade"] += 1
            for way, (ran, it_took) in ways.items():
                seconds[way].append(it_took)
                kept[way] += ran.scores == wanted
                if ran.scores != wanted:
                    print(f"{case.name}, {way}: {_difference(ran, wanted)}", flush=True)


def _by_tracegrade(own: Grader, handed_in: Path, folder: Path) -> tuple[dict[str, float], float]:
    began = time.monotonic()
    result, _ = own.grade(receive_folder("submission", handed_in, folder))
    return {test.grade_id: test.score for test in result.tests}, time.monotonic() - began


def _difference(ran: Ran, wanted: Mapping[str, float]) -> str:
    if ran.results is None:
        return f"no results, {sum(wanted.values()):g} points by tracegrade grade"
    if not ran.scores:
        return f"{ran.results['tests'][0]['name']}, {sum(wanted.values()):g} points by tracegrade"
    other = {name: got for name, got in ran.scores.items() if got != wanted.get(name)}
    return ", ".join(f"{name} {got:g} for {wanted.get(name):g}" for name, got in other.items())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 17))
