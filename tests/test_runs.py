"""Runs over a class: the same results for any number of jobs, the files, and the command."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from tracegrade import cli, runs
from tracegrade.assignments import Assignment, assignment_names, load_assignment
from tracegrade.grading import make_plan
from tracegrade.intake import Received
from tracegrade.results.gradescope import validate
from tracegrade.results.records import UNFINISHED, SubmissionResult
from tracegrade.runs import Graded, grade_run, imported_ahead
from tracegrade.sandbox import Protection
from tracegrade.supervision.sessions import Forge

from tests.courses import DOUBLE, assignment, code, course, graded, markdown, write
from tests.grading import CELLS, IMPORTS, Desk, notebook_of
from tests.stock import REPOSITORY

STUB = '    """Return it."""'
ANSWERS = {
    "ada": {},
    "ben": {"double": "def double(x):\n    return tf.abs(2 * x)"},
    "dan": {"double": f"def double(x):\n{STUB}", "triple": f"def triple(x):\n{STUB}"},
    "eve": {
        "double": "import os\nopen('kept', 'w').write('x')\nos.mkdir('folder')\n"
        "os.chmod('folder', 0)\nos._exit(0)"
    },
    "fay": {"triple": "def triple(x):\n    raise ValueError(str(x))"},
}
SCORES = {"ada": 9, "ben": 6, "cat": 0, "dan": 0, "eve": 4, "fay": 5}


def hand_in(one: Assignment, folder: Path, *students: str) -> Path:
    """Write the notebooks of students; what cat hands in is none."""
    for student in students:
        path = folder / student / "warm_up.ipynb"
        if student == "cat":
            path.parent.mkdir(parents=True)
            path.write_text("{}", encoding="utf-8")
        else:
            write(path, *notebook_of(one.notebooks[0], ANSWERS[student], {}))
    return folder


class Class:
    """A class that was graded with that many jobs, and what was told in between."""

    def __init__(self, one: Assignment, paths: Path, folder: Path, jobs: int) -> None:
        self.folder = folder
        self.begun: dict[str, Any] = {}
        self.advanced: list[SubmissionResult] = []
        self.count = 0
        self.left_behind: list[str] = []
        self.graded: Graded = grade_run(
            one, [paths], folder, jobs=jobs, begin=self._begin, progress=self.advanced.append
        )

    def _begin(self, count: int) -> None:
        self.count = count
        self.begun = {student: self.results(student) for student in SCORES}

    def results(self, student: str) -> Any:
        path = self.folder / student / "results.json"
        return json.loads(path.read_text(encoding="utf-8"))

    def but_for_times(self) -> dict[str, Any]:
        """Every file of the run by its name, times left out."""
        files: dict[str, Any] = {}
        for path in sorted(it for it in self.folder.rglob("*") if it.is_file()):
            text = path.read_text(encoding="utf-8")
            if path.name == "run.json":
                text = json.dumps({k: v for k, v in json.loads(text).items() if k != "times"})
            files[str(path.relative_to(self.folder))] = text
        return files


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return assignment(tmp_path_factory.mktemp("course"), *CELLS)


@pytest.fixture(scope="module")
def one_job(small: Assignment, tmp_path_factory: pytest.TempPathFactory) -> Class:
    root = tmp_path_factory.mktemp("one")
    paths = hand_in(small, root / "in", *SCORES)
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o711)  # the users of the processes have to come through
        patch.setattr(tempfile, "tempdir", scratch)
        done = Class(small, paths, root / "out", 1)
        done.left_behind = os.listdir(scratch)
    return done


@pytest.mark.parametrize("jobs", [2, 8])
def test_more_jobs_give_the_same_files_but_for_times(
    small: Assignment, one_job: Class, tmp_path: Path, jobs: int
) -> None:
    more = Class(small, one_job.folder.parent / "in", tmp_path / "out", jobs)

    assert more.but_for_times() == one_job.but_for_times()
    assert [result.student_id for result in more.graded.results] == [*SCORES]


def test_a_run_folder_holds_what_is_promised(one_job: Class) -> None:
    files = {str(path.relative_to(one_job.folder)) for path in one_job.folder.rglob("*.*")}

    own = {f"{name}/{file}" for name in SCORES for file in ("results.json", "feedback.html")}
    assert files == {*own, "grades.csv", "run.json"}


@pytest.mark.parametrize("student", SCORES)
def test_results_are_what_gradescope_reads(one_job: Class, student: str) -> None:
    document = one_job.results(student)

    validate(document)
    names = ["double--values", "double--graph", "triple--values"]
    scored = [test for test in document["tests"] if "max_score" in test]
    assert [test["name"] for test in scored] == names
    assert [test["max_score"] for test in scored] == [3, 2, 4]
    assert {*scored[0]["extra_data"]} == {"exercise", "trust", "cause"}
    others = [test["name"] for test in document["tests"] if "max_score" not in test]
    assert others == ["double--values/visible", "triple--values/visible"]
    assert document["score"] == SCORES[student]
    assert document["extra_data"]["finished"] is True


def test_the_table_has_a_column_for_each_test(one_job: Class) -> None:
    with open(one_job.folder / "grades.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    names = ["double--values", "double--graph", "triple--values"]
    assert [*rows[0]] == ["student_id", "score", "max_score", *names]
    assert {row["student_id"]: float(row["score"] or 0) for row in rows} == SCORES


def test_the_run_says_how_it_was_made(one_job: Class) -> None:
    run = json.loads((one_job.folder / "run.json").read_text(encoding="utf-8"))

    assert {"versions", "isolation", "counts", "times"} <= run.keys()
    assert run["isolation"] == str(one_job.graded.protection.level)
    assert run["counts"]["submissions"] == len(SCORES)


def test_a_broken_notebook_is_not_graded_and_says_why(one_job: Class) -> None:
    [broken] = one_job.graded.ungraded
    [note] = broken.notes

    assert broken.student_id == "cat"
    assert {test.cause for test in broken.tests} == {"not run"}
    assert re.match(r"warm_up\.ipynb: \S.*\.$", note)
    assert note in one_job.results("cat")["output"]


def test_each_has_a_result_before_grading_begins(one_job: Class) -> None:
    assert one_job.count == len(SCORES)
    for document in one_job.begun.values():
        validate(document)
        assert document["extra_data"]["finished"] is False
        assert UNFINISHED in document["output"]


def test_progress_is_told_of_each(one_job: Class) -> None:
    assert [result.student_id for result in one_job.advanced] == [*SCORES]
    assert one_job.graded.start_seconds < one_job.graded.seconds


def test_a_run_leaves_nothing_else_behind(one_job: Class) -> None:
    assert one_job.left_behind == []


def test_moved_cells_leave_the_order_of_results_and_columns(warm_up: Desk) -> None:
    title, imports, double, values, graph, triple, triple_values = warm_up.notebook()

    warm_up.grade(cells=[title, imports, triple, triple_values, double, values, graph])


def test_hashes_are_the_same_in_every_run(warm_up: Desk) -> None:
    result = warm_up.grade(own={"imports": "import sys\nassert not sys.flags.hash_randomization"})

    assert result.notes == ()


def test_numbers_that_a_cell_draws_are_the_same_in_every_run(warm_up: Desk) -> None:
    draw = (
        "import random\nraise ValueError(random.random(), np.random.rand(), tf.random.normal([]))"
    )
    first, second = (warm_up.grade(own={"imports": draw}).notes for _ in range(2))

    assert first == second


def test_four_fifths_of_the_points_are_sealed_and_none_is_open(warm_up: Desk) -> None:
    forge = Forge(warm_up.grader.nursery)
    plans = [
        make_plan(forge, load_assignment(it, REPOSITORY)) for it in assignment_names(REPOSITORY)
    ]

    assert min(plan.sealed_share for plan in plans) >= 0.8
    points = {"sealed": 0.0, "observed": 0.0, "open": 0.0}
    for test in (test for plan in plans for test in plan.tests.values()):
        points[test.trust] += test.cell.points or 0.0
    assert points["sealed"] >= 0.8 * sum(points.values())
    assert points["open"] == 0


def test_an_observed_test_counts_as_such(warm_up: Desk, tmp_path: Path) -> None:
    config = graded("double--config", "check.config(check.made(double), name='it')", points=1)
    values = graded("double--values", "check.values(double, ([1.0],), [2.0])", points=3)
    one = assignment(tmp_path, IMPORTS, DOUBLE, config, values)
    plan = make_plan(Forge(warm_up.grader.nursery), one)

    assert [test.trust for test in plan.tests.values()] == ["observed", "sealed"]
    assert plan.sealed_share == 0.75


@pytest.mark.parametrize(
    ("source", "ahead"),
    [
        ("x = 1", []),
        ("import pandas as pd", ["pandas"]),
        ("from matplotlib import pyplot", ["matplotlib"]),
        ("import pandastic", []),
    ],
)
def test_what_notebooks_speak_of_is_imported_ahead(
    tmp_path: Path, source: str, ahead: list[str]
) -> None:
    path = write(tmp_path / "warm_up.ipynb", markdown("# import nothing"), code(source))

    assert imported_ahead([Received("ada", (path,), ())]) == ahead


# --- the command ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with an assignment, what a class handed in, and what one student did."""
    root = course(tmp_path_factory.mktemp("school"), warm_up=CELLS)
    one = load_assignment("warm_up", root)
    hand_in(one, root / "class", "ada", "cat", "dan")
    hand_in(one, root / "alone", "ada")
    return root


def command(school: Path, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    whole = [sys.executable, "-m", "tracegrade", "grade", "warm_up", *arguments]
    return subprocess.Popen(whole, cwd=school, stdout=subprocess.PIPE, text=True, **options)


def test_the_command_prints_a_table_and_fails_if_one_is_not_graded(school: Path) -> None:
    options = ["-o", "out", "--jobs", "2", "--feedback", "now"]
    with command(school, "class", *options, stderr=subprocess.PIPE) as process:
        out, err = process.communicate()

    assert (process.returncode, err) == (1, "")  # no progress bar where no terminal is
    lines = out.splitlines()
    assert lines[0].split(maxsplit=1) == ["ada", "9 of 9"]
    assert re.match(r"cat +not graded: warm_up\.ipynb: .+", lines[1])
    assert re.match(r"dan +0 of 9   not written yet: double, triple", lines[2])
    assert "2 graded, 1 not graded, in" in out
    assert "100% of the points are sealed" in out
    assert "out/grades.csv" in out
    assert "Not shown" in (school / "out/ada/feedback.html").read_text(encoding="utf-8")


def in_terminal(school: Path, *arguments: str) -> tuple[int, str, str]:
    """The command with a terminal as its standard error: status, output, and what it shows."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    shown = b""
    with command(school, *arguments, stderr=theirs, env=environment) as process:
        os.close(theirs)
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # how a terminal says that nobody writes any more
                break
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(ours)
    return process.returncode, out, shown.decode()


def test_a_terminal_shows_progress_and_the_level_is_reached(school: Path) -> None:
    status, out, shown = in_terminal(school, "alone", "-o", "out_alone", "--isolation", "portable")

    assert status == 0, shown
    assert "Grading" in shown
    assert "0/1" in shown
    assert re.match(r"ada +9 of 9\n", out)
    assert re.search(r"isolation (portable|contained|complete)", out)


@pytest.fixture
def here(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(school)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing", "class"], "there is no assignment 'nothing'. There are: warm_up."),
        (["warm_up", "nowhere"], "nowhere: there is no such file or folder"),
        (["warm_up", "source/warm_up", "--course", "class"], "is not a course"),
    ],
)
def test_misuse_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert cli.main(["grade", *arguments, "-o", "never"]) == cli.MISUSED
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("tracegrade grade: ")
    assert sentence in err
    assert not Path("never").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["warm_up"],
        ["warm_up", "class", "--jobs", "0"],
        ["warm_up", "class", "--jobs", "two"],
        ["warm_up", "class", "--isolation", "perfect"],
    ],
)
def test_wrong_options_are_misuse(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["grade", *arguments])
    assert "error:" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_host_that_confines_too_little_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    weak = Protection((), {"seccomp": "the kernel has none"}, 0)
    monkeypatch.setattr(runs, "probe", lambda nursery: weak)

    assert cli.main(["grade", "warm_up", "alone", "-o", "refused"]) == cli.FAILED
    err = capsys.readouterr().err
    assert "isolation 'user' is demanded, and this host gives 'degraded'" in err
    assert "seccomp: the kernel has none" in err
    assert not Path("refused").exists()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whoever_asks_for_the_end_gets_it_and_nothing_is_left(tmp_path: Path, name: str) -> None:
    one = assignment(tmp_path, *CELLS)
    loop = notebook_of(one.notebooks[0], {"double": "import time\ntime.sleep(3)"}, {})
    write(tmp_path / "class" / "ada" / "warm_up.ipynb", *loop)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    grade = [sys.executable, "-m", "tracegrade", "grade", "warm_up", "class", "-o", "out"]
    with subprocess.Popen(
        ["env", f"--default-signal={name}", *grade],  # nohup, for one, lets it be ignored
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not (tmp_path / "out" / "ada" / "results.json").exists():
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(getattr(signal, name))
        _, errors = process.communicate()

    assert (process.returncode, errors) == (130, "tracegrade grade: interrupted.\n")
    assert os.listdir(scratch) == []


@pytest.mark.usefixtures("here")
def test_an_interruption_ends_a_run_and_leaves_unfinished_results(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs.Grader, "grade", interrupted)

    assert cli.main(["grade", "warm_up", "class", "-o", "cut", "--jobs", "1"]) == cli.INTERRUPTED
    document = json.loads(Path("cut/ada/results.json").read_text(encoding="utf-8"))
    assert document["extra_data"]["finished"] is False
    assert "Traceback" not in capsys.readouterr().err
