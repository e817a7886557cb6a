"""The worker: runs a student's notebook, and exports what a judge asks for.

It is untrusted from its first line on. It is asked one thing at a time and gives one answer to it,
so that it knows nothing of what comes later, and that a hang or a death costs that step alone: the
next worker is not asked for it.

The notebook imports another copy of this package than the one that answers here. That is no wall
(who walks frames or memory finds the other one), but what is patched by name changes nothing.
"""

from __future__ import annotations

import importlib
import os
import resource
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import keras

from tracegrade import wire
from tracegrade.sealing import trace
from tracegrade.sealing.export import export
from tracegrade.sealing.observe import observe
from tracegrade.sealing.problems import describe
from tracegrade.shell import make_shell, run_cell
from tracegrade.subjects import NothingReturned, Problem, StudentError
from tracegrade.supervision.channel import JOB_BYTES, READY, Channel

_LONG_PATH = 4096


def _taken() -> dict[str, ModuleType]:
    """Take the modules of this package out of those that are imported."""
    names = [name for name in sys.modules if name.partition(".")[0] == "tracegrade"]
    return {name: sys.modules.pop(name) for name in names}


def _copied() -> dict[str, ModuleType]:
    """Another copy of what a notebook imports of this package."""
    own = _taken()
    try:
        importlib.import_module("tracegrade.check")
        return _taken()
    finally:
        sys.modules.update(own)


_FOR_THE_NOTEBOOK = _copied()  # here, before the first fork: it is made once


def work(channel: Channel, folder: Path) -> None:
    """Do what is asked for over the channel, in `folder`, until this process is ended.

    A question is a cell to run, `{"cell": source}`, or a request to answer, `{"request": …}`; its
    `number` comes back with the answer.
    """
    _taken()
    sys.modules.update(_FOR_THE_NOTEBOOK)
    shell = make_shell()
    sys.path.append(str(folder))  # for files beside the notebook; they replace nothing
    keras.utils.set_random_seed(trace.SEED)
    channel.send(READY)
    while True:
        question, _ = channel.receive(None, JOB_BYTES)
        if "cell" in question:
            header, payload = _run(shell, question["cell"]), b""
            _leave_depths(folder)
        else:
            reply = answer(shell.user_ns, wire.decode_request(question["request"]))
            header, payload = wire.encode_answer(reply)
        channel.send({"number": question["number"], **header}, payload)


def _run(shell: Any, source: str) -> dict[str, Any]:
    """Run a cell, and say how it ended."""
    error = run_cell(shell, source)
    if error is None:
        return {"cell": "ran"}
    return {"cell": "failed", "problem": wire.encode_problem(told(describe(error, "cell")))}


def _leave_depths(folder: Path) -> None:
    """Go back to `folder` from where each look-up of a path would take very long."""
    try:
        if len(os.getcwd()) <= _LONG_PATH:
            return
    except OSError:
        pass
    os.chdir(folder)


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
        return told(error.problem)
    except Exception as error:  # of ours, on something that the notebook has replaced
        return told(describe(error, "tracing"))


def told(problem: Problem) -> Problem:
    """A problem with what its bare exception leaves out."""
    match problem.type:
        case "SystemExit":
            message = "it called exit()"
        case "KeyboardInterrupt":
            message = "it interrupted itself"
        case "MemoryError" | "_ArrayMemoryError":
            limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
            if limit == resource.RLIM_INFINITY:
                return problem
            message = f"a notebook may take {limit // 1_000_000:,} MB of memory"
            message = f"{problem.message}; {message}" if problem.message else message
        case _:
            return problem
    return replace(problem, message=message)
