"""The layout is the architecture: who may import whom, and what the untrusted half is made of."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import autograder

PACKAGE = Path(autograder.__file__).parent
# a floor of the house -> what stands on it; imports go only downwards (docs/architecture.md)
FLOORS = {
    row[1]: int(row[0])
    for row in re.findall(
        r"^\| (\d+) \| `(\w+)/` \|",
        (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
}
NEVER = {"grading": {"feedback"}, "feedback": {"student"}}
UNTRUSTED = {
    "__future__",
    "autograder",
    "autograder.core",
    "autograder.core.values",
    "autograder.sandbox",
    "torch",
    "numpy",
    "IPython",
    "matplotlib",
    "msgpack",
}


def imports(path: Path, top: bool = False) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top else ast.walk(tree)
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {
                f"{node.module}.{alias.name}"
                if node.module in ("autograder", "autograder.sandbox")
                else node.module
                for alias in node.names
            }
    return found


def folders(path: Path) -> set[str]:
    """The folders of the package that a module imports from."""
    return {name.split(".")[1] for name in imports(path) if name.count(".")}


def test_the_plan_names_every_folder():
    """The table in docs/architecture.md has a row for every folder; nothing else is at the root."""
    assert set(FLOORS) == {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("folder", sorted(FLOORS))
def test_imports_go_only_downwards(folder):
    """A folder imports only what stands on a lower floor, or itself."""
    for path in (PACKAGE / folder).rglob("*.py"):
        for other in folders(path) & set(FLOORS) - {folder}:
            where = f"{path.relative_to(PACKAGE)} imports {other}"
            assert FLOORS[other] < FLOORS[folder], where
            assert other not in NEVER.get(folder, set()), where


def test_the_untrusted_half_imports_nothing_of_ours_but_the_values():
    """A worker is made of the standard library, torch, IPython, the values and itself."""
    for path in (PACKAGE / "sandbox").rglob("*.py"):
        for name in imports(path):
            if name.split(".")[0] in sys.stdlib_module_names:
                continue
            assert name in UNTRUSTED or name.startswith(
                ("autograder.sandbox", "torch", "IPython", "matplotlib", "numpy")
            ), f"{path.name} imports {name}"


def test_no_code_is_made_of_what_comes_from_a_worker():
    """No pickle, marshal, dill or shelve; but for the audit, whose forks run the course's own code."""
    for path in set(PACKAGE.rglob("*.py")) - set((PACKAGE / "authoring").rglob("*.py")):
        assert not imports(path) & {
            "pickle",
            "cPickle",
            "marshal",
            "dill",
            "shelve",
            "cloudpickle",
            "joblib",
        }, path


def test_a_warm_worker_has_loaded_nothing_hidden():
    """What a zygote has in memory after warming up: no test authoring, no marker, no hypothesis."""
    code = (
        "import sys; from autograder.sandbox import main; main.warm(); "
        "print([name for name in sys.modules if name.split('.')[0] in ('hypothesis', 'pytest', 'nbgrader') "
        "or name.startswith(('autograder.grading', 'autograder.testing', 'autograder.feedback', 'autograder.rules'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]", done.stdout


def test_importing_the_package_costs_nothing():
    """``import autograder`` imports neither torch nor anything else that is slow."""
    code = "import sys, autograder; print([n for n in ('torch', 'hypothesis', 'nbformat', 'rich', 'matplotlib') if n in sys.modules])"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_modules_fit_on_a_few_screens():
    """No module of more than 520 formatted lines."""
    long = {
        path.name: count
        for path in PACKAGE.rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 520
    }
    assert not long


def test_every_public_function_says_what_it_does():
    """Public functions and classes of the package have a docstring."""
    bare = []
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name in ("templates",):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                bare.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert not bare
