"""The doctor on made-up machines, and on this one."""

import os
import py_compile
import re
import subprocess
import sys
from pathlib import Path

import pytest
import tracegrade
from tracegrade.doctor import Diagnosis, environment, examine
from tracegrade.sandbox import LAYERS, landlock

from tests.courses import DOUBLE, GRAPH, IMPORTS, VALUES, WARM_UP, assignment, solution

METADATA = """Metadata-Version: 2.4
Name: tracegrade
Version: 9.9
Classifier: Programming Language :: Python :: 3.{minor}
Requires-Dist: lamp>=2
Requires-Dist: shade>=1; python_version < "3"
Requires-Dist: nosuchpackage>=1; extra == "grader"
Requires-Dist: nosuchpackage>=1; extra == "instructor"
Requires-Dist: tracegrade[grader]; extra == "instructor"
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Packages of a made-up machine, on which everything needed is in order."""
    _install(tmp_path, "lamp", "2.5")
    _describe(tmp_path, "tracegrade-9.9", METADATA.format(minor=sys.version_info.minor))
    for name in ("tensorflow", "keras", "numpy"):
        (tmp_path / name).mkdir()
        _write(tmp_path / name / "__init__.py", "")
    (tmp_path / "bin").mkdir()
    for program in ("jupyter", "alembic"):
        (tmp_path / "bin" / program).touch(mode=0o755)
    return tmp_path


def _install(site: Path, name: str, version: str) -> None:
    text = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
    _describe(site, f"{name}-{version}", text)


def _describe(site: Path, stem: str, text: str) -> None:
    folder = site / f"{stem}.dist-info"
    folder.mkdir(exist_ok=True)
    (folder / "METADATA").write_text(text)


def _write(path: Path, source: str) -> None:
    path.write_text(source)
    py_compile.compile(str(path), doraise=True)


def _examined(machine: Path, *options: str) -> list[str]:
    """What the doctor says there, line by line."""
    package = Path(tracegrade.__file__).parents[1]
    code = (
        "from tracegrade.doctor import environment\n"
        "for it in environment():\n    print(it, '' if it.is_fine else '(ill)')"
    )
    run = subprocess.run(
        [sys.executable, *options, "-c", code],
        env={
            **os.environ,
            "PATH": str(machine / "bin"),
            "PYTHONPATH": os.pathsep.join([str(machine), str(package)]),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.strip() for line in run.stdout.splitlines()]


def _line(machine: Path, name: str) -> str:
    (line,) = [line for line in _examined(machine) if line[6:].startswith(f"{name}: ")]
    return line


def test_a_healthy_machine(machine: Path) -> None:
    lines = _examined(machine)
    assert [line for line in lines if line.startswith("!!") or line.endswith("(ill)")] == []
    assert "ok    tracegrade: 9.9" in lines
    assert "ok    lamp: 2.5" in lines
    assert "ok    Bytecode: 3 of 3 files of TensorFlow, Keras and NumPy are compiled" in lines
    assert f"ok    jupyter: {machine}/bin/jupyter" in lines
    assert not any("shade" in line for line in lines)


def test_another_python_is_not_supported(machine: Path) -> None:
    _describe(machine, "tracegrade-9.9", METADATA.format(minor=2))
    assert _line(machine, "Python").endswith("is not supported. Use Python 3.2 to 3.2. (ill)")


def test_a_missing_package_is_named_with_its_remedy(machine: Path) -> None:
    (machine / "lamp-2.5.dist-info" / "METADATA").unlink()
    (machine / "lamp-2.5.dist-info").rmdir()
    assert _line(machine, "lamp") == '!!    lamp: missing. Run `pip install "tracegrade"`. (ill)'


def test_a_build_for_the_cpu_alone_serves(machine: Path) -> None:
    (machine / "lamp-2.5.dist-info").rename(machine / "lamp_cpu-2.5.dist-info")
    _install(machine, "lamp_cpu", "2.5")
    assert _line(machine, "lamp") == "ok    lamp: 2.5"


def test_an_old_package_is_named_with_what_is_needed(machine: Path) -> None:
    _describe(machine, "lamp-2.5", "Metadata-Version: 2.4\nName: lamp\nVersion: 1.9\n")
    assert _line(machine, "lamp").startswith("!!    lamp: 1.9, and >=2 is needed. Run")


def test_what_only_an_extra_needs_is_a_note(machine: Path) -> None:
    line = 'note  nosuchpackage: missing. Run `pip install "tracegrade[grader]"`.'
    assert _line(machine, "nosuchpackage") == line


def test_uncompiled_bytecode_is_a_note(machine: Path) -> None:
    (machine / "keras" / "more.py").write_text("")
    line = _line(machine, "Bytecode")
    assert line.startswith("note  Bytecode: 3 of 4 files")
    assert f"python -m compileall -q {machine}/tensorflow {machine}/keras" in line


def test_a_loud_start_of_tensorflow_is_a_note(machine: Path) -> None:
    _write(machine / "tensorflow" / "__init__.py", "import sys\nprint('hi', file=sys.stderr)")
    line = _line(machine, "TensorFlow's start")
    assert line.startswith("note ")
    assert "with 1 lines on standard error" in line
    assert "Set TF_CPP_MIN_LOG_LEVEL=3 and TF_ENABLE_ONEDNN_OPTS=0" in line


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("raise ImportError('no libtensorflow')", "fails: ImportError: no libtensorflow"),
        ("import os\nos._exit(9)", "fails: exit status 9"),
    ],
)
def test_a_tensorflow_that_does_not_start_is_ill(machine: Path, source: str, reason: str) -> None:
    _write(machine / "tensorflow" / "__init__.py", source)
    line = f"!!    TensorFlow's start: {reason}. Install TensorFlow again. (ill)"
    assert _line(machine, "TensorFlow's start") == line


def test_programs_outside_of_path_are_a_note(machine: Path) -> None:
    (machine / "bin" / "alembic").unlink()
    line = _line(machine, "alembic")
    assert line.startswith("note  alembic: not in PATH. For nbgrader's gradebook, add ")


# -S leaves this environment's own packages out.


def test_a_package_that_is_not_installed_is_ill(machine: Path) -> None:
    (machine / "tracegrade-9.9.dist-info" / "METADATA").unlink()
    (machine / "tracegrade-9.9.dist-info").rmdir()
    ill = [line for line in _examined(machine, "-S") if line.endswith("(ill)")]
    assert ill == [
        "!!    tracegrade: runs without being installed. "
        "Run `pip install -e .` in the checkout, or install the wheel. (ill)"
    ]


def test_an_environment_with_holes_is_ill(machine: Path) -> None:
    ill = [line for line in _examined(machine, "-S") if line.endswith("(ill)")]
    assert ill == ["!!    packaging: missing. Run `pip install tracegrade` again. (ill)"]


def test_this_machine_can_import_tensorflow() -> None:
    (start,) = [it for it in environment() if it.name == "TensorFlow's start"]
    assert start.is_fine
    assert start.found.split()[1].startswith("s")


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_how_well_students_code_is_confined_is_told(machine: Path) -> None:
    found = {it.name: it for it in environment() if it.name.startswith("Isolation")}
    assert re.match(r"ok    Isolation: (portable|contained|complete), by ", str(found["Isolation"]))
    assert len(found) == 1 + len(LAYERS)
    assert str(found["Isolation, landlock"]).startswith("ok    Isolation, landlock: student code ")
    assert _line(machine, "Isolation").startswith("note  Isolation: not found out: ")


def test_a_diagnosis_is_a_line() -> None:
    assert str(Diagnosis("lamp", "2.5")) == "ok    lamp: 2.5"
    assert str(Diagnosis("lamp", "off", "Light it.")) == "!!    lamp: off. Light it."
    assert str(Diagnosis("lamp", "off", "Light it.", needed=False)).startswith("note  lamp")


# An assignment


def test_a_good_assignment_passes_its_own_tests(tmp_path: Path) -> None:
    examined = examine(assignment(tmp_path, *WARM_UP))
    assert examined.is_fine
    assert str(examined).split("\n") == [
        "warm_up: 0 findings in its source",
        "  \N{CHECK MARK} double--values",
        "  \N{CHECK MARK} double--graph",
        "The reference solution passes 2 of 2 tests.",
    ]


def test_a_reference_that_fails_is_shown(tmp_path: Path) -> None:
    wrong = solution("double", DOUBLE["source"].replace("x + x", "x * x"))
    examined = examine(assignment(tmp_path, IMPORTS, wrong, VALUES, GRAPH))
    assert not examined.is_fine
    assert "  \N{BALLOT X} double--values: failed\n      tested " in str(examined)
    assert "The reference solution passes 0 of 2 tests." in str(examined)


def test_findings_and_broken_cells_are_shown(tmp_path: Path) -> None:
    broken = {**IMPORTS, "source": f"{IMPORTS['source']}\n1 / 0"}
    examined = examine(assignment(tmp_path, broken, DOUBLE, VALUES))
    assert not examined.is_fine
    text = str(examined)
    assert "warm_up: 1 findings in its source" in text
    assert "the exercise has 1 test cells" in text
    assert "  ! imports: error\n      ZeroDivisionError" in text
