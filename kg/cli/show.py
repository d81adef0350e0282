"""Commands that show a graph to a person: stats, explain, view, demo."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import graph_of, output, output_option, tell, workspace_argument


@click.command()
@workspace_argument
@click.option(
    "--plot", metavar="FILE", help="Also draw the numbers, as PNG or SVG by the suffix (extra: plot)."
)
@output_option
def stats(workspace: Path, plot: str | None, target: str) -> None:
    """Count and measure a graph.

    Counts by type and predicate, degree, and the entities that connect most (centrality).

    \b
    kg stats county.kg
    kg stats county.kg --plot county.png
    """  # noqa: D301
    from kg import stats as numbers

    found = numbers.stats(graph_of(workspace))
    with output(target) as file:
        file.write(numbers.render(found).encode())
    if plot:
        numbers.plot(found, Path(plot))
        tell(f"drawn in {plot}")


@click.command()
@workspace_argument
@click.argument("name")
@output_option
def explain(workspace: Path, name: str, target: str) -> None:
    """Show the facts of an entity with their sentences, and why its pages are held to speak of one.

    NAME is a name, an alias or an id; where several entities bear it all are shown.

    \b
    kg explain county.kg 青阳县
    """  # noqa: D301
    from kg.assemble import assemble_explained
    from kg.explain import explain as explained

    made = assemble_explained(workspace)
    text = explained(made.graph, name, made.merges)
    with output(target) as file:
        file.write(text.encode())


@click.command()
@workspace_argument
@click.option("--around", metavar="NAME", help="Draw what lies around this entity (name, alias or id).")
@click.option("--hops", type=click.IntRange(1, 10), default=1, show_default=True, help="How far around it.")
@click.option(
    "--limit", type=click.IntRange(1, 2000), default=600, show_default=True, help="Most entities drawn."
)
@output_option
def view(workspace: Path, around: str | None, hops: int, limit: int, target: str) -> None:
    """Write a page to explore a graph in a browser.

    One file that works offline: coloured by type, with a legend, a search, and the sentence behind every
    edge.

    \b
    kg view county.kg -o county.html
    kg view county.kg --around 青阳县 --hops 2 -o qingyang.html
    """  # noqa: D301
    from kg.view import view as viewed

    page = viewed(graph_of(workspace), around, hops, limit)
    with output(target) as file:
        file.write(page.encode())


@click.command()
@click.argument("folder", default="kg-demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Build the sample pages that come with kg.

    FOLDER (kg-demo where none is named) gets a workspace, a page to look at in a browser, exports and a
    plot of its numbers.

    \b
    kg demo
    kg demo my-demo
    """  # noqa: D301
    from kg.demo import demo as made

    for line in made(folder):
        click.echo(line)
