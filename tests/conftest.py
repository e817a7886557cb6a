"""Graders and containers that the tests of a session share: each takes seconds to start."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest
from tracegrade.assignments import Assignment
from tracegrade.routes.otter.package import Packaged

from tests import containers, courses, otter
from tests.containers import Engine, NoEngine
from tests.grading import CELLS, Desk, desk


@pytest.fixture(scope="session")
def warm_up() -> Iterator[Desk]:
    """A grader of two small exercises, which ends a hang after two seconds."""
    with desk(*CELLS) as one:
        yield one


@pytest.hookimpl(trylast=True)  # after those are gone that are not run
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what takes minutes begin first: containers on one of two workers, the rest on the other.

    Each worker begins with its half of the list.
    """
    containers = [it for it in items if "engine" in getattr(it, "fixturenames", ())]
    long = [it for it in items if it.get_closest_marker("long") and it not in containers]
    first = {*containers, *long}
    others = [it for it in items if it not in first]
    middle = max(0, len(items) // 2 - len(containers))
    items[:] = [*containers, *others[:middle], *long, *others[middle:]]


@pytest.fixture(scope="session")
def otter_assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    """Two exercises and a written answer."""
    return courses.assignment(tmp_path_factory.mktemp("otter"), *otter.CELLS)


@pytest.fixture(scope="session")
def otter_sealed(
    otter_assignment: Assignment, tmp_path_factory: pytest.TempPathFactory
) -> Packaged:
    """What `package --for otter` makes of them."""
    return otter.packaged(tmp_path_factory.mktemp("sealed"), otter_assignment)


@pytest.fixture(scope="session")
def otter_stock(otter_assignment: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Packaged:
    """The same without our plugin."""
    return otter.packaged(tmp_path_factory.mktemp("stock"), otter_assignment, sealed=False)


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
