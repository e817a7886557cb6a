"""The vocabulary of test cells.

A test cell says what it tests of something that the student defined::

    from tracegrade import check
    check.values(huber_fn, ([0.0, 0.0], [0.5, 3.0]), [0.125, 2.5])

Every check traces its subject with `tf.function` and runs the graph; a failure says what was
tested, what was expected, what came, and the usual cause.
"""

from tracegrade.check.configuration import attributes, config
from tracegrade.check.functions import gradient, graph, ops, values
from tracegrade.check.layers import forward, trains, weights
from tracegrade.check.metrics import state, stream
from tracegrade.check.observed import fits, python_op, returns
from tracegrade.check.quizzes import answers
from tracegrade.check.randomness import fresh, gaussian, random_graph
from tracegrade.check.session import live, summary
from tracegrade.check.training import train_steps
from tracegrade.check.trees import recursion
from tracegrade.check.vocabulary import averaged, beside, fixture, given, made, rebuilt, reloaded
from tracegrade.fixtures import as_graph, training_data
from tracegrade.report import CheckFailed, NotWritten, Report

__all__ = [
    "CheckFailed",
    "NotWritten",
    "Report",
    "answers",
    "as_graph",
    "attributes",
    "averaged",
    "beside",
    "config",
    "fits",
    "fixture",
    "forward",
    "fresh",
    "gaussian",
    "given",
    "gradient",
    "graph",
    "live",
    "made",
    "ops",
    "python_op",
    "random_graph",
    "rebuilt",
    "recursion",
    "reloaded",
    "returns",
    "state",
    "stream",
    "summary",
    "train_steps",
    "training_data",
    "trains",
    "values",
    "weights",
]
