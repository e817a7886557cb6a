"""feedback.toml: when students see what, and what lateness costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tracegrade.errors import Ungradable
from tracegrade.policy import DEFAULT, FILE, FlagRules, Late, Policy, Show, load_policy, shown_at
from tracegrade.results.feedback import feedback_html
from tracegrade.results.gradescope import results_document, validate

from tests.stock import REPOSITORY
from tests.verdicts import failed, failed_visibly, passed, submission

DUE = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)


def policy(folder: Path, text: str) -> Policy:
    (folder / FILE).write_text(text, encoding="utf-8")
    return load_policy(folder)


def test_without_a_file_there_is_a_policy(tmp_path: Path) -> None:
    assert load_policy(tmp_path) == DEFAULT


@pytest.mark.parametrize("name", ["custom_components", "graphs_and_training"])
def test_the_policies_of_this_course_can_be_read(name: str) -> None:
    assert load_policy(REPOSITORY / "source" / name).show == DEFAULT.show


def test_what_a_file_leaves_out_is_as_it_was(tmp_path: Path) -> None:
    got = policy(tmp_path, '[show]\nhidden_tests = "now"\n[late]\npercent_per_day = 10\n')
    assert got == Policy(Show(hidden_tests="now"), Late(percent_per_day=10.0))


def test_flags_have_their_rules(tmp_path: Path) -> None:
    text = (
        '[flags.library]\nhuber = ["losses.Huber", "huber"]\nnothing = []\n'
        '[flags.trained]\ntrain = "training_run"\n'
    )
    rules = FlagRules(
        {"huber": ("losses.Huber", "huber"), "nothing": ()}, {"train": "training_run"}
    )
    assert policy(tmp_path, text) == Policy(flags=rules)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[show", "cannot be read"),
        (
            '[shown]\nhidden_tests = "now"',
            "no table is called 'shown'. There are: show, late, flags.",
        ),
        ("show = 3", "are tables"),
        ('hidden_tests = "now"', "stands outside of a table. Move it below [show]."),
        ("[late]\npercent_per_day = 500", "is no number from 0 to 100"),
        ('[show]\nhidden = "now"', "no key is called 'hidden'. There are: visible_tests"),
        ('[show]\nquizzes = "soon"', 'Write one of "now", "after_due_date"'),
        ("[show]\nquizzes = []", "is no time"),
        ("[late]\ngrace_minutes = -1", "is no number from 0 to 1000000"),
        ("[late]\ngrace_minutes = true", "is no number"),
        ("[late]\ngrace_minutes = nan", "is no number"),
        ("flags = 3", "are tables"),
        ('[library]\nhuber = ["x"]', "library stands outside of flags. Call it [flags.library]."),
        ('[flags]\nhuber = ["x"]', "no key is called 'huber'. There are: library, trained."),
        ("[flags]\nlibrary = 3", "library is a table. Write [flags.library]"),
        ('[flags.library]\nhuber = "x"', "huber = 'x' is no list of names. Write for example"),
        ("[flags.library]\nhuber = [3]", "is no list of names"),
        ('[flags.library]\nhuber = ["losses."]', "is no list of names"),
        ('[flags.library]\nhuber = ["keras losses"]', "is no list of names"),
        ('[flags.trained]\ntrain = ["run"]', "is no cell. Write the grade_id of a locked cell"),
        ('[flags.trained]\ntrain = ""', "is no cell"),
    ],
)
def test_a_policy_that_means_nothing_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Ungradable) as caught:
        policy(tmp_path, text)
    assert message in str(caught.value)
    assert FILE in str(caught.value)


@pytest.mark.parametrize(
    ("minutes", "percent"),
    [(-5, 0), (0, 0), (15, 0), (16, 10), (24 * 60, 10), (24 * 60 + 1, 20), (10_000, 50)],
)
def test_each_day_that_has_begun_costs(minutes: int, percent: float) -> None:
    late = Late(percent_per_day=10, grace_minutes=15, at_most_percent=50)
    assert late.percent(DUE, DUE + timedelta(minutes=minutes)) == percent


def test_a_stage_shows_what_earlier_ones_do() -> None:
    assert shown_at("now", "after_due_date")
    assert shown_at("after_due_date", "after_published")
    assert not shown_at("after_published", "after_due_date")
    assert not shown_at("never", "after_published")


RESULT = submission(
    passed(),
    failed(student_cause="Sizes are None.", student_text="tested    double: one graph"),
    failed_visibly("quiz--answer", quiz=True),
)


@pytest.mark.parametrize(
    ("show", "visible"),
    [
        (
            Show(),
            ["visible", "after_published", "visible", "after_published", *["after_due_date"] * 2],
        ),
        (
            Show("never", "now", "now", "never"),
            ["hidden", "visible", "hidden", "visible", *["hidden"] * 2],
        ),
    ],
)
def test_gradescope_is_told_when_to_show_each_part(show: Show, visible: list[str]) -> None:
    document = results_document(RESULT, Policy(show))
    validate(document)
    assert [test["visibility"] for test in document["tests"]] == visible


def test_a_cause_that_is_shown_at_another_time_stands_apart() -> None:
    show = Show(hidden_tests="now", misconceptions="after_due_date")
    document = results_document(RESULT, Policy(show))
    validate(document)
    entries = {test["name"]: test for test in document["tests"]}
    assert "Sizes are None." not in entries["double--graph"]["output"]
    assert "Sizes are None." in entries["double--graph/cause"]["output"]
    assert entries["double--graph/cause"]["visibility"] == "after_due_date"


def test_lateness_is_taken_off_the_score_and_said() -> None:
    document = results_document(RESULT, DEFAULT, 50)
    assert document["score"] == RESULT.score / 2
    assert "Handed in late: 50 % are taken off." in document["output"]


def test_feedback_leaves_out_what_is_shown_later() -> None:
    early = feedback_html(RESULT, DEFAULT, "now")
    assert "Not shown" in early
    assert "Sizes are None." not in early
    assert 'class="total"' not in early
    late = feedback_html(RESULT, DEFAULT, "after_published")
    assert "Not shown" not in late
    assert "Sizes are None." in late


def test_what_is_never_shown_is_never_in_the_feedback() -> None:
    page = feedback_html(RESULT, Policy(Show(hidden_tests="never", misconceptions="never")))
    assert "Sizes are None." not in page
    assert "Not shown" in page
