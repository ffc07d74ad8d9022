"""Takes an exercise out of a course, or gives it another name, in every file that speaks of it."""

import ast
import io
import re
import shutil
import tokenize
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from autograder.authoring.source import SourceNotebook, check_name, check_writable, grade_id_of, source_of
from autograder.core.course import Course
from autograder.core.errors import CourseError, UsageError
from autograder.core.files import write_whole
from autograder.core.source import parse

# what changes, a line a file; the file; and what does it, in order
Plan = list[tuple[str, Path, Callable[[], object]]]


def removal(course: Course, assignment: str, name: str) -> Plan:
    """How to take an exercise out: its cells, its public and hidden tests, its misconceptions, its kept solutions.

    Raises:
        UsageError: when the assignment has no such exercise.
        CourseError: when there is no such assignment.
    """
    notebook = _notebook(course, assignment, name)
    plan = _in_gradebook(course, assignment, notebook, name, None)
    gone = {name, f"test_{name}"}
    cells = [i for i, cell in enumerate(notebook.cells) if grade_id_of(cell) in gone]
    if cells and cells[0] > 0 and _is_heading_of(notebook.cells[cells[0] - 1], name):
        cells.insert(0, cells[0] - 1)

    def cut() -> None:
        notebook.cells[:] = [cell for i, cell in enumerate(notebook.cells) if i not in cells]
        notebook.save()

    if cells:
        plan.append((f"{_shown(course, notebook.path)}: {len(cells)} cells", notebook.path, cut))
    for path in course.public_tests(assignment):
        source = path.read_text(encoding="utf-8")
        left = _without(path, source, name)
        if parse(left) is None:
            raise UsageError(
                f"{path}: take the entry and the tests of {name} out by hand: they share lines with others"
            )
        if left != source:
            said = f"{_shown(course, path)}: the entry and the tests of {name}"
            plan.append((said, path, partial(write_whole, path, left.encode())))
    for path in _places(course, assignment, name):
        remove = shutil.rmtree if path.is_dir() else Path.unlink
        plan.append((f"{_shown(course, path)}: all of it", path, partial(remove, path)))
    return plan


def renaming(course: Course, assignment: str, old: str, new: str) -> Plan:
    """How to give an exercise another name, in its cells, tests, misconceptions and kept solutions.

    Raises:
        UsageError: when the assignment has no exercise ``old``, has one called ``new``, or ``new`` is no Python name.
        CourseError: when there is no such assignment.
    """
    check_name("exercise", new)
    notebook = _notebook(course, assignment, old)
    plan = _in_gradebook(course, assignment, notebook, old, new)
    if notebook.index(f"test_{old}") is None:
        raise UsageError(f"{assignment} has no cell test_{old}: there is nothing to rename")
    if notebook.index(new) is not None or _places(course, assignment, new):
        raise UsageError(f"{assignment} has an exercise {new} already")

    def rename_cells() -> None:
        for cell in notebook.cells:
            marks = cell.get("metadata", {}).get("nbgrader", {})
            if marks.get("grade_id") in (old, f"test_{old}"):
                marks["grade_id"] = marks["grade_id"].removesuffix(old) + new
            if cell["cell_type"] == "code":
                cell["source"] = renamed(source_of(cell), old, new).splitlines(keepends=True)
        notebook.save()

    said = f"{_shown(course, notebook.path)}: {old} becomes {new} in all code cells"
    plan.append((said, notebook.path, rename_cells))
    tests = [*course.public_tests(assignment), *course.hidden_tests(assignment)]
    kept = [file for path in _places(course, assignment, old) for file in sorted(path.rglob("*.py"))]
    for path in [*tests, *kept]:
        source = path.read_text(encoding="utf-8")
        text = renamed(source, old, new)
        if text != source:
            said = f"{_shown(course, path)}: {old} becomes {new}"
            plan.append((said, path, partial(write_whole, path, text.encode())))
    for path in _places(course, assignment, old):
        target = path.with_name(path.name.removesuffix(f"{old}.py") + f"{new}.py" if path.is_file() else new)
        plan.append((f"{_shown(course, path)}: moves to {target.name}", path, partial(path.rename, target)))
    return plan


def carry_out(plan: Plan) -> None:
    """Do it, once it is known that every file can be changed.

    Raises:
        UsageError: one cannot; nothing was changed.
    """
    check_writable(path for _, path, _ in plan)
    for _, _, step in plan:
        step()


def _in_gradebook(
    course: Course, assignment: str, notebook: SourceNotebook, old: str, new: str | None
) -> Plan:
    """What changes in nbgrader's gradebook, where there is one: first, as it may refuse."""
    if not course.has_gradebook:
        return []

    def change() -> None:
        from autograder.bridge.renamed import rename_cells  # nbgrader is slow to import

        rename_cells(course, assignment, {old: new, f"test_{old}": new and f"test_{new}"})

    what = (
        f"{old} becomes {new}, marks stay until a notebook that defines {old} is graded again"
        if new
        else f"the marks of {old} go"
    )
    return [(f"the gradebook: {what}", notebook.path, change)]


def marks_at_stake(course: Course, assignment: str, exercise: str) -> list[str]:
    """One line a student: the marks of an exercise, and the total with and without it; empty when nothing was graded.

    Raises:
        OurFault: when the gradebook cannot be read.
    """
    if not course.has_gradebook:
        return []
    from autograder.bridge.marks import read_marks  # nbgrader is slow to import

    lines = []
    for marks in read_marks(course, [assignment]).marks:
        raw, most = marks.raw or 0.0, marks.max_score or 0.0
        for part in marks.parts:
            if part.exercise == exercise:
                own = part.score or 0.0
                lines.append(
                    f"{marks.student}: {own:g} of {part.max_score:g} for {exercise}; in all {raw:g} of {most:g}, "
                    f"without it {raw - own:g} of {most - part.max_score:g}"
                )
    return lines


def orphans(
    course: Course, assignment: str, exercises: set[str], manifest: set[str], public: set[str]
) -> list[str]:
    """What stands in the assignment's folder for an exercise that has no cells, one sentence each.

    Args:
        exercises: the exercises that have cells.
        manifest: those in ``EXERCISES``.
        public: those that a public test names.
    """
    hidden = course.solutions / assignment / "hidden"
    folders = {path.parent.name for path in (hidden / "misconceptions").glob("*/*.py")}
    tests = {path.stem.removeprefix("test_") for path in course.hidden_tests(assignment)}
    speaks = (
        ("an entry in EXERCISES", manifest),
        ("a public test", public),
        ("hidden tests", tests),
        ("misconceptions", folders),
    )
    return [
        f"{assignment}: {name} has {what}, but no cell in the notebook: take it out with "
        f"`autograder remove {assignment} {name}`, or put its cells back"
        for what, names in speaks
        for name in sorted(names - exercises)
    ]


def renamed(source: str, old: str, new: str) -> str:
    """Python text in which the name ``old`` (alone, after ``test_``, or as a whole string) is ``new``."""

    def token(text: str) -> str:
        if text in (old, f"test_{old}") or text.startswith(f"test_{old}_"):
            return text.replace(old, new, 1)
        return re.sub(rf"^(['\"]){re.escape(old)}\1$", rf"\g<1>{new}\g<1>", text)

    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return source  # a cell with magics: left for the author
    lines = source.splitlines(keepends=True)
    for item in reversed(tokens):
        (row, start), (end_row, end) = item.start, item.end
        if item.type in (tokenize.NAME, tokenize.STRING) and row == end_row:
            lines[row - 1] = lines[row - 1][:start] + token(item.string) + lines[row - 1][end:]
    return "".join(lines)


def _notebook(course: Course, assignment: str, name: str) -> SourceNotebook:
    notebook = SourceNotebook(course.source_notebook(assignment))
    tests = [test for cell in notebook.cells if (test := grade_id_of(cell) or "").startswith("test_")]
    known = [test.removeprefix("test_") for test in tests]
    if name in known or _places(course, assignment, name):
        return notebook
    raise UsageError(f"{assignment} has no exercise {name!r}; it has {', '.join(known) or 'none'}")


def _is_heading_of(cell: dict[str, object], name: str) -> bool:
    """Whether a text is about one exercise alone: its title, or its identity, is the exercise's."""
    own = str(cell.get("id", "")).replace("-", "_") == f"{name}_text"
    return cell["cell_type"] == "markdown" and (own or source_of(cell).splitlines()[:1] == [f"## {name}"])


def _places(course: Course, assignment: str, name: str) -> list[Path]:
    """Files and folders that are one exercise's alone, if they are there."""
    hidden = course.solutions / assignment / "hidden"
    places = [hidden / f"test_{name}.py", hidden / "misconceptions" / name]
    places += [course.root / "tests" / kind / assignment / name for kind in ("right", "wrong")]
    return [path for path in places if path.exists()]


def _without(path: Path, source: str, name: str) -> str:
    """A public test module without an exercise's entry and tests. Raises CourseError when it is no Python."""
    lines = source.splitlines(keepends=True)
    try:
        tree = ast.parse(source)
    except SyntaxError as exc:
        raise CourseError(f"{path}, line {exc.lineno}: {exc.msg}; mend it first") from exc
    for start, end in sorted(_spans(tree, name), reverse=True):
        blank = next((i for i in range(end, len(lines)) if lines[i].strip()), len(lines))
        del lines[start - 1 : blank]  # the blank lines below go with it
    return "".join(lines).rstrip("\n") + "\n"


def _spans(tree: ast.Module, name: str) -> Iterator[tuple[int, int]]:
    """First and last line of each statement, or entry of a list, that is about ``name``."""
    for node in tree.body:
        end = node.end_lineno or node.lineno
        if isinstance(node, ast.FunctionDef) and any(
            _names(one, "exercise", name) for one in node.decorator_list
        ):
            yield min(one.lineno for one in node.decorator_list), end
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if any(_names(one, "Exercise", name) for one in node.value.args):
                yield node.lineno, end
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.List | ast.Tuple):
            for one in node.value.elts:
                if _names(one, "Exercise", name):
                    yield one.lineno, one.end_lineno or one.lineno


def _names(node: ast.expr, function: str, name: str) -> bool:
    """Whether ``node`` is ``function("name", …)``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return False
    return node.func.id == function and getattr(node.args[0], "value", None) == name


def _shown(course: Course, path: Path) -> str:
    return path.relative_to(course.root).as_posix()
