"""The rules of source notebooks: what makes a test cell work in every route, and leak in none."""

from __future__ import annotations

from tracegrade.assignments import Assignment
from tracegrade.linter import markers, metadata, solutions, testcells
from tracegrade.linter.finding import Finding

__all__ = ["Finding", "lint"]


def lint(assignment: Assignment) -> tuple[Finding, ...]:
    """Everything in an assignment that breaks a rule, in the order of its notebooks and cells."""
    findings = list(metadata.across_notebooks(assignment.notebooks))
    for notebook in assignment.notebooks:
        for rules in (metadata, markers, solutions, testcells):
            findings += rules.findings(notebook)
    return tuple(sorted(findings, key=lambda it: (it.path.name, it.index, it.rule)))
