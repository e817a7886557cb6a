"""feedback.html: readable by its student, and harmless whatever a student wrote."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from tracegrade.report import Report
from tracegrade.results import records
from tracegrade.results.feedback import feedback_html

from tests.verdicts import failed, failed_visibly, not_run, not_written, passed, submission

VOID = {"meta"}


@dataclass
class Page(HTMLParser):
    """A page: its elements with their attributes, its headings, and the text in its body."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.path.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in dict.fromkeys(self.path):
            self.texts[tag][-1] += data

    def all(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for text in self.texts.get(tag, [])]

    @property
    def body(self) -> str:
        return self.all("body")[0]


def page(*tests: Any, **changes: Any) -> Page:
    read = Page()
    read.feed(feedback_html(submission(*tests, **changes)))
    read.close()
    assert read.path == []
    return read


HOSTILE = (
    "</dd></style><script>alert('1')</script><img src=x onerror=\"a\"> \x1b[31m\u202e&amp; $x$"
)
EVERYTHING = (
    passed(),
    failed_visibly("double--sum"),
    failed(),
    failed("double--both", cause="timed out", trust="observed", student_text="It ran for 9 s."),
    failed("double--open", trust="open", hidden=False, visible_passed=False),
    not_written(),
    not_run("quadruple--values"),
    not_run("quadruple--graph"),
)


def test_a_page_names_assignment_student_and_points() -> None:
    read = page(passed(points=1.5), failed(points=3.0))
    assert read.all("h1") == ["warm_up"]
    assert read.all("title") == ["warm_up: feedback for ada"]
    assert "Feedback for ada 1.5 of 4.5 points" in read.body


def test_each_exercise_has_a_section_and_a_row() -> None:
    read = page(passed(), failed("double--graph"), passed("triple--values", points=1))
    assert read.all("h2") == ["double 2 of 4 points", "triple 1 of 1 point"]
    assert read.all("tr")[1:] == ["double1 of 22 of 4", "triple1 of 11 of 1"]


def test_a_visible_failure_is_told_in_full() -> None:
    read = page(failed_visibly())
    assert read.all("dt") == ["Tested", "Inputs", "Expected", "Got", "Usual cause"]
    assert read.all("dd")[1:4] == ["shape [2]: [1, 2]", "shape [2]: [2, 4]", "shape [2]: [1, 2]"]
    assert read.all("h4") == ["Visible part"]


def test_of_a_hidden_failure_property_and_cause_are_told() -> None:
    read = page(failed())
    assert read.all("h4") == ["Visible part: passed", "Hidden part: not passed"]
    assert read.all("dt") == ["Tested", "Usual cause"]
    assert read.all("dd") == ["double: one graph for every length", "Sizes are None in x.shape."]


def test_a_test_that_is_hidden_altogether_says_so() -> None:
    assert page(failed(visible_passed=None)).all("h4") == ["Hidden test"]


def test_staff_text_is_not_on_it() -> None:
    assert "0.3125" not in feedback_html(submission(failed(staff_text="0.3125")))


def test_the_labels_are_those_of_reports() -> None:
    report = Report("its values", "1", "two\nlines", "tested    as written", "A cause.\nMore.")
    read = page(failed_visibly(visible_text=str(report)))
    assert read.texts["dd"] == [
        "its values",
        "1",
        "two\nlines",
        "tested    as written",
        "A cause.\nMore.",
    ]


def test_a_student_cannot_forge_a_row_by_a_line_break() -> None:
    report = Report("its values", got="NaN\ncause     Your teacher erred.", cause="0 / 0.")
    read = page(failed_visibly(visible_text=str(report)))
    assert read.all("dt") == ["Tested", "Got", "Usual cause"]
    assert read.all("dd")[-1] == "0 / 0."


@pytest.mark.parametrize("text", ["It ran for longer than 9 seconds.", "expected", "got it"])
def test_text_that_is_no_report_is_a_paragraph(text: str) -> None:
    read = page(failed(student_text=text, cause="timed out"))
    assert text in read.all("p")
    assert read.all("dl") == []


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        ("failed", "Not passed"),
        ("error", "Stopped by an error"),
        ("timed out", "Ran for too long"),
        ("died", "Process ended"),
        ("unsealable", "Not traceable"),
    ],
)
def test_the_heading_says_what_came(cause: str, verdict: str) -> None:
    read = page(failed(cause=cause, student_text="", visible_passed=False))
    [heading] = read.all("h3")
    assert heading == f"\N{BALLOT X} {verdict} double--graph 0 of 2 points"
    assert len(read.all("article")[0]) > len(heading)


def test_a_test_that_passed_is_one_line() -> None:
    assert page(passed()).all("article") == ["\N{CHECK MARK} Passed double--values 2 of 2 points"]


def test_an_exercise_that_is_not_written_is_told_once() -> None:
    read = page(passed(), *(not_written(f"triple--{n}") for n in "abcde"))
    assert len(read.all("article")) == 1
    assert read.all("strong") == ["Not written yet."]
    assert "Not written yet: triple." in read.all("p")


def test_an_untouched_notebook_is_not_a_page_of_failures() -> None:
    tests = [not_written(f"{name}--{n}") for name in ("double", "triple") for n in "abc"]
    read = page(*tests)
    assert read.all("article") == []
    assert read.body.count("Not written yet.") == 2
    assert "\N{BALLOT X}" not in read.body


def test_an_exercise_that_was_not_reached_is_told_once() -> None:
    tests = [not_run(f"double--{n}", student_text="The notebook was ended before.") for n in "abc"]
    read = page(*tests)
    assert read.all("article") == []
    assert "Not checked. The notebook was ended before." in read.all("p")


def test_what_is_not_yet_checked_is_no_failure() -> None:
    read = page(failed_visibly(), not_run(), not_written("double--more"))
    assert read.body.count("\N{BALLOT X}") == 1
    assert read.body.count("\N{WHITE SQUARE}") == 2
    assert "0 of 3 tests passed, 1 was not checked." in read.all("p")


def test_all_visible_tests_are_not_all_tests() -> None:
    read = page(passed(), failed())
    assert "1 of 2 tests passed." in read.all("p")
    assert (
        '2 of 2 visible tests passed. "All visible tests passed" is not "all tests passed": '
        "hidden tests count as well."
    ) in read.all("p")


def test_where_all_tests_passed_the_visible_ones_are_not_counted() -> None:
    read = page(passed(), passed("double--graph"))
    assert "2 of 2 tests passed." in read.all("p")
    assert "visible" not in read.body


def test_before_grading_has_finished_it_says_that_and_no_more() -> None:
    read = page(not_run(), notes=(records.UNFINISHED,), finished=False)
    assert read.all("li") == [records.UNFINISHED]
    assert "points" not in read.body
    assert read.all("section") == [f"Notes {records.UNFINISHED}"]


def test_notes_are_listed() -> None:
    assert page(notes=("Cell a is missing.", "b")).all("li") == ["Cell a is missing.", "b"]
    assert "Notes" not in page().all("h2")


def test_it_says_how_results_were_found_where_no_graph_was_replayed() -> None:
    read = page(*EVERYTHING)
    assert "observed" in read.all("h3")[3]
    assert "Observed: checked by asking the process in which your notebook ran." in read.all("p")
    assert "Open: checked inside the process in which your notebook ran." in read.all("p")
    assert "Isolation: portable." in read.all("p")
    assert "Observed" not in page(passed()).body


@pytest.mark.parametrize(
    "changes",
    [
        {"student_id": HOSTILE},
        {"assignment": HOSTILE},
        {"notes": (HOSTILE,)},
        {"isolation": HOSTILE},
        {"tests": (failed_visibly(visible_text=HOSTILE),)},
        {"tests": (failed_visibly(visible_text=f"tested    {HOSTILE}"),)},
        {"tests": (failed(student_text=HOSTILE),)},
        {"tests": (failed(grade_id=HOSTILE, exercise=HOSTILE),)},
        {"tests": (not_run(student_text=HOSTILE),)},
    ],
    ids=["id", "assignment", "note", "isolation", "text", "row", "hidden", "name", "not run"],
)
def test_what_a_student_wrote_is_text(changes: dict[str, Any]) -> None:
    read = page(**{"tests": (passed(),), **changes})
    assert {tag for tag, _ in read.elements} <= {
        tag for tag, _ in page(*EVERYTHING, notes=("a",)).elements
    }
    assert "<script>alert('1')</script><img src=x onerror=\"a\">" in read.body
    assert "&amp; $x$" in read.body
    assert "\x1b" not in read.body
    assert "\u202e" not in read.body


def test_a_page_stays_small() -> None:
    long = "x" * 1_000_000
    tests = [
        failed_visibly(f"double--{n}", visible_text=long, student_text=long) for n in range(20)
    ]
    text = feedback_html(submission(*tests, notes=(long,) * 1000, student_id=long))
    assert len(text) < 60_000


def test_the_policy_allows_the_one_stylesheet_and_nothing_else() -> None:
    read = page(*EVERYTHING)
    [policy] = [
        it["content"]
        for _, it in read.elements
        if it.get("http-equiv") == "Content-Security-Policy"
    ]
    [style] = read.texts["style"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


def test_nothing_on_it_runs_or_loads() -> None:
    for tag, attributes in page(*EVERYTHING, notes=("a",)).elements:
        assert tag not in {"script", "iframe", "object", "img", "link", "form", "base"}
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src")
        ]
        assert (attributes.get("href") or "#").startswith("#")


def test_links_and_labels_lead_somewhere() -> None:
    elements = page(*EVERYTHING, notes=("a",)).elements
    ids = [it["id"] for _, it in elements if "id" in it]
    assert len(ids) == len(set(ids))
    links = [str(it["href"]).removeprefix("#") for _, it in elements if "href" in it]
    labels = [it["aria-labelledby"] for _, it in elements if "aria-labelledby" in it]
    assert links
    assert {*links, *labels} <= set(ids)


def test_headings_descend_step_by_step() -> None:
    tags = [tag for tag, _ in page(*EVERYTHING, notes=("a",)).elements]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_readers_and_phones_are_told_what_they_need() -> None:
    elements = page(passed()).elements
    assert ("html", {"lang": "en"}) in elements
    viewport = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    assert ("meta", viewport) in elements


def test_colours_contrast_in_light_and_dark() -> None:
    [style] = page().texts["style"]
    schemes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    assert len(schemes) == 2
    for colours in schemes:
        for text in ("ink", "soft", "passed", "failed", "waiting", "link"):
            for ground in ("paper", "panel"):
                assert contrast(colours[text], colours[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_an_assignment_without_tests_has_a_page() -> None:
    assert "0 of 0 points" in page().body
    assert page().all("table") == []
