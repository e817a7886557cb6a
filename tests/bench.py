"""`make bench`: how long a student waits for the visible tests of an exercise."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.notebooks import Notebook

from tests.stock import REPOSITORY

RUNS = 5


def main(arguments: Sequence[str]) -> int:
    """Print the table; with `ASSIGNMENT EXERCISE`, time that exercise once in this process."""
    if arguments:
        print(visible_seconds(*arguments))
        return 0
    print(
        f"seconds for the visible tests of an exercise, TensorFlow imported, {RUNS} processes each"
    )
    print(f"{'exercise':<16}{'tests':>6}{'median':>8}{'min':>8}{'max':>8}")
    for name in assignment_names(REPOSITORY):
        for exercise in load_assignment(name, REPOSITORY).exercises:
            times = [_timed(name, exercise.id) for _ in range(RUNS)]
            row = "".join(f"{f(times):>8.2f}" for f in (statistics.median, min, max))
            print(f"{exercise.id:<16}{len(exercise.tests):>6}{row}", flush=True)
    return 0


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


def _timed(name: str, exercise: str) -> float:
    command = [sys.executable, "-m", "tests.bench", name, exercise]
    run = subprocess.run(
        command,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return float(run.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
