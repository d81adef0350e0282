"""SPARQL over a graph: asked within limits, answered in every result format."""

from kg.query.answer import Answer, Cell, Dataset, LimitError, Limits, QueryError, RefusedError
from kg.query.apart import Crew
from kg.query.ask import Asked, answer, guarded, load, query
from kg.query.dataset import dataset
from kg.query.written import WRITERS, csv_text, csv_value, json_text, table, written

__all__ = [
    "WRITERS",
    "Answer",
    "Asked",
    "Cell",
    "Crew",
    "Dataset",
    "LimitError",
    "Limits",
    "QueryError",
    "RefusedError",
    "answer",
    "csv_text",
    "csv_value",
    "dataset",
    "guarded",
    "json_text",
    "load",
    "query",
    "table",
    "written",
]
