"""Channels, and sessions with processes that keep to no rule: each of them gets a verdict."""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from tracegrade import runs
from tracegrade.errors import TracegradeError
from tracegrade.results.records import SubmissionResult
from tracegrade.sandbox import LAYERS
from tracegrade.supervision import scratch, sessions
from tracegrade.supervision.channel import (
    HEADER_BYTES,
    PAYLOAD_BYTES,
    READY,
    Broken,
    Channel,
    Closed,
    Expired,
    pair,
)
from tracegrade.supervision.nursery import Child, Ended, Nursery
from tracegrade.supervision.scratch import Excess, Scratch, scratch_folder
from tracegrade.supervision.sessions import Forge, Usage, death_text

from tests.grading import CELLS, TRIPLE_POINTS, Desk, desk, result_of, score

# --- channels -------------------------------------------------------------------------------------


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = pair()
    with theirs:
        yield ours, theirs
    ours.close()


def frame(header: bytes, payload: bytes = b"") -> bytes:
    return struct.pack(">II", len(header), len(payload)) + header + payload


def test_a_frame_comes_as_it_was_sent(ends: tuple[Channel, socket.socket]) -> None:
    ours, theirs = ends
    Channel(theirs).send({"é": [1, None]}, b"\0\xff")

    assert ours.ready(5)
    assert ours.receive(5) == ({"é": [1, None]}, b"\0\xff")
    assert not ours.ready(0)


def test_a_large_frame_comes_whole(ends: tuple[Channel, socket.socket]) -> None:
    ours, theirs = ends
    payload = os.urandom(5_000_000)
    sender = threading.Thread(target=Channel(theirs).send, args=({}, payload))
    sender.start()

    assert ours.receive(30) == ({}, payload)
    sender.join()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (struct.pack(">II", HEADER_BYTES + 1, 0), "sent more than 2 MB in a description"),
        (struct.pack(">II", 0, PAYLOAD_BYTES + 1), "sent more than 64 MB of data"),
        (struct.pack(">II", 2**32 - 1, 2**32 - 1), "sent more than 2 MB"),
        (frame(b""), "no answer"),
        (frame(b"{"), "no answer"),
        (frame(b"[]"), "no answer"),
        (frame(b"null"), "no answer"),
        (frame(b'{"a": "\xff"}'), "no answer"),
        (frame('{"a": 1}'.encode("utf-16")), "no answer"),
        (frame(b'{"a": "\\ud800"}'), "no answer"),
        (frame(b'{"a": "\xed\xa0\x80"}'), "no answer"),
        (frame(b'{"\\uDFFF": 1}'), "no answer"),
        (frame(b'{"a": 1, "b": {"a": 1, "a": 2}}'), "no answer"),
        (frame(b'{"a": ' + b"9" * 21 + b"}"), "no answer"),
        (frame(b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}"), "no answer"),
    ],
)
def test_what_is_no_frame_is_broken(
    ends: tuple[Channel, socket.socket], sent: bytes, why: str
) -> None:
    ours, theirs = ends
    theirs.sendall(sent)
    with pytest.raises(Broken, match=why):
        ours.receive(5)


@pytest.mark.parametrize("text", [b"[", b'{"a":', b"9", b'{"a": 9', b"-9", b"[],", b'"\\ud800'])
def test_a_header_as_large_as_allowed_cannot_keep_us(
    ends: tuple[Channel, socket.socket], text: bytes
) -> None:
    ours, theirs = ends
    sent = frame((text * HEADER_BYTES)[:HEADER_BYTES])
    sender = threading.Thread(target=theirs.sendall, args=(sent,))
    sender.start()
    before = time.thread_time()
    with pytest.raises(Broken):
        ours.receive(60)
    sender.join()

    assert time.thread_time() - before < 5  # digits alone would take a minute


@pytest.mark.parametrize("text", ["\\ud83d\\ude00", "\U0001f600", "NaN", "\\\\ud800"])
def test_what_can_be_written_down_again_comes(
    ends: tuple[Channel, socket.socket], text: str
) -> None:
    ours, theirs = ends
    theirs.sendall(frame(f'{{"a": "{text}"}}'.encode()))
    header, _ = ours.receive(5)

    Channel(theirs).send(header)
    assert ours.receive(5)[0] == header


def test_characters_that_no_text_holds_are_replaced(ends: tuple[Channel, socket.socket]) -> None:
    ours, theirs = ends
    Channel(theirs).send({"a": "x\ud800"})
    assert ours.receive(5)[0] == {"a": "x?"}


def test_no_more_is_read_than_is_allowed(ends: tuple[Channel, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(frame(b"{}", b"12345"))
    with pytest.raises(Broken, match="sent more than 4 bytes of data"):
        ours.receive(5, payload_bytes=4)


def test_what_is_there_unasked_is_noticed(ends: tuple[Channel, socket.socket]) -> None:
    ours, theirs = ends
    assert ours.is_silent()
    theirs.sendall(b"x")
    assert not ours.is_silent()


@pytest.mark.parametrize("size", [0, 1, 8, 9, 11])
def test_a_part_of_a_frame_expires(ends: tuple[Channel, socket.socket], size: int) -> None:
    ours, theirs = ends
    theirs.sendall(frame(b"{}", b"abc")[:size])
    with pytest.raises(Expired):
        ours.receive(0.05)


@pytest.mark.parametrize("size", [0, 4, 9])
def test_an_end_within_a_frame_is_closed(ends: tuple[Channel, socket.socket], size: int) -> None:
    ours, theirs = ends
    theirs.sendall(frame(b"{}", b"abc")[:size])
    theirs.close()
    with pytest.raises(Closed):
        ours.receive(5)


def test_nothing_is_sent_to_who_is_gone_or_does_not_read(
    ends: tuple[Channel, socket.socket],
) -> None:
    ours, theirs = ends
    with pytest.raises(Expired):
        ours.send({}, bytes(10_000_000), seconds=0.05)
    theirs.close()
    with pytest.raises(Closed):
        ours.send({})


# --- workers that keep to no rule -----------------------------------------------------------------

# Finds the worker's end of its channel, which a notebook has no business with.
FIND = """
import json, os, signal, socket, struct, sys

def find():
    for descriptor in range(3, 60):
        try:
            found = socket.socket(fileno=os.dup(descriptor))
            found.getpeername()
        except OSError:
            continue
        found.setblocking(True)
        return found

def frame(header, payload=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack(">II", len(text), len(payload)) + text + payload

def asked():  # the question that this process is working on
    at = sys._getframe()
    while at.f_code.co_name != "work":
        at = at.f_back
    return at.f_locals["question"]

def send(header, ahead=0, payload=b""):  # as the answer to it, or to one after it
    if isinstance(header, dict):
        header = {"number": asked()["number"] + ahead, **header}
    channel.sendall(frame(header, payload))

channel = find()
ran = {"cell": "ran"}
problem = {"stage": "running", "type": "Forged", "message": "m", "line": "x", "place": ""}
"""
RAN = "send(ran)"
UNASKED, UNFIT = "sent something that nobody asked for", "answered something else"
NO_ANSWER = "sent something that is no answer"
# What a cell sends, and what its student reads.
HOSTILE = {
    "noise": ("channel.sendall(b'noise' * 99)", "sent more than 2 MB in a description"),
    "a frame that is too large": (
        "channel.sendall(struct.pack('>II', 2**31, 0))",
        "sent more than 2 MB in a description",
    ),
    "data beside": ("send(ran, payload=b'x')", UNFIT),
    "broken JSON": ("send(b'{')", NO_ANSWER),
    "a list": ("send([])", NO_ANSWER),
    "nothing": ("send({})", UNFIT),
    "an object without a number": ("channel.sendall(frame(ran))", UNASKED),
    "a number that is none": ("channel.sendall(frame({'number': True, **ran}))", UNASKED),
    "a number beyond all": ("send(ran, ahead=10**6)", UNASKED),
    "a number of another kind": ("channel.sendall(frame({'number': [0], **ran}))", UNASKED),
    "one more field": ("send({**ran, 'more': 1})", UNFIT),
    "an event that is a list": ("send({'cell': ['ran']})", UNFIT),
    "a verdict": ("send({'status': 'passed'})", UNFIT),
    "an answer to a request": ("send({'answer': 'undefined'})", UNFIT),
    "a failure that is none": ("send({'cell': 'failed', 'problem': None})", UNFIT),
    "a failure without its problem": ("send({'cell': 'failed'})", UNFIT),
    "a failure with one more field": (
        "send({'cell': 'failed', 'problem': {**problem, 'more': 'x'}})",
        UNFIT,
    ),
    "a failure that is too long": (
        "problem['line'] *= 5000\nsend({'cell': 'failed', 'problem': problem})",
        UNFIT,
    ),
    "a failure that cannot be written": (
        "send({'cell': 'failed', 'problem': {**problem, 'line': '\\ud800'}})",
        NO_ANSWER,
    ),
    "a second answer": (RAN, UNASKED),
    "two answers at once": (f"{RAN}\n{RAN}", UNASKED),
    "an answer to the next question": ("send(ran)\nsend(ran, ahead=1)", UNASKED),
    "the end of a channel": ("channel.shutdown(socket.SHUT_RDWR)", "ended its own process"),
}
RIGHT = "def double(x):\n    return 2 * x"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_cell_that_speaks_for_its_worker_costs_its_exercise_alone(
    warm_up: Desk, name: str
) -> None:
    sent, words = HOSTILE[name]
    result = warm_up.grade({"double": f"{FIND}{sent}\n{RIGHT}"})

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)
    test = result_of(result, "double--values")
    assert test.cause == "died"
    assert test.student_text.startswith(f"Your cell double {words}")


def test_who_comes_after_them_is_not_touched(warm_up: Desk) -> None:
    warm_up.grade({"double": f"{FIND}channel.sendall(b'noise' * 99)"})

    assert warm_up.grade().score == 9


# What a request for `double` sends by itself: it is asked for values, then for its graph.
FORGED = {
    "undefined": "{'answer': 'undefined'}",
    "a list": "{'answer': ['sealed']}",
    "without its fields": "{'answer': 'sealed'}",
    "with one more field": "{'answer': 'undefined', 'more': 1}",
    "with another type": "{'answer': 'sealed', 'functions': {}, 'variables': [], 'untracked': 0}",
    "of another kind": "{'answer': 'observed', 'data': {'items': {'status': 'passed'}}}",
    "too short": (
        "{'answer': 'sealed', 'functions': [{'library': 10**12, 'connected': [1], 'captures': []}],"
        " 'variables': [], 'untracked': 0}"
    ),
    "too large": (
        "{'answer': 'sealed', 'functions': [], 'untracked': 0,"
        " 'variables': [{'dtype': 'float32', 'shape': [10**9], 'owner': '', 'trainable': True}]}"
    ),
    "empty": "{'answer': 'sealed', 'functions': [], 'variables': [], 'untracked': 0}",
    "as for a cell": "ran",
    "a problem": "{'answer': 'problem', 'problem': problem}",
}


@pytest.mark.parametrize("name", FORGED)
def test_an_answer_that_a_student_forges_earns_nothing(warm_up: Desk, name: str) -> None:
    result = warm_up.grade(
        {"double": f"{FIND}def double(x):\n    send({FORGED[name]})\n    return 2 * x"}
    )

    assert score(result, "double") == 0
    assert score(result, "triple") == TRIPLE_POINTS


def test_a_cell_that_says_it_failed_has_failed(warm_up: Desk) -> None:
    forged = "send({'cell': 'failed', 'problem': problem})\nos._exit(0)"
    assert warm_up.grade({"double": f"{FIND}{forged}"}).score == 0


def test_nothing_is_known_of_a_question_before_its_turn(warm_up: Desk) -> None:
    looking = """
import select
assert asked().keys() == {"number", "cell"}
assert not select.select([channel], [], [], 0)[0]
"""
    assert warm_up.grade({"double": f"{FIND}{looking}\n{RIGHT}"}).score == 9


def test_what_a_thread_sends_late_costs_no_more_than_its_exercise(warm_up: Desk) -> None:
    late = (
        "import threading\nsent = threading.Event()\n"
        "def later():\n    channel.sendall(frame(b'{}'))\n    sent.set()\n"
        "def double(x):\n    threading.Thread(target=later).start()\n    sent.wait()\n"
        "    return 2 * x"
    )
    result = warm_up.grade({"double": f"{FIND}{late}"})

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


# --- workers that wear out ------------------------------------------------------------------------


class Listed(Forge):
    """Knows the processes that were forked last."""

    children: ClassVar[list[Child]] = []

    @contextmanager
    def child(self, *arguments: Any) -> Iterator[Child]:
        with super().child(*arguments) as child:
            self.children.append(child)
            yield child


Grade = Callable[..., SubmissionResult]


@pytest.fixture
def in_time(warm_up: Desk, monkeypatch: pytest.MonkeyPatch) -> Grade:
    """Grades an answer to `double`, and fails where its worker would have lived for too long."""

    def grade(answer: str, seconds: float = 15, **changes: Any) -> SubmissionResult:
        allowance = replace(warm_up.grader.allowance, **changes)
        monkeypatch.setattr(
            runs, "Forge", lambda nursery, user, _: Listed(nursery, user, allowance)
        )
        late = threading.Event()

        def end() -> None:
            late.set()
            os.kill(Listed.children[-1].pid, signal.SIGKILL)

        timer = threading.Timer(seconds, end)
        timer.start()
        result = warm_up.grade({"double": answer})
        timer.cancel()
        assert not late.is_set(), f"the worker was not ended within {seconds} s"
        return result

    return grade


def test_a_worker_that_closes_its_channel_and_lives_is_ended(in_time: Grade) -> None:
    result = in_time(f"{FIND}channel.shutdown(socket.SHUT_RDWR)\nsignal.pause()")

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


@pytest.mark.parametrize(
    "flood",
    [
        pytest.param("channel.sendall(frame({'number': 1, **ran}) * 1000)", id="fast"),
        pytest.param("send(ran)\n    select.select([], [], [], 0.1)", id="slow"),
    ],
)
def test_frames_without_an_end_take_no_longer_than_a_cell_may(in_time: Grade, flood: str) -> None:
    result = in_time(f"{FIND}import select\nwhile True:\n    {flood}", 10, wall_seconds=3)

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


def test_a_frame_that_does_not_end_is_not_waited_for(
    in_time: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_FRAME_SECONDS", 0.5)

    result = in_time(f"{FIND}channel.sendall(frame({{}})[:6])\nsignal.pause()")

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)
    assert "did not send its whole answer" in result_of(result, "double--values").student_text


def test_a_frame_that_drips_is_not_waited_for(
    in_time: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_FRAME_SECONDS", 0.5)
    drip = (
        "for byte in frame(ran):\n    channel.sendall(bytes([byte]))\n"
        "    select.select([], [], [], 0.1)"
    )

    result = in_time(f"{FIND}import select\n{drip}\n{RIGHT}")

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


def test_a_worker_that_waits_is_ended(in_time: Grade) -> None:
    result = in_time("import signal\nsignal.pause()", wall_seconds=2)

    text = result_of(result, "double--values").student_text
    assert text == "Your cell double did not end in 2 s."
    assert score(result, "triple") == TRIPLE_POINTS


def test_workers_have_a_time_together(in_time: Grade) -> None:
    result = in_time("while True:\n    pass", worker_cpu_seconds=1)

    text = result_of(result, "double--values").student_text
    assert text == "Your cell double was ended: the whole notebook took too long."
    assert score(result, "double") == 0


def test_answers_have_a_size_in_all(warm_up: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "ANSWER_BYTES", 100)

    result = warm_up.grade()

    assert result.score == 0
    assert "more than 100 bytes" in result_of(result, "double--values").student_text


def test_a_notebook_that_always_dies_is_given_up(
    warm_up: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "Forge", Listed)
    before = len(Listed.children)
    dying = "import os\nos._exit(0)"

    result = warm_up.grade(
        own=dict.fromkeys(("imports", "double", "double--values", "double--graph"), dying)
    )

    assert result.score == 9
    assert len(Listed.children) - before <= 12
    assert len(result.notes) == 4


# --- ends in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (0, "ended its own process (exit status 0)"),
        (70, "ended its own process (exit status 70)"),
        (
            -signal.SIGKILL,
            "was ended (killed by SIGKILL, by itself or by the system for want of memory)",
        ),
        (-signal.SIGTERM, "ended its own process (killed by SIGTERM)"),
        (-signal.SIGXCPU, "used more than 600 s of processor time"),
        (-40, "ended its own process (killed by signal 40)"),
    ],
)
def test_an_end_is_told_in_words(status: int, words: str) -> None:
    assert death_text(Ended(status, 0, 0)) == words


def test_all_ways_to_crash_are_told_alike() -> None:
    crashes = (signal.SIGABRT, signal.SIGSEGV, signal.SIGILL, signal.SIGBUS, signal.SIGFPE)
    [text] = {death_text(Ended(-number, 0, 0)) for number in crashes}
    assert text.startswith("crashed: ")


def test_a_want_of_memory_is_told_with_the_limit() -> None:
    text = death_text(Ended(-signal.SIGKILL, 0, 0, out_of_memory=True))
    assert text == "was ended by the system: it took more than 2,147 MB of memory"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("import sys\nsys.exit(3)", "SystemExit: it called exit()"),
        ("raise SystemExit", "SystemExit: it called exit()"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt: it interrupted itself"),
        ("kept = bytearray(1 << 40)", "MemoryError: a notebook may take 2,147 MB of memory"),
        (
            "import numpy\nkept = numpy.ones(1 << 40)",
            "Unable to allocate 8.00 TiB for an array with shape (1099511627776,) and data type "
            "float64; a notebook may take 2,147 MB of memory",
        ),
    ],
)
def test_a_cell_that_leaves_is_told_in_words(warm_up: Desk, answer: str, words: str) -> None:
    result = warm_up.grade({"double": answer})

    assert words in result_of(result, "double--values").student_text
    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


@pytest.mark.parametrize("call", ["exit()", "quit()"])
def test_a_notebook_that_is_left_is_graded_to_its_end(warm_up: Desk, call: str) -> None:
    assert warm_up.grade(own={"double": call}).score == 9


# --- what a worker writes -------------------------------------------------------------------------

WAIT = "import signal\nsignal.pause()"
WRITES = {
    "much": ("open('a', 'wb').write(bytes(9_000_000))", "wrote more than 4 MB"),
    "many": (
        "for n in range(99):\n    open(str(n), 'w').close()",
        "made more than 80 files",
    ),
    "deep": (
        "import os\nfor _ in range(100):\n    os.mkdir('d')\n    os.chdir('d')",
        "made more than 64 folders within each other",
    ),
}


@pytest.fixture(scope="module")
def on_disk() -> Iterator[Desk]:
    """A grader whose workers write to the disk, and not to a file system of their own."""
    layers = [layer for layer in LAYERS if layer != "root"]
    with desk(*CELLS, layers=layers) as one:
        yield one


@pytest.mark.parametrize("name", WRITES)
def test_a_worker_that_writes_too_much_is_ended(
    on_disk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    code, words = WRITES[name]
    monkeypatch.setattr(scratch, "SCRATCH_BYTES", 4_000_000)
    monkeypatch.setattr(scratch, "SCRATCH_ENTRIES", 80)

    result = on_disk.grade({"double": f"{code}\n{WAIT}"})

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)
    text = result_of(result, "double--values").student_text
    assert text == f"Your cell double {words}, and was ended."


def test_a_file_system_of_its_own_holds_no_more_than_is_set_aside(warm_up: Desk) -> None:
    if "root" not in warm_up.grader.protection.layers:
        pytest.skip("this host gives no root of its own")
    writing = "for n in range(9):\n    open(str(n), 'wb').write(bytes(50_000_000))"
    result = warm_up.grade({"double": writing})

    text = result_of(result, "double--values").student_text
    assert "No space left on device" in text
    assert score(result, "triple") == TRIPLE_POINTS


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A folder with a large file, which was laid there."""
    monkeypatch.setattr(scratch, "SCRATCH_BYTES", 1_000_000)
    monkeypatch.setattr(scratch, "_LOOK_SECONDS", 0)
    (tmp_path / "laid").write_bytes(bytes(5_000_000))
    return Scratch(tmp_path)


def test_what_was_laid_and_a_little_more_is_no_excess(watched: Scratch, tmp_path: Path) -> None:
    (tmp_path / "more").write_bytes(bytes(500_000))
    os.truncate(tmp_path / "more", 10**9)  # a hole takes no room
    (tmp_path / "link").symlink_to("/")
    watched.look(os.getpid())


@pytest.mark.parametrize("place", ["", "a/b/" + "c" * 200])
def test_a_file_is_found_wherever_it_is(watched: Scratch, tmp_path: Path, place: str) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "more").write_bytes(bytes(2_000_000))
    with pytest.raises(Excess, match="wrote more than 1 MB"):
        watched.look(os.getpid())


def test_a_file_that_was_removed_and_is_open_counts(watched: Scratch, tmp_path: Path) -> None:
    with open(tmp_path / "removed", "wb") as file:
        file.write(bytes(2_000_000))
        file.flush()
        (tmp_path / "removed").unlink()
        with pytest.raises(Excess, match="wrote more than 1 MB"):
            watched.look(os.getpid())
    watched.look(os.getpid())


# --- the process that forks -----------------------------------------------------------------------


def test_a_child_says_how_it_ended(warm_up: Desk, tmp_path: Path) -> None:
    usage, forge = Usage(), Forge(warm_up.grader.nursery)
    with forge.child("probe", tmp_path, usage) as child:
        found, _ = child.channel.receive(30)
        ended = child.end(30)

    assert set(found["layers"]) == {*warm_up.grader.protection.layers}
    assert (ended.status, str(ended)) == (0, "exit status 0")
    assert usage.processes == 1
    assert usage.wall_seconds >= 0
    assert usage.peak_mb > 1


def test_what_still_runs_ends_with_the_process_that_forked_it(tmp_path: Path) -> None:
    with Nursery() as nursery:
        child = nursery.fork("worker", tmp_path)
        waiting = os.pidfd_open(child.pid)
    try:
        assert select.select([waiting], [], [], 10)[0]
    finally:
        os.close(waiting)
    with pytest.raises(TracegradeError, match="the process that forks graders has ended"):
        nursery.fork("worker", tmp_path)


def test_what_kept_it_from_serving_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho 'ImportError: no TensorFlow' >&2; exit 1\n", "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with Nursery() as nursery, pytest.raises(TracegradeError, match="ended: ImportError: no Tens"):
        nursery.fork("worker", tmp_path)


def test_a_process_that_forks_is_started_again_if_it_ends(tmp_path: Path) -> None:
    with Nursery() as nursery:
        first = nursery.fork("worker", tmp_path)
        os.kill(nursery._process.pid, signal.SIGKILL)
        second = nursery.fork("probe", tmp_path)
        found, _ = second.channel.receive(60)

        assert "seccomp" in found["layers"]
        assert str(first.end()) == "killed by SIGKILL"
        assert second.end(30).status == 0


def test_what_is_deep_closed_or_much_is_removed() -> None:
    here = Path.cwd()
    with scratch_folder() as folder:
        os.chdir(folder)
        try:
            for _ in range(1000):  # its path is longer than any that can be opened
                os.mkdir("d" * 200)
                os.chdir("d" * 200)
            Path("file").touch()
            Path(".").chmod(0)
        finally:
            os.chdir(here)
        closed = folder / "closed"
        closed.mkdir()
        for name in (b"a\nb", b"\xff", b"-rf", b"$(touch x)", b" "):
            Path(os.fsdecode(os.fsencode(closed) + b"/" + name)).touch()
        closed.chmod(0)
        much = folder / "much"
        much.mkdir()
        for n in range(20_000):
            os.symlink("nowhere", much / str(n))
        folder.chmod(0)
    assert not folder.parent.exists()


# --- forks that hang ------------------------------------------------------------------------------


class Hanging(Nursery):
    """Stops its first children, or ends them, before they can say anything."""

    def __init__(self, nursery: Nursery, number: int, how: signal.Signals) -> None:
        self.__dict__.update(nursery.__dict__)
        self._left, self._how = number, how

    def fork(self, *arguments: Any) -> Child:
        child = super().fork(*arguments)
        if self._left:
            self._left -= 1
            ours, theirs = pair()  # what the stopped one may have said is lost
            child.channel.close()
            child.channel = ours
            os.kill(child.pid, self._how)
            if self._how is signal.SIGKILL:
                theirs.close()
            else:
                kept.append(theirs)
        return child


kept: list[socket.socket] = []


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL])
def test_a_fork_that_hangs_or_ends_is_made_again(
    warm_up: Desk, monkeypatch: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    monkeypatch.setattr(sessions, "_START_SECONDS", 0.2)
    grader = replace(warm_up.grader, nursery=Hanging(warm_up.grader.nursery, 1, how))

    result = Desk(grader).grade()

    assert (result.score, result.hung_forks) == (9, 1)


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL])
def test_forks_that_hang_again_are_no_fault_of_a_student(
    warm_up: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    how: signal.Signals,
) -> None:
    monkeypatch.setattr(sessions, "_START_SECONDS", 0.2)
    grader = replace(warm_up.grader, nursery=Hanging(warm_up.grader.nursery, 2, how))

    result = Desk(grader).grade()

    assert (result.finished, result.hung_forks) == (False, 2)
    assert result.notes == ("Grading stopped for a reason of its own (NotStarted).",)
    assert "hung or ended before it was asked anything" in capsys.readouterr().err
    assert warm_up.grade().score == 9


def test_a_process_that_is_forked_says_that_it_is_ready(tmp_path: Path) -> None:
    with Nursery(layers=()) as nursery:
        for role in ("worker", "judge", "planner"):
            child = nursery.fork(role, tmp_path)
            assert child.channel.receive(30) == (READY, b"")
            child.end()


def test_a_process_ends_with_the_one_that_forked_it(tmp_path: Path) -> None:
    with Nursery(layers=()) as nursery:
        child = nursery.fork("worker", tmp_path)
        assert child.channel.receive(30) == (READY, b"")
        os.kill(nursery._process.pid, signal.SIGKILL)
        assert select.select([child._pidfd], [], [], 10)[0]
