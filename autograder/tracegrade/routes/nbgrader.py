"""nbgrader's own `generate_assignment`, beside a course whose gradebook it does not touch."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tracegrade.errors import Misuse, Ungradable

CONFIG = "nbgrader_config.py"


def generate(course: Path, name: str, into: Path) -> Path:
    """Run `nbgrader generate_assignment` and return the folder that it made, below `into`.

    The course's nbgrader_config.py applies, that of the user does not. Raises `Misuse` where
    nbgrader is not installed, `Ungradable` if it refuses the assignment.
    """
    if importlib.util.find_spec("nbgrader") is None:
        raise Misuse("releasing needs nbgrader", 'Run `pip install "tracegrade[instructor]"`.')
    release = into / "release"
    with tempfile.TemporaryDirectory() as scratch:
        command = [
            *(sys.executable, "-P", "-m", "nbgrader", "generate_assignment", name),
            f"--CourseDirectory.root={course.resolve()}",
            f"--CourseDirectory.db_url=sqlite:///{scratch}/gradebook.db",
            f"--CourseDirectory.release_directory={release.resolve()}",
            f"--NbGrader.logfile={scratch}/nbgrader.log",
        ]
        run = subprocess.run(
            command,
            cwd=course,
            env=_environment(Path(scratch)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    folder = release / name
    if run.returncode != 0 or not any(folder.glob("*.ipynb")):
        reason = _last_error(run.stderr)
        raise Ungradable(f"nbgrader generate_assignment failed: {reason}", path=course / CONFIG)
    return folder


def _environment(scratch: Path) -> dict[str, str]:
    """The environment, without the user's Jupyter settings, and with nbgrader's helpers in PATH."""
    programs = Path(sys.executable).parent
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(scratch),
        "JUPYTER_DATA_DIR": str(scratch),
        "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)]),
    }


def _last_error(log: str) -> str:
    """The line of nbgrader's log, or of its traceback, that tells most."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    raised = [line for line in lines if line.partition(":")[0].endswith(("Error", "Exception"))]
    return (raised or lines or ["it made no notebook"])[-1]
