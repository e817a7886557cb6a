"""An Otter assignment of an nbgrader source: what students get, and the autograder zip."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from tracegrade.assignments import CACHES, SOURCE, Assignment
from tracegrade.errors import Ungradable
from tracegrade.policy import FILE, STAGES, load_policy
from tracegrade.release import deletes_nothing_else, keeps_secrets, replace_folder, require_rules
from tracegrade.results.folder import write_atomically
from tracegrade.routes.bundle import SETUP, contents, zipped
from tracegrade.routes.otter import BUNDLE, PLUGIN
from tracegrade.routes.otter.master import master
from tracegrade.routes.tools import last_error, run_tool
from tracegrade.wheel import WHEEL_PATTERN

_LOCK = "otter.txt"
_RUN = "run_autograder"
_README = "README.md"
_SEED = 0  # of NumPy and `random` before each cell that Otter runs


@dataclass(frozen=True)
class Packaged:
    """The autograder zip, and the folder that students get."""

    autograder: Path
    student: Path


def package(assignment: Assignment, target: Path, *, sealed: bool = True) -> Packaged:
    """Write the zip, and beside it `<its name>-student/`.

    Otter itself makes both, and runs its tests over the reference. Unless `sealed`, Otter runs the
    hidden tests in the student's process. The same source gives the same zip.

    Raises `BrokenRules` for a source that breaks rules, `Leaking` if students would get secrets,
    `Ungradable` for a feedback policy that means nothing and where Otter refuses the assignment or
    its reference fails, `Misuse` where Otter is not installed or without a checkout to build the
    wheel from, `TracegradeError` if files cannot be written.
    """
    if len(assignment.notebooks) != 1:
        problem = f"has {len(assignment.notebooks)} notebooks, and an assignment of Otter has one"
        raise Ungradable(problem, "Make an assignment of each.", path=assignment.folder)
    require_rules(assignment)
    # Without the judge, what Otter shows of a hidden test are its source and its values.
    grading = {"seed": _SEED, "show_hidden": _shows_hidden(assignment) and sealed}
    members = contents(assignment, _LOCK)
    [wheel] = (name for name in members if Path(name).match(WHEEL_PATTERN))
    student = target.with_name(f"{target.stem}-student")
    student.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=student.parent) as name:
        scratch = Path(name).resolve()
        made = _assign(assignment, grading, scratch)
        # Only now: Otter's own tests of the reference are run without the judge.
        config = {**grading, "plugins": [PLUGIN]} if sealed else grading
        tests = _generate(assignment, made / "autograder", config, scratch)
        (made / "student" / wheel).write_bytes(members[wheel])
        (made / "student" / _README).write_text(_readme(assignment, wheel), encoding="utf-8")
        keeps_secrets(assignment, made / "student")
        deletes_nothing_else(student, made / "student")
        replace_folder(student, made / "student")
    write_atomically(target, zipped({**tests, **_own(members, sealed)}, programs=(SETUP, _RUN)))
    return Packaged(target, student)


def _shows_hidden(assignment: Assignment) -> bool:
    """Whether students see everything once grades are published; Otter knows no finer rule."""
    policy = load_policy(assignment.folder)
    policy.flags.require_known(assignment)
    tests = [
        policy.show.parts(quiz=cell.exercise in assignment.quizzes, hidden=cell.hidden)
        for cell in assignment.tests
    ]
    return all(when in STAGES for parts in tests for when in parts)


def _assign(assignment: Assignment, grading: Mapping[str, Any], scratch: Path) -> Path:
    """Run `otter assign`; returns the folder with `autograder/` and `student/`."""
    [notebook] = assignment.notebooks
    folder = scratch / "master"
    shutil.copytree(
        assignment.folder, folder, ignore=shutil.ignore_patterns("*.ipynb", FILE, *CACHES)
    )
    beside = sorted(path.name for path in folder.iterdir())
    document = master(notebook, files=beside, grading=grading)
    (folder / notebook.path.name).write_text(json.dumps(document), encoding="utf-8")
    _otter(assignment, ["assign", notebook.path.name, "dist", "--no-pdfs"], folder, scratch)
    return folder / "dist"


def _generate(
    assignment: Assignment, folder: Path, config: Mapping[str, Any], scratch: Path
) -> dict[str, bytes]:
    """Run `otter generate`; returns what its zip holds."""
    (scratch / "config.json").write_text(json.dumps(config), encoding="utf-8")
    beside = sorted(
        path.name
        for path in folder.iterdir()
        if path.suffix not in (".ipynb", ".zip") and path.name not in ("tests", "otter_config.json")
    )
    arguments = [
        *("generate", "-t", "tests", "-c", str(scratch / "config.json")),
        *("-o", str(scratch / "autograder.zip"), "--no-requirements", "--no-environment", *beside),
    ]
    _otter(assignment, arguments, folder, scratch)
    with zipfile.ZipFile(scratch / "autograder.zip") as made:
        return {name: made.read(name) for name in made.namelist()}


def _otter(assignment: Assignment, arguments: list[str], cwd: Path, scratch: Path) -> None:
    run = run_tool("otter", arguments, cwd=cwd, scratch=scratch)
    if run.returncode:
        reason = last_error(run.stderr)
        raise Ungradable(f"otter {arguments[0]} failed: {reason}", path=assignment.folder)


def _own(members: dict[str, bytes], sealed: bool) -> dict[str, bytes]:
    """What takes the place of Otter's set-up, which needs conda."""
    own = files("tracegrade.routes.otter")
    bundle = {
        name: content
        for name, content in members.items()
        if sealed or not name.startswith(f"{SOURCE}/")
    }
    return {
        BUNDLE: zipped(bundle, programs=(SETUP,)),
        SETUP: own.joinpath(SETUP).read_bytes(),
        _RUN: own.joinpath(_RUN).read_bytes(),
    }


def _readme(assignment: Assignment, wheel: str) -> str:
    [notebook] = assignment.notebooks
    return f"""# {assignment.name}

Install what the notebook needs, in this folder, once; TensorFlow and Jupyter come with it:

    pip install {wheel} otter-grader=={version("otter-grader")} jupyterlab

Open {notebook.path.name} in Jupyter (`jupyter lab`), write your code where it says
`YOUR CODE HERE`, delete the line `raise NotImplementedError()` there, and run the cells below it:
`grader.check("...")` runs the visible tests of a question. Or run all of them in a terminal, which
takes a minute the first time:

    otter check {notebook.path.name}

All *visible* tests passed is not all tests passed: more are run when your work is graded.
"""
