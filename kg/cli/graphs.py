"""Commands from a workspace to what others read: export, query, validate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.common import graph_of, output, output_option, tell, workspace_argument
from kg.errors import InputError


@click.command()
@workspace_argument
@click.option(
    "--to", "form", metavar="FORMAT", help="Format; told by the ending of FILE where it is not given."
)
@output_option
def export(workspace: Path, form: str | None, target: str) -> None:
    """Write a graph in another form.

    FORMAT is json, turtle, trig, nquads, ntriples, rdfxml, jsonld, graphml or gexf; an unknown one lists all
    there are. The same pages give the same bytes.

    \b
    kg export county.kg -o county.ttl
    kg export county.kg --to json -o - | jq '.entities | length'
    """  # noqa: D301
    from kg.export import export as exported
    from kg.export import exporter

    form = form or _form(target)
    exporter(form)
    chunks = exported(graph_of(workspace), form)
    with output(target) as file:
        file.writelines(chunks)


def _form(target: str) -> str:
    """The format that a file name tells by its ending."""
    from kg.export import SUFFIXES

    form = SUFFIXES.get(Path(target).suffix.lower())
    if form is None:
        raise click.UsageError(f"give --to FORMAT, or a FILE that ends in {', '.join(sorted(SUFFIXES))}")
    return form


@click.command()
@workspace_argument
@click.argument("sparql", required=False)
@click.option(
    "-f", "--file", "script", metavar="FILE", help="Read the query from a file; - is standard input."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@output_option
def query(workspace: Path, sparql: str | None, script: str | None, form: str, target: str) -> None:
    """Ask a workspace in SPARQL.

    The prefixes of the ontology need no declaration. What is not in the workspace is never fetched.

    \b
    kg query county.kg 'SELECT ?n WHERE { ?p a kg:Person ; rdfs:label ?n } LIMIT 5'
    kg query county.kg -f posts.rq --format csv -o posts.csv
    """  # noqa: D301
    from kg.query import query as asked
    from kg.query import written

    question = _question(sparql, script)
    answer = asked(graph_of(workspace), question)
    with output(target) as file:
        file.write(written(answer, form).encode())


def _question(sparql: str | None, script: str | None) -> str:
    """The query that was given, as an argument or in a file, but not both."""
    if (sparql is None) == (script is None):
        raise click.UsageError("give a query, or -f FILE with one")
    if sparql is not None:
        return sparql
    try:
        data = sys.stdin.buffer.read() if script == "-" else Path(script or "").read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{script}: cannot be read ({error}); give a file of SPARQL in UTF-8") from error


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
