"""The forms in which a class hands in: files, folders, zips, and the exports of platforms."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tracegrade.assignments import Assignment
from tracegrade.errors import Misuse
from tracegrade.intake.archives import Broken, unpack
from tracegrade.intake.exports import (
    METADATA,
    is_gradescope,
    moodle_owner,
    owners,
    read_submitters,
)
from tracegrade.intake.folders import CLOSED, LINK, Item, Piece, Tree, has_suffix, item_at
from tracegrade.intake.received import Received, receive, refused, spelt, student_id_of

_FORMS = (
    "Give a notebook, a folder of notebooks named after students, a folder of their folders, "
    "nbgrader's submitted/, or a zip of one of these."
)
_NAMELESS = "It is not known whose submission this is: the name of its folder stands for it."
_SUBMITTED = "submitted"  # nbgrader's folder


@dataclass(frozen=True)
class _Found:
    received: Received
    place: Path  # as the instructor knows it


def find_submissions(
    paths: Sequence[Path], assignment: Assignment, unpacked: Path
) -> tuple[Received, ...]:
    """Find what was handed in at the paths, by student_id; no notebook is read yet.

    Zips are unpacked below the folder `unpacked`. Raises `Misuse` for a path that does not exist or
    holds no submission, for a zip that is broken, and for a student who is found in two places;
    `TracegradeError` if a zip cannot be unpacked for want of space.
    """
    unpacked.mkdir(parents=True, exist_ok=True)
    intake = _Intake(assignment, unpacked)
    found: dict[str, _Found] = {}
    for path in dict.fromkeys(Path(os.path.abspath(path)) for path in paths):
        for one in intake.at(path):
            before = found.setdefault(one.received.student_id, one)
            if before.received != one.received:
                raise _twice(before, one)
    return tuple(found[student_id].received for student_id in sorted(found))


@dataclass(frozen=True)
class _Intake:
    assignment: Assignment
    unpacked: Path

    def at(self, path: Path) -> list[_Found]:
        """What is found at a path. Raises `Misuse`."""
        try:
            found = list(self._at(path))
        except OSError as error:
            raise Misuse(f"cannot be read ({error.strerror})", path=path) from None
        if not found:
            raise Misuse("holds no submission", _FORMS, path=path)
        return found

    def _at(self, path: Path) -> Iterable[_Found]:
        if path.is_dir():
            name = path.parent.name if path.name == self.assignment.name else path.name
            return self._folder(Tree(path, path), path, name)
        if not os.path.lexists(path):
            raise Misuse("there is no such file or folder", path=path)
        item = item_at(path)
        if has_suffix(path.name, ".ipynb"):
            return self._lone(item)
        if item.is_zip:
            return self._zip(path)
        why = f" ({item.why})" if item.why else ""
        raise Misuse(f"is neither a notebook nor a folder nor a zip{why}", _FORMS, path=path)

    def _lone(self, item: Item) -> Iterator[_Found]:
        """A notebook alone; in nbgrader's place, with what lies there beside it."""
        folder = item.path.parent
        tree = Tree(folder, folder)
        if self._is_source(item) and folder.name == self.assignment.name:
            own = (
                p for p in tree.pieces(folder) if not p.item.is_notebook or self._is_source(p.item)
            )
            yield self._found(folder.parent.name, own, folder)
        else:
            yield self._file(tree, item)

    def _zip(self, path: Path) -> Iterable[_Found]:
        target = Path(tempfile.mkdtemp(dir=self.unpacked))
        try:
            tree = Tree(target, path, unpack(path, target, of_class=True))
        except Broken as error:
            raise Misuse(str(error), "Export or zip it again.", path=path) from None
        folder = self._unwrapped(tree, path.stem)
        is_own = folder == target or folder.name == self.assignment.name
        return self._folder(tree, folder, path.stem if is_own else folder.name)

    def _unwrapped(self, tree: Tree, stem: str) -> Path:
        """The folder of an archive that holds more than one other folder."""
        folder = tree.root
        while True:
            items = tree.items(folder)
            if len(items) != 1 or items[0].kind != "folder":
                return folder
            child, inner = items[0], tree.items(items[0].path)
            books = [item for item in inner if item.is_notebook or item.is_zip]
            is_students = (
                moodle_owner(child.name) is not None
                or is_gradescope(child.name)
                or any(self._is_submission(tree, item) for item in [child, *inner])
                or any(map(self._is_source, books))
                or (len(books) == 1 and child.name != stem)
            )
            if is_students or not (books or any(map(_is_folder, inner))):
                return folder
            folder = child.path

    def _folder(self, tree: Tree, folder: Path, name: str) -> Iterable[_Found]:
        """What a folder holds; `name` is the student's, if it is one student's."""
        items = tree.items(folder)
        metadata = next((it for it in items if it.name == METADATA and it.kind == "file"), None)
        if metadata is not None or _are_gradescope(items):
            submitters = read_submitters(metadata.path) if metadata is not None else {}
            return self._gradescope(tree, items, submitters)
        if folder.name == self.assignment.name and folder.parent.parent.name == _SUBMITTED:
            return [self._found(name, tree.pieces(folder), tree.place(folder))]
        books = [item for item in items if item.is_notebook]
        own = [item for item in items if not books and self._is_submission(tree, item)]
        if own and not self._are_of_many(tree, folder, items):
            place = own[0].path
            return [self._found(name, tree.pieces(place), tree.place(place))]
        if books and all(map(self._is_source, books)):
            return [self._found(name, tree.pieces(folder), tree.place(folder))]
        if any(map(self._is_source, books)):
            raise self._unclear(tree.place(folder), books)
        if folder.parent.name == _SUBMITTED and all(map(_is_folder, items)):
            return []  # handed in for other assignments only
        return self._students(tree, items)

    def _gradescope(
        self, tree: Tree, items: Sequence[Item], submitters: Mapping[str, tuple[str, ...]]
    ) -> Iterator[_Found]:
        for item in items:
            if item.kind != "folder":
                continue
            ids = submitters.get(item.name, ())
            notes = () if ids else (_NAMELESS,)
            if len(ids) > 1:
                notes = (f"This was handed in for {len(ids)} students, and each gets its result.",)
            found = self._found(item.name, tree.pieces(item.path), tree.place(item.path))
            for student_id in map(student_id_of, ids or (item.name,)):
                received = replace(found.received, student_id=student_id)
                yield replace(found, received=replace(received, notes=notes + received.notes))

    def _students(self, tree: Tree, items: Sequence[Item]) -> Iterator[_Found]:
        """Each item is a student's, or one of several of an export."""
        files = [item for item in items if item.is_notebook or item.is_zip]
        owned = owners([item.name for item in items], [item.name for item in files])
        handed_in: dict[str, list[Piece]] = {}
        for item in items:
            owner = owned.get(item.name)
            if owner is not None:
                pieces = handed_in.setdefault(owner.student_id, [])
                pieces += _owned(tree, item, owner.file)
        for who, pieces in handed_in.items():
            yield self._found(who, pieces, tree.place(pieces[0].item.path))

        rest = [item for item in items if item.name not in owned]
        are_files = any(item.is_notebook for item in rest)
        for item in rest:
            if item.kind == "folder":
                yield from self._student(tree, item, are_files)
            elif _is_somebodys(item, are_files):
                yield self._file(tree, item)

    def _student(self, tree: Tree, item: Item, are_files: bool) -> Iterator[_Found]:
        """A student's folder, if it is one."""
        own = self._own_folder(tree, item)
        if own is None and self._is_for_others(tree, item):
            return
        folder = own or item.path
        pieces = list(tree.pieces(folder))
        is_book = has_suffix(item.name, ".ipynb")
        if (
            are_files
            and not is_book
            and not any(p.item.is_notebook or p.item.is_zip for p in pieces)
        ):
            return  # files of an instructor, beside the students' notebooks
        name = PurePosixPath(item.name).stem if is_book else item.name
        yield self._found(name, pieces, tree.place(folder))

    def _file(self, tree: Tree, item: Item) -> _Found:
        """A file that is named after its student."""
        stem = PurePosixPath(item.name).stem
        if item.kind == "odd":
            received = refused(student_id_of(stem), item.name, item.why)
            return _Found(received, tree.place(item.path))
        return self._found(stem, [Piece(PurePosixPath(item.name), item)], tree.place(item.path))

    def _found(self, name: str, pieces: Iterable[Piece], place: Path) -> _Found:
        return _Found(receive(student_id_of(name), pieces, self.unpacked), place)

    def _is_source(self, item: Item) -> bool:
        names = {book.path.name.lower() for book in self.assignment.notebooks}
        return item.name.lower() in names

    def _is_submission(self, tree: Tree, item: Item) -> bool:
        """Whether it is nbgrader's `<student>/<assignment>/`, seen from the student's folder."""
        if item.kind != "folder" or item.name != self.assignment.name:
            return False
        if item.path.parent.parent.name == _SUBMITTED:
            return True
        return any(it.is_notebook and self._is_source(it) for it in tree.items(item.path))

    def _own_folder(self, tree: Tree, item: Item) -> Path | None:
        """The student's folder for this assignment, if it is as nbgrader makes them."""
        own = item.path / self.assignment.name
        is_there = item.kind == "folder" and own.is_dir() and not own.is_symlink()
        return own if is_there and all(map(_is_folder, tree.items(item.path))) else None

    def _is_for_others(self, tree: Tree, item: Item) -> bool:
        """Whether a student's folder of nbgrader's holds other assignments only.

        What another student hands in must not decide that.
        """
        items = tree.items(item.path)
        if item.path.parent.name == _SUBMITTED:
            return all(map(_is_folder, items))
        return bool(items) and all(_is_folder(it) and self._is_assignment(it) for it in items)

    def _are_of_many(self, tree: Tree, folder: Path, items: Sequence[Item]) -> bool:
        """Whether others hand in beside a folder named as the assignment, which is a student's."""
        if folder.parent.name == _SUBMITTED:
            return False
        others = [it for it in items if not self._is_assignment(it)]
        return any(
            found.is_notebook or found.is_zip
            for it in others
            for found in ([it] if not _is_folder(it) else [p.item for p in tree.pieces(it.path)])
        )

    def _is_assignment(self, item: Item) -> bool:
        """Whether the course has an assignment of that name."""
        return (self.assignment.folder.parent / item.name).is_dir()

    def _unclear(self, place: Path, books: Sequence[Item]) -> Misuse:
        source = next(item.name for item in books if self._is_source(item))
        other = next(item.name for item in books if not self._is_source(item))
        problem = f"holds {source}, as a student's folder does, and {other}, named after a student?"
        return Misuse(
            problem, "Give the folder that it is in, or move one of them away.", path=place
        )


def _owned(tree: Tree, item: Item, file: str) -> list[Piece]:
    if item.kind == "folder":
        return list(tree.pieces(item.path)) or [Piece(PurePosixPath(item.name), item)]
    return [Piece(PurePosixPath(file), item)]


def _is_folder(item: Item) -> bool:
    return item.kind == "folder"


def _are_gradescope(items: Sequence[Item]) -> bool:
    folders = [item for item in items if item.kind == "folder"]
    return bool(folders) and all(is_gradescope(item.name) for item in folders)


def _is_somebodys(item: Item, are_files: bool) -> bool:
    """Whether what is no folder is a student's: a link, or what is closed, may be one's folder."""
    suffix = PurePosixPath(item.name).suffix.lower()
    is_named = suffix in (".ipynb", ".zip")
    return is_named or (item.why in (LINK, CLOSED) and not suffix and not are_files)


def _twice(one: _Found, other: _Found) -> Misuse:
    places = " and ".join(spelt(str(it.place)) for it in (one, other))
    problem = f"{one.received.student_id} is there twice: {places}"
    return Misuse(problem, "Leave one of them out, or rename it.")
