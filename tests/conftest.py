"""Graders that the tests of a session share: each takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.grading import CELLS, Desk, desk


@pytest.fixture(scope="session")
def warm_up() -> Iterator[Desk]:
    """A grader of two small exercises, which ends a hang after two seconds."""
    with desk(*CELLS) as one:
        yield one
