"""Numbers of a graph: counts, degrees, who stands in the middle of it, and what its sentences speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis import betweenness, degrees, pagerank, simple
from kg.errors import ChoiceError, MissingExtraError
from kg.files import replacing
from kg.graph import Award, Edge, Graph, Node, Observation
from kg.knowledge.ontology import Term, load
from kg.texts import shown, table

if TYPE_CHECKING:
    import networkx

_RANKED = 10
_KEYWORDS = 20
_BAR = 24
_NAME_WEIGHT = 100_000
"""Frequency given to names in jieba's dictionary: above that of the words they are made of."""
_FORMATS = ("png", "svg", "pdf")


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """An entity and how much of a measure it has."""

    id: str
    type: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Components:
    """Connected parts of the graph; `isolated` entities stand in no fact."""

    number: int
    largest: int
    isolated: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Numbers of a graph. Tables are sorted, the most first."""

    pages: int
    articles: int
    entities: int
    facts: int
    measurements: int
    honours: int
    mentions: int
    sentences: int
    """Pieces of evidence of facts, measurements and honours."""
    period: tuple[str, str] | None
    """First and last day of the evidence."""
    types: tuple[tuple[str, int], ...]
    predicates: tuple[tuple[str, int], ...]
    degrees: tuple[tuple[int, int], ...]
    """(Facts an entity stands in, entities of so many), ascending."""
    centrality: tuple[tuple[str, tuple[Rank, ...]], ...]
    """Measure (`degree`, `betweenness`, `pagerank`) and the first entities by it."""
    components: Components
    keywords: tuple[tuple[str, float], ...]
    """Words of the evidence that are no entity's name, by TF-IDF."""


def stats(graph: Graph) -> Stats:
    """Count and measure a graph. Betweenness of more than 500 entities is a seeded estimate."""
    links = simple(graph)
    degree = degrees(graph)
    stated: list[Edge | Observation | Award] = [*graph.facts, *graph.measurements, *graph.honours]
    days = sorted(source.date for one in stated for source in one.evidence if source.date)
    return Stats(
        pages=len(graph.pages),
        articles=len(graph.articles),
        entities=len(graph.entities),
        facts=len(graph.facts),
        measurements=len(graph.measurements),
        honours=len(graph.honours),
        mentions=sum(len(node.mentions) for node in graph.entities),
        sentences=sum(len(one.evidence) for one in stated),
        period=(days[0], days[-1]) if days else None,
        types=_counted(node.type for node in graph.entities),
        predicates=_counted(fact.p for fact in graph.facts),
        degrees=tuple(sorted(Counter(degree.values()).items())),
        centrality=_centrality(graph, links, degree),
        components=_components(links),
        keywords=keywords(graph),
    )


def keywords(graph: Graph, count: int = _KEYWORDS) -> tuple[tuple[str, float], ...]:
    """The words that mark the evidence sentences (jieba's TF-IDF), names of entities left out."""
    stated: list[Edge | Observation | Award] = [*graph.facts, *graph.measurements, *graph.honours]
    quotes = sorted({source.quote for one in stated for source in one.evidence})
    names = {form for node in graph.entities for form in (node.name, *node.aliases)}
    if not quotes:
        return ()
    found = _tagger(names).extract_tags("\n".join(quotes), topK=None, withWeight=True)
    words = [(word, float(weight)) for word, weight in found if _speaks(word, names)]
    return tuple(sorted(words, key=lambda pair: (-pair[1], pair[0]))[:count])


def render(stats: Stats) -> str:
    """The numbers as plain text, labels in English and Chinese, columns aligned for Chinese characters."""
    known = load()
    lines = ["Graph 图谱", *table(_totals(stats), frozenset({1})), ""]
    lines += ["Entities by type 实体类型", *_bars(stats.types, known.classes), ""]
    lines += ["Facts by predicate 事实谓词", *_bars(stats.predicates, known.predicates), ""]
    lines += ["Facts an entity stands in 度分布", *_spread(stats.degrees), ""]
    for measure, ranks in stats.centrality:
        lines += [f"First by {measure} {_MEASURES[measure]}", *_ranks(ranks), ""]
    words = "  ".join(f"{shown(word)} {weight:.2f}" for word, weight in stats.keywords)
    lines += ["Words of the evidence 关键词", f"  {words}"] if words else []
    return "\n".join(lines).rstrip() + "\n"


def plot(stats: Stats, path: Path) -> None:
    """Write a picture of the numbers (`.png`, `.svg`, `.pdf`): types, predicates, degrees.

    Labels are English, so that it needs no Chinese font. Raises MissingExtraError without matplotlib and
    ChoiceError for another format.
    """
    kind = path.suffix.lstrip(".").lower()
    if kind not in _FORMATS:
        raise ChoiceError(
            f"{path}: no picture format {kind or '(none)'!r}; choose from {', '.join(_FORMATS)}"
        )
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("plots need matplotlib: pip install 'county-kg[plot]'") from error
    known = load()
    undated = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
    with matplotlib.rc_context({"svg.hashsalt": "kg", "font.size": 9}), replacing(path) as file:
        figure = Figure(figsize=(12, 5), layout="constrained")
        left, middle, right = figure.subplots(1, 3)
        _draw_bars(left, "Entities by type", stats.types, known.classes)
        _draw_bars(middle, "Facts by predicate", stats.predicates, known.predicates)
        _draw_degrees(right, stats.degrees)
        figure.savefig(file, format=kind, dpi=144, metadata=undated[kind])


_MEASURES = {"degree": "度数", "betweenness": "中介中心性", "pagerank": "网页排名"}


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _centrality(
    graph: Graph, links: networkx.Graph[str], degree: Mapping[str, int]
) -> tuple[tuple[str, tuple[Rank, ...]], ...]:
    nodes = {node.id: node for node in graph.entities}
    measures = {"degree": degree, "betweenness": betweenness(links), "pagerank": pagerank(links)}
    return tuple((name, _first(found, nodes)) for name, found in measures.items())


def _first(found: Mapping[str, float], nodes: Mapping[str, Node]) -> tuple[Rank, ...]:
    """The first entities; values are compared at nine digits, so that rounding decides no place."""
    order = sorted(found, key=lambda i: (-round(found[i], 9), i))[:_RANKED]
    return tuple(Rank(i, nodes[i].type, nodes[i].name, found[i]) for i in order if found[i] > 0)


def _components(links: networkx.Graph[str]) -> Components:
    import networkx

    sizes = [len(part) for part in networkx.connected_components(links)]
    return Components(len(sizes), max(sizes, default=0), sizes.count(1))


def _tagger(names: set[str]) -> Any:
    """Keywords by jieba over its own dictionary and the names, so that no piece of a name is a word."""
    import logging

    import jieba
    import jieba.analyse

    jieba.setLogLevel(logging.WARNING)
    tagger = jieba.analyse.TFIDF()
    tagger.tokenizer = jieba.Tokenizer()
    for name in sorted(names):
        tagger.tokenizer.add_word(name, freq=_NAME_WEIGHT)
    return tagger


def _speaks(word: str, names: set[str]) -> bool:
    """Whether a word tells something: two Chinese characters or more, and no entity's name."""
    return len(word) >= 2 and all("\u4e00" <= c <= "\u9fff" for c in word) and word not in names


def _totals(stats: Stats) -> list[tuple[str, str, str]]:
    parts = stats.components
    rows = [
        ("pages", stats.pages, "版面"),
        ("articles", stats.articles, "文章"),
        ("entities", stats.entities, "实体"),
        ("facts", stats.facts, "事实"),
        ("measurements", stats.measurements, "数据"),
        ("honours", stats.honours, "荣誉"),
        ("mentions", stats.mentions, "提及"),
        ("sentences of evidence", stats.sentences, "原句"),
        ("connected parts", parts.number, "连通分量"),
        ("entities in the largest", parts.largest, "最大分量的实体"),
        ("entities without a fact", parts.isolated, "孤立实体"),
    ]
    told = [(name, f"{count:,}", label) for name, count, label in rows]
    return told + (
        [("evidence from", shown(stats.period[0]), f"至 to {shown(stats.period[1])}")] if stats.period else []
    )


def _bars(counts: tuple[tuple[str, int], ...], terms: Mapping[str, Term]) -> list[str]:
    most = max((count for _, count in counts), default=1)
    rows = [
        (shown(name), terms[name].label_zh if name in terms else "", f"{count:,}", _bar(count, most))
        for name, count in counts
    ]
    return table(rows, frozenset({2}))


def _spread(degrees: tuple[tuple[int, int], ...]) -> list[str]:
    """The degree distribution in doubling steps: 0, 1, 2, 3-4, 5-8, ..."""
    steps: Counter[int] = Counter()
    for degree, count in degrees:
        steps[max(0, degree - 1).bit_length() + (degree > 0)] += count
    most = max(steps.values(), default=1)
    rows = [(_step(step), f"{count:,}", _bar(count, most)) for step, count in sorted(steps.items())]
    return table(rows, frozenset({0, 1}))


def _step(step: int) -> str:
    if step < 3:
        return str(step)
    return f"{2 ** (step - 2) + 1}–{2 ** (step - 1)}"


def _ranks(ranks: tuple[Rank, ...]) -> list[str]:
    rows = [
        (shown(r.name), shown(r.type), f"{r.value:,.0f}" if r.value >= 1 else f"{r.value:.4f}") for r in ranks
    ]
    return table(rows, frozenset({2}))


def _bar(count: int, most: int) -> str:
    return "█" * max(1, round(_BAR * count / most))


def _draw_bars(axes: Any, title: str, counts: tuple[tuple[str, int], ...], terms: Mapping[str, Term]) -> None:
    names = [terms[name].label_en if name in terms else name for name, _ in counts]
    bars = axes.barh(range(len(counts)), [count for _, count in counts], color="#2f6bff")
    axes.set_yticks(range(len(counts)), names)
    axes.invert_yaxis()
    axes.bar_label(bars, padding=3, fontsize=8)
    _dress(axes, title)


def _draw_degrees(axes: Any, degrees: tuple[tuple[int, int], ...]) -> None:
    some = [(degree, count) for degree, count in degrees if degree]
    axes.plot([d for d, _ in some], [c for _, c in some], "o", color="#2f6bff", markersize=5)
    if some:
        axes.loglog()
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter("{x:,.0f}")
            axis.set_minor_formatter("")
    axes.set_xlabel("facts an entity stands in")
    axes.set_ylabel("entities")
    _dress(axes, "Degree distribution")


def _dress(axes: Any, title: str) -> None:
    axes.set_title(title, loc="left", fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
