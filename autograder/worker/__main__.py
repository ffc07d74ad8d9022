"""Start a zygote: ``python autograder/worker/__main__.py --control-fd N --isolation LEVEL``.

The marker runs this file by its path, so that it works for a plain checkout as well as for an installed package. The
package's parent folder goes last on the path: nothing in it can stand in for a module of the standard library.
"""

from __future__ import annotations

import sys
from pathlib import Path


def _find_package() -> None:
    parent = str(Path(__file__).resolve().parent.parent.parent)
    if parent not in sys.path:
        sys.path.append(parent)


if __name__ == "__main__":
    _find_package()
    from autograder.worker.zygote import main

    main(sys.argv[1:])
