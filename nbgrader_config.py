# The course's settings for nbgrader, which reads this file from the folder that it is started in.
# Each `c.Class.trait` has nbgrader's own documentation: nbgrader autograde --help-all

import os
import secrets
import sys

from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.preprocessors import GetGrades, SaveAutoGrades
from tracegrade.routes.preprocessors import (
    ClearAnswers,
    HideTests,
    KeepSources,
    PlainOutputs,
    markdown2html,
)

c = get_config()  # noqa: F821  (nbgrader provides it)

# --- The course -----------------------------------------------------------------------------------

# Names the course in the gradebook and in the exchange; one course, one name.
c.CourseDirectory.course_id = "tracegrade"

# Where things lie: source/./<assignment>, …, feedback/<student>/<assignment>.
c.CourseDirectory.directory_structure = os.path.join(
    "{nbgrader_step}", "{student_id}", "{assignment_id}"
)
c.CourseDirectory.source_directory = "source"
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "feedback"

# Marks, students and the full text of every test: by default gradebook.db in the course's folder,
# which git ignores. Keep it, and its backups, where students cannot read.
# c.CourseDirectory.db_url = "sqlite:////srv/courses/tracegrade/gradebook.db"

# For the exchange between instructors and students on one JupyterHub.
# c.Exchange.root = "/srv/nbgrader/exchange"
c.Exchange.timezone = "UTC"

# --- What students get ----------------------------------------------------------------------------

# Never released, and never taken from a submission: matched against names of files and folders.
c.CourseDirectory.ignore = [
    ".*",  # hidden files, .ipynb_checkpoints among them
    "__pycache__",
    "corpus",  # right and wrong answers
    "feedback",
    "feedback.toml",  # the policy, which is for graders
    "gradebook.db*",
    # A numpy.py beside a notebook would be imported in numpy's place. An assignment that comes
    # with modules of its own must take *.py out.
    "*.py",
    "*.pyc",
    "*.so",
    "*.pyd",
    # The formgrader serves what lies beside a notebook; these would run as pages of its own.
    "*.htm*",
    "*.xhtml",
    "*.xml",
    "*.svg",
]

# Kilobytes. Collecting leaves out a file or a folder that is larger.
c.CourseDirectory.max_file_size = 10_000
c.CourseDirectory.max_dir_size = 50_000

# A line that contains the words begins or ends the region: "### BEGIN SOLUTION",
# "### BEGIN HIDDEN TESTS", "=== BEGIN MARK SCHEME ===".
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "END HIDDEN TESTS"
c.ClearMarkScheme.begin_mark_scheme_delimeter = "BEGIN MARK SCHEME"
c.ClearMarkScheme.end_mark_scheme_delimeter = "END MARK SCHEME"

# What stands in a solution's place. It is valid inside a function's body only.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"
# A quiz's stub is `name = None` alone: "Run All" goes on behind it.
c.GenerateAssignment.preprocessors = [
    ClearAnswers if step.__name__ == "ClearSolutions" else step
    for step in GenerateAssignment.preprocessors.default()
]

# A region in a cell of the wrong kind stops the release, or it would reach students.
c.ClearSolutions.enforce_metadata = True
c.ClearHiddenTests.enforce_metadata = True
c.ClearMarkScheme.enforce_metadata = True
c.ClearMarkScheme.check_attachment_leakage = True

# --- Grading --------------------------------------------------------------------------------------

# nbgrader runs a submission as the user who grades: do that in a container, or as a user who can
# read neither source/ nor the gradebook.

# Seconds for each cell. A loop without end is interrupted, and counts as a failure of its cell.
c.Execute.timeout = 60
c.Execute.interrupt_on_timeout = True
# Seconds until the kernel answers, on a busy machine, and for the last output of a cell to arrive.
c.Execute.startup_timeout = 120
c.Execute.iopub_timeout = 10
# Nothing of a submission runs on after its last cell.
c.Execute.shutdown_kernel = "immediate"
c.Execute.store_widget_state = False

# nbclient does not run cells with the tag "skip-execution", and nbgrader gives full marks to a test
# cell without output. So the tag is one that nobody can know.
c.Execute.skip_cells_with_tag = secrets.token_hex(16)

# Lines of output, and of a traceback, that are kept of a cell.
c.LimitOutput.max_lines = 500
c.LimitOutput.max_traceback = 60

# A test cell that a student deleted is put back and run; without this its score would stay empty.
# Changed test cells are always restored. A submission that lacks a solution cell and the test cell
# after it is beyond nbgrader: it reports an error, leaves that submission's scores empty, and goes
# on with the next.
c.OverwriteCells.add_missing_cells = True
c.OverwriteCells.missing_cell_notification = (
    "This cell ({cell_id}) was missing from the submission and has been put back.\n\n"
)

# Students are entered in the gradebook with their first submission.
c.Autograde.create_student = True
# Points off for a late submission: "none", or "zero" for no points at all.
c.LateSubmissionPlugin.penalty_method = "none"

# nbgrader gives 0 points to a test cell with anything on standard error. TensorFlow's own log, in
# the cell that happens to import it, is left out if nothing else stands beside it.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = (
    r"\A(WARNING: All log messages before absl::InitializeLog\(\) .*\n?"
    r"|[IWE]\d{4} [\d:.]+ +\d+ \S+:\d+\] .*\n?)+\Z"
)

# --- What people read -----------------------------------------------------------------------------

# A submission is taken in as the sources of its cells: no outputs, tags or attachments, and no
# metadata but the assignment's. When it has run and its scores are read off, outputs keep text and
# small PNG images.
c.Autograde.sanitize_preprocessors = [
    KeepSources,
    *Autograde.sanitize_preprocessors.default(),
]
c.Autograde.autograde_preprocessors = [
    step
    for default in Autograde.autograde_preprocessors.default()
    for step in ([default, PlainOutputs] if default is SaveAutoGrades else [default])
]
# Characters of a cell that are taken in; outputs of a cell, and bytes of an image, that are kept.
c.KeepSources.max_source = 100_000
c.PlainOutputs.max_outputs = 100
c.PlainOutputs.max_image = 1_000_000

# The formgrader and the feedback show Markdown without scripts, images and frames. Start Jupyter in
# this folder, or the formgrader does not read these lines.
c.HTMLExporter.filters = {"markdown2html": markdown2html}
c.HTMLExporter.sanitize_html = True
c.WidgetsDataTypeFilter.display_data_priority = ["image/png", "text/plain"]

# Students' feedback has neither hidden tests nor what could repeat them, outputs and files beside
# it: the score tells.
c.GenerateFeedback.preprocessors = [
    HideTests if step is GetGrades else step for step in GenerateFeedback.preprocessors.default()
]

# --- The process ----------------------------------------------------------------------------------

# Most of that log is not written at all; the kernels inherit these.
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

# nbgrader looks for `alembic` in PATH to make a gradebook.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")
