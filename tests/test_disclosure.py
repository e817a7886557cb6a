"""What a student reads of a test that did not pass, above all of a hidden one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from tracegrade import disclosure
from tracegrade.notebooks import Cell
from tracegrade.report import Report
from tracegrade.results import wording
from tracegrade.subjects import Problem
from tracegrade.wire import encode_problem

from tests.courses import Raw, assignment, graded, notebook, solution
from tests.grading import IMPORTS, Desk, result_of, texts

SECRETS = ("0.73128", "1.2583", "5.7519", "0.92017", "4.2062")


def cells(factor: float) -> list[Raw]:
    """An exercise whose hidden test makes a function with that factor."""
    inputs = [1.2583, 5.7519, 2.5]
    return [
        IMPORTS,
        solution(
            "scaled",
            "def scaled(factor):\n    ### BEGIN SOLUTION\n    return lambda x: factor * x\n"
            "    ### END SOLUTION",
        ),
        graded(
            "scaled--values",
            "# A visible example.\n"
            "check.values(check.made(scaled, 2.0), ([1.0, 2.0],), [2.0, 4.0])\n"
            "### BEGIN HIDDEN TESTS\n"
            f"check.values(check.made(scaled, {factor}), ({inputs},), "
            f'{[factor * it for it in inputs]}, cause="Does it use its factor?")\n'
            "### END HIDDEN TESTS",
        ),
    ]


SCALED = cells(0.7312849)
TESTED = "tested    scaled(…): its values"
# The last lines of scaled.<locals>.inner, reached with the hidden input, and what is read then.
FAILURES = {
    "another value": ("return x", f"{TESTED}\ncause     Does it use its factor?"),
    "an exception of Python": (
        "raise ValueError(str(factor) + str(x))",
        f"{TESTED}\ngot       ValueError while it was traced as a graph\n"
        "          in your line: raise ValueError(str(factor) + str(x))",
    ),
    "an exception of the student's": (
        "raise Odd(factor)",
        f"{TESTED}\ngot       an exception while it was traced as a graph\n"
        "          in your line: raise Odd(factor)",
    ),
    "an exception whose name is made": (
        "raise type(f'Value{factor}', (Exception,), {})()",
        f"{TESTED}\ngot       an exception while it was traced as a graph\n"
        "          in your line: raise type(f'Value{factor}', (Exception,), {})()",
    ),
    "a line that is made": (
        "exec(f'raise ValueError({factor})')",
        f"{TESTED}\ngot       ValueError while it was traced as a graph\n"
        "          in your line: exec(f'raise ValueError({factor})')",
    ),
    "a line of a file that is made": (
        "open('made.py', 'w').write(f'raise ValueError({factor})')\n"
        "        exec(compile(open('made.py').read(), 'made.py', 'exec'))",
        f"{TESTED}\ngot       ValueError while it was traced as a graph",
    ),
    "an assertion of the graph": (
        "tf.debugging.assert_less(x, 3.0)\n        return factor * x",
        f"{TESTED}\ngot       InvalidArgumentError while its graph ran",
    ),
    "nothing": (
        "return None",
        "scaled: not written yet: it still raises NotImplementedError, or returns nothing",
    ),
}


@pytest.fixture(scope="module")
def scaled(warm_up: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return warm_up.teaching(assignment(tmp_path_factory.mktemp("scaled"), *SCALED))


@pytest.fixture(scope="module")
def doubled(warm_up: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Its hidden test makes nothing that the visible one does not make."""
    return warm_up.teaching(assignment(tmp_path_factory.mktemp("doubled"), *cells(2.0)))


def failing(body: str) -> dict[str, str]:
    return {
        "scaled": "class Odd(Exception):\n    pass\n\n\ndef scaled(factor):\n    def inner(x):\n"
        f"        if x.shape == (2,):\n            return factor * x\n        {body}\n"
        "    return inner"
    }


@pytest.mark.parametrize("name", FAILURES)
def test_of_a_hidden_failure_a_student_reads_the_property_and_the_cause(
    doubled: Desk, name: str
) -> None:
    body, text = FAILURES[name]

    result = doubled.grade(failing(body))

    test = result_of(result, "scaled--values")
    assert (wording.whole(test), test.visible_passed, test.visible_text) == (text, True, "")
    assert [secret for secret in SECRETS if secret in texts(result)] == []


@pytest.mark.parametrize("name", FAILURES)
def test_where_a_hidden_part_makes_something_of_its_own_neither_type_nor_line_is_told(
    scaled: Desk, name: str
) -> None:
    body, text = FAILURES[name]

    result = scaled.grade(failing(body))

    test = result_of(result, "scaled--values")
    assert wording.whole(test) == text.partition("\ngot")[0]
    assert [secret for secret in SECRETS if secret in texts(result)] == []


def test_what_workers_answer_that_were_given_nothing_is_told_as_before(
    warm_up: Desk, tmp_path: Path
) -> None:
    later = [
        solution("cut", "def cut(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"),
        graded(
            "cut--values",
            "check.values(cut, ([1.0, 2.0],), [1.0, 2.0])\n### BEGIN HIDDEN TESTS\n"
            "check.values(cut, ([3.0, 4.0],), [3.0, 4.0])\n### END HIDDEN TESTS",
        ),
    ]
    one = warm_up.teaching(assignment(tmp_path, *SCALED, *later))
    strict = "def cut(x):\n    tf.debugging.assert_less(x, 3.0)\n    return tf.identity(x)"

    result = one.grade({"cut": strict})

    text = wording.whole(result_of(result, "cut--values"))
    assert text == "tested    cut: its values\ngot       InvalidArgumentError while its graph ran"


def test_of_a_visible_failure_a_student_reads_everything(scaled: Desk) -> None:
    body = "def scaled(factor):\n    def inner(x):\n        raise ValueError(f'no {factor}')"
    result = scaled.grade({"scaled": f"{body}\n    return inner"})

    test = result_of(result, "scaled--values")
    assert test.visible_text == (
        "tested    scaled(2.0): its values\n"
        "got       ValueError while it was traced as a graph: no 2.0\n"
        "          in line 3 of inner: raise ValueError(f'no {factor}')"
    )
    assert test.visible_passed is False


# A worker knows what a hidden test makes, and its student's code can look for it.
LOOK = (
    "import gc\n"
    'made = [it for it in gc.get_objects() if type(it) is dict and it.get("step") == "made"]\n'
    "assert made\n"
)
RIGHT = "def scaled(factor):\n    return lambda x: factor * x"


@pytest.mark.parametrize(
    ("answer", "own"),
    [
        pytest.param(RIGHT, {"imports": f"{LOOK}raise ValueError(made)"}, id="by-a-cell"),
        pytest.param(
            f"{LOOK}def scaled(factor):\n    raise ValueError(made)", {}, id="by-a-visible-test"
        ),
    ],
)
def test_what_a_hidden_test_makes_is_not_told(
    scaled: Desk, answer: str, own: dict[str, str]
) -> None:
    shown = texts(scaled.grade({"scaled": answer}, own))

    assert [secret for secret in SECRETS if secret in shown] == []


# The rest needs no process: outcomes as a judge sends them.

CELL = next(cell for cell in notebook(*SCALED).cells if cell.is_test)
SOURCE = "def scaled(factor):\n    raise Odd(factor)"


def outcome(problem: Problem | None = None, **report: str) -> Mapping[str, Any]:
    whole = Report("scaled(…): its values", **report)
    return {
        "status": "failed",
        "report": asdict(whole),
        "problem": problem and encode_problem(problem),
    }


def hidden_text(came: Mapping[str, Any], cell: Cell = CELL) -> str:
    return wording.whole(disclosure.failed_hidden(cell, "sealed", came, SOURCE))


def test_inputs_expected_values_and_what_came_are_left_out() -> None:
    came = outcome(inputs="[0.73]", expected="[1.46]", got="[9.5]", cause="Half of it.")

    assert hidden_text(came) == f"{TESTED}\ncause     Half of it."


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (
            Problem("running", "InvalidArgumentError", "0.73"),
            "InvalidArgumentError while its graph",
        ),
        (Problem("making", "Odd", "0.73"), "an exception while it was made"),
        (Problem("making", "KeyError", "0.73"), "KeyError while it was made"),
        (Problem("making", "T0_73", "0.73"), "an exception while it was made"),
        (Problem("making", "print", "0.73"), "an exception while it was made"),
        (Problem("making", "", "0.73"), "an exception while it was made"),
        (Problem("making", "Odd\n0.73", "0.73"), "an exception while it was made"),
        (Problem("reading", "__debug__", "0.73"), "an exception while it was read"),
    ],
)
def test_of_an_exception_only_its_stage_and_a_known_type_are_told(
    problem: Problem, text: str
) -> None:
    shown = hidden_text(outcome(problem, got=str(problem)))

    assert shown.startswith(f"{TESTED}\ngot       {text}")
    assert "0.73" not in shown
    assert len(shown.splitlines()) == 2


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("raise Odd(factor)", "\n          in your line: raise Odd(factor)"),
        ("raise Odd(0.73)", ""),
        ("", ""),
        ("raise Odd(factor)\n0.73", ""),
    ],
)
def test_a_line_is_told_only_as_it_stands_in_the_notebook(line: str, shown: str) -> None:
    problem = Problem("making", "KeyError", "0.73", line, "line 0.73 of 0.73")

    assert hidden_text(outcome(problem)) == f"{TESTED}\ngot       KeyError while it was made{shown}"


@pytest.mark.parametrize(
    ("problem", "cause"),
    [
        (None, "failed"),
        (Problem("making", "KeyError", ""), "error"),
        (Problem("tracing", "Unsealable", ""), "unsealable"),
    ],
)
def test_the_cause_tells_failures_from_errors(problem: Problem | None, cause: str) -> None:
    assert disclosure.failed_hidden(CELL, "sealed", outcome(problem), SOURCE).cause == cause
    assert disclosure.failed_visibly(CELL, "sealed", outcome(problem)).cause == cause


def test_where_a_hidden_part_is_observed_an_exception_is_not_told() -> None:
    problem = Problem("running", "KeyError", "0.73", "raise Odd(factor)", "line 2 of scaled")
    came = outcome(problem, cause="Half of it.")

    result = disclosure.failed_hidden(CELL, "observed", came, SOURCE)

    assert wording.whole(result) == TESTED
    without = disclosure.failed_hidden(CELL, "observed", outcome(cause="Half of it."), SOURCE)
    assert wording.whole(without) == f"{TESTED}\ncause     Half of it."
    assert disclosure.without_status("ended its own process (exit status 73)") == (
        "ended its own process"
    )


def test_a_visible_failure_has_its_report_for_the_visible_part_alone() -> None:
    came = outcome(inputs="[1.0]", expected="[2.0]", got="[1.0]", cause="Half of it.")

    result = disclosure.failed_visibly(CELL, "sealed", came)

    assert result.visible_text.splitlines()[1:4] == [
        "inputs    [1.0]",
        "expected  [2.0]",
        "got       [1.0]",
    ]
    assert result.student_text == f"{TESTED}\ncause     Half of it."


def test_a_test_that_something_else_stopped_keeps_what_its_visible_part_gave() -> None:
    fate = disclosure.broken_test()

    early = disclosure.stopped(CELL, "sealed", fate)
    late = disclosure.stopped(CELL, "sealed", fate, in_hidden_part=True)

    assert (early.visible_passed, early.visible_text) == (False, fate.text)
    assert (late.visible_passed, late.visible_text) == (True, "")
    assert early.student_text == late.student_text == fate.text


def test_a_test_without_a_visible_part_has_none_that_passed_or_failed() -> None:
    [cell] = [it for it in notebook(IMPORTS, graded("a--b", HIDDEN_ONLY)).cells if it.is_test]
    fate = disclosure.not_written(cell, is_stub=True)

    for result in (
        disclosure.passed(cell, "sealed"),
        disclosure.stopped(cell, "sealed", fate),
        disclosure.failed_hidden(cell, "sealed", outcome(), SOURCE),
    ):
        assert result.visible_passed is None


HIDDEN_ONLY = "# Only a comment.\n### BEGIN HIDDEN TESTS\ncheck.graph(a)\n### END HIDDEN TESTS"
