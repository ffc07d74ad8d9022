"""For instructors: the report on a class, feedback pages, exports to other programs."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from autograder.cli import options
from autograder.cli.class_results import (
    gone,
    gradebook,
    in_language,
    marks_of,
    read_bytes,
    read_results,
    results_of,
)
from autograder.cli.grading import check_choices, check_file, document_of, find_course, give, grade_again
from autograder.cli.options import argument, option
from autograder.cli.tables import changes_of, changes_table, console, listed, marks_table, show
from autograder.core.clean import clean_line
from autograder.core.errors import UsageError
from autograder.core.results import Result, to_json
from autograder.reports.roster import Enrolled, enrol, read_roster

FORMATS = (".html", ".csv", ".json")  # of a report


class Target(StrEnum):
    """What marks can be exported to."""

    canvas = "canvas"
    moodle = "moodle"
    blackboard = "blackboard"
    nbgrader = "nbgrader"
    junit = "junit"
    solutions = "solutions"


def report(
    assignments: options.Assignments = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The page; .csv and .json write the same as such.")
    ] = Path("report.html"),
    student: Annotated[
        Optional[str], option(metavar="NAME", help="Write a page for one student over all assignments.")
    ] = None,
    roster: options.Roster = None,
    results: options.Results = None,
    language: options.Language = None,
    course: options.Course = None,
) -> None:
    """Write the report on a class: what has not been understood, who needs a person, who has not handed in.

    Marks are those of nbgrader's gradebook where it has them; who has not handed in is known from it or from --roster.
    One self-contained HTML page; with --out report.csv or report.json the same numbers for other programs.
    """
    from autograder.grading.course_words import course_words
    from autograder.grading.run import locator
    from autograder.reports.files import class_statistics
    from autograder.reports.report import report_csv, report_html, report_json, student_html

    check_choices(language)
    if out.suffix not in FORMATS:
        raise UsageError(f"--out ends in {', '.join(FORMATS)}; got {out}")
    if student is not None and out.suffix != ".html":
        raise UsageError("--student writes a page: --out ends in .html")
    check_file(out)
    home = find_course(course)
    spoken, places = language or home.language, locator(home)
    found = in_language(home, results_of(home, results, assignments), spoken, places)
    names = sorted(assignments or {result.assignment for result in found if result.assignment})
    record, absent = gradebook(home, names), None
    if roster is not None:
        enrolled = enrol(record.with_results(found), names, read_roster(read_bytes(roster)))
        absent = {name: [person.full_name for person in enrolled.absent(name)] for name in names}
    made = class_statistics(home, found, course_words(home), record, absent, places.find)
    if student is not None:
        data = student_html(made, student, language=spoken).encode()
    elif out.suffix == ".json":
        data = report_json(made)
    else:
        data = (report_html if out.suffix == ".html" else report_csv)(made, language=spoken).encode()
    give(out, data)
    console().print(f"report     {out}")


def feedback(
    assignments: options.Assignments = None,
    pictures: Annotated[
        bool, typer.Option(help="Draw what wrong functions do; their notebooks run once more.")
    ] = True,
    archive: Annotated[
        Optional[Path],
        option(
            "--zip",
            metavar="FILE",
            help="Put the pages into a zip as well, under the names that Canvas or Moodle gave in its download: upload it there.",
        ),
    ] = None,
    results: options.Results = None,
    language: options.Language = None,
    course: options.Course = None,
) -> None:
    """Write a feedback page for every submission, into feedback/STUDENT/ASSIGNMENT/ as nbgrader does.

    Marks, comments and late penalties come from nbgrader's gradebook where it has them. Exit status 1: with --zip, some
    pages are not in it, since neither Canvas nor Moodle gave the submission its name.
    """
    from autograder.feedback.pictures import pngs
    from autograder.grading.course_words import course_words
    from autograder.grading.grade import Grader
    from autograder.grading.run import locator
    from autograder.reports.files import feedback_zip, write_feedback

    check_choices(language)
    check_file(archive)
    home = find_course(course)
    spoken, places = language or home.language, locator(home)
    found = in_language(home, results_of(home, results, assignments), spoken, places)
    record = gradebook(home, {result.assignment for result in found})
    with Grader(home, language=language) as grader:

        def drawn(result: Result) -> dict[str, bytes]:
            path = places.find(result) if pictures and result.outcome == "graded" else None
            return {} if path is None else pngs(grader.drawings(result, path), spoken)

        pages = write_feedback(home, found, course_words(home), language, drawn, record, places.find)
    out = console()
    out.print(f"feedback   {len(pages)} pages in {home.folders['feedback']}")
    for result in found:
        if (result.student, result.assignment) not in pages:
            about = f"{clean_line(result.student)}: {clean_line(result.assignment) or 'no assignment'}"
            out.print(f"no page    {about}: a name that cannot be a folder's")
    if archive is not None:
        data, left = feedback_zip(pages, found)
        give(archive, data)
        out.print(f"upload     {archive}: {len(found) - len(left)} pages")
        for result in left:
            about = f"{clean_line(result.student)}, {clean_line(result.assignment)}"
            out.print(f"not in it  {about}: neither Canvas nor Moodle gave this submission its name")
        raise typer.Exit(1 if left else 0)


def export(
    to: Annotated[Target, argument(help="Where the marks go.")],
    assignments: options.Assignments = None,
    out: Annotated[Optional[Path], option("--out", "-o", help="The file. [default: standard output]")] = None,
    roster: options.Roster = None,
    zero: Annotated[bool, option("--zero", help="Give who has not handed in 0 points.")] = False,
    results: options.Results = None,
    course: options.Course = None,
) -> None:
    """Export marks: a file for Canvas, Moodle or Blackboard, in nbgrader's form, or JUnit XML; or the solutions themselves,
    as Python files in a zip, for copydetect or MOSS.

    The marks are those of nbgrader's gradebook where it has the submission, else those of the tests. What they are made
    of, and who was matched with whom on the roster, is shown on standard error. Exit status 1: somebody who handed in is
    not on the roster.
    """
    from autograder.grading.course_words import notebook_titles
    from autograder.grading.run import locator
    from autograder.reports.files import solutions_zip
    from autograder.reports.gradebooks import gradebook_file
    from autograder.reports.junit import junit_xml
    from autograder.reports.roster import column_titles

    home = find_course(course)
    check_file(out)
    if to is Target.junit:
        return give(out, junit_xml(results_of(home, results, assignments).results))
    if to is Target.solutions:
        found = results_of(home, results, assignments).results
        return give(out, solutions_zip(home, found, locator(home).find))
    people = read_roster(read_bytes(roster)) if roster is not None else None
    enrolled = enrol(*marks_of(home, results, assignments), people)
    titles = column_titles(people.header if people else (), notebook_titles(home))
    give(out, gradebook_file(to.value, enrolled, titles, zero, home.language))
    _explain(enrolled, zero)
    marked = {person for own in enrolled.marks.values() for person in own}
    unknown = [one for one in marked if not (one.canvas_id or one.sis_user_id or one.login_id or one.student)]
    if to is Target.canvas and unknown:
        console(stderr=True).print(
            f"Canvas finds students by ID, SIS User ID or SIS Login ID; the roster has none for: {listed(unknown)}",
            style="red",
        )
    raise typer.Exit(1 if enrolled.unmatched else 0)


def _explain(enrolled: Enrolled, zero: bool) -> None:
    """What the marks are made of, whose they are, and who has none."""
    err = console(stderr=True)
    own = [one for marks in enrolled.marks.values() for one in marks.values()]
    if alone := [
        f"{clean_line(one.student)}, {clean_line(one.assignment)}"
        for one in own
        if not one.in_gradebook and one.total is not None
    ]:
        who = f": {'; '.join(alone)}" if len(alone) < len(own) else ""
        err.print(
            f"{len(alone)} of {len(own)} marks are those of the tests alone, as no gradebook has them{who}"
        )
    for name in enrolled.marks:
        show(marks_table(enrolled, name), err)
        if absent := enrolled.absent(name):
            err.print(f"{len(absent)} not handed in{', 0 points each' if zero else ''}: {listed(absent)}")
    if enrolled.testers:
        err.print(f"left out, as the platform's test student: {'; '.join(map(clean_line, enrolled.testers))}")
    for student, why in enrolled.unmatched.items():
        err.print(f"not exported: {clean_line(student)}: {why}", style="red")


def gradescope(
    assignment: options.Assignment,
    out: Annotated[Path, typer.Option("--out", "-o", help="The zip, or a folder to put it into.")] = Path(),
    visibility: Annotated[
        str,
        typer.Option(
            help="When students see their marks: visible, hidden, after_due_date or after_published."
        ),
    ] = "visible",
    course: options.Course = None,
) -> None:
    """Build Gradescope's autograder zip for an assignment. It holds the hidden tests: keep it as safe as them."""
    from autograder.reports.gradescope import build_zip

    console().print(f"upload to Gradescope: {build_zip(find_course(course), assignment, out, visibility)}")


def regrade(
    before: Annotated[Path, argument(metavar="BEFORE.json", help="Results from before the change.")],
    json: Annotated[Optional[Path], option(metavar="FILE", help="Write the new results here.")] = None,
    gradebook: Annotated[
        bool, option("--gradebook", help="Write the new marks into nbgrader's gradebook.")
    ] = False,
    course: options.Course = None,
) -> None:
    """Grade again after a change of hidden tests, and list whose marks changed and by how much.

    Exit status: 1 some notebooks are gone, and keep their marks; 3 some are not graded through no fault of theirs.
    """
    from autograder.grading.run import locator

    home, document = find_course(course), read_results(before)
    check_file(json)
    places, language = locator(home), document.language
    again = grade_again(home, document.results, places, language=language, gradebook=gradebook)
    now = sorted(again, key=lambda result: (result.student, result.assignment))
    ungraded = [result for result in now if result.outcome == "not_graded"]
    changed = changes_of(document.results, now)
    out = console()
    if changed:
        show(changes_table(changed), out)
    whose = {(change.student, change.assignment) for change in changed}
    out.print(f"{len(whose)} of {len(now)} submissions have other marks")
    lost = gone(document.results, places)
    for result in lost:
        out.print(f"gone: {clean_line(result.notebook)} keeps its marks: it is not where it was", style="red")
    for why, count in Counter(result.message or "" for result in ungraded).items():
        out.print(f"{count} not graded, the gradebook keeps their marks: {clean_line(why, 600)}", style="red")
    if json is not None:
        give(json, to_json(document_of(home, now, language)))
    raise typer.Exit(3 if ungraded else 1 if lost else 0)
