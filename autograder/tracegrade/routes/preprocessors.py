"""What nbgrader does to notebooks beyond its own steps; nbgrader_config.py names it.

nbgrader's pages show what is in a notebook as it is. So a submission keeps nothing but sources when
it is taken in, outputs keep text and images when it has run, and Markdown is shown as text.
"""

from __future__ import annotations

import base64
import re
import struct
from filecmp import cmp
from pathlib import Path
from typing import Any

from bleach import clean as sanitized  # type: ignore[import-untyped]
from mistune.plugins import import_plugin
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode, from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearSolutions, GetGrades, NbGraderPreprocessor
from nbgrader.utils import is_locked
from traitlets import Integer

from tracegrade.notebooks import Cell
from tracegrade.regions import HIDDEN_TESTS, without_regions
from tracegrade.results.text import SHORTENED, clean, label, printable

NOT_SHOWN = "# Hidden tests are not shown, nor what ran beside them."
LEFT_OUT = "[neither text nor a small PNG image: left out]"

_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = 10_000_000
_MARKUP = frozenset('<>"\\')
_TIME = "timestamp.txt"
# fmt: off
_TAGS = frozenset([
    "a", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li", "ol", "p", "pre", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
])
# fmt: on
_PROTOCOLS = frozenset(["http", "https", "mailto"])
_LINKS = ("http://", "https://", "mailto:")
_TOKEN = re.compile(r"[a-z]{1,2}\d?").fullmatch
_BOXES = "task_lists"  # which come as <input>


class ClearAnswers(ClearSolutions):
    """Clears solutions, and the answers of quizzes, whose stub raises nothing."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Clear a cell of the notebook."""
        is_solution = cell.metadata.get("nbgrader", {}).get("solution", False)
        ours = Cell(cell.cell_type, cell.source, solution=is_solution)
        if ours.is_quiz:
            cell.source = ours.released
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)


class KeepSources(NbGraderPreprocessor):
    """Keeps the sources of a submission's cells, and the grade_ids that the gradebook knows.

    All metadata is that of the assignment. Of cells with the same grade_id, the first counts.
    """

    max_source = Integer(
        100_000, help="Characters of a cell that are kept; the end of a longer one is cut off."
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Make the notebook anew. Raises `ValueError` for a student whose name would be markup."""
        about = resources["nbgrader"]
        if set(about["student"]) & _MARKUP:
            raise ValueError(f"{about['student']!r} is no name for a page: rename the folder.")
        with Gradebook(about["db_url"]) as gradebook:
            known = _known(gradebook.find_notebook(about["notebook"], about["assignment"]))
        nb.metadata = from_dict({"kernelspec": _KERNEL})
        nb.cells = [self._kept(number, cell, known) for number, cell in enumerate(nb.cells)]
        return nb, resources

    def _kept(self, number: int, cell: Any, known: dict[str, dict[str, Any]]) -> NotebookNode:
        kind = cell.cell_type if cell.cell_type in ("code", "markdown") else "raw"
        source = cell.source.encode("utf-8", "replace").decode()
        if len(source) > self.max_source:
            source = f"{source[: self.max_source]}\n# {SHORTENED}"
        kept: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source}
        own = cell.metadata.get("nbgrader")
        grade_id = own.get("grade_id") if isinstance(own, dict) else None
        if isinstance(grade_id, str) and grade_id in known:
            kept["metadata"] = {"nbgrader": known.pop(grade_id)}
        if kind == "code":
            kept |= {"outputs": [], "execution_count": None}
        elif kind == "raw":
            kept["metadata"]["raw_mimetype"] = "text/plain"  # pages show others
        if "id" in cell:
            kept["id"] = f"cell-{number}"
        return from_dict(kept)


def _known(notebook: Any) -> dict[str, dict[str, Any]]:
    """The metadata of each cell that nbgrader knows, by its grade_id."""
    points = {it.name: it.max_score for it in (*notebook.grade_cells, *notebook.task_cells)}
    graded, solutions, tasks = (
        {it.name for it in cells}
        for cells in (notebook.grade_cells, notebook.solution_cells, notebook.task_cells)
    )
    return {
        cell.name: {
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
            "grade": cell.name in graded,
            "grade_id": cell.name,
            "locked": cell.locked,
            "schema_version": 3,
            "solution": cell.name in solutions,
            "task": cell.name in tasks,
        }
        | ({"points": points[cell.name]} if cell.name in points else {})
        for cell in notebook.source_cells
    }


class PlainOutputs(NbGraderPreprocessor):
    """Keeps of outputs what is text, cleaned, or a small PNG image; takes what hides out of code.

    It belongs behind the step that reads scores off the outputs.
    """

    max_outputs = Integer(100, help="Outputs of a cell that are kept.").tag(config=True)
    max_image = Integer(1_000_000, help="Bytes of an image that is kept.").tag(config=True)

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Clean a cell that has run."""
        if not is_locked(cell):
            cell.source = printable(cell.source)
        if cell.cell_type == "code":
            outputs = [self._plain(output) for output in cell.outputs[: self.max_outputs]]
            if len(cell.outputs) > self.max_outputs:
                outputs.append(_stream("stdout", SHORTENED))
            cell.outputs = outputs
        return cell, resources

    def _plain(self, output: Any) -> NotebookNode:
        kind = output.output_type
        if kind == "stream":
            return _stream("stderr" if output.name == "stderr" else "stdout", clean(output.text))
        if kind == "error":
            return _error(output)
        text, image = output.data.get("text/plain"), self._image(output.data.get("image/png"))
        data = {"text/plain": clean(text)} if isinstance(text, str) else {}
        data |= {"image/png": image} if image else {}
        plain: dict[str, Any] = {
            "output_type": "execute_result" if kind == "execute_result" else "display_data",
            "metadata": {},
            "data": data or {"text/plain": LEFT_OUT},
        }
        if kind == "execute_result":
            plain["execution_count"] = None
        return from_dict(plain)

    def _image(self, data: Any) -> str:
        """An image in Base64; empty unless it is a PNG image of a bearable size."""
        if not isinstance(data, str) or len(data) > 2 * self.max_image:
            return ""
        try:
            content = base64.b64decode("".join(data.split()), validate=True)
            width, height = struct.unpack_from(">II", content, 16)
        except (ValueError, struct.error):
            return ""
        fits = len(content) <= self.max_image and width * height <= _PIXELS
        return base64.b64encode(content).decode() if fits and content.startswith(_PNG) else ""


def _stream(name: str, text: str) -> NotebookNode:
    return from_dict({"output_type": "stream", "name": name, "text": text})


def _error(output: Any) -> NotebookNode:
    lines = clean("\n".join(output.traceback)).split("\n")
    name, message = label(output.ename), clean(output.evalue)
    if lines[-1] == SHORTENED:
        lines.append(label(f"{name}: {message}"))
    error = {"output_type": "error", "ename": name, "evalue": message, "traceback": lines}
    return from_dict(error)


class HideTests(GetGrades):
    """Gets grades, and takes out of feedback hidden tests, mark schemes, and all outputs.

    Where hidden tests run, the student's code runs in the same process: it can repeat them in any
    output, also in an earlier one, and in files, which nbgrader copies beside the feedback.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Hide what stands in the assignment's own cells, and what could repeat it."""
        nb, resources = super().preprocess(nb, resources)
        own = [cell for cell in nb.cells if is_locked(cell)]
        tells = any(HIDDEN_TESTS.begin in cell.source for cell in own)
        for cell in own:
            is_test = HIDDEN_TESTS.begin in cell.source
            cell.source = without_regions(cell.source) + (f"\n{NOT_SHOWN}" if is_test else "")
        for cell in nb.cells:
            if tells and cell.cell_type == "code":
                cell.outputs = []
        if tells:
            _leave_pages_alone(self.parent.parent.coursedir, resources["nbgrader"])
        return nb, resources


def _leave_pages_alone(course: Any, about: Any) -> None:
    """Remove what came along with a student's feedback but the time of the submission."""
    who = (about["student"], about["assignment"])
    feedback = Path(course.format_path(course.feedback_directory, *who))
    handed_in = Path(course.format_path(course.submitted_directory, *who)) / _TIME
    for path in [*feedback.rglob("*")]:
        is_time = path.name == _TIME and handed_in.is_file() and cmp(path, handed_in, shallow=False)
        if path.is_file() and path.suffix != ".html" and not is_time:
            path.unlink()


def markdown2html(source: str) -> str:
    """Markdown as HTML that runs nothing, loads nothing, and looks like no part of the page.

    Harmless tags stay, others are shown as text; an image is a link, and a link leads to a whole
    address or nowhere.
    """
    renderer = _Renderer(escape=False, allow_harmful_protocols=False, exclude_anchor_links=True)
    plugins = (import_plugin(name) for name in MarkdownWithMath.DEFAULT_PLUGINS if name != _BOXES)
    html = MarkdownWithMath(renderer, plugins=plugins).render(printable(source))
    return str(sanitized(html, tags=_TAGS, attributes=_is_kept, protocols=_PROTOCOLS))


def _is_kept(tag: str, name: str, value: str) -> bool:
    if name == "class":  # as Pygments marks code; the page has classes of its own
        return (tag, value) == ("div", "highlight") or bool(tag == "span" and _TOKEN(value))
    return (tag, name) == ("a", "href") and value.startswith(_LINKS)


class _Renderer(IPythonRenderer):
    def image(self, text: str, url: str, title: str | None = None) -> str:
        return str(self.link(text or url, url, title))

    def block_mermaidjs(self, code: str) -> str:
        return self.block_code(code)
