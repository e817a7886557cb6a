"""`make bench`: what grading a class takes, and how long a student waits.

The class is made of wheats and chaffs. The *forked floor* runs the same cells, tests included,
directly in a forked child of a process that has only imported TensorFlow.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.notebooks import Notebook, read_notebook, write_notebook
from tracegrade.runs import Graded, grade_run
from tracegrade.sandbox import LAYERS, Level
from tracegrade.submissions import rebuild

from tests.corpus import Entry, entries
from tests.stock import REPOSITORY, Course

ASSIGNMENT = "custom_components"
JOBS = 2
ROUNDS = 3
RUNS = 5
ISOLATED = 8
Verdicts = dict[str, dict[str, bool]]


def main(arguments: Sequence[str]) -> int:
    """Print the tables for a class of that size; the other forms are what it calls itself."""
    if arguments[:1] == ["floor"]:
        print(json.dumps(floor([Path(path) for path in arguments[1:]])))
    elif arguments[:1] == ["student"]:
        print(visible_seconds(*arguments[1:]))
    else:
        class_table(int(arguments[0]) if arguments else 20)
        isolation_table()
        student_table()
    return 0


def class_table(size: int) -> None:
    """Grade one class in three ways, and compare times and verdicts."""
    class_ = _class(size)
    with tempfile.TemporaryDirectory() as name:
        course = Course(Path(name))
        paths = {}
        for student, entry in class_.items():
            paths[student] = course.submission(student, ASSIGNMENT)
            write_notebook(entry.notebook, paths[student])
        assignment = load_assignment(ASSIGNMENT, REPOSITORY)

        def by_floor() -> Verdicts:
            command = [sys.executable, "-m", "tests.bench", "floor", *map(str, paths.values())]
            found = json.loads(_run(command))
            return dict(zip(paths, found, strict=True))

        runs: list[Graded] = []

        def by_grade() -> Verdicts:
            submitted = [Path(name) / "submitted"]
            runs.append(grade_run(assignment, submitted, Path(name) / "graded", jobs=JOBS))
            return {
                it.student_id: {test.grade_id: test.passed for test in it.tests}
                for it in runs[-1].results
            }

        def by_nbgrader() -> Verdicts:
            graded = course.grade(ASSIGNMENT, list(paths))
            return {
                student: {test: score > 0 for test, score in it.scores.items()}
                for student, it in graded.items()
            }

        pairs = [(_timed(by_floor), _timed(by_grade)) for _ in range(ROUNDS)]
        stock = _timed(by_nbgrader)
    floors, grades = ([pair[k][0] for pair in pairs] for k in (0, 1))
    print(f"{size} submissions of {ASSIGNMENT}, {JOBS} at a time, starts included, {ROUNDS} rounds")
    print(f"{'':<24}{'seconds':>9}{'each':>8}{'of the floor':>14}")
    ratio = statistics.median(grade / it for it, grade in zip(floors, grades, strict=True))
    for title, seconds, times in (
        ("forked floor", statistics.median(floors), 1.0),
        ("tracegrade grade", statistics.median(grades), ratio),
        ("nbgrader autograde", stock[0], stock[0] / statistics.median(floors)),
    ):
        print(f"{title:<24}{seconds:>9.1f}{seconds / size:>8.2f}{times:>14.2f}")
    print(f"nbgrader / tracegrade: {stock[0] / statistics.median(grades):.1f}")
    _print_verdicts(class_, pairs[-1][1][1], {"floor": pairs[-1][0][1], "nbgrader": stock[1]})
    _print_shares(runs[-1])


def isolation_table() -> None:
    """Grade one small class with all layers of isolation that the host gives, and with none."""
    class_ = _class(ISOLATED)
    assignment = load_assignment(ASSIGNMENT, REPOSITORY)
    with tempfile.TemporaryDirectory() as name:
        for student, entry in class_.items():
            path = Path(name) / "submitted" / student / f"{ASSIGNMENT}.ipynb"
            path.parent.mkdir(parents=True)
            write_notebook(entry.notebook, path)

        def graded(layers: Collection[str]) -> Graded:
            folders = [Path(name) / "submitted"], Path(name) / "graded"
            return grade_run(assignment, *folders, jobs=JOBS, minimum=Level.DEGRADED, layers=layers)

        pairs = [(graded(LAYERS), graded(())) for _ in range(RUNS)]
    seconds = [[(it.seconds - it.start_seconds) / ISOLATED for it in pair] for pair in pairs]
    scores = {tuple(it.score for it in run.results) for pair in pairs for run in pair}
    print(f"{ISOLATED} submissions of {ASSIGNMENT}, start left out, {RUNS} pairs")
    print(f"{'isolation':<16}{'seconds each':>14}")
    for place, title in enumerate((str(pairs[0][0].protection.level), "none")):
        print(f"{title:<16}{statistics.median(pair[place] for pair in seconds):>14.3f}")
    ratio = statistics.median(confined / free for confined, free in seconds)
    print(f"ratio: {ratio:.3f}; scores: {'the same' if len(scores) == 1 else 'DIFFERENT'}\n")


def _class(size: int) -> dict[str, Entry]:
    """So many wheats and chaffs, spread over the exercises; the same ones every time."""
    own = [entry for entry in entries() if entry.assignment == ASSIGNMENT]
    chosen = [own[place * len(own) // size] for place in range(size)]
    return {f"s{place:03}": entry for place, entry in enumerate(chosen)}


def _print_verdicts(
    class_: Mapping[str, Entry], sealed: Verdicts, others: Mapping[str, Verdicts]
) -> None:
    wheats = [name for name, entry in class_.items() if entry.script.kind == "wheat"]
    accepted = sum(all(sealed[name].values()) for name in wheats)
    rejected = sum(
        not any(sealed[name][test] for test in entry.script.fails)
        for name, entry in class_.items()
        if entry.script.kind == "chaff"
    )
    print(f"wheats accepted: {accepted} of {len(wheats)}", end="; ")
    print(f"chaffs rejected as they name: {rejected} of {len(class_) - len(wheats)}")
    for title, verdicts in others.items():
        differing = [
            f"{class_[student].id} {test}"
            for student, tests in sealed.items()
            for test, passed in tests.items()
            if verdicts[student].get(test) != passed
        ]
        total = sum(map(len, sealed.values()))
        print(f"verdicts like those of {title}: {total - len(differing)} of {total}", *differing)


def _print_shares(run: Graded) -> None:
    count = len(run.efforts)
    parts = {
        "worker starts": sum(it.seconds.get("start", 0) for it in run.efforts),
        "notebook": sum(it.seconds.get("cell", 0) for it in run.efforts),
        "export": sum(it.seconds.get("request", 0) for it in run.efforts),
        "judge": sum(it.judge.wall_seconds for it in run.efforts),
    }
    total = sum(parts.values())
    shares = ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in parts.items())
    cpu = sum(it.worker.cpu_seconds + it.judge.cpu_seconds for it in run.efforts) / count
    print(f"import and plan, once: {run.start_seconds:.1f} s; a submission: {shares}")
    peak = max(max(it.worker.peak_mb, it.judge.peak_mb) for it in run.efforts)
    print(f"CPU seconds a submission: {cpu:.2f}; largest RSS of a process: {peak:.0f} MB\n")


def floor(paths: Sequence[Path]) -> list[dict[str, bool]]:
    """Run notebooks with their tests in forked children, some at a time."""
    import keras
    import tensorflow
    from IPython.core.interactiveshell import InteractiveShell
    from tracegrade import check, runner

    del keras, tensorflow, InteractiveShell, check
    [source] = load_assignment(ASSIGNMENT, REPOSITORY).notebooks
    gc.collect()
    gc.freeze()
    waiting, running = list(enumerate(paths)), {}
    found: dict[int, dict[str, bool]] = {}
    while waiting or running:
        while waiting and len(running) < JOBS:
            place, path = waiting.pop(0)
            code = [c for c in rebuild(source, read_notebook(path)).cells if c.kind == "code"]
            receiver, sender = Pipe(duplex=False)
            child = os.fork()
            if child == 0:
                with tempfile.TemporaryDirectory() as folder:
                    runner.work(sender, code, folder)
                os._exit(0)
            sender.close()
            running[child] = place, code, receiver
        for child, (place, code, receiver) in list(running.items()):
            if receiver.poll(0.01):
                outcomes = found.setdefault(place, {})
                cell = code[len(outcomes)]
                outcomes[f"{cell.index}"] = json.loads(receiver.recv_bytes())["status"] == "passed"
                if len(outcomes) == len(code):
                    os.waitpid(child, 0)
                    del running[child]
                    found[place] = {
                        str(c.grade_id): passed
                        for c, passed in zip(code, outcomes.values(), strict=True)
                        if c.is_test
                    }
    return [found[place] for place in range(len(paths))]


def student_table() -> None:
    """Print how long the visible tests of each exercise take."""
    print(f"seconds for the visible tests of an exercise, TensorFlow imported, {RUNS} processes")
    print(f"{'exercise':<16}{'tests':>6}{'median':>8}{'min':>8}{'max':>8}")
    for name in assignment_names(REPOSITORY):
        for exercise in load_assignment(name, REPOSITORY).exercises:
            command = [sys.executable, "-m", "tests.bench", "student", name, exercise.id]
            times = [float(_run(command)) for _ in range(RUNS)]
            row = "".join(f"{f(times):>8.2f}" for f in (statistics.median, min, max))
            print(f"{exercise.id:<16}{len(exercise.tests):>6}{row}", flush=True)


def visible_seconds(name: str, exercise: str) -> float:
    """The time that the visible parts of an exercise's test cells take with the reference."""
    [notebook] = load_assignment(name, REPOSITORY).notebooks
    namespace: dict[str, object] = {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cells.py"  # AutoGraph reads source from files
        path.write_text("\n".join(_sources(notebook, exercise, tests=False)), encoding="utf-8")
        exec(compile(path.read_text(encoding="utf-8"), path, "exec"), namespace)
        start = time.perf_counter()
        for source in _sources(notebook, exercise, tests=True):
            exec(compile(source, "<test>", "exec"), namespace)
        return time.perf_counter() - start


def _sources(notebook: Notebook, exercise: str, *, tests: bool) -> list[str]:
    code = [cell for cell in notebook.cells if cell.kind == "code" and cell.is_test == tests]
    return [cell.visible for cell in code if not tests or cell.exercise == exercise]


def _timed(action: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def _run(command: Sequence[str]) -> str:
    return subprocess.run(
        command,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    ).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
