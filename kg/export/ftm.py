"""FollowTheMoney entities as JSON lines: what investigative tools (Aleph, OpenAleph, yente) take.

A post is a Position with an Occupancy, other facts are links between their ends; measurements and honours
are Notes. Evidence: each link and note has its quotes as `description`, the day seen as `date`, and `proof`
leads to the article. FollowTheMoney has no place for offsets, rules, scores and single mentions: they are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.export.rdf import chunks
from kg.export.terms import Namespaces, clean
from kg.graph import Award, Edge, Graph, Node, Observation, Sheet, Source, Story
from kg.ids import digest
from kg.knowledge import tables
from kg.records import one_line, plain

Properties = dict[str, list[str]]

_ID = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_ORGANISATIONS = frozenset({"Company", "Organization", "PublicBody"})


def ftm(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """One entity a line, streamed; `data/ftm.tsv` says which of our terms is which schema of theirs."""
    return chunks(_Writer(graph, namespaces).lines())


class _Writer:
    """Writes one graph."""

    def __init__(self, graph: Graph, ns: Namespaces) -> None:
        self.graph = graph
        self.ns = ns
        self.known = {row["term"]: row for row in tables.rows("ftm.tsv")}
        self.schemas = {node.id: self.known[node.type]["schema"] for node in graph.entities}
        self.articles = {article.id for article in graph.articles}
        self.pages = {page.id for page in graph.pages}
        self.posts: set[str] = set()

    def lines(self) -> Iterator[str]:
        """All entities of theirs."""
        yield from map(self._page, self.graph.pages)
        yield from map(self._article, self.graph.articles)
        yield from map(self._entity, self.graph.entities)
        for edge in self.graph.facts:
            if edge.p == "holdsPost":
                yield from self._occupancy(edge)
            else:
                yield self._link(edge)
        yield from map(self._measurement, self.graph.measurements)
        yield from map(self._honour, self.graph.honours)

    def _page(self, page: Sheet) -> str:
        held: Properties = {
            "name": [page.title or page.id],
            "fileName": [page.source or page.id],
            "publishedAt": _dates([page.date]),
            "sourceUrl": [self.ns.thing("page", page.id)],
        }
        return _entity(_key("page", page.id), "Document", held)

    def _article(self, article: Story) -> str:
        held: Properties = {
            "name": [article.title],
            "title": [article.title],
            "author": list(article.authors),
            "publishedAt": _dates([article.date]),
            "sourceUrl": [self.ns.article(article.page, article.id)],
        }
        return _entity(_key("article", article.id), "Article", held)

    def _entity(self, node: Node) -> str:
        schema = self.schemas[node.id]
        held: Properties = {
            "name": [node.name],
            "alias": list(node.aliases),
            "sourceUrl": [self.ns.entity(node.id)],
            "country": ["cn"] if node.code is not None else [],
            "notes": [f"GB/T 2260: {node.code}"] if node.code is not None else [],
            "keywords": [node.type],
        }
        return _entity(_own(node.id), schema, held)

    def _occupancy(self, edge: Edge) -> Iterator[str]:
        title = dict(edge.q).get("post") or edge.p
        post = _key("post", edge.o, title)
        if post not in self.posts:
            self.posts.add(post)
            of = [_own(edge.o)] if self.schemas[edge.o] in _ORGANISATIONS else []
            yield _entity(post, "Position", {"name": [title], "organization": of})
        held: Properties = {"holder": [_own(edge.s)], "post": [post]}
        yield _entity(_own(edge.id), "Occupancy", held | self._evidence(edge.id, edge.evidence))
        if self.schemas[edge.o] not in _ORGANISATIONS:
            yield self._link(edge, _key("link", edge.id))

    def _link(self, edge: Edge, id_: str = "") -> str:
        row = self.known["relation"] if id_ or edge.p not in self.known else self.known[edge.p]
        q = dict(edge.q)
        held: Properties = {row["source"]: [_own(edge.s)], row["target"]: [_own(edge.o)]}
        held["role"] = [edge.p, *([q["role"]] if "role" in q else [])]
        held["summary"] = [f"{key}: {value}" for key, value in edge.q]
        return _entity(id_ or _own(edge.id), row["schema"], held | self._evidence(edge.id, edge.evidence))

    def _measurement(self, m: Observation) -> str:
        told = " ".join(filter(None, (m.indicator, m.value, m.change)))
        details = {"number": plain(m.number), "unit": m.unit, "kind": m.kind, "period": m.period}
        held = {
            "entity": [_own(m.s)],
            "name": [told],
            "summary": [f"{key}: {value}" for key, value in details.items() if value is not None],
        }
        return _entity(_own(m.id), "Note", held | self._note(m.evidence))

    def _honour(self, award: Award) -> str:
        held = {"entity": [_own(award.s)], "name": [award.honour]}
        return _entity(_own(award.id), "Note", held | self._note(award.evidence))

    def _note(self, evidence: tuple[Source, ...]) -> Properties:
        return {
            "description": [source.quote for source in evidence],
            "proof": self._proof(evidence),
            "sourceUrl": [self.ns.span(s.page, s.start, s.end) for s in evidence],
        }

    def _evidence(self, claim: str, evidence: tuple[Source, ...]) -> Properties:
        return {
            **self._note(evidence),
            "date": _dates(source.date for source in evidence),
            "recordId": [claim],
        }

    def _proof(self, evidence: tuple[Source, ...]) -> list[str]:
        """The articles, or the page where no article is known."""
        found = []
        for s in evidence:
            ids = [f"{s.page}#{a.removeprefix(s.page + '#')}" for a in s.articles]
            known = [_key("article", id_) for id_ in ids if id_ in self.articles]
            found += known or ([_key("page", s.page)] if s.page in self.pages else [])
        return found


def _entity(id_: str, schema: str, held: Properties) -> str:
    """A line; values that are empty or come twice are left out."""
    values = {key: [v for v in dict.fromkeys(map(clean, found)) if v.strip()] for key, found in held.items()}
    properties = {key: found for key, found in sorted(values.items()) if found}
    return one_line({"id": id_, "schema": schema, "properties": properties}) + "\n"


def _own(id_: str) -> str:
    """The graph's own id where their form of ids allows it, else its digest."""
    return id_ if _ID.fullmatch(id_) else _key("id", id_)


def _key(*parts: str) -> str:
    return digest(*map(clean, parts))


def _dates(found: Iterable[str | None]) -> list[str]:
    """What is a day, month or year."""
    return sorted({day for day in found if day is not None and _DATE.fullmatch(day)})
