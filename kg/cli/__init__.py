"""The command line: each command a thin shell over one function of the API."""

from __future__ import annotations

import gc
import importlib
import os
import sys

import click

from kg import __version__
from kg.errors import ChoiceError, KgError
from kg.texts import shown

#: Command -> module that defines it as a variable of its name; read when it is asked for.
_COMMANDS = {
    "build": "kg.cli.pages",
    "extract": "kg.cli.pages",
    "evaluate": "kg.cli.pages",
    "export": "kg.cli.graphs",
    "query": "kg.cli.graphs",
    "load": "kg.cli.load",
    "validate": "kg.cli.graphs",
    "stats": "kg.cli.show",
    "explain": "kg.cli.show",
    "view": "kg.cli.show",
    "serve": "kg.cli.serve",
    "paths": "kg.cli.connect",
    "central": "kg.cli.connect",
    "communities": "kg.cli.connect",
    "compare": "kg.cli.connect",
    "demo": "kg.cli.show",
    "review": "kg.cli.review",
    "merge": "kg.cli.review",
    "split": "kg.cli.review",
    "undo": "kg.cli.review",
    "judgements": "kg.cli.review",
}
_INTERRUPTED = 130


class _Commands(click.Group):
    """The commands in the order of the work, each read when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(_COMMANDS[cmd_name]), cmd_name)
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kg")
def group() -> None:
    """Turn Chinese local newspapers into a knowledge graph that can be checked.

    Every edge of the graph leads back to the sentence that states it.

    \b
    kg demo                                  a sample graph to look at
    kg build pages/ -o county.kg             pages into a workspace
    kg view county.kg -o county.html         look at it in a browser
    kg export county.kg --to turtle -o -     take it elsewhere

    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some inputs could not be read.
    """  # noqa: D301


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; a fault is one line on standard error."""
    gc.set_threshold(100_000, 50, 50)  # tables fill the memory with what is no garbage, and cycles are few
    code = run(arguments)
    gc.freeze()  # what ends with the process is searched no more
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        return int(group.main(args=arguments, prog_name="kg", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("stopped; what was finished is kept")
        return _INTERRUPTED
    except BrokenPipeError:
        _leave_pipe()
        return 1
    except KgError as error:
        _complain(str(error))
        return 2 if isinstance(error, ChoiceError) else 1
    except Exception as error:
        if os.environ.get("KG_TRACEBACK"):
            raise
        _complain(
            f"unforeseen fault ({type(error).__name__}: {error}); report it, KG_TRACEBACK=1 shows where"
        )
        return 1


def _complain(message: str) -> None:
    click.echo(f"kg: {shown(message)}", err=True)


def _leave_pipe() -> None:
    """Keep the interpreter from complaining of the closed pipe once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
