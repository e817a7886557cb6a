"""Gradescope's container: its image made of our zip as Gradescope makes it, and runs in it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracegrade.assignments import Assignment
from tracegrade.results.gradescope import validate
from tracegrade.routes.gradescope.package import package

from tests.containers import GRADESCOPE, Completed, Engine, Mount

# What Gradescope gives a submission unless it is asked for more.
LIMITS: dict[str, Any] = {"memory": "768m", "cpus": 0.5, "pids": 256}
_CONTAINERFILE = f"""FROM {GRADESCOPE}
COPY source /autograder/source
RUN cp /autograder/source/run_autograder /autograder/run_autograder \\
    && chmod +x /autograder/run_autograder \\
    && mkdir -p /autograder/submission /autograder/results \\
    && bash /autograder/source/setup.sh
CMD ["/autograder/run_autograder"]
"""
_METADATA = {
    "created_at": "2026-11-22T14:22:32.365935-08:00",
    "assignment": {"due_date": "2026-11-24T23:59:00-08:00"},
    "users": [{"email": "ada@example.org"}],
}


@dataclass(frozen=True)
class Graded:
    """What came out of a container: how it ended, with what it printed, and the results."""

    done: Completed
    results: dict[str, Any]

    @property
    def causes(self) -> dict[str, str]:
        """By entry of the results."""
        return {it["name"]: it["extra_data"]["cause"] for it in self.results["tests"]}


def build_image(engine: Engine, assignment: Assignment, folder: Path) -> str:
    """The image of an assignment, its context in a folder that is empty."""
    with zipfile.ZipFile(package(assignment, folder / "autograder.zip")) as members:
        members.extractall(folder / "source")
    tag = f"localhost/tracegrade-tests/{assignment.name}"
    return engine.build(folder, _CONTAINERFILE, tag).image


def grade(
    engine: Engine, image: str, folder: Path, hand_in: Callable[[Path], None], **limits: Any
) -> Graded:
    """Grade what `hand_in` writes as a notebook, in a folder that is empty."""
    submission, results = folder / "submission", folder / "results"
    for it in (submission, results):
        it.mkdir()
    hand_in(submission / "homework (2).ipynb")
    metadata = folder / "submission_metadata.json"
    metadata.write_text(json.dumps(_METADATA), encoding="utf-8")
    mounts = [
        Mount(submission, "/autograder/submission", writable=True),
        Mount(results, "/autograder/results", writable=True),
        Mount(metadata, "/autograder/submission_metadata.json"),
    ]
    done = engine.run(image, [], mounts, **limits)
    document = json.loads((results / "results.json").read_text("utf-8"))
    validate(document)
    return Graded(done, document)
