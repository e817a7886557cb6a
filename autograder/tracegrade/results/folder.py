"""The folder of a run, and how its files are replaced."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from tracegrade.errors import Misuse, TracegradeError
from tracegrade.policy import DEFAULT, Policy, When
from tracegrade.results.feedback import feedback_html
from tracegrade.results.gradescope import results_json
from tracegrade.results.records import SubmissionResult
from tracegrade.results.run import Run, run_json
from tracegrade.results.table import grades_csv
from tracegrade.results.text import label

RESULTS, FEEDBACK, GRADES, RUN = "results.json", "feedback.html", "grades.csv", "run.json"

_NAME_BYTES = 200  # of the 255 that file systems allow
_UNSAFE = frozenset('%/\\:*?"<>|')
_OWN_SUFFIXES = (".csv", ".html", ".json")  # of files that stand beside the students' folders


def write_submission(
    run_folder: Path,
    result: SubmissionResult,
    policy: Policy = DEFAULT,
    stage: When = "after_published",
) -> Path:
    """Write a student's feedback and results, in place of what is there, and return the folder.

    The feedback holds what the policy shows at a stage. The results come last: where they are
    finished, all is. Raises `TracegradeError` if a number of the result is not finite or a file
    cannot be written.
    """
    folder = run_folder / folder_name(result.student_id)
    text = results_json(result, policy)
    write_atomically(folder / FEEDBACK, feedback_html(result, policy, stage))
    write_atomically(folder / RESULTS, text)
    return folder


def write_run(run_folder: Path, run: Run, results: Iterable[SubmissionResult]) -> None:
    """Write the table of grades and what is to be known of the run.

    Raises `TracegradeError` if a file cannot be written.
    """
    results = tuple(results)
    folders = {result.student_id: folder_name(result.student_id) for result in results}
    write_atomically(run_folder / GRADES, grades_csv(results))
    write_atomically(run_folder / RUN, run_json(run, results, folders))


def require_room(run_folder: Path, assignment: str, students: Iterable[str]) -> None:
    """Raise `Misuse` where nothing can be written, or another run that says more would be lost."""
    remedy = "Name another folder with -o."
    place = run_folder.absolute()
    above = next(it for it in (place, *place.parents) if it.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise Misuse("cannot be written", f"{above} is not yours. {remedy}", path=run_folder)
    path = run_folder / RUN
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
        others = {it["student_id"] for it in before["submissions"]} - set(students)
    except (OSError, ValueError, KeyError, TypeError):
        return
    if before.get("assignment") != assignment:
        problem = f"holds the grades of another assignment, {before.get('assignment')}"
        raise Misuse(problem, remedy, path=run_folder)
    if others:
        example = label(str(min(others)))
        named = f"{len(others)} others, such as {example}" if len(others) > 1 else example
        problem = f"holds the grades of {named}"
        remedy = f"{remedy} Or grade all of them again, at once."
        raise Misuse(problem, remedy, path=run_folder)


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file that readers see either as it was or whole; its folder is made if need be.

    A symbolic link is replaced, not followed. Raises `TracegradeError`.
    """
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        os.replace(temporary, path)
    except OSError as error:
        remedy = "Look at the folder's permissions and at the space that is left."
        raise TracegradeError(f"cannot be written ({error.strerror})", remedy, path=path) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def folder_name(student_id: str) -> str:
    """The name of a student's folder: the id itself, if that is harmless.

    What is not is written as `%` and hexadecimal digits: characters that do not print or that file
    systems reserve, a dot or dash at the beginning, a dot or space at the end, the last dot of
    names that look like files of the run. A name that is too long is cut, and ends in `%-` and a
    digest of the id. Different ids have different names.
    """
    last = len(student_id) - 1
    dot = student_id.rfind(".") if student_id.lower().endswith(_OWN_SUFFIXES) else last
    pieces = [
        _escaped(character)
        if character in _UNSAFE
        or not character.isprintable()
        or (position == 0 and character in ".- ")
        or (position in (dot, last) and character in ". ")
        else character
        for position, character in enumerate(student_id)
    ]
    name = "".join(pieces) or "%"
    return name if len(name.encode()) <= _NAME_BYTES else _digested(student_id, pieces)


def _digested(student_id: str, pieces: list[str]) -> str:
    digest = hashlib.sha256(_bytes(student_id)).hexdigest()[:32]
    kept, room = "", _NAME_BYTES - len(digest) - 2
    for piece in pieces:
        room -= len(piece.encode())
        if room < 0:
            break
        kept += piece
    return f"{kept}%-{digest}"


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in _bytes(character))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
