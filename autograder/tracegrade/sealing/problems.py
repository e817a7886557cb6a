"""What went wrong in a student's code, as plain data: type, message, and the student's own line."""

from __future__ import annotations

import linecache
import re
import sysconfig
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tracegrade.subjects import Problem, Stage

MESSAGE_LIMIT = 600
Frame = tuple[str, int, str, str]  # file, line number, function, line

_PACKAGE = str(Path(__file__).resolve().parents[1])
_LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")})


def describe(error: BaseException, stage: Stage) -> Problem:
    """The problem behind an exception that the student's code raised."""
    try:
        place, line = _own_line(_frames(error))
        return Problem(stage, _type(error), _message(error), line, place)
    except Exception:  # its text, its name or its metadata are the student's, too
        return Problem(stage, str.__str__(type.__dict__["__name__"].__get__(type(error))), "")


# What TensorFlow and Keras write into a message beside what happened: stacks, names of nodes and
# generated functions, addresses, links, advice. Some of it differs from run to run.
_NOISE = (
    (r"\n\s*Traceback \(most recent call last\):(?s:.*)", ""),
    (r'(?m)^ *File ".*", line \d+, in .*\n(?: .*\n)?', ""),
    (r"\n\s*(?:Arguments received by|Call arguments received by)(?s:.*)", ""),
    (r"\x1b\[[0-9;]*m", ""),
    (r"Graph execution error:|<stack traces unavailable>", ""),
    (r"Detected at node .* defined at \(most recent call last\):", ""),
    (r"\[\[\{\{node .*?\}\}\]\]|\[Op:\w+\]|\{\{function_node \w+\}\} ?", ""),
    (r" for '\{\{node .*?'(?= with |\.?$)", ""),
    (r" and with (?:computed )?input tensors\b.*", ""),
    (r"\n\s*<tf\.Tensor .*> was defined here:(?s:.*)", ""),
    (r"\n?If you are looking for numpy-related methods(?s:.*)", ""),
    (r" You can attempt the following resolutions(?s:.*)", ""),
    (r"(?:Please )?[Ss]ee https?://\S+(?: for [\w ]+)?\.?", ""),
    (r"(could not be deserialized properly)\.(?s:.*)Exception encountered: ", r"\1: "),
    (r"outer_factory\.<locals>\.inner_factory\.<locals>\.(?:tf__)?", ""),
    (r" at 0x[0-9a-f]+", ""),
)


def _message(error: BaseException) -> str:
    """What happened, without the noise around it."""
    metadata = getattr(error, "ag_error_metadata", None)
    told = error.msg if isinstance(error, SyntaxError) else error  # its text names files of ours
    text = str(getattr(metadata, "cause_message", "") or told)
    for pattern, replacement in _NOISE:
        text = re.sub(pattern, replacement, text)
    text = re.sub(r"\{([^{}:]*'[^{}:]*)\}", _sorted_set, text)
    text = re.sub(rf"^(?:[\w.]+\.)?{_type(error)}:\s*", "", text.strip())
    text = "\n".join(part.strip() for part in text.strip().splitlines() if part.strip())
    return text if len(text) <= MESSAGE_LIMIT else text[:MESSAGE_LIMIT] + " …"


def _sorted_set(match: re.Match[str]) -> str:
    """A set of strings, which Python prints in another order in every process."""
    return "{" + ", ".join(sorted(match[1].split(", "))) + "}"


def _type(error: BaseException) -> str:
    """The name of the exception's type; AutoGraph wraps those that it cannot make anew."""
    name = type(error).__name__
    if name == "StagingError":
        wrapped = re.search(r"(?m)^ {4}(\w+): ", str(error))
        return wrapped[1] if wrapped else name
    return name


def line_of(stack: Iterable[Any]) -> tuple[str, str]:
    """The innermost place and line of the student's in a stack of `traceback`'s frames."""
    return _own_line([(it.filename, it.lineno or 0, it.name, it.line or "") for it in stack])


def _own_line(frames: Sequence[Frame]) -> tuple[str, str]:
    own = [frame for frame in frames if _is_students(frame[0])]
    if not own:
        return "", ""
    filename, number, function, line = own[-1]
    line = (line or linecache.getline(filename, number)).strip()
    inside = f" of {function}" if function and not function.startswith("<") else ""
    return f"line {number}{inside}", line


def _frames(error: BaseException) -> list[Frame]:
    """File, line number, function and line of the calls that led to an exception."""
    metadata = getattr(error, "ag_error_metadata", None)
    if metadata is not None:
        frames = [
            (frame.filename, frame.lineno, frame.function_name, frame.code or "")
            for frame in metadata.translated_stack
        ]
        frames.reverse()
        return frames
    if isinstance(error, SyntaxError) and error.filename:
        return [(error.filename, error.lineno or 0, "", error.text or "")]
    frames = [
        (frame.filename, frame.lineno or 0, frame.name, frame.line or "")
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return frames + _frames_of_operation(str(error))


def _frames_of_operation(message: str) -> list[Frame]:
    """Where the operation was made that failed in a graph, below the call of the harness."""
    found = re.findall(r'(?m)^ *File "(.+)", line (\d+), in (.+)$', message)
    ours = [index for index, frame in enumerate(found) if frame[0].startswith(_PACKAGE)]
    return [(file, int(line), name, "") for file, line, name in found[max(ours, default=-1) + 1 :]]


def _is_students(filename: str) -> bool:
    if filename.startswith(_PACKAGE) or "__autograph_generated" in filename:
        return False
    if filename.startswith("<") and "ipython" not in filename:
        return False
    return not filename.startswith(_LIBRARIES)
