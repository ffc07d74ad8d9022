"""The command ``autograder``, and ``python -m autograder``.

Marker processes import what their parent was started with: this, which takes no time.
"""

from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit."""
    from autograder.cli import main

    main()


if __name__ == "__main__":
    main()
