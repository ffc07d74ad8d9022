"""The reference of all commands, ``docs/commands.md``: ``python -m autograder.cli.reference > docs/commands.md``."""

import inspect
from typing import Any

import typer.main

from autograder.cli import app


def markdown() -> str:
    """One section a command: what it does, its arguments and options."""
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    parts = [
        "# Commands\n\n`autograder COMMAND --help` says the same. Every command: exit status 0 done, 1 some submission is\n"
        "unreadable, 2 wrong use, 3 a fault of ours.\n"
    ]
    for name, command in commands.items():
        parts.append(f"## `autograder {name}`\n\n{inspect.cleandoc(command.help or '')}\n")
        rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
        if rows:
            parts.append("| argument, option | meaning |\n| --- | --- |\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        label = parameter.metavar or parameter.name.upper()
    else:
        flags = ", ".join([*parameter.opts, *parameter.secondary_opts])
        label = flags if parameter.is_flag else f"{flags} {parameter.metavar or 'VALUE'}"
    return f"| `{label}` | {(parameter.help or '').replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    print(markdown(), end="")
