"""What takes full marks, or the hidden tests, from stock Otter gains nothing with our plugin."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tracegrade.assignments import Assignment
from tracegrade.routes.otter.package import Packaged

from tests.otter import Ran, hand_in, otter_run, zip_of

SECRETS = ("double_reference", "0.3125", "-7.0")
WRONG = "def double(x):\n    return x * x"


class Forger:
    """A pickle that runs code where it is read."""

    def __reduce__(self) -> tuple[object, ...]:
        return exec, (_FROM_A_PICKLE,)


_FROM_A_PICKLE = """
from otter.test_files.abstract_test import TestFile
TestFile.score = property(lambda self: self.possible)
"""
_REWRITE = """
import glob
for path in glob.glob("tests/*.py"):
    text = open(path).read()
    open(path, "w").write(text.replace("check.", "print or check."))
"""
_CALL = """
from otter.test_files.exception_test import test_case
test_case.call_func = lambda self, env: None
"""
_CHECKER = """
from otter.execute import Checker
from otter.test_files.abstract_test import TestFile
run = Checker.check.__func__
def check(cls, *arguments, **named):
    test = run(cls, *arguments, **named)
    test.update_score(test.possible)
    return test
Checker.check = classmethod(check)
"""
_BUILTINS = """
import builtins
built = builtins.compile
def compile_to_nothing(source, *arguments, **named):
    if isinstance(source, str) and "test_case" in source:
        source = source.replace("check.", "print or check.")
    return built(source, *arguments, **named)
builtins.compile = compile_to_nothing
"""
_TELL = """
def double(x):
    raise Exception(open("tests/double--values.py").read().split("hidden=True")[1])
"""
_OWN_OTTER = b"""
import sys, os
here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:] = [it for it in sys.path if os.path.abspath(it or ".") != here]
del sys.modules["otter"]
import otter
from otter.test_files.exception_test import test_case
test_case.call_func = lambda self, env: None
sys.modules["otter"] = otter
"""


@dataclass(frozen=True)
class Attack:
    """What stands in the solution cell, and files beside the notebook."""

    name: str
    source: str
    files: dict[str, bytes] = field(default_factory=dict)


FORGERIES = [
    Attack("rewritten_tests", _REWRITE + WRONG),
    Attack("patched_test_case", _CALL + WRONG),
    Attack("updated_score", _CHECKER + WRONG),
    Attack("patched_builtins", _BUILTINS + WRONG),
    Attack("otter_beside_the_notebook", WRONG, {"otter/__init__.py": _OWN_OTTER}),
    Attack("pickle_in_the_log", WRONG, {".OTTER_LOG": pickle.dumps(Forger())}),
]
TELLS = Attack("tests_in_an_error", _TELL)
ENDS = Attack("ends_its_process", "import os\nos._exit(0)")
# AutoGraph ends loops of Python's after 100,000 turns, but does not convert generators.
LOOPS = Attack(
    "loops",
    "import itertools\n\n\ndef double(x):\n    return any(False for _ in itertools.repeat(x))",
)


TRIPLE = "def triple(x):\n    return 3 * x"
OWN = {"double--values": 3.0, "double--graph": 2.0}
HONEST = {"triple--values": 4.0, "triple--graph": 1.0}


def graded(
    attack: Attack, package: Packaged, assignment: Assignment, folder: Path, seconds: float = 300
) -> Ran:
    answers = {"triple": TRIPLE, "double": attack.source}
    notebook = hand_in(package.student, assignment, answers, folder / f"{attack.name}.ipynb")
    submission = zip_of(notebook, attack.files) if attack.files else notebook
    return otter_run(package.autograder, submission, seconds=seconds)


def each(attacks: list[Attack], *, sample: str = "") -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "attack",
        [
            pytest.param(it, id=it.name, marks=() if it.name == sample else pytest.mark.full)
            for it in attacks
        ],
    )


@each(FORGERIES)
def test_stock_otter_falls_to_a_forgery(
    attack: Attack, otter_stock: Packaged, otter_assignment: Assignment, tmp_path: Path
) -> None:
    assert graded(attack, otter_stock, otter_assignment, tmp_path).scores == {**HONEST, **OWN}


@each([*FORGERIES, ENDS, LOOPS], sample="otter_beside_the_notebook")
def test_sealed_it_gains_nothing_and_costs_no_other_exercise(
    attack: Attack, otter_sealed: Packaged, otter_assignment: Assignment, tmp_path: Path
) -> None:
    scores = graded(attack, otter_sealed, otter_assignment, tmp_path).scores

    assert scores == {**HONEST, "double--values": 0, "double--graph": 0}


@pytest.mark.full
def test_stock_otter_gives_nothing_for_what_was_right_before_the_end(
    otter_stock: Packaged, otter_assignment: Assignment, tmp_path: Path
) -> None:
    assert sum(graded(ENDS, otter_stock, otter_assignment, tmp_path).scores.values()) == 0


@pytest.mark.full
def test_stock_otter_shows_hidden_tests(
    otter_stock: Packaged, otter_assignment: Assignment, tmp_path: Path
) -> None:
    shown = graded(TELLS, otter_stock, otter_assignment, tmp_path).shown

    assert all(secret in shown for secret in SECRETS)


@pytest.mark.full
def test_sealed_it_shows_none(
    otter_sealed: Packaged, otter_assignment: Assignment, tmp_path: Path
) -> None:
    ran = graded(TELLS, otter_sealed, otter_assignment, tmp_path)

    assert ran.scores["triple--values"] == 4
    assert not any(secret in str(ran.results) for secret in SECRETS)


@pytest.mark.full
def test_stock_otter_waits_for_a_loop(
    otter_stock: Packaged, otter_assignment: Assignment, tmp_path: Path
) -> None:
    assert graded(LOOPS, otter_stock, otter_assignment, tmp_path, seconds=90).results is None
