"""Text of students is bounded, and shows nothing that does not print."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tracegrade.results.text import CHARACTERS, LABEL, LINE, LINES, SHORTENED, clean, label

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


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_whatever_comes_prints_and_can_be_stored(text: str) -> None:
    for shown in (clean(text), label(text)):
        assert all(line.replace("\t", "").isprintable() for line in shown.split("\n"))
        shown.encode("utf-8")
