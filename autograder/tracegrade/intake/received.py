"""What one student handed in, before it is read."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tracegrade.intake.archives import DEPTH, LONG, MEGABYTE, PATH_BYTES, Broken, unpack
from tracegrade.intake.folders import PIECES, Piece, Tree, has_suffix
from tracegrade.results.text import label

NOTEBOOK_BYTES = 50 * MEGABYTE
NOTEBOOKS = 10
FILES = 200  # notebooks included
FILES_BYTES = 50 * MEGABYTE  # notebooks not included
_NAMED = 3  # in a note

LARGE = f"a notebook may have {NOTEBOOK_BYTES // MEGABYTE} MB; clear its outputs and save it again"
FOLDER = "a folder is no notebook, whatever its name"
MANY = f"a submission may have {FILES} files"
FULL = f"the files beside a notebook may have {FILES_BYTES // MEGABYTE} MB together"
OUTSIDE = "only files in the folder of the notebook, or below it, are there when it is graded"


@dataclass(frozen=True)
class Received:
    """What one student handed in, not read yet.

    `notebooks` are those that may answer the assignment, `files` all others of this student alone:
    the name relative to the folder of the notebooks, and where the file is. `notes` are sentences
    for the student; `problem` is one too, with the remedy, and says why nothing can be graded.
    """

    student_id: str
    notebooks: tuple[Path, ...]
    files: tuple[tuple[PurePosixPath, Path], ...]
    notes: tuple[str, ...] = ()
    problem: str = ""


def student_id_of(name: str) -> str:
    """The student_id that a file's or folder's name stands for: text that every format can hold.

    Bytes that are no text, and characters that control a terminal or break a line, are spelt as
    Python does. Accents are put together, as macOS does not.
    """
    return spelt(unicodedata.normalize("NFC", name))


def spelt(text: str) -> str:
    """A text of one line, with characters that control a terminal spelt as Python does."""
    return "".join(
        c.encode("unicode_escape").decode("ascii")
        if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")
        else c
        for c in text
    )


def receive(student_id: str, pieces: Iterable[Piece], unpacked: Path) -> Received:
    """Sort out what a student handed in; a zip is opened if there is no notebook beside it."""
    found = list(pieces)
    if len(found) > PIECES:
        problem = f"More than {PIECES:,} files and folders were handed in."
        return _problem(student_id, f"{problem} Hand in the notebook and the files that it reads.")
    zips = [piece for piece in found if piece.item.is_zip]
    if len(zips) != 1 or any(piece.item.is_notebook for piece in found):
        return _sorted_out(student_id, found)
    target = Path(tempfile.mkdtemp(dir=unpacked))
    try:
        refused = unpack(zips[0].item.path, target, of_class=False)
    except Broken as error:
        remedy = "Hand in the notebook itself, or zip it again."
        return _problem(student_id, f"{label(zips[0].item.name)} {error}. {remedy}")
    tree = Tree(target, zips[0].item.path, refused)
    return _sorted_out(student_id, list(tree.pieces(target)))


def receive_folder(student_id: str, folder: Path, unpacked: Path) -> Received:
    """What is received of a student whose files, or whose zip, lie in a folder."""
    return receive(student_id, list(Tree(folder, folder).pieces(folder)), unpacked)


def refused(student_id: str, name: str, why: str) -> Received:
    """What is received of a student whose one file must not be read."""
    return _problem(student_id, f"{_left_out([name], why)} Hand in the notebook itself.")


def _problem(student_id: str, problem: str, notes: Sequence[str] = ()) -> Received:
    return Received(student_id, (), (), tuple(notes), problem)


def _sorted_out(student_id: str, found: Sequence[Piece]) -> Received:
    out: dict[str, list[str]] = {}
    notebooks, others = [], []
    for piece in found:
        if piece.item.is_notebook and piece.item.size <= NOTEBOOK_BYTES:
            notebooks.append(piece)
        elif piece.item.kind == "odd" or piece.item.is_notebook:
            out.setdefault(piece.item.why or LARGE, []).append(str(piece.name))
        elif piece.item.kind == "file":
            others.append(piece)
        elif has_suffix(piece.name.name, ".ipynb"):
            out.setdefault(FOLDER, []).append(str(piece.name))
    files = [] if not notebooks else _beside(notebooks, others, out)
    notes = [_left_out(names, why) for why, names in out.items()]
    if not notebooks:
        problem = (
            "No notebook was handed in that can be graded. Hand in a file that ends in .ipynb."
        )
        return _problem(student_id, problem, notes)
    if len(notebooks) > NOTEBOOKS:
        problem = f"More than {NOTEBOOKS} notebooks were handed in. Hand in the assignment's only."
        return _problem(student_id, problem, notes)
    paths = tuple(piece.item.path for piece in notebooks)
    return Received(student_id, paths, tuple(files), tuple(notes))


def _beside(
    notebooks: Sequence[Piece], others: Sequence[Piece], out: dict[str, list[str]]
) -> list[tuple[PurePosixPath, Path]]:
    """The files that a notebook finds beside it; `out` gets those that are too many."""
    base = os.path.commonpath([f"/{piece.name.parent}" for piece in notebooks])[1:]
    files: list[tuple[PurePosixPath, Path]] = []
    room = FILES_BYTES
    for piece in others:
        why = ""
        if len(piece.name.parts) > DEPTH or len(os.fsencode(piece.name)) > PATH_BYTES:
            why = LONG
        elif not piece.name.is_relative_to(base):
            why = OUTSIDE
        elif len(files) + len(notebooks) >= FILES:
            why = MANY
        elif piece.item.size > room:
            why = FULL
        if why:
            out.setdefault(why, []).append(str(piece.name))
        else:
            room -= piece.item.size
            files.append((piece.name.relative_to(base), piece.item.path))
    return files


def _left_out(names: Sequence[str], why: str) -> str:
    shown = ", ".join(map(label, names[:_NAMED]))
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{shown}{more} {'was' if len(names) == 1 else 'were'} left out: {why}."
