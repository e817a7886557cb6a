"""Hidden values of sealed tests reach neither the student's process nor what students read.

Nor does it help to patch what a process of one's own believes in.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from tracegrade.grading import GradedNotebook
from tracegrade.notebooks import notebook_from
from tracegrade.results.records import SubmissionResult
from tracegrade.runs import grade_run
from tracegrade.submissions import rebuild
from tracegrade.supervision.sessions import Forge

from tests.courses import DOUBLE, assignment, document, graded, write
from tests.grading import IMPORTS, SHORT, TRIPLE, TRIPLE_POINTS, Desk, notebook_of, score

# Two numbers side by side: four bytes alone could stand in a process by chance.
CANARY = (0.7312849, 0.2918374)
BIRD = "kolibri-in-the-hidden-part"
EXPECTED = tuple(2 * number for number in CANARY)
HIDDEN = (
    "### BEGIN HIDDEN TESTS\n"
    f"bird = {BIRD!r}\n"
    f"check.values(double, ({[*CANARY]},), {[*EXPECTED]})\n"
    f"check.values(double, [({[*CANARY]},)], reference=lambda x: np.float32(2) * x)\n"
    f"check.gradient(double, ({[*CANARY]},), [2.0, 2.0], wrt=0)\n"
    "### END HIDDEN TESTS"
)
CANARIES = [
    IMPORTS,
    DOUBLE,
    graded("double--values", f"check.values(double, ([1.0, 2.0],), [2.0, 4.0])\n{HIDDEN}"),
    graded(
        "double--graph",
        "# One graph for every length.\n### BEGIN HIDDEN TESTS\n"
        f"check.graph(double, [[None]], ({[*CANARY]},), {[*EXPECTED]})\n### END HIDDEN TESTS",
    ),
    TRIPLE,
]
# How a page could spell them, shortened or whole.
WRITTEN = ("0.7312", "7312849", "0.2918", "2918374", "1.4625", "1.4626", "0.5836", "0.5837", BIRD)
LOW = "tf.reduce_any(x < 0.9)"  # true for hidden inputs alone, so that visible parts pass

# What a graph does to tell its input, by student.
TELLING = {
    "assert": "    tf.debugging.assert_greater(x, 0.9, message='low', summarize=9)\n",
    "assert-data": f"    tf.debugging.Assert(tf.logical_not({LOW}), [x, 2 * x], summarize=9)\n",
    "check-numerics": "    tf.debugging.check_numerics(tf.math.log(x - 0.9), 'numbers')\n",
    "gather": f"    if {LOW}:\n        x = tf.gather(x, tf.cast(1e7 * x, tf.int32))\n",
    "slice": f"    if {LOW}:\n        x = tf.slice(x, tf.cast(1e7 * x[:1], tf.int32), [1])\n",
    "reshape": f"    if {LOW}:\n        x = tf.reshape(x, tf.cast(1e7 * x, tf.int32))\n",
    "parse": f"    if {LOW}:\n        x = tf.strings.to_number('x' + tf.strings.as_string(x))\n",
    "shape": f"    if {LOW}:\n        x = tf.zeros(tf.cast(1e7 * x[:1], tf.int32))\n",
    "multiply": f"    if {LOW}:\n        x = x * x[0]\n",
    "divide": f"    if {LOW}:\n        x = x / x[0]\n",
    "nan": f"    if {LOW}:\n        x = x * np.nan\n",
    "print": "    tf.print(x, 2 * x)\n    print(x)\n",
    "text": "    return tf.strings.as_string(2 * x)\n",
    "raise": "    raise ValueError(str(x))\n",
    "raise-value": "    raise ValueError(str(tf.get_static_value(x)))\n",
}
NEVER_VISIBLE = ("text", "raise", "raise-value")  # they fail the visible part already


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run over submissions that try to tell their hidden inputs."""
    root = tmp_path_factory.mktemp("canaries")
    one = assignment(root / "course", *CANARIES)
    for student, body in TELLING.items():
        answer = f"def double(x):\n{body}    return 2 * x"
        cells = notebook_of(one.notebooks[0], {"double": answer}, {})
        write(root / "in" / student / "warm_up.ipynb", *cells)
    grade_run(one, [root / "in"], root / "out", jobs=2)
    return root / "out"


@pytest.mark.parametrize("student", TELLING)
def test_no_hidden_value_is_written_for_a_student(told: Path, student: str) -> None:
    files = [path for path in (told / student).iterdir() if path.is_file()]

    assert {path.name for path in files} == {"results.json", "feedback.html"}
    for path in files:
        shown = path.read_text(encoding="utf-8")
        assert [text for text in WRITTEN if text in shown] == []


@pytest.mark.parametrize("student", TELLING)
def test_the_hidden_part_was_reached(told: Path, student: str) -> None:
    tests = json.loads((told / student / "results.json").read_text(encoding="utf-8"))["tests"]
    status = {test["name"]: test["status"] for test in tests}

    assert status["double--values/visible"] == (
        "failed" if student in NEVER_VISIBLE else "passed"
    ), tests
    assert status["double--graph"] == ("passed" if student == "print" else "failed"), tests


def test_the_tables_of_a_run_hold_no_hidden_value(told: Path) -> None:
    for name in ("grades.csv", "run.json"):
        shown = (told / name).read_text(encoding="utf-8")
        assert [text for text in WRITTEN if text in shown] == []


# --- the memory of the worker ---------------------------------------------------------------------


def memory(pid: int) -> Iterator[bytes]:
    """What another process has in its memory, but for files that it only reads."""
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb") as mem:
        for line in maps:
            span, mode, _, _, inode, *_ = line.split()
            if "r" not in mode or "[v" in line or ("w" not in mode and inode != "0"):
                continue
            start, end = (int(number, 16) for number in span.split("-"))
            mem.seek(start)
            yield mem.read(end - start)


def found_in(pid: int, needles: Mapping[str, bytes]) -> set[str]:
    return {
        name for part in memory(pid) for name, needle in needles.items() if part.find(needle) >= 0
    }


def spellings(name: str, numbers: tuple[float, ...]) -> dict[str, bytes]:
    """The bytes of numbers as tensors, arrays and text."""
    single = np.asarray(numbers, np.float32)
    return {
        f"{name} float32": single.tobytes(),
        f"{name} float64": np.float64(numbers[0]).tobytes(),
        f"{name} float64 of float32": np.float64(single[0]).tobytes(),
        f"{name} text": repr(numbers[0]).encode(),
    }


def dumpable() -> bool:
    try:
        with open(f"/proc/{os.getppid()}/mem", "rb"):
            return True
    except OSError:
        return False


PAUSE = "34"  # the system call, on x86-64
OWN = (0.6170323, 0.1938471)
END = f"kept = tf.constant({[*OWN]})\nkept_too = {OWN[0]}\nimport signal\nsignal.pause()"


class Dumping(Forge):
    """Looks into the memory of the workers in the cell that waits, and ends them."""

    needles: Mapping[str, bytes]
    found: ClassVar[list[set[str]]] = []

    def ask(self, child: Any, question: Any, *limits: Any) -> Any:
        if question.get("cell") == END:
            child.channel.send(question)
            wait_for_pause(child.pid)
            Dumping.found.append(found_in(child.pid, self.needles))
            os.kill(child.pid, signal.SIGKILL)
            return self.next_frame(child, *limits)
        return super().ask(child, question, *limits)


def wait_for_pause(pid: int) -> None:
    """Wait until a process has done all that stands before `signal.pause()`."""
    call = ""
    while call != PAUSE:
        call = Path(f"/proc/{pid}/syscall").read_text(encoding="utf-8").split()[0]


@pytest.mark.skipif(not dumpable(), reason="only root reads the memory of other processes")
def test_no_hidden_value_is_in_the_memory_of_a_worker_at_its_end(
    warm_up: Desk, tmp_path: Path
) -> None:
    secret = {**spellings("input", CANARY), **spellings("expected", EXPECTED)}
    secret["source"] = BIRD.encode()
    own = spellings("own", OWN)
    one = warm_up.teaching(assignment(tmp_path, *CANARIES))
    [source] = one.assignment.notebooks
    cells = document(*one.notebook(own={"double--graph": END}))
    submission = rebuild(source, notebook_from(cells, source.path))
    plan = one.grader.plan
    tests = plan.tests.values()
    asked = {repr(request) for test in tests for request in (*test.visible, *test.hidden)}
    eager = [request for test in tests for request in test.eager]
    Dumping.needles = {**secret, **own}
    done = GradedNotebook(Dumping(one.grader.nursery, None, SHORT), plan, submission)

    assert len(done.seen.answers | done.unseen.answers) == len(asked) + len(eager)
    assert Dumping.found == [{"own float32", "own float64", "own text"}] * 2
    assert all(result.passed for result in done.results())


# --- patches --------------------------------------------------------------------------------------

WRONG = "def double(x):\n    return x"
_LET_PASS = '{"status": "passed"}'
PATCHES = {
    "np.testing": "np.testing.assert_allclose = np.testing.assert_array_equal = print",
    "np.allclose": "np.allclose = np.isclose = np.array_equal = lambda *_, **__: True",
    "isinstance": "import builtins\nbuiltins.isinstance = lambda *_: True",
    "len": "import builtins\nbuiltins.len = lambda _: 1",
    "sorted": "import builtins\nbuiltins.sorted = lambda it, **_: list(it)[::-1]",
    "print": "import builtins\nbuiltins.print = exit",
    "tf.function": "tf.function = lambda function=None, **_: function or (lambda it: it)",
    "tf.convert_to_tensor": "tf.convert_to_tensor = lambda value, *_, **__: value",
    "eager": "tf.config.run_functions_eagerly(True)",
    "check": "check.values = check.graph = check.gradient = lambda *_, **__: None",
    "vocabulary": "import tracegrade.check.functions as it\nit.compare = lambda *_, **__: None",
    "judge": f"import tracegrade.judge as it\nit._outcome = lambda *_: {_LET_PASS}",
    "export": (
        "import tracegrade.worker as it, tracegrade.sealing.export as too\n"
        "it.export = too.export = lambda *_: None"
    ),
    "answer": f"import tracegrade.worker as it\nit.answer = lambda *_: {_LET_PASS}",
    "encode_answer": (
        "import tracegrade.wire as it\n"
        f'it.encode_answer = lambda _: ({{"answer": "observed", "data": {_LET_PASS}}}, b"")'
    ),
    "verdict": (
        "import tracegrade.wire as it\nit.encode_answer = lambda _: "
        f'({{"event": "verdict", "id": "double--values", "visible": {_LET_PASS}, "hidden": None}},'
        ' b"")'
    ),
    "results": "open('results.json', 'w').write('{\"score\": 9}')",
    "exit hooks": "import atexit, os\natexit.register(os._exit, 0)",
}
SAME = (
    "class Same:\n"
    "    shape, dtype, ndim = (2,), np.dtype('float32'), 1\n"
    "    __eq__ = __ge__ = __le__ = __bool__ = lambda *_: True\n"
    "    __ne__ = __lt__ = __gt__ = lambda *_: False\n"
    "    __getattr__ = __call__ = __getitem__ = lambda self, *_, **__: self\n"
    "    __hash__ = __len__ = __int__ = lambda _: 1\n"
    "    __float__ = lambda _: 1.0\n"
)


@pytest.fixture(scope="module")
def unpatched(warm_up: Desk) -> SubmissionResult:
    return warm_up.grade({"double": WRONG})


@pytest.mark.parametrize("name", PATCHES)
def test_a_patch_gains_nothing(warm_up: Desk, unpatched: SubmissionResult, name: str) -> None:
    patch = PATCHES[name]
    result = warm_up.grade({"double": WRONG}, own={"imports": patch, "double": patch})

    assert unpatched.score == TRIPLE_POINTS
    for exercise in ("double", "triple"):
        assert score(result, exercise) <= score(unpatched, exercise)


@pytest.mark.parametrize(
    "answer",
    [
        f"{SAME}double = Same()",
        f"{SAME}def double(x):\n    return Same()",
        f"{SAME}    def __tf_tensor__(self, *_, **__):\n        return self\ndouble = Same()",
        f"{SAME}class double(Same):\n    pass",
    ],
)
def test_an_object_that_equals_everything_gains_nothing(warm_up: Desk, answer: str) -> None:
    assert warm_up.grade({"double": answer}).score == TRIPLE_POINTS


def test_who_comes_after_a_patch_is_not_touched(warm_up: Desk) -> None:
    warm_up.grade({"double": WRONG}, own={"imports": "\n".join(PATCHES.values())})

    assert warm_up.grade().score == 9
