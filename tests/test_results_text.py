"""Text of students is bounded, and shows nothing that does not print."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tracegrade.errors import Ungradable
from tracegrade.outcomes import paragraph
from tracegrade.results.text import (
    CHARACTERS,
    LABEL,
    LINE,
    LINES,
    MARKS,
    SHORTENED,
    clean,
    in_line,
    label,
    printable,
)
from tracegrade.runner import Outcome
from tracegrade.terminal import summary

from tests.verdicts import passed, submission

REPLACED = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("text", ["", "plain", "a\n\n  b\tc", "naïve 李 🙂 שלום", "<b> & 'q'"])
def test_ordinary_text_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[31m",
        "\x1b[0;38;5;200m",
        "\x1b[2J",
        "\x1b[?25l",
        "\x9b1m",
        "\x1b]0;a title\x07",
        "\x1b]8;;http://x\x1b\\",
        "\x1b(B",
        "\x1bc",
        "\x1b",
    ],
)
def test_escape_sequences_go(sequence: str) -> None:
    assert clean(f"red{sequence}\nblue") == "red\nblue"


def test_an_endless_escape_sequence_hides_no_other_line() -> None:
    assert clean("got\x1b]0;\ncause") == "got\ncause"


@pytest.mark.parametrize(
    "character",
    [*"\x00\x07\x08\x7f\x80\u202e\u2066\u200f\u061c\u200b\ufeff\u00ad\U000e0041\ud800\ue000\uffff"],
    ids=ascii,
)
def test_what_does_not_print_is_seen(character: str) -> None:
    assert clean(f"a{character}b") == f"a{REPLACED}b"
    assert label(f"a{character}b") != label("ab")
    assert label(f"a{character}b").isprintable()


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_break_is_one(newline: str) -> None:
    assert clean(f"a{newline}b") == "a\nb"


def test_odd_spaces_are_spaces() -> None:
    assert clean("a\xa0b\u3000c") == "a b c"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000_000,
        "x\n" * 1_000_000,
        "\n" * 1_000_000,
        "\x1b[0m" * 1_000_000,
        "\x00" * 100_000,
    ],
    ids=["one line", "lines", "empty lines", "escapes", "control"],
)
def test_long_text_is_cut_and_says_so(text: str) -> None:
    shown = clean(text)
    assert shown.endswith(SHORTENED)
    assert len(shown) <= CHARACTERS + len(SHORTENED) + 1
    assert shown.count("\n") <= LINES


def test_a_long_line_is_cut_and_the_next_one_stays() -> None:
    first, second = clean("x" * 2 * LINE + "\nthe end").split("\n")
    assert first == "x" * LINE + f" {SHORTENED}"
    assert second == "the end"


def test_text_at_the_limit_is_whole() -> None:
    for text in ("x" * LINE, "\n".join("x" * LINES), "\n".join(["x" * 399] * 10)):
        assert clean(text) == text


def test_a_label_is_one_short_line() -> None:
    assert label("a\nb\u202ec") == r"a\nb\u202ec"
    assert label("x" * 300) == "x" * LABEL + f" {SHORTENED}"


@pytest.mark.parametrize(
    "character", [*"\u034f\u115f\u1160\u180b\u2800\u3164\ufe00\uffa0\U000e0100"], ids=ascii
)
def test_what_prints_nothing_is_seen(character: str) -> None:
    assert clean(f"a{character}b") == f"a{REPLACED}b"
    assert label(f"a{character}b") != label("ab")


@pytest.mark.parametrize("text", ["e\u0323\u0302", "ถึง", "བརྒྱུད", "נִקּוּד", "❤\ufe0f"])
def test_accents_of_languages_stay(text: str) -> None:
    assert (clean(text), label(text)) == (text, text)


def test_accents_do_not_pile_up() -> None:
    shown = clean("a" + "\u0301" * 200 + "b\u0301")
    assert shown.count("\u0301") == MARKS + 1
    assert shown.endswith("b\u0301")
    assert label("a" + "\u0301" * 50).count("\u0301") == MARKS


def test_an_accent_needs_something_below_it() -> None:
    assert clean("\u0301a\n\u0338b") == f"{REPLACED}a\n{REPLACED}b"
    assert label("\u0338a") == r"\u0338a"


def test_whole_texts_are_not_cut() -> None:
    long = "x" * 2 * CHARACTERS
    assert printable(f"{long}\x1b[31m\r\n\ty") == f"{long}\n\ty"
    assert in_line(f"{long}\n") == rf"{long}\n"


def test_an_error_quotes_only_what_prints() -> None:
    error = Ungradable("holds \x1b[2Ja\u202e", path=Path("b\n\u202e.ipynb"), cell="c\x07")
    assert str(error) == rf"b\n\u202e.ipynb, cell c\x07: holds a{REPLACED}."


def test_a_students_own_check_prints_no_escape_sequences() -> None:
    outcome = Outcome(0, "double", "failed", "got \x1b]0;title\x07\u202e1\nmore")
    assert paragraph(outcome) == f"  ✗ double: failed\n      got {REPLACED}1\n      more"


def test_scores_stand_below_one_another() -> None:
    names = ["ada", "李清照", "\u202ebob", "z" + "\u0301" * 99]
    results = tuple(submission(passed(), student_id=name) for name in names)
    graded: Any = SimpleNamespace(
        results=results,
        ungraded=(),
        seconds=1.0,
        protection=SimpleNamespace(level="portable"),
        plan=SimpleNamespace(sealed_share=1.0),
    )
    lines = summary(graded, Path("out")).split("\n")[: len(names)]
    assert len({cell_len(line.removesuffix("2 of 2")) for line in lines}) == 1
    assert all(line.isprintable() and line.endswith("  2 of 2") for line in lines)


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_whatever_comes_prints_and_can_be_stored(text: str) -> None:
    for shown in (clean(text), label(text)):
        assert all(line.replace("\t", "").isprintable() for line in shown.split("\n"))
        shown.encode("utf-8")
