"""``python -m benchmarks``: ours, nbgrader's and the floor, on the same notebooks, alternating in one run.

Wall and CPU time include starting up, shared by the class; the class has been graded once before, so that what hangs
on the suite alone is there. CPU time is what the whole machine was busy for: have it do nothing else. (A killed worker's
children are reaped by the kernel, which counts their time to nobody.)
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.authoring.demo import hand_in, lay_out
from autograder.authoring.release import generate
from autograder.core.course import Course
from benchmarks.bounds import bounds, show_bounds
from benchmarks.contenders import floor, make_stock, ours, ours_in_nbgrader, stock
from benchmarks.measuring import Run, measure


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--assignment", default="mlp")
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument(
        "--stock", type=int, default=4, help="students that stock nbgrader grades: it takes seconds each"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-stock", action="store_true")
    parser.add_argument("--no-bounds", dest="bounds", action="store_false", help="only the class above")
    parser.add_argument("--scale", type=int, nargs="*", default=[], help="classes of so many students, too")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(Path.cwd()), os.environ.get("PYTHONPATH")]))
    with tempfile.TemporaryDirectory(prefix="benchmark-") as scratch:
        course = class_of(Path(scratch) / "ours", options.assignment, options.students)
        contenders = [ours(1), ours(2), ours_in_nbgrader(), floor()]
        places = {contender.name: course for contender in contenders}
        if not options.no_stock:
            contenders.append(stock(options.stock / options.students))
            places[contenders[-1].name] = _stock_course(course, Path(scratch) / "stock", options)
        runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
        for number in range(options.rounds):
            for contender in contenders:
                given = max(1, round(options.students * contender.share))
                place = places[contender.name]
                runs[contender.name].append(
                    measure(contender.command(place, options.assignment), place.root, given)
                )
                print(
                    f"round {number + 1}: {contender.name}: {runs[contender.name][-1].wall:.1f} s",
                    file=sys.stderr,
                )
    show(runs, options)
    if options.bounds:
        show_bounds(bounds(options.rounds, options.scale))


def class_of(folder: Path, assignment: str, students: int) -> Course:
    """A class that has handed in one assignment; warm, as the second run of a term is."""
    course = lay_out(Course.find("."), folder)
    hand_in(course, students)
    for path in course.folders["submitted"].glob("*/*"):
        if path.name != assignment:
            for file in path.iterdir():
                file.unlink()
            path.rmdir()
    measure(ours(2).command(course, assignment), course.root)
    return course


def _stock_course(course: Course, folder: Path, options: argparse.Namespace) -> Course:
    folder.mkdir()
    make_stock(course, folder, options.assignment)
    stock_course = Course.load(folder)
    generate(stock_course)
    for student in sorted(course.folders["submitted"].iterdir())[: options.stock]:
        target = folder / "submitted" / student.name
        target.mkdir(parents=True)
        (target / options.assignment).symlink_to(student / options.assignment)
    return stock_course


def show(runs: dict[str, list[Run]], options: argparse.Namespace) -> None:
    """The table: medians over the rounds, and ratios to stock nbgrader."""
    table = Table(
        title=f"{options.assignment}, {options.students} submissions, {options.rounds} rounds",
        title_justify="left",
    )
    for column in (
        "",
        "wall s a submission",
        "CPU s a submission",
        "peak MB (PSS)",
        "throughput against stock",
    ):
        table.add_column(column, justify="left" if not column else "right")
    each = {
        name: statistics.median(run.wall / run.submissions for run in found) for name, found in runs.items()
    }
    base = next((value for name, value in each.items() if name.endswith("stock")), None)
    for name, found in runs.items():
        cpu = statistics.median(run.cpu / run.submissions for run in found)
        memory = statistics.median(run.memory for run in found)
        table.add_row(
            name,
            f"{each[name]:.3f}",
            f"{cpu:.3f}",
            f"{memory:.0f}",
            f"{base / each[name]:.0f} x" if base else "–",
        )
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
