"""The walls around student code: one module a layer, and the levels that they add up to.

Nothing here is imported into a process that holds anything worth stealing, and no module needs Linux to be imported:
the layers are tried when they are used.
"""

from __future__ import annotations

NAMESPACES = "namespaces+landlock+seccomp"
FALLBACK = "landlock+seccomp"
NONE = "none"
AUTO = "auto"
LEVELS = (NAMESPACES, FALLBACK, NONE)
"""From the strongest to the weakest; ``auto`` means the strongest that this machine gives, and never ``none``."""


class Unavailable(Exception):
    """A layer or a level that this machine does not give; the message says why and what would help."""
