"""Reading what was handed in: which notebook answers which one of the assignment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracegrade.assignments import Assignment
from tracegrade.errors import TracegradeError, Ungradable, sentence
from tracegrade.intake.exports import handed_in_name
from tracegrade.intake.received import Received
from tracegrade.notebooks import Notebook, read_notebook
from tracegrade.results.text import label
from tracegrade.submissions import FRESH_COPY, shares_exercises


@dataclass(frozen=True)
class Submitted:
    """The notebooks that answer those of the assignment, by the source notebook's file name.

    `notes` are sentences for the student: on notebooks that were left out or are missing.
    """

    notebooks: Mapping[str, Notebook]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Candidate:
    name: str  # as it was handed in, with the folders below those of all candidates
    notebook: Notebook

    def is_named(self, name: str, *, outermost: bool) -> bool:
        own = self.name if outermost else self.name.split("/")[-1]
        return own.lower() == name.lower()


def read_submission(received: Received, assignment: Assignment) -> Submitted:
    """Read the notebook that answers each notebook of the assignment: it has its exercises.

    Where several do, the one that is named as the assignment's counts. Raises `Ungradable` if no
    notebook can be used.
    """
    if received.problem:
        raise Ungradable(received.problem)
    candidates, problems = _read(received.notebooks, assignment)
    chosen: dict[str, Notebook] = {}
    notes = []
    for source in assignment.notebooks:
        name = source.path.name
        fitting = [it for it in candidates if shares_exercises(source, it.notebook)]
        one = _chosen(fitting, name)
        if one is not None:
            chosen[name] = one.notebook
            others = (label(it.name) for it in fitting if it is not one)
            notes += [f"{other} is not graded, since {label(one.name)} is." for other in others]
        elif fitting:
            problems.append(_undecided(fitting, name))
        elif len(assignment.notebooks) > 1:
            problem = f"no notebook that can be graded has exercises of {name}"
            problems.append(Ungradable(problem, "They count as not written."))
    if not chosen:
        raise problems[0] if len(problems) == 1 else _none_usable(problems)
    return Submitted(chosen, (*map(_note, problems), *notes))


def _read(
    paths: Sequence[Path], assignment: Assignment
) -> tuple[list[_Candidate], list[Ungradable]]:
    """The notebooks that have exercises of the assignment, and what is wrong with others."""
    candidates, problems = [], []
    for path, name in zip(paths, _names(paths), strict=True):
        where = Path(label(name))
        try:
            notebook = read_notebook(path)
        except TracegradeError as error:
            cell = error.where.cell
            problems.append(Ungradable(error.problem, error.remedy, path=where, cell=cell))
        except (OverflowError, MemoryError):
            problems.append(Ungradable("holds numbers too large to read", path=where))
        else:
            if any(shares_exercises(source, notebook) for source in assignment.notebooks):
                candidates.append(_Candidate(name, notebook))
            else:
                problem = f"has no exercise of the assignment {assignment.name}"
                problems.append(Ungradable(problem, FRESH_COPY, path=where))
    return candidates, problems


def _names(paths: Sequence[Path]) -> list[str]:
    """The names as they were handed in, relative to the folder that holds all."""
    base = os.path.commonpath([path.parent for path in paths]) if paths else ""
    return [
        (path.parent.relative_to(base) / handed_in_name(path.name)).as_posix() for path in paths
    ]


def _chosen(fitting: Sequence[_Candidate], name: str) -> _Candidate | None:
    if len(fitting) == 1:
        return fitting[0]
    for outermost in (True, False):
        named = [it for it in fitting if it.is_named(name, outermost=outermost)]
        if len(named) == 1:
            return named[0]
    return None


def _undecided(fitting: Sequence[_Candidate], name: str) -> Ungradable:
    names = " and ".join(label(it.name) for it in fitting)
    problem = f"{names} have the same exercises, and it is not clear which one is to be graded"
    return Ungradable(problem, f"Hand in one of them, under the name {name}.")


def _none_usable(problems: Sequence[Ungradable]) -> Ungradable:
    sentences = " ".join(map(_note, problems))
    remedy = "" if sentences else "Hand in a file that ends in .ipynb."
    return Ungradable(sentences or "No notebook was handed in", remedy)


def _note(problem: Ungradable) -> str:
    text = sentence(problem.where, problem.problem, problem.remedy)
    return text if str(problem.where) else text[:1].upper() + text[1:]
