"""Graders and containers that the tests of a session share: each takes seconds to start."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from tests import containers
from tests.containers import Engine, NoEngine
from tests.grading import CELLS, Desk, desk


@pytest.fixture(scope="session")
def warm_up() -> Iterator[Desk]:
    """A grader of two small exercises, which ends a hang after two seconds."""
    with desk(*CELLS) as one:
        yield one


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests in containers first: their images take minutes, beside which the others run."""
    items.sort(key=lambda item: "engine" not in getattr(item, "fixturenames", ()))


class StandIn(UserWarning):
    """Says in the summary of the tests what ran the containers, and what they stand in for."""


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """What runs containers here; tests that need one are skipped where nothing does."""
    try:
        with containers.engine() as found:
            warnings.warn(StandIn(found.about), stacklevel=1)
            yield found
    except NoEngine as why:
        pytest.skip(str(why))
