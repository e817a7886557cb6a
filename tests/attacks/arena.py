"""The arena: a course with traps, where hostile submissions are graded among honest ones."""

from __future__ import annotations

import ctypes
import html
import json
import os
import random
import re
import secrets
import selectors
import signal
import socket
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from tracegrade.assignments import Assignment, load_assignment
from tracegrade.errors import TracegradeError
from tracegrade.results.gradescope import validate
from tracegrade.runs import grade_run
from tracegrade.sandbox import Level, TooWeak, layers_of
from tracegrade.supervision.sessions import Allowance

from tests import courses
from tests.attacks.format import WRONG, Traps, Variation
from tests.attacks.pages import unsafe
from tests.courses import graded, locked, solution
from tests.grading import TRIPLE, TRIPLE_VALUES, notebook_of

PAGE_SIZE = 1_000_000  # in characters: more than browsers like, and than anybody reads
_DEPTH = 200  # of folders, below which nobody looks for what is left
Condition = Literal["points", "leak", "harm", "verdict", "left"]
Violations = dict[Condition, str]
# A hang ends soon; honest cells take a tenth of it.
ALLOWANCE = Allowance(
    cell_cpu_seconds=2,
    test_cpu_seconds=2,
    wall_seconds=20,
    worker_cpu_seconds=60,
    worker_wall_seconds=120,
    judge_cpu_seconds=60,
    judge_wall_seconds=120,
    restarts=8,
)

# --- the course -----------------------------------------------------------------------------------

# Two numbers side by side, as inputs and twice as large as expected values.
NUMBERS = (0.7312849, 0.2918374)
IN_TESTS = "kolibri-in-the-hidden-tests"
IN_REFERENCE = "zeisig_in_the_reference"
IN_SECRET = "pirol-in-the-secret"
IN_GRADEBOOK = "stieglitz-in-the-gradebook"
IN_NEIGHBOUR = "gimpel-in-the-neighbours-notebook"
IN_CORPUS = "wiedehopf-in-the-corpus"
# How a page could spell them, shortened or whole.
_DIGITS = ("0.7312", "7312849", "0.2918", "2918374", "1.4625", "1.4626", "0.5836", "0.5837")
CANARIES = (IN_TESTS, IN_REFERENCE, IN_SECRET, IN_GRADEBOOK, IN_NEIGHBOUR, IN_CORPUS, *_DIGITS)

_DOUBLED = [2 * number for number in NUMBERS]
CELLS = [
    courses.markdown("# Arena"),
    locked(
        "imports",
        "import keras\nimport numpy as np\nimport tensorflow as tf\nfrom tracegrade import check",
    ),
    solution(
        "double",
        'def double(x):\n    """Return twice x."""\n    ### BEGIN SOLUTION\n'
        f"    {IN_REFERENCE} = x + x\n    return {IN_REFERENCE}\n    ### END SOLUTION",
    ),
    graded(
        "double--values",
        "# A visible example.\ncheck.values(double, ([1.0, 2.0],), [2.0, 4.0])\n"
        f"### BEGIN HIDDEN TESTS\nbird = {IN_TESTS!r}\n"
        f"check.values(double, ({[*NUMBERS]},), {_DOUBLED})\n"
        f"check.values(double, [({[*NUMBERS]},)], reference=lambda x: np.float32(2) * x)\n"
        f"check.gradient(double, ({[*NUMBERS]},), [2.0, 2.0], wrt=0)\n"
        "### END HIDDEN TESTS",
        points=3,
    ),
    graded(
        "double--graph",
        "# One graph for every length.\n### BEGIN HIDDEN TESTS\n"
        f"check.graph(double, [[None]], ({[*NUMBERS]},), {_DOUBLED})\n### END HIDDEN TESTS",
        points=2,
    ),
    solution(
        "Total",
        "class Total(keras.metrics.Metric):\n"
        '    """The sum of y_pred, times scale."""\n\n'
        "    def __init__(self, scale=1.0, **kwargs):\n"
        "        ### BEGIN SOLUTION\n"
        "        super().__init__(**kwargs)\n"
        "        self.scale = scale\n"
        '        self.total = self.add_weight(name="total", initializer="zeros")\n'
        "        ### END SOLUTION\n\n"
        "    def update_state(self, y_true, y_pred, sample_weight=None):\n"
        "        ### BEGIN SOLUTION\n"
        "        self.total.assign_add(self.scale * tf.reduce_sum(y_pred))\n"
        "        ### END SOLUTION\n\n"
        "    def result(self):\n"
        "        ### BEGIN SOLUTION\n"
        "        return self.total\n"
        "        ### END SOLUTION\n\n"
        "    def get_config(self):\n"
        "        ### BEGIN SOLUTION\n"
        '        return {**super().get_config(), "scale": self.scale}\n'
        "        ### END SOLUTION",
    ),
    graded(
        "Total--stream",
        "# Two batches.\n"
        "check.stream(check.made(Total, 2.0), [[([[0.0]], [[1.0]]), ([[0.0]], [[3.0]])]], "
        "[[2.0, 8.0]])\n"
        "### BEGIN HIDDEN TESTS\n"
        "def total_reference(batches):\n"
        "    return 3 * sum(y_pred.sum() for _, y_pred in batches)\n"
        f"hidden_batches = [([[0.0]], [[{NUMBERS[0]}]]), ([[1.0]], [[{NUMBERS[1]}]])]\n"
        "check.stream(check.made(Total, 3.0), [hidden_batches, hidden_batches[1:]], "
        "reference=total_reference)\n"
        "### END HIDDEN TESTS",
        points=3,
    ),
    graded(
        "Total--config",
        '# A rebuilt metric keeps its name.\ncheck.config(check.made(Total, name="t"), name="t")',
        points=1,
    ),
    solution(
        "jitter",
        'def jitter(x, stddev):\n    """Add Gaussian noise of that deviation."""\n'
        "    ### BEGIN SOLUTION\n"
        "    return x + tf.random.normal(tf.shape(x), stddev=stddev)\n    ### END SOLUTION",
    ),
    graded(
        "jitter--gaussian",
        "# Its distribution.\n### BEGIN HIDDEN TESTS\n"
        "check.gaussian(jitter, np.zeros([4000], np.float32), 0.5)\n### END HIDDEN TESTS",
        points=1,
    ),
    graded(
        "jitter--none",
        "# No noise for stddev 0.\ncheck.gaussian(jitter, np.zeros([4], np.float32), 0.0)",
        points=1,
    ),
    solution(
        "size_quiz", 'size_quiz = None\n### BEGIN SOLUTION\nsize_quiz = {"B"}\n### END SOLUTION'
    ),
    graded(
        "size_quiz--value",
        "# A set of letters from A to C.\n### BEGIN HIDDEN TESTS\n"
        'check.answers(size_quiz, options="ABC", right={"B"})\n### END HIDDEN TESTS',
        points=1,
    ),
    TRIPLE,
    graded("triple--values", TRIPLE_VALUES["source"], points=3),
    graded("triple--graph", "check.graph(triple, [[None]], [([1.0],)], [[3.0]])", points=1),
]
POINTS = sum(it["metadata"].get("nbgrader", {}).get("points", 0) for it in CELLS)

_LOOP = "def double(x):\n    while True:\n        pass"
_PLOT = """def triple(x):
    return 3 * x
import matplotlib.pyplot as plt
plt.plot(np.arange(9.0), triple(np.arange(9.0)))
plt.savefig("triple.png")
plt.show()"""

# Honest students, who must get the same beside an attack as alone; small runs have the first.
HONEST: tuple[Mapping[str, str], ...] = (
    {},
    {"double": WRONG, "jitter": "def jitter(x, stddev):\n    raise NotImplementedError"},
    {
        "double": "def double(x):\n    print(x)\n    return tf.add(x, x)",
        "Total": "raise ValueError('not ready')",
        "size_quiz": 'size_quiz = {"A"}',
    },
    {"triple": _PLOT, "size_quiz": 'size_quiz = {"A", "B"}'},
    {"double": _LOOP},
    {"double": "def double(x)\n    return x", "jitter": "def jitter(x, stddev):\n    return x"},
    {
        "triple": "def triple(x):\n    return tf.reshape(x, [7])",
        "Total": "Total = keras.metrics.Sum",
    },
)


def write_course(root: Path) -> Assignment:
    """Write the course, and load its assignment."""
    return load_assignment("arena", courses.course(root, arena=CELLS))


# --- what listens ---------------------------------------------------------------------------------


class Listeners:
    """Sockets that record what comes to them; each submission has its own."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.abstract = f"arena-{token}"
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", 0))
        self._unix = socket.socket(socket.AF_UNIX)
        self._unix.bind(f"\0{self.abstract}")
        self._unix.listen()
        self.all = {self._tcp: "TCP", self._udp: "UDP", self._unix: "a Unix socket"}
        self.came: list[str] = []

    @property
    def ports(self) -> tuple[int, int]:
        """Those of TCP and of UDP."""
        return self._tcp.getsockname()[1], self._udp.getsockname()[1]

    def record(self, at: socket.socket) -> None:
        """Note what has come to one of them."""
        if at is self._udp:
            text = at.recv(1 << 16)
        else:
            one, _ = at.accept()
            with one:
                one.settimeout(1)
                try:
                    text = one.recv(1 << 16)
                except OSError:
                    text = b""
        self.came.append(f"{self.all[at]}: {text[:200]!r}")

    def close(self) -> None:
        """Stop listening."""
        for it in self.all:
            it.close()


@contextmanager
def listening(listeners: Sequence[Listeners]) -> Iterator[None]:
    """Record what comes until the end."""
    ended, stop = socket.socketpair()
    with selectors.DefaultSelector() as selector, ended, stop:
        selector.register(ended, selectors.EVENT_READ)
        for group in listeners:
            for it in group.all:
                selector.register(it, selectors.EVENT_READ, group)

        def serve() -> None:
            while True:
                ready = [key for key, _ in selector.select()]
                for key in ready:
                    if key.data is not None:
                        key.data.record(key.fileobj)
                if any(key.data is None for key in ready) and len(ready) == 1:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.close()
            thread.join()
            for group in listeners:
                group.close()


# --- the arena ------------------------------------------------------------------------------------


@dataclass
class Handed:
    """What one student handed in: an honest submission of that kind, or an attack."""

    student: str
    variation: Variation | None = None
    kind: int = 0
    traps: Traps | None = None
    listeners: Listeners | None = None


@dataclass
class Run:
    """A run over hostile submissions among honest ones.

    `problem` is why it did not come to its end, `skipped` why the host cannot run it. `left` has
    what is left behind; `harmed` the honest students who did not get what they get alone, and what
    differs. `reached` is the level that the host gives instead.
    """

    handed: list[Handed]
    out: Path
    problem: str = ""
    skipped: str = ""
    left: list[str] = field(default_factory=list)
    harmed: list[str] = field(default_factory=list)
    seconds: float = 0.0
    reached: Level | None = None

    @property
    def hostile(self) -> list[Handed]:
        """The attacks."""
        return [it for it in self.handed if it.variation is not None]


class Arena:
    """A folder with the course and the traps; its processes are those of this process alone.

    Where others work beside it (`is_shared`), only what names a submission is counted as left.
    """

    def __init__(self, root: Path, *, is_shared: bool = False) -> None:
        self.root = root
        self.is_shared = is_shared
        root.chmod(0o711)
        self.course = self._folder("course", 0o700)
        self.assignment = write_course(self.course)
        self.corpus = self._folder("corpus", 0o700)
        (self.corpus / "wheat_sum.py").write_text(f"# about: {IN_CORPUS}\n# %% double\n")
        self.gradebook = self.course / "gradebook.db"
        self.gradebook.write_text(f"{IN_GRADEBOOK},100\n")
        self.open = self._folder("open", 0o1777)
        self.secret, self.open_secret = root / "secret", root / "open_secret"
        for path, mode in ((self.secret, 0o600), (self.open_secret, 0o644)):
            path.write_text(f"{IN_SECRET}\n")
            path.chmod(mode)
        self.neighbour = self._folder("neighbour", 0o700) / "arena.ipynb"
        courses.write(self.neighbour, *self._cells({}), courses.markdown(IN_NEIGHBOUR))
        self._runs = 0
        # Whatever outlives its parent comes to this process.
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)

    def _folder(self, name: str, mode: int) -> Path:
        folder = self.root / name
        folder.mkdir()
        folder.chmod(mode)
        return folder

    def _cells(self, answers: Mapping[str, str]) -> list[courses.Raw]:
        return notebook_of(self.assignment.notebooks[0], answers, {})

    def run(
        self,
        submissions: Sequence[Variation],
        *,
        level: Level = Level.PORTABLE,
        layers: Collection[str] | None = None,
        jobs: int = 2,
        honest: int | None = None,
        order: int | None = None,
    ) -> Run:
        """Grade attacks, with honest submissions before, between and after them.

        With `order`, all are shuffled by that seed. `layers` are those of the level unless given.
        """
        self._runs += 1
        folder = self._folder(f"run-{self._runs}", 0o700)
        run = Run(self._line_up(submissions, honest, order), folder / "out")
        options = {"level": level, "layers": layers, "jobs": jobs}
        kinds = {it.kind for it in run.handed if it.variation is None}
        try:
            alone = self._honest_alone(kinds, self._folder(f"alone-{self._runs}", 0o700), **options)
        except Unreachable as error:
            run.skipped, run.reached = str(error), error.level
            return run
        before = self.around()
        try:
            for it in run.handed:
                self._hand_in(it, folder)
            began = time.monotonic()
            with listening([it.listeners for it in run.hostile if it.listeners]):
                self._grade(folder, **options)
            run.seconds = time.monotonic() - began
        except Exception as error:  # whatever an attack brings about is what it does
            run.problem = f"{type(error).__name__}: {error}"
            return run
        finally:
            tokens = [it.traps.token for it in run.hostile if it.traps]
            run.left = [
                it
                for it in self.left_since(before)
                if not self.is_shared or it.startswith(_PROCESS) or _names(it, tokens)
            ]
        for it in (it for it in run.handed if it.variation is None):
            for name, text in texts_of(run.out, it.student).items():
                if text != alone[it.kind][name]:
                    told = difference(alone[it.kind][name], text)
                    run.harmed.append(f"{it.student} of kind {it.kind}: {told}")
        return run

    def _line_up(
        self, submissions: Sequence[Variation], honest: int | None, order: int | None
    ) -> list[Handed]:
        honest = max(2, 1 + -(-len(submissions) // 8)) if honest is None else honest
        every = -(-len(submissions) // max(1, honest - 1))
        line: list[Variation | None] = [None] if honest else []
        for at in range(0, len(submissions), every or 1):
            line += [*submissions[at : at + every], *([None] if line.count(None) < honest else [])]
        line += [None] * (honest - line.count(None))
        if order is not None:
            random.Random(order).shuffle(line)
        kinds = iter(range(len(line)))
        return [
            Handed(f"s{number:03}", it, next(kinds) % len(HONEST) if it is None else 0)
            for number, it in enumerate(line)
        ]

    def _hand_in(self, it: Handed, folder: Path) -> None:
        target = folder / "in" / it.student
        if it.variation is None:
            courses.write(target / "arena.ipynb", *self._cells(HONEST[it.kind]))
            return
        token = secrets.token_hex(8)
        it.listeners = Listeners(token)
        it.traps = self.traps(token, it.listeners, folder / "out")
        it.variation.hand_in(target, self.assignment.notebooks[0], it.traps)

    def traps(self, token: str, listeners: Listeners, results: Path) -> Traps:
        """Those of one submission."""
        return Traps(
            secret=str(self.secret),
            open_secret=str(self.open_secret),
            witness=str(self.open / token),
            port=listeners.ports[0],
            udp=listeners.ports[1],
            abstract=listeners.abstract,
            course=str(self.course),
            results=str(results),
            gradebook=str(self.gradebook),
            neighbour=str(self.neighbour),
            corpus=str(self.corpus),
            token=token,
        )

    def _honest_alone(
        self, kinds: Collection[int], folder: Path, **options: Any
    ) -> dict[int, dict[str, str]]:
        """What honest students of these kinds get without any attack."""
        for kind in kinds:
            self._hand_in(Handed(f"s{kind:03}", None, kind), folder)
        self._grade(folder, **options)
        return {kind: texts_of(folder / "out", f"s{kind:03}") for kind in kinds}

    def _grade(
        self, folder: Path, *, level: Level, layers: Collection[str] | None, jobs: int
    ) -> None:
        chosen = layers_of(level) if layers is None else layers
        minimum = level if layers is None else Level.DEGRADED
        try:
            grade_run(
                self.assignment,
                [folder / "in"],
                folder / "out",
                jobs=jobs,
                minimum=minimum,
                layers=chosen,
                allowance=ALLOWANCE,
            )
        except TooWeak as error:
            raise Unreachable(error.problem, error.protection.level) from None

    def left_since(self, before: set[str]) -> list[str]:
        """The processes that live on, and the files that were not there before."""
        return [*_end_children(), *sorted(self.around() - before)]

    def around(self) -> set[str]:
        """What lies in places that are open to all, but for what the arena writes itself."""
        own = {self.root, *(path for path in self.root.iterdir() if path != self.open)}
        places = {Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path.home(), self.open}
        found: set[str] = set()
        for place in places:
            for folder, names, files in os.walk(place):
                names[:] = [name for name in names if Path(folder, name) not in own]
                found |= {os.path.join(folder, name) for name in (*names, *files)}
                if folder.count(os.sep) > _DEPTH:
                    names.clear()
        return found


class Unreachable(Exception):
    """The host does not give the level of isolation, but another one."""

    def __init__(self, problem: str, level: Level) -> None:
        super().__init__(problem)
        self.level = level


_PROCESS = "process"


def _end_children() -> list[str]:
    """The processes that live on below this one, which are ended."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.append(f"{_PROCESS} {command.decode(errors='replace')[:80]}")
            os.kill(int(entry.name), signal.SIGKILL)
    return found


def texts_of(out: Path, student: str) -> dict[str, str]:
    """What a run has of a student, as text in which the student is not named."""
    texts = {}
    for name in ("results.json", "feedback.html"):
        path = out / student / name
        text = path.read_text(encoding="utf-8") if path.exists() else "missing"
        texts[name] = text.replace(student, "STUDENT")
    return texts


def difference(one: str, other: str) -> str:
    """The first line of a text that is another one in the other."""
    pairs = zip_longest(one.split("\n"), other.split("\n"))
    return next((f"{a!r:.150} or {b!r:.150}" for a, b in pairs if a != b), "")


# --- the five conditions --------------------------------------------------------------------------


def violations(run: Run, handed: Handed) -> Violations:
    """What a submission of a run achieved of what it must not; empty where it is beaten."""
    variation = handed.variation
    assert variation is not None
    assert handed.traps is not None
    assert handed.listeners is not None
    found: Violations = {}
    document = _document(run.out / handed.student / "results.json")
    shown = shown_to(run.out / handed.student, document)
    if document is not None:
        tests = _points(document)
        found |= points_violations(variation, tests)
        if sum(most for *_, most in tests) != POINTS:
            found["points"] = f"is graded out of other points than {POINTS:g}"
    elif not run.problem:
        found["verdict"] = "there is no valid results.json"
    token = handed.traps.token
    left = [it for it in run.left if _names(it, [token])]
    mine = len(run.hostile) == 1
    leaked = canaries_in("\n".join([shown, *map(_content, left)]))
    told = [*leaked, *handed.listeners.came]
    if told:
        found["leak"] = "; ".join(told)
    if mine:
        left = run.left
        if run.problem:
            found["harm"] = f"the run did not end: {run.problem}"
        elif run.harmed:
            found["harm"] = f"others get other results: {'; '.join(run.harmed)[:1000]}"
    if run.out.is_dir() and (unsafe_ones := unsafe(run.out, handed.student, token, document)):
        found["harm"] = f"its pages hold {', '.join(unsafe_ones)}"[:300]
    if len(shown) > PAGE_SIZE:
        found["harm"] = f"its page has {len(shown):,} characters"
    if left:
        found["left"] = "; ".join(left)[:300]
    if document is not None and "verdict" not in found:
        if not document["extra_data"]["finished"]:
            found["verdict"] = "grading did not finish"
        elif not re.search(variation.says, shown):
            found["verdict"] = f"does not say {variation.says!r}: {read(run.out, handed)!r}"
    return found


def of_all(run: Run) -> Violations:
    """What a run shows that cannot be laid at the door of one of many submissions."""
    found: Violations = {}
    if run.problem:
        found["harm"] = f"the run did not end: {run.problem}"
    elif run.harmed:
        found["harm"] = f"others get other results: {'; '.join(run.harmed)[:1000]}"
    tokens = [it.traps.token for it in run.hostile if it.traps]
    nobodys = [it for it in run.left if not _names(it, tokens)]
    if nobodys:
        found["left"] = "; ".join(nobodys)[:300]
    return found


def points_violations(
    variation: Variation, tests: Sequence[tuple[str, float, float]]
) -> Violations:
    """What is wrong with the points: of each test its exercise, what it gave, what it has."""
    found: Violations = {}
    if variation.earns is not None:
        score = sum(got for _, got, _ in tests)
        if score > variation.earns:
            found["points"] = f"got {score:g} instead of {variation.earns:g}"
        elif score < variation.earns:
            found["verdict"] = f"lost points: {score:g} instead of {variation.earns:g}"
        return found
    for exercise in dict.fromkeys(name for name, _, _ in tests):
        got = sum(points for name, points, _ in tests if name == exercise)
        most = sum(points for name, _, points in tests if name == exercise)
        if exercise in variation.costs and got:
            found["points"] = f"got {got:g} of {most:g} for {exercise}"
        elif exercise not in variation.costs and got < most:
            found["verdict"] = f"lost points: {got:g} of {most:g} for {exercise}"
    return found


def canaries_in(text: str) -> list[str]:
    """The canaries that stand in a text."""
    return [it for it in CANARIES if it in text]


def shown_to(folder: Path, document: Mapping[str, Any] | None) -> str:
    """What a student reads of a result, as text and as it is written."""
    entries = [
        str(value)
        for test in (document or {}).get("tests", ())
        if test["visibility"] != "hidden"
        for value in (test["name"], test["output"])
    ]
    path = folder / "feedback.html"
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    written = "\n".join([str((document or {}).get("output", "")), *entries, page])
    return f"{written}\n{html.unescape(re.sub(r'<[^>]*>', '', written))}"


def read(out: Path, handed: Handed) -> str:
    """The sentence that tells the student what happened, or else all that is told."""
    document = _document(out / handed.student / "results.json")
    if document is None or handed.variation is None:
        return ""
    told = document.get("output", "").split("\n")
    for test in document["tests"]:
        if test.get("status") == "failed":
            for line in test["output"].split("<p>"):
                told.append(html.unescape(re.sub(r"<[^>]*>", " ", line)))
    says = handed.variation.says
    matching = [it for it in told if says and re.search(says, it)]
    return " ".join(" | ".join(matching[:1] or [it for it in told if it.strip()]).split())[:1000]


def _points(document: Mapping[str, Any]) -> list[tuple[str, float, float]]:
    return [
        (test["extra_data"]["exercise"], test["score"], test["max_score"])
        for test in document["tests"]
        if "max_score" in test
    ]


def _document(path: Path) -> dict[str, Any] | None:
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        validate(document)
    except (OSError, ValueError, TracegradeError):
        return None
    return document


def _names(left: str, tokens: Sequence[str]) -> bool:
    """Whether what is left has one of these tokens in its name or in its text."""
    text = _content(left)
    return any(it in left or it in text for it in tokens)


def _content(left: str) -> str:
    """The text of a file that is left, if it is one."""
    path = Path(left)
    try:
        if not path.is_absolute() or path.is_symlink() or not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(1 << 20).decode(errors="replace")
    except OSError:  # its path is too long
        return ""
