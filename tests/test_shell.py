"""A student's cells run where no notebook is open, with the habits that notebooks allow."""

import pytest
from tracegrade.shell import skipped_commands

from tests.grading import DOUBLE_POINTS, TRIPLE_POINTS, Desk, result_of, score

RIGHT = "def double(x):\n    return 2 * x"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"%time factor = 2\n{RIGHT}", id="line-time"),
        pytest.param(f"%%time\n{RIGHT}", id="cell-time"),
        pytest.param(f"%timeit -n1 -r1 1 + 1\n{RIGHT}", id="timeit"),
        pytest.param(f"%%capture out\nprint('aside')\n{RIGHT}", id="capture"),
        pytest.param(f"%matplotlib inline\n{RIGHT}", id="matplotlib"),
        pytest.param(
            f"import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n{RIGHT}", id="plot"
        ),
        pytest.param(
            f"from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'), 3)\n{RIGHT}",
            id="display",
        ),
        pytest.param(f"import asyncio\nawait asyncio.sleep(0)\n{RIGHT}", id="await"),
        pytest.param(f"tf.abs?\n{RIGHT}", id="help"),
        pytest.param("double = lambda x: x + x if tf.size(x) > 0 else x", id="lambda"),
        pytest.param(
            "def double(x):\n    y = tf.zeros_like(x)\n    for _ in tf.range(2):\n        y += x\n"
            "    return y",
            id="loop-for-autograph",
        ),
    ],
)
def test_a_notebook_habit_works(warm_up: Desk, source: str) -> None:
    result = warm_up.grade({"double": source})

    assert (result.score, result.notes) == (9, ())


def test_a_cell_may_write_a_file(warm_up: Desk) -> None:
    result = warm_up.grade(
        {"double": f"assert open('notes.txt').read() == 'two\\n'\n{RIGHT}"},
        own={"imports": "%%writefile notes.txt\ntwo"},
    )

    assert (result.score, result.notes) == (9, ())


@pytest.mark.parametrize("command", ["!ls", "%pip install x", "!pip install x"])
def test_a_command_for_the_system_is_left_out_and_named(warm_up: Desk, command: str) -> None:
    result = warm_up.grade({"double": f"{command}\n{RIGHT}"})

    assert (result.score, result.notes) == (9, (f"Cell double: {command} was left out.",))


def test_a_cell_of_another_language_is_left_out_and_named(warm_up: Desk) -> None:
    result = warm_up.grade(own={"imports": "%%bash\ntouch made\n", "double--graph": "open('made')"})

    assert result.score == 9
    left_out, stopped = result.notes
    assert left_out == "Cell number 3: %%bash was left out."
    assert stopped.startswith("Cell number 7 stopped: FileNotFoundError")


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("x = 1", []),
        ("# !ls\nx = '%pip install y'", []),
        ("if x:\n    !ls -l", ["!ls -l"]),
        ("%conda install y\n%uv pip install z", ["%conda install y", "%uv pip install z"]),
        ("%%sh\n!ls", ["%%sh"]),
        ("%pipeline", []),
        pytest.param("names = !ls", ["names = !ls"]),
        pytest.param("pip install y", ["pip install y"]),
    ],
)
def test_what_is_left_out_is_found(source: str, left_out: list[str]) -> None:
    assert skipped_commands(source) == left_out


def test_input_is_a_clear_error_and_the_other_cells_go_on(warm_up: Desk) -> None:
    result = warm_up.grade({"double": f"number = input('Which?')\n{RIGHT}"})

    text = result_of(result, "double--values").student_text
    assert "input() cannot be answered while the notebook is graded; use a variable." in text
    assert "number = input('Which?')" in text
    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


def test_own_cells_run_in_their_place(warm_up: Desk) -> None:
    result = warm_up.grade(
        {"double": "def double(x):\n    return factor * x"}, own={"imports": "factor = 2"}
    )

    assert (result.score, result.notes) == (9, ())


def test_a_file_beside_the_notebook_is_imported(warm_up: Desk) -> None:
    result = warm_up.grade(
        {"double": "from helper import twice as double"},
        files={"helper.py": "def twice(x):\n    return 2 * x\n"},
    )

    assert (result.score, result.notes) == (9, ())


def test_a_file_beside_the_notebook_is_read_and_run(warm_up: Desk) -> None:
    result = warm_up.grade(
        {
            "double": "%run helper.py\nfactor = float(open('factor.txt').read())\n"
            "def double(x):\n    return times(x, factor)"
        },
        files={"helper.py": "def times(x, y):\n    return x * y\n", "factor.txt": "2"},
    )

    assert (result.score, result.notes) == (9, ())


def test_a_file_beside_the_notebook_replaces_no_module(warm_up: Desk) -> None:
    names = ("numpy.py", "keras.py", "tracegrade.py", "sitecustomize.py", "json.py", "socket.py")
    result = warm_up.grade(files=dict.fromkeys(names, "raise SystemExit"))

    assert (result.score, result.notes) == (9, ())


def test_cells_may_be_moved_where_they_still_make_sense(warm_up: Desk) -> None:
    title, imports, *double, triple, triple_values = warm_up.notebook()

    result = warm_up.grade(cells=[triple, imports, *double, title, triple_values])

    assert (result.score, result.notes) == (9, ())


def test_a_test_before_its_solution_says_what_is_missing(warm_up: Desk) -> None:
    title, imports, double, values, graph, *rest = warm_up.notebook()

    result = warm_up.grade(cells=[title, imports, values, double, graph, *rest])

    test = result_of(result, "double--values")
    assert test.student_text == "The notebook does not define double before this test."
    assert result.score == 9 - test.points


@pytest.mark.parametrize("end", ["raise SystemExit", "exit()"])
def test_a_cell_that_wants_to_exit_stops_alone(warm_up: Desk, end: str) -> None:
    result = warm_up.grade(own={"imports": end, "double": end})

    assert score(result, "double") == DOUBLE_POINTS
    assert score(result, "triple") == TRIPLE_POINTS


def test_a_syntax_error_is_told_in_words(warm_up: Desk) -> None:
    result = warm_up.grade({"double": "def double(x)\n    return 2 * x"})

    for test in result.tests[:2]:
        assert test.student_text.startswith("Your cell double stopped: SyntaxError")
        assert "expected ':'" in test.student_text
        assert "def double(x)" in test.student_text
    assert (score(result, "double"), score(result, "triple")) == (0, TRIPLE_POINTS)


def test_an_error_of_a_cell_speaks_of_no_graph(warm_up: Desk) -> None:
    result = warm_up.grade({"double": "factor = 1 / 0"})

    text = result_of(result, "double--values").student_text
    assert "ZeroDivisionError" in text
    assert "graph" not in text


def test_a_syntax_error_names_no_file_that_nobody_has(warm_up: Desk) -> None:
    result = warm_up.grade({"double": "def double(x)\n    return 2 * x"})

    assert "ipython-input" not in result_of(result, "double--values").student_text


def test_printing_a_lot_costs_nothing(warm_up: Desk) -> None:
    result = warm_up.grade({"double": f"print('x' * 20_000_000)\n'y' * 20_000_000\n{RIGHT}"})

    assert (result.score, result.notes) == (9, ())
