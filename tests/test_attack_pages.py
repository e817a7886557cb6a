"""What the arena finds on pages: all that is active, and nothing on the pages that are written."""

from __future__ import annotations

import pytest
from tracegrade.results.feedback import feedback_html
from tracegrade.results.table import grades_csv

from tests.attacks.pages import active_content, formulas
from tests.verdicts import failed, passed, submission

NAMES = ("=1+1", " =1", "\N{FULLWIDTH EQUALS SIGN}1", "x;=1", 'x",=1,"', "-1", "\t@x")


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>",
        "<svg/onload=x>",
        "<b onmouseover=x>",
        "<a href=javascript:x>",
        "<p style=position:fixed>",
        "<meta http-equiv=Refresh content=0>",
        "<style></style><style></style>",
        "\x1b[2J",
        "\u202e",
        "\u200b",
        "&#8238;",
    ],
)
def test_what_is_active_is_found(markup: str) -> None:
    assert active_content(f"<p>{markup}</p>")


def test_a_page_of_feedback_has_nothing_active() -> None:
    assert active_content(feedback_html(submission(passed(), failed(student_text="<b> & x")))) == []


@pytest.mark.parametrize("name", NAMES)
def test_formulas_are_found_in_a_table_and_in_none_that_is_written(name: str) -> None:
    assert formulas(f"ada,1\n{name},1\n", [name])
    assert formulas(grades_csv([submission(passed(), student_id=name)]), [name.strip()]) == []
