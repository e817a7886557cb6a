"""The image for graders: built, searched and used in a real container, as compose.yml says."""

from __future__ import annotations

import csv
import fcntl
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.notebooks import write_notebook
from tracegrade.regions import HIDDEN_TESTS, inside, outside
from tracegrade.results.folder import FEEDBACK, GRADES, RUN
from tracegrade.wheel import build_wheel

from tests import containers
from tests.containers import GRADESCOPE, SCRATCH, Completed, Engine, Mount
from tests.corpus import Entry, entries, stratified
from tests.samples import samples_of
from tests.stock import REPOSITORY

FOLDER = REPOSITORY / "autograder" / "docker"
IMAGE = "localhost/tracegrade-tests:docker"
NAME = "custom_components"
STUDENTS = ("half", "not_a_notebook", "right", "untouched")
GRADER = 12345  # nobody whom the image knows


# --- the image ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def image(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The image, of this checkout; one that was built of the same files is used again."""
    context = tmp_path_factory.mktemp("context")
    fill_context(context)
    text = (FOLDER / "Containerfile").read_text("utf-8").replace("${BASE}", GRADESCOPE)
    digest = hashlib.sha256(f"{engine.about}\n{text}".encode())
    for path in sorted(context.rglob("*")):
        digest.update(path.read_bytes() if path.is_file() else path.name.encode())
    with alone() as built:
        if built.read_text("utf-8") != digest.hexdigest() or not engine.has(IMAGE):
            built.write_text("", encoding="utf-8")
            engine.build(context, text, IMAGE)
            built.write_text(digest.hexdigest(), encoding="utf-8")
    return IMAGE


def fill_context(context: Path) -> None:
    """Copy what the build may see, with wheels of the package as it is now."""
    lines = (FOLDER / "Containerfile.dockerignore").read_text("utf-8").split("\n")
    assert "*" in lines
    for pattern in (line[1:] for line in lines if line.startswith("!")):
        source, target = REPOSITORY / pattern, context / pattern
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    for wheel in list(context.rglob("*.whl")):
        wheel.unlink()
        build_wheel(wheel.parent)


@contextmanager
def alone() -> Iterator[Path]:
    """A file of this machine that one process at a time has."""
    path = containers.cache() / "docker"
    with open(path, "a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield path


@pytest.fixture(scope="module")
def shell(engine: Engine, image: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same image, for other commands than tracegrade's."""
    tag = f"{IMAGE}-shell"
    engine.build(tmp_path_factory.mktemp("empty"), f"FROM {image}\nENTRYPOINT []\n", tag)
    return tag


def in_image(engine: Engine, shell: str, *command: str, **options: Any) -> Completed:
    return engine.run(shell, command, read_only=True, cap_drop=("all",), **options)


def test_without_a_command_it_tells_its_commands(engine: Engine, image: str) -> None:
    done = engine.run(image)

    assert done.status == 0, done.stderr
    assert done.stdout.startswith("usage: tracegrade")


# --- what is in it --------------------------------------------------------------------------------

WORDS = "/given/words"
SEARCH = (
    *("grep", "--recursive", "--text", "--files-with-matches", "--no-messages"),
    *("--fixed-strings", f"--file={WORDS}"),
    *("--exclude-dir=proc", "--exclude-dir=sys", "--exclude-dir=given", "/"),
)
TOOLS = (
    r".*/bin/((.*-)?(cc|gcc|g\+\+|c\+\+|cpp|clang|ld|as)(-[0-9.]+)?|pip[0-9.]*|rustc|go|nvcc|make)"
    r"|.*/(pip|ensurepip|setuptools|clang)(-[^/]*)?|.*\.(whl|ipynb)"
    r"|/opt/tracegrade/.*(\.a|\.h|\.hpp|/include/.*|/tests)"
)
LONG = 40  # characters that nobody else writes by chance


def secret_words() -> set[str]:
    """What tells hidden tests, the corpus, samples and tests, each by words of its own."""
    words = {f"# about: {entry.script.about}" for entry in entries()}
    for name in assignment_names(REPOSITORY):
        words |= {f"# about: {sample.about}" for sample in samples_of(name)}
        tests = load_assignment(name, REPOSITORY).tests
        visible = "\n".join(outside(cell.source, HIDDEN_TESTS) for cell in tests)
        hidden = {
            line.strip() for it in tests for line in inside(it.source, HIDDEN_TESTS).split("\n")
        }
        words |= {line for line in hidden if len(line) >= LONG and line not in visible}
    for path in (REPOSITORY / "tests").rglob("test_*.py"):
        names = re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
        words |= {name for name in names if len(name) >= LONG}
    return words | {json.dumps(word, ensure_ascii=False)[1:-1] for word in words}


def test_nothing_of_a_course_its_tests_or_the_corpus_is_in_the_image(
    engine: Engine, shell: str, tmp_path: Path
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "words").write_text("\n".join(secret_words()), encoding="utf-8")
    done = in_image(engine, shell, *SEARCH, mounts=[Mount(given, "/given")])
    assert done.stdout == ""

    # The search would find something.
    (given / "words").write_text("find_leaks(folder: Path, assignment", encoding="utf-8")
    done = in_image(engine, shell, *SEARCH, mounts=[Mount(given, "/given")])
    assert re.search(r"/tracegrade/leaks\.py$", done.stdout, re.MULTILINE)


def test_nothing_that_builds_or_installs_is_in_the_image(engine: Engine, shell: str) -> None:
    find = ("find", "/", "-xdev", "-regextype", "posix-extended", "-regex")
    assert in_image(engine, shell, *find, TOOLS).stdout == ""
    assert in_image(engine, shell, *find, ".*/bin/python3?").stdout != ""
    for python in ("python", "/usr/bin/env -i python3"):
        done = in_image(engine, shell, *python.split(), "-c", "import pip")
        assert "No module named 'pip'" in done.stderr


def test_all_that_is_imported_is_compiled(engine: Engine, shell: str) -> None:
    code = """
        import sys, os, tracegrade.runs, tensorflow
        modules = list(sys.modules.values())
        cached = [it.__cached__ for it in modules if getattr(it, "__cached__", None)]
        print(len(cached) > 1000, [path for path in cached if not os.path.exists(path)])
        """
    done = in_image(engine, shell, "python", "-c", dedent(code))
    assert done.stdout == "True []\n", done.stderr


# --- the health check -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def health() -> list[str]:
    text = (FOLDER / "Containerfile").read_text("utf-8")
    [command] = re.findall(r"^HEALTHCHECK .*CMD (\[.*\])$", text, re.MULTILINE)
    return list(json.loads(command))


def test_the_health_check_tells_how_code_is_confined(
    engine: Engine, shell: str, health: list[str]
) -> None:
    done = in_image(engine, shell, *health, user=str(GRADER))

    assert (done.status, done.stdout[:10]) == (0, "portable (")
    if done.peak_memory is not None:
        assert done.peak_memory < 100 * 2**20


def test_the_health_check_fails_where_grading_cannot_work(
    engine: Engine, shell: str, health: list[str], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    locked = [Mount(tmp_path / "empty", path) for path in ("/tmp", "/var/tmp", "/course")]
    done = engine.run(shell, health, locked, user=str(GRADER))

    assert done.status == 1
    assert "No usable temporary directory" in done.stdout


# --- a class --------------------------------------------------------------------------------------


def service(settings: Mapping[str, str]) -> dict[str, Any]:
    """The service of compose.yml, where the environment has these settings."""
    text = (FOLDER / "compose.yml").read_text("utf-8")
    text = re.sub(r"\$\{(\w+):-([^}]*)\}", lambda it: settings.get(it[1], it[2]), text)
    return dict(yaml.safe_load(text)["services"]["grade"])


def mount(volume: str) -> Mount:
    source, target, *mode = volume.split(":")
    return Mount((FOLDER / source).resolve(), target, writable=mode != ["ro"])


def run_service(
    engine: Engine, image: str, settings: Mapping[str, str], more: Iterable[str] = (), **limits: Any
) -> Completed:
    """Run it with every option of compose.yml that an engine of the tests has."""
    options = service(settings)
    told = {"build", "image", "init", "security_opt"}  # how the image is made; no effect that shows
    assert options.keys() - told == {
        *("user", "network_mode", "read_only", "cap_drop", "pids_limit", "tmpfs"),
        *("volumes", "command"),
    }
    assert set(options["tmpfs"]) <= set(SCRATCH)
    return engine.run(
        image,
        [*options["command"], *more],
        [mount(volume) for volume in options["volumes"]],
        user=options["user"],
        network=options["network_mode"],
        read_only=options["read_only"],
        cap_drop=options["cap_drop"],
        pids=options["pids_limit"],
        **limits,
    )


@dataclass(frozen=True)
class Class:
    """What came of grading a class."""

    done: Completed
    folder: Path  # of the run

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        with open(self.folder / GRADES, encoding="utf-8", newline="") as file:
            return {row["student_id"]: row for row in csv.DictReader(file)}

    @property
    def run(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / RUN).read_text("utf-8")))


def grade(engine: Engine, image: str, name: str, folder: Path, *more: str, **limits: Any) -> Class:
    """Grade the notebooks in `folder/submitted`, as a user whom the image does not know."""
    graded = folder / "graded"
    graded.mkdir()
    graded.chmod(0o777)
    settings = {
        "ASSIGNMENT": name,
        "SUBMITTED": str(folder / "submitted"),
        "GRADED": str(graded),
        "GRADER": f"{GRADER}:{GRADER}",
    }
    done = run_service(engine, image, settings, more, **limits)
    assert (graded / name / RUN).exists(), done.stderr
    return Class(done, graded / name)


@pytest.fixture(scope="module")
def graded(engine: Engine, image: str, tmp_path_factory: pytest.TempPathFactory) -> Class:
    folder = tmp_path_factory.mktemp("class")
    (folder / "submitted").mkdir()
    assignment = load_assignment(NAME, REPOSITORY)
    for sample in samples_of(NAME):
        if sample.student in STUDENTS:
            sample.hand_in(assignment, folder / "submitted" / f"{sample.student}.ipynb")
    return grade(engine, image, NAME, folder, memory="768m")


def test_a_class_gets_its_points(graded: Class) -> None:
    assert graded.done.status == 1  # one could not be graded
    assert "3 graded, 1 not graded," in graded.done.stdout
    assert "not graded: not_a_notebook.ipynb" in graded.done.stdout
    right = {it.student: f"{it.points:g}" for it in samples_of(NAME) if it.student in STUDENTS}
    got = {student: row["score"] for student, row in graded.rows.items()}
    assert got == {**right, "not_a_notebook": ""}


def test_code_is_confined_as_well_as_on_a_machine_of_its_own(graded: Class) -> None:
    assert graded.run["isolation"] == "portable"
    assert graded.run["counts"]["graded"] == 3


def test_the_run_belongs_to_who_graded(graded: Class) -> None:
    files = [path for path in graded.folder.rglob("*") if path.is_file()]

    assert {path.stat().st_uid for path in files} == {GRADER}
    assert {path.parent.name for path in files if path.name == FEEDBACK} == set(STUDENTS)


def test_compose_builds_this_image_of_the_checkout() -> None:
    build = service({})["build"]

    assert (FOLDER / build["context"]).resolve() == REPOSITORY
    assert REPOSITORY / build["dockerfile"] == FOLDER / "Containerfile"


def test_compose_grades_what_lies_in_the_checkout_unless_told() -> None:
    options = service({})

    assert {(it.source, it.target, it.writable) for it in map(mount, options["volumes"])} == {
        (REPOSITORY / "source", "/course/source", False),
        (REPOSITORY / "submitted", "/course/submitted", False),
        (REPOSITORY / "graded", "/course/graded", True),
    }
    assert options["command"] == ["grade", NAME, "submitted"]


# --- the corpus -----------------------------------------------------------------------------------


@pytest.mark.full
@pytest.mark.parametrize("name", assignment_names(REPOSITORY))
def test_wheats_pass_and_chaffs_fail_as_they_say(
    engine: Engine, image: str, name: str, tmp_path: Path
) -> None:
    chosen = stratified(wheats=1, chaffs=2)
    students = {f"{it.exercise}-{it.script.path.stem}": it for it in chosen}
    students = {student: it for student, it in students.items() if it.assignment == name}
    (tmp_path / "submitted").mkdir()
    for student, entry in students.items():
        write_notebook(entry.notebook, tmp_path / "submitted" / f"{student}.ipynb")

    graded = grade(engine, image, name, tmp_path, "--jobs", "2", timeout=3600)

    assert graded.done.status == 0, graded.done.stdout
    rows = graded.rows
    assert rows.keys() == students.keys()
    wrong = {student: failed(rows[student], it) for student, it in students.items()}
    assert {s: got for s, got in wrong.items() if not right(got, students[s])} == {}


def failed(row: Mapping[str, str], entry: Entry) -> set[str]:
    """The tests of its exercise that got no points."""
    own = f"{entry.exercise}--"
    return {test for test, score in row.items() if test.startswith(own) and float(score) == 0}


def right(got: set[str], entry: Entry) -> bool:
    """Whether a wheat fails nothing; whether a chaff fails what it names, or more."""
    return got == set() if entry.script.kind == "wheat" else got >= set(entry.script.fails)
