"""Start a zygote: ``python autograder/sandbox/__main__.py --control-fd N --isolation LEVEL``.

The marker runs this file by its path, so that it works for a plain checkout as well as for an installed package, and the
package is loaded from where this file is: never another version of it, and without a folder more on the path, whose
modules could stand in for those of the standard library.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def _load_package() -> None:
    """Import ``autograder`` from two folders up."""
    folder = Path(__file__).resolve().parent.parent
    spec = importlib.util.spec_from_file_location(
        "autograder", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"no package in {folder}")
    sys.modules["autograder"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


if __name__ == "__main__":
    if "autograder" not in sys.modules:
        _load_package()
    from autograder.sandbox.zygote import main

    main(sys.argv[1:])
