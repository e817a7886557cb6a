"""What a submission gets, what it costs when it hangs or dies, and in which words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.errors import TracegradeError, Ungradable
from tracegrade.grading import GradedNotebook, make_plan
from tracegrade.notebooks import notebook_from
from tracegrade.results.records import SubmissionResult
from tracegrade.submissions import Submission, rebuild
from tracegrade.supervision.channel import Channel
from tracegrade.supervision.nursery import Child
from tracegrade.supervision.sessions import Forge, Frame, Judged, judge_all

from tests.courses import DOUBLE, Raw, assignment, document, graded, locked, solution
from tests.grading import (
    DOUBLE_POINTS,
    IMPORTS,
    SHORT,
    TRIPLE_POINTS,
    Desk,
    result_of,
    score,
    texts,
)
from tests.stock import REPOSITORY

RIGHT = "def double(x):\n    return 2 * x"
STUBS = {
    "docstring": 'def {0}(x):\n    """Return it."""',
    "none": "def {0}(x):\n    return None",
    "ellipsis": "def {0}(x):\n    ...",
    "raise": "def {0}(x):\n    raise NotImplementedError",
}


def submission_of(one: Desk, answers: dict[str, str], own: dict[str, str]) -> Submission:
    [source] = one.assignment.notebooks
    raw = document(*one.notebook(answers, own))
    return rebuild(source, notebook_from(raw, Path("warm_up.ipynb")))


def test_a_right_submission_gets_every_point(warm_up: Desk) -> None:
    result = warm_up.grade()

    assert (result.score, result.max_score, result.notes) == (9, 9, ())
    assert {(test.cause, test.trust) for test in result.tests} == {("passed", "sealed")}
    assert result.isolation == str(warm_up.grader.protection.level)


def test_a_visible_failure_is_told_in_full(warm_up: Desk) -> None:
    result = warm_up.grade({"double": "def double(x):\n    return x"})

    test = result_of(result, "double--values")
    assert (test.score, test.cause, test.visible_passed) == (0, "failed", False)
    assert test.visible_text == (
        "tested    double: its values\n"
        "inputs    shape [2]: [1, 2]\n"
        "expected  shape [2]: [2, 4]\n"
        "got       shape [2]: [1, 2]\n"
        "cause     Every value is half of what is expected."
    )
    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


def test_a_hidden_failure_costs_its_test_and_leaves_the_visible_part_passed(warm_up: Desk) -> None:
    result = warm_up.grade({"double": "def double(x):\n    return tf.abs(2 * x)"})

    test = result_of(result, "double--values")
    assert (test.score, test.cause, test.visible_passed) == (0, "failed", True)
    assert result.score == 9 - test.points


@pytest.mark.parametrize("stub", [*STUBS, "as released"])
def test_an_untouched_exercise_is_not_written_yet(warm_up: Desk, stub: str) -> None:
    [source] = warm_up.assignment.notebooks
    if stub == "as released":
        cells = [cell for cell in source.cells if cell.solution]
        answers = {str(cell.grade_id): cell.released for cell in cells}
    else:
        answers = {name: STUBS[stub].format(name) for name in ("double", "triple")}

    result = warm_up.grade(answers)

    assert result.score == 0
    assert result.not_written == ("double", "triple")
    told = (
        "" if stub == "as released" else ": it still raises NotImplementedError, or returns nothing"
    )
    assert [test.student_text for test in result.tests] == [
        f"{test.exercise}: not written yet{told}" for test in result.tests
    ]
    shown = texts(result).replace("NotImplementedError", "")
    assert not any(word in shown for word in ("Traceback", "Error", "File &quot;", 'File "'))


@pytest.mark.parametrize("name", assignment_names(REPOSITORY))
def test_an_untouched_release_is_not_written_yet(warm_up: Desk, name: str) -> None:
    one = warm_up.teaching(load_assignment(name, REPOSITORY))
    [path] = (REPOSITORY / "release" / name).glob("*.ipynb")

    result = one.grade(cells=json.loads(path.read_text(encoding="utf-8"))["cells"])

    assert result.score == 0
    assert result.not_written == tuple(it.id for it in one.assignment.exercises)
    shown = texts(result)
    assert shown.count("Not written yet:") == 2  # a sentence in each file
    assert not any(word in shown for word in ("Traceback", "Error"))


@pytest.mark.parametrize("name", assignment_names(REPOSITORY))
def test_the_reference_gets_every_point(warm_up: Desk, name: str) -> None:
    result = warm_up.teaching(load_assignment(name, REPOSITORY)).grade()

    assert [(it.grade_id, it.cause, texts(result)) for it in result.tests if not it.passed] == []
    assert (result.score, result.notes) == (result.max_score, ())


LOOP = "    while True:\n        pass"
GRAPH_LOOP = "tf.while_loop(lambda i: i >= 0.0, lambda i: [i * 0.5], [1.0])[0]"
HUGE = "tf.reduce_sum(tf.zeros([10**6, 10**6]))"
# What happens, the answer to `double`, the cause, and words of what is told for its first test.
CALAMITIES = {
    "cell loops in C, deaf to signals": (
        "import itertools, signal\nfor number in (2, 15):\n"
        "    signal.signal(number, signal.SIG_IGN)\nall(itertools.repeat(True))",
        "timed out",
        "Your cell double took more than 2 s.",
    ),
    "trace loops": (f"def double(x):\n{LOOP}", "timed out", "double: tracing it took more than"),
    "graph loops": (
        f"def double(x):\n    return 2 * x + {GRAPH_LOOP}",
        "timed out",
        "double: its graph took more than 2 s, when it was judged.",
    ),
    "cell exits": (
        "import os\nos._exit(0)",
        "died",
        "Your cell double ended its own process (exit status 0).",
    ),
    "trace exits": (
        "import os\ndef double(x):\n    os._exit(3)",
        "died",
        "double: tracing it ended its own process (exit status 3).",
    ),
    "kills itself": (
        "import os, signal\ndef double(x):\n    os.kill(os.getpid(), signal.SIGKILL)",
        "died",
        "double: tracing it was ended (killed by SIGKILL, by itself or by the system",
    ),
    "crashes": (
        "import ctypes\nctypes.string_at(0)",
        "died",
        "Your cell double crashed: compiled code that it called gave up",
    ),
    "cell takes memory": ("kept = bytearray(1 << 34)", "error", "MemoryError"),
    "trace takes memory": (
        "def double(x):\n    return 2 * x + float(len(bytearray(1 << 34)))",
        "error",
        "MemoryError",
    ),
    "graph takes memory": (
        f"def double(x):\n    return 2 * x + {HUGE}",
        "error",
        "ResourceExhaustedError while its graph ran",
    ),
}


@pytest.mark.parametrize("name", CALAMITIES)
def test_a_calamity_costs_its_exercise_alone(warm_up: Desk, name: str) -> None:
    answer, cause, words = CALAMITIES[name]

    result = warm_up.grade({"double": answer})

    test = result_of(result, "double--values")
    assert test.cause == cause
    assert words in test.visible_text
    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


@pytest.fixture(scope="module")
def hidden_loop(warm_up: Desk) -> SubmissionResult:
    """A graph that never ends on an input of the hidden part alone."""
    loop = f"tf.cond(tf.reduce_any(x < -5.0), lambda: {GRAPH_LOOP}, lambda: 0.0)"
    return warm_up.grade({"double": f"def double(x):\n    return 2 * x + {loop}"})


def test_a_calamity_in_a_hidden_part_costs_that_test_alone(hidden_loop: SubmissionResult) -> None:
    test = result_of(hidden_loop, "double--values")

    assert (test.cause, hidden_loop.score) == ("timed out", 9 - test.points)


def test_a_visible_part_before_a_calamity_has_passed(hidden_loop: SubmissionResult) -> None:
    assert result_of(hidden_loop, "double--values").visible_passed is True


def test_a_cell_of_ones_own_that_dies_costs_nothing_that_is_tested(warm_up: Desk) -> None:
    result = warm_up.grade(own={"double--graph": "import os\nos._exit(1)"})

    assert result.score == 9
    [note] = result.notes
    assert note.startswith("Cell number 6 ended its own process (exit status 1)")


def test_sealed_tests_still_count_if_the_worker_dies_after_the_export(warm_up: Desk) -> None:
    result = warm_up.grade(
        {"double": "def double(x):\n    return tf.abs(2 * x)"},
        own={"triple--values": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"},
    )

    assert [test.passed for test in result.tests] == [False, True, True]
    assert "Cell number 8 was ended (killed by SIGKILL" in result.notes[0]


def test_no_worker_lives_while_a_judge_works(
    warm_up: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids: set[int] = set()
    alive: list[int] = []
    next_frame = Forge.next_frame

    def noting(forge: Forge, child: Child, *arguments: Any) -> Frame:
        pids.add(child.pid)
        return next_frame(forge, child, *arguments)

    def looking(*arguments: Any) -> Judged:
        alive.extend(pid for pid in pids if os.path.exists(f"/proc/{pid}"))
        return judge_all(*arguments)

    monkeypatch.setattr(Forge, "next_frame", noting)
    monkeypatch.setattr("tracegrade.grading.judge_all", looking)
    result = warm_up.grade()

    assert (len(pids), alive, result.score) == (3, [], 9)


@pytest.mark.parametrize(
    ("own", "failed"),
    [
        ({"triple--values": "double = None"}, []),
        ({"double--graph": "double = None"}, []),
        ({"double--values": "double = lambda x: x"}, ["double--graph"]),
        ({"double": "double = lambda x: x"}, ["double--values", "double--graph"]),
        ({"imports": "double = lambda x: x"}, []),
    ],
)
def test_a_test_sees_what_its_name_means_where_it_stands(
    warm_up: Desk, own: dict[str, str], failed: list[str]
) -> None:
    result = warm_up.grade(own=own)

    assert [test.grade_id for test in result.tests if not test.passed] == failed


def test_a_cell_that_raises_raises_again_in_the_next_worker(warm_up: Desk) -> None:
    raising = "def double(x):\n    return x + x\n\nraise ValueError"
    result = warm_up.grade({"double": raising}, {"double": "while True: pass"})
    assert result.score == DOUBLE_POINTS + TRIPLE_POINTS


COUNTED = [
    IMPORTS,
    DOUBLE,
    graded("double--values", "check.values(double, ([1.0],), [2.0])\n# ."),
    graded("double--again", "check.values(double, ([1.0],), [2.0])\n# .."),
]


@pytest.fixture(scope="module")
def counted(warm_up: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return warm_up.teaching(assignment(tmp_path_factory.mktemp("counted"), *COUNTED))


@pytest.mark.parametrize(("own", "answers"), [({}, 1), ({"double--values": "x = 1"}, 2)])
def test_tests_share_exports_as_long_as_no_code_runs_between_them(
    counted: Desk, own: dict[str, str], answers: int
) -> None:
    forge = Forge(counted.grader.nursery, None, SHORT)
    done = GradedNotebook(forge, counted.grader.plan, submission_of(counted, {}, own))

    sealed = [
        it for it in (done.seen.answers | done.unseen.answers).values() if it.kind == "sealed"
    ]
    assert len(sealed) == answers
    assert [result.passed for result in done.results()] == [True, True]


def plan_problem(warm_up: Desk, folder: Path, *cells: Raw) -> TracegradeError:
    forge = Forge(warm_up.grader.nursery, None, SHORT)
    with pytest.raises(TracegradeError) as caught:
        make_plan(forge, assignment(folder, *cells))
    return caught.value


@pytest.mark.parametrize(
    ("test", "problem", "remedy"),
    [
        ("assert double(2) == 4", "cannot be run: TypeError", "Correct it."),
        ("x = 1", "asks nothing of what students wrote through", "check.values("),
        ("1 / 0", "the test cell cannot be run: ZeroDivisionError: division by zero", "Correct it"),
        ("check.values(double, ([1.0],))", "needs either expected=… or reference=…", "Correct it"),
        ("check.nothing(double)", "has no attribute 'nothing'", "Correct it"),
        ("check.values(double, (", "is not Python (line 1", "Correct it"),
        ("while True: pass", "took more than 2 s", "tracegrade doctor"),
        ("import os\nos._exit(1)", "ended its own process (exit status 1)", "tracegrade doctor"),
        (
            "check.values(double, ([1.0],), [2.0])\n### BEGIN HIDDEN TESTS\n1 / 0\n"
            "### END HIDDEN TESTS",
            "cannot be run: ZeroDivisionError",
            "Correct it",
        ),
    ],
)
def test_a_test_cell_that_cannot_be_planned_is_named(
    warm_up: Desk, tmp_path: Path, test: str, problem: str, remedy: str
) -> None:
    fine = graded("double--fine", "check.values(double, ([1.0],), [2.0])")
    error = plan_problem(warm_up, tmp_path, IMPORTS, DOUBLE, fine, graded("double--bad", test))

    assert "double--bad" in str(error)
    assert problem in str(error)
    assert remedy in str(error)


@pytest.mark.parametrize("test", ["x = 1", "1 / 0"])
def test_a_plan_that_fails_names_the_file(warm_up: Desk, tmp_path: Path, test: str) -> None:
    error = plan_problem(warm_up, tmp_path, IMPORTS, DOUBLE, graded("double--bad", test))

    assert isinstance(error, Ungradable)
    assert (error.where.path, error.where.cell) == (
        tmp_path / "source/warm_up/warm_up.ipynb",
        "double--bad",
    )


def test_a_locked_cell_that_cannot_be_run_is_a_problem_of_the_plan(
    warm_up: Desk, tmp_path: Path
) -> None:
    broken = locked("broken", "import no_such_module\nfrom tracegrade import check")
    test = graded("double--values", "check.values(double, ([1.0],), [2.0])")

    error = plan_problem(warm_up, tmp_path, broken, DOUBLE, test)

    assert "No module named 'no_such_module'" in str(error)


def test_a_test_that_breaks_in_the_judge_is_not_the_students_fault(
    warm_up: Desk, tmp_path: Path
) -> None:
    broken = graded(
        "double--values",
        "check.values(double, ([1.0],), [2.0])\n### BEGIN HIDDEN TESTS\n"
        "if type(double).__name__ == 'SealedSubject':\n    raise KeyError('key-7312')\n"
        "### END HIDDEN TESTS",
    )
    [test] = warm_up.teaching(assignment(tmp_path, IMPORTS, DOUBLE, broken)).grade().tests

    assert (test.cause, test.passed) == ("error", False)
    assert test.student_text.endswith("This is not your fault: tell your instructor.")
    assert "key-7312" not in test.student_text


STRING = [
    IMPORTS,
    solution(
        "shout",
        "def shout(x):\n    ### BEGIN SOLUTION\n    return tf.strings.upper(x)\n"
        "    ### END SOLUTION",
    ),
    graded(
        "shout--values",
        "check.values(shout, (np.array([b'ab'], object),), np.array([b'AB'], object))",
    ),
]


def test_a_function_of_strings_is_graded(warm_up: Desk, tmp_path: Path) -> None:
    assert warm_up.teaching(assignment(tmp_path, *STRING)).grade().score == 1


def test_points_are_those_of_the_source(warm_up: Desk) -> None:
    cells = warm_up.notebook({"double": RIGHT})
    for raw in cells:
        if "nbgrader" in raw["metadata"]:
            raw["metadata"]["nbgrader"] |= {"points": 100.0}

    assert warm_up.grade(cells=cells).max_score == DOUBLE_POINTS + TRIPLE_POINTS


def test_a_submission_that_cannot_be_cleaned_up_by_python_harms_nobody(warm_up: Desk) -> None:
    deep = "import os\nfor _ in range(1500):\n    os.mkdir('d')\n    os.chdir('d')"

    assert warm_up.grade(own={"imports": deep}).score == 9
    assert warm_up.grade().score == 9


def test_visible_parts_are_judged_before_any_hidden_part_is_there(
    warm_up: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    send = Channel.send

    def noting(channel: Channel, header: dict[str, Any] | bytes, *rest: Any) -> None:
        if isinstance(header, dict):
            sent.append(header)
        send(channel, header, *rest)

    monkeypatch.setattr(Channel, "send", noting)
    assert warm_up.grade().score == 9

    judged = [header for header in sent if "test" in header]
    assert ["hidden" in header for header in judged] == [False] * 3 + [True] * 3
    [job] = [header for header in sent if "tests" in header]
    assert [test["hidden"] for test in job["tests"]] == ["", "", ""]


def test_who_stays_in_deep_folders_gets_out_of_them(warm_up: Desk) -> None:
    deep = "import os\nfor _ in range(3000):\n    os.mkdir('d')\n    os.chdir('d')"
    asks = f"assert len(os.getcwd()) < 3000\n{RIGHT}"

    result = warm_up.grade({"double": asks}, {"imports": deep})

    assert score(result, "double") == DOUBLE_POINTS


def test_code_that_is_nested_too_deeply_stops_its_own_cell(warm_up: Desk) -> None:
    result = warm_up.grade({"double": f"x = {'1+' * 30_000}1\n{RIGHT}"})

    assert "RecursionError" in result_of(result, "double--values").student_text
    assert score(result, "triple") == TRIPLE_POINTS


def test_who_changed_a_stub_is_told_what_is_still_missing(warm_up: Desk) -> None:
    left = "def double(x):\n    raise NotImplementedError\n    return 2 * x"

    text = result_of(warm_up.grade({"double": left}), "double--values").student_text

    assert (
        text == "double: not written yet: it still raises NotImplementedError, or returns nothing"
    )
