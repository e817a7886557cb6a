"""results.json is what Gradescope reads, and tells students no more than they may know yet."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tracegrade.errors import TracegradeError
from tracegrade.flags import FILES, UNTRAINED, Flag
from tracegrade.policy import Policy, Show
from tracegrade.results import records
from tracegrade.results.gradescope import results_document, results_json, schema, validate

from tests.verdicts import (
    failed,
    failed_visibly,
    not_run,
    not_written,
    passed,
    submission,
)

NOW = Policy(Show(hidden_tests="now", misconceptions="now", quizzes="now"))


def entries(*tests: Any, **changes: Any) -> dict[str, dict[str, Any]]:
    document = json.loads(results_json(submission(*tests), **changes))
    return {entry["name"]: entry for entry in document["tests"]}


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_each_test_cell_has_one_scored_entry_and_a_visible_one_beside_it() -> None:
    found = entries(passed(), failed())
    assert list(found) == [
        "double--values/visible",
        "double--values",
        "double--graph/visible",
        "double--graph",
    ]
    scored = {name: (it["score"], it["max_score"]) for name, it in found.items() if "score" in it}
    assert scored == {"double--values": (2.0, 2.0), "double--graph": (0.0, 2.0)}
    unscored = [it for it in found.values() if "score" not in it]
    assert all("max_score" not in it for it in unscored)


def test_entries_say_how_the_result_was_found_and_why_it_is_so() -> None:
    found = entries(failed(trust="observed", cause="timed out"))
    assert found["double--graph"]["extra_data"] == {
        "exercise": "double",
        "trust": "observed",
        "cause": "timed out",
    }


def test_flags_stand_beside_the_tests_where_students_do_not_look() -> None:
    flags = (Flag("double", FILES, "open('<b>')"), Flag("triple", UNTRAINED))
    document = results_document(submission(passed(), flags=flags), NOW)
    validate(document)
    assert document["extra_data"]["flags"] == [
        {"exercise": "double", "what": FILES, "line": "open('<b>')"},
        {"exercise": "triple", "what": UNTRAINED, "line": ""},
    ]
    assert "never trained" not in document["output"] + str(document["tests"])
    assert document["score"] == 2.0


@pytest.mark.parametrize(
    ("test", "names"),
    [
        (passed(visible_passed=None), ["double--values"]),
        (passed(hidden=False), ["double--values"]),
        (passed(), ["double--values/visible", "double--values"]),
    ],
    ids=["hidden altogether", "visible altogether", "both"],
)
def test_only_a_cell_of_two_parts_has_two_entries(test: Any, names: list[str]) -> None:
    assert list(entries(test)) == names


def test_hidden_parts_are_shown_when_grades_are_published_and_visible_ones_at_once() -> None:
    found = entries(failed(), failed("double--shape", visible_passed=False, hidden=False))
    assert found["double--graph"]["visibility"] == "after_published"
    assert found["double--graph/visible"]["visibility"] == "visible"
    assert found["double--shape"]["visibility"] == "visible"


def test_an_instructor_may_show_hidden_tests_earlier() -> None:
    policy = Policy(Show(hidden_tests="after_due_date"))
    found = {it["name"]: it for it in results_document(submission(failed()), policy)["tests"]}
    assert found["double--graph"]["visibility"] == "after_due_date"


def test_outputs_are_the_reports() -> None:
    found = entries(failed_visibly(), failed())
    assert found["double--values/visible"]["output"].split("\n") == [
        "<p><strong>Tested</strong><br>double: its values</p>",
        "<p><strong>Inputs</strong><br>shape [2]: [1, 2]</p>",
        "<p><strong>Expected</strong><br>shape [2]: [2, 4]</p>",
        "<p><strong>Got</strong><br>shape [2]: [1, 2]</p>",
        "<p><strong>Usual cause</strong><br>Every value is half of what is expected.</p>",
    ]
    assert found["double--values"]["output"].split("\n") == [
        "<p>The visible part did not pass: see double--values/visible.</p>",
        "<p><strong>Tested</strong><br>double: its values</p>",
    ]
    assert found["double--graph/visible"]["output"] == "<p>Passed.</p>"
    assert found["double--graph"]["output"].startswith(
        "<p>The visible part passed, the hidden one did not.</p>\n"
        "<p><strong>Tested</strong><br>double: "
    )


def test_what_is_visible_at_once_does_not_depend_on_hidden_parts() -> None:
    def visible(*tests: Any) -> tuple[str, list[Any]]:
        document = results_document(submission(*tests))
        shown = [it for it in document["tests"] if it["visibility"] == "visible"]
        return document["output"], shown

    assert visible(passed(), passed("triple--values")) == visible(
        failed("double--values"), failed("triple--values", cause="timed out")
    )


def test_what_is_above_the_tests_counts_visible_parts_and_says_that_they_are_not_all() -> None:
    result = submission(passed(), failed_visibly("double--sum"), not_written(), notes=("A note.",))
    assert results_document(result)["output"].split("\n") == [
        "A note.",
        "Not written yet: triple.",
        "1 of 3 visible tests passed. "
        '"All visible tests passed" is not "all tests passed": hidden tests count as well.',
    ]


def test_without_visible_parts_nothing_is_said_of_them() -> None:
    assert results_document(submission(passed(visible_passed=None)))["output"] == ""


def test_an_assignment_without_hidden_tests_hides_nothing() -> None:
    document = results_document(submission(passed(hidden=False)))
    assert document["output"] == "1 of 1 visible tests passed."


@pytest.mark.parametrize(("number", "verb"), [(1, "was"), (2, "were")])
def test_what_is_not_yet_checked_is_counted_apart(number: int, verb: str) -> None:
    tests = [not_run(f"double--{n}") for n in range(number)]
    output = results_document(submission(passed(), *tests))["output"]
    assert f"1 of {number + 1} visible tests passed, {number} {verb} not checked." in output


def test_texts_of_students_are_text_for_gradescope_and_clean() -> None:
    text = "got       <script>alert(1)</script> \x1b[31m\u202e" + "x" * 100_000
    test = failed_visibly(visible_text=text, student_text=text)
    document = json.loads(results_json(submission(test)))
    assert (document["test_output_format"], document["output_format"]) == ("html", "text")
    for entry in document["tests"]:
        shown = "&lt;script&gt;alert(1)&lt;/script&gt; \N{REPLACEMENT CHARACTER}xxx"
        assert f"<p><strong>Got</strong><br>{shown}" in entry["output"]
        assert "<script>" not in entry["output"]
        assert len(entry["output"]) < 1000


def test_notes_are_bounded_in_number_and_size() -> None:
    result = submission(passed(), notes=("x" * 10_000,) * 1000)
    assert len(results_json(result)) < 20_000


def test_staff_text_is_not_in_it() -> None:
    text = results_json(submission(failed(staff_text="the hidden input was 0.3125")))
    assert "0.3125" not in text


def test_the_same_result_gives_the_same_bytes_whatever_time_it_took() -> None:
    first = results_json(submission(passed(), failed(), seconds=1.0))
    second = results_json(submission(passed(), failed(), seconds=2.5))
    assert first == second


def test_numbers_have_no_noise() -> None:
    tests = [passed(f"double--{n}", points=p) for n, p in enumerate([0.1, 0.2])]
    text = results_json(submission(*tests))
    assert '"score": 0.3,' in text


def test_it_tells_whether_grading_finished_and_at_which_isolation() -> None:
    document = results_document(submission(not_run(), finished=False))
    assert document["extra_data"] == {
        "assignment": "warm_up",
        "isolation": "portable",
        "finished": False,
        "flags": [],
    }


RIGHT = {
    "score": 1.5,
    "execution_time": 2,
    "output": "",
    "output_format": "md",
    "test_output_format": "ansi",
    "test_name_format": "html",
    "visibility": "hidden",
    "stdout_visibility": "visible",
    "extra_data": {"anything": [1]},
    "tests": [
        {
            "score": -1,
            "max_score": 2.0,
            "status": "failed",
            "name": "a",
            "name_format": "text",
            "number": "1.1",
            "output": "b",
            "output_format": "simple_format",
            "tags": ["c"],
            "visibility": "after_due_date",
            "extra_data": {},
        }
    ],
    "leaderboard": [{"name": "time", "value": 3.5, "order": "asc"}, {"name": "d", "value": "*"}],
}


@pytest.mark.parametrize(
    "document",
    [RIGHT, {"score": 0}, {"tests": [{"score": 1}]}, {"tests": []}, {"score": 1, "tests": [{}]}],
)
def test_everything_that_gradescope_documents_is_accepted(document: Any) -> None:
    validate(document)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"score": "1"}, "score"),
        ({"score": True}, "score"),
        ({"score": None}, "score"),
        ({"score": float("nan")}, "score"),
        ({"score": float("inf")}, "score"),
        ({"execution_time": -1}, "execution_time"),
        ({"output": ["a"]}, "output"),
        ({"output_format": "rst"}, "output_format"),
        ({"test_output_format": "markdown"}, "test_output_format"),
        ({"test_name_format": None}, "test_name_format"),
        ({"visibility": "after_due"}, "visibility"),
        ({"stdout_visibility": "shown"}, "stdout_visibility"),
        ({"extra_data": []}, "extra_data"),
        ({"max_score": 3}, "the whole"),
        ({"tests": {}}, "tests"),
        ({"tests": [1]}, "tests/0"),
        ({"tests": [{"score": float("nan")}]}, "tests/0/score"),
        ({"tests": [{"max_score": -1}]}, "tests/0/max_score"),
        ({"tests": [{"status": "ok"}]}, "tests/0/status"),
        ({"tests": [{"name": 1}]}, "tests/0/name"),
        ({"tests": [{"number": 1.1}]}, "tests/0/number"),
        ({"tests": [{"output": 1}]}, "tests/0/output"),
        ({"tests": [{"output_format": "x"}]}, "tests/0/output_format"),
        ({"tests": [{"tags": "a"}]}, "tests/0/tags"),
        ({"tests": [{"tags": [1]}]}, "tests/0/tags/0"),
        ({"tests": [{"visibility": "x"}]}, "tests/0/visibility"),
        ({"tests": [{}, {"points": 1}]}, "tests/1"),
        ({"leaderboard": [{"name": "a"}]}, "leaderboard/0"),
        ({"leaderboard": [{"name": "a", "value": 1, "order": "up"}]}, "leaderboard/0/order"),
    ],
    ids=str,
)
def test_what_gradescope_does_not_know_is_rejected(change: Any, place: str) -> None:
    with pytest.raises(TracegradeError, match=f"does not fit Gradescope's format: {place}: "):
        validate({**RIGHT, **change})


@pytest.mark.parametrize("document", [{}, {"tests": [{"score": 1}, {"max_score": 1}]}, [], None])
def test_there_must_be_a_score(document: Any) -> None:
    with pytest.raises(TracegradeError, match="does not fit Gradescope's format"):
        validate(document)


def test_a_rejection_is_short() -> None:
    with pytest.raises(TracegradeError) as caught:
        validate({"score": 1, "output": ["x" * 100_000]})
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("points", [float("nan"), float("inf")])
def test_a_number_that_json_lacks_is_told(points: float) -> None:
    with pytest.raises(TracegradeError, match="the result of ada holds a number that is not fin"):
        results_json(submission(passed(points=points)))


TESTS = st.builds(
    records.TestResult,
    grade_id=st.text(st.characters(exclude_categories=["Cs"])),
    exercise=st.sampled_from(["double", "triple"]),
    points=st.floats(0, 1e6),
    passed=st.booleans(),
    trust=st.sampled_from(get_args(records.Trust)),
    cause=st.sampled_from(get_args(records.Cause)),
    student_text=st.text(),
    visible_passed=st.sampled_from([None, False, True]),
    visible_text=st.text(),
    hidden=st.booleans(),
)


@settings(derandomize=True, deadline=None)
@given(st.lists(TESTS, max_size=4), st.lists(st.text()), st.floats(0, 1e6), st.booleans())
def test_every_result_fits_the_format(
    tests: list[records.TestResult], notes: list[str], seconds: float, finished: bool
) -> None:
    result = submission(*tests, notes=tuple(notes), seconds=seconds, finished=finished)
    document = json.loads(results_json(result))
    validate(document)
    scores = [entry["score"] for entry in document["tests"] if "score" in entry]
    assert len(scores) == len(tests)
    assert document["score"] == pytest.approx(sum(scores), abs=1e-5)
