"""The command that opens the explorer."""

from __future__ import annotations

import getpass
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kg.cli.common import tell, workspace_argument


@click.command()
@workspace_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; else 8642 or the next free one, 0 any.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A name others call this machine by.")
@click.option("--token", default="", help="What others must bring; made up where it is needed and not given.")
@click.option("--read-only", is_flag=True, help="Take no judgements.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--by", metavar="NAME", help="Who judges; else KG_USER or the name of the user.")
def serve(workspace: Path, no_browser: bool, **options: Any) -> None:
    """Explore a graph in a browser: search, graph, evidence, boards, SPARQL (extra: serve).

    Serves this machine alone, and works offline. To others (--host) it opens only with a token, which the
    printed address holds. Ctrl-C ends it.

    \b
    kg serve county.kg
    kg serve county.kg --port 9000 --no-browser
    """  # noqa: D301
    from kg.serve.run import run
    from kg.serve.settings import PORT, Settings

    port = options["port"]
    settings = Settings(
        host=options["host"],
        port=PORT if port is None else port,
        token=options["token"],
        names=options["names"],
        judging=not options["read_only"],
        judge=options["by"] or _user(),
    )
    if not settings.local and not settings.token:
        settings = replace(settings, token=secrets.token_urlsafe(18))

    def ready(address: str) -> None:
        tell(f"{address}  (Ctrl-C ends)")
        if not no_browser:
            threading.Thread(target=click.launch, args=(address,), daemon=True).start()

    with suppress(KeyboardInterrupt):
        run(workspace, settings, ready, fixed=port is not None)
    tell("stopped")


def _user() -> str:
    return os.environ.get("KG_USER") or getpass.getuser()
