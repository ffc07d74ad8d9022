"""The command line: each command parses, calls one function, and prints."""

import os
import sys
from typing import Any, NoReturn

import typer

from autograder import __version__
from autograder.cli import authoring, instructor, student
from autograder.cli.demo import demo
from autograder.cli.grading import grade
from autograder.cli.machine import doctor
from autograder.core.errors import AutograderError, CourseError, UsageError

USAGE, OUR_FAULT, STOPPED = 2, 3, 130
COMMANDS = (
    student.start, student.submit_check, student.reset, grade, demo,
    instructor.report, instructor.feedback, instructor.export, instructor.gradescope, instructor.regrade,
    authoring.audit, authoring.release, authoring.new, authoring.new_course, authoring.rename, authoring.remove, doctor,
)  # fmt: skip

# typer carries its click under different names in different versions
_ClickException: Any = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="autograder",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Auto-graded exercises for two chapters of Dive into Deep Learning.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in COMMANDS:
    app.command()(command)


def _version(value: bool) -> None:
    if value:
        print(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Auto-graded exercises for two chapters of Dive into Deep Learning."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 done, 1 some submission is unreadable, 2 wrong use, 3 a fault of ours.

    No error that has a name here ends in a traceback; ``AUTOGRADER_DEBUG=1`` shows it all the same.
    """
    # jsonschema compiles grammars of addresses for it, which takes a second and is used by nobody here
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    try:
        if (status := app(arguments, standalone_mode=False) or 0) == STOPPED:
            raise KeyboardInterrupt  # as typer has answered it itself
        sys.exit(status)
    except AutograderError as exc:
        _stop(str(exc), USAGE if isinstance(exc, UsageError | CourseError) else OUR_FAULT, exc)
    except _ClickException as exc:
        exc.show()
        sys.exit(USAGE)
    except (KeyboardInterrupt, typer.Abort) as exc:
        _stop("stopped; what was graded stays graded, and the next run goes on from there", STOPPED, exc)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OUR_FAULT)
    except ImportError as exc:  # torch is there, and a library that it needs is not
        _stop(f"{exc}: `autograder doctor` says what is missing and what to do", OUR_FAULT, exc)
    except OSError as exc:
        _stop(f"{type(exc).__name__}: {exc}", OUR_FAULT, exc)


def _stop(message: str, status: int, exc: BaseException) -> NoReturn:
    if os.environ.get("AUTOGRADER_DEBUG"):
        raise exc
    print(f"autograder: {message}", file=sys.stderr)
    sys.exit(status)
