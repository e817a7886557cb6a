"""The worker: runs a student's notebook, and exports what a judge asks for.

It is untrusted from its first line on. Before each step it says so, so that a hang or a death costs
that step alone: the next worker is told to leave it out.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras

from tracegrade import wire
from tracegrade.sealing import trace
from tracegrade.sealing.export import export
from tracegrade.sealing.observe import observe
from tracegrade.sealing.problems import describe
from tracegrade.shell import make_shell, run_cell
from tracegrade.subjects import NothingReturned, StudentError
from tracegrade.supervision.channel import JOB_BYTES, JOB_SECONDS, Channel


def work(channel: Channel, folder: Path) -> None:
    """Do the steps of a job that comes over the channel, in `folder`.

    A step is a cell to run, `{"cell": source}`, or a request to answer, `{"request": …}`, and has
    an `index`.
    """
    job, _ = channel.receive(JOB_SECONDS, JOB_BYTES)
    shell = make_shell(folder / ".cells")
    sys.path.append(str(folder))  # for files beside the notebook; they replace nothing
    keras.utils.set_random_seed(trace.SEED)
    for step in job["steps"]:
        index = step["index"]
        channel.send({"event": "step", "index": index})
        if "cell" in step:
            error = run_cell(shell, step["cell"])
            if error is not None:
                problem = wire.encode_problem(describe(error, "cell"))
                channel.send({"event": "failed", "index": index, "problem": problem})
        else:
            reply = answer(shell.user_ns, wire.decode_request(step["request"]))
            header, payload = wire.encode_answer(reply)
            channel.send({"event": "answer", "index": index, **header}, payload)
    channel.send({"event": "done"})


def answer(namespace: Mapping[str, Any], request: wire.Request) -> wire.Answer:
    """What a request asks for, or how the student's code failed."""
    if request.name not in namespace:
        return wire.Undefined()
    target = namespace[request.name]
    try:
        if isinstance(request, wire.SealRequest):
            return export(target, request.steps, request.functions)
        return wire.Observed(observe(target, request.steps, request.action))
    except NothingReturned:
        return wire.NotWritten()
    except StudentError as error:
        return error.problem
