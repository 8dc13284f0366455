"""The page docs/command-line.md, written from the commands' own help: `make docs`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from patentrack.cli import main

INTRODUCTION = """# Command line

Every command with its help, as the command itself prints it. Written by `make docs`; the tests fail when it is out
of date. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with warnings. `--json` prints one object on stdout;
everything else goes to stderr. `patentrack --debug COMMAND` shows the traceback of a failure.
"""


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group, with the words that call it."""
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if command is None:
            raise LookupError(f"{group.name} lists {name} and does not have it")
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def command_line_page() -> str:
    """The page as Markdown."""
    parts = [INTRODUCTION]
    for path, command in commands(main):
        context = click.Context(command, info_name=f"patentrack {' '.join(path)}", terminal_width=100)
        parts.append(f"## patentrack {' '.join(path)}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(command_line_page(), end="")
