"""The command ``autograder``, and ``python -m autograder``."""

from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit."""
    from autograder.cli import main

    main()


if __name__ == "__main__":
    main()
