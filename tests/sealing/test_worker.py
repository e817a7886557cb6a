"""What a worker answers, whatever stands under the name that it is asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tracegrade import wire
from tracegrade.sealing.graphs import SealedObject
from tracegrade.sealing.replay import Replay
from tracegrade.subjects import (
    Attributes,
    Beside,
    Function,
    Given,
    Made,
    Problem,
    Rebuilt,
    Spec,
    Step,
)
from tracegrade.worker import answer

from tests.check.students import define, loss_class, metric_class

ANY = Function((Spec((None,)),))
UNCONVERTED = replace(ANY, autograph=False)
X = np.float32([1, 2])


def asked(namespace: dict[str, Any], request: wire.Request) -> wire.Answer:
    """The worker's answer, as it comes over the wire."""
    header, payload = wire.encode_answer(answer(namespace, request))
    return wire.decode_answer(json.loads(json.dumps(header)), payload)


def sealed(target: Any, *steps: Step, function: Function = ANY) -> wire.Answer:
    return asked({"it": target}, wire.SealRequest("it", steps, (function,)))


def read(target: Any, *names: str, steps: tuple[Step, ...] = ()) -> Any:
    """The attributes that the worker tells, or another answer."""
    came = asked({"it": target}, wire.ObserveRequest("it", steps, Attributes(names)))
    return came.data if isinstance(came, wire.Observed) else came


def value_of(came: wire.Answer, function: Function = ANY) -> Any:
    assert isinstance(came, SealedObject)
    return Replay(came, [function]).run(0, X)[0]


def problem_of(came: wire.Answer) -> Problem:
    assert isinstance(came, Problem)
    return came


REQUESTS: list[wire.Request] = [
    wire.SealRequest("it", (), (ANY,)),
    wire.SealRequest("it", (Made((1.0,)),), (ANY,)),
    wire.ObserveRequest("it", (), Attributes(("name",))),
    wire.ObserveRequest("it", (Made(),), Attributes(("name",))),
]


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_name_that_is_not_defined_is_undefined(request_: wire.Request) -> None:
    assert asked({}, request_) == wire.Undefined()
    assert asked({"other": 1}, request_) == wire.Undefined()


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("target", [None, ...])
def test_a_name_that_stands_for_nothing_is_not_written_yet(
    request_: wire.Request, target: Any
) -> None:
    assert asked({"it": target}, request_) == wire.NotWritten()


STUBS = {
    "raises": "def it(*x):\n    raise NotImplementedError",
    "raises an instance": "def it(*x):\n    raise NotImplementedError('your code here')",
    "passes": "def it(*x):\n    pass",
    "dots": "def it(*x):\n    ...",
    "returns dots": "def it(*x):\n    return ...",
}


@pytest.mark.parametrize("code", STUBS.values(), ids=STUBS)
@pytest.mark.parametrize("steps", [(), (Made((1.0,)),), (Beside(), Made())], ids=str)
def test_a_stub_is_not_written_yet(code: str, steps: tuple[Step, ...]) -> None:
    assert sealed(define(code)["it"], *steps) == wire.NotWritten()


def test_a_stub_of_a_class_is_not_written_yet() -> None:
    names = define(
        """
        class Loss(keras.losses.Loss):
            def call(self, y_true, y_pred):
                raise NotImplementedError
        class Made:
            def __init__(self):
                raise NotImplementedError
        class Metric(keras.metrics.Metric):
            result = None
        """
    )
    pair = Function((Spec((None, 1)),) * 2)
    result = Function((), method="result")
    assert sealed(names["Loss"], Made(), function=pair) == wire.NotWritten()
    assert sealed(names["Made"], Made()) == wire.NotWritten()
    assert sealed(names["Metric"], Made(), function=result) == wire.NotWritten()
    assert read(names["Made"], "name", steps=(Made(),)) == wire.NotWritten()


@pytest.mark.parametrize("target", [3, "text", [1], {}], ids=str)
def test_what_cannot_be_called_makes_nothing(target: Any) -> None:
    assert sealed(target, Made()) == wire.NotWritten()
    assert problem_of(sealed(target)).type in ("TypeError", "AttributeError")


def test_a_function_a_factory_a_class_and_an_instance_are_sealed() -> None:
    names = define(
        """
        def double(x):
            return x * 2
        def make(n):
            return lambda x: x * n
        class Times:
            def __init__(self, n):
                self.n = n
            def __call__(self, x):
                return x * self.n
            def get_config(self):
                return {"n": self.n}
            @classmethod
            def from_config(cls, config):
                return cls(**config)
        def times(n, x):
            return x * n
        """
    )
    two, three = Made((2.0,)), Beside((3.0,))
    np.testing.assert_array_equal(value_of(sealed(names["double"])), X * 2)
    np.testing.assert_array_equal(value_of(sealed(names["make"], two, three)), X * 2)
    np.testing.assert_array_equal(value_of(sealed(names["Times"], two, Rebuilt())), X * 2)
    np.testing.assert_array_equal(value_of(sealed(names["Times"](5.0))), X * 5)
    np.testing.assert_array_equal(value_of(sealed(names["times"], Given((2.0,)))), X * 2)


FAILING = {
    "while traced": ("def it(x):\n    return x + undefined", (), "tracing", "NameError"),
    "by shapes": ("def it(x):\n    return tf.ones([2, 3]) @ tf.ones([2, 3])", (), "tracing", ""),
    "while made": ("def it():\n    return 1 / 0", (Made(),), "making", "ZeroDivisionError"),
    "by arguments": ("def it():\n    return 1", (Made((1,)),), "making", "TypeError"),
    "by leaving": ("def it():\n    raise SystemExit", (Made(),), "making", "SystemExit"),
    "by its own kind": (
        "class Mine(Exception):\n    pass\ndef it(x):\n    raise Mine('a', 'b')",
        (),
        "tracing",
        "Mine",
    ),
}


@pytest.mark.parametrize(("code", "steps", "stage", "kind"), FAILING.values(), ids=FAILING)
def test_what_raises_is_a_problem_with_the_students_line(
    code: str, steps: tuple[Step, ...], stage: str, kind: str
) -> None:
    problem = problem_of(sealed(define(code)["it"], *steps))
    assert problem.stage == stage
    assert kind in problem.type
    if kind == "TypeError":  # it is our call that fails
        return
    assert problem.line == code.splitlines()[-1].strip()
    assert problem.place == f"line {len(code.splitlines()) + 1} of it"


def test_a_problem_of_a_class_has_the_line_in_its_method() -> None:
    loss = loss_class(call="return y_true.no_such_thing")
    problem = problem_of(sealed(loss, Made(), function=Function((Spec((None, 1)),) * 2)))
    assert (problem.type, problem.line) == ("AttributeError", "return y_true.no_such_thing")
    problem = problem_of(read(metric_class(init="self.total = 1 / 0"), "name", steps=(Made(),)))
    assert (problem.stage, problem.line) == ("making", "self.total = 1 / 0")


def test_plain_attributes_are_read_others_described_and_missing_ones_left_out() -> None:
    target = define(
        """
        class Target:
            text, whole, real, truth, nothing = "é", 3, 0.5, True, None
            array = np.arange(3)
            number = np.float32(1.5)
            def __repr__(self):
                return "a target"
            @property
            def me(self):
                return self
            @property
            def gone(self):
                raise AttributeError
        """
    )["Target"]()
    names = ["text", "whole", "real", "truth", "nothing", "array", "number", "me", "gone", "other"]
    assert read(target, *names) == {
        "text": "é",
        "whole": 3,
        "real": 0.5,
        "truth": True,
        "nothing": None,
        "array": "array([0, 1, 2])",
        "number": "np.float32(1.5)",
        "me": "a target",
    }


def test_long_attributes_are_cut() -> None:
    target = define("class T:\n    a = 'x' * 9_000\n    b = ['y'] * 9_000")["T"]
    came = read(target, "a", "b")
    assert isinstance(came, dict)
    assert [len(str(value)) for value in came.values()] == [wire.TEXT] * 2


HOSTILE = """
    class Equal:
        def __eq__(self, other):
            return True
        def __hash__(self):
            return 0
        def __bool__(self):
            return True
        def __getattr__(self, name):
            return self
        def __call__(self, *arguments, **keywords):
            return self
        def __repr__(self):
            return "equal"
    class Liar:
        kind = str
        @property
        def __class__(self):
            return self.kind
    class Number(Liar):
        kind = float
    class Text(str):
        def __getitem__(self, key):
            raise ValueError("no")
        def __str__(self):
            raise ValueError("no")
        __repr__ = encode = __str__
    class Silent:
        def __repr__(self):
            raise ValueError("no")
    class Wrong:
        def __repr__(self):
            return 5
    class Refusing:
        def __getattribute__(self, name):
            raise RuntimeError("no")
    class Leaving:
        def __getattribute__(self, name):
            raise SystemExit
    class Holder:
        equal, liar, number, silent, wrong = Equal(), Liar(), Number(), Silent(), Wrong()
        text, huge = Text("text"), 10 ** 400
        surrogate, nan = "\\ud800", float("nan")
    """


@pytest.fixture(scope="module")
def hostile() -> dict[str, Any]:
    return define(HOSTILE)


def test_objects_that_equal_everything_are_no_graphs(hostile: dict[str, Any]) -> None:
    equal = hostile["Equal"]()
    for steps in ((), (Made(),), (Beside(), Made())):
        assert problem_of(sealed(equal, *steps)).stage == "tracing"
    assert problem_of(sealed(lambda x: equal)).stage == "tracing"
    assert sealed(equal, function=Function((), method="update_state")) is not None


def test_a_class_that_equals_everything_is_none_of_its_attributes(hostile: dict[str, Any]) -> None:
    assert read(hostile["Equal"](), "threshold") == {"threshold": "equal"}


@pytest.mark.parametrize("name", ["Refusing", "Leaving"])
def test_objects_that_refuse_to_be_read_are_problems(hostile: dict[str, Any], name: str) -> None:
    target = hostile[name]()
    kind = {"Refusing": "RuntimeError", "Leaving": "SystemExit"}[name]
    assert (problem_of(read(target, "a")).type, problem_of(read(target, "a")).stage) == (
        kind,
        "reading",
    )
    assert problem_of(sealed(target)).stage == "tracing"
    assert problem_of(sealed(lambda x: target)).stage == "tracing"


@pytest.mark.parametrize("name", ["silent", "wrong"])
def test_what_cannot_be_described_is_a_problem(hostile: dict[str, Any], name: str) -> None:
    problem = problem_of(read(hostile["Holder"], name))
    assert problem.stage == "reading"


@pytest.mark.parametrize("name", ["equal", "liar", "number", "text", "huge", "surrogate", "nan"])
def test_what_is_no_plain_value_never_breaks_the_answer(hostile: dict[str, Any], name: str) -> None:
    came = read(hostile["Holder"], name)
    assert isinstance(came, dict | Problem)


def test_a_liar_is_no_text(hostile: dict[str, Any]) -> None:
    for name in ("liar", "number"):
        came = read(hostile["Holder"], name)
        assert isinstance(came, dict)
        assert f".{name.capitalize()} object" in str(came[name])


def test_what_raises_with_a_hostile_text_is_a_problem() -> None:
    names = define(
        """
        class Mute(Exception):
            def __str__(self):
                raise ValueError("no")
        class Broken(Exception):
            def __str__(self):
                return "\\udcff" * 5000
        def mute(x):
            raise Mute
        def broken(x):
            raise Broken
        """
    )
    [one] = (Made((1,)),)
    for name in ("mute", "broken"):
        assert problem_of(sealed(names[name])).stage == "tracing"
        assert problem_of(sealed(names[name], one)).stage == "making"
        assert problem_of(sealed(names[name], function=UNCONVERTED)).stage == "tracing"
