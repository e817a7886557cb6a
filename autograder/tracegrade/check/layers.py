"""Checks of layers and models: what they compute with given weights, and whether they train."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np

from tracegrade.check import causes
from tracegrade.check.functions import TracedBy, compare, specs_of
from tracegrade.check.vocabulary import (
    Inputs,
    as_calls,
    assign,
    computed,
    is_made_again,
    run,
    seal,
    vocabulary,
)
from tracegrade.report import CheckFailed, Report, inputs_text
from tracegrade.subjects import (
    FIT_STEP,
    Array,
    Compiled,
    CompositeSpec,
    Function,
    Sealed,
    Subject,
    Variable,
    as_array,
    shape_text,
    spec_of,
)

Weight = tuple[tuple[int, ...], float | None]
"""Shape and initial value of a weight; None is any initial value."""
Forward = Callable[..., Any]
Draw = Literal["normal", "positive", "initial"]
_SEED = 91


@vocabulary
def forward(
    subject: Subject,
    inputs: Inputs,
    *,
    weights: Sequence[Weight],
    reference: Forward | Sequence[Forward],
    draw: Draw = "normal",
    signature: Sequence[Sequence[int | None]] | None = None,
    traced_by: TracedBy = "tf.function",
    rtol: float = 1e-4,
    atol: float = 1e-5,
    cause: str = "",
) -> None:
    """A layer or model computes the right output for weights that the check draws.

    `weights` are the trainable ones, in the order in which a call uses them; the initial value
    only tells those of one shape apart. `reference(weights, *inputs)` computes the output with
    NumPy from a list of arrays; of several references one has to be met. `draw` says what is
    assigned: "normal" (standard deviation 0.5), "positive" (uniform, 0.1 to 0.5), "initial"
    (nothing). `inputs`, `signature` and `traced_by` as in `graph`; without a signature the shapes
    are those of the inputs. Raises CheckFailed when the trainable weights are others, or the
    output differs.
    """
    shapes = ", one graph for all sizes" if signature else ""
    way = ", traced the way Keras traces" if traced_by == "keras" else ""
    drawn = "" if draw == "initial" else " for given weights"
    tested = f"{subject.label}: its output{drawn}{shapes}{way}"
    if is_made_again(subject):
        cause = cause or causes.LOST_CONFIG
    calls = as_calls(inputs)
    signatures = list(dict.fromkeys(specs_of(call, signature) for call in calls))
    autograph = traced_by != "keras"
    sealed = seal(subject, [Function(s, autograph=autograph) for s in signatures], tested)
    found = sealed.variables()
    places = _places(found, weights, tested)
    values = [found[place].value for place in places]
    if draw != "initial":
        values = _drawn(values, draw)
        for place, value in zip(places, values, strict=True):
            assign(sealed, place, value, tested)
    for call in calls:
        [got] = run(sealed, signatures.index(specs_of(call, signature)), call, tested)
        wanted = computed(reference, values, *call)
        compare(got, wanted, tested, inputs_text(call), rtol=rtol, atol=atol, cause=cause)


@vocabulary
def weights(
    subject: Subject, inputs: Inputs, expected: Sequence[Weight], *, cause: str = ""
) -> None:
    """After a call on such inputs, the trainable weights are these, in any order.

    Each of `expected` is `(shape, initial)`; initial is a number, or None where any will do.
    """
    tested = f"{subject.label}: its trainable weights"
    [call] = as_calls(inputs)
    sealed = seal(subject, [Function(tuple(map(spec_of, call)))], tested)
    _places(sealed.variables(), expected, tested, cause, strict=True)


@vocabulary
def trains(
    subject: Subject,
    inputs: Any,
    targets: Any,
    *,
    steps: int = 20,
    factor: float = 0.8,
    cause: str = "",
) -> None:
    """The step of `fit` lowers the loss on a batch, and moves every trainable weight that it uses.

    A layer is put between two Dense layers first, so its `targets` are `[n, 1]`. The loss is the
    mean squared error, the optimizer SGD with a learning rate of 0.01. After `steps` steps the loss
    has to be below `factor` times the first one.
    """
    tested = f"{subject.label}: training with fit"
    x, y = as_array(inputs), as_array(targets)
    batch = CompositeSpec("tuple", (spec_of(x), spec_of(y)))
    functions = [
        Function((spec_of(x),), autograph=False),
        Function((batch,), method=FIT_STEP, autograph=False),
    ]
    sealed = seal(subject.then(Compiled(tuple(x.shape[1:]))), functions, tested)
    before = sealed.variables()
    first = _squared_error(sealed, x, y, tested)
    for _ in range(steps):
        run(sealed, 1, (x, y), tested)
    last = _squared_error(sealed, x, y, tested)
    if not last < factor * first:
        got = f"a loss of {first:.4g} before and of {last:.4g} after {steps} steps"
        usual = "The loss has no gradient with respect to the weights, or a gradient that is wrong."
        wanted = f"a loss below {factor:g} times the first one"
        raise CheckFailed(Report(tested, "", wanted, got, cause or usual))
    still = [
        shape_text(tuple(old.value.shape))
        for old, new in zip(before, sealed.variables(), strict=True)
        if old.trainable and np.array_equal(old.value, new.value)
    ]
    if still:
        usual = "The output does not depend on these weights in a way that can be differentiated."
        got = f"no change in those of shape {', '.join(still)}"
        wanted = "training that moves every weight"
        raise CheckFailed(Report(tested, "", wanted, got, cause or usual))


def _squared_error(sealed: Sealed, x: Array, y: Array, tested: str) -> float:
    [outputs] = run(sealed, 0, (x,), tested)
    got = np.asarray(outputs)
    if got.shape != y.shape or got.dtype.kind != "f":
        wanted = f"outputs of shape {shape_text(y.shape)}"
        raise CheckFailed(Report(tested, "", wanted, f"{got.dtype} {shape_text(got.shape)}"))
    return float(np.mean((got - y) ** 2))


def _places(
    found: Sequence[Variable],
    wanted: Sequence[Weight],
    tested: str,
    cause: str = "",
    *,
    strict: bool = False,
) -> list[int]:
    """The position of each wanted weight among the variables; fails unless they are these.

    A weight of the right shape stands in for one whose initial value is another, unless `strict`.
    """
    free = [place for place, variable in enumerate(found) if variable.trainable]
    trainable = [found[place] for place in free]
    taken: dict[int, int]
    for exact in (True,) if strict else (True, False):
        taken, left = {}, list(free)
        # Those with an initial value first: any would do for the others.
        for number, weight in sorted(enumerate(wanted), key=lambda it: it[1][1] is None):
            fitting = [place for place in left if _fits(found[place], weight, exact=exact)]
            if fitting:
                taken[number] = fitting[0]
                left.remove(fitting[0])
        if len(taken) == len(wanted) and not left:
            return [taken[number] for number in range(len(wanted))]
    usual = (
        "Weights are made once, in __init__ or build (self.add_weight, or layers kept as "
        "attributes), are trainable, and are all used by the call."
    )
    expected = ", ".join(_weight_text(shape, initial) for shape, initial in wanted)
    got = ", ".join(_found_text(it) for it in trainable)
    report = Report(tested, "", f"trainable weights {expected}", got or "none", cause or usual)
    raise CheckFailed(report)


def _fits(variable: Variable, weight: Weight, *, exact: bool) -> bool:
    shape, initial = weight
    if tuple(variable.value.shape) != tuple(shape):
        return False
    if initial is None or not exact:
        return True
    return variable.value.dtype.kind == "f" and bool(np.all(variable.value == initial))


def _weight_text(shape: Sequence[int], initial: float | None) -> str:
    begins = "" if initial is None else f" (at first {initial:g})"
    return shape_text(tuple(shape)) + begins


def _found_text(variable: Variable) -> str:
    is_number = variable.value.size and variable.value.dtype.kind in "fiu"
    same = is_number and np.all(variable.value == variable.value.ravel()[0])
    return _weight_text(variable.value.shape, float(variable.value.ravel()[0]) if same else None)


def _drawn(values: Sequence[Array], draw: Draw) -> list[Array]:
    """Values of the same shapes and dtypes; the same ones every time."""
    generator = np.random.default_rng(_SEED)
    if draw == "positive":
        return [generator.uniform(0.1, 0.5, it.shape).astype(_number_dtype(it)) for it in values]
    return [generator.normal(scale=0.5, size=it.shape).astype(_number_dtype(it)) for it in values]


def _number_dtype(value: Array) -> Any:
    return np.float32 if value.dtype == object else value.dtype
