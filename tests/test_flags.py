"""Flags for the instructor: what a submission's code shows, in whatever way it is written."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.errors import Ungradable
from tracegrade.flags import DIFFERS, FILES, LIBRARY, UNTRAINED, Flag, flags_of, untrained
from tracegrade.grading import make_plan
from tracegrade.policy import FILE, FlagRules, load_policy
from tracegrade.results.feedback import feedback_html
from tracegrade.results.gradescope import results_document
from tracegrade.results.records import SubmissionResult
from tracegrade.routes.single import for_staff
from tracegrade.runs import Graded
from tracegrade.submissions import fill, rebuild
from tracegrade.supervision.sessions import Forge
from tracegrade.terminal import summary

from tests.corpus import Entry, entries, source_of
from tests.courses import Raw, assignment, code, graded, locked, markdown, notebook, solution
from tests.grading import IMPORTS as SEALED_IMPORTS
from tests.grading import SHORT, TRIPLE_POINTS, Desk
from tests.stock import REPOSITORY
from tests.verdicts import passed, submission

HUBER = ("losses.Huber", "losses.huber", "losses.huber_loss")
RULES = FlagRules(library={"huber": HUBER, "loss": HUBER}, trained={"fit": "training"})
IMPORTS = locked("imports", "import keras\nimport numpy as np\nimport tensorflow as tf")


def answer(name: str) -> Raw:
    return solution(
        name, f"def {name}(t, p):\n    ### BEGIN SOLUTION\n    return t\n    ### END SOLUTION"
    )


SOURCE = notebook(
    IMPORTS,
    answer("huber"),
    graded("huber--values", "# Keras has it: keras.losses.huber(t, p)"),
    answer("loss"),
    locked("data", "data = np.load('data.npy')\nbuilt_in = keras.losses.Huber()"),
)


def flags(huber: str = "", *own: str, loss: str = "", rules: FlagRules = RULES) -> list[Flag]:
    """What is flagged of these answers, with the student's own cells between them."""
    cells = [
        IMPORTS,
        *map(code, own),
        solution("huber", huber),
        *SOURCE.document["cells"][2:3],
        solution("loss", loss),
    ]
    return list(flags_of(SOURCE, rebuild(SOURCE, notebook(*cells)).cells, rules))


def function(body: str, before: str = "") -> str:
    return f"{before}\ndef huber(t, p):\n    {body}"


CALLS = {
    "a function of Keras": function("return keras.losses.huber(t, p)"),
    "through TensorFlow": function("return tf.keras.losses.huber(t, p)"),
    "an old one": function("return tf.compat.v1.losses.huber_loss(t, p)"),
    "a class": function("return keras.losses.Huber(reduction=None)(t, p)"),
    "imported": function("return huber_of_keras(t, p)", "from keras.losses import huber as "
                         "huber_of_keras"),
    "imported inside": function("from tensorflow.keras.losses import Huber as H\n"
                                "    return H()(t, p)"),
    "from where Keras keeps it": function("return Huber()(t, p)", "from keras.src.losses.losses "
                                          "import Huber"),
    "a module by another name": function("return kl.huber(t, p)", "import keras.losses as kl"),
    "another name of the module": function("return L.huber(t, p)", "K = tf.keras\nL = K.losses"),
    "everything imported": function("return Huber()(t, p)", "from keras.losses import *"),
    "two names at once": function("return a(t, p)", "a, b = keras.losses.huber, tf.abs"),
    "a name in an expression": function("return (f := keras.losses.huber)(t, p)"),
    "one of two": function("return f(t, p)", "try:\n    from keras.losses import huber as f\n"
                           "except ImportError:\n    f = None"),
    "by its name": function("return keras.losses.get('huber')(t, p)"),
    "as an attribute": function("return getattr(keras.losses, 'huber')(t, p)"),
    "a module by its name": function("return m.huber(t, p)", "import importlib\n"
                                     "m = importlib.import_module('keras.losses')"),
    "as a default": "def huber(t, p, f=keras.losses.huber):\n    return f(t, p)",
    "nothing else": "huber = keras.losses.huber",
    "nothing else, imported": "from keras.losses import huber",
    "a lambda": "huber = lambda t, p: keras.losses.huber(t, p)",
    "partially": "from functools import partial\nhuber = partial(keras.losses.huber, delta=1.0)",
    "a base": "class huber(keras.losses.Huber):\n    pass",
    "in a method": "class huber:\n    def __init__(self):\n"
    "        self.inner = keras.losses.Huber()",
    "a helper": function("return helper(t, p)", "def helper(t, p):\n"
                         "    return keras.losses.huber(t, p)"),
    "an object made before": function("return made(t, p)", "made = keras.losses.Huber()"),
    "put in later": function("return t", "") + "\nhuber.call = keras.losses.huber",
    "in a comprehension": function("return [keras.losses.huber(a, b) for a, b in zip(t, p)]"),
    "decorated": "@tf.function\ndef huber(t, p):\n    return keras.losses.huber(t, p)",
    "below a condition": "if True:\n    def huber(t, p):\n        return keras.losses.huber(t, p)",
    "beside magic": "%matplotlib inline\n" + function("return keras.losses.huber(t, p)"),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_a_call_of_the_librarys_own_is_flagged(name: str) -> None:
    [flag] = flags(CALLS[name])
    assert (flag.exercise, flag.what) == ("huber", LIBRARY)
    assert flag.line
    assert flag.line in map(str.strip, CALLS[name].split("\n"))


OWN_CELLS = {
    "a helper": "def helper(t, p):\n    return keras.losses.huber(t, p)",
    "an import": "from keras.losses import huber as helper",
    "a name": "helper = keras.losses.huber",
    "an object": "helper = keras.losses.Huber(reduction=None)",
    "two steps": "from keras import losses\ndef inner(*a):\n    return losses.huber(*a)\n"
    "def helper(t, p):\n    return inner(t, p)",
}


@pytest.mark.parametrize("name", OWN_CELLS)
def test_helpers_in_cells_of_ones_own_are_followed(name: str) -> None:
    assert [it.what for it in flags(function("return helper(t, p)"), OWN_CELLS[name])] == [LIBRARY]
    assert flags(function("return tf.abs(t - p)"), OWN_CELLS[name]) == []


def test_an_answer_that_stands_in_another_cell_is_found() -> None:
    [flag] = flags("", function("return keras.losses.huber(t, p)"))
    assert (flag.exercise, flag.line) == ("huber", "return keras.losses.huber(t, p)")


def test_each_exercise_answers_for_itself() -> None:
    uses = "def loss(t, p):\n    return huber(t, p)"
    found = flags(function("return keras.losses.huber(t, p)"), loss=uses)
    assert [flag.exercise for flag in found] == ["huber"]


NO_CALLS = {
    "a comment": function("return t - p  # keras.losses.huber(t, p)"),
    "a string": function('"""As keras.losses.huber(t, p)."""\n    return t - p'),
    "its own name": "def huber(t, p):\n    return huber_fn(t, p)\n"
    "def huber_fn(t, p):\n    return t - p",
    "another module": function("return losses.huber(t, p)"),
    "a local name": function("huber = t - p\n    return huber"),
    "a parameter": "def huber(losses, p):\n    return losses.huber(p)",
    "a name taken again": "from keras.losses import huber as f\n"
    "def huber(t, p):\n    f = tf.abs\n    return f(t - p)",
    "the base of all losses": "class huber(keras.losses.Loss):\n    pass",
    "a comparison below": function("return t - p")
    + "\n\nprint(huber(1.0, 2.0), keras.losses.huber(1.0, 2.0))",
    "no Python": "def huber(t, p):\n    return keras.losses.huber(t, p",
    "nothing": "",
    "the stub": function("raise NotImplementedError()"),
    "what the notebook gives": function("return built_in(t, p)"),
    "round in circles": "a = b\nb = a\nhuber = a.losses.huber",
}


@pytest.mark.parametrize("name", NO_CALLS)
def test_what_only_looks_like_a_call_is_not_flagged(name: str) -> None:
    assert flags(NO_CALLS[name]) == []


def test_without_a_list_nothing_is_the_librarys_own() -> None:
    assert flags(CALLS["a class"], rules=FlagRules()) == []


READS = {
    "open": "open('x.txt')",
    "open as text": "with open('x.txt', 'r') as f:\n    f.read()",
    "open to change": "open('x.txt', 'w+')",
    "open by another name": "o = open\no('x')",
    "io": "import io\nio.open('x')",
    "a path": "from pathlib import Path\nPath('x').read_text()",
    "a path of another name": "import pathlib as pl\np = pl.Path('x') / 'y'\np.read_bytes()",
    "a path opened": "from pathlib import Path\nwith Path('x').open() as f: pass",
    "NumPy": "np.load('x.npy')",
    "NumPy's text": "from numpy import genfromtxt as g\ng('x')",
    "NumPy's bytes": "np.fromfile('x')",
    "by its name": "getattr(np, 'loadtxt')('x')",
    "TensorFlow": "tf.io.read_file('x')",
    "its file system": "tf.io.gfile.GFile('x').read()",
    "its lines": "tf.data.TextLineDataset(['x'])",
    "its records": "tf.data.TFRecordDataset('x')",
    "a model": "keras.models.load_model('x.keras')",
    "a model of TensorFlow": "tf.keras.models.load_model('x')",
    "a saved model": "tf.saved_model.load('x')",
    "weights": "model = keras.Sequential()\nmodel.load_weights('x')",
    "pandas": "import pandas as pd\npd.read_csv('x.csv')",
    "a pickle": "import pickle\npickle.load(f)",
    "the network": "import urllib.request\nurllib.request.urlopen('http://x')",
    "requests": "import requests\nrequests.get('http://x')",
    "one of requests": "from requests import get\nget('http://x')",
    "a socket": "import socket\nsocket.socket()",
}


@pytest.mark.parametrize("name", READS)
def test_reading_files_is_flagged_where_it_stands(name: str) -> None:
    indented = READS[name].replace("\n", "\n    ")
    [in_answer] = flags(function(indented))
    assert (in_answer.exercise, in_answer.what) == ("huber", FILES)
    [in_own_cell] = flags("", READS[name])
    assert (in_own_cell.exercise, in_own_cell.what) == ("", FILES)
    assert in_own_cell.line in READS[name].split("\n")


READS_NOTHING = {
    "a comment": "# open('x')",
    "a string": "text = \"open('x'), np.load('x')\"",
    "an open of ones own": "def open(valve):\n    return valve\nopen('x')",
    "a method": "class Door:\n    def open(self):\n        return self\nDoor().open()",
    "a parameter": "def walk(open):\n    return open('x')",
    "bytes decoded": "tf.io.decode_raw(b'abcd', tf.int32)",
    "writing": "open('x', 'w').write('y')",
    "writing by keyword": "open('x', mode='a')",
    "writing to a path": "from pathlib import Path\nPath('x').open('w')",
    "saving": "np.save('x.npy', [1])\nkeras.Sequential().save('x.keras')",
    "a path": "from pathlib import Path\nPath('x').exists()",
    "pickled bytes": "import pickle\npickle.loads(pickle.dumps(1))",
    "a load of ones own": "def load(x):\n    return x\nload('x')",
    "part of a URL": "from urllib.parse import quote\nquote('x')",
    "an import": "import socket, requests, pickle",
    "magic": "!cat x.txt\n%load x.py",
    "no Python": "open('x'",
}


@pytest.mark.parametrize("name", READS_NOTHING)
def test_what_reads_no_file_is_not_flagged(name: str) -> None:
    assert flags("", READS_NOTHING[name]) == []


def test_what_the_notebook_itself_reads_is_not_flagged() -> None:
    assert flags_of(SOURCE, rebuild(SOURCE, SOURCE).cells, RULES) == ()


def test_text_cells_are_not_read() -> None:
    cells = [IMPORTS, markdown("open('x')"), solution("huber", ""), solution("loss", "")]
    assert flags_of(SOURCE, rebuild(SOURCE, notebook(*cells)).cells, RULES) == ()


def test_of_each_kind_an_exercise_has_one_flag_with_the_first_line() -> None:
    found = flags(
        function("a = np.load('a')\n    b = np.load('b')\n    return keras.losses.huber(a, b)")
    )
    assert found == [
        Flag("huber", LIBRARY, "return keras.losses.huber(a, b)"),
        Flag("huber", FILES, "a = np.load('a')"),
    ]


def test_lines_are_short_and_print() -> None:
    [flag] = flags("", f"open('\u202e\x1b[31m{'x' * 500}')")
    assert len(flag.line) < 150
    assert flag.line.isprintable()


HOSTILE = {
    "minus": "-" * 90_000 + "1",
    "dots": "a" + ".b" * 40_000,
    "calls": "f" + "()" * 40_000,
    "deep": "".join(" " * n + "def f():\n" for n in range(98)) + " " * 98 + "open('x')",
    "a null": "open('x')\0",
    "half a character": "x = '\ud800'",
    "long": "open('x')\n" * 9_000,
    "names of names": "import x0\n"
    + "".join(f"x{n + 1} = x{n}.a or x{n}.b\n" for n in range(900)),
    "one name": "".join(f"x = tf.a{n}\n" for n in range(3000)) + "x.y\n" * 5000,
    "stars": "".join(f"from m{n} import *\n" for n in range(2000)) + "z.y\n" * 5000,
    "a wide notebook": "def f(a, b=lambda: [c for c in a]):\n    return f(a, f)\n" * 1500,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_code_that_nobody_writes_costs_no_time(name: str) -> None:
    began = time.process_time()
    flags(HOSTILE[name], *([HOSTILE[name]] * 5))
    assert time.process_time() - began < 5


def test_a_cell_that_is_no_python_hides_no_other() -> None:
    found = flags(CALLS["a class"], HOSTILE["dots"], "def (")
    assert [flag.what for flag in found] == [LIBRARY]


def handed_in(*cells: Raw) -> Any:
    return notebook(IMPORTS, *cells)


@pytest.mark.parametrize(
    ("cells", "flagged"),
    [
        ([locked("training", "train()")], True),
        ([{**locked("training", "train()"), "execution_count": 7}], False),
        ([{**locked("training", "train()"), "outputs": [{"output_type": "stream"}]}], False),
        ([{**locked("other", "train()"), "execution_count": 7}], True),
        ([], True),
    ],
)
def test_a_training_that_was_not_run_is_flagged(cells: list[Raw], flagged: bool) -> None:
    found = untrained([handed_in(*cells)], {"fit", "huber"}, RULES)
    assert found == ((Flag("fit", UNTRAINED),) if flagged else ())


def test_an_exercise_that_is_not_written_need_not_be_trained() -> None:
    assert untrained([handed_in()], {"huber"}, RULES) == ()


def test_flags_read_as_sentences() -> None:
    assert str(Flag("fit", UNTRAINED)) == "fit never trained"
    assert str(Flag("", FILES, "open('x')")) == "a cell of the student's own reads files: open('x')"


# --- the assignments of this course ---------------------------------------------------------------

NAMES = assignment_names(REPOSITORY)


@pytest.mark.parametrize("name", NAMES)
def test_the_rules_of_this_course_fit_its_assignments(name: str) -> None:
    one = load_assignment(name, REPOSITORY)
    load_policy(one.folder).flags.require_known(one)


@pytest.mark.parametrize("name", NAMES)
def test_neither_the_reference_nor_the_release_is_flagged(name: str) -> None:
    one = load_assignment(name, REPOSITORY)
    rules = load_policy(one.folder).flags
    for source in one.notebooks:
        for submitted in (fill(source, {}, rest="reference"), fill(source, {}, rest="stub")):
            assert flags_of(source, rebuild(source, submitted).cells, rules) == ()


# Some of the corpus that call the library's own function.
DELEGATES = {
    "add_noise/chaff_gaussian_noise_layer",
    "create_huber/wheat_keras_object_per_element",
    "huber_fn/wheat_compat_v1_loss",
    "huber_fn/wheat_keras_class_no_reduction",
    "huber_loss/wheat_inner_loss",
    "huber_loss/wheat_subclass_keras_huber",
    "huber_metric/wheat_wrapper_with_fn_kwargs",
    "polynomial/chaff_numpy_polyval",
    "streaming_f1/wheat_precision_and_recall",
}
# And some that come near it.
WRITES_ITSELF = {
    "huber_fn/wheat_keras_ops",
    "huber_metric/wheat_mean_metric_wrapper",
    "layer_normalization/wheat_moments",
    "polynomial/wheat_foldl",
    "standardize/wheat_moments_after_shift",
}


def test_the_corpus_is_flagged_where_it_delegates() -> None:
    found = {entry.id: flags_of_entry(entry) for entry in entries()}
    flagged = {name for name, its in found.items() if its}
    assert DELEGATES & found.keys() <= flagged
    assert not WRITES_ITSELF & flagged
    for entry in entries():
        assert set(found[entry.id]) <= {(entry.exercise, LIBRARY)}


def flags_of_entry(entry: Entry) -> list[tuple[str, str]]:
    """What is flagged of an entry, without the other exercises."""
    source, blocks = source_of(entry.assignment), entry.script.blocks
    cells = [
        replace(cell, source=blocks.get(str(cell.grade_id), cell.source))
        for cell in source.cells
        if cell.is_locked_code or cell.grade_id in blocks
    ]
    rules = load_policy(REPOSITORY / "source" / entry.assignment).flags
    return [(flag.exercise, flag.what) for flag in flags_of(source, cells, rules)]


# --- sealed, from the notebook to what is read ----------------------------------------------------

SCALE = [
    SEALED_IMPORTS,
    solution("scale", "def scale(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"),
    graded("scale--values", "check.values(scale, ([1.0],), [1.0])"),
    locked("run", "scale(1.0)"),
]


@pytest.fixture(scope="module")
def scales(warm_up: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    one = assignment(tmp_path_factory.mktemp("scales"), *SCALE)
    (one.folder / FILE).write_text(
        '[flags.library]\nscale = ["math.polyval"]\n[flags.trained]\nscale = "run"\n',
        encoding="utf-8",
    )
    return warm_up.teaching(one)


def test_a_graded_submission_has_its_flags_and_all_of_its_points(scales: Desk) -> None:
    line = "return tf.math.polyval([1.0, 0.0], x)"
    reads = "if False:\n    open('<b>')"
    result = scales.grade({"scale": f"def scale(x):\n    {line}"}, own={"imports": reads})

    assert (result.score, result.notes) == (1, ())
    assert result.flags == (
        Flag("scale", LIBRARY, line),
        Flag("", FILES, "open('<b>')"),
        Flag("scale", UNTRAINED),
    )
    assert len(results_document(result)["extra_data"]["flags"]) == 3
    assert LIBRARY not in feedback_html(result)
    assert "flags" not in feedback_html(result)


def test_the_command_says_how_many_submissions_have_flags(scales: Desk) -> None:
    flagged, other = submission(passed(), flags=(Flag("scale", UNTRAINED),)), submission(passed())
    plan, protection = scales.grader.plan, scales.grader.protection

    def printed(*results: SubmissionResult) -> str:
        return summary(Graded(plan, results, protection, (), 1.0, 1.0), Path("out"))

    line = "1 of 2 submissions have flags for you: see out/run.json"
    assert printed(flagged, other).split("\n")[-1] == line
    assert "flags" not in printed(other)
    assert "flag: scale never trained" in for_staff(flagged)


def test_what_is_not_written_or_was_run_has_none(scales: Desk) -> None:
    stub = {"scale": "def scale(x):\n    raise NotImplementedError()"}
    assert scales.grade(stub).flags == ()
    cells = [{**cell, "execution_count": 1} for cell in scales.notebook() if "outputs" in cell]
    assert scales.grade(cells=cells).flags == ()


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ('[flags.library]\nscales = ["x"]', "no exercise is called 'scales'. There are: scale."),
        ('[flags.trained]\nscale = "fit"', "no locked cell is called 'fit'. There are: imports"),
    ],
)
def test_rules_of_what_there_is_not_are_refused(
    warm_up: Desk, tmp_path: Path, rules: str, message: str
) -> None:
    one = assignment(tmp_path, *SCALE)
    (one.folder / FILE).write_text(rules, encoding="utf-8")
    with pytest.raises(Ungradable) as caught:
        make_plan(Forge(warm_up.grader.nursery, None, SHORT), one)
    assert message in str(caught.value)
    assert FILE in str(caught.value)


def test_what_differs_between_eager_and_graph_is_flagged(warm_up: Desk) -> None:
    body = "2 * x if tf.executing_eagerly() else 3 * x"
    result = warm_up.grade({"double": f"def double(x):\n    return {body}"})
    assert Flag("double", DIFFERS) in result.flags
    assert result.score == TRIPLE_POINTS

    untraceable = "def double(x):\n    return tf.constant(2 * x.numpy())"
    assert Flag("double", DIFFERS) in warm_up.grade({"double": untraceable}).flags
    wrong_both_ways = "def double(x):\n    return 3 * x"
    assert warm_up.grade({"double": wrong_both_ways}).flags == ()
    assert warm_up.grade().flags == ()
