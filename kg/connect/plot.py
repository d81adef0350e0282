"""Pictures of connections, with Chinese names where a font for them is installed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as File
from typing import Any

from kg.connect.compare import Comparison
from kg.connect.told import MEASURES, Path, Ranked
from kg.errors import ChoiceError, MissingExtraError
from kg.files import replacing
from kg.graph import Node
from kg.knowledge.ontology import load
from kg.knowledge.tables import rows

_FORMATS = ("png", "svg", "pdf")
_FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "DejaVu Sans"),
)
_BARS = 20
_PAIRS = 8
_INK, _BLUE, _AMBER = "#1d2433", "#2f6bff", "#f08c1a"


def draw_ways(found: Sequence[Path], file: File) -> None:
    """Paths side by side, each from left to right."""
    long = max((len(path.nodes) for path in found), default=1)
    figure, axes = _sheet((2.2 * long + 0.6, 1.3 * max(1, len(found)) + 0.4))
    axes.set_xlim(-0.5, long - 0.5)
    axes.set_ylim(-len(found) + 0.4, 0.6)
    axes.axis("off")
    for row, path in enumerate(found):
        axes.plot([0, len(path.nodes) - 1], [-row, -row], color="#b8bfcc", linewidth=1.5, zorder=1)
        for x, node in enumerate(path.nodes):
            axes.scatter([x], [-row], s=130, color=_colour(node), zorder=2)
            axes.text(x, -row - 0.16, _short(node.name), ha="center", va="top", fontsize=9, color=_INK)
        for x, fact in enumerate(path.facts):
            label = load().predicates[fact.p].label_zh if fact.p in load().predicates else fact.p
            axes.text(x + 0.5, -row + 0.1, label, ha="center", fontsize=8, color="#5b6577")
    _keep(figure, file)


def draw_central(ranked: Sequence[Ranked], by: str, file: File) -> None:
    """Entities as bars, coloured by type."""
    shown = ranked[:_BARS]
    figure, axes = _sheet((8, 0.32 * len(shown) + 1))
    at = MEASURES.index(by)
    values = [r.values[at] for r in shown]
    bars = axes.barh(range(len(shown)), values, color=[_colour(r.node) for r in shown])
    axes.set_yticks(range(len(shown)), [_short(r.node.name) for r in shown])
    axes.invert_yaxis()
    axes.bar_label(bars, [f"{v:,.0f}" if at == 0 else f"{v:.4f}" for v in values], padding=3, fontsize=8)
    _dress(axes, by)
    _keep(figure, file)


def draw_groups(found: Sequence[Sequence[Node]], file: File) -> None:
    """Communities as bars of their size, named after their best connected members."""
    shown = found[:_BARS]
    figure, axes = _sheet((8, 0.32 * len(shown) + 1))
    bars = axes.barh(range(len(shown)), [len(group) for group in shown], color=[_colour(g[0]) for g in shown])
    axes.set_yticks(range(len(shown)), ["、".join(_short(n.name, 8) for n in group[:2]) for group in shown])
    axes.invert_yaxis()
    axes.bar_label(bars, padding=3, fontsize=8)
    _dress(axes, "communities")
    _keep(figure, file)


def draw_comparison(made: Comparison, file: File) -> None:
    """How many facts of each kind both have, and beside it the figures of both, each as a share of the larger."""
    pairs = [p for p in made.figures if p.one.number is not None and p.other.number is not None][:_PAIRS]
    rows = max(len(made.shelves), len(pairs), 2)
    figure, (left, right) = _sheets((11, 0.42 * rows + 1.2))
    counts = [(len(s.both) + len(s.one), len(s.both) + len(s.other)) for s in made.shelves]
    labels = [("← " if s.inward else "") + load().predicates[s.predicate].label_zh for s in made.shelves]
    _paired(left, labels, [(float(a), float(b)) for a, b in counts])
    _dress(left, "facts 事实")
    left.legend([_short(made.one.name), _short(made.other.name)], frameon=False, fontsize=8)
    shares = [_shares(p.one.number or 0.0, p.other.number or 0.0) for p in pairs]
    _paired(right, [f"{_short(p.indicator)} {p.period}" for p in pairs], shares)
    _dress(right, "figures 数据 (share of the larger)")
    _keep(figure, file)


def _shares(one: float, other: float) -> tuple[float, float]:
    most = max(abs(one), abs(other)) or 1.0
    return one / most, other / most


def _paired(axes: Any, labels: Sequence[str], values: Sequence[tuple[float, float]]) -> None:
    places = range(len(labels))
    axes.barh([p - 0.19 for p in places], [a for a, _ in values], 0.36, color=_BLUE)
    axes.barh([p + 0.19 for p in places], [b for _, b in values], 0.36, color=_AMBER)
    axes.set_yticks(places, labels)
    axes.invert_yaxis()


def _sheet(size: tuple[float, float]) -> tuple[Any, Any]:
    figure = _figure(size)
    return figure, figure.subplots()


def _sheets(size: tuple[float, float]) -> tuple[Any, Any]:
    figure = _figure(size)
    return figure, figure.subplots(1, 2)


def _figure(size: tuple[float, float]) -> Any:
    try:
        import matplotlib
        from matplotlib import font_manager
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("plots need matplotlib: pip install 'county-kg[plot]'") from error
    installed = {font.name for font in font_manager.fontManager.ttflist}
    matplotlib.rcParams["font.family"] = [name for name in _FONTS if name in installed]
    matplotlib.rcParams["svg.hashsalt"] = "kg"
    return Figure(figsize=size, layout="constrained")


def _dress(axes: Any, title: str) -> None:
    axes.set_title(title, loc="left", fontweight="bold", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=9)


def _colour(node: Node) -> str:
    return next((row["colour"] for row in rows("view_styles.tsv") if row["type"] == node.type), "#94a3b8")


def _short(name: str, most: int = 14) -> str:
    line = " ".join(name.split()).replace("$", "＄")
    return line if len(line) <= most else line[: most - 1] + "…"


def _keep(figure: Any, file: File) -> None:
    kind = file.suffix.lstrip(".").lower()
    if kind not in _FORMATS:
        raise ChoiceError(
            f"{file}: no picture format {kind or '(none)'!r}; choose from {', '.join(_FORMATS)}"
        )
    dated = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
    with replacing(file) as target:
        figure.savefig(target, format=kind, dpi=140, metadata=dated[kind])
