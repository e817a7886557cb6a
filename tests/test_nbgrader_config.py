"""The course's settings, as the real nbgrader takes them."""

import base64
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader import plugins, preprocessors
from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.exchange.default.exchange import Exchange
from nbgrader.server_extensions.formgrader.handlers import template_path
from tracegrade.regions import HIDDEN_TESTS, MARK_SCHEME
from tracegrade.results.text import SHORTENED
from tracegrade.routes.preprocessors import (
    LEFT_OUT,
    NOT_SHOWN,
    HideTests,
    KeepSources,
    PlainOutputs,
    markdown2html,
)
from traitlets.config import Config, Configurable, PyFileConfigLoader

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "nbgrader_config.py"
BIN = Path(sys.executable).parent

SOLUTION = """def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
"""
WRONG = "def double(x):\n    return x\n"
VALUES = "assert double(1) == 2"
HIDDEN = "# more tests\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS"
QUIET = """import os
assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "3"
assert os.environ["TF_ENABLE_ONEDNN_OPTS"] == "0"
_ = os.write(2, b"I0000 00:00:1700000000.123456    42 stub.cc:31] No GPU will be used.\\n")
"""
ESSAY = "Why?\n=== BEGIN MARK SCHEME ===\nbecause\n=== END MARK SCHEME ==="

# What a page must not run or load, as the student's outputs and answer.
RUNS = (
    "<script>run()</script><img src='http://x/i' onerror='run()'><iframe src='http://x/f'></iframe>"
)
SHOWS = f"""def double(x):
    return 2 * x
from IPython.display import HTML, SVG, Javascript, Markdown, display
for kind in (HTML, Markdown, SVG):
    display(kind("<svg></svg>" if kind is SVG else {RUNS!r}))
display(Javascript("run()"))
display({{"text/vnd.mermaid": {RUNS!r}, "image/png": "AAAA' onerror='run()"}}, raw=True)
print("\\x1b[31m\\u202ered")
# \u202e
"""
REPEATS = """print(In)
from pathlib import Path
_ = [Path(name).write_text(str(In)) for name in ("stolen.txt", "timestamp.txt", "page.html")]
"""
ANSWER = f"""# double--hidden

{RUNS} [a](javascript:run()) ![b](http://x/b) ![c](attachment:c.svg) <p id="double--hidden">

```mermaid
</pre>{RUNS}
```
"""
TOKENS = (
    "<script>",
    "<img src=x onerror=y>",
    "javascript:",
    "http://x",
    "](",
    "data:",
    "</p>",
    "<a href=",
)
KINDS = (
    "text/html",
    "text/markdown",
    "text/vnd.mermaid",
    "application/javascript",
    "image/svg+xml",
)
OWN_SCRIPTS = {"https://cdnjs.cloudflare.com/ajax/libs/mathjax/2.7.7/latest.js"}

Edit = Callable[[nbformat.NotebookNode], None]


def test_another_tag_skips_cells_at_every_start() -> None:
    first, second = (_config().Execute.skip_cells_with_tag for _ in range(2))
    assert first != second
    assert len(first) >= 32


def test_every_setting_is_a_trait_of_nbgrader() -> None:
    known = _configurable_classes()
    for name, configured in _config().items():
        traits = known[name].class_traits(config=True)
        for trait, value in configured.items():
            assert trait in traits, f"c.{name}.{trait}"
            known[name](**{trait: value})


def test_tensorflows_log_does_not_count_as_a_failure() -> None:
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
    use = "import tensorflow as tf; tf.constant(1) + 1"
    command = [sys.executable, "-c", use]
    log = subprocess.run(command, env=os.environ | quiet, capture_output=True, text=True).stderr
    pattern = _config().IgnorePattern.pattern
    assert not log or re.search(pattern, log)


@pytest.mark.parametrize("stderr", ["oops\n", "Traceback (most recent call last):\n", "I0000\n"])
def test_what_a_submission_writes_to_standard_error_counts(stderr: str) -> None:
    log = "I0000 00:00:1700000000.123456    42 stub.cc:31] No GPU will be used.\n"
    pattern = _config().IgnorePattern.pattern
    assert re.search(pattern, log)
    for text in (stderr, log + stderr, stderr + log):
        assert not re.search(pattern, text)


def test_a_release_has_no_solution_no_hidden_test_no_mark_scheme(course: "Course") -> None:
    cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in course.released.cells}
    assert "raise NotImplementedError()" in cells["double"]
    assert "return 2 * x" not in cells["double"]
    assert cells["double--hidden"] == "# more tests"
    assert cells["essay"] == "Why?"


def test_nothing_private_is_released(course: "Course") -> None:
    assert _names(course.folder / "release" / "doubling") == ["data.csv", "doubling.ipynb"]


def test_nbgrader_recognises_every_setting(course: "Course") -> None:
    assert "not recognized" not in course.log
    assert "| ERROR]" not in course.log


def test_a_right_solution_gets_all_points(course: "Course") -> None:
    assert course.scores("right") == {"double--values": 3, "double--hidden": 2, "quiet": 1}


def test_a_wrong_solution_gets_none(course: "Course") -> None:
    assert course.scores("wrong") == {"double--values": 0, "double--hidden": 0, "quiet": 1}


def test_the_tag_that_skips_a_test_cell_earns_nothing(course: "Course") -> None:
    assert course.scores("skips") == {"double--values": 0, "double--hidden": 0, "quiet": 1}


def test_deleted_test_cells_are_put_back_and_run(course: "Course") -> None:
    assert course.scores("deletes") == {"double--values": 0, "double--hidden": 0, "quiet": 1}
    restored = nbformat.read(course.folder / "autograded/deletes/doubling/doubling.ipynb", 4)
    sources = [cell.source for cell in restored.cells]
    notice = "# This cell (double--hidden) was missing from the submission and has been put back."
    assert any(source.startswith(notice) and "double(21)" in source for source in sources)


def test_modules_beside_a_notebook_are_left_out(course: "Course") -> None:
    assert (course.folder / "submitted/right/doubling/numpy.py").exists()
    assert _names(course.folder / "autograded/right/doubling") == ["data.csv", "doubling.ipynb"]


def test_a_submission_is_taken_in_as_its_sources(course: "Course") -> None:
    notebook = course.graded("hostile")
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec == KERNEL["kernelspec"]
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"nbgrader", "execution", "raw_mimetype"}
        assert "attachments" not in cell
        assert re.fullmatch(r"cell-\d+", cell.get("id", "cell-0"))


def test_metadata_of_a_submission_counts_for_nothing(course: "Course") -> None:
    assert course.scores("hostile") == {"double--values": 3, "double--hidden": 2, "quiet": 1}
    ids = [
        cell.metadata.get("nbgrader", {}).get("grade_id") for cell in course.graded("hostile").cells
    ]
    assert ids[:5] == ["double", "double--values", "double--hidden", "quiet", "essay"]
    assert ids[5:] == [None] * 4
    assert all(
        it.metadata.nbgrader.schema_version == 3 for it in course.graded("hostile").cells[:5]
    )


def test_outputs_are_text_and_images(course: "Course") -> None:
    shown, *_ = course.graded("hostile").cells
    kept = [output.get("data", {}) for output in shown.outputs]
    assert {kind for data in kept for kind in data} == {"text/plain"}
    assert kept[-2] == {"text/plain": LEFT_OUT}
    assert shown.outputs[-1].text == "\N{REPLACEMENT CHARACTER}red"
    assert shown.source.endswith("# \N{REPLACEMENT CHARACTER}\n")


def test_feedback_tells_nothing_of_hidden_tests(course: "Course") -> None:
    for student in ("hostile", "wrong", "right"):
        page = (course.folder / "feedback" / student / "doubling/doubling.html").read_text()
        assert "Hidden tests are not shown" in page
        assert not re.search(r"double\(21\)|== 42|because|AssertionError", Page.of(page).text)
    assert "double(21)" in str(course.graded("hostile").cells)


def test_nothing_but_pages_lies_beside_the_feedback(course: "Course") -> None:
    assert (course.folder / "autograded/hostile/doubling/stolen.txt").exists()
    folder = course.folder / "feedback/hostile/doubling"
    assert _names(folder) == ["doubling.html"]


@pytest.mark.parametrize("page", ["feedback", "formgrade"])
def test_pages_of_nbgrader_run_and_load_nothing_of_a_submission(
    course: "Course", page: str
) -> None:
    read = Page.of(course.page(page, "hostile"))
    assert "<script>run()</script><img" in read.text
    assert not read.runs
    assert not [it for it in read.loads if it.partition("?")[0] not in OWN_SCRIPTS]
    assert read.ids.count("double--hidden") == (1 if page == "formgrade" else 0)


def test_what_stock_settings_kept_is_shown_without_running(course: "Course") -> None:
    outputs = [new_output("display_data", {kind: RUNS, "text/plain": "x"}) for kind in KINDS]
    notebook = new_notebook(cells=[new_code_cell("", outputs=outputs), new_markdown_cell(RUNS)])
    template = {"HTMLExporter": {"template_name": "classic"}}
    config = _config()
    config.merge(Config(template))
    ours, stock = (HTMLExporter(config=it) for it in (config, Config(template)))
    assert Page.of(stock.from_notebook_node(notebook)[0]).runs
    assert "run()" not in str(Page.of(ours.from_notebook_node(notebook)[0]).runs)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.sampled_from([*"<>[]()!`\"'/=:#&;$\\\n ", *TOKENS]), max_size=12).map("".join))
def test_markdown_is_shown_as_harmless_html(source: str) -> None:
    read = Page.of(markdown2html(source))
    assert (read.runs, read.loads, read.ids) == ([], [], [])
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in read.links)


def test_markdown_keeps_what_people_write() -> None:
    html = markdown2html("**b** `x < y` $a < b$ [l](https://x.org) x<sub>2</sub> ![i](http://x/i)")
    for part in (
        *("<strong>b</strong>", "<code>x &lt; y</code>", "$a &lt; b$", "x<sub>2</sub>"),
        *('<a href="https://x.org">l</a>', '<a href="http://x/i">i</a>'),
    ):
        assert part in html


def test_images_of_a_bearable_size_stay() -> None:
    def kept(content: bytes) -> bool:
        data = {"image/png": base64.encodebytes(content).decode(), "text/plain": "x" * 10_000}
        [output] = _plain(new_output("display_data", data, metadata={"image/png": {"width": "1"}}))
        assert output.metadata == {}
        assert output.data["text/plain"].endswith(SHORTENED)
        return "image/png" in output.data

    assert kept(_png(640, 480))
    assert not kept(_png(100_000, 100_000))
    assert not kept(_png(1, 1, size=2_000_000))
    assert not kept(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert not kept(b"")


def test_outputs_are_bounded() -> None:
    many = [new_output("stream", text="x" * 10_000) for _ in range(1000)]
    trace = new_output("error", ename="E", evalue="last", traceback=["x\x1b[31m\n" * 1000] * 9)
    outputs = _plain(trace, *many)
    assert len(str(outputs)) < 600_000
    assert outputs[-1].text == SHORTENED
    assert outputs[0].traceback[-1] == "E: last"
    assert "\x1b" not in "".join(outputs[0].traceback)


def test_a_cell_is_taken_in_as_text_of_a_bearable_size() -> None:
    cell = KeepSources(max_source=5)._kept(0, new_code_cell("12\ud8004567"), {})
    assert cell.source == f"12?45\n# {SHORTENED}"


@pytest.mark.parametrize("student", ["<img src=x onerror=y>", 'a" onx="', "a\\"])
def test_a_student_whose_name_is_markup_is_refused(student: str) -> None:
    with pytest.raises(ValueError, match="rename the folder"):
        KeepSources().preprocess(new_notebook(), {"nbgrader": {"student": student}})


def test_the_steps_stand_where_they_must() -> None:
    config = _config()
    assert config.Autograde.sanitize_preprocessors[0] is KeepSources
    steps = config.Autograde.autograde_preprocessors
    assert steps.index(PlainOutputs) == steps.index(preprocessors.SaveAutoGrades) + 1
    assert config.GenerateFeedback.preprocessors[0] is HideTests
    assert config.ClearHiddenTests.begin_test_delimeter == HIDDEN_TESTS.begin
    assert config.ClearMarkScheme.begin_mark_scheme_delimeter == MARK_SCHEME.begin
    assert NOT_SHOWN.startswith("#")


def _plain(*outputs: nbformat.NotebookNode) -> list[Any]:
    cell = new_code_cell("", outputs=list(outputs))
    PlainOutputs().preprocess_cell(cell, {}, 0)
    return list(cell.outputs)


def _png(width: int, height: int, size: int = 0) -> bytes:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)
    return head + b"\x00" * size


@dataclass
class Page(HTMLParser):
    """What runs on a page beside its own scripts, what it loads and links to, its text and ids."""

    runs: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    text: str = ""
    inside: str = ""

    @classmethod
    def of(cls, html: str) -> "Page":
        page = cls()
        page.feed(html)
        page.close()
        return page

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = value or ""
            if name == "href" and tag == "a" and not text.startswith(("#", "/")):
                self.links.append(text)
            # nbgrader's own handlers and files
            if name.startswith("on") and not text.startswith("toggle_name("):
                self.runs.append(text)
            if name in ("src", "data", "srcdoc", "style", "action") and "formgrader/" not in text:
                self.loads += (
                    [] if tag == "input" or text.startswith(("width:", "margin-left:")) else [text]
                )
            if name == "id":
                self.ids.append(text)
        if tag in ("iframe", "object", "embed", "base", "form", "svg"):
            self.runs.append(tag)
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script" and "run()" in data:
            self.runs.append(data)
        elif self.inside not in ("script", "style"):
            self.text += data


@dataclass(frozen=True)
class Course:
    """A tiny course in a folder of its own, released and graded."""

    folder: Path
    log: str

    @property
    def released(self) -> nbformat.NotebookNode:
        return nbformat.read(self.folder / "release/doubling/doubling.ipynb", 4)

    def graded(self, student: str) -> nbformat.NotebookNode:
        return nbformat.read(self.folder / "autograded" / student / "doubling/doubling.ipynb", 4)

    def page(self, page: str, student: str) -> str:
        """The feedback, or what the formgrader makes of a notebook as its server sets it up."""
        if page == "feedback":
            return (self.folder / "feedback" / student / "doubling/doubling.html").read_text()
        config = _config()
        config.HTMLExporter.template_name = page
        config.HTMLExporter.extra_template_basedirs = [template_path]
        about = {"base_url": "", "index": 0, "total": 1, "notebook_path": "", "student": student}
        exporter = HTMLExporter(config=config)
        return str(exporter.from_notebook_node(self.graded(student), resources=about)[0])

    def scores(self, student: str) -> dict[str, float | None]:
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as gradebook:
            grades = gradebook.find_submission_notebook("doubling", "doubling", student).grades
            return {grade.name: grade.auto_score for grade in grades if grade.name != "essay"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(CONFIG, folder)
    _write_source(folder / "source" / "doubling")
    log = _nbgrader(folder, "generate_assignment", "doubling")

    def write(cell: int, source: str) -> Edit:
        return lambda notebook: notebook.cells[cell].update(source=source)

    def skip_tests(notebook: nbformat.NotebookNode) -> None:
        write(0, WRONG)(notebook)
        for cell in notebook.cells[1:3]:
            cell.metadata.tags = ["skip-execution"]

    def delete_tests(notebook: nbformat.NotebookNode) -> None:
        write(0, WRONG)(notebook)
        del notebook.cells[1:3]

    def attack(notebook: nbformat.NotebookNode) -> None:
        for cell in notebook.cells:
            cell.metadata |= {"tags": ["raises-exception"], "slideshow": {}}
            cell.metadata.nbgrader |= {"schema_version": 99, "locked": False, "points": 99}
        for cell in notebook.cells[1:3]:
            cell.metadata.nbgrader |= {"grade": False, "solution": True}
        write(0, SHOWS)(notebook)
        notebook.cells[4].attachments = {"c.svg": {"image/svg+xml": "PHN2Zy8+"}}
        again = nbformat.from_dict({**notebook.cells[2], "id": "again"})
        unknown = new_code_cell(REPEATS)
        unknown.metadata.nbgrader = {"grade_id": RUNS, "grade": True, "locked": True}
        raw = new_raw_cell(RUNS, metadata={"raw_mimetype": "text/html"})
        notebook.cells += [again, unknown, raw, new_markdown_cell(ANSWER)]
        notebook.metadata |= {"title": RUNS, "kernelspec": {"name": "bash", "display_name": RUNS}}

    _submit(folder, "hostile", attack)
    _submit(folder, "right", write(0, SOLUTION))
    _submit(folder, "wrong", write(0, WRONG))
    _submit(folder, "skips", skip_tests)
    _submit(folder, "deletes", delete_tests)
    (folder / "submitted/right/doubling/numpy.py").write_text("assert False\n")
    log += _nbgrader(folder, "autograde", "doubling")
    log += _nbgrader(folder, "generate_feedback", "doubling")
    return Course(folder, log)


def _write_source(folder: Path) -> None:
    folder.mkdir(parents=True)
    cells = [
        _cell("double", SOLUTION, solution=True),
        _cell("double--values", VALUES, points=3),
        _cell("double--hidden", HIDDEN, points=2),
        _cell("quiet", QUIET, points=1),
        _cell("essay", ESSAY, points=4, task=True),
    ]
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), folder / "doubling.ipynb")
    for name in ("data.csv", ".secret", "helper.py", "corpus/wheat_double.txt", "gradebook.db"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x\n")


KERNEL = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}


def _cell(
    grade_id: str, source: str, *, points: int = 0, solution: bool = False, task: bool = False
) -> nbformat.NotebookNode:
    nbgrader = {
        "grade": bool(points) and not task,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": task,
    } | ({"points": points} if points else {})
    new_cell = new_markdown_cell if task else new_code_cell
    return new_cell(source, metadata={"nbgrader": nbgrader})


def _submit(folder: Path, student: str, edit: Edit) -> None:
    submitted = folder / "submitted" / student / "doubling"
    shutil.copytree(folder / "release" / "doubling", submitted)
    notebook = nbformat.read(submitted / "doubling.ipynb", 4)
    edit(notebook)
    nbformat.write(notebook, submitted / "doubling.ipynb")


def _nbgrader(folder: Path, *arguments: str) -> str:
    """Run nbgrader as from a desktop: its folder not in PATH, no settings but the course's."""
    home = folder.parent / "home"
    own = ("TF_", "JUPYTER", "PATH")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    done = subprocess.run(
        [BIN / "nbgrader", *arguments],
        cwd=folder,
        env=inherited | {"PATH": os.defpath, "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def _config() -> Config:
    environment = dict(os.environ)
    try:
        return PyFileConfigLoader(CONFIG.name, path=str(ROOT)).load_config()
    finally:
        os.environ.clear()
        os.environ.update(environment)


def _configurable_classes() -> dict[str, type[Configurable]]:
    modules = [vars(module).values() for module in (plugins, preprocessors)]
    found = [*modules[0], *modules[1], Autograde, GenerateAssignment, Exchange]
    found += [GenerateFeedback, HTMLExporter, WidgetsDataTypeFilter, KeepSources, PlainOutputs]
    found += [*NbGrader().classes, *NbGrader().all_configurable_classes()]
    return {c.__name__: c for c in found if isinstance(c, type) and issubclass(c, Configurable)}


def _names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
