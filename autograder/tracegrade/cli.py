"""The command `tracegrade`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tracegrade import __version__
from tracegrade.errors import Misuse, TracegradeError
from tracegrade.policy import STAGES

# Commands import what they need when they run: TensorFlow takes seconds, --help must not.

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
ISOLATION = ("degraded", "user", "portable", "contained", "complete")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 something failed, 2 misuse."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # consoles that cannot show a check mark
    options = _parser().parse_args(arguments)
    _end_in_order()
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except TracegradeError as error:
        print(f"tracegrade {options.command}: {error}", file=sys.stderr)
        return MISUSED if isinstance(error, Misuse) else FAILED
    except KeyboardInterrupt:
        print(f"tracegrade {options.command}: interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return status


def _end_in_order() -> None:
    """Let signals that ask for the end do what Ctrl-C does, so that nothing is left behind."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tracegrade",
        description="Release, check and grade assignments on TensorFlow.",
        epilog="example: tracegrade release\n\nexit status: 0 done, 1 something failed, 2 misuse",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"tracegrade {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_release(commands)
    _add_grade(commands)
    _add_package(commands)
    _add_check(commands)
    _add_doctor(commands)
    return parser


_Commands = argparse._SubParsersAction  # the class of what add_subparsers returns; it has no name


def _add(
    commands: _Commands[argparse.ArgumentParser], name: str, what: str, example: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_release(commands: _Commands[argparse.ArgumentParser]) -> None:
    what = "make release/ of source/, through nbgrader, with the student's wheel"
    parser = _add(commands, "release", what, "tracegrade release custom_components")
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="all by default")
    _add_course(parser)
    parser.set_defaults(run=_release)


def _add_grade(commands: _Commands[argparse.ArgumentParser]) -> None:
    what = "grade submissions: students' code reaches the hidden tests only as sealed graphs"
    example = "tracegrade grade custom_components submitted/ -o graded"
    parser = _add(commands, "grade", what, example)
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a notebook, a folder of notebooks or of students' folders, or a zip of either",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="DIR",
        help="the run's folder, by default graded/ASSIGNMENT",
    )
    parser.add_argument(
        "--jobs", type=_positive, metavar="N", help="submissions at a time, by default one a core"
    )
    parser.add_argument(
        "--isolation",
        choices=ISOLATION,
        default="user",
        metavar="LEVEL",
        help=f"refuse to grade below this level: {', '.join(ISOLATION)} (default: %(default)s)",
    )
    parser.add_argument(
        "--feedback",
        choices=STAGES,
        default=STAGES[-1],
        help="what the policy shows then is in feedback.html (default: %(default)s)",
    )
    _add_course(parser)
    parser.set_defaults(run=_grade)


def _add_package(commands: _Commands[argparse.ArgumentParser]) -> None:
    what = "make the autograder of an assignment for a platform"
    example = "tracegrade package custom_components --for gradescope"
    parser = _add(commands, "package", what, example)
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    parser.add_argument(
        "--for", dest="platform", choices=("gradescope", "otter"), default="gradescope"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="by default ASSIGNMENT-PLATFORM.zip; what Otter's students get is beside it, and "
        "takes the place of what was made before",
    )
    parser.add_argument(
        "--unsealed",
        action="store_true",
        help="for otter: without our plugin, so that hidden tests run in the student's process",
    )
    _add_course(parser)
    parser.set_defaults(run=_package)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return int(text)


def _add_check(commands: _Commands[argparse.ArgumentParser]) -> None:
    what = "run the visible tests of your notebook"
    parser = _add(commands, "check", what, "tracegrade check custom_components.ipynb")
    parser.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    parser.set_defaults(run=_check)


def _add_doctor(commands: _Commands[argparse.ArgumentParser]) -> None:
    what = "say what is installed, what is missing, and whether an assignment still works"
    parser = _add(commands, "doctor", what, "tracegrade doctor custom_components")
    parser.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="grade its reference")
    _add_course(parser)
    parser.set_defaults(run=_doctor)


def _add_course(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--course", type=Path, default=Path(), metavar="DIR", help="the course, by default here"
    )


def _release(options: argparse.Namespace) -> int:
    from tracegrade.release import release

    for made in release(options.course, options.assignments):
        for warning in made.warnings:
            print(warning, file=sys.stderr)
        names = ", ".join(sorted(path.name for path in made.folder.iterdir()))
        print(f"{made.folder}: {names}")
    return DONE


def _grade(options: argparse.Namespace) -> int:
    if sys.platform != "linux":
        raise Misuse("grading confines what it runs, and can do so on Linux only", "Use Docker.")
    from tracegrade.assignments import load_assignment
    from tracegrade.runs import grade_run
    from tracegrade.sandbox import Level
    from tracegrade.terminal import Progress, summary

    assignment = load_assignment(options.assignment, options.course)
    folder = options.output or Path("graded") / assignment.name
    with Progress() as progress:
        graded = grade_run(
            assignment,
            options.paths,
            folder,
            jobs=options.jobs or len(os.sched_getaffinity(0)),
            minimum=Level[options.isolation.upper()],
            stage=options.feedback,
            begin=progress.begin,
            progress=progress.advance,
        )
    print(summary(graded, folder))
    return FAILED if graded.ungraded else DONE


def _package(options: argparse.Namespace) -> int:
    from tracegrade.assignments import load_assignment
    from tracegrade.routes.gradescope.package import package as package_for_gradescope
    from tracegrade.routes.otter.package import package as package_for_otter

    assignment = load_assignment(options.assignment, options.course)
    name = f"{assignment.name}-{options.platform}{'-unsealed' if options.unsealed else ''}.zip"
    target = options.output or Path(name)
    if target.is_dir():
        raise Misuse("is a folder", f"Name a file, such as {target / name}.", path=target)
    if options.unsealed and options.platform != "otter":
        raise Misuse("only Otter's autograder can be --unsealed", "Add `--for otter`.")
    if options.platform == "otter":
        made = package_for_otter(assignment, target, sealed=not options.unsealed)
        print(f"{made.autograder}\n{made.student}")
        if options.unsealed:
            print("unsealed: hidden tests run in the student's process, which can read them")
    else:
        print(package_for_gradescope(assignment, target))
    return DONE


def _check(options: argparse.Namespace) -> int:
    from tracegrade.selfcheck import check_notebook

    result = check_notebook(options.notebook)
    print(result)
    return DONE if result.complete else FAILED


def _doctor(options: argparse.Namespace) -> int:
    from tracegrade import doctor
    from tracegrade.assignments import load_assignment

    # A mistyped name need not wait for TensorFlow.
    name = options.assignment
    assignment = load_assignment(name, options.course) if name is not None else None
    findings = doctor.environment()
    print("\n".join(str(finding) for finding in findings))
    healthy = all(finding.is_fine for finding in findings)
    if assignment is not None:
        examined = doctor.examine(assignment)
        print(f"\n{examined}")
        healthy = healthy and examined.is_fine
    return DONE if healthy else FAILED
