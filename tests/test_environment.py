"""pyproject.toml, the locks and environment.yml say the same, and can be installed."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PYTHONS = {
    "grader": ["3.10", "3.11", "3.12", "3.13"],
    "otter": ["3.10", "3.11", "3.12", "3.13"],
    "instructor": ["3.11", "3.12", "3.13"],
    "development": ["3.11", "3.12", "3.13"],
    "uv": ["3.11", "3.12", "3.13"],
}
GROUPS = {
    "grader": ["dependencies", "grader"],
    "otter": ["dependencies", "grader", "otter"],
    "instructor": ["dependencies", "grader", "otter", "instructor"],
    "development": ["dependencies", "grader", "otter", "instructor", "dev", "bootstrap"],
    "uv": ["bootstrap"],
}
UV_INSTALL: list[str | Path] = [sys.executable, "-m", "uv", "pip", "install", "--quiet"]
NO_NETWORK = re.compile(r"dns error|error sending request|connection refused", re.IGNORECASE)


def test_there_is_a_lock_for_each_use() -> None:
    assert {lock.stem for lock in LOCKS} == set(PYTHONS)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_names_no_place(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"(^|[\s=])(/|~|-f|--find-links|--(extra-)?index-url)", text)
    assert "\n#    make lock\n" in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_of_a_lock_has_a_hash(lock: Path) -> None:
    requirements = _logical_lines(lock)
    assert requirements
    for requirement in requirements:
        assert re.match(r"[a-z0-9-]+==\S+ ", requirement)
        assert "--hash=sha256:" in requirement


@pytest.mark.parametrize(
    ("lock", "python"), [(lock, python) for lock in PYTHONS for python in PYTHONS[lock]]
)
def test_a_lock_fulfils_pyproject(lock: str, python: str) -> None:
    locked = _locked(lock, python)
    for group in GROUPS[lock]:
        for wanted in _wanted(group, python):
            name = canonicalize_name(wanted.name)
            if lock in ("grader", "otter") and name == "tensorflow":
                assert name not in locked
                name = canonicalize_name("tensorflow-cpu")
            assert wanted.specifier.contains(locked[name]), f"{wanted} but {locked[name]}"


@pytest.mark.parametrize("python", PYTHONS["instructor"])
def test_developers_have_what_instructors_have(python: str) -> None:
    assert _locked("instructor", python).items() <= _locked("development", python).items()
    assert _locked("uv", python).items() <= _locked("development", python).items()


@pytest.mark.parametrize(
    ("lock", "python"),
    [
        pytest.param(lock, python, marks=() if python in (oldest, newest) else pytest.mark.full)
        for lock, (oldest, *between, newest) in PYTHONS.items()
        for python in (oldest, *between, newest)
    ],
)
def test_a_lock_resolves_to_wheels_and_lacks_nothing(
    lock: str, python: str, tmp_path: Path
) -> None:
    command = [*UV_INSTALL, "--dry-run", "--require-hashes", "--no-build"]
    target = ["--target", tmp_path, "--python-version", python]
    platform = ["--python-platform", "x86_64-manylinux_2_28"]
    requirements = ["--requirement", ROOT / "requirements" / f"{lock}.txt"]
    command += [*target, *platform, *requirements]
    from_cache = subprocess.run([*command, "--offline"], capture_output=True)
    if from_cache.returncode != 0:
        done = subprocess.run(command, capture_output=True, text=True)
        if NO_NETWORK.search(done.stderr):
            pytest.skip("needs the package index, which cannot be reached")
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("python", PYTHONS["instructor"])
def test_conda_pins_what_instructors_ask_for_as_locked(python: str) -> None:
    pins = [Requirement(line) for line in _conda_pip()[:-1]]
    locked = _locked("instructor", python)
    wanted = {
        (canonicalize_name(w.name), frozenset(w.extras))
        for group in GROUPS["instructor"]
        for w in _wanted(group, python)
    }
    assert {(canonicalize_name(pin.name), frozenset(pin.extras)) for pin in pins} == wanted
    for pin in pins:
        assert str(pin.specifier) == f"=={locked[canonicalize_name(pin.name)]}"


def test_conda_installs_the_checkout_last() -> None:
    assert _conda_pip()[-1] == "-e .[instructor]"


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_conda_takes_a_python_that_the_lock_serves(python: str) -> None:
    conda, pip = _conda()["dependencies"][:2]
    assert pip == "pip"
    assert Requirement(conda).specifier.contains(python)
    assert not Requirement(conda).specifier.contains("3.10")
    assert not Requirement(conda).specifier.contains("3.14")


@pytest.mark.full
def test_condas_pip_part_makes_a_working_environment(tmp_path: Path) -> None:
    """As conda does it: pip in the folder of environment.yml, with a requirements file."""
    environment, requirements = tmp_path / "environment", tmp_path / "requirements.txt"
    requirements.write_text("\n".join(_conda_pip()))
    python = environment / "bin" / "python"
    _run(sys.executable, "-m", "venv", environment)
    _run(python, "-m", "pip", "install", "-q", "-U", "-r", requirements, "--exists-action=b")
    imports = "import nbgrader, otter, tensorflow, tracegrade; print(tracegrade.__file__)"
    assert _run(python, "-c", imports).strip().startswith(str(ROOT))
    assert "0.9.6" in _run(environment / "bin" / "nbgrader", "--version")


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@cache
def _pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def _wanted(group: str, python: str) -> list[Requirement]:
    """What an extra, a dependency group, or the project itself requires for one Python."""
    project = _pyproject()["project"]
    lists = {"dependencies": project["dependencies"]}
    lists |= project["optional-dependencies"] | _pyproject()["dependency-groups"]
    found = [Requirement(line) for line in lists[group] if isinstance(line, str)]
    return [it for it in found if it.name != project["name"] and _applies(it, python)]


def _logical_lines(lock: Path) -> list[str]:
    lines = [line for line in lock.read_text().splitlines() if not line.lstrip().startswith("#")]
    return [line for line in "\n".join(lines).replace("\\\n", "").splitlines() if line.strip()]


def _applies(requirement: Requirement, python: str) -> bool:
    """Whether a requirement counts on Linux for one Python."""
    environment = {
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "linux",
    }
    return requirement.marker is None or requirement.marker.evaluate(environment)


def _locked(lock: str, python: str) -> dict[str, str]:
    """What a lock installs on Linux for one Python: version by name."""
    found = {}
    for line in _logical_lines(ROOT / "requirements" / f"{lock}.txt"):
        requirement = Requirement(line.split("--hash")[0])
        if _applies(requirement, python):
            assert requirement.name not in found
            found[requirement.name] = str(requirement.specifier).removeprefix("==")
    return found


@cache
def _conda() -> dict:
    return yaml.safe_load((ROOT / "environment.yml").read_text())


def _conda_pip() -> list[str]:
    *_, last = _conda()["dependencies"]
    return last["pip"]
