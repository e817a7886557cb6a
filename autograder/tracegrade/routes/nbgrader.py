"""nbgrader's own `generate_assignment`, beside a course whose gradebook it does not touch."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tracegrade.errors import Ungradable
from tracegrade.routes.tools import last_error, run_tool

CONFIG = "nbgrader_config.py"


def generate(course: Path, name: str, into: Path) -> Path:
    """Run `nbgrader generate_assignment` and return the folder that it made, below `into`.

    The course's nbgrader_config.py applies, that of the user does not. Raises `Misuse` where
    nbgrader is not installed, `Ungradable` if it refuses the assignment.
    """
    release = into / "release"
    with tempfile.TemporaryDirectory() as scratch:
        arguments = [
            *("generate_assignment", name),
            f"--CourseDirectory.root={course.resolve()}",
            f"--CourseDirectory.db_url=sqlite:///{scratch}/gradebook.db",
            f"--CourseDirectory.release_directory={release.resolve()}",
            f"--NbGrader.logfile={scratch}/nbgrader.log",
        ]
        run = run_tool("nbgrader", arguments, cwd=course, scratch=Path(scratch))
    folder = release / name
    if run.returncode != 0 or not any(folder.glob("*.ipynb")):
        reason = last_error(run.stderr)
        raise Ungradable(f"nbgrader generate_assignment failed: {reason}", path=course / CONFIG)
    return folder
