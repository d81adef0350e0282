"""Commands from a workspace to what others read: export, query, validate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import Asked, show_list, show_question
from kg.cli.common import graph_of, output, output_option, tell, workspace_argument

if TYPE_CHECKING:
    from kg.export import Exporter


def _show_formats(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print every format with what it is, and end."""
    if not wanted or context.resilient_parsing:
        return
    from kg.export import described

    for name, line in described().items():
        click.echo(f"{name:18}{line}")
    context.exit()


@click.command()
@workspace_argument
@click.option(
    "--to", "form", metavar="FORMAT", help="Format; told by the ending of FILE where it is not given."
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_formats,
    help="List the formats.",
)
@click.option(
    "--closure",
    "rules",
    type=click.Choice(["rdfs", "owlrl"]),
    help="Add what follows by the ontology; for turtle, ntriples and rdfxml.",
)
@output_option
def export(workspace: Path, form: str | None, rules: str | None, target: str) -> None:
    """Write a graph in another form.

    FORMAT is one of those that --list tells; where it is not given, the ending of FILE tells it. The same
    pages give the same bytes.

    \b
    kg export --list
    kg export county.kg -o county.ttl
    kg export county.kg -o county.neo4j.zip
    kg export county.kg --to json -o - | jq '.entities | length'
    kg export county.kg --closure owlrl -o county.ttl
    """  # noqa: D301
    from kg.export import exporter
    from kg.export.terms import Namespaces

    form = form or _form(target)
    write = _closed(form, rules) if rules else exporter(form)
    chunks = write(graph_of(workspace), Namespaces())
    with output(target) as file:
        file.writelines(chunks)


def _closed(form: str, rules: str) -> Exporter:
    """An exporter of the closure; raises ChoiceError, at once, where the format cannot hold it."""
    from kg.closure import closure
    from kg.export.rdf import flat
    from kg.export.terms import Namespaces

    flat((), form, Namespaces())
    return lambda graph, namespaces: flat(closure(graph, namespaces, rules), form, namespaces)


def _form(target: str) -> str:
    """The format that a file name tells by its ending."""
    from kg.export import SUFFIXES, form_of

    form = form_of(target)
    if form is None:
        raise click.UsageError(f"give --to FORMAT, or a FILE that ends in {', '.join(sorted(SUFFIXES))}")
    return form


@click.command()
@workspace_argument
@click.argument("text", metavar="QUERY", required=False)
@click.option(
    "-f", "--file", "script", metavar="FILE", help="Read the query from a file; - is standard input."
)
@click.option("--name", metavar="QUESTION", help="Ask a saved question.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Narrow a saved question; may be repeated."
)
@click.option("--cypher", is_flag=True, help="The query is Cypher, answered by Ladybug (extra: ladybug).")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_list,
    help="List saved questions.",
)
@click.option(
    "--show",
    metavar="QUESTION",
    is_eager=True,
    expose_value=False,
    callback=show_question,
    help="Print the SPARQL of a saved question.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "tsv", "xml", "turtle", "ntriples", "rdfxml", "jsonld"]),
    default="table",
    show_default=True,
    help="Form of the answer; the last four are for CONSTRUCT and DESCRIBE.",
)
@click.option(
    "--timeout", type=float, default=60, show_default=True, metavar="SECONDS", help="Time for the answer."
)
@output_option
def query(workspace: Path, form: str, timeout: float, target: str, **asked: Any) -> None:
    """Ask a workspace in SPARQL, or by the name of a saved question.

    The prefixes of the ontology need no declaration. What is not in the workspace is never fetched. With
    --cypher NAME.kg may also be a folder that kg load ladybug:FOLDER filled.

    \b
    kg query county.kg 'SELECT ?n WHERE { ?p a kg:Person ; rdfs:label ?n } LIMIT 5'
    kg query county.kg -f posts.rq --format csv -o posts.csv
    kg query --list
    kg query county.kg --name posts --set place=青阳县
    kg query county.kg --cypher 'MATCH (p:Person)-[r:holdsPost]->(b) RETURN p.name, r.post, b.name LIMIT 5'
    """  # noqa: D301
    from kg.query import written

    answer = Asked(**asked).answer(workspace, timeout)
    with output(target) as file:
        file.write(written(answer, form).encode())


@click.command()
@workspace_argument
@output_option
def validate(workspace: Path, target: str) -> int:
    """Check a graph against the shapes of the ontology.

    The shapes (SHACL) say what a finished graph must obey. Prints a line for every violation (shape, node,
    property, value, message); exit code 1 says that there is one.

    \b
    kg validate county.kg
    """  # noqa: D301
    from kg.validate import validate as validated

    report = validated(graph_of(workspace))
    with output(target) as file:
        for v in report.violations:
            file.write("\t".join((v.shape, v.focus, v.path, v.value, v.message)).encode() + b"\n")
    tell(f"{report.triples:,} triples, {len(report.violations):,} violations")
    return 0 if report.conforms else 1
