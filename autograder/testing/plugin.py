"""The pytest plugin: ``pytest assignments/`` runs the tests of each folder against the notebook in it.

Nothing is imported before a test of ours is there: pytest loads this module in every project of the environment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

_SEED = "local"


@pytest.fixture(scope="module")
def student(request: pytest.FixtureRequest) -> Any:
    """Calls the functions of the notebook beside the test module (see ``autograder.testing.student.Student``)."""
    from autograder.testing.local import open_notebook

    return open_notebook(request.path)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test of ours as the marker does: the same examples, seeds, messages."""
    if "student" not in pyfuncitem.fixturenames or not _is_ours(pyfuncitem):
        return None
    from autograder.testing import local

    verdict = local.judge(pyfuncitem.path, pyfuncitem.name, pyfuncitem.funcargs["student"], _SEED)
    if verdict.skip:
        pytest.skip(str(verdict.message))
    if verdict.message is not None:
        pytest.fail(str(verdict.message), pytrace=False)
    return True


def _is_ours(item: pytest.Function) -> bool:
    """Whether the fixture is this module's: another project may have one of the same name."""
    (definition, *_) = item._fixtureinfo.name2fixturedefs.get("student", [None])
    return definition is not None and definition.func.__module__ == __name__


def notebook_beside(test_module: Path) -> Path:
    """The notebook that a test module is about: ``mlp/test_mlp.py`` or ``mlp/hidden/test_relu.py`` -> ``mlp/mlp.ipynb``."""
    folder = test_module.parent.parent if test_module.parent.name == "hidden" else test_module.parent
    return folder / f"{folder.name}.ipynb"
