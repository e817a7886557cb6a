"""The package as one wheel, for students who have no index that holds it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import tracegrade
from tracegrade.errors import Misuse, TracegradeError

WHEEL_PATTERN = "tracegrade-*-py3-none-any.whl"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def checkout() -> Path:
    """The repository that the running package lies in.

    Raises `Misuse` if the package was installed without one.
    """
    root = Path(tracegrade.__file__).parents[2]
    if not (root / "pyproject.toml").is_file():
        problem = "the student's wheel is built from a checkout, and tracegrade runs without one"
        remedy = 'Clone the repository and run `pip install -e ".[instructor]"` in it.'
        raise Misuse(problem, remedy)
    return root


def build_wheel(into: Path) -> Path:
    """Build the wheel from the checkout; the same files give the same bytes on every Python.

    Raises `Misuse` without a checkout or without hatchling.
    """
    root = checkout()
    if importlib.util.find_spec("hatchling") is None:
        raise Misuse("building the student's wheel needs hatchling", "Run `pip install hatchling`.")
    with tempfile.TemporaryDirectory() as scratch:
        run = subprocess.run(
            [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", scratch],
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        built = sorted(Path(scratch).glob(WHEEL_PATTERN))
        if run.returncode != 0 or not built:
            raise TracegradeError(f"the wheel was not built: {run.stderr.strip()}", path=root)
        return _repacked(built[0], into / built[0].name)


def _repacked(wheel: Path, target: Path) -> Path:
    """Store a wheel's members uncompressed: compressors differ between builds of Python."""
    with zipfile.ZipFile(wheel) as built, zipfile.ZipFile(target, "w") as repacked:
        for name in built.namelist():
            repacked.writestr(member(name), built.read(name))
    return target


def member(name: str, mode: int = 0o644) -> zipfile.ZipInfo:
    """A file of a zip that is the same whenever and wherever it is made."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system = 3  # Unix
    info.external_attr = (0o100000 | mode) << 16
    return info
