"""Commands that ask who is connected to whom: paths, central, communities, compare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.common import graph_of, output, output_option, workspace_argument

_plot = click.option(
    "--plot",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also draw it, as PNG or SVG (extra: plot).",
)


@click.command()
@workspace_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="Most paths.")
@_plot
@output_option
def paths(workspace: Path, one: str, other: str, limit: int, **where: Any) -> None:
    """Show the shortest paths between two entities, with the sentence of every step.

    A and B are ids, or names that one entity alone bears. The strongest path comes first.

    \b
    kg paths county.kg 贺兰青 枫桥镇
    kg paths county.kg 贺兰青 枫桥镇 --plot paths.png
    """  # noqa: D301
    from kg.connect.told import ways, ways_text

    found = ways(graph_of(workspace), one, other, limit)
    _write(ways_text(found), where)
    if where["plot"]:
        from kg.connect.plot import draw_ways

        draw_ways(found, where["plot"])


@click.command()
@workspace_argument
@click.option("--by", default="degree", show_default=True, help="degree, betweenness or pagerank.")
@click.option("--type", "type_", default="", metavar="TYPE", help="Only entities of this type.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Most entities.")
@_plot
@output_option
def central(workspace: Path, by: str, type_: str, limit: int, **where: Any) -> None:
    """Rank the entities in the middle of a graph.

    By the number of their facts (degree), the share of shortest paths that lead through them (betweenness),
    or how often one who follows facts at random meets them (pagerank).

    \b
    kg central county.kg
    kg central county.kg --by betweenness --type Enterprise --plot central.png
    """  # noqa: D301
    from kg.connect.told import central as ranked
    from kg.connect.told import central_text

    found = ranked(graph_of(workspace), by, type_, limit)
    _write(central_text(found), where)
    if where["plot"]:
        from kg.connect.plot import draw_central

        draw_central(found, by, where["plot"])


@click.command()
@workspace_argument
@click.option("--least", type=click.IntRange(1), default=3, show_default=True, help="Fewest members.")
@_plot
@output_option
def communities(workspace: Path, least: int, **where: Any) -> None:
    """Group entities by who has to do with whom.

    The groups are those of the Louvain method; the same graph gives the same groups.

    \b
    kg communities county.kg
    """  # noqa: D301
    from kg.connect.told import groups, groups_text

    found = groups(graph_of(workspace), least)
    _write(groups_text(found), where)
    if where["plot"]:
        from kg.connect.plot import draw_groups

        draw_groups(found, where["plot"])


@click.command()
@workspace_argument
@click.argument("one", metavar="PLACE")
@click.argument("other", metavar="PLACE")
@_plot
@output_option
def compare(workspace: Path, one: str, other: str, **where: Any) -> None:
    """Put two places side by side: their figures, and what both have or one alone.

    Any two entities can be compared. Figures are those of the same indicator, unit and period.

    \b
    kg compare county.kg 云渡县 安川县
    """  # noqa: D301
    from kg.connect.told import comparison, comparison_text

    made = comparison(graph_of(workspace), one, other)
    _write(comparison_text(made), where)
    if where["plot"]:
        from kg.connect.plot import draw_comparison

        draw_comparison(made, where["plot"])


def _write(text: str, where: Mapping[str, Any]) -> None:
    """The text to where it is wanted."""
    with output(where["target"]) as file:
        file.write(text.encode())
