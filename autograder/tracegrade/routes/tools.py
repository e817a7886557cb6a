"""Running nbgrader and Otter, undisturbed by the settings of whoever runs them."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tracegrade.errors import Misuse

# TensorFlow greets on standard error, and graders take that for a failure.
_QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}


def run_tool(
    module: str, arguments: list[str], *, cwd: Path, scratch: Path
) -> subprocess.CompletedProcess[str]:
    """Run a tool that is a Python module, with its helpers in PATH; `scratch` holds its settings.

    Raises `Misuse` where it is not installed.
    """
    if importlib.util.find_spec(module) is None:
        raise Misuse(f"this needs {module}", 'Run `pip install "tracegrade[instructor]"`.')
    programs = Path(sys.executable).parent
    return subprocess.run(
        [sys.executable, "-P", "-m", module, *arguments],
        cwd=cwd,
        env={
            **os.environ,
            **_QUIET,
            "JUPYTER_CONFIG_DIR": str(scratch),
            "JUPYTER_DATA_DIR": str(scratch),
            "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)]),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


def last_error(log: str) -> str:
    """The line of a tool's log, or of its traceback, that tells most."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    raised = [line for line in lines if line.partition(":")[0].endswith(("Error", "Exception"))]
    return (raised or lines or ["it says nothing"])[-1]
