"""Runs the cells of a notebook, the student's code and the tests together, in a fresh process.

The process is forked from one that has only imported TensorFlow, so that it starts at once and
shares nothing with the next. It reports each cell as it ends; a cell that hangs or ends the process
costs the cells after it.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Literal

from tracegrade.notebooks import Cell
from tracegrade.stderr import QUIET, redirected

Status = Literal["passed", "failed", "not written", "error", "timed out", "died", "not run"]

OUTPUT_LIMIT = 20_000
_PRELOADED = ["tensorflow", "IPython", "tracegrade.check", "tracegrade.runner"]


@dataclass(frozen=True)
class Outcome:
    """How one code cell ended; `message` is for the student, `output` is what the cell printed."""

    index: int
    grade_id: str | None
    status: Status
    message: str = ""
    output: str = ""
    # The parts of the report of a failed check: tested, inputs, expected, got, cause.
    report: dict[str, str] = field(default_factory=dict)


def run_cells(
    cells: Sequence[Cell], *, folder: Path | None = None, timeout: float = 60
) -> tuple[Outcome, ...]:
    """Run the code cells in order, in a fresh process that works in `folder`.

    `timeout` is in seconds of wall time for each cell. Returns an outcome for each code cell; never
    raises for what a cell does.
    """
    code = [cell for cell in cells if cell.kind == "code"]
    with contextlib.ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        receiver, process = stack.enter_context(_worker(code, folder))
        outcomes = list(_collect(code, receiver, process, timeout))
    return tuple(outcomes)


@contextlib.contextmanager
def _worker(code: list[Cell], folder: Path) -> Iterator[tuple[Connection, BaseProcess]]:
    context: ForkServerContext | SpawnContext
    if os.name == "posix":
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
    else:
        context = multiprocessing.get_context("spawn")
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(sender, code, str(folder)), daemon=True)
    # TensorFlow greets on standard error when it is imported, which happens at the first start.
    with _importable_main(), open(os.devnull, "w") as null, redirected(null.fileno()):
        process.start()
    sender.close()
    try:
        yield receiver, process
    finally:
        process.kill()
        process.join()
        process.close()
        receiver.close()


@contextlib.contextmanager
def _importable_main() -> Iterator[None]:
    """Keep multiprocessing from running the caller's script again in the new process."""
    main = sys.modules["__main__"]
    kept = {name: getattr(main, name, None) for name in ("__file__", "__spec__")}
    for name in kept:
        setattr(main, name, None)
    if kept["__file__"] is not None:
        del main.__file__
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is not None:
                setattr(main, name, value)


def _collect(
    code: list[Cell], receiver: Connection, process: BaseProcess, timeout: float
) -> Iterator[Outcome]:
    end = ""
    for cell in code:
        if end:
            yield Outcome(cell.index, cell.grade_id, "not run", end)
            continue
        try:
            if receiver.poll(timeout):
                yield Outcome(cell.index, cell.grade_id, **json.loads(receiver.recv_bytes()))
                continue
            status: Status = "timed out"
            message = f"The cell ran for longer than {timeout:g} seconds and was ended."
        except (EOFError, ConnectionResetError):
            process.join()
            status, message = "died", f"The cell ended its own process ({_exit_text(process)})."
        yield Outcome(cell.index, cell.grade_id, status, message)
        name = f"cell {cell.grade_id}" if cell.grade_id else f"cell {cell.index + 1}"
        end = f"Not run: the notebook was ended in {name}."


def _exit_text(process: BaseProcess) -> str:
    code = process.exitcode
    if code is not None and code < 0:
        return f"killed by signal {-code}"
    return f"exit status {code}"


def work(sender: Connection, code: Sequence[Cell], folder: str) -> None:
    """Run code cells in this process, which is forked for it, and send an outcome of each."""
    os.chdir(folder)
    sys.path.insert(0, folder)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    shell = _shell()
    for cell in code:
        outcome = asdict(_run_one(shell, cell))
        del outcome["index"], outcome["grade_id"]
        sender.send_bytes(json.dumps(outcome).encode())
    sender.close()


def _shell() -> Any:
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell = InteractiveShell.instance(config=config)
    shell.user_module.__name__ = "__main__"
    return shell


def _run_one(shell: Any, cell: Cell) -> Outcome:
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        result = shell.run_cell(cell.source, store_history=False)
    output = captured.stdout[-OUTPUT_LIMIT:]
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return Outcome(cell.index, cell.grade_id, "passed", output=output)
    return _outcome_of(cell, error, output)


def _outcome_of(cell: Cell, error: BaseException, output: str) -> Outcome:
    from tracegrade.check import CheckFailed, NotWritten
    from tracegrade.sealing.problems import describe

    status: Status = "error"
    if isinstance(error, CheckFailed):
        status = "not written" if isinstance(error, NotWritten) else "failed"
        return Outcome(cell.index, cell.grade_id, status, str(error), output, asdict(error.report))
    if isinstance(error, NotImplementedError) and not str(error):
        status = "not written"
    elif isinstance(error, AssertionError):
        status = "failed"
    problem = describe(error, "running")
    where = f"\nin {problem.place}: {problem.line}" if problem.line else ""
    return Outcome(
        cell.index, cell.grade_id, status, f"{problem.type}: {problem.message}{where}", output
    )
