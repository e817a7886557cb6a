"""Channels, and sessions with processes that keep to no rule: each of them gets a verdict."""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from tracegrade import runs
from tracegrade.errors import TracegradeError
from tracegrade.results.records import SubmissionResult
from tracegrade.supervision import sessions
from tracegrade.supervision.channel import (
    HEADER_BYTES,
    PAYLOAD_BYTES,
    Broken,
    Channel,
    Closed,
    Expired,
    pair,
)
from tracegrade.supervision.nursery import Child, Nursery
from tracegrade.supervision.sessions import Forge, Usage, scratch_folder

from tests.grading import TRIPLE_POINTS, Desk, result_of, score

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
        (struct.pack(">II", HEADER_BYTES + 1, 0), "too large"),
        (struct.pack(">II", 0, PAYLOAD_BYTES + 1), "too large"),
        (struct.pack(">II", 2**32 - 1, 2**32 - 1), "too large"),
        (frame(b""), "no JSON"),
        (frame(b"{"), "no JSON"),
        (frame(b"\xff"), "no JSON"),
        (frame(b"[" * 100_000), "no JSON"),
        (frame(b"9" * 10_000), "no JSON"),
        (frame(b"[]"), "no object"),
        (frame(b"null"), "no object"),
    ],
)
def test_what_is_no_frame_is_broken(
    ends: tuple[Channel, socket.socket], sent: bytes, why: str
) -> None:
    ours, theirs = ends
    theirs.sendall(sent)
    with pytest.raises(Broken, match=why):
        ours.receive(5)


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
import json, os, signal, socket, struct

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

def send(header, times=1):
    channel.sendall(frame(header) * times)

channel = find()
problem = {"stage": "running", "type": "Forged", "message": "m", "line": "x", "place": ""}
"""
# In the first notebook here, cells are the steps 0 (imports), 1 (double) and, after the three
# requests of its tests, 5 (triple).
CELL, REQUEST, LATER = 1, 2, 5
PASSED = '{"status": "passed"}'
HOSTILE = {
    "noise": "channel.sendall(os.urandom(3) * 99)",
    "a frame that is too large": "channel.sendall(struct.pack('>II', 2**31, 0))",
    "broken JSON": "send(b'{')",
    "a list": "send([])",
    "no event": "send({})",
    "an event that is a list": "send({'event': ['step']})",
    "a verdict": f"send({{'event': 'verdict', 'id': 'double--values', 'visible': {PASSED}}})",
    "a step that was": "send({'event': 'step', 'index': 0})",
    "a step that is": f"send({{'event': 'step', 'index': {CELL}}})",
    "a step beyond all": "send({'event': 'step', 'index': 10**6})",
    "an answer to a later step": f"send({{'event': 'answer', 'index': {REQUEST}}})",
    "a failure that is none": f"send({{'event': 'failed', 'index': {CELL}, 'problem': None}})",
    "a failure that is too long": (
        f"problem['line'] *= 5000\nsend({{'event': 'failed', 'index': {CELL}, 'problem': problem}})"
    ),
    "a failure that cannot be written": (
        f"send({{'event': 'failed', 'index': {CELL}, 'problem': {{**problem, 'line': '\\ud800'}}}})"
    ),
    "the end of a channel": "channel.shutdown(socket.SHUT_RDWR)",
    "the end of sending": "channel.shutdown(socket.SHUT_WR)",
}
RIGHT = "def double(x):\n    return 2 * x"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_cell_that_speaks_for_its_worker_costs_its_exercise_alone(
    warm_up: Desk, name: str
) -> None:
    result = warm_up.grade({"double": f"{FIND}{HOSTILE[name]}\n{RIGHT}"})

    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)
    test = result_of(result, "double--values")
    assert test.cause == "died"
    assert test.student_text.startswith("Your cell double ")


def test_who_comes_after_them_is_not_touched(warm_up: Desk) -> None:
    warm_up.grade({"double": f"{FIND}channel.sendall(os.urandom(3) * 99)"})

    assert warm_up.grade().score == 9


@pytest.mark.parametrize(
    "forged",
    [
        f"send({{'event': 'answer', 'index': {CELL}, 'answer': 'undefined'}})",
        f"send({{'event': 'failed', 'index': {CELL}, 'problem': problem}}, times=2)",
        f"send({{'event': 'step', 'index': {LATER}}})",
        f"send({{'event': 'step', 'index': {REQUEST}}})\n"
        f"send({{'event': 'answer', 'index': {REQUEST}, 'answer': 'sealed', 'functions': []}})",
        f"send({{'event': 'step', 'index': {REQUEST}}})\n"
        f"send({{'event': 'answer', 'index': {REQUEST}, 'answer': 'attributes', 'attributes': "
        f"{PASSED}}})",
        "send({'event': 'done'})",
    ],
)
def test_what_could_have_been_said_truly_gains_nothing(warm_up: Desk, forged: str) -> None:
    wrong = "def double(x):\n    return x"

    assert score(warm_up.grade({"double": f"{FIND}{forged}\n{wrong}"}), "double") == 0


@pytest.mark.parametrize(
    "answer",
    [
        "'undefined'",
        "['sealed']",
        "'sealed', 'functions': [{'library': 10**12, 'connected': [1], 'captures': []}]",
        "'sealed', 'functions': [], 'variables': [{'dtype': 'float32', 'shape': [10**9]}]",
    ],
)
def test_a_doubled_answer_is_no_answer(warm_up: Desk, answer: str) -> None:
    forged = f"{{'event': 'answer', 'index': {REQUEST}, 'answer': {answer}}}"
    result = warm_up.grade(
        {"double": f"{FIND}def double(x):\n    send({forged})\n    return 2 * x"}
    )

    assert not result_of(result, "double--values").passed
    assert score(result, "triple") == TRIPLE_POINTS


def test_an_end_that_comes_too_early_keeps_what_was_earned(warm_up: Desk) -> None:
    result = warm_up.grade({"triple": f"{FIND}send({{'event': 'done'}})\ntriple = abs"})

    assert [test.passed for test in result.tests] == [True, True, False]


def test_an_end_that_comes_too_early_is_named(warm_up: Desk) -> None:
    result = warm_up.grade({"double": f"{FIND}send({{'event': 'done'}})\n{RIGHT}"})

    assert "too often" not in result_of(result, "double--values").student_text


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


FAILED = f"{{'event': 'failed', 'index': {CELL}, 'problem': problem}}"


@pytest.mark.parametrize(
    "flood",
    [
        pytest.param(f"channel.sendall(frame({FAILED}) * 1000)", id="fast"),
        pytest.param(f"send({FAILED})\n    select.select([], [], [], 0.1)", id="slow"),
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
    assert "nobody asked for" in result_of(result, "double--values").student_text


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
    assert "exported more than 100 bytes" in result_of(result, "double--values").student_text


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


# --- the process that forks -----------------------------------------------------------------------


def test_a_child_says_how_it_ended(warm_up: Desk, tmp_path: Path) -> None:
    usage, forge = Usage(), Forge(warm_up.grader.nursery)
    with forge.child("probe", tmp_path, usage) as child:
        found, _ = child.channel.receive(30)
        ended = child.end(30)

    assert set(found["layers"]) == {*warm_up.grader.protection.layers} - {"user"}
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
    with scratch_folder() as folder:
        deep = folder
        for _ in range(50):
            deep = deep / "deeper"
        deep.mkdir(parents=True)
        (deep / "file").touch()
        deep.chmod(0)
    assert not folder.parent.exists()
