"""Grades the one submission that Gradescope puts into a container.

What is printed is for the staff: `stdout_visibility` hides it from students.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import traceback
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tracegrade.errors import TracegradeError
from tracegrade.policy import DEFAULT, Policy, load_policy
from tracegrade.results.folder import RESULTS, write_atomically
from tracegrade.results.gradescope import results_json
from tracegrade.results.records import nothing_run
from tracegrade.routes.bundle import bundled_assignment
from tracegrade.routes.single import STOPPED, for_staff, grade_folder

_PLACES = ("/tmp", "/var/tmp", "/dev/shm")


@dataclass(frozen=True)
class Container:
    """The folders that Gradescope lays out."""

    root: Path

    @property
    def source(self) -> Path:
        """What the zip held."""
        return self.root / "source"

    @property
    def submission(self) -> Path:
        """What the student handed in."""
        return self.root / "submission"

    @property
    def results(self) -> Path:
        """The file that Gradescope reads."""
        return self.root / "results" / RESULTS

    def metadata(self) -> dict[str, Any]:
        """What Gradescope tells of the submission; empty if it tells nothing that can be read."""
        try:
            found = json.loads((self.root / "submission_metadata.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def main(root: Path) -> int:
    """Grade, and write the results; returns 0, since a result that says why is one."""
    container = Container(root)
    for folder in (container.source, container.submission, container.results.parent):
        # For this user alone; where nothing can be changed, it is as setup.sh left it.
        with contextlib.suppress(OSError):
            folder.chmod(0o700)
    tempfile.tempdir = _scratch(container)
    assignment = bundled_assignment(container.source)
    policy = DEFAULT
    try:
        policy = load_policy(assignment.folder)
        result, about = grade_folder(assignment, container.submission)
        print(about)
    except Exception as error:
        if isinstance(error, TracegradeError):
            print(f"Not graded: {error}")
        else:
            traceback.print_exc(file=sys.stdout)
        result = nothing_run("submission", assignment, STOPPED, finished=False)
    percent = late_percent(container.metadata(), policy)
    write_atomically(container.results, results_json(result, policy, percent))
    print(for_staff(result, percent))
    return 0


def late_percent(metadata: dict[str, Any], policy: Policy) -> float:
    """What lateness costs, by what Gradescope tells of the submission and of its due date."""
    users = metadata.get("users")
    members = [it for it in users if isinstance(it, dict)] if isinstance(users, list) else []
    own = [_time(member.get("assignment"), "due_date") for member in members]
    # Of a group the one with the latest due date counts.
    due = max(filter(None, own), default=None) or _time(metadata.get("assignment"), "due_date")
    handed_in = _time(metadata, "created_at")
    if handed_in is None:
        print("When it was handed in cannot be read: nothing is taken off for lateness.")
    return policy.late.percent(due, handed_in) if due and handed_in else 0.0


def _time(holder: Any, name: str) -> datetime | None:
    value = holder.get(name) if isinstance(holder, dict) else None
    try:
        time = datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None
    except (AttributeError, ValueError):
        return None
    return time if time is None or time.tzinfo else None


def _scratch(container: Container) -> str:
    """A folder for temporary files that exists and can be written to."""
    for place in (os.environ.get("TMPDIR", ""), *_PLACES):
        if place and os.access(place, os.W_OK | os.X_OK):
            return place
    return str(container.results.parent)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
