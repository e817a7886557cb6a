"""The names of a cell: what it binds, what it needs."""

import pytest
from tracegrade.names import names_of

CASES = [
    ("a = b", {"b"}),
    ("import a.b as c, d\nc, d", set()),
    ("def f(x, y=z):\n    return x + y + w", {"z", "w"}),
    ("class A(B):\n    c = d\n    def m(self):\n        return self, c", {"B", "d", "c"}),
    ("[i for i in items if i > low]", {"items", "low"}),
    ("f = lambda x: x + y", {"y"}),
    ("def f():\n    global g\n    g = 1\ng", set()),
    ("print(len(range(3)), __name__)", set()),
    ("def f():\n    def g():\n        return x\n    x = 1\n    return g", set()),
    ("%matplotlib inline\na = b", {"b"}),
    ("if a:\n    !ls\n    c = 1", {"a"}),
    ("%%time\na = b", {"b"}),
    ("%%bash\nls -l | wc", set()),
    ("x = (7\n     % y)", {"y"}),
]


@pytest.mark.parametrize(("source", "free"), CASES)
def test_free_names_come_from_elsewhere(source: str, free: set[str]) -> None:
    assert names_of(source).free == free


def test_definitions_of_a_cell() -> None:
    source = "import a.b\nfrom c import d as e\nf = g = 1\ndef h(i): j = i\nclass K: l = 1"
    assert names_of(source).defined == {"a", "e", "f", "g", "h", "K"}


def test_used_names_may_be_the_cells_own() -> None:
    assert "f" in names_of("def f(): pass\nf()").used


def test_what_is_no_python_raises() -> None:
    with pytest.raises(SyntaxError):
        names_of("def f(:")
