"""What is observed is what the student's process says: naive lies gain nothing all the same."""

from __future__ import annotations

import pytest
from tracegrade.results import wording

from tests.courses import assignment, graded, solution
from tests.grading import IMPORTS, Desk, result_of, score

DEBUGGED = (
    "### BEGIN SOLUTION\n    model.compile(loss='mse', optimizer='sgd', run_eagerly=True)\n"
    "    ### END SOLUTION\n    return model"
)
MEDIAN = (
    "### BEGIN SOLUTION\n    result = tf.numpy_function(np.median, [x], tf.float32)\n"
    "    return tf.ensure_shape(result, [])\n    ### END SOLUTION"
)
FITS = """
x = np.linspace(-1, 1, 32, dtype=np.float32).reshape(8, 4)
model = check.fixture("counted_model", 8, 1, inputs=4)
check.attributes(check.made(debugged, model), run_eagerly=True)
### BEGIN HIDDEN TESTS
check.fits(check.made(debugged, model), x, 4 + x[:, :1], batch_size=4, python_every_batch=True)
### END HIDDEN TESTS
"""
CELLS = [
    IMPORTS,
    solution("debugged", f"def debugged(model):\n    {DEBUGGED}"),
    graded("debugged--fits", FITS.strip()),
    solution("median", f"def median(x):\n    {MEDIAN}"),
    graded(
        "median--op",
        "check.python_op(median, [[None]], ([3.0, 1.0, 2.0],), 2.0)\n"
        "### BEGIN HIDDEN TESTS\n"
        "check.python_op(median, [[None]], ([0.73128, 9.0, 0.5],), 0.73128)\n"
        "### END HIDDEN TESTS",
    ),
]
TOTAL = [
    solution(
        "total", "def total(n):\n    ### BEGIN SOLUTION\n    return [n]\n    ### END SOLUTION"
    ),
    graded(
        "total--returns",
        "check.returns(check.given(total, 1), [1])\n"
        "### BEGIN HIDDEN TESTS\ncheck.returns(check.given(total, 0x1235), [0x1235])\n"
        "### END HIDDEN TESTS",
    ),
]
PLAIN = "def debugged(model):\n    model.compile(loss='mse', optimizer='sgd')\n    return model"
SORTED = "def median(x):\n    return tf.ensure_shape(tf.sort(x)[tf.size(x) // 2], [])"
SAYS = (
    "{'same': True, 'losses': [2.0, 1.5, 1.0], 'calls': 99, 'run_eagerly': True, 'ops': ['PyFunc'],"
    " 'values': [np.float32(2.0)], 'shape': []}"
)
# What a notebook makes of names, before an exercise and after it.
PATCHES = {
    "worker": f"import tracegrade.worker as it\nit.observe = lambda *_: {SAYS}",
    "observe": f"import tracegrade.sealing.observe as it\nit.observe = lambda *_: {SAYS}",
    "data": f"import tracegrade.sealing.observe as it\nit._data = lambda *_: {SAYS}",
    "every copy": (
        "import sys\nfor it in list(sys.modules.values()):\n"
        "    if getattr(it, '__name__', '').startswith('tracegrade'):\n"
        f"        it.observe = it._data = it._told = it.facts = it.ops_behind = lambda *_: {SAYS}"
    ),
    "make": (
        "import tracegrade.sealing.trace as it\nfrom tracegrade import fixtures\n"
        "def make(target, steps, fixtures):\n"
        "    [model] = [fixtures.argument(it) for it in steps[0].arguments]\n"
        "    model.compile('sgd', 'mse', run_eagerly=True)\n    return model\n"
        "it.make = make"
    ),
    "fixture": "import tracegrade.fixtures as it\nit.CountedModel.calls = 99",
    "fit": (
        "class Said:\n    history = {'loss': [2.0, 1.5, 1.0]}\n"
        "def fit(self, *_, **__):\n    object.__setattr__(self, '_calls', 99)\n    return Said\n"
        "keras.Model.fit = fit\n"
        "keras.Model.run_eagerly = property(lambda _: True, lambda *_: None)"
    ),
    "property": "keras.Model.run_eagerly = property(lambda _: True, lambda *_: None)",
    "eager": "tf.config.run_functions_eagerly(True)",
}


@pytest.fixture(scope="module")
def desk(warm_up: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return warm_up.teaching(assignment(tmp_path_factory.mktemp("forged"), *CELLS, *TOTAL))


def test_what_is_right_passes(desk: Desk) -> None:
    assert all(test.passed for test in desk.grade().tests)


@pytest.mark.parametrize("name", PATCHES)
def test_a_patched_observer_gains_nothing(desk: Desk, name: str) -> None:
    patch = f"import keras\n{PATCHES[name]}"

    result = desk.grade({"debugged": PLAIN, "median": SORTED}, {"imports": patch, "median": patch})

    assert [score(result, it) for it in ("debugged", "median")] == [0, 0]


def test_the_vocabulary_works_in_the_students_own_cells(desk: Desk) -> None:
    own = "check.python_op(median, [[None]], ([3.0, 1.0, 2.0],), 2.0)\nworks = True"
    after = "assert works\ndef median(x):\n    return x"

    result = desk.grade(own={"median": f"{own}\n{after}"})

    assert [note for note in result.notes if "stopped" in note] == []
    assert not result_of(result, "median--op").passed


# --- what has no graph ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "refusal",
    [
        "if not tf.executing_eagerly(): raise RuntimeError",
        "if tf.is_symbolic_tensor(x): return x.numpy()",
        "return tf.numpy_function(lambda v: 2 * v, [x], tf.float32)",
    ],
)
def test_a_function_that_is_right_eagerly_alone_is_not_observed_instead(
    warm_up: Desk, refusal: str
) -> None:
    result = warm_up.grade({"double": f"def double(x):\n    {refusal}\n    return 2 * x"})

    tests = [test for test in result.tests if test.exercise == "double"]
    assert {(test.passed, test.trust) for test in tests} == {(False, "sealed")}


# --- what can be told by failing ------------------------------------------------------------------

# A byte of what a hidden part gives, by the line that raises, by the type, by how it ends.
LINES = "".join(f"    if byte == {value}: raise ValueError\n" for value in range(256))
TELLING = {
    "a line": LINES,
    "a type": "    raise [KeyError, IndexError, OSError, EOFError][byte % 4]",
    "an exit status": "    import os; os._exit(byte)",
}


@pytest.mark.parametrize("name", TELLING)
def test_of_an_observed_hidden_part_no_byte_is_told(desk: Desk, name: str) -> None:
    told = set()
    for place in (0, 1):  # two bytes that differ
        byte = f"    if n == 1: return [1]\n    byte = n // 256**{place} % 256\n"
        result = desk.grade({"total": f"def total(n):\n{byte}{TELLING[name]}"})
        test = result_of(result, "total--returns")
        assert (test.passed, test.visible_passed) == (False, True)
        told.add(wording.whole(test))

    assert len(told) == 1
