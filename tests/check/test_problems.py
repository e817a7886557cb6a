"""Errors of students as plain data: type, message, and their own line, without library frames."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from tracegrade.direct import DirectSubject
from tracegrade.sealing.problems import MESSAGE_LIMIT
from tracegrade.subjects import Function, Made, Problem, Reloaded, Spec, StudentError

from tests.check.students import function, loss_class

X = np.float32([1, 2, 3])
KNOWN, ANY = Function((Spec((3,)),)), Function((Spec((None,)),))
UNCONVERTED = Function((Spec((3,)),), autograph=False)


def problem_of(target: Any, traced: Function = KNOWN, *steps: Any) -> Problem:
    with pytest.raises(StudentError) as raised:
        DirectSubject(target, "it", steps).seal([traced]).run(0, X)
    return raised.value.problem


def spoilt(code: str) -> Any:
    return function(code)


@pytest.mark.parametrize("traced", [KNOWN, UNCONVERTED], ids=["autograph", "keras"])
@pytest.mark.parametrize(
    ("code", "type_", "message"),
    [
        ("return 1 / 0", "ZeroDivisionError", "division by zero"),
        ("return [x][3]", "IndexError", "list index out of range"),
        ("return {}['key']", "KeyError", "'key'"),
        ("return int('two')", "ValueError", "invalid literal for int() with base 10: 'two'"),
        ("raise ValueError", "ValueError", ""),
        ("raise ValueError('one\\n   two')", "ValueError", "one\ntwo"),
        ("import no_such_module", "ModuleNotFoundError", "No module named 'no_such_module'"),
    ],
)
def test_type_message_and_line_are_the_students(
    traced: Function, code: str, type_: str, message: str
) -> None:
    problem = problem_of(spoilt(f"y = 2.0 * x\n{code}"), traced)
    assert (problem.type, problem.message, problem.stage) == (type_, message, "tracing")
    assert (problem.place, problem.line) == ("line 4 of f", code)


def test_an_exception_of_the_students_own_keeps_its_name() -> None:
    own = (
        "class Own(Exception):\n    def __init__(self, a, b):\n"
        "        super().__init__(f'{a}\\nB: {b}')"
    )
    problem = problem_of(function("raise Own(1, 2)", before=own))
    assert (problem.type, problem.message) == ("Own", "1\nB: 2")


def test_the_line_is_the_innermost_of_the_students_own() -> None:
    nested = function(
        "return helper(x)", before="def helper(v):\n    return [tf.reshape(v, [2, 2])][0]"
    )
    problem = problem_of(nested)
    assert problem.place == "line 3 of helper"
    assert problem.line == "return [tf.reshape(v, [2, 2])][0]"
    in_map = function("return tf.map_fn(lambda e: e.numpy(), x)")
    assert problem_of(in_map).line == "return tf.map_fn(lambda e: e.numpy(), x)"


def test_the_line_is_known_through_the_frames_of_keras() -> None:
    loss = loss_class(call="error = y_true - y_pred\nreturn error.numpy()")
    traced = Function((Spec((3,)),) * 2)
    problem = problem_of(loss, traced, Made())
    assert (problem.place, problem.line) == ("line 8 of call", "return error.numpy()")


def test_the_line_is_known_of_an_operation_that_fails_in_the_graph() -> None:
    late = "y = 2.0 * x\nreturn tf.reshape(y, [2, 2])"
    for target in (spoilt(late), function(late, before="@tf.function")):
        problem = problem_of(target, ANY)
        assert problem.stage == "running"
        assert problem.line == "return tf.reshape(y, [2, 2])"
        assert problem.message == (
            "Input to reshape is a tensor with 3 values, but the requested shape has 4"
        )


def test_an_operation_that_keras_made_has_no_line_of_the_student() -> None:
    loss = loss_class(call="return y_pred")
    weighted = Function((Spec((None,)),) * 3, keywords=("sample_weight",))
    sealed = DirectSubject(loss, "it", (Made(),)).seal([weighted])
    with pytest.raises(StudentError) as raised:
        sealed.run(0, X, X, X[:2])
    assert raised.value.problem.stage == "running"
    assert raised.value.problem.place == ""


def test_a_python_function_in_the_graph_names_its_own_line() -> None:
    called = function(
        "return tf.py_function(helper, [x], tf.float32)", before="def helper(v):\n    return [][0]"
    )
    problem = problem_of(called)
    assert problem.message == "IndexError: list index out of range"
    assert problem.line == "return [][0]"


def test_code_without_source_has_a_place_and_no_line() -> None:
    names: dict[str, Any] = {}
    exec(compile("def f(x):\n    return x.numpy()", "<ipython-input-7-ab>", "exec"), names)
    problem = problem_of(names["f"])
    assert (problem.place, problem.line) == ("line 2 of f", "")


def test_a_syntax_error_names_its_line() -> None:
    problem = problem_of(spoilt("exec('y = = 1')\nreturn x"))
    assert problem.type == "SyntaxError"
    assert problem.message.startswith("invalid syntax")


def test_a_long_message_is_cut() -> None:
    problem = problem_of(spoilt("raise ValueError('long ' * 1000)"))
    assert len(problem.message) == MESSAGE_LIMIT + 2
    assert problem.message.endswith(" …")


NOISY = {
    "autograph": (spoilt, "def g(y):\n    pass\nreturn g()", KNOWN),
    "scope": (spoilt, "y = []\nfor e in x:\n    y.append(e)\nreturn tf.stack(y)", KNOWN),
    "numpy": (spoilt, "return x.astype('int')", KNOWN),
    "node": (spoilt, "return tf.matmul(x, x)", KNOWN),
    "computed": (spoilt, "return tf.reduce_sum(x, axis=5)", KNOWN),
    "graph": (spoilt, "return tf.gather(x, [9])", KNOWN),
    "no_stack": (spoilt, "return tf.where(x > 0 and x < 1, x, x)", ANY),
    "object": (spoilt, "return x + tf.TensorArray(tf.float32, 1)", KNOWN),
    "link": (spoilt, "return tf.Variable(tf.zeros([3])) + x", KNOWN),
    "arguments": (spoilt, "return keras.ops.reshape(x, 'no')", KNOWN),
    "advice": (spoilt, "return x if bool(x[0] > 0) else -x", KNOWN),
    "layer": (
        spoilt,
        "return keras.layers.Lambda(lambda v: v.numpy(), name='own')(x)",
        KNOWN,
    ),
    "pyfunc": (spoilt, "return tf.py_function(lambda v: v / [], [x], tf.float32)", KNOWN),
}
NOISE = re.compile(
    r"File \"|line \d+, in|outer_factory|tf__|in user code|Traceback|\{\{node|__inference"
    r"|0x[0-9a-f]{4}|id=\d|https?:|received by|Graph execution|stack traces|was defined here"
    r"|\x1b|\^\^|experimental_enable_numpy|input tensors|resolutions"
)


@pytest.mark.parametrize("name", NOISY)
def test_a_message_has_no_frames_nodes_addresses_or_links(name: str) -> None:
    make, code, traced = NOISY[name]
    problem = problem_of(make(code), traced)
    assert problem.message
    assert not NOISE.search(problem.message), problem.message
    assert not problem.message.startswith((problem.type, " "))


@pytest.mark.parametrize("name", NOISY)
def test_a_message_is_the_same_when_it_comes_again(name: str) -> None:
    make, code, traced = NOISY[name]
    assert problem_of(make(code), traced).message == problem_of(make(code), traced).message


def test_a_set_in_a_message_is_in_order_since_python_prints_it_in_any() -> None:
    problem = problem_of(loss_class(init="super().__init__(reduction='no')"), KNOWN, Made())
    found = re.search(r"\{(.*)\}", problem.message)
    assert found is not None
    members = found[1].split(", ")
    assert len(members) > 3
    assert members == sorted(members)


@pytest.mark.filterwarnings("ignore")
def test_a_model_that_cannot_be_loaded_says_why_in_one_line() -> None:
    loss = loss_class(config="return {**super().get_config(), 'delta': 1.0}")
    problem = problem_of(loss, KNOWN, Made((), {"name": "x"}), Reloaded())
    assert problem.stage == "making"
    assert re.fullmatch(
        r"<class 'student_\d+\.Absolute'> could not be deserialized properly: "
        r"Loss\.__init__\(\) got an unexpected keyword argument 'delta'",
        problem.message,
    )
