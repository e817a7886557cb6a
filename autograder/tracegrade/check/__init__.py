"""The vocabulary of test cells.

A test cell says what it tests of something that the student defined::

    from tracegrade import check
    check.values(huber_fn, ([0.0, 0.0], [0.5, 3.0]), [0.125, 2.5])

Every check traces its subject with `tf.function` and runs the graph; a failure says what was
tested, what was expected, what came, and the usual cause.
"""

from tracegrade.check.configuration import config
from tracegrade.check.functions import gradient, graph, values
from tracegrade.check.metrics import state, stream
from tracegrade.check.randomness import fresh, gaussian, random_graph
from tracegrade.check.vocabulary import beside, fixture, given, made, rebuilt, reloaded
from tracegrade.fixtures import as_graph
from tracegrade.report import CheckFailed, NotWritten, Report

__all__ = [
    "CheckFailed",
    "NotWritten",
    "Report",
    "as_graph",
    "beside",
    "config",
    "fixture",
    "fresh",
    "gaussian",
    "given",
    "gradient",
    "graph",
    "made",
    "random_graph",
    "rebuilt",
    "reloaded",
    "state",
    "stream",
    "values",
]
