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


_said: dict[str, dict[str, str]] = {}
"""What the checks of each subject said in this live notebook, by its name and their places."""
_MARKS = {"passed": "\N{CHECK MARK}", "failed": "\N{BALLOT X}", "not written": "\N{WHITE SQUARE}"}


def note(name: str, place: str, status: str) -> None:
    """Keep what a check said, for `summary`."""
    _said.setdefault(name, {})[place] = status


def live() -> bool:
    """Whether this is a student's live notebook, and no grader runs it: a place for plots."""
    return in_students_notebook(sys._getframe(1))


def summary(*names: str) -> None:
    """In a live notebook, show what the visible tests of each of these said when they ran last.

    `names` are those that the student defines: `summary("huber_fn", "HuberLoss")`.
    """
    if not in_students_notebook(sys._getframe(1)):
        return
    width = max(map(len, names))
    passed = 0
    for name in names:
        said = list(_said.get(name, {}).values())
        if not said:
            mark, text = "?", "its test cells have not run yet"
        elif "failed" in said:
            mark, text = _MARKS["failed"], f"{said.count('failed')} of {len(said)} checks failed"
        elif "not written" in said:
            mark, text = _MARKS["not written"], "not written yet"
        else:
            mark, text = _MARKS["passed"], f"all {len(said)} visible checks passed"
            passed += 1
        print(f"{mark} {name:<{width}}  {text}")
    print(f"\n{passed} of {len(names)} pass their visible tests. Hidden tests use other inputs.")
    if not all(name in _said for name in names):
        print("Run All stops at a test that fails; `tracegrade check` in a terminal runs them all.")


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
