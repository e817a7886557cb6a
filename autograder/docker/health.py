"""The health check: says how well code of students is confined here, and is 0 if that is enough.

It confines a process of its own as grading does, which finds out whether kernel and container allow
it and whether there is room in /tmp. TensorFlow is not started: it would take the memory of the run
that is under way.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tracegrade.errors import TracegradeError
from tracegrade.sandbox import Level, Policy, apply


def main() -> int:
    """Confine a child, and return its exit status."""
    try:
        with TemporaryDirectory() as folder:
            child = os.fork()
            if child == 0:
                _confine(Path(folder))
            _, status = os.waitpid(child, 0)
    except OSError as error:
        print(error)
        return 1
    return os.waitstatus_to_exitcode(status)


def _confine(folder: Path) -> None:
    status = 1
    try:
        print(apply(Policy(folder, descriptors=(1, 2), minimum=Level.PORTABLE)), flush=True)
        status = 0
    except (OSError, TracegradeError) as error:
        print(error, flush=True)
    finally:
        os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
