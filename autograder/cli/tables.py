"""What is shown on a terminal or in a pipe: tables in which no mark is ever cut, and bars."""

import copy
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text as Line

from autograder.core.clean import clean_line
from autograder.core.results import Result
from autograder.core.words import points
from autograder.reports.roster import Enrolled, Person

NOBODY = 10_000  # columns of what is no terminal


def console(stderr: bool = False) -> Console:
    """A console as wide as the terminal; what is written to a file or a pipe has no width."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else NOBODY
    return Console(  # names are no markup
        stderr=stderr, width=width, markup=False, highlight=False, soft_wrap=True
    )


@contextmanager
def progress(what: str, quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on standard error; what it gives is called with how much is done, of how much, and what to say of it."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    said = TextColumn("{task.fields[said]}")
    with Progress(*columns, said, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task(what, total=None, said="")
        yield lambda done, total, said: bar.update(task, completed=done, total=total, said=said)


def show(table: Table, on: Console) -> None:
    """Print a table; one that is too wide in parts below each other, its first column in each."""
    width = on.width
    on.width = NOBODY  # where not even one column fits, the terminal wraps it
    for part in _parts(table, width):
        for column in part.columns:
            column.no_wrap = True
        on.print(part, crop=False)
    on.width = width


def _parts(table: Table, width: int) -> Iterator[Table]:
    widths = [
        max(cell_len(str(cell)) for cell in (column.header, *column.cells)) + 3 for column in table.columns
    ]
    first = 1
    while first == 1 or first < len(widths):
        last, used = first, widths[0] + 1
        while last < len(widths) and (last == first or used + widths[last] <= width):
            used += widths[last]
            last += 1
        part = copy.copy(table)
        part.columns = [table.columns[0], *table.columns[first:last]]
        part.title = table.title if first == 1 else None
        yield part
        first = last


def titled(title: str, left: Iterable[str], right: Iterable[str]) -> Table:
    """An empty table; numbers stand at the right of their columns."""
    table = Table(title=clean_line(title) or None, title_justify="left", header_style="bold")
    for name in left:
        table.add_column(name)
    for name in right:
        table.add_column(name, justify="right")
    return table


def marks_table(enrolled: Enrolled, assignment: str) -> Table:
    """What the marks of an assignment are made of, a row a student; with a roster, whom each was matched with."""
    left = ("student", "on the roster") if enrolled.matched else ("student",)
    table = titled(assignment, left, ("tests", "written", "extra", "late", "total"))
    table.add_column("still open")
    own = sorted(enrolled.marks[assignment].items(), key=lambda pair: pair[0].full_name.casefold())
    for person, marks in own:
        match = [f"{person.full_name} (by {enrolled.matched[marks.student][1]})"] if enrolled.matched else []
        table.add_row(
            *(Line(clean_line(text, 60)) for text in (marks.student, *match)),
            points(marks.automatic),
            points(marks.written),
            points(marks.extra) if marks.extra else "",
            f"−{points(marks.penalty)}" if marks.penalty else "",
            f"{points(marks.total)}/{points(marks.max_score)}",
            ", ".join(text.en for text in marks.still_open)
            or ("" if marks.total is not None else "no marks"),
        )
    return table


class Change(NamedTuple):
    """One exercise's score before and after another grading; None where there was none."""

    student: str
    assignment: str
    exercise: str
    before: float | None
    after: float | None


def changes_of(before: Iterable[Result], after: Iterable[Result]) -> list[Change]:
    """The exercises whose scores differ between two gradings, by student and assignment; what has not been graded again
    is no change."""

    def scores(results: Iterable[Result]) -> dict[tuple[str, str, str], float]:
        return {
            (r.student, r.assignment, one.name): one.score
            for r in results
            if (r.student, r.assignment) not in left
            for one in r.exercises
        }

    after = list(after)
    left = {(result.student, result.assignment) for result in after if result.outcome == "not_graded"}
    old, new = scores(before), scores(after)
    every = ((key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys()))
    return [Change(*key, was, now) for key, was, now in every if was != now]


def changes_table(changes: Iterable[Change]) -> Table:
    """Whose marks changed."""
    table = titled("", ("student", "assignment", "exercise"), ("before", "after", "change"))
    for change in changes:
        difference = (change.after or 0) - (change.before or 0)
        table.add_row(
            *(Line(clean_line(text, 40)) for text in change[:3]),
            *("–" if score is None else f"{score:g}" for score in change[3:]),
            Line(f"{difference:+g}", "green" if difference > 0 else "red"),
        )
    return table


def listed(people: Iterable[Person]) -> str:
    """Names for one line."""
    return "; ".join(clean_line(person.full_name, 60) for person in people)
