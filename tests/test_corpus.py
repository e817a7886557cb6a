"""Scripts of a corpus are read, and their mistakes are named by line."""

from pathlib import Path

import pytest
from tracegrade.corpus import find_scripts, read_script
from tracegrade.errors import Misuse, TracegradeError, Ungradable

CHAFF = """# about: adds one too many
# misconception: off-by-one
# fails: double--values, double--graph
# %% double
def double(x):
    return x + x + 1

# a comment of its own
# %% triple
def triple(x):
    return 3 * x
"""


def _script(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_script_has_a_header_and_blocks(tmp_path: Path) -> None:
    script = read_script(_script(tmp_path, "chaff_one_more.py", CHAFF))
    assert (script.kind, script.about) == ("chaff", "adds one too many")
    assert script.misconception == "off-by-one"
    assert script.fails == ("double--values", "double--graph")
    assert list(script.blocks) == ["double", "triple"]
    assert script.blocks["double"].startswith("def double(x):")
    assert script.blocks["double"].endswith("# a comment of its own")
    assert script.blocks["triple"] == "def triple(x):\n    return 3 * x"


def test_a_wheat_needs_no_header(tmp_path: Path) -> None:
    script = read_script(_script(tmp_path, "wheat_plain.py", "# %% double\ndouble = abs\n"))
    assert (script.kind, script.about, script.misconception) == ("wheat", "", None)
    assert script.fails == ()


def test_scripts_are_found_in_all_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ["wheat_a.py", "b/chaff_c.py", "helper.py"]:
        (tmp_path / name).touch()
    assert find_scripts(tmp_path) == (tmp_path / "b/chaff_c.py", tmp_path / "wheat_a.py")


@pytest.mark.parametrize(
    ("name", "text", "kind", "message"),
    [
        ("double.py", CHAFF, Misuse, "is neither wheat_<slug>.py nor chaff_<slug>.py"),
        ("wheat_a.py", "# about: nothing\n", Ungradable, "has no block"),
        ("wheat_a.py", "import os\n# %% double\n", Ungradable, "line 1 stands above the first"),
        ("wheat_a.py", "# just words\n# %% double\n", Ungradable, "line 1 stands above the first"),
        ("wheat_a.py", "# %%\nx = 1\n", Ungradable, "line 1 starts a block without a grade_id"),
        ("wheat_a.py", "# %% a\n# %% b c\n", Ungradable, "line 2 starts a block without"),
        ("wheat_a.py", "# %% a\n# %% a\n", Ungradable, "line 2 starts block a again"),
        ("chaff_a.py", "# about: x\n# %% a\n", Ungradable, "a chaff that names no test"),
    ],
)
def test_mistakes_are_named(
    tmp_path: Path, name: str, text: str, kind: type[TracegradeError], message: str
) -> None:
    path = _script(tmp_path, name, text)
    with pytest.raises(kind) as caught:
        read_script(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="there is no such file"):
        read_script(tmp_path / "wheat_a.py")
    (tmp_path / "wheat_a.py").write_bytes(b"\xff")
    with pytest.raises(Ungradable, match="is not UTF-8 text"):
        read_script(tmp_path / "wheat_a.py")
