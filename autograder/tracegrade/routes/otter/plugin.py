"""The plugin by which Otter's grading is sealed: what Otter reports are the judge's results.

The submission is graded as `tracegrade grade` does it, and taken out of Otter's sight before Otter
runs anything of it: Otter's kernel gets an empty notebook in an empty folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from otter.plugins import AbstractOtterPlugin
from otter.run.run_autograder.utils import OtterRuntimeError
from otter.test_files.abstract_test import TestCase, TestCaseResult
from otter.test_files.exception_test import ExceptionTestFile

from tracegrade.errors import TracegradeError
from tracegrade.notebooks import read_notebook
from tracegrade.policy import Policy, load_policy, shown_at
from tracegrade.results import wording
from tracegrade.results.gradescope import summary
from tracegrade.results.records import SubmissionResult, TestResult
from tracegrade.results.showing import as_shown
from tracegrade.results.text import clean
from tracegrade.routes.bundle import bundled_assignment
from tracegrade.routes.otter import BUNDLE, PLUGIN
from tracegrade.routes.single import STOPPED, for_staff, grade_folder

_LOG = ".OTTER_LOG"
_NOTHING_SHOWN = "None of its tests is shown here; hidden tests decide."


class SealedGrading(AbstractOtterPlugin):
    """Grades what was handed in before Otter does, and puts its results in the place of Otter's.

    It needs the zip that `tracegrade package --for otter` makes.
    """

    def before_grading(self, config: Any) -> None:
        """Grade, and leave nothing of the submission where Otter runs code.

        `config` is Otter's `AutograderConfig`. Raises `OtterRuntimeError`, which Otter reports.
        """
        root = Path(config.autograder_dir).absolute()
        self._show_stdout = config.show_stdout
        config.grade_from_log = False  # the log is a pickle that the student wrote
        # No file from elsewhere gets into a PDF that LaTeX makes.
        os.environ["openin_any"] = "p"  # noqa: SIM112
        for folder in (root, root / "source"):
            with contextlib.suppress(OSError):
                folder.chmod(0o700)
        try:
            with tempfile.TemporaryDirectory(prefix="tracegrade-") as scratch:
                self._grade(root, Path(scratch), keep=config.pdf or config.token is not None)
        except Exception as error:
            if isinstance(error, TracegradeError):
                print(f"Not graded: {error}")
            else:
                traceback.print_exc(file=sys.stdout)
            raise OtterRuntimeError(STOPPED) from None

    def _grade(self, root: Path, scratch: Path, *, keep: bool) -> None:
        bundle = root / "source" / BUNDLE
        if not bundle.is_file():
            remedy = "Make the zip with `tracegrade package --for otter`, or drop the plugin."
            raise TracegradeError("is missing in the autograder zip", remedy, path=Path(BUNDLE))
        with zipfile.ZipFile(bundle) as members:
            members.extractall(scratch / "bundle")
        assignment = bundled_assignment(scratch / "bundle")
        self._policy = load_policy(assignment.folder)
        submission = Path(self.submission_path)
        folder = submission.parent
        _remove_what_otter_put(folder)
        handed_in = scratch / "submission"
        handed_in.mkdir()
        for path in list(folder.iterdir()):
            shutil.move(path, handed_in / path.name)
        self._notebook = _as_data(handed_in / submission.name)
        nbformat.write(self._notebook if keep else _empty(), submission)
        for path in handed_in.glob("*.pdf"):
            if keep and path.is_file() and not path.is_symlink():
                shutil.copy(path, folder)
        self._result, self._about = grade_folder(assignment, handed_in)

    def before_execution(self, submission: Any) -> Any:
        """Give Otter nothing to run."""
        folder = Path(self.submission_path).parent
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.suffix != ".pdf":
                path.unlink()
        # `otter grade` copies the file of the submission out of its container again.
        nbformat.write(_empty(), self.submission_path)
        return _empty()

    def after_grading(self, results: Any) -> None:
        """Put the judge's results in the place of Otter's, a `GradingResults` of no test."""
        shown = as_shown(self._result, self._policy, "after_published")
        results.results = {
            test.grade_id: _test_file(test, read, self._policy, wording.notes(self._result))
            for test, read in zip(self._result.tests, shown.tests, strict=True)
        }
        results.notebook = self._notebook
        results.set_output(summary(self._result, self._policy))
        results.set_plugin_data(PLUGIN, _facts(self._result))

    def generate_report(self) -> str:
        """What the staff reads; of single tests only if students do not read it as well."""
        lines = [self._about]
        if not self._show_stdout:
            lines = [
                "For the staff alone: hidden tests are told of.",
                for_staff(self._result),
                *lines,
            ]
        if not self._result.is_graded:
            notes = " ".join(map(clean, wording.notes(self._result)))
            lines.insert(0, f"NOT GRADED: {notes}")
        return "\n".join(lines)


def _remove_what_otter_put(folder: Path) -> None:
    """Remove the tests, which Otter copies beside the submission, and the log."""
    shutil.rmtree(folder / "tests", ignore_errors=True)
    for path in (folder / "__init__.py", folder / _LOG):
        path.unlink(missing_ok=True)


def _as_data(path: Path) -> Any:
    """The notebook that was handed in; an empty one, if Otter could stumble over it."""
    if path.is_symlink():
        return _empty()
    try:
        read_notebook(path)
        return nbformat.read(path, as_version=4)
    except Exception:
        return _empty()


def _empty() -> Any:
    return nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": ""}}
    )


def _test_file(
    test: TestResult, read: TestResult, policy: Policy, notes: Sequence[str]
) -> ExceptionTestFile:
    """Otter's own classes: `otter grade` unpickles them where tracegrade may not be installed."""
    visible, _ = policy.show.parts(quiz=test.quiz, hidden=test.hidden)
    texts = {}
    if test.visible_passed is not None:
        texts["visible"] = (test.visible_passed, wording.visible_part(test))
    if test.hidden or not texts:
        texts["hidden"] = (test.passed, wording.whole(read))
    cases = []
    for name, (passed, text) in texts.items():
        hidden = name == "hidden" or not shown_at(visible, "now")
        message = "✅ Test case passed" if passed else f"❌ Test case failed\n{clean(text)}"
        if test.cause == "not run":
            message = "\n".join(["Not checked.", *map(clean, notes)])
        points = test.points / len(texts)
        cases.append(_case(f"{test.grade_id} - {name} tests", passed, message, points, hidden))
    if all(it.test_case.hidden for it in cases):
        # Otter says of a question without visible tests that all of them passed.
        cases.append(_case(test.grade_id, True, "", 0.0, hidden=False, success=_NOTHING_SHOWN))
    file = ExceptionTestFile(
        test.grade_id, f"./tests/{test.grade_id}.py", [it.test_case for it in cases], True
    )
    file.test_case_results = cases
    file.update_score(test.score)
    return file


def _case(
    name: str, passed: bool, message: str, points: float, hidden: bool, success: str | None = None
) -> TestCaseResult:
    case = TestCase(name, None, hidden, points, success_message=success, failure_message=None)
    return TestCaseResult(test_case=case, message=message, passed=passed)


def _facts(result: SubmissionResult) -> Mapping[str, Any]:
    return {
        "isolation": result.isolation,
        "finished": result.finished,
        "tests": {
            test.grade_id: {"trust": test.trust, "cause": test.cause} for test in result.tests
        },
    }
