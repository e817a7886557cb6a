"""`python -m tracegrade` is the command `tracegrade`."""

import sys

from tracegrade.cli import main

if __name__ == "__main__":
    sys.exit(main())
