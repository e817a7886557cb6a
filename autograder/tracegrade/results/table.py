"""`grades.csv`: a row for each student, a column for each test."""

from __future__ import annotations

from collections.abc import Iterable

from tracegrade.results.records import SubmissionResult, tidy
from tracegrade.results.text import label

COLUMNS = ("student_id", "score", "max_score")
# With these a spreadsheet begins a formula; it reads their wide forms as the same.
_FORMULA = tuple("=+-@|%＝＋－＠｜％\t\r\n")


def grades_csv(results: Iterable[SubmissionResult]) -> str:
    """The table as CSV, ordered by student_id.

    A test that a student lacks leaves its cell empty, and so do all scores of a submission that
    could not be graded: nothing is not zero.

    Names that a spreadsheet could take for a formula get an apostrophe in front, as spreadsheets
    spell "this is text"; one that begins with an apostrophe gets a second one, so that `plain_name`
    can tell. What does not print in a name is spelt as Python does.
    """
    rows = sorted(results, key=lambda result: result.student_id)
    tests = list(dict.fromkeys(test.grade_id for row in rows for test in row.tests))
    lines = [[*COLUMNS, *map(safe_name, tests)]]
    for row in rows:
        graded = row.tests if row.is_graded else ()
        scores = {test.grade_id: _number(test.score) for test in graded}
        cells = (scores.get(test, "") for test in tests)
        lines.append([safe_name(row.student_id), *_sums(row), *cells])
    return "".join(",".join(map(_cell, line)) + "\n" for line in lines)


def _cell(text: str) -> str:
    # Where numbers have decimal commas, spreadsheets divide a line at its semicolons; they keep
    # together what is quoted and stands first, as the student_id does.
    return '"{}"'.format(text.replace('"', '""')) if set(text) & set(',;"') else text


def _sums(row: SubmissionResult) -> tuple[str, str]:
    return _number(row.score) if row.is_graded else "", _number(row.max_score)


def safe_name(name: str) -> str:
    """A name as a cell that no spreadsheet runs; `plain_name` undoes it for names that print."""
    shown = label(name)
    return f"'{shown}" if shown.lstrip().startswith((*_FORMULA, "'")) else shown


def plain_name(cell: str) -> str:
    """The name in a cell that `safe_name` made."""
    return cell.removeprefix("'")


def _number(value: float) -> str:
    return f"{tidy(value):.12g}"
