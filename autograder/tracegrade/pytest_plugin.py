"""`pytest source/` runs every test cell of source notebooks, an item each.

Against the reference solution, or with `--submission PATH` against a student's notebook. Other
runs of pytest pay nothing: what is heavy is imported when the first notebook is collected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tracegrade.notebooks import Cell, Notebook
    from tracegrade.runner import Outcome
    from tracegrade.submissions import Submission

OPTION = "--submission"
_SUBMITTED = pytest.StashKey["Notebook"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--submission`."""
    parser.getgroup("tracegrade").addoption(
        OPTION,
        metavar="PATH",
        type=Path,
        help="run the test cells of source notebooks against this notebook of a student",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Read the submission once, so that a wrong path ends the run at once."""
    path = config.getoption(OPTION)
    if path is None:
        return
    from tracegrade.errors import TracegradeError
    from tracegrade.notebooks import read_notebook

    try:
        config.stash[_SUBMITTED] = read_notebook(path)
    except TracegradeError as error:
        raise pytest.UsageError(f"{OPTION} {error}") from None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SourceNotebook | None:
    """Collect notebooks at `source/<assignment>/` that have nbgrader metadata."""
    is_source = file_path.suffix == ".ipynb" and file_path.parent.parent.name == "source"
    if not is_source or b'"nbgrader"' not in file_path.read_bytes():
        return None
    notebook: SourceNotebook = SourceNotebook.from_parent(parent, path=file_path)
    return notebook


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the notebooks that the submission does not belong to."""
    submitted = config.stash.get(_SUBMITTED, None)
    if submitted is None:
        return
    from tracegrade.errors import TracegradeError, Ungradable
    from tracegrade.submissions import shares_exercises

    tests = [item for item in items if isinstance(item, TestCell)]
    others = [it for it in tests if not shares_exercises(it.notebook.source, submitted)]
    if others and len(others) == len(tests):
        names = ", ".join(sorted({item.path.name for item in others}))
        error: TracegradeError = Ungradable(
            f"is a notebook of another assignment than {names}",
            "Name the folder of its own assignment in source/.",
            path=submitted.path,
        )
        raise pytest.UsageError(f"{OPTION} {error}")
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what was mended in the submission."""
    if config.stash.get(_SUBMITTED, None) is None:
        return
    reports = [it for found in terminalreporter.stats.values() for it in found]
    notes = [
        text
        for it in reports
        for name, text in getattr(it, "user_properties", [])
        if name == OPTION
    ]
    for note in dict.fromkeys(notes):
        terminalreporter.write_line(f"{config.getoption(OPTION)}: {note}")


class SourceNotebook(pytest.File):
    """A source notebook, which is run once for all of its test cells."""

    @cached_property
    def source(self) -> Notebook:
        """The notebook as the instructor wrote it."""
        from tracegrade.notebooks import read_notebook

        return read_notebook(self.path)

    @cached_property
    def submission(self) -> Submission:
        """What is run: the reference solution, or the answers of a student."""
        from tracegrade.submissions import Submission, rebuild

        submitted = self.config.stash.get(_SUBMITTED, None)
        if submitted is None:
            return Submission(self.source.cells)
        return rebuild(self.source, submitted)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How each code cell ended, in a fresh process."""
        from tracegrade.reference import run_beside

        return run_beside(self.submission.cells, self.path.parent)

    def collect(self) -> Iterator[TestCell]:
        """An item for each test cell."""
        from tracegrade.errors import TracegradeError

        try:
            cells = self.source.cells
        except TracegradeError as error:
            raise self.CollectError(str(error)) from None
        problems = _problems(cells)
        if problems:
            raise self.CollectError("\n".join(f"{self.path}: {problem}" for problem in problems))
        for cell in cells:
            if cell.is_test:
                yield TestCell.from_parent(self, name=str(cell.where))


class TestCell(pytest.Item):
    """A test cell of a source notebook."""

    __test__ = False

    @property
    def notebook(self) -> SourceNotebook:
        """The notebook that the cell stands in."""
        assert isinstance(self.parent, SourceNotebook)
        return self.parent

    def runtest(self) -> None:
        """Look up how the cell ended; the first one of a notebook runs it."""
        for note in self.notebook.submission.notes:
            self.user_properties.append((OPTION, note))
        outcome = next(it for it in self.notebook.outcomes if it.grade_id == self.name)
        if outcome.output:
            self.add_report_section("call", "stdout", outcome.output)
        if outcome.status != "passed":
            raise CellFailed(outcome, self._broken_before(outcome))

    def _broken_before(self, outcome: Outcome) -> tuple[Outcome, ...]:
        from tracegrade.outcomes import BROKEN

        tests = {cell.grade_id for cell in self.notebook.source.cells if cell.is_test}
        earlier = [it for it in self.notebook.outcomes if it.index < outcome.index]
        return tuple(it for it in earlier if it.status in BROKEN and it.grade_id not in tests)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the cell says, without a frame of ours."""
        if isinstance(excinfo.value, CellFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The notebook and the cell."""
        return self.path, None, f"{self.path.stem}: {self.name}"


class CellFailed(Exception):
    """A test cell that did not pass, and the cells before it that may be the reason."""

    def __init__(self, outcome: Outcome, broken_before: tuple[Outcome, ...]) -> None:
        super().__init__(outcome, broken_before)
        self.outcome = outcome
        self.broken_before = broken_before

    def __str__(self) -> str:
        from tracegrade.outcomes import cell_name

        lines = [f"{self.outcome.grade_id}: {self.outcome.status}", self.outcome.message]
        lines += [
            f"before it, {cell_name(it)}: {it.status}\n{it.message}" for it in self.broken_before
        ]
        return "\n".join(lines)


def _problems(cells: tuple[Cell, ...]) -> list[str]:
    """Cells that are doubled, and tests without a solution cell."""
    counts = Counter(cell.grade_id for cell in cells if cell.grade_id is not None)
    solutions = {cell.grade_id for cell in cells if cell.solution}
    problems = [
        f"cell {name} is there {count} times" for name, count in counts.items() if count > 1
    ]
    for cell in cells:
        if cell.is_test and cell.grade_id is None:
            problems.append(f"test cell number {cell.index + 1} has no grade_id")
        elif cell.is_test and cell.exercise not in solutions:
            problems.append(f"solution cell {cell.exercise} of test {cell.grade_id} is missing")
    return problems
