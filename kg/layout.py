"""Positions of a large graph, computed beforehand: the same for the same graph, no chance in it.

Each connected part is drawn on its own: links pull by less than their length (so that what
belongs together lies together), nodes push each other off by their degree. A large part is first drawn coarsely, every
entity gathered to its best connected neighbour, then ever more finely; far pushes are summed on a grid by a
fast Fourier transform, so that 50,000 nodes take seconds. The others are packed around the
largest part. Plain numpy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Values = NDArray[numpy.float64]
    Rows = NDArray[numpy.int64]

_ROOM = 44.0
"""Pixels a side of the square that each node has on average."""
_EXACT = 300
"""Nodes up to which every pair is looked at."""
_COARSE = 1.4
"""A coarser graph is worth while where it has that many times fewer nodes."""
_GOLDEN = 2.399963229728653
_GAP = 60.0
_WIDE = 1.45
"""How much wider than high the field of small parts is."""
_SOFT = 0.25
"""Share of the extent over which a push is taken to fade."""
_PULL = 0.45
"""Power of its length with which a link pulls."""
_SHORE = 4
"""Cells around each node of the largest part that are kept free of the others."""
_LIST = 4_000_000
"""Numbers that a batch of small parts may hold at once."""


@dataclass(frozen=True, slots=True)
class _Links:
    """A graph of nodes 0 … count-1: the ends of each link, its weight, and the mass of each node."""

    count: int
    ends: Rows
    weight: Values
    mass: Values


def layout(count: int, ends: Any) -> Values:
    """Pixels (x, y) of nodes 0 … count-1, given an array of pairs of linked nodes; the middle is (0, 0).

    Loops and repeated pairs are allowed and count once.
    """
    import numpy

    pairs = numpy.unique(numpy.sort(numpy.asarray(ends, dtype=numpy.int64).reshape(-1, 2), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    part = parts(count, pairs)
    points = numpy.zeros((count, 2))
    sizes = numpy.bincount(part, minlength=1)
    for size in numpy.unique(sizes[sizes > 1]).tolist():
        _draw_parts(points, pairs, part, numpy.flatnonzero(sizes == size))
    placed: Values = points + _packed(points, part)[part]
    return placed


def parts(count: int, pairs: Rows) -> Rows:
    """The number of the connected part of each node, numbered by their first nodes."""
    import numpy

    label = numpy.arange(count)
    while len(pairs):
        low = numpy.minimum(label[pairs[:, 0]], label[pairs[:, 1]])
        before = label.copy()
        for side in (0, 1):
            numpy.minimum.at(label, before[pairs[:, side]], low)
        label = _roots(label)
        if (label == before).all():
            break
    return numpy.unique(label, return_inverse=True)[1].astype(numpy.int64)


def _roots(pointer: Rows) -> Rows:
    """Where each pointer leads in the end."""
    while True:
        further = pointer[pointer]
        if (further == pointer).all():
            return pointer
        pointer = further


def _draw_parts(points: Values, pairs: Rows, part: Rows, wanted: Rows) -> None:
    """Set the points of all parts of one size."""
    import numpy

    chosen = numpy.isin(part, wanted)
    nodes = numpy.flatnonzero(chosen)
    nodes = nodes[numpy.argsort(part[nodes], kind="stable")]
    size = len(nodes) // len(wanted)
    place = numpy.zeros(len(part), dtype=numpy.int64)
    place[nodes] = numpy.arange(len(nodes))
    own = place[pairs[chosen[pairs[:, 0]]]]
    if size > _EXACT:
        for number in range(len(wanted)):
            inside = own[own[:, 0] // size == number] % size
            points[nodes[number * size : (number + 1) * size]] = _drawn(_links(size, inside))
        return
    step = max(1, _LIST // (size * size))
    for first in range(0, len(wanted), step):
        several = min(step, len(wanted) - first)
        inside = own[(own[:, 0] // size >= first) & (own[:, 0] // size < first + several)] - first * size
        made = _exact(several, size, inside).reshape(-1, 2)
        points[nodes[first * size : (first + several) * size]] = made


def _links(count: int, pairs: Rows) -> _Links:
    import numpy

    mass: Any = numpy.bincount(pairs.ravel(), minlength=count) + 1.0
    return _Links(count, pairs, numpy.ones(len(pairs)), mass)


def _exact(several: int, size: int, pairs: Rows) -> Values:
    """Several parts of one size, each as an array of points; every pair of nodes is looked at."""
    import numpy

    linked = numpy.zeros((several, size, size))
    for one, other in ((0, 1), (1, 0)):
        linked[pairs[:, one] // size, pairs[:, one] % size, pairs[:, other] % size] = 1.0
    mass = linked.sum(axis=2) + 1.0
    push = mass[:, :, None] * mass[:, None, :]
    points = numpy.repeat(_spiral(size)[None] * 2.0, several, axis=0)
    steps = 150 if size > 2 else 20
    for step in range(steps):
        apart = points[:, :, None, :] - points[:, None, :, :]
        square = numpy.maximum((apart**2).sum(axis=3), 1e-3)
        pull = linked * square ** ((_PULL - 1) / 2)
        pushed = ((push / square)[..., None] * apart).sum(axis=2)
        pulled = -(pull[..., None] * apart).sum(axis=2)
        extent = numpy.abs(points).max(axis=(1, 2))[:, None]
        stiff = pull.sum(axis=2) + numpy.sqrt((pushed**2).sum(axis=2)) / (_SOFT * extent)
        force = pushed + pulled
        points = points + _moved(force, stiff, extent * (1 - step / steps))
    return _scaled(points)


def _moved(force: Values, stiff: Values, reach: Any) -> Values:
    """How far each node goes: by its force over its stiffness, and no farther than the reach."""
    import numpy

    length = numpy.sqrt((force**2).sum(axis=-1))
    step = numpy.minimum(length / numpy.maximum(stiff, 1e-12), reach) / numpy.maximum(length, 1e-12)
    moved: Values = force * step[..., None]
    return moved


def _scaled(points: Values) -> Values:
    """Points (of one part, or of several of one size) moved to the middle, with room for each node."""
    import numpy

    centred = points - points.mean(axis=-2, keepdims=True)
    radius = numpy.sqrt((centred**2).sum(axis=-1))
    wide = numpy.quantile(radius, 0.9, axis=-1) if points.shape[-2] > 2 else radius.max(axis=-1)
    wanted = _ROOM * numpy.sqrt(points.shape[-2] / numpy.pi) + _ROOM * 0.35
    scaled: Values = centred * (wanted / numpy.maximum(wide, 1e-9))[..., None, None]
    return scaled


def _spiral(count: int) -> Values:
    import numpy

    turn = numpy.arange(count, dtype=numpy.float64)
    radius = numpy.sqrt(turn)[:, None]
    spread: Values = radius * numpy.stack([numpy.cos(turn * _GOLDEN), numpy.sin(turn * _GOLDEN)], axis=1)
    return spread


def _drawn(links: _Links) -> Values:
    """A large connected part, first coarsely, then finely."""
    levels, gathered = [links], []
    while levels[-1].count > _EXACT:
        coarse, sun = _coarser(levels[-1])
        if coarse.count * _COARSE > levels[-1].count:
            break
        levels.append(coarse)
        gathered.append(sun)
    points = _settled(levels[-1], _spiral(levels[-1].count) * 4.0, 200, 1.0)
    for finer, sun in zip(reversed(levels[:-1]), reversed(gathered), strict=True):
        points = _settled(finer, _scattered(points, sun), 70 if finer.count > 5000 else 110, 0.12)
    return _apart(_scaled(points))


def _coarser(links: _Links) -> tuple[_Links, Rows]:
    """The graph with every node gathered to the heaviest around it, and where each node went."""
    import numpy

    rank = numpy.empty(links.count, dtype=numpy.int64)
    rank[numpy.argsort(links.mass, kind="stable")] = numpy.arange(links.count)
    best = rank.copy()
    for one, other in ((0, 1), (1, 0)):
        numpy.maximum.at(best, links.ends[:, one], rank[links.ends[:, other]])
    holder = numpy.argsort(rank)
    toward = holder[best]
    sun = numpy.where(toward[toward] == toward, toward, numpy.arange(links.count))
    sun = numpy.where(sun[toward] == toward, toward, sun)
    numbers, sun = numpy.unique(_roots(sun), return_inverse=True)
    ends = numpy.sort(sun[links.ends], axis=1)
    between = ends[:, 0] != ends[:, 1]
    pairs, which = numpy.unique(ends[between], axis=0, return_inverse=True)
    weight: Any = numpy.bincount(which.ravel(), weights=links.weight[between], minlength=len(pairs))
    mass: Any = numpy.bincount(sun, weights=links.mass)
    return _Links(len(numbers), pairs.astype(numpy.int64), weight, mass), sun.astype(numpy.int64)


def _scattered(points: Values, sun: Rows) -> Values:
    """Where nodes begin: around the place of what they were gathered to."""
    import numpy

    order = numpy.argsort(sun, kind="stable")
    first = numpy.searchsorted(sun[order], numpy.arange(len(points)))
    turn = numpy.empty(len(sun), dtype=numpy.int64)
    turn[order] = numpy.arange(len(sun)) - first[sun[order]]
    extent = float(numpy.abs(points).max()) if len(points) > 1 else 1.0
    unit = 0.6 * extent / numpy.sqrt(len(sun))
    scattered: Values = points[sun] + _spiral(int(turn.max()) + 1)[turn] * unit
    return scattered


def _settled(links: _Links, points: Values, steps: int, warmth: float) -> Values:
    """The points after pull and push have worked on them, each step shorter than the last.

    A step is the force over its stiffness (pull over length, push over a share of the whole), so that a node
    comes near its place at once however large the drawing is.
    """
    import numpy

    for step in range(steps):
        extent = float(numpy.abs(points - points.mean(axis=0)).max())
        pull, stiff = _pull(links, points)
        push = _push(points, links.mass)
        stiff = stiff + numpy.sqrt((push**2).sum(axis=1)) / (_SOFT * extent + 1e-12)
        points = points + _moved(pull + push, stiff, warmth * extent * (1 - step / steps))
    return points


def _pull(links: _Links, points: Values) -> tuple[Values, Values]:
    """The pull of its links on each node, and how stiff they are together."""
    import numpy

    one, other = links.ends[:, 0], links.ends[:, 1]
    apart = points[other] - points[one]
    length = numpy.sqrt((apart**2).sum(axis=1))
    strength = links.weight * numpy.maximum(length, 1e-9) ** (_PULL - 1)
    pull = apart * strength[:, None]
    pulled = [numpy.bincount(one, p, links.count) - numpy.bincount(other, p, links.count) for p in pull.T]
    stiff: Any = numpy.bincount(one, strength, links.count) + numpy.bincount(other, strength, links.count)
    return numpy.stack(pulled, axis=1), stiff


def _push(points: Values, mass: Values) -> Values:
    """Push of all nodes on each, by masses over distance, summed on a grid."""
    import numpy

    cells = int(min(512, max(64, 2 ** numpy.ceil(numpy.log2(numpy.sqrt(len(points)) * 1.6)))))
    low = points.min(axis=0)
    width = float((points.max(axis=0) - low).max()) / (cells - 2) + 1e-9
    spot = (points - low) / width
    base = numpy.minimum(spot.astype(numpy.int64), cells - 2)
    share = spot - base
    corners = []
    for right in (0, 1):
        for down in (0, 1):
            part = numpy.abs(1 - right - share[:, 0]) * numpy.abs(1 - down - share[:, 1])
            corners.append(((base[:, 0] + right) * cells + base[:, 1] + down, part))
    grid = sum(numpy.bincount(at, part * mass, cells * cells) for at, part in corners)
    across, down_ = _field(numpy.asarray(grid).reshape(cells, cells), width)
    sides = (sum(part * field.ravel()[at] for at, part in corners) for field in (across, down_))
    pushed: Values = numpy.stack([numpy.asarray(side) * mass for side in sides], axis=1)
    return pushed


def _field(grid: Values, width: float) -> tuple[Values, Values]:
    """The push per mass, across and down, at every corner of a grid of masses."""
    import numpy

    cells = len(grid)
    spread = numpy.fft.rfft2(grid, (2 * cells, 2 * cells))
    across, down = (
        numpy.fft.irfft2(spread * kernel, (2 * cells, 2 * cells))[:cells, :cells] / width
        for kernel in _kernels(cells)
    )
    return across, down


@lru_cache(maxsize=4)
def _kernels(cells: int) -> tuple[Any, Any]:
    """How a mass pushes across and down over a grid twice as wide, as frequencies."""
    import numpy

    far: Any = numpy.arange(2 * cells)
    far = numpy.where(far < cells, far, far - 2 * cells).astype(numpy.float64)
    square = far[:, None] ** 2 + far**2 + 0.35
    return numpy.fft.rfft2(far[:, None] / square), numpy.fft.rfft2(far / square)


def _apart(points: Values) -> Values:
    """The points with those that lie on each other moved aside: neighbours in cells of a shifting grid."""
    import numpy

    least = _ROOM * 0.5
    for turn in range(48):
        cell = numpy.floor(points / (least * 2) + 0.25 * numpy.array([turn % 4, turn // 4 % 4])).astype(
            numpy.int64
        )
        order = numpy.lexsort((points[:, turn % 2], cell[:, 1], cell[:, 0]))
        moved = numpy.zeros_like(points)
        for step in range(1, 7):
            one, other = order[:-step], order[step:]
            together = (cell[one] == cell[other]).all(axis=1)
            one, other = one[together], other[together]
            apart = points[other] - points[one]
            length = numpy.sqrt((apart**2).sum(axis=1))
            short = numpy.maximum(least - length, 0.0) * 0.3
            push = numpy.where(length[:, None] > 1e-6, apart / numpy.maximum(length, 1e-6)[:, None], 1.0)
            numpy.add.at(moved, other, push * short[:, None])
            numpy.add.at(moved, one, -push * short[:, None])
        points = points + numpy.clip(moved, -least, least)
    return points


def _packed(points: Values, part: Rows) -> Values:
    """Where each part is moved to: the largest in the middle, each next on the nearest free cells of a grid."""
    import numpy

    count = int(part.max()) + 1 if len(part) else 0
    radius = numpy.zeros(count)
    numpy.maximum.at(radius, part, numpy.sqrt((points**2).sum(axis=1)))
    cells = numpy.ceil((2 * radius + numpy.where(radius > 0, _GAP, 1.0)) / _ROOM).astype(numpy.int64)
    order = numpy.lexsort((numpy.arange(count), -radius)).tolist()
    moves = numpy.zeros((count, 2))
    if count < 2:
        return moves
    taken = _covered(points[part == order[0]], int((cells[order[1:]] ** 2).sum()))
    spots = _spots(len(taken))
    for size in sorted(set(cells[order[1:]].tolist()), reverse=True):
        own = [number for number in order[1:] if cells[number] == size]
        for number, (row, column) in zip(own, _free(taken, spots, size), strict=False):
            moves[number] = (numpy.array([column, row]) + size / 2 - len(taken) / 2) * _ROOM
    return moves


def _covered(points: Values, more: int) -> NDArray[numpy.bool_]:
    """A grid with the middle at (0, 0), large enough for so many more cells; true where points lie or near."""
    import numpy

    reach = float(numpy.abs(points).max()) + _GAP
    side = 2 * int(numpy.ceil(reach / _ROOM) + numpy.ceil(numpy.sqrt(more)) + _SHORE + 1)
    at = numpy.floor(points[:, ::-1] / _ROOM).astype(numpy.int64) + side // 2
    taken = numpy.zeros((side, side), dtype=numpy.bool_)
    for across in range(-_SHORE, _SHORE + 1):
        for down in range(-_SHORE, _SHORE + 1):
            taken[at[:, 0] + across, at[:, 1] + down] = True
    return taken


def _spots(side: int) -> Rows:
    """Row and column of every cell of a grid, those nearest to an ellipse around the middle first."""
    import numpy

    rows, columns = numpy.divmod(numpy.arange(side * side), side)
    away = numpy.hypot((rows - side / 2) * _WIDE, columns - side / 2)
    order = numpy.argsort(away, kind="stable")
    return numpy.stack([rows[order], columns[order]], axis=1)


def _free(taken: NDArray[numpy.bool_], spots: Rows, size: int) -> Iterator[tuple[int, int]]:
    """Corners of free squares of that many cells, one after the other; each is taken as it is given."""
    side = len(taken)
    for row, column in spots.tolist():
        up, left = row - size // 2, column - size // 2
        if up < 0 or left < 0 or up + size > side or left + size > side:
            continue
        square = taken[up : up + size, left : left + size]
        if not square.any():
            square[:] = True
            yield up, left
