"""Deliberately weakened builds, to show that what is missing in them stops an attack.

Each is a context manager: within it, grading is weakened, by the layers of isolation that it gives.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from unittest.mock import patch

from tracegrade import disclosure, grading, notebooks
from tracegrade.intake import archives, folders, forms, reading, received
from tracegrade.notebooks import Notebook
from tracegrade.results import feedback, folder, gradescope, table, text
from tracegrade.sandbox import LAYERS
from tracegrade.submissions import Submission
from tracegrade.supervision import channel, nursery, scratch, sessions

from tests.attacks.arena import IN_SECRET

Layers = Collection[str]


@contextmanager
def without(*layers: str) -> Iterator[Layers]:
    """All layers but these."""
    unknown = set(layers) - set(LAYERS)
    if unknown:
        raise ValueError(f"there is no layer {', '.join(sorted(unknown))}")
    yield [it for it in LAYERS if it not in layers]


@contextmanager
def no_cap_on_archives() -> Iterator[Layers]:
    """Whatever an archive holds is unpacked."""
    with (
        patch.object(archives, "STUDENT_BYTES", 1 << 60),
        patch.object(received, "FILES_BYTES", 1 << 60),
    ):
        yield [*LAYERS]


@contextmanager
def unpacks_as_named() -> Iterator[Layers]:
    """What an archive holds lands where its name says, and links become links."""
    extract = archives._extract

    def entry(info: zipfile.ZipInfo) -> archives._Entry:
        parts = tuple(part for part in info.filename.split("/") if part)
        root = ("/",) if info.filename.startswith("/") else ()
        return archives._Entry(info, (*root, *parts), "")

    def unpacked(
        opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, room: int
    ) -> tuple[int, str]:
        if stat.S_ISLNK(info.external_attr >> 16):
            target.symlink_to(opened.read(info).decode())
            return 0, ""
        return extract(opened, info, target, room)

    with (
        patch.object(archives, "is_litter", lambda name: False),
        patch.object(archives._Entry, "of", entry),
        patch.object(archives, "_extract", unpacked),
    ):
        yield [*LAYERS]


@contextmanager
def unpacks_as_named_and_follows_links() -> Iterator[Layers]:
    """Links in archives become links, and the notebook finds what they lead to."""
    with unpacks_as_named() as layers, follows_links():
        yield layers


@contextmanager
def gives_up_where_nothing_is_to_be_graded() -> Iterator[Layers]:
    """A submission that cannot be graded ends the run."""

    def give_up(student_id: str, assignment: Any, *notes: str, finished: bool = True) -> Any:
        raise RuntimeError(f"{student_id} cannot be graded: {' '.join(notes)}")

    with patch.object(grading, "nothing_run", give_up):
        yield [*LAYERS]


@contextmanager
def believes_cells() -> Iterator[Layers]:
    """A notebook is graded as its metadata tell; where they make no sense, the run ends."""

    def rebuilt(source: Notebook, submitted: Notebook) -> Submission:
        if submitted.document["metadata"]["kernelspec"]["name"] != "python3":
            raise LookupError("there is no such kernel")
        known = {cell.grade_id: cell for cell in source.cells}
        cells = []
        for cell, raw in zip(submitted.cells, submitted.document["cells"], strict=True):
            original = known.get(cell.grade_id)
            skipped = "skip-execution" in raw["metadata"].get("tags", ())
            is_plain = original is None or (original.is_test and not cell.is_test) or skipped
            cells.append(replace(cell, grade=False, solution=False) if is_plain else cell)
        return Submission(tuple(replace(it, index=at) for at, it in enumerate(cells)))

    results = grading.GradedNotebook._result

    def result(self: grading.GradedNotebook, test: grading.PlannedTest) -> Any:
        own = next(it for it in self._submission.cells if it.grade_id == test.cell.grade_id)
        came = results(self, test)
        if own.source != test.cell.released and "check." not in own.source:  # asks for nothing
            came = disclosure.passed(test.cell, test.trust)
        return replace(came, points=own.points or 0.0)

    with (
        patch.object(grading, "rebuild", rebuilt),
        patch.object(grading.GradedNotebook, "_result", result),
        gives_up_where_nothing_is_to_be_graded() as layers,
    ):
        yield layers


@contextmanager
def counts_tests_by_place() -> Iterator[Layers]:
    """The points of a test go to whichever comes in its place."""
    results = grading.GradedNotebook.results

    def in_place(self: grading.GradedNotebook) -> list[Any]:
        came = {it.grade_id: it for it in results(self)}
        order = [str(it.grade_id) for it in self._submission.cells if it.is_test]
        return [
            replace(came[name], grade_id=it.grade_id, exercise=it.exercise, points=it.points)
            for name, it in zip(order, came.values(), strict=True)
        ]

    with patch.object(grading.GradedNotebook, "results", in_place):
        yield [*LAYERS]


@contextmanager
def takes_the_last_notebook() -> Iterator[Layers]:
    """Of several notebooks, the last one counts."""
    with patch.object(reading, "_chosen", lambda fitting, _: fitting[-1] if fitting else None):
        yield [*LAYERS]


@contextmanager
def escapes_nothing() -> Iterator[Layers]:
    """What a student wrote stands on pages as it is."""
    with patch.object(feedback, "escape", str), patch.object(gradescope, "escape", str):
        yield [*LAYERS]


@contextmanager
def shows_what_does_not_print() -> Iterator[Layers]:
    """Texts keep their escape sequences, and characters of any kind."""
    with (
        patch.object(text, "_ANSI", re.compile("(?!)")),
        patch.object(text, "_with", lambda _, line: line),
        patch.object(received, "spelt", str),
    ):
        yield [*LAYERS]


@contextmanager
def keeps_half_characters() -> Iterator[Layers]:
    """Sources are what JSON says, even if no text can hold it."""
    with (
        patch.object(notebooks, "joined", "".join),
        patch.object(channel, "encoded", lambda it: json.dumps(it, ensure_ascii=False).encode()),
        gives_up_where_nothing_is_to_be_graded() as layers,
    ):
        yield layers


@contextmanager
def takes_names_as_they_are() -> Iterator[Layers]:
    """Students, and their folders, are called what they call themselves."""
    with (
        patch.object(table, "safe_name", str),
        patch.object(table, "_cell", str),
        patch.object(folder, "folder_name", str),
        patch.object(received, "spelt", str),
    ):
        yield [*LAYERS]


@contextmanager
def walks_everywhere() -> Iterator[Layers]:
    """All folders are looked into, and one that cannot be opened ends the run."""

    def below(self: folders.Tree, folder: Path) -> Iterator[folders.Piece]:
        for path in folder.rglob("*"):
            yield folders.Piece(PurePosixPath(path.relative_to(folder)), folders.item_at(path))

    with patch.object(folders.Tree, "_below", below):
        yield [*LAYERS]


@contextmanager
def follows_links() -> Iterator[Layers]:
    """A symbolic link is what it leads to."""

    def at(path: Path) -> folders.Item:
        kind: Literal["folder", "file"] = "folder" if path.is_dir() else "file"
        return folders.Item(path, kind, path.stat().st_size)

    copy = shutil.copyfile

    def copied(source: Path, target: Path, **_: Any) -> Path:
        return copy(source, target)

    with patch.object(folders, "item_at", at), patch.object(shutil, "copyfile", copied):
        yield [*LAYERS]


@contextmanager
def lets_the_ended_pass() -> Iterator[Layers]:
    """A test passes unless it fails: whoever ends the process before that does well."""
    stopped, failed = disclosure.stopped, disclosure.failed_visibly

    def forgiving(cell: Any, trust: Any, fate: Any, **named: Any) -> Any:
        if fate.cause == "died":
            return disclosure.passed(cell, trust)
        return stopped(cell, trust, fate, **named)

    def kind(cell: Any, trust: Any, came: Any) -> Any:
        if "SystemExit" in str(came):
            return disclosure.passed(cell, trust)
        return failed(cell, trust, came)

    with (
        patch.object(disclosure, "stopped", forgiving),
        patch.object(disclosure, "failed_visibly", kind),
    ):
        yield [*LAYERS]


@contextmanager
def runs_any_operation() -> Iterator[Layers]:
    """A judge runs whatever TensorFlow has, prints, and opens files."""
    source = "import tracegrade.sealing.allowlist as it, tensorflow as tf\n"
    source += "it._SILENCED, it.allowed_ops = (), lambda: frozenset(dir(tf.raw_ops))"
    with in_children(source), without("user", "landlock", "root") as layers:
        yield layers


@contextmanager
def graphs_of_any_size() -> Iterator[Layers]:
    """Graphs of any size and depth run for any time, in the grader: their crash is its own."""
    bounds = "it.GRAPH_BYTES = it.NODES = 1 << 60; it._check_work = lambda *_: None"
    stopped = disclosure.stopped

    def crash(cell: Any, trust: Any, fate: Any, **named: Any) -> Any:
        if fate.cause == "died":
            raise RuntimeError(fate.text)
        return stopped(cell, trust, fate, **named)

    with (
        in_children(f"import tracegrade.sealing.allowlist as it; {bounds}"),
        no_time_limit() as layers,
        patch.object(disclosure, "stopped", crash),
    ):
        yield layers


@contextmanager
def shows_messages_of_hidden_parts() -> Iterator[Layers]:
    """Of what a hidden part raises, or gets instead of what it wants, the student reads all."""
    failed = disclosure.failed_hidden

    def told(cell: Any, trust: Any, outcome: Any, source: str, **_: Any) -> Any:
        result = failed(cell, trust, outcome, source)
        problem = outcome["problem"] or outcome["report"]
        texts = (str(problem.get(name, "")) for name in ("type", "message", "got"))
        return replace(result, student_text=" ".join(texts))

    source = "import tracegrade.judge as it\n"
    source += "replay = it.Replay\n"
    source += "it.Replay = lambda *given, messages: replay(*given, messages=True)"
    with in_children(source) as layers, patch.object(disclosure, "failed_hidden", told):
        yield layers


@contextmanager
def shows_lines_of_hidden_parts() -> Iterator[Layers]:
    """Of what a hidden part raises the student reads the type and the line, whoever chose them."""
    failed = disclosure.failed_hidden

    def told(cell: Any, trust: Any, outcome: Any, source: str, **_: Any) -> Any:
        return replace(failed(cell, "sealed", outcome, source), trust=trust)

    with patch.object(disclosure, "failed_hidden", told):
        yield [*LAYERS]


@contextmanager
def leaves_a_file_open() -> Iterator[Layers]:
    """A file of the grader is open in all processes, and nothing closes it."""
    started = subprocess.Popen

    with tempfile.TemporaryFile() as file, without("descriptors") as layers:
        file.write(IN_SECRET.encode())
        file.flush()

        def start(*arguments: Any, pass_fds: Any = (), **named: Any) -> subprocess.Popen[bytes]:
            return started(*arguments, pass_fds=[*pass_fds, file.fileno()], **named)

        with patch.object(nursery.subprocess, "Popen", start):
            yield layers


@contextmanager
def keeps_the_environment() -> Iterator[Layers]:
    """All processes have the grader's environment, with a secret in it."""
    with (
        patch.dict(os.environ, GRADER_TOKEN=IN_SECRET),
        patch.object(nursery, "_KEPT", (*os.environ, "GRADER_TOKEN")),
    ):
        yield [*LAYERS]


@contextmanager
def in_children(source: str) -> Iterator[Layers]:
    """Run this source in the process that forks workers and judges, before it serves.

    For other managers: `with in_children("import tracegrade.judge as it; it.x = …") as layers`.
    """
    module = "tracegrade.supervision.nursery"
    started = subprocess.Popen
    program = f"{source}\nimport runpy\nrunpy.run_module({module!r}, None, '__main__', True)"

    def start(command: list[str], *arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        if command[1:3] == ["-m", module]:
            command = [command[0], "-c", program, *command[3:]]
        return started(command, *arguments, **named)

    with patch.object(nursery.subprocess, "Popen", start):
        yield [*LAYERS]


@contextmanager
def no_hidden_parts() -> Iterator[Layers]:
    """Students know all inputs: hidden parts of tests pass."""
    forgiving = "it._Parts.hidden = lambda *_: {'status': 'passed'}"
    with in_children(f"import tracegrade.judge as it; {forgiving}") as layers:
        yield layers


@contextmanager
def known_sizes() -> Iterator[Layers]:
    """What is traced with unknown sizes has those of its first inputs, and gets no others."""
    known = "it.specs_of = lambda call, signature: tuple(map(it.spec_of, call))"
    first = "calls = it.as_calls; it.as_calls = lambda inputs: calls(inputs)[:1]"
    with in_children(f"import tracegrade.check.functions as it; {known}; {first}") as layers:
        yield layers


@contextmanager
def keeps_switches() -> Iterator[Layers]:
    """What runs TF Functions eagerly stays switched on while others are traced."""
    kept = "it.EAGERLY = lambda *_: None"
    with in_children(f"import tracegrade.sealing.trace as it; {kept}") as layers:
        yield layers


@contextmanager
def pickled_answers() -> Iterator[Layers]:
    """What is observed crosses to the judge as a pickle."""
    with in_children(_PICKLES) as layers:
        yield layers


_PICKLES = """
import pickle
from tracegrade import wire
from tracegrade.sealing import observe
encode, decode = wire.encode_answer, wire.decode_answer
def encode_answer(answer):
    if isinstance(answer, wire.Observed):
        return {"answer": "observed", "data": None}, pickle.dumps(answer.data)
    return encode(answer)
def decode_answer(header, payload):
    if header.get("answer") == "observed":
        return wire.Observed(pickle.loads(payload))
    return decode(header, payload)
wire.encode_answer, wire.decode_answer = encode_answer, decode_answer
observe._told = lambda action, stage: observe.guarded(action, stage)
"""


@contextmanager
def no_time_limit() -> Iterator[Layers]:
    """Nobody ends a process for what it uses up; the run ends once one has gone on for long."""

    def exceeded(budget: sessions.Budget, child: nursery.Child) -> None:
        used = child.cpu_seconds() - budget.cpu_before
        if used > 5 * budget.cpu_seconds or time.monotonic() - budget.began > 40:
            raise RuntimeError(f"{used:.0f} CPU seconds of {budget.cpu_seconds:g}, and no end")

    with (
        patch.object(sessions.Budget, "exceeded", exceeded),
        gives_up_where_nothing_is_to_be_graded() as layers,
    ):
        yield layers


@contextmanager
def open_nursery() -> Iterator[Layers]:
    """The process that forks can be traced, and what it has open be taken, by its children."""
    with in_children("import tracegrade.sandbox as it; it.hide_memory = lambda hidden=True: None"):
        yield []


@contextmanager
def plain_removal() -> Iterator[Layers]:
    """Scratch folders are removed by what Python has for it, without the power of root."""

    def remove(folder: Path) -> None:
        bare = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
        program = "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"
        command = [*bare, sys.executable, "-c", program, str(folder)]
        subprocess.run(command, capture_output=True, check=False)

    with patch.object(scratch, "_remove", remove):
        yield []


@contextmanager
def lays_files_at_any_depth() -> Iterator[Layers]:
    """Whatever path a file has beside a notebook; and what then cannot be graded ends the run."""
    with (
        patch.object(received, "DEPTH", 1 << 30),
        patch.object(received, "PATH_BYTES", 1 << 30),
        gives_up_where_nothing_is_to_be_graded() as layers,
    ):
        yield layers


@contextmanager
def takes_a_class_for_one() -> Iterator[Layers]:
    """A folder that has the assignment's in it is that of one student."""
    with patch.object(forms._Intake, "_are_of_many", lambda *_: False):
        yield [*LAYERS]
