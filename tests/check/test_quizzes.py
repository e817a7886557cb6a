"""check.answers: the form of a quiz's answer for everybody, what is right for the judge."""

from __future__ import annotations

from typing import Any

import pytest
from tracegrade import check, plan, wire

from tests.check.students import failure

RIGHT = {"A", "C"}
DTYPES = [("int32", "int64", False), ("int64", "int32", False)]


@pytest.mark.parametrize(
    "answer", [{"A", "C"}, {"C", "A"}, ["C", "A"], ("A", "C"), frozenset("AC")]
)
def test_the_right_letters_pass_in_any_collection(answer: Any) -> None:
    check.answers(answer, options="ABCD")
    check.answers(answer, options="ABCD", right=RIGHT)


@pytest.mark.parametrize("answer", [{"A"}, {"A", "B"}, {"A", "B", "C"}, {"D"}])
def test_other_letters_pass_the_form_and_nothing_is_said_about_them(answer: Any) -> None:
    check.answers(answer, options="ABCD")
    report = failure(check.answers, answer, options="ABCD", right=RIGHT)
    assert report.tested == "set: the answer"
    assert (report.inputs, report.expected, report.got) == ("", "", "another one")
    assert report.cause == ""


@pytest.mark.parametrize(
    ("answer", "got"),
    [
        ({"A", "E"}, "'E'"),
        ({"a"}, "'a'"),
        ({"AB"}, "'AB'"),
        ({""}, "''"),
        ("AC", "'AC'"),
        (7, "7"),
        ({"A": True}, "dict"),
        (set(), "nothing chosen"),
        ([], "nothing chosen"),
        ([["A"]], "list"),
    ],
)
@pytest.mark.parametrize("right", [None, RIGHT], ids=["visible", "hidden"])
def test_a_form_that_is_not_asked_for_is_told(answer: Any, got: str, right: Any) -> None:
    report = failure(check.answers, answer, options="ABCD", right=right)
    assert (report.expected, report.got) == ("a set of letters from A to D", got)


def test_an_answer_goes_by_the_name_that_a_cell_has_for_it() -> None:
    report = failure(check.answers, {"Z"}, options="ABCD")
    assert report.tested == "set: the form of the answer"
    global needs_a_class
    needs_a_class = {"Z"}
    with pytest.raises(
        check.CheckFailed, match=r"^tested +needs_a_class: the form of the answer\n"
    ):
        check.answers(needs_a_class, options="ABCD")


@pytest.mark.parametrize("answer", DTYPES)
def test_one_of_the_right_tuples_passes(answer: Any) -> None:
    check.answers(answer)
    check.answers(answer, right=DTYPES)
    check.answers(list(answer), right=DTYPES)


@pytest.mark.parametrize(
    "answer",
    [
        ("int32", "int64", True),
        ("int32", "int64", 0),  # equal to False, and not the same
        ("int32", "int64"),
        ("int32", "int64", False, False),
        ("int32", "int32", False),
        ("int32", "int64", "False"),
        ("int64", False, "int32"),
    ],
)
def test_another_tuple_passes_the_form_alone(answer: Any) -> None:
    check.answers(answer)
    report = failure(check.answers, answer, right=DTYPES)
    assert (report.tested, report.got) == ("tuple: the answer", "another one")
    assert not any(text in str(report) for text in ("int32", "int64", "False"))


@pytest.mark.parametrize(
    ("answer", "got"), [("int32", "'int32'"), (3, "3"), ((), "nothing chosen")]
)
def test_a_tuple_is_asked_for(answer: Any, got: str) -> None:
    report = failure(check.answers, answer)
    assert (report.expected, report.got) == ("a tuple", got)


def test_the_cause_of_a_cell_is_told_with_a_wrong_answer() -> None:
    assert (
        failure(check.answers, {"B"}, options="AB", right={"A"}, cause="Read 3.").cause == "Read 3."
    )


def test_what_is_right_is_not_asked_of_the_students_process() -> None:
    notes = plan.Notes()
    subject: Any = plan.RecordingSubject(notes, "quiz")
    check.answers(subject, options="ABCD")
    check.answers(subject, options="ABCD", right=RIGHT, cause="Read 3.")
    check.answers(subject, like=DTYPES[0], right=DTYPES)

    assert list(map(wire.encode_request, notes.visible.values())) == [
        {"name": "quiz", "steps": [], "action": {"kind": "quiz answer", "fields": {}}}
    ]


@pytest.mark.parametrize("stub", [None, ...])
@pytest.mark.parametrize("right", [None, RIGHT], ids=["visible", "hidden"])
def test_a_stub_is_not_answered_yet(stub: Any, right: Any) -> None:
    with pytest.raises(check.NotWritten, match=r": not written yet$"):
        check.answers(stub, options="ABCD", right=right)


def test_an_answer_that_never_ends_is_an_error_and_no_hang() -> None:
    endless: list[Any] = []
    endless.append(endless)
    report = failure(check.answers, endless, options="ABCD")
    assert report.got.endswith("It returns more than can be looked at.")
