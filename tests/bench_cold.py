"""`make bench`: one submission from cold, in Gradescope's container with half a processor.

TensorFlow's import alone, our `run_autograder`, and stock `otter run` with the same test cells.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracegrade.assignments import Assignment, load_assignment
from tracegrade.notebooks import Notebook, write_notebook
from tracegrade.submissions import fill

from tests.containers import GRADESCOPE, Completed, Engine, Mount, NoEngine, engine
from tests.gradescope import LIMITS, build_image, grade
from tests.stock import REPOSITORY

ASSIGNMENT = "custom_components"
ROUNDS = 3
# Otter needs Python 3.11, which Debian has beside the container's 3.10, and more memory.
_OTTER = f"""FROM {GRADESCOPE}
RUN apt-get update -qq && apt-get install -qq -y python3-venv >/dev/null
COPY instructor.txt tracegrade-0.1.0-py3-none-any.whl /build/
RUN /usr/bin/python3.11 -m venv /opt/otter \\
    && /opt/otter/bin/pip install --quiet --no-cache-dir --no-compile --require-hashes \\
        --requirement /build/instructor.txt \\
    && /opt/otter/bin/pip install --quiet --no-index --no-deps /build/tracegrade-*.whl \\
    && {{ /opt/otter/bin/python -m compileall -q -j 0 /opt/otter/lib || true; }}
ENV TF_CPP_MIN_LOG_LEVEL=3 TF_ENABLE_ONEDNN_OPTS=0
"""
_OTTER_LIMITS = {**LIMITS, "memory": "2g"}
_TEST = """from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = {points!r}
SOURCE = {source!r}


@test_case(points={points!r}, hidden=False)
def test(env):
    exec(SOURCE, env)
"""


def main() -> int:
    """Print the table."""
    try:
        with engine() as found:
            print(found.about)
            _table(found)
    except NoEngine as why:
        print(f"one submission from cold: {why}")
    return 0


def _table(found: Engine) -> None:
    assignment = load_assignment(ASSIGNMENT, REPOSITORY)
    [source] = assignment.notebooks
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "ours").mkdir()
        ours = build_image(found, assignment, folder / "ours")
        otters = _otter_image(found, folder / "otter")
        zipped = _otter_zip(assignment, folder / "tests")

        def by_import() -> tuple[Completed, float]:
            python = "/opt/tracegrade/bin/python"
            return found.run(ours, [python, "-c", "import tensorflow"], [], **LIMITS), 0.0

        def by_ours() -> tuple[Completed, float]:
            place = Path(tempfile.mkdtemp(dir=folder))
            came = grade(found, ours, place, lambda path: _hand_in(source, path), **LIMITS)
            return came.done, came.results["score"]

        def by_otter() -> tuple[Completed, float]:
            place = Path(tempfile.mkdtemp(dir=folder))
            _hand_in(_without_tests(source), place / "homework.ipynb")
            shutil.copy(zipped, place / "autograder.zip")
            command = ["/opt/otter/bin/otter", "run", "--no-logo", "-a", "/given/autograder.zip"]
            done = found.run(
                otters,
                ["sh", "-c", 'cd /given && exec "$@"', "sh", *command, "/given/homework.ipynb"],
                [Mount(place, "/given", writable=True)],
                **_OTTER_LIMITS,
            )
            tests = json.loads((place / "results.json").read_text("utf-8"))["tests"]
            return done, sum(test.get("score", 0) for test in tests)

        print(f"one right submission of {ASSIGNMENT} from cold, half a processor, {ROUNDS} rounds")
        print(f"{'':<20}{'points':>8}{'CPU s':>8}{'wall s':>8}{'PSS, MB':>9}{'cgroup, MB':>12}")
        ways: dict[str, Callable[[], tuple[Completed, float]]] = {
            "import tensorflow": by_import,
            "run_autograder": by_ours,
            "otter run": by_otter,
        }
        rounds = [{title: way() for title, way in ways.items()} for _ in range(ROUNDS)]
    for title in ways:
        came = [it[title] for it in rounds]
        ends = [done for done, _ in came]
        print(
            f"{title:<20}{came[0][1]:>8g}{_median(it.cpu_seconds for it in ends):>8.1f}"
            f"{_median(it.seconds for it in ends):>8.1f}"
            f"{_median(it.peak_pss for it in ends) / 1e6:>9.0f}"
            f"{_median(it.peak_memory for it in ends) / 1e6:>12.0f}"
        )


def _median(values: Any) -> float:
    return float(statistics.median(value or 0 for value in values))


def _hand_in(notebook: Notebook, path: Path) -> None:
    write_notebook(fill(notebook, {}, rest="reference"), path)


def _without_tests(notebook: Notebook) -> Notebook:
    cells = [
        raw
        for raw, cell in zip(notebook.document["cells"], notebook.cells, strict=True)
        if not cell.is_test
    ]
    kept = tuple(cell for cell in notebook.cells if not cell.is_test)
    return Notebook(notebook.path, kept, {**notebook.document, "cells": cells})


def _otter_image(found: Engine, context: Path) -> str:
    context.mkdir()
    shutil.copy(REPOSITORY / "requirements" / "instructor.txt", context)
    [wheel] = (REPOSITORY / "release" / ASSIGNMENT).glob("*.whl")
    shutil.copy(wheel, context)
    return found.build(context, _OTTER, "localhost/tracegrade-tests/otter").image


def _otter_zip(assignment: Assignment, folder: Path) -> Path:
    """What `otter generate` makes of the test cells, each of them a test that runs it as it is."""
    folder.mkdir()
    for cell in assignment.tests:
        text = _TEST.format(name=cell.grade_id, points=cell.points, source=cell.source)
        (folder / f"{cell.grade_id}.py").write_text(text, encoding="utf-8")
    target = folder.with_name("autograder.zip")
    subprocess.run(
        [
            *(Path(sys.executable).with_name("otter"), "generate", "-t", folder, "-o", target),
            *("--no-config", "--no-requirements", "--no-environment"),
        ],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    return target


if __name__ == "__main__":
    sys.exit(main())
