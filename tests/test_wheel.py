"""The student's wheel: the package, and the same bytes whenever and wherever it is built."""

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import tracegrade
from tracegrade import wheel
from tracegrade.errors import Misuse, TracegradeError


def test_the_wheel_is_the_package_and_its_metadata(tmp_path: Path) -> None:
    built = wheel.build_wheel(tmp_path)
    assert built == tmp_path / f"tracegrade-{tracegrade.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(built) as archive:
        assert archive.testzip() is None
        assert "tracegrade/check/__init__.py" in archive.namelist()
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"tracegrade", f"tracegrade-{tracegrade.__version__}.dist-info"}


def test_two_builds_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = wheel.build_wheel(tmp_path).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert wheel.build_wheel(tmp_path).read_bytes() == first


def test_the_wheel_can_be_installed(tmp_path: Path) -> None:
    built = wheel.build_wheel(tmp_path)
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--offline"]
    subprocess.run([*install, "--target", tmp_path / "site", built], check=True)
    command = [sys.executable, "-S", "-c", "import tracegrade.cli as it; print(it.__file__)"]
    run = subprocess.run(
        command,
        env={"PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith(str(tmp_path / "site"))


def _pretend_to_be_installed_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = folder / "lib" / "site-packages" / "tracegrade"
    monkeypatch.setattr(tracegrade, "__file__", str(package / "__init__.py"))


def test_without_a_checkout_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_to_be_installed_in(tmp_path, monkeypatch)
    with pytest.raises(Misuse, match="Clone the repository and run `pip install -e"):
        wheel.build_wheel(tmp_path)


def test_without_hatchling_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Misuse, match=r"needs hatchling\. Run `pip install hatchling`"):
        wheel.build_wheel(tmp_path)


def test_a_build_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(tracegrade.__file__).parents[2]
    broken = tmp_path / "broken"
    broken.mkdir()
    shutil.copy(root / "LICENSE", broken)
    (broken / "pyproject.toml").write_text('[project]\nname = "tracegrade"\n')
    monkeypatch.setattr(tracegrade, "__file__", str(broken / "autograder/tracegrade/__init__.py"))
    with pytest.raises(TracegradeError, match="the wheel was not built") as caught:
        wheel.build_wheel(tmp_path)
    assert caught.value.where.path == broken
