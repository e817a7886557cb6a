"""`run.json`: with what a run was made, what it counted, how long it took."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from importlib import metadata
from typing import Any, get_args

from tracegrade import __version__
from tracegrade.results.records import Cause, SubmissionResult, Trust, tidy
from tracegrade.results.text import clean
from tracegrade.results.wording import NOTES

_CAUSES = tuple(cause for cause in get_args(Cause) if cause != "withheld")
_PACKAGES = ("tensorflow", "tensorflow-cpu", "keras", "numpy", "ipython", "jsonschema")


def installed_versions() -> dict[str, str]:
    """The versions of Python, of tracegrade, and of what grading leans on; imports none of it."""
    versions = {"python": platform.python_version(), "tracegrade": __version__}
    for name in _PACKAGES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return versions


@dataclass(frozen=True)
class Run:
    """A run over the submissions of one assignment.

    `isolation` is the level that was reached, `started` a time with its zone, `seconds` the wall
    time of the run.
    """

    assignment: str
    isolation: str
    jobs: int
    started: datetime
    seconds: float
    versions: Mapping[str, str] = field(default_factory=installed_versions)


def run_json(run: Run, results: Iterable[SubmissionResult], folders: Mapping[str, str]) -> str:
    """The text of `run.json`; `folders` names the folder of each student_id.

    Two runs over the same submissions with the same versions differ in `times` alone, and in how
    many processes had to be forked again.
    """
    rows = sorted(results, key=lambda result: result.student_id)
    document = {
        "assignment": run.assignment,
        "versions": dict(run.versions),
        "isolation": run.isolation,
        "counts": _counts(rows),
        "submissions": [_submission(row, folders[row.student_id]) for row in rows],
        "times": {
            "started": run.started.astimezone(timezone.utc).isoformat(timespec="seconds"),
            "seconds": round(run.seconds, 2),
            "jobs": run.jobs,
            "submissions": {folders[row.student_id]: round(row.seconds, 2) for row in rows},
        },
    }
    # With ASCII alone, ids that are no proper Unicode come through unharmed.
    return json.dumps(document, indent=1, allow_nan=False) + "\n"


def _counts(rows: Sequence[SubmissionResult]) -> dict[str, Any]:
    tests = [test for row in rows for test in row.tests]
    causes, trusts = Counter(it.cause for it in tests), Counter(it.trust for it in tests)
    return {
        "submissions": len(rows),
        "finished": sum(row.finished for row in rows),
        "graded": sum(row.is_graded for row in rows),
        "hung forks": sum(row.hung_forks for row in rows),
        "tests": len(tests),
        "tests by cause": {cause: causes[cause] for cause in _CAUSES},
        "tests by trust": {trust: trusts[trust] for trust in get_args(Trust)},
    }


def _submission(row: SubmissionResult, folder: str) -> dict[str, Any]:
    return {
        "student_id": row.student_id,
        "folder": folder,
        "score": tidy(row.score),
        "max_score": tidy(row.max_score),
        "isolation": row.isolation,
        "finished": row.finished,
        "graded": row.is_graded,
        "notes": [clean(note) for note in row.notes[:NOTES]],
        "flags": [asdict(flag) for flag in row.flags],
    }
