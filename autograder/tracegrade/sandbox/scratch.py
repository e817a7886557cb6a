"""The one folder that a confined process may write to."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def settle(folder: Path) -> None:
    """Work in the folder, and be at home there: temporary files, settings and caches go to it."""
    os.chdir(folder)
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(folder)
    os.environ["LOGNAME"] = "student"  # the list of users is not to be read
    tempfile.tempdir = None  # found out anew when it is needed
