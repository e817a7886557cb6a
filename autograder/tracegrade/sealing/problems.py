"""What went wrong in a student's code, as plain data: type, message, and the student's own line."""

from __future__ import annotations

import inspect
import linecache
import re
import sysconfig
import traceback
from pathlib import Path

from tracegrade.subjects import Problem, Stage

MESSAGE_LIMIT = 600

_PACKAGE = str(Path(__file__).resolve().parents[1])
_LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})


def describe(error: BaseException, stage: Stage, target: object) -> Problem:
    """The problem behind an exception that making, tracing or running `target` raised."""
    place, line = _own_line(error)
    return Problem(
        stage=stage,
        type=type(error).__name__,
        message=_message(error),
        line=line,
        place=place,
        defines=defined_names(target),
    )


def defined_names(target: object) -> tuple[str, ...]:
    """The names that a class, or the class of an object, defines itself."""
    if target is None or inspect.isroutine(target):
        return ()
    kind = target if inspect.isclass(target) else type(target)
    if not hasattr(kind, "get_config"):
        return ()
    return tuple(sorted(name for name in vars(kind) if not name.startswith("__")))


def _message(error: BaseException) -> str:
    """The message without the stack that AutoGraph and Keras write into it."""
    metadata = getattr(error, "ag_error_metadata", None)
    text = str(getattr(metadata, "cause_message", "") or error)
    text = re.sub(r"^in user code:\s*", "", text)
    text = re.sub(r'(?m)^ *File ".*", line \d+, in .*\n(?: .*\n)?', "", text)
    # Keras appends the arguments of a call to the message of what the call raised.
    text = re.split(r"\n\s*(?:Arguments received by|Call arguments received by)", text)[0]
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).strip()
    text = re.sub(rf"^(?:[\w.]+\.)?{type(error).__name__}:\s*", "", text)
    text = text.split(" You can attempt the following resolutions")[0]
    text = "\n".join(part.strip() for part in text.strip().splitlines() if part.strip())
    return text if len(text) <= MESSAGE_LIMIT else text[:MESSAGE_LIMIT] + " …"


def _own_line(error: BaseException) -> tuple[str, str]:
    frames: list[tuple[str, int, str, str]] = []
    metadata = getattr(error, "ag_error_metadata", None)
    if metadata is not None:
        frames = [
            (frame.filename, frame.lineno, frame.function_name, frame.code or "")
            for frame in metadata.translated_stack
        ]
        frames.reverse()
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno or 0, "", error.text or ""))
    if not frames:
        frames = [
            (frame.filename, frame.lineno or 0, frame.name, frame.line or "")
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    own = [frame for frame in frames if _is_students(frame[0])]
    if not own:
        return "", ""
    filename, number, function, line = own[-1]
    line = (line or linecache.getline(filename, number)).strip()
    inside = f" of {function}" if function and not function.startswith("<") else ""
    return f"line {number}{inside}", line


def _is_students(filename: str) -> bool:
    if filename.startswith(_PACKAGE) or "__autograph_generated" in filename:
        return False
    if filename.startswith("<") and "ipython" not in filename:
        return False
    return not filename.startswith(_LIBRARIES)
