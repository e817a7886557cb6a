"""Checks of training steps: what several of them do to weights, losses and metrics."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np

from tracegrade.check.functions import TracedBy, compare, specs_of
from tracegrade.check.vocabulary import Call, as_calls, assign, run, seal, vocabulary
from tracegrade.report import CheckFailed, Report
from tracegrade.subjects import Array, Fixture, Function, Made, Sealed, Subject

_OWNER = re.compile(r"(?P<fixture>(?P<kind>\w+)\(.*\))\[(?P<place>\d+)\]")
_SEED = 92
_VARIABLES = 4  # two kernels and two biases
What = Literal["weights", "losses", "metrics"]


@vocabulary
def train_steps(
    subject: Subject,
    batches: list[tuple[Any, ...]],
    *,
    what: What,
    reference: Callable[[list[Array], list[Call]], Sequence[Any]],
    signature: Sequence[Sequence[int | None]] | None = None,
    traced_by: TracedBy = "tf.function",
    rtol: float = 1e-4,
    atol: float = 1e-5,
    cause: str = "",
) -> None:
    """A training step does to a `split_model` what a reference does, batch after batch.

    The step takes `(x, y)` and returns the loss, or a dictionary with `loss`. The variables of the
    model fixture are drawn first. `what` is compared: "weights", all variables of the model after
    the last batch; "losses", one for each batch; "metrics", the result of each metric fixture after
    the last batch. `reference(variables, batches)` computes a list of these, the variables in the
    order of `model.variables`. `signature` and `traced_by` as in `graph`; without a signature the
    step is traced for the shapes of each batch.
    """
    tested = f"{subject.label}: {what} after {len(batches)} step{'s' * (len(batches) > 1)}"
    calls = as_calls(batches)
    signatures = list(dict.fromkeys(specs_of(call, signature) for call in calls))
    autograph = traced_by != "keras"
    functions = [Function(specs, key="loss", autograph=autograph) for specs in signatures]
    sealed = seal(subject, functions, tested)
    models = _owned(sealed, "split_model").values()
    places = [position for model in models for _, position in sorted(model.items())]
    variables = [sealed.variables()[place].value for place in places]
    drawn = _drawn(variables)
    for place, value in zip(places, drawn, strict=True):
        assign(sealed, place, value, tested)
    count = _size_of_model(subject)
    if len(places) != count:
        usual = (
            "The step has to call the model, with training=True, and to use all of its variables."
        )
        expected = f"a step that uses the {count} variables of the model"
        raise CheckFailed(Report(tested, "", expected, f"{len(places)} of them", cause or usual))
    wanted = list(reference([it.copy() for it in drawn], calls))
    got = [
        run(sealed, signatures.index(specs_of(call, signature)), call, tested)[0] for call in calls
    ]
    if what == "weights":
        got = [sealed.variables()[place].value for place in places]
    elif what == "metrics":
        got = [*_metrics(sealed)]
    if len(got) != len(wanted):
        usual = (
            "Update every metric in each step: the first with the loss, the others with "
            "(y, y_pred)."
        )
        expected = f"{len(wanted)} {what}"
        raise CheckFailed(Report(tested, "", expected, str(len(got)), cause or usual))
    for one, right in zip(got, wanted, strict=True):
        if what == "losses" and np.asarray(one).shape != ():
            shape = f"shape {list(np.asarray(one).shape)}"
            raise CheckFailed(Report(tested, "", "a scalar loss", shape, cause))
        compare(one, np.float32(right), tested, "", rtol=rtol, atol=atol, cause=cause)


def _size_of_model(subject: Subject) -> int:
    """How many variables the split model has that a step is made with."""
    made = [it for step in subject.steps if isinstance(step, Made) for it in step.arguments]
    model = next(it for it in made if isinstance(it, Fixture) and it.name == "split_model")
    return _VARIABLES + bool(model.keywords.get("gauge"))


def _owned(sealed: Sealed, kind: str) -> dict[str, dict[int, int]]:
    """The positions of the variables of fixtures of that kind, by fixture and place there."""
    found: dict[str, dict[int, int]] = {}
    for position, variable in enumerate(sealed.variables()):
        match = _OWNER.fullmatch(variable.owner)
        if match and match["kind"] == kind:
            found.setdefault(match["fixture"], {})[int(match["place"])] = position
    return found


def _metrics(sealed: Sealed) -> list[Array]:
    """The results of the metric fixtures, which are means: total over count."""
    values = [it.value for it in sealed.variables()]
    results = []
    # In the order of their names: in which order a step updates them is its own affair.
    for _, places in sorted(_owned(sealed, "metric").items()):
        total, count = (values[places[it]] if it in places else np.nan for it in (0, 1))
        with np.errstate(all="ignore"):
            results.append(np.float32(total / np.asarray(count)))
    return results


def _drawn(variables: Sequence[Array]) -> list[Array]:
    """Values for the variables of a model; a counter, a scalar, stays."""
    generator = np.random.default_rng(_SEED)
    return [
        generator.normal(scale=0.5, size=it.shape).astype(it.dtype) if it.ndim else it
        for it in variables
    ]
