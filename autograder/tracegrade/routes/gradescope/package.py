"""The zip that Gradescope takes as the autograder of a programming assignment."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tracegrade.assignments import Assignment
from tracegrade.policy import load_policy
from tracegrade.release import require_rules
from tracegrade.results.folder import write_atomically
from tracegrade.routes.bundle import SETUP, contents, zipped

LOCK = "grader.txt"
_RUN = "run_autograder"


def package(assignment: Assignment, target: Path) -> Path:
    """Write the zip; the same source gives the same bytes.

    Raises `BrokenRules` for a source that breaks rules, `Ungradable` for a feedback policy that
    means nothing, `Misuse` without a checkout to build the wheel from, `TracegradeError` if the zip
    cannot be written.
    """
    require_rules(assignment)
    load_policy(assignment.folder).flags.require_known(assignment)
    members = contents(assignment, LOCK)
    members[_RUN] = files("tracegrade.routes.gradescope").joinpath(_RUN).read_bytes()
    write_atomically(target, zipped(members, programs=(SETUP, _RUN)))
    return target
