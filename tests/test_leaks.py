"""Secrets are found wherever a release could carry them."""

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tracegrade.assignments import Assignment
from tracegrade.leaks import find_leaks
from tracegrade.regions import HIDDEN_TESTS, inside
from tracegrade.submissions import fill

from tests.courses import WARM_UP, Raw, assignment, code, document, markdown

SOLUTION_LINE = "twofold = x + x"
HIDDEN_LINE = "return np.float32(2) * x"
HIDDEN_VALUE = "0.3125"
SECRETS = [SOLUTION_LINE, HIDDEN_LINE, HIDDEN_VALUE, "wheat_mirror.py", "# BEGIN SOLUTION"]


@pytest.fixture
def warm_up(tmp_path: Path) -> Assignment:
    script = tmp_path / "autograder" / "corpus" / "warm_up" / "double" / "wheat_mirror.py"
    script.parent.mkdir(parents=True)
    script.touch()
    return assignment(tmp_path, *WARM_UP)


@pytest.fixture
def folder(tmp_path: Path, warm_up: Assignment) -> Path:
    """A release without a leak."""
    release = tmp_path / "release" / "warm_up"
    release.mkdir(parents=True)
    filled = fill(warm_up.notebooks[0], {}, rest="stub")
    (release / "warm_up.ipynb").write_text(json.dumps(filled.document))
    return release


def _add(folder: Path, raw: Raw, **notebook_metadata: Any) -> None:
    whole = document(raw)
    whole["metadata"].update(notebook_metadata)
    (folder / "more.ipynb").write_text(json.dumps(whole))


def _zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_clean_release_has_no_leaks(folder: Path, warm_up: Assignment) -> None:
    assert find_leaks(folder, warm_up) == ()


def test_a_leak_names_file_and_secret(folder: Path, warm_up: Assignment) -> None:
    (folder / "notes.txt").write_text(f"hint: {SOLUTION_LINE}")
    (leak,) = find_leaks(folder, warm_up)
    assert str(leak) == f"notes.txt: holds a line of the solution of double: {SOLUTION_LINE}"


@pytest.mark.parametrize("secret", SECRETS)
def test_every_secret_is_found_everywhere(folder: Path, warm_up: Assignment, secret: str) -> None:
    """In a source, an output, metadata, an attachment, another file, and an archive."""
    output = {"output_type": "stream", "name": "stdout", "text": [f"a\n{secret}", "\nb"]}
    encoded = base64.b64encode(f"attached: {secret}".encode()).decode()
    attached = {**markdown("see"), "attachments": {"a.txt": {"text/plain": encoded}}}
    for raw in (
        markdown(secret),
        {**code("1"), "outputs": [output]},
        {**code("1"), "metadata": {"note": {"deep": [secret]}}},
        attached,
    ):
        _add(folder, raw)
        assert {leak.file for leak in find_leaks(folder, warm_up)} == {"more.ipynb"}
    _add(folder, markdown("nothing"), author=secret)
    assert find_leaks(folder, warm_up)
    (folder / "more.ipynb").write_bytes(_zipped({"inner.zip": _zipped({"deep/a.txt": secret})}))
    (leak,) = find_leaks(folder, warm_up)
    assert leak.file == "more.ipynb!inner.zip!deep/a.txt"


def test_what_students_see_anyway_is_no_secret(folder: Path, warm_up: Assignment) -> None:
    (folder / "notes.txt").write_text("check.values(double, ([1.0, 2.0],), [2.0, 4.0])")
    assert find_leaks(folder, warm_up) == ()


@pytest.mark.parametrize(
    "text", ["return x", "import numpy as np", "7.0", "312.5", "10.3125", "3125"]
)
def test_short_and_commonplace_things_are_no_secrets(
    folder: Path, warm_up: Assignment, text: str
) -> None:
    (folder / "notes.txt").write_text(text)
    assert find_leaks(folder, warm_up) == ()


@pytest.mark.parametrize("text", ["0.3125", "-0.3125,", ".. 3.125e-1.", "0.31250"])
def test_a_number_is_found_however_it_is_written(
    folder: Path, warm_up: Assignment, text: str
) -> None:
    (folder / "notes.txt").write_text(text)
    (leak,) = find_leaks(folder, warm_up)
    assert (leak.what, leak.text) == ("a number of a hidden test", "0.3125")


def test_mark_schemes_are_secret(tmp_path: Path) -> None:
    scheme = "Explain.\n### BEGIN MARK SCHEME\nOne point for each\n### END MARK SCHEME"
    task = markdown(scheme, grade_id="task", task=True, locked=True, points=1)
    found = assignment(tmp_path, task)
    released = tmp_path / "release"
    released.mkdir()
    (released / "notes.txt").write_text("One point for each")
    assert [leak.what for leak in find_leaks(released, found)] == [
        "a line of the mark scheme of task"
    ]


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("corpus/warm_up/a.py", "a part of the corpus"),
        ("tracegrade/chaff_new.py", "a part of the corpus"),
        ("tests/test_all.py", "a file that is no part of the package"),
        ("source/warm_up/warm_up.ipynb", "a file that is no part of the package"),
    ],
)
def test_the_wheel_holds_the_package_alone(
    folder: Path, warm_up: Assignment, member: str, what: str
) -> None:
    members: dict[str, str | bytes] = {"tracegrade/a.py": "", "tracegrade-1.dist-info/RECORD": ""}
    wheel = folder / "tracegrade-1-py3-none-any.whl"
    wheel.write_bytes(_zipped(members))
    assert find_leaks(folder, warm_up) == ()
    wheel.write_bytes(_zipped({**members, member: ""}))
    assert [leak.what for leak in find_leaks(folder, warm_up)] == [what]


def test_the_package_may_speak_of_markers_and_use_numbers(
    folder: Path, warm_up: Assignment
) -> None:
    wheel = folder / "tracegrade-1-py3-none-any.whl"
    wheel.write_bytes(_zipped({"tracegrade/a.py": "BEGIN = 'BEGIN SOLUTION', 0.3125"}))
    assert find_leaks(folder, warm_up) == ()
    # One short line is chance, where both use TensorFlow.
    wheel.write_bytes(_zipped({"tracegrade/a.py": HIDDEN_LINE}))
    assert find_leaks(folder, warm_up) == ()
    tests = "\n".join(inside(cell.source, HIDDEN_TESTS) for cell in warm_up.tests)
    wheel.write_bytes(_zipped({"tracegrade/a.py": tests}))
    assert find_leaks(folder, warm_up)


def test_files_by_their_names(folder: Path, warm_up: Assignment) -> None:
    (folder / "gradebook.db").touch()
    (folder / "corpus").mkdir()
    (folder / "corpus" / "notes.txt").touch()
    (folder / "aside.txt").symlink_to(folder.parent)
    assert [leak.what for leak in find_leaks(folder, warm_up)] == [
        "a symbolic link",
        "a part of the corpus",
        "a gradebook",
    ]
