"""Regions are cut as nbgrader cuts them."""

from tracegrade.regions import (
    HIDDEN_TESTS,
    SOLUTION,
    inside,
    outside,
    stubbed,
    unmarked,
    without_regions,
)

SOLVED = "def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION\nf()"
TESTED = "f()\n### BEGIN HIDDEN TESTS\ng()\n### END HIDDEN TESTS\nh()"


def test_outside_leaves_regions_of_one_kind_out() -> None:
    assert outside(TESTED, HIDDEN_TESTS) == "f()\nh()"
    assert outside(TESTED, SOLUTION) == TESTED


def test_inside_has_no_marker_lines() -> None:
    assert inside(TESTED, HIDDEN_TESTS) == "g()"


def test_a_region_that_never_ends_hides_the_rest() -> None:
    assert without_regions("f()\n### BEGIN HIDDEN TESTS\ng()") == "f()"


def test_a_stub_takes_the_place_and_the_indentation_of_a_solution() -> None:
    expected = "def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()\nf()"
    assert stubbed(SOLVED) == expected


def test_a_stub_takes_the_place_of_a_cell_without_regions() -> None:
    assert stubbed("x = 1", "nothing") == "nothing"


def test_unmarked_keeps_the_solution() -> None:
    assert unmarked(SOLVED) == "def f():\n    return 1\nf()"
