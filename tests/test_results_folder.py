"""Files of a run are replaced whole, in folders whose names no student chooses."""

import json
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tracegrade.errors import Misuse, TracegradeError
from tracegrade.results.folder import (
    folder_name,
    require_room,
    write_atomically,
    write_run,
    write_submission,
)
from tracegrade.results.records import unfinished

from tests.courses import DOUBLE, VALUES, assignment
from tests.verdicts import failed, passed, run, submission


def test_a_submission_has_results_and_feedback(tmp_path: Path) -> None:
    folder = write_submission(tmp_path / "run", submission(passed()))
    assert folder == tmp_path / "run" / "ada"
    assert sorted(path.name for path in folder.iterdir()) == ["feedback.html", "results.json"]


def test_a_run_has_a_table_and_its_facts(tmp_path: Path) -> None:
    write_run(tmp_path, run(), (submission(passed(), student_id=name) for name in ("b/b", "ada")))
    assert (tmp_path / "grades.csv").read_text().count("\n") == 3
    facts = json.loads((tmp_path / "run.json").read_text())
    assert [it["folder"] for it in facts["submissions"]] == ["ada", "b%2Fb"]


def test_the_file_of_the_first_second_is_replaced(tmp_path: Path) -> None:
    def results() -> dict[str, object]:
        found: dict[str, object] = json.loads((tmp_path / "ada" / "results.json").read_text())
        return found

    write_submission(tmp_path, unfinished("ada", assignment(tmp_path / "course", DOUBLE, VALUES)))
    assert results()["score"] == 0.0
    assert str(results()["output"]).startswith("Grading did not finish")
    assert "Grading did not finish" in (tmp_path / "ada" / "feedback.html").read_text()
    write_submission(tmp_path, submission(passed()))
    assert results()["score"] == 2.0
    assert "Grading did not finish" not in (tmp_path / "ada" / "feedback.html").read_text()


def test_a_result_that_does_not_fit_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder = write_submission(tmp_path, submission(passed()))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(TracegradeError, match="not finite"):
        write_submission(tmp_path, submission(failed(points=float("nan"))))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_same_results_are_the_same_bytes_but_for_times(tmp_path: Path) -> None:
    for name, seconds in (("a", 1.0), ("b", 2.0)):
        write_submission(tmp_path / name, submission(passed(), failed(), seconds=seconds))
    pages = [(tmp_path / name / "ada" / "feedback.html").read_bytes() for name in "ab"]
    assert pages[0] == pages[1]


def test_readers_see_a_whole_file_at_any_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    texts = ["a" * 100_000, "b" * 200_000]
    write_atomically(path, texts[0])
    done = threading.Event()
    seen: set[str] = set()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_text())
        seen.add(path.read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(1, 100):
        write_atomically(path, texts[turn % 2])
    done.set()
    reader.join()
    assert seen <= set(texts)
    assert os.listdir(tmp_path) == ["file"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("untouched")
    path = tmp_path / "results.json"
    path.symlink_to(elsewhere)
    write_atomically(path, "new")
    assert not path.is_symlink()
    assert (path.read_text(), elsewhere.read_text()) == ("new", "untouched")


def test_a_pipe_is_replaced_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    os.mkfifo(path)
    write_atomically(path, "new")
    assert stat.S_ISREG(path.stat().st_mode)


def test_a_file_has_the_mode_that_files_have_here(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write_atomically(tmp_path / "made", "")
    assert (tmp_path / "made").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_folder_in_the_way_is_told_and_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "grades.csv" / "x").mkdir(parents=True)
    with pytest.raises(TracegradeError, match=r"cannot be written .* permissions") as caught:
        write_atomically(tmp_path / "grades.csv", "new")
    assert caught.value.where.path == tmp_path / "grades.csv"
    assert os.listdir(tmp_path) == ["grades.csv"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("")
    with pytest.raises(TracegradeError, match="cannot be written"):
        write_submission(tmp_path / "run", submission(passed()))


@pytest.mark.parametrize(
    "name", ["ada", "o'brien", "Müller, A.B", "李", "a b", "x@y.org", "a-b_c", "v1.2", "#1", "=1"]
)
def test_a_harmless_id_is_its_folder(name: str) -> None:
    assert folder_name(name) == name


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("", "%"),
        (".", "%2E"),
        ("..", "%2E%2E"),
        ("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd"),
        ("/root", "%2Froot"),
        ("a\\b", "a%5Cb"),
        (".hidden", "%2Ehidden"),
        ("-rf", "%2Drf"),
        ("ada.", "ada%2E"),
        ("ada ", "ada%20"),
        ("a\x00b\nc", "a%00b%0Ac"),
        ("a%2Fb", "a%252Fb"),
        ("\u202eada", "%E2%80%AEada"),
        ("\udcff", "%ED%B3%BF"),
        ("grades.csv", "grades%2Ecsv"),
        ("REPORT.HTML", "REPORT%2EHTML"),
        ("run.json", "run%2Ejson"),
    ],
)
def test_a_harmful_id_is_escaped(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_long_ids_are_cut_and_still_differ() -> None:
    names = ["x" * 5000, "x" * 5001, "é" * 300, "\n" * 300, "x" * 199 + "é"]
    folders = [folder_name(name) for name in names]
    assert len(set(folders)) == len(names)
    assert all(len(folder.encode()) <= 255 for folder in folders)
    assert folders[0].startswith("xxxx")


IDS = st.text(st.characters() | st.sampled_from("./%- \n"), max_size=300)


@settings(derandomize=True, deadline=None)
@given(IDS, IDS)
@example("a/b", "a%2Fb")
@example("", "%")
@example("x" * 300, folder_name("x" * 300))
def test_folders_are_safe_and_differ_where_ids_do(one: str, other: str) -> None:
    folder = folder_name(one)
    assert Path(folder).name == folder
    assert folder.isprintable()
    assert len(folder.encode()) <= 255
    assert (folder == folder_name(other)) == (one == other)


@pytest.mark.parametrize(
    "name", ["../ada", "x" * 4000, "a\nb", "\udcff", "..", "grades.csv", "👩‍🔬"]
)
def test_any_id_can_be_written(name: str, tmp_path: Path) -> None:
    run_folder = tmp_path / "run"
    folder = write_submission(run_folder, submission(passed(), student_id=name))
    assert folder.parent == run_folder
    assert os.listdir(tmp_path) == ["run"]
    write_run(run_folder, run(), [submission(passed(), student_id=name)])
    assert len(os.listdir(run_folder)) == 3


def test_a_run_does_not_take_the_place_of_one_that_says_more(tmp_path: Path) -> None:
    write_run(tmp_path, run(), [submission(passed()), submission(passed(), student_id="bob")])

    require_room(tmp_path, "warm_up", ["ada", "bob", "eva"])
    with pytest.raises(Misuse, match=r"holds the grades of bob\. Name another folder"):
        require_room(tmp_path, "warm_up", ["ada"])
    with pytest.raises(Misuse, match="grades of another assignment, warm_up"):
        require_room(tmp_path, "other", ["ada", "bob"])


@pytest.mark.parametrize("text", [None, "", "[]", "{", '{"submissions": 3}'])
def test_a_folder_without_a_run_has_room(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
    require_room(tmp_path, "warm_up", ["ada"])


def test_a_folder_that_cannot_be_made_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Misuse, match=r"cannot be written\. .*file is not yours") as caught:
        require_room(tmp_path / "file" / "graded", "warm_up", ["ada"])
    assert caught.value.where.path == tmp_path / "file" / "graded"
