"""The IPython shell that runs a student's cells where no notebook is open."""

from __future__ import annotations

import builtins
import re
import sys
from itertools import islice
from types import ModuleType
from typing import Any

_INSTALLERS = ("pip", "conda", "mamba", "uv")
_SHOWN = 20
_SHELLS = ("bash", "sh", "script", "system", "sx", "!")
# `!ls`, `names = !ls`, `%pip install x`, and what IPython takes for that: `pip install x`.
_INSTALLER = "|".join(_INSTALLERS)
_COMMAND = re.compile(rf"([\w, ]+=\s*)?!|%({_INSTALLER})\s|({_INSTALLER}) install\s")


class NoInput(Exception):
    """A cell asked for input, which nobody gives while it is graded."""


def make_shell() -> Any:
    """Make the shell of this process.

    Commands for the system and installations are left out; asking for input raises NoInput. What
    cells print goes nowhere.
    """
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    shell: Any = InteractiveShell.instance(config=config)
    shell.user_module.__name__ = "__main__"
    sys.modules["__main__"] = shell.user_module
    for name in _INSTALLERS:
        shell.register_magic_function(_left_out, "line", name)
    for name in _SHELLS:
        shell.register_magic_function(_left_out, "line_cell", name)
    shell.ask_exit = shell.system = shell.getoutput = shell.enable_gui = _left_out
    shell.showtraceback = shell.showsyntaxerror = _left_out
    builtins.input = _no_input
    sys.modules["otter"] = _otter()
    return shell


def skipped_commands(source: str) -> list[str]:
    """The lines of a cell, as they stand there, that the shell leaves out; the first of them."""
    lines = [line.strip() for line in source.split("\n")]
    if re.match(rf"%%({'|'.join(map(re.escape, _SHELLS))})(\s|$)", lines[0]):
        return [lines[0]]
    return list(islice(filter(_COMMAND.match, lines), _SHOWN))


def run_cell(shell: Any, source: str) -> BaseException | None:
    """Run a cell, and return what it raised."""
    try:
        result = shell.run_cell(source, store_history=False)
    except RecursionError as raised:  # in the compiler: brackets or sums within each other
        return raised
    error: BaseException | None = result.error_before_exec or result.error_in_exec
    return error


def _left_out(*_: object, **__: object) -> None:
    """Do nothing."""


class _OtterNotebook:
    """Otter's client, whose checks are left out: `grader.check("…")`, `grader.export()`."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _left_out


def _otter() -> ModuleType:
    module = ModuleType("otter")
    module.__dict__["Notebook"] = _OtterNotebook
    return module


def _no_input(prompt: object = "") -> str:
    raise NoInput("input() cannot be answered while the notebook is graded; use a variable.")
