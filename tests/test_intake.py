"""What students hand in is found where it lies and read, and nothing of it is trusted."""

import json
import os
import resource
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pytest
from tracegrade.assignments import Assignment, load_assignment
from tracegrade.errors import Misuse, TracegradeError, Ungradable
from tracegrade.intake import Received, archives, find_submissions, read_submission, received
from tracegrade.intake.exports import read_submitters

from tests.courses import DOUBLE, WARM_UP, Raw, assignment, document, solution, write

BOOK = "warm_up.ipynb"
TRIPLE = solution("triple", "def triple(x):\n    return 3 * x")

Find = Callable[..., dict[str, Received]]


@pytest.fixture
def warm_up(tmp_path: Path) -> Assignment:
    return assignment(tmp_path / "course", *WARM_UP)


@pytest.fixture
def class_(tmp_path: Path) -> Path:
    (tmp_path / "class").mkdir()
    return tmp_path / "class"


@pytest.fixture
def find(tmp_path: Path, warm_up: Assignment) -> Find:
    def find(*paths: Path) -> dict[str, Received]:
        found = find_submissions(paths, warm_up, tmp_path / "unpacked")
        assert [one.student_id for one in found] == sorted(one.student_id for one in found)
        return {one.student_id: one for one in found}

    return find


def book(path: Path, *cells: Raw) -> Path:
    return write(path, *(cells or (DOUBLE,)))


def text(path: Path, content: str = "1,2\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def zipped(path: Path, entries: Mapping[str, str | Path]) -> Path:
    """A zip of entries, with their text or the file that has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            data = content.read_bytes() if isinstance(content, Path) else content.encode()
            file.writestr(name, data)
    return path


def sparse(path: Path, size: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)
    return path


def names(one: Received) -> list[str]:
    return [str(name) for name, _ in one.files]


# Where submissions lie


def test_a_notebook_alone_is_of_the_student_it_is_named_after(find: Find, class_: Path) -> None:
    text(class_ / "data.csv")
    path = book(class_ / "ada.ipynb")
    assert find(path) == {"ada": Received("ada", (path,), ())}


def test_a_source_notebook_in_nbgraders_place_is_of_the_student_above(
    find: Find, class_: Path
) -> None:
    path = book(class_ / "ada" / "warm_up" / BOOK)
    data = text(path.parent / "data.csv")
    book(path.parent / "old.ipynb")
    found = find(path)
    assert found == {"ada": Received("ada", (path,), ((PurePosixPath("data.csv"), data),))}


def test_a_flat_folder_is_of_many_students_and_shares_no_files(find: Find, class_: Path) -> None:
    for name in ("ada.ipynb", "bob.IPYNB", "-rf.ipynb"):
        book(class_ / name)
    for path in ("data.csv", "images/x.png", ".hidden.ipynb", "ada.txt"):
        text(class_ / path)
    found = find(class_)
    assert {who: one.files for who, one in found.items()} == {"-rf": (), "ada": (), "bob": ()}
    assert [one.problem for one in found.values()] == ["", "", ""]


@pytest.mark.parametrize("below", ["", "ada", "ada/warm_up"])
def test_nbgraders_folders_may_be_given_at_any_depth(find: Find, class_: Path, below: str) -> None:
    submitted = class_ / "submitted"
    path = book(submitted / "ada" / "warm_up" / "renamed.ipynb")
    text(path.parent / "timestamp.txt")
    text(path.parent / "data" / "x.csv")
    book(submitted / "ada" / "other" / "other.ipynb")
    book(submitted / "bob" / "other" / "other.ipynb")
    (found,) = find(submitted / below).values()
    assert (found.student_id, found.notebooks, names(found)) == ("ada", (path,), ["data/x.csv"])


def test_nbgraders_folders_need_no_particular_name_above(find: Find, class_: Path) -> None:
    path = book(class_ / "ada" / "warm_up" / BOOK)
    for given in (class_, path.parent.parent, path.parent):
        assert list(find(given)) == ["ada"]


def test_other_assignments_of_nbgraders_student_are_no_submission(find: Find, class_: Path) -> None:
    book(class_ / "submitted" / "bob" / "other" / "other.ipynb")
    with pytest.raises(Misuse, match="bob: holds no submission"):
        find(class_ / "submitted" / "bob")


def test_folders_and_zips_named_after_students(find: Find, class_: Path, tmp_path: Path) -> None:
    book(class_ / "ada" / "homework.ipynb")
    text(class_ / "ada" / "data.csv")
    zipped(class_ / "bob.ZIP", {"x/homework.ipynb": book(tmp_path / "b.ipynb"), "x/a.csv": "1"})
    (class_ / "cyd").mkdir()
    text(class_ / "README.md")
    found = find(class_)
    assert list(found) == ["ada", "bob", "cyd"]
    assert [names(one) for one in found.values()] == [["data.csv"], ["a.csv"], []]
    assert found["cyd"].problem.startswith("No notebook was handed in that can be graded. Hand in")


def test_a_zip_holds_any_of_these(find: Find, tmp_path: Path) -> None:
    it = book(tmp_path / "it.ipynb")
    for number, (ids, entries) in enumerate(
        [
            (["ada", "bob"], ["ada.ipynb", "bob.ipynb"]),
            (["ada", "bob"], ["z/ada.ipynb", "z/bob.ipynb"]),
            (["ada", "bob"], [f"ada/{BOOK}", "bob/any.ipynb"]),
            (["ada", "bob"], [f"z/ada/{BOOK}", "z/bob/any.ipynb", "z/bob/x.csv"]),
            (["ada"], [f"submitted/ada/warm_up/{BOOK}"]),
            (["ada"], [f"ada/warm_up/{BOOK}", "ada/warm_up/x.csv"]),
            (["ada"], [f"ada/{BOOK}", "__MACOSX/ada/._x"]),
            (["ada"], ["ada/any.ipynb", "ada/x.csv"]),
            (["ada"], ["class/ada.ipynb"]),
            (["ada", "bob"], ["class/ada/z/x.ipynb", "class/bob/x.ipynb"]),
            (["class"], [BOOK, "data/x.csv"]),
            (["class"], [f"warm_up/{BOOK}"]),
        ]
    ):
        path = zipped(tmp_path / str(number) / "class.zip", dict.fromkeys(entries, it))
        assert list(find(path)) == ids, entries


def test_a_zip_of_zips_has_one_for_each_student(find: Find, tmp_path: Path) -> None:
    inner = zipped(tmp_path / "i.zip", {"any.ipynb": book(tmp_path / "b.ipynb")})
    outer = zipped(tmp_path / "class.zip", {"ada.zip": inner, "bob.zip": inner, "cyd.zip": "no"})
    found = find(outer)
    assert [len(one.notebooks) for one in found.values()] == [1, 1, 0]
    assert found["cyd"].problem == (
        "cyd.zip is not a zip file, or it is damaged. Hand in the notebook itself, or zip it again."
    )


def test_many_paths_and_one_given_twice(find: Find, class_: Path) -> None:
    ada, bob = book(class_ / "ada.ipynb"), book(class_ / "x" / "bob.ipynb")
    assert list(find(bob, ada, ada, class_ / "x" / ".." / "ada.ipynb", bob.parent)) == [
        "ada",
        "bob",
    ]


def test_one_student_in_two_places_is_misuse(find: Find, class_: Path) -> None:
    one, other = book(class_ / "ada.ipynb"), book(class_ / "ada" / "x.ipynb").parent
    with pytest.raises(Misuse) as caught:
        find(class_)
    assert str(one) in str(caught.value)
    assert str(other) in str(caught.value)
    assert str(caught.value).endswith("Leave one of them out, or rename it.")


def test_a_path_that_holds_no_submission_is_misuse(find: Find, class_: Path) -> None:
    with pytest.raises(Misuse, match=r"class: holds no submission. Give a notebook, a folder"):
        find(class_)
    with pytest.raises(Misuse, match=r"nothing: there is no such file or folder"):
        find(class_ / "nothing")
    with pytest.raises(Misuse, match=r"x.csv: is neither a notebook nor a folder nor a zip"):
        find(text(class_ / "x.csv"))
    with pytest.raises(Misuse, match=r"n: (cannot be read \(File name too long\)|there is no)"):
        find(class_ / ("n" * 256))
    os.mkfifo(class_ / "pipe")
    with pytest.raises(Misuse, match=r"pipe: is neither .* \(devices, pipes and sockets are not"):
        find(class_ / "pipe")
    for broken in (text(class_ / "a.zip", "no zip"), sparse(class_ / "b.zip", 0)):
        with pytest.raises(Misuse, match=r"[ab].zip: is not a zip file, or it is damaged. Export"):
            find(broken)


def test_a_folder_of_one_student_or_of_many_must_be_clear(find: Find, class_: Path) -> None:
    book(class_ / BOOK)
    assert list(find(class_)) == ["class"]
    book(class_ / "ada.ipynb")
    with pytest.raises(Misuse, match=r"holds warm_up.ipynb, .* and ada.ipynb, named after"):
        find(class_)
    assert list(find(class_ / "ada.ipynb")) == ["ada"]


# Exports of platforms

METADATA = """\
---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: '007'
    :email: ada@x.org
  :created_at: 2026-11-01 10:00:00.000000000 Z
  :results:
    :output: |-
      submission_2:
        :submitters:
        - :name: Mallory
          :sid: '666'
submission_2:
  :submitters:
  - :name: |-
      Bob
      :sid: '666'
    :sid:
    :email: "bob@x.org"
  - :id: 9
    :name: 'O''Hara'
    :sid: "9\\u0661"
submission_3:
  :submitters:
  - :name: Cyd
    :sid: ''
"""


def test_an_export_of_gradescope(find: Find, tmp_path: Path) -> None:
    it = book(tmp_path / "it.ipynb")
    entries = {f"assignment_5_export/submission_{n}/any.ipynb": it for n in (1, 2, 3)}
    entries["assignment_5_export/submission_1/data/x.csv"] = it
    path = zipped(
        tmp_path / "s.zip", {**entries, "assignment_5_export/submission_metadata.yml": METADATA}
    )
    found = find(path)
    assert list(found) == ["007", "9\u0661", "bob@x.org", "submission_3"]
    assert names(found["007"]) == ["data/x.csv"]
    assert found["007"].notes == ()
    assert found["bob@x.org"].notebooks == found["9\u0661"].notebooks
    assert found["bob@x.org"].notes == (
        "This was handed in for 2 students, and each gets its result.",
    )
    assert found["submission_3"].notes == (
        "It is not known whose submission this is: the name of its folder stands for it.",
    )


def test_an_export_of_gradescope_without_its_metadata(find: Find, class_: Path) -> None:
    book(class_ / "submission_12" / BOOK)
    found = find(class_)
    assert list(found) == ["submission_12"]
    assert len(found["submission_12"].notes) == 1


def test_metadata_of_another_kind_name_nobody(tmp_path: Path) -> None:
    for odd in (
        "",
        "[]",
        "submission_1:\n",
        "submission_1:\n  :submitters:\n  - :sid: *x\n",
        "\xff",
    ):
        path = tmp_path / "m.yml"
        path.write_text(odd, encoding="latin-1")
        assert read_submitters(path) == {}


def test_metadata_may_be_indented_and_have_windows_line_ends(tmp_path: Path) -> None:
    lines = [
        "\ufeff---",
        '"submission_1":',
        "  :submitters:",
        "    - :name: A",
        "      :sid: ! '7'",
    ]
    path = tmp_path / "m.yml"
    path.write_bytes("\r\n".join(lines).encode())
    assert read_submitters(path) == {"submission_1": ("7",)}


def test_an_export_of_moodle(find: Find, tmp_path: Path) -> None:
    it = book(tmp_path / "it.ipynb")
    moodle = "_assignsubmission_"
    path = zipped(
        tmp_path / "m.zip",
        {
            f"Ada Lovelace_12{moodle}file_/x.ipynb": it,
            f"Ada Lovelace_12{moodle}file_/x.csv": it,
            f"Ada Lovelace_12{moodle}onlinetext_/onlinetext.html": "Good evening",
            f"Bob_3{moodle}file_{BOOK}": it,
            f"Bob_3{moodle}file_Ada Lovelace_12{moodle}file_y.ipynb": it,
            f"Cyd_4{moodle}file_/hw.zip": zipped(tmp_path / "hw.zip", {"any.ipynb": it}),
            f"Dee_5{moodle}onlinetext_/onlinetext.html": "I could not do it",
        },
    )
    found = find(path)
    assert {who: len(one.notebooks) for who, one in found.items()} == {
        "Ada Lovelace_12": 1,
        "Bob_3": 2,
        "Cyd_4": 1,
        "Dee_5": 0,
    }
    assert found["Dee_5"].problem


def test_an_export_of_moodle_with_a_single_folder(find: Find, tmp_path: Path) -> None:
    name = "Ada_12_assignsubmission_file_/homework.ipynb"
    path = zipped(tmp_path / "m.zip", {name: book(tmp_path / "it.ipynb")})
    assert list(find(path)) == ["Ada_12"]


def test_an_export_of_canvas(find: Find, tmp_path: Path, warm_up: Assignment) -> None:
    it = book(tmp_path / "it.ipynb")
    path = zipped(
        tmp_path / "c.zip",
        {
            f"lovelaceada_12_100_{BOOK}": it,
            "lovelaceada_12_101_old.ipynb": it,
            "lovelaceada_12_102_data.csv": "1",
            "roybob_LATE_34_103_x_lovelaceada_12_99_y-1.ipynb": it,
            "cyd_56_text.html": "I could not do it",
        },
    )
    found = find(path)
    assert list(found) == ["cyd_56", "lovelaceada_12", "roybob_34"]
    assert names(found["lovelaceada_12"]) == ["data.csv"]
    assert read_submission(found["lovelaceada_12"], warm_up).notes == (
        "old.ipynb is not graded, since warm_up.ipynb is.",
    )
    assert found["cyd_56"].problem


def test_numbers_in_names_make_no_export_of_canvas(find: Find, class_: Path) -> None:
    for name in ("hw_1_2_ada", "hw_1_2_bob"):
        book(class_ / f"{name}.ipynb")
    assert list(find(class_)) == ["hw_1_2_ada", "hw_1_2_bob"]


# Names


def test_odd_names_are_ids_that_every_format_can_hold(find: Find, class_: Path) -> None:
    for name in (b"a\nb", b"\xff\xfe", b"--help", b"n" * 249, "José".encode(), b" x "):
        book(Path(os.fsdecode(bytes(class_) + b"/" + name + b".ipynb")))
    book(class_ / f"{unicodedata.normalize('NFD', 'Zoë')}.ipynb")
    found = find(class_)
    assert set(found) == {"a\\nb", "\\udcff\\udcfe", "--help", "n" * 249, "José", " x ", "Zoë"}
    assert all(who.encode() and one.notebooks[0].is_file() for who, one in found.items())


def test_notes_show_odd_names_in_one_line(find: Find, class_: Path) -> None:
    book(class_ / "ada" / BOOK)
    (class_ / "ada" / "a\nb\u202e").symlink_to("/")
    (note,) = find(class_)["ada"].notes
    assert note == "a\\nb\\u202e was left out: symbolic links are not followed."


# What is not followed, and what is too much


def test_links_pipes_and_folders_named_as_notebooks(
    find: Find, class_: Path, tmp_path: Path
) -> None:
    secret = book(tmp_path / "secret" / BOOK)
    ada = book(class_ / "ada" / BOOK).parent
    (ada / "linked.ipynb").symlink_to(secret)
    (ada / "folder").symlink_to(secret.parent)
    os.mkfifo(ada / "pipe.csv")
    text(ada / "x.ipynb" / "y.csv")
    (class_ / "bob").symlink_to(secret.parent)
    (class_ / "cyd" / BOOK).mkdir(parents=True)
    found = find(class_)
    assert found["ada"].notebooks == (ada / BOOK,)
    assert names(found["ada"]) == ["x.ipynb/y.csv"]
    assert found["ada"].notes == (
        "folder, linked.ipynb were left out: symbolic links are not followed.",
        "pipe.csv was left out: devices, pipes and sockets are not read.",
        "x.ipynb was left out: a folder is no notebook, whatever its name.",
    )
    assert found["bob"].problem == (
        "bob was left out: symbolic links are not followed. Hand in the notebook itself."
    )
    assert found["cyd"].problem.startswith("No notebook")
    assert not any(str(secret.parent) in str(one) for one in found.values())


def test_links_and_folders_in_a_flat_folder(find: Find, class_: Path, tmp_path: Path) -> None:
    book(class_ / "ada.ipynb")
    (class_ / "bob.ipynb").symlink_to(book(tmp_path / "secret.ipynb"))
    (class_ / "cyd.ipynb").mkdir()
    found = find(class_)
    assert [bool(one.problem) for one in found.values()] == [False, True, True]
    assert find(class_ / "bob.ipynb")["bob"].problem == found["bob"].problem


def test_litter_is_left_out_silently(find: Find, class_: Path) -> None:
    litter = [".ipynb_checkpoints/x.ipynb", "__pycache__/x.pyc", "__MACOSX/._x.ipynb", ".DS_Store"]
    for name in [*litter, "timestamp.txt", "tracegrade-1.0-py3-none-any.whl"]:
        text(class_ / "ada" / name)
    path = book(class_ / "ada" / BOOK)
    assert find(class_)["ada"] == Received("ada", (path,), ())


def test_a_notebook_that_is_too_large(find: Find, class_: Path) -> None:
    sparse(class_ / "ada" / "a.ipynb", 50_000_001)
    book(class_ / "ada" / "b.ipynb")
    sparse(class_ / "bob" / "a.ipynb", 50_000_001)
    sparse(class_ / "cyd" / "a.ipynb", 50_000_000)
    found = find(class_)
    note = "a.ipynb was left out: a notebook may have 50 MB; clear its outputs and save it again."
    assert [len(one.notebooks) for one in found.values()] == [1, 0, 1]
    assert [one.notes for one in found.values()] == [(note,), (note,), ()]
    assert bool(found["bob"].problem)


def test_files_beside_a_notebook_have_limits(find: Find, class_: Path) -> None:
    for who in ("ada", "bob"):
        book(class_ / who / BOOK)
    sparse(class_ / "ada" / "a.bin", 50_000_000)
    text(class_ / "ada" / "b.csv")
    for number in range(204):
        text(class_ / "bob" / f"{number:03}.csv")
    found = find(class_)
    assert names(found["ada"]) == ["a.bin"]
    assert found["ada"].notes == (
        "b.csv was left out: the files beside a notebook may have 50 MB together.",
    )
    assert len(found["bob"].files) == 199
    assert found["bob"].notes == (
        "199.csv, 200.csv, 201.csv and 2 more were left out: a submission may have 200 files.",
    )


def test_too_many_notebooks_and_too_many_files(find: Find, class_: Path) -> None:
    for number in range(received.NOTEBOOKS + 1):
        book(class_ / "ada" / f"{number}.ipynb")
    for number in range(5_001):
        (class_ / "bob" / str(number)).mkdir(parents=True)
    found = find(class_)
    assert found["ada"].problem.startswith("More than 10 notebooks were handed in.")
    assert found["bob"].problem.startswith("More than 5,000 files and folders were handed in.")


def test_files_that_the_notebook_cannot_find_are_left_out(find: Find, class_: Path) -> None:
    book(class_ / "ada" / "work" / BOOK)
    text(class_ / "ada" / "work" / "x.csv")
    text(class_ / "ada" / "y.csv")
    ada = find(class_)["ada"]
    assert names(ada) == ["x.csv"]
    assert ada.notes == (
        "y.csv was left out: only files in the folder of the notebook, or below it, "
        "are there when it is graded.",
    )


# Zips that are not what they seem


def test_names_that_climb_out_of_a_zip(find: Find, class_: Path, tmp_path: Path) -> None:
    odd = ["../up.csv", "/etc/x", "C:/x", "a\\b.csv", "x/../../y"]
    entries = {BOOK: book(tmp_path / "it.ipynb"), "./fine.csv": "1"}
    zipped(class_ / "ada.zip", {**entries, **dict.fromkeys(odd, "1")})
    before = set(tmp_path.rglob("*"))
    ada = find(class_)["ada"]
    unpacked = ada.notebooks[0].parent
    new = {path for path in set(tmp_path.rglob("*")) - before if path.is_file()}
    assert new == {unpacked / BOOK, unpacked / "fine.csv"}
    assert names(ada) == ["fine.csv"]
    (note,) = ada.notes
    assert note.endswith(
        "and 2 more were left out: names must stay inside of the archive, with / between folders."
    )


def test_names_that_collide_or_are_too_long(find: Find, class_: Path, tmp_path: Path) -> None:
    it = book(tmp_path / "it.ipynb")
    path = zipped(class_ / "ada.zip", {BOOK: it, "a": "1", "a/b": "2", "c" * 256: "3"})
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("d/" * 20 + "x", "")
        file.writestr("e" * 200 + "/e" * 19, "")
        file.writestr("/".join(["f" * 255] * 4), "")
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr(BOOK, "not the first")
    ada = find(class_)["ada"]
    assert ada.notebooks[0].read_bytes() == it.read_bytes()
    assert names(ada) == ["a", "e" * 200 + "/e" * 19]
    assert [note.split(": ")[1] for note in ada.notes] == [
        "a name is too long, or lies in too many folders.",
        "a name may stand for one file only, and the first one counts.",
    ]


def test_links_and_devices_in_a_zip(find: Find, class_: Path, tmp_path: Path) -> None:
    path = zipped(class_ / "ada.zip", {BOOK: book(tmp_path / "it.ipynb")})
    with zipfile.ZipFile(path, "a") as file:
        for name, kind in (("link.csv", stat.S_IFLNK), ("null", stat.S_IFCHR)):
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | 0o777) << 16
            file.writestr(info, "/etc/passwd")
    ada = find(class_)["ada"]
    assert ada.files == ()
    assert ada.notes == (
        "link.csv was left out: symbolic links are not followed.",
        "null was left out: devices, pipes and sockets are not read.",
    )


def patched(path: Path, entry: str, local: int, central: int, value: bytes) -> None:
    """Change bytes of an entry's two headers, at these offsets."""
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02", data.rindex(entry.encode()) - 46)
    (start,) = struct.unpack_from("<L", data, at + 42)
    data[start + local : start + local + len(value)] = value
    data[at + central : at + central + len(value)] = value
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("local", "central", "value", "why"),
    [
        (6, 8, b"\x01\x00", "encrypted files cannot be unpacked"),
        (8, 10, b"\x0c\x00", "only the usual compression of zip files is read"),
        (14, 16, b"\0\0\0\0", "the archive is damaged there"),
        (22, 24, b"\x01\0\0\0", "the archive is damaged there"),
    ],
)
def test_entries_that_cannot_be_unpacked(
    find: Find, class_: Path, tmp_path: Path, local: int, central: int, value: bytes, why: str
) -> None:
    it = book(tmp_path / "it.ipynb")
    path = zipped(class_ / "ada.zip", {BOOK: it, "x.csv": "one,two,three\n" * 9})
    patched(path, "x.csv", local, central, value)
    ada = find(class_)["ada"]
    assert (len(ada.notebooks), ada.files) == (1, ())
    assert ada.notes == (f"x.csv was left out: {why}.",)


def test_a_bomb_costs_its_own_student_only(find: Find, tmp_path: Path) -> None:
    zeros = sparse(tmp_path / "zeros", 60_000_000)
    it = book(tmp_path / "it.ipynb")
    entries = {f"{who}/{BOOK}": it for who in ("ada", "bob")}
    path = zipped(tmp_path / "c.zip", {**entries, "bob/a": zeros, "bob/b": zeros, "bob/c": "1"})
    found = find(path)
    assert found["ada"].notes == ()
    assert found["bob"].notes == (
        "b, c were left out: unpacked, a submission may have 110 MB.",
        "a was left out: the files beside a notebook may have 50 MB together.",
    )


def test_a_bomb_whose_header_lies_fills_no_disk(find: Find, class_: Path, tmp_path: Path) -> None:
    zeros = sparse(tmp_path / "zeros", 120_000_000)
    path = zipped(class_ / "ada.zip", {BOOK: book(tmp_path / "it.ipynb"), "x.csv": zeros})
    patched(path, "x.csv", 22, 24, b"\x01\0\0\0")
    ada = find(class_)["ada"]
    assert (len(ada.notebooks), ada.files) == (1, ())
    files = [path for path in (tmp_path / "unpacked").rglob("*") if path.is_file()]
    assert files == list(ada.notebooks)


def test_places_before_the_beginning_of_a_zip(find: Find, class_: Path, tmp_path: Path) -> None:
    path = zipped(class_ / "ada.zip", {BOOK: book(tmp_path / "it.ipynb")})
    data = path.read_bytes()
    path.write_bytes(data[30:])  # places are counted from the end, so the first one is at -30
    assert find(class_)["ada"].notes == (
        "warm_up.ipynb was left out: the archive is damaged there.",
    )
    path.write_bytes(data[:-10] + struct.pack("<LLH", 1 << 19, 0, 0))
    assert "is not a zip file, or it is damaged" in find(class_)["ada"].problem


def test_a_folder_too_deep_to_be_opened(find: Find, class_: Path) -> None:
    book(class_ / "ada" / BOOK)
    folder = os.open(class_ / "ada", os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=folder)
        deeper = os.open("d" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = deeper
    os.close(folder)
    (note,) = find(class_)["ada"].notes
    assert note.endswith("permissions or the length of its name do not let it be opened.")


def test_a_students_folder_that_cannot_be_entered(find: Find, class_: Path) -> None:
    folder = class_
    while (room := 4000 - len(os.fsencode(folder))) > 2:  # a path may have 4095 bytes
        folder /= "d" * min(room - 1, 200)
        folder.mkdir()
    book(folder / "bob" / "b.ipynb")
    above = os.open(folder, os.O_RDONLY)
    os.mkdir("a" * 100, dir_fd=above)
    os.close(above)
    found = find(folder)
    assert list(found) == ["a" * 100, "bob"]
    told = "permissions or the length of its name do not let it be opened."
    assert told in found["a" * 100].problem


def test_a_student_has_so_many_entries(find: Find, tmp_path: Path) -> None:
    it = book(tmp_path / "it.ipynb")
    many = {f"bob/{number}": "" for number in range(2_001)}
    path = zipped(tmp_path / "c.zip", {f"ada/{BOOK}": it, f"bob/{BOOK}": it, **many})
    found = find(path)
    assert found["ada"].notes == ()
    assert "a submission may have 2,000 files." in found["bob"].notes[0]
    folder = zipped(tmp_path / "z" / "bob.zip", {BOOK: it, **many}).parent
    assert find(folder)["bob"].problem.startswith("bob.zip holds more than 2,000 files.")


def test_a_students_zip_with_an_endless_directory_is_not_read(find: Find, class_: Path) -> None:
    path = zipped(class_ / "ada.zip", {str(number): "" for number in range(15_000)})
    with zipfile.ZipFile(path) as opened:
        assert len(opened.infolist()) == 15_000
    assert find(class_)["ada"].problem.startswith("ada.zip holds more than 2,000 files.")


@pytest.mark.parametrize(
    ("limit", "message"),
    [("CLASS_ENTRIES", "holds more than 1 files"), ("CLASS_BYTES", "unpacked, it has more than")],
)
def test_a_zip_of_a_class_has_limits(
    find: Find, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, message: str
) -> None:
    monkeypatch.setattr(archives, limit, 1)
    it = book(tmp_path / "it.ipynb")
    with pytest.raises(Misuse, match=f"c.zip: {message}"):
        find(zipped(tmp_path / "c.zip", {"ada.ipynb": it, "bob.ipynb": it}))


def test_no_space_for_what_is_unpacked(find: Find, tmp_path: Path) -> None:
    path = zipped(tmp_path / "c.zip", {"ada.ipynb": "1" * 2_000_000})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(TracegradeError, match=r"a zip cannot be unpacked \(File too large\)"):
            find(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_refused_submissions_of_a_class_are_not_lost(find: Find, tmp_path: Path) -> None:
    it = book(tmp_path / "it.ipynb")
    path = zipped(tmp_path / "c.zip", {"ada.ipynb": it, "bob.ipynb": it, "../cyd.ipynb": it})
    patched(path, "bob.ipynb", 6, 8, b"\x01\x00")
    found = find(path)
    assert [bool(one.problem) for one in found.values()] == [False, True, True]
    assert found["bob"].problem == (
        "bob.ipynb was left out: encrypted files cannot be unpacked. Hand in the notebook itself."
    )


def test_names_of_a_zip_made_on_macos(find: Find, tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "c.zip", {"José.ipynb": book(tmp_path / "it.ipynb"), "bob.ipynb": "{}"}
    )
    patched(path, "José.ipynb", 6, 8, b"\0\0")
    assert list(find(path)) == ["José", "bob"]


def test_several_zips_and_no_notebook(find: Find, class_: Path) -> None:
    for name in ("a", "b"):
        zipped(class_ / "ada" / f"{name}.zip", {})
    assert find(class_)["ada"].problem.startswith("No notebook was handed in")


# Reading


def read(assignment: Assignment, *paths: Path) -> dict[str, str]:
    submitted = read_submission(Received("ada", paths, ()), assignment)
    return {name: book.path.name for name, book in submitted.notebooks.items()}


def notes(assignment: Assignment, *paths: Path) -> tuple[str, ...]:
    return read_submission(Received("ada", paths, ()), assignment).notes


def test_a_notebook_is_matched_by_its_exercises(warm_up: Assignment, class_: Path) -> None:
    ada, other = book(class_ / "any name.ipynb"), book(class_ / BOOK, TRIPLE)
    assert read(warm_up, ada, other) == {BOOK: "any name.ipynb"}
    assert notes(warm_up, ada, other) == (
        "warm_up.ipynb: has no exercise of the assignment warm_up. Check that it is the notebook "
        "of this assignment. If it is, its cells have lost their metadata: paste your answers into "
        "a fresh copy.",
    )


def test_where_several_have_the_exercises_the_name_decides(
    warm_up: Assignment, class_: Path
) -> None:
    paths = [book(class_ / name) for name in ("copy.ipynb", "Warm_Up.ipynb", f"old/{BOOK}")]
    assert read(warm_up, *paths) == {BOOK: "Warm_Up.ipynb"}
    assert notes(warm_up, *paths) == (
        "copy.ipynb is not graded, since Warm_Up.ipynb is.",
        "old/warm_up.ipynb is not graded, since Warm_Up.ipynb is.",
    )
    assert read(warm_up, paths[0], paths[2]) == {BOOK: BOOK}


def test_two_that_cannot_be_told_apart(warm_up: Assignment, class_: Path) -> None:
    with pytest.raises(Ungradable) as caught:
        read(warm_up, book(class_ / "a.ipynb"), book(class_ / "b.ipynb"))
    assert str(caught.value) == (
        "a.ipynb and b.ipynb have the same exercises, and it is not clear which one is to be "
        "graded. Hand in one of them, under the name warm_up.ipynb."
    )


def test_a_notebook_that_cannot_be_read_is_a_note_if_another_serves(
    warm_up: Assignment, class_: Path
) -> None:
    good, bad = book(class_ / "good.ipynb"), text(class_ / "bad.ipynb", "{")
    assert read(warm_up, bad, good) == {BOOK: "good.ipynb"}
    (note,) = notes(warm_up, bad, good)
    assert note.startswith("bad.ipynb: is not a notebook: its JSON breaks off")


HUGE = {**DOUBLE, "metadata": {"nbgrader": {"points": 10**400}}}


@pytest.mark.parametrize(
    "content",
    [
        *("{", "", "[" * 100_000, "\x00", "[]"),
        *('{"nbformat": 3}', '{"nbformat": 4}', '{"nbformat": 99}'),
        json.dumps(document(HUGE)),
    ],
)
def test_what_is_no_notebook_is_ungradable_and_tells_no_path(
    warm_up: Assignment, class_: Path, content: str
) -> None:
    with pytest.raises(Ungradable, match=r"^bad\.ipynb") as caught:
        read(warm_up, text(class_ / "bad.ipynb", content))
    assert str(class_) not in str(caught.value)


def test_all_that_is_wrong_with_several_notebooks_is_told(
    warm_up: Assignment, class_: Path
) -> None:
    with pytest.raises(Ungradable, match=r"^a\.ipynb: is not .* b\.ipynb: has no exercise"):
        read(warm_up, text(class_ / "a.ipynb", "{"), book(class_ / "b.ipynb", TRIPLE))


def test_a_problem_is_ungradable(warm_up: Assignment) -> None:
    with pytest.raises(Ungradable, match=r"^It is so\. Do this\.$"):
        read_submission(Received("ada", (), (), (), "It is so. Do this."), warm_up)


def test_an_assignment_of_two_notebooks(tmp_path: Path, class_: Path) -> None:
    source = tmp_path / "course" / "source" / "two"
    book(source / "one.ipynb")
    book(source / "two.ipynb", TRIPLE)
    two = load_assignment("two", tmp_path / "course")
    one, other = book(class_ / "x.ipynb"), book(class_ / "y.ipynb", TRIPLE)
    assert read(two, other, one) == {"one.ipynb": "x.ipynb", "two.ipynb": "y.ipynb"}
    assert notes(two, other, one) == ()
    assert read(two, one) == {"one.ipynb": "x.ipynb"}
    assert notes(two, one) == (
        "No notebook that can be graded has exercises of two.ipynb. They count as not written.",
    )
    assert list(read(two, one, other, book(class_ / "z.ipynb", TRIPLE))) == ["one.ipynb"]


def test_what_one_student_hands_in_hides_no_other(find: Find, class_: Path) -> None:
    book(class_ / "ada" / "work" / BOOK)
    (class_ / "bob").mkdir()
    book(class_ / "eve" / "warm_up" / BOOK)
    assert list(find(class_)) == ["ada", "bob", "eve"]


def test_a_folder_named_as_the_assignment_beside_a_notebook_is_data(
    find: Find, class_: Path
) -> None:
    path = book(class_ / "ada" / BOOK)
    text(class_ / "ada" / "warm_up" / "x.csv")
    (found,) = find(class_).values()
    assert (found.notebooks, names(found)) == ((path,), ["warm_up/x.csv"])


def test_a_file_in_too_many_folders_is_left_out(find: Find, class_: Path) -> None:
    book(class_ / "ada" / BOOK)
    text((class_ / "ada").joinpath(*["d"] * 70) / "x.csv")
    (found,) = find(class_).values()
    assert found.files == ()
    assert "a name is too long, or lies in too many folders" in found.notes[0]


def test_a_student_named_as_the_assignment_is_one_of_many(find: Find, class_: Path) -> None:
    for who in ("ada", "bob", "warm_up"):
        book(class_ / who / BOOK)
    assert list(find(class_)) == ["ada", "bob", "warm_up"]


def test_a_students_folder_may_hold_other_assignments(
    find: Find, class_: Path, warm_up: Assignment
) -> None:
    (warm_up.folder.parent / "other").mkdir()
    book(class_ / "ada" / "warm_up" / BOOK)
    book(class_ / "ada" / "other" / "other.ipynb")
    text(class_ / "ada" / "images" / "x.csv")
    assert list(find(class_ / "ada")) == ["ada"]
