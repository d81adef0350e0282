"""The graph as RDF: one stream of quads that every RDF writer, SPARQL and SHACL share.

The default graph describes pages, entities and claims (statements, measurements, honours) with their
evidence. The graph named after a page holds what that page prints: its articles, the sentences and
mentions on it, and the plain triple of each fact that it states.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.export.terms import PUBLISHED, Iri, Namespaces, Quad, Text, clean, decimal, moment, string, whole
from kg.graph import Award, Edge, Graph, Node, Observation, Sheet, Source, Story
from kg.ids import digest
from kg.knowledge import ontology, tables

Triple = tuple[Iri, Iri, Iri | Text]
Claim = Edge | Observation | Award


@cache
def _published(name: str) -> Iri:
    prefix, _, local = name.partition(":")
    return Iri(PUBLISHED[prefix] + local)


TYPE = _published("rdf:type")
LABEL = _published("rdfs:label")
DERIVED = _published("prov:wasDerivedFrom")
BEGIN, END, ANCHOR = (_published(f"nif:{n}") for n in ("beginIndex", "endIndex", "anchorOf"))
PUBLISHED_ON = _published("schema:datePublished")
WITHIN = (_published("geo:sfWithin"), _published("schema:containedInPlace"))


def quads(graph: Graph, namespaces: Namespaces | None = None) -> Iterator[Quad]:
    """Every quad of the graph once, in an order that only the graph's content decides."""
    writer = _Writer(graph, namespaces or Namespaces())
    for triple in writer.described():
        yield (*triple, None)
    for page in writer.pages():
        name = writer.sheet(page)
        for triple in writer.printed(page):
            yield (*triple, name)
        for triple in writer.plain(writer.stated[page]):
            yield (*triple, name)


def triples(graph: Graph, namespaces: Namespaces | None = None) -> Iterator[Triple]:
    """The same without the names of graphs: a fact that several pages state comes once."""
    writer = _Writer(graph, namespaces or Namespaces())
    yield from writer.described()
    for page in writer.pages():
        yield from writer.printed(page)
    yield from writer.plain(set().union(*writer.stated.values()))


@dataclass(slots=True)
class _Stretch:
    """A stretch of a page that states something."""

    quote: str
    articles: set[str] = field(default_factory=set)


class _Writer:
    """Writes one graph: knows where each fact is stated and what stands on each page."""

    def __init__(self, graph: Graph, ns: Namespaces) -> None:
        self.graph = graph
        self.ns = ns
        self.term = cache(ns.term)
        self.sheet = cache(lambda page: ns.thing("page", page))
        self.known = ontology.load()
        self.types = {node.id: node.type for node in graph.entities}
        self.units = {row["unit"]: row["qudt"] for row in tables.rows("qudt.tsv")}
        self.posts: set[Iri] = set()
        self.stated: defaultdict[str, set[Triple]] = defaultdict(set)
        self.stretches: defaultdict[str, dict[tuple[int, int], _Stretch]] = defaultdict(dict)
        self.mentions: defaultdict[str, dict[tuple[int, int], tuple[str, set[Iri]]]] = defaultdict(dict)
        self.stories: defaultdict[str, list[Story]] = defaultdict(list)
        self._index()

    def _index(self) -> None:
        for claim in self._claims():
            plain = self._plain_of(claim)
            for source in claim.evidence:
                self.stated[source.page].update(plain)
                place = (source.start, source.end)
                stretch = self.stretches[source.page].setdefault(place, _Stretch(source.quote))
                stretch.articles.update(source.articles)
        for node in self.graph.entities:
            for m in node.mentions:
                spot = self.mentions[m.page].setdefault((m.start, m.end), (m.text, set()))
                spot[1].add(self.ns.entity(node.id))
        for story in self.graph.articles:
            self.stories[story.page].append(story)

    def _claims(self) -> Iterator[Claim]:
        yield from self.graph.facts
        yield from self.graph.measurements
        yield from self.graph.honours

    def pages(self) -> list[str]:
        """Ids of all pages that print something, sorted."""
        return sorted({*self.stated, *self.stretches, *self.mentions, *self.stories})

    def described(self) -> Iterator[Triple]:
        """The default graph."""
        for sheet in self.graph.pages:
            yield from self._sheet(sheet)
        for node in self.graph.entities:
            yield from self._node(node)
        for edge in self.graph.facts:
            yield from self._edge(edge)
        for observation in self.graph.measurements:
            yield from self._observation(observation)
        for award in self.graph.honours:
            yield from self._award(award)

    def printed(self, page: str) -> Iterator[Triple]:
        """Articles, sentences and mentions of a page."""
        for story in self.stories[page]:
            yield from self._story(story)
        for (start, end), stretch in sorted(self.stretches[page].items(), key=lambda item: item[0]):
            iri = self._span(page, start, end)
            yield iri, TYPE, self.term("Sentence")
            yield iri, TYPE, _published("nif:Sentence")
            yield from self._stretch(page, start, end, stretch.quote)
            for article in sorted(stretch.articles):
                yield iri, self.term("article"), self.ns.article(page, article)
        for (start, end), (text, entities) in sorted(self.mentions[page].items(), key=lambda item: item[0]):
            iri = self._span(page, start, end)
            yield iri, TYPE, self.term("Mention")
            if (start, end) not in self.stretches[page]:
                yield from self._stretch(page, start, end, text)
            for entity in sorted(entities):
                yield iri, self.term("refersTo"), entity

    def _span(self, page: str, start: int, end: int) -> Iri:
        return Iri(f"{self.sheet(page)}#char={start},{end}")

    def plain(self, stated: Iterable[Triple]) -> Iterator[Triple]:
        """Plain triples, sorted."""
        return iter(sorted(stated))

    def _plain_of(self, claim: Claim) -> Iterator[Triple] | tuple[Triple, ...]:
        s = self.ns.entity(claim.s)
        if isinstance(claim, Award):
            return ((s, self.term("honour"), string(claim.honour)),)
        if isinstance(claim, Edge):
            o = self.ns.entity(claim.o)
            within = claim.p == "locatedIn" and self.types.get(claim.s) in self.known.places
            return ((s, self.term(claim.p), o), *((s, p, o) for p in WITHIN if within))
        return ()

    def _stretch(self, page: str, start: int, end: int, text: str) -> Iterator[Triple]:
        iri = self._span(page, start, end)
        yield iri, self.term("page"), self.sheet(page)
        yield iri, BEGIN, whole(start)
        yield iri, END, whole(end)
        yield iri, ANCHOR, string(text)

    def _sheet(self, sheet: Sheet) -> Iterator[Triple]:
        iri = self.sheet(sheet.id)
        yield iri, TYPE, self.term("Page")
        yield iri, _published("dcterms:identifier"), string(sheet.id)
        yield iri, self.term("digest"), string(sheet.digest)
        if sheet.title is not None:
            yield iri, _published("schema:name"), string(sheet.title)
        if sheet.date is not None:
            yield iri, PUBLISHED_ON, moment(sheet.date)
        if sheet.source is not None:
            yield iri, _published("dcterms:source"), string(sheet.source)

    def _story(self, story: Story) -> Iterator[Triple]:
        iri = self.ns.article(story.page, story.id)
        yield iri, TYPE, self.term("Article")
        yield iri, TYPE, _published("schema:NewsArticle")
        yield iri, _published("schema:isPartOf"), self.sheet(story.page)
        yield iri, _published("schema:headline"), string(story.title)
        if story.date is not None:
            yield iri, PUBLISHED_ON, moment(story.date)
        for author in dict.fromkeys(map(string, story.authors)):
            yield iri, _published("dc:creator"), author

    def _node(self, node: Node) -> Iterator[Triple]:
        iri = self.ns.entity(node.id)
        yield iri, TYPE, self.term(node.type)
        yield iri, LABEL, string(node.name)
        for alias in dict.fromkeys(map(string, node.aliases)):
            yield iri, _published("skos:altLabel"), alias
        if node.code is not None:
            yield iri, _published("skos:notation"), string(node.code)
            level = self.known.level(node.code)
            if level:
                yield iri, self.term("level"), self.term(level)
        sort = self.known.sort(node.name) if node.type == "PublicBody" else None
        if sort:
            yield iri, _published("org:classification"), self.term(sort)

    def _edge(self, edge: Edge) -> Iterator[Triple]:
        iri = self.ns.thing("statement", edge.id)
        s, o = self.ns.entity(edge.s), self.ns.entity(edge.o)
        yield iri, TYPE, self.term("Statement")
        yield iri, TYPE, _published("rdf:Statement")
        yield iri, _published("rdf:subject"), s
        yield iri, _published("rdf:predicate"), self.term(edge.p)
        yield iri, _published("rdf:object"), o
        for key, value in edge.q:
            yield iri, self.ns.qualifier(key), moment(value) if key == "date" else string(value)
        post = dict(edge.q).get("post")
        if post is not None:
            yield iri, self.term("membership"), self.ns.thing("membership", edge.id)
        yield from self._claim(iri, edge)
        if post is not None:
            yield from self._membership(edge, post)

    def _membership(self, edge: Edge, title: str) -> Iterator[Triple]:
        iri = self.ns.thing("membership", edge.id)
        organisation = self.ns.entity(edge.o)
        post = self.ns.thing("post", post_id(edge.o, title))
        yield iri, TYPE, _published("org:Membership")
        yield iri, _published("org:member"), self.ns.entity(edge.s)
        yield iri, _published("org:organization"), organisation
        yield iri, _published("org:role"), post
        for day in sorted({source.date for source in edge.evidence if source.date is not None}):
            yield iri, self.term("seenOn"), moment(day)
        if post not in self.posts:
            self.posts.add(post)
            yield post, TYPE, _published("org:Post")
            yield post, TYPE, _published("org:Role")
            yield post, LABEL, string(title)
            yield post, _published("org:postIn"), organisation

    def _observation(self, m: Observation) -> Iterator[Triple]:
        iri = self.ns.thing("measurement", m.id)
        yield iri, TYPE, self.term("Measurement")
        yield iri, TYPE, _published("qb:Observation")
        yield iri, _published("qb:dataSet"), self.term("measurements")
        yield iri, self.term("about"), self.ns.entity(m.s)
        yield iri, self.term("indicator"), string(m.indicator)
        yield iri, self.term("value"), string(m.value)
        if m.number is not None:
            yield iri, self.term("number"), decimal(m.number)
        yield iri, self.term("unit"), string(m.unit)
        if m.unit in self.units:
            yield iri, _published("qudt:hasUnit"), Iri(PUBLISHED["unit"] + self.units[m.unit])
        yield iri, self.term("kind"), self.term(m.kind)
        if m.period is not None:
            yield iri, self.term("period"), moment(m.period)
        if m.change is not None:
            yield iri, self.term("change"), string(m.change)
        yield from self._claim(iri, m)

    def _award(self, award: Award) -> Iterator[Triple]:
        iri = self.ns.thing("honour", award.id)
        yield iri, TYPE, self.term("Honour")
        yield iri, self.term("about"), self.ns.entity(award.s)
        yield iri, self.term("honour"), string(award.honour)
        yield from self._claim(iri, award)

    def _claim(self, iri: Iri, claim: Claim) -> Iterator[Triple]:
        """Score and evidence, which every claim has; the evidence is described after its claim."""
        sources = sorted(set(claim.evidence), key=_place)
        yield iri, self.term("score"), decimal(claim.score)
        for sentence in dict.fromkeys(self._span(s.page, s.start, s.end) for s in sources):
            yield iri, DERIVED, sentence
        named = [(self.ns.thing("evidence", evidence_id(claim, source)), source) for source in sources]
        for name, _ in named:
            yield iri, self.term("evidence"), name
        for name, source in named:
            yield from self._evidence(name, source)

    def _evidence(self, iri: Iri, source: Source) -> Iterator[Triple]:
        yield iri, TYPE, self.term("Evidence")
        yield iri, self.term("sentence"), self._span(source.page, source.start, source.end)
        yield iri, self.term("score"), decimal(source.score)
        yield iri, self.term("rule"), string(source.by)
        if source.date is not None:
            yield iri, self.term("seenOn"), moment(source.date)


def evidence_id(claim: Claim, source: Source) -> str:
    """Id of a piece of evidence of a claim."""
    parts = (*map(str, _place(source)), *source.articles)
    return digest(type(claim).__name__, *map(clean, (claim.id, *parts)))


def post_id(body: str, title: str) -> str:
    """Id of a post by the id of its organisation and its title."""
    return digest(clean(body), clean(title))


def _place(source: Source) -> tuple[str, int, int, str, float, str, str]:
    """Sort key of evidence: a Source may hold None, which has no order."""
    return (source.page, source.start, source.end, source.by, source.score, source.quote, source.date or "")
