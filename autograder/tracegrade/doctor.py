"""Whether this machine has what grading needs, and whether an assignment grades as it did."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracegrade.assignments import Assignment
from tracegrade.errors import TracegradeError
from tracegrade.linter import Finding, lint
from tracegrade.outcomes import BROKEN, paragraph
from tracegrade.reference import run_reference
from tracegrade.runner import Outcome

EXTRAS = ("grader", "instructor")
COMPILED_SHARE = 0.9
_START_LIMIT = 300


@dataclass(frozen=True)
class Diagnosis:
    """One thing that was looked at; without a `remedy` it is in order."""

    name: str
    found: str
    remedy: str = ""
    needed: bool = True

    @property
    def is_fine(self) -> bool:
        """Whether students' checks work with it as it is."""
        return not self.remedy or not self.needed

    def __str__(self) -> str:
        sign = "ok  " if not self.remedy else "!!  " if self.needed else "note"
        return f"{sign}  {self.name}: {self.found}" + (f". {self.remedy}" if self.remedy else "")


@dataclass(frozen=True)
class Examination:
    """An assignment's source: what the linter says, and how its reference solution fared."""

    assignment: Assignment
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def tests(self) -> tuple[Outcome, ...]:
        """The outcomes of the test cells."""
        return tuple(it for it in self.outcomes if self._is_test(it))

    @property
    def is_fine(self) -> bool:
        """Whether no rule is broken and the reference solution passes all tests."""
        broken = any(not finding.warning for finding in self.findings)
        return not broken and all(outcome.status == "passed" for outcome in self.tests)

    def __str__(self) -> str:
        passed = sum(outcome.status == "passed" for outcome in self.tests)
        lines = [f"{self.assignment.name}: {len(self.findings)} findings in its source"]
        lines += [f"  {finding}" for finding in self.findings]
        lines += [paragraph(it) for it in self.outcomes if self._is_test(it) or it.status in BROKEN]
        lines.append(f"The reference solution passes {passed} of {len(self.tests)} tests.")
        return "\n".join(lines)

    def _is_test(self, outcome: Outcome) -> bool:
        return any(cell.grade_id == outcome.grade_id for cell in self.assignment.tests)


def environment() -> tuple[Diagnosis, ...]:
    """Look at Python, the packages, TensorFlow's start, and the programs in PATH."""
    return (
        _python(),
        _system(),
        *_packages(),
        _bytecode(),
        _start(),
        *_isolation(),
        *_programs(),
    )


def examine(assignment: Assignment) -> Examination:
    """Lint an assignment's source and run every test cell against the reference solution."""
    outcomes = [it for notebook in assignment.notebooks for it in run_reference(notebook)]
    return Examination(assignment, lint(assignment), tuple(outcomes))


def _python() -> Diagnosis:
    supported = _supported_pythons()
    version = platform.python_version()
    if not supported or version.rpartition(".")[0] in supported:
        return Diagnosis("Python", version)
    remedy = f"Use Python {supported[0]} to {supported[-1]}."
    return Diagnosis("Python", f"{version} is not supported", remedy)


def _supported_pythons() -> list[str]:
    try:
        metadata = importlib.metadata.metadata("tracegrade")
    except importlib.metadata.PackageNotFoundError:
        return []
    prefix = "Programming Language :: Python :: 3."
    classifiers = metadata.get_all("Classifier") or []
    minors = [int(it.removeprefix(prefix)) for it in classifiers if it.startswith(prefix)]
    return [f"3.{minor}" for minor in sorted(minors)]


def _system() -> Diagnosis:
    found = f"{platform.system()} on {platform.machine()}"
    if (platform.system(), platform.machine()) == ("Linux", "x86_64"):
        return Diagnosis("System", found)
    remedy = "`tracegrade check` works here; grading needs Linux on x86-64."
    return Diagnosis("System", found, remedy, needed=False)


def _packages() -> Iterator[Diagnosis]:
    """Each requirement of the installed package, those of the extras as notes."""
    try:
        requirements = importlib.metadata.requires("tracegrade") or []
        from packaging.requirements import Requirement
    except importlib.metadata.PackageNotFoundError:
        remedy = "Run `pip install -e .` in the checkout, or install the wheel."
        yield Diagnosis("tracegrade", "runs without being installed", remedy)
        return
    except ImportError:
        yield Diagnosis("packaging", "missing", "Run `pip install tracegrade` again.")
        return
    yield Diagnosis("tracegrade", importlib.metadata.version("tracegrade"))
    seen = {"tracegrade"}
    for text in requirements:
        requirement = Requirement(text)
        extra = _extra_of(requirement.marker)
        if requirement.name in seen or extra is None:
            continue
        seen.add(requirement.name)
        install = f"tracegrade[{extra}]" if extra else "tracegrade"
        remedy = f'Run `pip install "{install}"`.'
        version = _version(requirement.name) or _version(f"{requirement.name}-cpu")
        if version is None:
            yield Diagnosis(requirement.name, "missing", remedy, needed=not extra)
        elif requirement.specifier.contains(version, prereleases=True):
            yield Diagnosis(requirement.name, version)
        else:
            found = f"{version}, and {requirement.specifier} is needed"
            yield Diagnosis(requirement.name, found, remedy, needed=not extra)


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _extra_of(marker: object) -> str | None:
    """The extra that a requirement belongs to, "" for none; None if it does not apply here."""
    from packaging.markers import Marker

    if not isinstance(marker, Marker):
        return ""
    applying = [extra for extra in ("", *EXTRAS) if marker.evaluate({"extra": extra})]
    return applying[0] if applying else None


def _bytecode() -> Diagnosis:
    folders = [folder for name in ("tensorflow", "keras", "numpy") if (folder := _folder(name))]
    sources = [source for folder in folders for source in folder.rglob("*.py")]
    cached = sum(Path(importlib.util.cache_from_source(str(it))).exists() for it in sources)
    found = f"{cached} of {len(sources)} files of TensorFlow, Keras and NumPy are compiled"
    if cached >= COMPILED_SHARE * len(sources):
        return Diagnosis("Bytecode", found)
    where = " ".join(str(folder) for folder in folders)
    remedy = f"TensorFlow starts three times as fast after `python -m compileall -q {where}`."
    return Diagnosis("Bytecode", found, remedy, needed=False)


def _folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _start() -> Diagnosis:
    """Import TensorFlow as a kernel would, in a process of its own."""
    began = time.monotonic()
    try:
        run = subprocess.run(
            [sys.executable, "-c", "import tensorflow, keras"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_START_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        remedy = "Look at what else this machine is doing."
        return Diagnosis("TensorFlow's start", f"not over after {_START_LIMIT} s", remedy)
    lines = [line for line in run.stderr.splitlines() if line.strip()]
    if run.returncode != 0:
        reason = lines[-1] if lines else f"exit status {run.returncode}"
        return Diagnosis("TensorFlow's start", f"fails: {reason}", "Install TensorFlow again.")
    seconds = f"{time.monotonic() - began:.1f} s"
    if not lines:
        return Diagnosis("TensorFlow's start", f"{seconds}, silent")
    found = f"{seconds}, with {len(lines)} lines on standard error, which stock graders punish"
    remedy = (
        "Set TF_CPP_MIN_LOG_LEVEL=3 and TF_ENABLE_ONEDNN_OPTS=0 before Jupyter starts, "
        "and let a locked cell import TensorFlow; tensorflow-cpu is silent then."
    )
    return Diagnosis("TensorFlow's start", found, remedy, needed=False)


def _isolation() -> Iterator[Diagnosis]:
    """Confine a process as `tracegrade grade` would, and ask the kernel about each layer."""
    try:
        from tracegrade.sandbox import LAYERS, Level
        from tracegrade.supervision.nursery import Nursery
        from tracegrade.supervision.sessions import probe

        with Nursery() as nursery:
            protection = probe(nursery)
    except (ImportError, TracegradeError) as error:
        yield Diagnosis("Isolation", f"not found out: {error}", "Mend the above.", needed=False)
        return
    found = f"{protection.level}, by {len(protection.layers)} of {len(LAYERS)} layers"
    enough = protection.level > Level.DEGRADED
    remedy = "" if enough else "Student code is not confined: see what is missing below."
    yield Diagnosis("Isolation", found, remedy, needed=False)
    for name, layer in LAYERS.items():
        if name in protection.layers:
            yield Diagnosis(f"Isolation, {name}", f"student code {layer.purpose}")
        else:
            missing = protection.missing.get(name, "nothing is in force")
            yield Diagnosis(f"Isolation, {name}", f"missing: {missing}", layer.remedy, needed=False)


def _programs() -> Iterator[Diagnosis]:
    for program, purpose in (("jupyter", "notebooks"), ("alembic", "nbgrader's gradebook")):
        path = shutil.which(program)
        if path is not None:
            yield Diagnosis(program, path)
        else:
            folder = Path(sys.executable).parent
            remedy = f"For {purpose}, add {folder} to PATH, or install tracegrade[instructor]."
            yield Diagnosis(program, "not in PATH", remedy, needed=False)
