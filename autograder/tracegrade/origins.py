"""Where the names in a notebook's cells come from, as far as can be read without running them."""

from __future__ import annotations

import ast
import builtins
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain

from tracegrade.names import parse

# Nobody writes more; what goes beyond is not read, so that it costs no time.
_CELL, _NOTEBOOK = 100_000, 200_000  # characters
_DEEP, _MANY, _LONG = 60, 8, 300

_BUILTINS = frozenset(dir(builtins))
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_OpensScope = _Definition | ast.Lambda | _Comprehension
_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class _Binding:
    """What a name is bound to: something imported, or a definition or value; a parameter neither.

    Of an import, `node` is the statement.
    """

    node: ast.AST | None = None
    imported: str = ""


@dataclass(frozen=True, eq=False)
class _Scope:
    """What is bound in a cell, or in a function, class or comprehension of it."""

    cell: int
    outer: _Scope | None = None
    is_class: bool = False
    names: dict[str, list[_Binding]] = field(default_factory=dict)
    patches: dict[str, list[_Binding]] = field(default_factory=dict)  # `name.attribute = value`

    def bind(self, name: str, binding: _Binding) -> None:
        self.names.setdefault(name, []).append(binding)


@dataclass(frozen=True)
class Mention:
    """A place in a cell, and the dotted names of what it means, where that is from elsewhere.

    Calls are written as `()`, as in `pathlib.Path().read_text`.
    """

    node: ast.AST
    cell: int
    origins: frozenset[str]

    @property
    def line(self) -> int:
        """Its first line in the cell, counted from 1."""
        line: int = getattr(self.node, "lineno", 1)
        return line


class Origins:
    """The cells of a notebook, in the order in which they run; what is not Python counts as empty.

    Imports, assignments and definitions are followed, wherever they stand; control flow is not.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._stars: list[str] = []
        self._known: dict[int, frozenset[str]] = {}
        self._bound_in: dict[str, list[int]] = {}
        self._trees = list(_parsed(sources))
        self._cells = [_Scope(number) for number in range(len(sources))]
        for tree, scope in zip(self._trees, self._cells, strict=True):
            self._fill(scope, [tree])
            for name in scope.names:
                self._bound_in.setdefault(name, []).append(scope.cell)

    def in_cell(self, number: int) -> Iterator[Mention]:
        """Everything that a cell mentions."""
        for node, scope in self._expressions(self._trees[number], self._cells[number]):
            yield Mention(node, number, self._origins(node, scope))

    def behind(
        self, names: Collection[str], cells: Collection[int], but: Collection[str] = ()
    ) -> Iterator[Mention]:
        """What the definitions of names mention, and what they use of these cells mentions.

        Names in `but` are not followed.
        """
        todo = [
            (binding, scope)
            for scope in (self._cells[number] for number in sorted(cells))
            for name in sorted(names)
            for binding in chain(scope.names.get(name, ()), scope.patches.get(name, ()))
        ]
        seen = {id(binding) for binding, _ in todo}
        for binding, home in todo:
            if binding.imported and binding.node is not None:
                yield Mention(binding.node, home.cell, frozenset((binding.imported,)))
                continue
            for node, scope in self._expressions(binding.node, home):
                yield Mention(node, scope.cell, self._origins(node, scope))
                if not isinstance(node, ast.Name) or node.id in but:
                    continue
                for found, place in self._find(node.id, scope):
                    is_own = place.outer is None and place.cell in cells and not found.imported
                    if is_own and id(found) not in seen:
                        seen.add(id(found))
                        todo.append((found, place))

    def _expressions(
        self, root: ast.AST | None, scope: _Scope
    ) -> Iterator[tuple[ast.expr, _Scope]]:
        """The names, attributes and calls in a piece of code, each with its scope."""
        todo = [(root, scope)] if root is not None else []
        while todo:
            node, where = todo.pop()
            if isinstance(node, ast.Name | ast.Attribute | ast.Call):
                yield node, where
            if isinstance(node, _OpensScope):
                outside, inside, inner = self._opened(node, where)
            else:
                outside, inside, inner = [], list(ast.iter_child_nodes(node)), where
            todo += [(part, inner) for part in reversed(inside)]
            todo += [(part, where) for part in reversed(outside)]

    def _opened(
        self, node: _OpensScope, scope: _Scope
    ) -> tuple[list[ast.AST], list[ast.AST], _Scope]:
        """The parts of a definition outside and inside of the scope that it opens, and that."""
        outer = scope
        if not isinstance(node, ast.ClassDef):
            while outer.is_class and outer.outer is not None:
                outer = outer.outer  # methods do not see the names of their class
        inner = _Scope(scope.cell, outer, is_class=isinstance(node, ast.ClassDef))
        outside: list[ast.AST] = []
        inside: list[ast.AST]
        match node:
            case ast.ClassDef():
                outside += [*node.decorator_list, *node.bases, *node.keywords]
                inside = list(node.body)
            case ast.Lambda():
                outside, inside = [node.args], [node.body]
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                outside += [*node.decorator_list, node.args]
                inside = list(node.body)
            case _:
                inside = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for part in ast.walk(node.args):
                if isinstance(part, ast.arg):
                    inner.bind(part.arg, _Binding())
        self._fill(inner, inside)
        return outside, inside, inner

    def _fill(self, scope: _Scope, parts: Iterable[ast.AST]) -> None:
        """Note what is bound in a scope, but for the scopes in it."""
        todo, elsewhere = list(parts), set[str]()
        while todo:
            node = todo.pop()
            match node:
                case ast.Import():
                    for it in node.names:
                        whole = it.name if it.asname else it.name.split(".")[0]
                        scope.bind(it.asname or whole, _Binding(node, whole))
                case ast.ImportFrom():
                    self._fill_from(scope, node)
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    scope.bind(node.name, _Binding(node))
                case ast.Assign(targets=targets, value=value):
                    for target in targets:
                        _assign(scope, target, value)
                case (
                    ast.AnnAssign(target=target, value=ast.expr() as value)
                    | ast.AugAssign(target=target, value=value)
                    | ast.NamedExpr(target=target, value=value)
                    | ast.For(target=target, iter=value)
                    | ast.AsyncFor(target=target, iter=value)
                    | ast.comprehension(target=target, iter=value)
                    | ast.withitem(context_expr=value, optional_vars=ast.expr() as target)
                ):
                    _assign(scope, target, value)
                case (
                    ast.ExceptHandler(name=str(name))
                    | ast.MatchAs(name=str(name))
                    | ast.MatchStar(name=str(name))
                    | ast.MatchMapping(rest=str(name))
                ):
                    scope.bind(name, _Binding())
                case ast.Global(names=names) | ast.Nonlocal(names=names):
                    elsewhere.update(names)
            if not isinstance(node, _OpensScope):
                todo += reversed(list(ast.iter_child_nodes(node)))
        for name in elsewhere:
            scope.names.pop(name, None)

    def _fill_from(self, scope: _Scope, node: ast.ImportFrom) -> None:
        for it in node.names:
            if it.name != "*":
                whole = f"{node.module}.{it.name}" if node.module and not node.level else ""
                scope.bind(it.asname or it.name, _Binding(node if whole else None, whole))
            elif node.module and len(self._stars) < _MANY:
                self._stars.append(node.module)

    def _find(self, name: str, scope: _Scope) -> Iterator[tuple[_Binding, _Scope]]:
        """What a name is bound to: where it is used, around that, in cells before, and after."""
        while scope.outer is not None and name not in scope.names:
            scope = scope.outer
        if scope.outer is None and name not in scope.names:
            cells = self._bound_in.get(name, [])
            if not cells:
                return
            scope = self._cells[cells[max(0, bisect_right(cells, scope.cell) - 1)]]
        for binding in scope.names[name][:_MANY]:
            yield binding, scope

    def _origins(self, node: ast.AST, scope: _Scope, depth: int = 0) -> frozenset[str]:
        """The dotted names of what an expression means; empty if it is the notebook's own."""
        if depth > _DEEP:
            return _NOWHERE
        if id(node) not in self._known:
            self._known[id(node)] = _NOWHERE  # until it is known: names go round in circles
            found = self._looked_up(node, scope, depth + 1)
            short = sorted(it for it in found if len(it) <= _LONG)
            self._known[id(node)] = frozenset(short[:_MANY])
        return self._known[id(node)]

    def _looked_up(self, node: ast.AST, scope: _Scope, depth: int) -> set[str]:
        match node:
            case ast.Name(id=name):
                return self._origins_of_name(name, scope, depth)
            case ast.Attribute(value=value, attr=name):
                return {f"{it}.{name}" for it in self._origins(value, scope, depth)}
            case ast.Call(func=function, args=arguments):
                called = self._origins(function, scope, depth)
                found = {f"{it}()" for it in called}
                match arguments:
                    case [owner, ast.Constant(value=str(name)), *_] if "builtins.getattr" in called:
                        found |= {f"{it}.{name}" for it in self._origins(owner, scope, depth)}
                    case [ast.Constant(value=str(name)), *_]:
                        found.update(_by_name(called, name))
                return found
            case ast.BinOp(left=left):  # Path("folder") / "file"
                return set(self._origins(left, scope, depth))
            case ast.NamedExpr(value=value) | ast.Await(value=value) | ast.Starred(value=value):
                return set(self._origins(value, scope, depth))
            case ast.IfExp(body=one, orelse=other):
                return {*self._origins(one, scope, depth), *self._origins(other, scope, depth)}
            case ast.BoolOp(values=values):
                return {it for value in values for it in self._origins(value, scope, depth)}
        return set()

    def _origins_of_name(self, name: str, scope: _Scope, depth: int) -> set[str]:
        bindings = list(self._find(name, scope))
        if not bindings:
            found = {f"{module}.{name}" for module in self._stars}
            return found | ({f"builtins.{name}"} if name in _BUILTINS else set())
        return {
            origin
            for binding, home in bindings
            for origin in (
                [binding.imported]
                if binding.imported
                else self._origins(binding.node, home, depth)
                if isinstance(binding.node, ast.expr)
                else ()
            )
        }


def _by_name(called: Iterable[str], name: str) -> Iterator[str]:
    """What a call gives that is told a name: of a module, or of something in Keras."""
    for it in called:
        if it in ("importlib.import_module", "builtins.__import__"):
            yield name
        elif "keras" in it and it.endswith((".get", ".deserialize")):
            yield f"{it.rpartition('.')[0]}.{name}"


def _assign(scope: _Scope, target: ast.expr, value: ast.expr) -> None:
    match target:
        case ast.Name(id=name):
            scope.bind(name, _Binding(value))
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            values = value.elts if isinstance(value, ast.Tuple | ast.List) else []
            starred = any(isinstance(it, ast.Starred) for it in (*targets, *values))
            one_by_one = len(values) == len(targets) and not starred
            for number, it in enumerate(targets):
                _assign(scope, it, values[number] if one_by_one else value)
        case ast.Starred(value=inner):
            _assign(scope, inner, value)
        case ast.Attribute(value=ast.Name(id=name)) | ast.Subscript(value=ast.Name(id=name)):
            scope.patches.setdefault(name, []).append(_Binding(value))


def _parsed(sources: Iterable[str]) -> Iterator[ast.Module]:
    left = _NOTEBOOK
    for source in sources:
        left -= len(source)
        tree = ast.Module([], [])
        if left >= 0 and len(source) <= _CELL:
            # What is nested too deeply, Python's parser gives up on in one of the last two ways.
            with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
                tree = parse(source)
        yield tree
