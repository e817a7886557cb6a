"""What is done in a room: a run at a level, or one with what an attack is to succeed against."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tracegrade.assignments import assignment_names, load_assignment
from tracegrade.notebooks import nbgrader_metadata, read_notebook
from tracegrade.routes.otter.package import Packaged
from tracegrade.runs import grade_run
from tracegrade.sandbox import Level, TooWeak, layers_of

from tests import courses, otter, stock
from tests.attacks import weakened
from tests.attacks.arena import (
    ALLOWANCE,
    HONEST,
    PAGE_SIZE,
    Arena,
    Handed,
    Listeners,
    Run,
    canaries_in,
    listening,
    of_all,
    points_violations,
    read,
    texts_of,
    violations,
    write_course,
)
from tests.attacks.format import WRONG, Traps, Variation, variation_of
from tests.attacks.pages import active_content
from tests.grading import notebook_of
from tests.samples import samples_of
from tests.stock import REPOSITORY

Found = dict[str, Any]
# Of the real assignments: what trains a model takes longer.
_SAMPLES = ("right", "mistakes", "dies", "loops")
_ALLOWANCE = replace(ALLOWANCE, cell_cpu_seconds=10, test_cpu_seconds=5, wall_seconds=60)


def do(task: Mapping[str, Any]) -> Found:
    """Do a task: `ids` of variations, and a `level`, or a `tool` with its `layers`.

    Or `honest_at`: the level at which nothing hostile is graded.
    """
    if "honest_at" in task:
        return _honest(Level[task["honest_at"].upper()])
    chosen = [variation_of(it) for it in task["ids"]]
    with TemporaryDirectory(prefix="arena-") as name:
        arena = Arena(Path(name), is_shared=not task.get("in_room", True))
        match task.get("tool"):
            case None:
                return _at_level(arena, chosen, task)
            case "nbgrader" | "bare nbgrader" as tool:
                return {"verdicts": _nbgrader(arena, chosen, configured=tool == "nbgrader")}
            case "otter":
                return {"verdicts": _otter(arena, chosen)}
            case "unconfined":
                return _told(arena.run(chosen, layers=()))
            case tool:
                with getattr(weakened, tool)(*task.get("layers", ())) as layers:
                    return _told(arena.run(chosen, layers=layers))


def _at_level(arena: Arena, chosen: Sequence[Variation], task: Mapping[str, Any]) -> Found:
    """A run at a level; without one, at the highest that the host gives."""
    options = {name: task[name] for name in ("jobs", "honest", "order") if name in task}
    level = Level[task["level"].upper()] if "level" in task else Level.COMPLETE
    run = arena.run(chosen, level=level, **options)
    if run.reached is not None and "level" not in task:
        level = run.reached
        run = arena.run(chosen, level=level, **options)
    return {**_told(run), "level": str(level)}


def _honest(level: Level) -> Found:
    """What honest students of the arena and of the real assignments get at a level, as text."""
    with TemporaryDirectory(prefix="honest-") as name:
        root = Path(name)
        root.chmod(0o711)
        arena = write_course(root / "course")
        for number, answers in enumerate(HONEST):
            cells = notebook_of(arena.notebooks[0], answers, {})
            courses.write(root / "in" / arena.name / f"s{number}" / "arena.ipynb", *cells)
        assignments = [arena]
        for assignment in (load_assignment(it, REPOSITORY) for it in assignment_names(REPOSITORY)):
            assignments.append(assignment)
            for sample in (it for it in samples_of(assignment.name) if it.student in _SAMPLES):
                path = root / "in" / assignment.name / sample.student / f"{assignment.name}.ipynb"
                path.parent.mkdir(parents=True)
                sample.hand_in(assignment, path)
        texts: dict[str, str] = {}
        for assignment in assignments:
            submitted, out = root / "in" / assignment.name, root / "out" / assignment.name
            try:
                grade_run(
                    assignment,
                    [submitted],
                    out,
                    jobs=2,
                    minimum=level,
                    layers=layers_of(level),
                    allowance=ALLOWANCE if assignment is arena else _ALLOWANCE,
                )
            except TooWeak as error:
                return {"skipped": str(error)}
            for student in (it.name for it in submitted.iterdir()):
                for name, text in texts_of(out, student).items():
                    texts[f"{assignment.name}/{student}/{name}"] = _without_level(text, level)
        return {"texts": texts}


def _without_level(text: str, level: Level) -> str:
    return text.replace(f'"isolation": "{level}"', "").replace(f"Isolation: {level}.", "")


def _told(run: Run) -> Found:
    if run.skipped:
        return {"skipped": run.skipped}
    verdicts = [
        {
            "id": it.variation.id,
            "violations": violations(run, it),
            "read": read(run.out, it),
        }
        for it in run.hostile
        if it.variation and it.traps
    ]
    return {"verdicts": verdicts, "of_all": of_all(run), "seconds": run.seconds}


# --- stock tools ----------------------------------------------------------------------------------


def _nbgrader(arena: Arena, chosen: Sequence[Variation], *, configured: bool) -> list[Found]:
    """A class of nbgrader: the wrong answer first, an honest student last."""
    course = stock.Course(arena.root / "nbgrader", arena.course / "source", configured=configured)
    line = [Handed(f"s{number:03}", it) for number, it in enumerate(chosen, start=1)]
    source = arena.assignment.notebooks[0]
    for student, answers in (("s000", {"double": WRONG}), ("s999", {})):
        cells = notebook_of(source, answers, {})
        courses.write(course.submission(student, "arena"), *cells)
    for it in line:
        traps = _trapped(arena, it, course.folder / "autograded")
        it.traps = replace(
            traps, course=str(course.folder), gradebook=str(course.folder / "gradebook.db")
        )
        assert it.variation is not None
        it.variation.hand_in(course.folder / "submitted" / it.student / "arena", source, it.traps)
    before = arena.around()
    students = ["s000", *(it.student for it in line), "s999"]
    with listening([it.listeners for it in line if it.listeners]):
        graded = course.grade("arena", students)
        course.make_feedback("arena")
    left = arena.left_since(before)
    if graded["s000"].score != arena.assignment.points - 5:
        raise RuntimeError(f"nbgrader gives the wrong answer {graded['s000']}")
    known = _told_by(course.feedback("s000", "arena"))
    last = graded["s999"]
    harm = last.problem or f"{last.score:g} points"
    is_harmed = bool(last.problem) or last.score != arena.assignment.points
    return [
        _stock_verdict(
            arena,
            it,
            graded[it.student].scores,
            course.feedback(it.student, "arena"),
            known,
            left,
            f"the honest student after it: {harm}" if is_harmed and len(line) == 1 else "",
        )
        for it in line
    ]


def _otter(arena: Arena, chosen: Sequence[Variation]) -> list[Found]:
    """Submissions to an autograder of Otter, one after the other."""
    package = otter.packaged(arena.root, arena.assignment, sealed=False)
    source = arena.assignment.notebooks[0]
    wrong = otter.hand_in(
        package.student,
        arena.assignment,
        {"double": WRONG},
        arena.root / "wrong.ipynb",
        rest="reference",
    )
    known = _told_by(otter.otter_run(package.autograder, wrong).shown)
    verdicts = []
    for number, variation in enumerate(chosen):
        it = Handed(f"s{number:03}", variation)
        it.traps = _trapped(arena, it, arena.root)
        folder = arena.root / it.student
        variation.hand_in(folder, source, it.traps)
        submission = _otter_form(package, folder)
        before = arena.around()
        with listening([it.listeners] if it.listeners else []):
            ran = otter.otter_run(package.autograder, submission, seconds=120)
        left = arena.left_since(before)
        verdicts.append(_stock_verdict(arena, it, ran.scores, ran.shown, known, left, ""))
    return verdicts


def _otter_form(package: Packaged, folder: Path) -> Path:
    """The folder of a submission as a zip, with the cells in the notebook that Otter hands out."""
    path = folder / "arena.ipynb"
    if path.exists():
        [handed_out] = package.student.glob("*.ipynb")
        notebook = read_notebook(handed_out)
        answers, own = _answers(json.loads(path.read_text(encoding="utf-8")))
        cells = []
        for raw in notebook.document["cells"]:
            grade_id = nbgrader_metadata(raw).get("grade_id")
            answer = answers.get(grade_id)
            cells += [raw if answer is None else {**raw, "source": answer}, *own.get(grade_id, ())]
        document = {**notebook.document, "cells": cells}
        path.write_text(json.dumps(document), encoding="utf-8")
    beside = {
        str(it.relative_to(folder)): it.read_bytes()
        for it in folder.rglob("*")
        if it.is_file() and it != path
    }
    return otter.zip_of(path, beside)


def _answers(
    document: Mapping[str, Any],
) -> tuple[dict[str, str], dict[str, list[dict[str, Any]]]]:
    """What stands in solution cells, and the student's own cells by the cell that they follow."""
    answers: dict[str, str] = {}
    own: dict[str, list[dict[str, Any]]] = {}
    last = ""
    for raw in document["cells"]:
        metadata = nbgrader_metadata(raw)
        if "grade_id" not in metadata:
            own.setdefault(last, []).append(raw)
            continue
        if metadata["solution"]:
            answers[metadata["grade_id"]] = raw["source"]
        if not metadata["grade"]:  # Otter's form has no test cells
            last = metadata["grade_id"]
    return answers, own


def _trapped(arena: Arena, it: Handed, results: Path) -> Traps:
    it.listeners = Listeners(it.student + arena.root.name)
    return arena.traps(it.listeners.token, it.listeners, results)


def _told_by(page: str) -> list[str]:
    """What a page leaks, and what of it is active, but for the colours of tracebacks."""
    active = (it for it in active_content(page) if not it.startswith('style="color: rgb('))
    return [*canaries_in(page), *active]


def _stock_verdict(
    arena: Arena,
    it: Handed,
    scores: Mapping[str, float],
    shown: str,
    known: Collection[str],
    left: Sequence[str],
    harm: str,
) -> Found:
    """What an attack achieved of a tool, beyond what that gives to everybody."""
    assert it.variation is not None
    assert it.listeners is not None
    found = points_violations(
        it.variation,
        [
            (cell.exercise or "", scores.get(str(cell.where), 0.0), cell.points or 0.0)
            for cell in arena.assignment.tests
        ],
    )
    found.pop("verdict", None)
    told = [*(one for one in _told_by(shown) if one not in known), *it.listeners.came]
    if told:
        found["leak"] = "; ".join(told)
    if harm or len(shown) > PAGE_SIZE:
        found["harm"] = harm or f"its page has {len(shown):,} characters"
    token = it.listeners.token
    mine = [one for one in left if token in one]
    if mine:
        found["left"] = "; ".join(mine)
    return {"id": it.variation.id, "violations": found, "read": ""}
