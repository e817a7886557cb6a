"""Flags: what an instructor may want to look at, though it costs no points.

Students never read them. What is flagged here is read from a notebook that nobody runs for it;
whoever knows more adds flags to those of the `SubmissionResult`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from tracegrade.names import quiet_names
from tracegrade.notebooks import Cell, Notebook
from tracegrade.origins import Mention, Origins
from tracegrade.policy import FlagRules
from tracegrade.results.text import label

LIBRARY = "calls the library's own implementation"
FILES = "reads files"
UNTRAINED = "never trained"
DIFFERS = "differs between eager and graph"


@dataclass(frozen=True)
class Flag:
    """What was noticed of an exercise, "" for the student's own cells, and the student's line."""

    exercise: str
    what: str
    line: str = ""

    def __str__(self) -> str:
        where = f"{self.exercise} " if self.exercise else "a cell of the student's own "
        return f"{where}{self.what}{': ' if self.line else ''}{self.line}"


def flags_of(source: Notebook, cells: Collection[Cell], rules: FlagRules) -> tuple[Flag, ...]:
    """What the code of a submission shows: that of the library's own, and that it reads files.

    `cells` are those of the submission, rebuilt from the source notebook. Each exercise is flagged
    once for each of the two, with the first line.
    """
    code = [cell for cell in cells if cell.kind == "code"]
    origins = Origins([cell.source for cell in code])
    own = [n for n, cell in enumerate(code) if cell.is_solution or cell.grade_id is None]

    first: dict[tuple[str, str], Mention] = {}
    for exercise, mention in _library_calls(source, origins, own, rules):
        first.setdefault((exercise, LIBRARY), mention)
    for number in own:
        for mention in _reads(origins.in_cell(number)):
            first.setdefault((code[number].exercise or "", FILES), mention)
    return tuple(
        Flag(exercise, what, _line(code[mention.cell].source, mention.line))
        for (exercise, what), mention in first.items()
    )


def untrained(
    notebooks: Iterable[Notebook], written: Collection[str], rules: FlagRules
) -> tuple[Flag, ...]:
    """The written exercises whose training run has not been run in the notebooks handed in."""
    ran = {name for notebook in notebooks for name in _cells_that_ran(notebook)}
    return tuple(
        Flag(exercise, UNTRAINED)
        for exercise, cell in rules.trained.items()
        if exercise in written and cell not in ran
    )


def _line(source: str, number: int) -> str:
    """A line, counted from 1 as Python's parser does, as it can be shown."""
    lines = re.split(r"\r\n|\r|\n", source)
    return label(lines[number - 1].strip()) if number <= len(lines) else ""


def _library_calls(
    source: Notebook, origins: Origins, own: Collection[int], rules: FlagRules
) -> Iterator[tuple[str, Mention]]:
    asked = {
        str(cell.grade_id): quiet_names(cell.source).defined
        for cell in source.cells
        if cell.is_solution
    }
    for exercise in asked:
        endings = rules.library.get(exercise, ())
        if not endings:
            continue
        others = {name for it, names in asked.items() if it != exercise for name in names}
        for mention in origins.behind(asked[exercise], own, others - asked[exercise]):
            if any(_ends(it, ending) for it in mention.origins for ending in endings):
                yield exercise, mention


def _ends(name: str, ending: str) -> bool:
    return name == ending or name.endswith(f".{ending}")


# What reads files, folders of data or the network, by its dotted name.
_READS = re.compile(
    "|".join(
        (
            r"(builtins|_?io|codecs|os|gzip|bz2|lzma|tarfile|shelve|dbm)\.open",
            r"(zipfile\.ZipFile|sqlite3\.connect|h5py\.File|scipy\.io\..+)",
            r"pathlib\.(\w*Path).*\.(open|read_text|read_bytes)",
            r"(numpy|jax\.numpy)\.(.+\.)?(load|loadtxt|genfromtxt|fromfile|memmap)",
            r"(pandas|polars)\.(read_\w+|scan_\w+)",
            r"(_?pickle|cloudpickle|dill|joblib)\.(load|Unpickler)",
            r"tensorflow\.(.+\.)?gfile\.(GFile|Open|FastGFile|glob|Glob|copy|Copy|walk|listdir)",
            r"tensorflow\.(.+\.)?(read_file|ReadFile|matching_files|MatchingFiles|RestoreV2)",
            r"tensorflow\.(.+\.)?(TextLine|TFRecord|FixedLengthRecord|Csv|Sql)Dataset(V[12])?",
            r"tensorflow\.(.+\.)?(make_csv_dataset|list_files|TextFileInitializer)",
            r"tensorflow\.data\.(experimental|Dataset)\.load",
            r"tensorflow\.(.+\.)?saved_model\.(.+\.)?load",
            r"tensorflow\.train\.(load_checkpoint|load_variable|list_variables)",
            r"(tensorflow\.(.+\.)?|tf_)?keras\.(.+\.)?(load_\w+|get_file|\w+_from_directory)",
            r"(urllib\.request|urllib3|requests|socket|http\.client|httpx|aiohttp|ftplib)\..+",
        )
    )
)
# Methods that read, of whatever object.
_READING_METHODS = ("read_text", "read_bytes", "load_weights")
# Where those that open a file take its mode.
_MODE_SECOND = re.compile(r"(builtins|_?io|codecs|gzip|bz2|lzma)\.open|.+\.(GFile|Open|FastGFile)")
_MODE_FIRST = re.compile(r"pathlib\..+\.open")


def _reads(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Those that read files: a call comes before the name that it calls."""
    writing = set[int]()
    for mention in mentions:
        node = mention.node
        if isinstance(node, ast.Call) and any(_only_writes(node, it) for it in mention.origins):
            writing.add(id(node.func))
        elif id(node) in writing:
            continue
        elif any(map(_READS.fullmatch, mention.origins)) or (
            isinstance(node, ast.Attribute) and node.attr in _READING_METHODS
        ):
            yield mention


def _only_writes(call: ast.Call, called: str) -> bool:
    """Whether a call opens a file to write it."""
    called = called.removesuffix("()")
    if _MODE_SECOND.fullmatch(called):
        place = 1
    elif _MODE_FIRST.fullmatch(called):
        place = 0
    else:
        return False
    modes = [*call.args[place : place + 1], *(it.value for it in call.keywords if it.arg == "mode")]
    return any(
        isinstance(it, ast.Constant)
        and isinstance(it.value, str)
        and it.value[:1] in ("w", "a", "x")
        and "+" not in it.value
        for it in modes
    )


def _cells_that_ran(notebook: Notebook) -> Iterator[str]:
    raws = notebook.document.get("cells", ())
    for cell, raw in zip(notebook.cells, raws, strict=False):
        if cell.grade_id and (raw.get("execution_count") is not None or raw.get("outputs")):
            yield cell.grade_id
