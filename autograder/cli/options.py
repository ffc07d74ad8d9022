"""The arguments and options that several commands share."""

from functools import partial
from pathlib import Path
from typing import Annotated, Optional

import typer

argument = partial(typer.Argument, show_default=False)  # what is left out is said in the help itself
option = partial(typer.Option, show_default=False)

Course = Annotated[
    Optional[Path], option("--course", metavar="FOLDER", help="The course's folder. [default: here or above]")
]
Assignment = Annotated[str, argument(help="The assignment.")]
Assignments = Annotated[
    Optional[list[str]], argument(metavar="[ASSIGNMENT]...", help="Which assignments. [default: all]")
]
Exercise = Annotated[str, argument(help="The exercise.")]
ByName = Annotated[Optional[str], option(help="The assignment, where file and folder names do not say it.")]
Language = Annotated[Optional[str], option(help="Language of the texts, en or zh. [default: the course's]")]
Jobs = Annotated[
    Optional[int], option("--jobs", "-j", min=1, max=512, help="Processes. [default: one a core]")
]
Quiet = Annotated[bool, option("--quiet", "-q", help="No progress bar and no table.")]
Yes = Annotated[bool, option("--yes", "-y", help="Do it without asking.")]
Results = Annotated[
    Optional[Path],
    option(
        metavar="FILE",
        help="Results that `autograder grade --json` wrote. [default: grade submitted/, what is graded already is reused]",
    ),
]
Roster = Annotated[
    Optional[Path], option(metavar="FILE", help="Who is who: a CSV such as the platform exports.")
]
