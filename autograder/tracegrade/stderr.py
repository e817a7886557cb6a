"""Standard error, to which Python writes by `sys.stderr` and C++ code by the descriptor."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from typing import IO

# What TensorFlow must find in the environment to stay silent, and off the graphics card.
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": "-1"}


@contextlib.contextmanager
def redirected(target: int) -> Iterator[IO[str]]:
    """Descriptor 2 writes to the target meanwhile; yields a text stream over it.

    The stream is not closed: whoever kept it goes on writing to descriptor 2.
    """
    try:
        saved = os.dup(2)
    except OSError:  # a process without stderr has nothing to redirect
        yield io.StringIO()
        return
    try:
        os.dup2(target, 2)
        yield os.fdopen(2, "w", 1, encoding="utf-8", errors="replace", closefd=False)
    finally:
        os.dup2(saved, 2)
        os.close(saved)
