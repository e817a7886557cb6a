"""Each rule of source notebooks, by a cell that breaks it."""

from pathlib import Path

import pytest
from tracegrade.assignments import Assignment, load_assignment
from tracegrade.linter import Finding, lint
from tracegrade.notebooks import notebook_from

from tests.courses import (
    DOUBLE,
    GRAPH,
    IMPORTS,
    VALUES,
    WARM_UP,
    Raw,
    assignment,
    code,
    document,
    graded,
    locked,
    markdown,
    solution,
    write,
)

BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
CHECKED = "check.values(double, ([1.0],), [2.0])"


def _findings(tmp_path: Path, *cells: Raw) -> list[Finding]:
    return list(lint(assignment(tmp_path, *cells)))


def _only(tmp_path: Path, *cells: Raw) -> Finding:
    findings = _findings(tmp_path, *cells)
    assert len(findings) == 1, [str(finding) for finding in findings]
    return findings[0]


def _with_test(source: str) -> list[Raw]:
    return [IMPORTS, DOUBLE, graded("double--values", source), GRAPH]


def _with_solution(source: str) -> list[Raw]:
    return [IMPORTS, solution("double", source), VALUES, GRAPH]


def test_a_good_assignment_has_no_findings(tmp_path: Path) -> None:
    assert _findings(tmp_path, *WARM_UP) == []


def test_a_finding_names_file_cell_rule_and_remedy(tmp_path: Path) -> None:
    finding = _only(tmp_path, *_with_test(f"{BEGIN}\n{CHECKED}\n{END}"))
    assert str(finding) == (
        f"{tmp_path}/source/warm_up/warm_up.ipynb, cell double--values (number 3): "
        "nothing of it is visible, and students delete empty cells. "
        "Keep one comment line outside the region. [all-hidden]"
    )


def test_a_cell_without_grade_id_is_named_by_its_number(tmp_path: Path) -> None:
    finding = _only(tmp_path, *WARM_UP, {**code("1"), "execution_count": 2})
    assert (finding.grade_id, finding.index) == (None, 5)
    assert "cell number 6: it holds outputs or an execution count" in str(finding)


# What a test cell may depend on


@pytest.mark.parametrize(
    ("source", "rule", "problem"),
    [
        (f"limit\n{CHECKED}", "dependency", "it uses limit, which neither this cell"),
        (f"{CHECKED}\n{BEGIN}\nlimit\n{END}", "dependency", "it uses limit"),
        (
            f"{CHECKED}\nlimit\n{BEGIN}\nlimit = 1\n{END}",
            "visible-uses-hidden",
            "its visible part uses limit, which only the hidden region defines",
        ),
        (
            f"def reference(x):\n    return x + x\n{CHECKED}",
            "visible-reference",
            "its visible part defines reference",
        ),
        ("def f(:", "syntax", "line 1 is not Python"),
        (f"if check:\n    {BEGIN}\n    pass\n    {END}", "syntax", "of what students get is not"),
    ],
)
def test_code_of_a_test_cell(tmp_path: Path, source: str, rule: str, problem: str) -> None:
    finding = _only(tmp_path, *_with_test(source))
    assert (finding.rule, finding.grade_id, finding.warning) == (rule, "double--values", False)
    assert problem in finding.problem


def test_a_hidden_region_may_use_names_of_its_own_and_of_the_visible_part(tmp_path: Path) -> None:
    hidden = f"{BEGIN}\nmore = [np.float32(few)]\ncheck.values(double, (more,), more)\n{END}"
    assert _findings(tmp_path, *_with_test(f"few = 1\n{CHECKED}\n{hidden}")) == []


def test_a_test_does_not_depend_on_another_test(tmp_path: Path) -> None:
    first = graded("double--values", f"limit = 3\n{CHECKED}")
    second = graded("double--graph", f"limit\n{CHECKED}")
    finding = _only(tmp_path, IMPORTS, DOUBLE, first, second)
    assert (finding.grade_id, finding.rule) == ("double--graph", "dependency")


def test_a_test_does_not_depend_on_a_solution_of_another_exercise(tmp_path: Path) -> None:
    triple = solution("triple", DOUBLE["source"].replace("double", "triple"))
    tests = [graded(f"triple--{what}", f"{CHECKED}\ntriple") for what in ("a", "b")]
    findings = _findings(tmp_path, *WARM_UP, triple, *tests)
    assert {finding.grade_id for finding in findings} == {"triple--a", "triple--b"}
    assert all("it uses double" in finding.problem for finding in findings)


def test_a_test_depends_on_locked_cells_before_it_only(tmp_path: Path) -> None:
    late = locked("late", "limit = 1")
    test = graded("double--values", f"limit\n{CHECKED}")
    assert _only(tmp_path, IMPORTS, DOUBLE, test, late, GRAPH).rule == "dependency"
    assert _findings(tmp_path / "early", IMPORTS, late, DOUBLE, test, GRAPH) == []


def test_a_test_does_not_depend_on_a_cell_of_the_student(tmp_path: Path) -> None:
    test = graded("double--values", f"limit\n{CHECKED}")
    assert _only(tmp_path, IMPORTS, code("limit = 1"), DOUBLE, test, GRAPH).rule == "dependency"


def test_a_locked_cell_that_runs_the_students_code_gives_no_names(tmp_path: Path) -> None:
    shown = locked("shown", "four = double(2)")
    test = graded("double--values", f"four\n{CHECKED}")
    finding = _only(tmp_path, IMPORTS, DOUBLE, shown, test, GRAPH)
    assert "it uses four of a locked cell that itself needs other cells' names" in finding.problem


def test_check_is_imported_by_a_locked_cell(tmp_path: Path) -> None:
    numpy_only = locked("imports", "import numpy as np")
    findings = _findings(tmp_path, numpy_only, DOUBLE, VALUES, GRAPH)
    assert [finding.rule for finding in findings] == ["check-import", "check-import"]
    assert "from tracegrade import check" in findings[0].remedy


def test_an_open_test_is_a_warning(tmp_path: Path) -> None:
    finding = _only(tmp_path, *_with_test("assert double(2) == 4"))
    assert (finding.rule, finding.warning) == ("open-test", True)
    assert "cell double--values (number 3): warning: it does not use" in str(finding)


def test_the_reference_solution_stands_nowhere_in_sight(tmp_path: Path) -> None:
    shown = markdown("For example:\n\n    twofold = x + x\n    return twofold\n")
    finding = _only(tmp_path, shown, *WARM_UP)
    assert (finding.rule, finding.index) == ("visible-reference", 0)
    assert "students read the reference solution of double in it" in finding.problem


# Exercises and their test cells


def test_a_code_exercise_has_two_to_five_tests(tmp_path: Path) -> None:
    finding = _only(tmp_path, IMPORTS, DOUBLE, VALUES)
    assert (finding.rule, finding.grade_id) == ("test-count", "double")
    assert finding.problem == "the exercise has 1 test cells"
    more = [graded(f"double--{number}", CHECKED) for number in range(5)]
    assert _only(tmp_path / "many", IMPORTS, DOUBLE, VALUES, *more).rule == "test-count"


def test_a_quiz_has_one_test_or_more_and_a_stub_of_none(tmp_path: Path) -> None:
    quiz = "answer = None\n### BEGIN SOLUTION\nanswer = {1, 2}\n### END SOLUTION"
    test = graded("quiz--answer", "check.made\nanswer")
    assert _findings(tmp_path, IMPORTS, solution("quiz", quiz), test) == []


def test_a_test_is_named_after_its_exercise(tmp_path: Path) -> None:
    stray = graded("double_text", "check")
    assert _only(tmp_path, *WARM_UP, stray).rule == "test-name"
    lost = graded("triple--values", "check")
    finding = _only(tmp_path / "lost", *WARM_UP, lost)
    assert finding.rule == "no-solution-cell"
    assert finding.problem == "no solution cell has the grade_id triple"


# Solution cells


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("def double(x):\n    return x + x", "no-region"),
        ("### BEGIN SOLUTION\ndef double(x): pass\n### END SOLUTION", "region-outside-body"),
        (
            'def double(x):\n    """Twice."""\n### BEGIN SOLUTION\n    return x\n### END SOLUTION',
            "region-outside-body",
        ),
        (
            "class double:\n    ### BEGIN SOLUTION\n    def f(self): pass\n    ### END SOLUTION",
            "region-outside-body",
        ),
        (
            "if 1:\n    ### BEGIN SOLUTION\n    double = abs\n    ### END SOLUTION\ndef f(): pass",
            "region-outside-body",
        ),
        (
            "def double(x):\n    y = (\n        ### BEGIN SOLUTION\n        x + x\n"
            "        ### END SOLUTION\n    )\n    return y",
            "syntax",
        ),
        ("def double(x):\n    ### BEGIN SOLUTION\n    return (\n    ### END SOLUTION", "syntax"),
    ],
)
def test_solutions_leave_a_stub_that_runs(tmp_path: Path, source: str, rule: str) -> None:
    finding = _only(tmp_path, *_with_solution(source))
    assert (finding.rule, finding.grade_id) == (rule, "double")


@pytest.mark.parametrize(
    "source",
    [
        "class double:\n    def f(self):\n        ### BEGIN SOLUTION\n        self.a = 1\n"
        "        ### END SOLUTION\n    def g(self):\n        ### BEGIN SOLUTION\n"
        "        return 2\n        ### END SOLUTION",
        'def double(x):\n    """Doc."""\n    # first\n    ### BEGIN SOLUTION\n'
        "    def inner(): return x\n    return inner\n    ### END SOLUTION",
    ],
)
def test_regions_in_bodies_are_fine(tmp_path: Path, source: str) -> None:
    assert _findings(tmp_path, *_with_solution(source)) == []


# Markers


@pytest.mark.parametrize(
    "region",
    [
        f"{BEGIN}\n1",
        f"1\n{END}",
        f"{BEGIN}\n{BEGIN}\n1\n{END}",
        f"{END}\n1\n{BEGIN}",
    ],
)
def test_regions_begin_and_end_in_turn(tmp_path: Path, region: str) -> None:
    findings = _findings(tmp_path, *_with_test(f"{CHECKED}\n{region}"))
    assert [finding.rule for finding in findings] == ["unbalanced-region"]


@pytest.mark.parametrize(
    "line",
    ["### BEGIN HIDEN TESTS", "# begin hidden tests", "### END HIDDEN TEST", "#BEGIN  SOLUTION"],
)
def test_a_misspelt_marker_is_pointed_out(tmp_path: Path, line: str) -> None:
    finding = _only(tmp_path, *_with_test(f"{CHECKED}\n{line}"))
    assert finding.rule == "misspelt-marker"
    assert line in finding.problem


@pytest.mark.parametrize("line", ["# hidden tests follow", "# the solution begins", "# end"])
def test_other_comments_are_no_markers(tmp_path: Path, line: str) -> None:
    assert _findings(tmp_path, *_with_test(f"{CHECKED}\n{line}")) == []


MARKED = {
    "solution": "### BEGIN SOLUTION\npass\n### END SOLUTION",
    "hidden": f"{BEGIN}\npass\n{END}",
    "scheme": "### BEGIN MARK SCHEME\npass\n### END MARK SCHEME",
}


def test_a_mark_scheme_may_stand_in_the_solution_of_a_written_answer(tmp_path: Path) -> None:
    text = f"### BEGIN SOLUTION\nbecause\n{MARKED['scheme']}\n### END SOLUTION"
    answer = markdown(text, grade_id="why", grade=True, solution=True, points=2)
    beside = {**answer, "source": f"{MARKED['solution']}\n{MARKED['scheme']}"}
    assert _findings(tmp_path / "in", *WARM_UP, answer) == []
    assert [it.rule for it in _findings(tmp_path / "beside", *WARM_UP, beside)] == ["marker-place"]


@pytest.mark.parametrize(
    "cell",
    [
        code(MARKED["solution"]),
        locked("setup", MARKED["solution"]),
        locked("setup", MARKED["hidden"]),
        markdown(MARKED["hidden"]),
        markdown(MARKED["scheme"]),
        {**markdown(MARKED["solution"]), "cell_type": "raw"},
    ],
)
def test_markers_stand_where_nbgrader_cuts(tmp_path: Path, cell: Raw) -> None:
    assert _only(tmp_path, *WARM_UP, cell).rule == "marker-place"


def test_a_task_has_its_mark_scheme_and_a_text_its_solution(tmp_path: Path) -> None:
    task = markdown(MARKED["scheme"], grade_id="task", task=True, locked=True, points=1)
    text = markdown(MARKED["solution"], grade_id="text", grade=True, solution=True, points=1)
    assert _findings(tmp_path, *WARM_UP, task, text) == []


@pytest.mark.parametrize("line", ["# HIDDEN", "x = 1 # SOLUTION", "x = 1  # SOLUTION NO PROMPT"])
def test_marks_for_otter_would_leak(tmp_path: Path, line: str) -> None:
    assert _only(tmp_path, *_with_test(f"{CHECKED}\n{line}")).rule == "otter-marker"


# The file


def test_outputs_do_not_stay_in_the_source(tmp_path: Path) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "4"}
    assert _only(tmp_path, *WARM_UP, {**code("1"), "outputs": [output]}).rule == "outputs"


def test_a_test_cell_is_locked_and_gives_points(tmp_path: Path) -> None:
    unlocked = code(CHECKED, grade_id="double--text", grade=True, points=1)
    assert _only(tmp_path, *WARM_UP, unlocked).rule == "unlocked-test"
    worthless = graded("double--text", CHECKED, points=0)
    assert _only(tmp_path / "worthless", *WARM_UP, worthless).rule == "points"


@pytest.mark.parametrize("version", [1, 2, 99, None])
def test_the_schema_version_is_3(tmp_path: Path, version: int | None) -> None:
    old = code("1", grade_id="old", locked=True, schema_version=version)
    finding = _only(tmp_path, *WARM_UP, old)
    assert finding.problem == f"its nbgrader metadata have schema_version {version}, not 3"


def test_metadata_hold_what_nbgrader_reads(tmp_path: Path) -> None:
    bare = code("1")
    bare["metadata"] = {"nbgrader": {"schema_version": 3, "grade_id": "bare", "locked": True}}
    assert _only(tmp_path, *WARM_UP, bare).problem == "its nbgrader metadata lack grade, solution"


def test_a_grade_id_is_there_once(tmp_path: Path) -> None:
    finding = _only(tmp_path, *WARM_UP, locked("imports", "import os"))
    assert (finding.rule, finding.index) == ("doubled-grade-id", 5)
    assert finding.problem == "its grade_id is already that of cell number 2"


@pytest.mark.parametrize("grade_id", ["", "a b", "ä"])
def test_a_grade_id_is_plain(tmp_path: Path, grade_id: str) -> None:
    assert _only(tmp_path, *WARM_UP, locked(grade_id, "import os")).rule == "grade-id"


def test_two_notebooks_share_no_exercise(tmp_path: Path) -> None:
    assignment(tmp_path, *WARM_UP)
    write(tmp_path / "source" / "warm_up" / "zweitens.ipynb", *WARM_UP)
    findings = lint(load_assignment("warm_up", tmp_path))
    assert {finding.rule for finding in findings} == {"doubled-grade-id"}
    assert {finding.grade_id for finding in findings} == {
        "double",
        "double--values",
        "double--graph",
    }


@pytest.mark.parametrize("cell_id", [None, "", "cell-0", "a b"])
def test_cell_ids_are_there_and_differ(tmp_path: Path, cell_id: str | None) -> None:
    raw = document(*WARM_UP)
    raw["cells"][4]["id"] = cell_id
    notebook = notebook_from(raw, tmp_path / "warm_up.ipynb")
    (finding,) = lint(Assignment("warm_up", tmp_path, (notebook,)))
    assert (finding.rule, finding.index) == ("cell-id", 4)


def test_format_4_4_has_no_cell_ids(tmp_path: Path) -> None:
    raw = {**document(*WARM_UP), "nbformat_minor": 4}
    for cell in raw["cells"]:
        del cell["id"]
    notebook = notebook_from(raw, tmp_path / "warm_up.ipynb")
    assert lint(Assignment("warm_up", tmp_path, (notebook,))) == ()
