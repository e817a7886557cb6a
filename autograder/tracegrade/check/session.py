"""How a check behaves where it runs: quiet for graders, encouraging in a student's notebook."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator
from types import FrameType
from typing import IO, Any

from tracegrade.stderr import redirected

REPLAY_LIMIT = 4000
# How TensorFlow's C++ code logs: "I0000 00:00:1700000000.000000  1234 file.cc:1] …", and
# "[[{{node …}}]]" on a line of its own below an error.
_LOG_LINE = re.compile(r"[IWEF]\d{4} |WARNING: All log messages before absl|\s+\[\[\{\{node ")


def in_students_notebook(frame: FrameType) -> bool:
    """Whether a cell of a live notebook calls, and no grader runs it.

    nbgrader sets NBGRADER_EXECUTION where it runs notebooks; Otter calls from a function, not from
    a cell.
    """
    if "NBGRADER_EXECUTION" in os.environ or frame.f_code.co_name != "<module>":
        return False
    shell = _shell()
    return shell is not None and hasattr(shell, "kernel") and frame.f_globals is shell.user_ns


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


@contextlib.contextmanager
def quiet() -> Iterator[IO[str]]:
    """Keep warnings and everything on stderr away from the cell, whose score it would cost.

    Stock nbgrader takes any output on stderr for a failure. TensorFlow's C++ code writes to the
    descriptor, Python to `sys.stderr`: both end in the file that is yielded. The handlers of
    Python's loggers hold an earlier `sys.stderr`, so that logging is off.
    """
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as captured,
        warnings.catch_warnings(),
        _without_logging(),
        redirected(captured.fileno()) as stream,
        contextlib.redirect_stderr(stream),
    ):
        warnings.simplefilter("ignore")
        yield captured


@contextlib.contextmanager
def _without_logging() -> Iterator[None]:
    disabled = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(disabled)


def replay(captured: IO[str]) -> None:
    """Show on stdout what a check kept from stderr: `tf.print` writes there."""
    captured.flush()
    captured.seek(0)
    lines = captured.read(REPLAY_LIMIT).splitlines()
    own = [line for line in lines if not _LOG_LINE.match(line)]
    if any(own):
        print("\n".join(own))
