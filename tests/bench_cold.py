"""`make bench`: one submission from cold, in Gradescope's container with half a processor.

TensorFlow's import alone, our `run_autograder`, and `otter run` with our plugin and without it.
"""

from __future__ import annotations

import functools
import json
import shutil
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracegrade.assignments import load_assignment
from tracegrade.notebooks import write_notebook
from tracegrade.routes.otter.package import Packaged
from tracegrade.submissions import fill

from tests.containers import GRADESCOPE, Completed, Engine, Mount, NoEngine, engine
from tests.gradescope import LIMITS, build_image, grade
from tests.otter import hand_in_filled, packaged
from tests.stock import REPOSITORY

ASSIGNMENT = "custom_components"
ROUNDS = 3
# What `otter grade` and Gradescope make of Otter's zip.
_OTTER = f"""FROM {GRADESCOPE}
COPY source /autograder/source
RUN bash /autograder/source/setup.sh
ENV TF_CPP_MIN_LOG_LEVEL=3 TF_ENABLE_ONEDNN_OPTS=0
"""
# Stock Otter is ended in 768 MB.
_OTTER_LIMITS = {**LIMITS, "memory": "2g"}


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
    right = fill(source, {}, rest="reference")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for it in ("ours", "sealed", "stock", "otter"):
            (folder / it).mkdir()
        ours = build_image(found, assignment, folder / "ours")
        sealed = packaged(folder / "sealed", assignment)
        stock = packaged(folder / "stock", assignment, sealed=False)
        otters = _otter_image(found, sealed, folder / "otter")

        def by_import() -> tuple[Completed, float]:
            python = "/opt/tracegrade/bin/python"
            return found.run(ours, [python, "-c", "import tensorflow"], [], **LIMITS), 0.0

        def by_ours() -> tuple[Completed, float]:
            place = Path(tempfile.mkdtemp(dir=folder))
            hand_in = functools.partial(write_notebook, right)
            came = grade(found, ours, place, hand_in, **LIMITS)
            return came.done, came.results["score"]

        def by_otter(package: Packaged) -> tuple[Completed, float]:
            place = Path(tempfile.mkdtemp(dir=folder))
            hand_in_filled(package.student, right, place / "homework.ipynb")
            shutil.copy(package.autograder, place / "autograder.zip")
            otter = "/opt/tracegrade/bin/otter run --no-logo -a autograder.zip homework.ipynb"
            done = found.run(
                otters,
                ["sh", "-c", f"cd /given && exec {otter}"],
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
            "otter run, sealed": lambda: by_otter(sealed),
            "otter run, stock": lambda: by_otter(stock),
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


def _otter_image(found: Engine, package: Packaged, context: Path) -> str:
    with zipfile.ZipFile(package.autograder) as members:
        members.extractall(context / "source")
    return found.build(context, _OTTER, "localhost/tracegrade-tests/otter").image


if __name__ == "__main__":
    sys.exit(main())
