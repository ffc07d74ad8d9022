"""``autograder demo``: a class of students from submissions to feedback pages, to look at."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.grading import find_course, grade_paths, show_results
from autograder.cli.options import Course, Jobs
from autograder.cli.tables import console


def demo(
    folder: Annotated[Path, typer.Option(help="Where to lay out the class.")] = Path("demo-class"),
    students: Annotated[int, typer.Option(min=1, max=10_000, help="How many students.")] = 24,
    jobs: Jobs = None,
    course: Course = None,
) -> None:
    """Make a class out of known right and wrong solutions, grade it through nbgrader's gradebook, and show it.

    Everything is written into one folder, with feedback pages for every student and the report on the class.
    """
    from autograder.grading import cores
    from autograder.grading.pools import LocalPool
    from autograder.grading.tasks import Conditions

    home = find_course(course)
    with closing(LocalPool(Conditions(str(folder.resolve())), jobs or cores.count())) as pool:
        pool.begin(home)  # what is imported below takes seconds, too
        from autograder.authoring.demo import hand_in, lay_out
        from autograder.bridge.marks import read_marks
        from autograder.grading.course_words import course_words
        from autograder.reports.files import class_statistics, write_feedback, write_page
        from autograder.reports.report import report_html

        made = lay_out(home, folder)
        graded = grade_paths(made, [hand_in(made, students)], gradebook=True, pool=pool)
        results = sorted(graded, key=lambda result: (result.student, result.assignment))
    out = console()
    show_results(results, out)
    words, record = course_words(made), read_marks(made)
    pages = write_feedback(made, results, words, record=record)
    statistics = class_statistics(made, results, words, record)
    report = write_page(made.root / "report.html", report_html(statistics, language=made.language))
    out.print(
        f"\nmarks      {made.db_url} (nbgrader's gradebook: `cd {folder}`, `jupyter lab`, menu Nbgrader, Formgrader)"
    )
    out.print(f"feedback   {len(pages)} pages, such as {next(iter(pages.values()))}")
    out.print(f"report     {report}")
