"""Regions of a cell that students do not get: what stands between two marker lines.

Markers match as nbgrader's do: as a substring of a line.
"""

from __future__ import annotations

from dataclasses import dataclass

CODE_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
TEXT_STUB = "YOUR ANSWER HERE"
"""What nbgrader puts in place of a solution, unless it is told otherwise."""
QUIZ_STUB = "# YOUR CODE HERE"
"""Below `name = None`, outside of any function: Run All goes on behind it."""


@dataclass(frozen=True)
class Region:
    """A kind of region, by the words of its marker lines."""

    begin: str
    end: str

    @property
    def markers(self) -> tuple[str, str]:
        """The words of both marker lines."""
        return self.begin, self.end


SOLUTION = Region("BEGIN SOLUTION", "END SOLUTION")
HIDDEN_TESTS = Region("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
MARK_SCHEME = Region("BEGIN MARK SCHEME", "END MARK SCHEME")
REGIONS = (SOLUTION, HIDDEN_TESTS, MARK_SCHEME)
MARKERS = tuple(marker for region in REGIONS for marker in region.markers)


def outside(source: str, region: Region) -> str:
    """The source without the regions of a kind and their marker lines."""
    return "\n".join(line for line, inside in _lines(source, region) if not inside)


def inside(source: str, region: Region) -> str:
    """The lines of all regions of a kind, without the marker lines."""
    return "\n".join(
        line
        for line, is_inside in _lines(source, region)
        if is_inside and not any(marker in line for marker in region.markers)
    )


def without_regions(source: str) -> str:
    """The source without any region: what a student may read of it."""
    for region in REGIONS:
        source = outside(source, region)
    return source


def unmarked(source: str) -> str:
    """The source with its regions, without their marker lines."""
    lines = source.split("\n")
    return "\n".join(line for line in lines if not any(marker in line for marker in MARKERS))


def stubbed(source: str, stub: str = CODE_STUB) -> str:
    """The source with a stub in place of each solution region; of all of it, if it has none."""
    if SOLUTION.begin not in source:
        return stub
    stubbed_lines: list[str] = []
    for line, is_inside in _lines(source, SOLUTION):
        if not is_inside:
            stubbed_lines.append(line)
        elif SOLUTION.begin in line:
            indent = line[: len(line) - len(line.lstrip())]
            stubbed_lines += [indent + stub_line for stub_line in stub.split("\n")]
    return "\n".join(stubbed_lines)


def _lines(source: str, region: Region) -> list[tuple[str, bool]]:
    """Each line, and whether it belongs to a region, marker lines included."""
    marked = []
    is_inside = False
    for line in source.split("\n"):
        if region.begin in line:
            is_inside = True
        marked.append((line, is_inside or region.end in line))
        if region.end in line:
            is_inside = False
    return marked
