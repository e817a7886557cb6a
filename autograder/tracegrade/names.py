"""The names that a cell defines, and those that it uses."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

ALWAYS_THERE = frozenset(dir(builtins)) | {"__file__", "__name__", "display", "get_ipython"}
_PYTHON_CELL_MAGICS = ("%%capture", "%%time")


@dataclass(frozen=True)
class Names:
    """The global names that a piece of code binds, and those that it reads."""

    defined: frozenset[str]
    used: frozenset[str]

    @property
    def free(self) -> frozenset[str]:
        """The names that must come from elsewhere."""
        return self.used - self.defined - ALWAYS_THERE


def parse(source: str) -> ast.Module:
    """Parse a cell; lines of IPython's magic count as `pass`. Raises `SyntaxError`."""
    return ast.parse(without_magic(source))


def defines_code(source: str) -> bool:
    """Whether a solution is a function or a class, not a quiz's answer. Raises `SyntaxError`."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(statement, kinds) for statement in parse(source).body)


def names_of(source: str) -> Names:
    """Find the global names of a cell. Raises `SyntaxError`."""
    module = symtable.symtable(without_magic(source), "cell", "exec")
    defined = {s.get_name() for s in module.get_symbols() if s.is_assigned() or s.is_imported()}
    used = {symbol.get_name() for symbol in module.get_symbols() if symbol.is_referenced()}
    for symbol in _globals_of_scopes(module):
        if symbol.is_referenced():
            used.add(symbol.get_name())
        if symbol.is_assigned() and symbol.is_declared_global():
            defined.add(symbol.get_name())
    return Names(frozenset(defined), frozenset(used))


def quiet_names(source: str) -> Names:
    """The global names of a cell; none, if it is not Python."""
    try:
        return names_of(source)
    except SyntaxError:
        return Names(frozenset(), frozenset())


def without_magic(source: str) -> str:
    """The source, with `pass` in place of the lines that IPython reads and Python does not."""
    try:
        ast.parse(source)
    except SyntaxError:
        return _mended(source)
    return source


def _mended(source: str) -> str:
    lines = source.split("\n")
    first = lines[0].lstrip()
    if first.startswith("%%") and not first.startswith(_PYTHON_CELL_MAGICS):
        return ""
    return "\n".join(_plain(line) for line in lines)


def _plain(line: str) -> str:
    text = line.lstrip()
    if not text.startswith(("%", "!")):
        return line
    return line[: len(line) - len(text)] + "pass"


def _globals_of_scopes(table: symtable.SymbolTable) -> Iterator[symtable.Symbol]:
    for child in table.get_children():
        yield from (symbol for symbol in child.get_symbols() if symbol.is_global())
        yield from _globals_of_scopes(child)
