"""Positions of a drawing, computed beforehand: the same for the same graph, no chance in it.

Each connected part is laid out by stress (drawn distances follow the numbers of facts between), then by
forces (repulsion by degree, attraction along links), then boxes are moved off each other, and the parts are
packed around the largest. Plain numpy: networkx's own spring layout needs scipy from 500 nodes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    Values = NDArray[numpy.float64]

_SPACING = 105.0
"""Pixels between two linked entities with nothing else around."""
_GOLDEN = 2.399963229728653
_STRESSED = 1500
"""Nodes up to which a part is laid out by stress, whose work grows with the square."""
_WORK = 40_000_000
"""Pairs times steps that are worth waiting for; larger drawings get fewer steps."""
_MARGIN = 34.0
_WIDE = 1.5
"""How much wider than high the packed drawing is."""


def positions(
    links: networkx.Graph[str], boxes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[int, int]]:
    """Whole pixels (x, y) of every node of a simple graph; `boxes` are half widths and heights by id."""
    import networkx

    parts = sorted((_ordered(links, part) for part in networkx.connected_components(links)), key=_size)
    placed = [_placed(links, ids, boxes) for ids in parts]
    found: dict[str, tuple[int, int]] = {}
    for ids, points, (left, top) in zip(parts, placed, _packed(placed), strict=True):
        for i, (x, y) in zip(ids, points[:, :2], strict=True):
            found[i] = (round(float(x) + left), round(float(y) + top))
    return found


def _size(ids: Sequence[str]) -> tuple[int, str]:
    return -len(ids), ids[0]


def _ordered(links: networkx.Graph[str], part: set[str]) -> list[str]:
    """Breadth first from the best connected node, so that neighbours start near each other."""
    import networkx

    hub = min(part, key=lambda i: (-links.degree[i], i))
    return [hub, *(b for _, b in networkx.bfs_edges(links, hub, sort_neighbors=sorted))]


def _placed(
    links: networkx.Graph[str], ids: Sequence[str], boxes: Mapping[str, tuple[float, float]]
) -> Values:
    """Rows of x, y, half width and half height of one connected part, in the order of `ids`."""
    import numpy

    place = {i: row for row, i in enumerate(ids)}
    pairs = sorted((place[a], place[b]) for a, b in links.edges(ids))
    ends = numpy.array(pairs, dtype=numpy.int64).reshape(-1, 2)
    room = numpy.array([boxes[i] for i in ids], dtype=numpy.float64)
    points = _spiral(len(ids))
    if 2 < len(ids) <= _STRESSED:
        points = _stressed(points, _hops(links, ids))
    points = _apart(_forced(points, ends), room)
    return numpy.concatenate([points, room], axis=1)


def _spiral(count: int) -> Values:
    import numpy

    turn = numpy.arange(count, dtype=numpy.float64)
    radius = _SPACING * 0.6 * numpy.sqrt(turn)
    return numpy.stack([radius * numpy.cos(turn * _GOLDEN), radius * numpy.sin(turn * _GOLDEN)], axis=1)


def _hops(links: networkx.Graph[str], ids: Sequence[str]) -> Values:
    """Number of links between every two nodes of a connected part; the diagonal is 1."""
    import networkx
    import numpy

    hops = numpy.ones((len(ids), len(ids)), dtype=numpy.float64)
    for row, i in enumerate(ids):
        found = networkx.single_source_shortest_path_length(links, i)
        hops[row] = [max(1, found[j]) for j in ids]
    return hops


def _stressed(points: Values, hops: Values) -> Values:
    """The points moved so that distances follow the hops (localised stress majorisation)."""
    import numpy

    weight = hops**-2.0
    numpy.fill_diagonal(weight, 0.0)
    wanted = weight * hops * _SPACING
    total = weight.sum(axis=1)
    for _ in range(_steps(len(points), 120)):
        x, y = points[:, 0], points[:, 1]
        distance = numpy.hypot(x[:, None] - x, y[:, None] - y)
        pull = wanted / numpy.maximum(distance, 1e-6)
        stay = (pull.sum(axis=1) / total)[:, None]
        points = ((weight - pull) @ points) / total[:, None] + points * stay
    return points


def _forced(points: Values, ends: Any) -> Values:
    """The points after repulsion and attraction have worked on them, each step shorter than the last."""
    import numpy

    mass = numpy.bincount(ends.ravel(), minlength=len(points)).astype(numpy.float64) + 1.0
    steps = _steps(len(points), 120)
    for step in range(steps):
        force = _repulsion(points, mass) + _attraction(points, ends)
        length = numpy.sqrt((force**2).sum(axis=1))
        reach = _SPACING * 0.5 * (1 - step / steps)
        points = points + force * (numpy.minimum(length / mass, reach) / numpy.maximum(length, 1e-9))[:, None]
    return points


def _repulsion(points: Values, mass: Values) -> Values:
    import numpy

    x, y = points[:, 0], points[:, 1]
    square = numpy.maximum((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2, 1.0)
    strength = mass[:, None] * mass / square
    found: Values = (points * strength.sum(axis=1)[:, None] - strength @ points) * (_SPACING / 5)
    return found


def _attraction(points: Values, ends: Any) -> Values:
    import numpy

    pull = (points[ends[:, 1]] - points[ends[:, 0]]) / _SPACING
    total = numpy.zeros_like(points)
    numpy.add.at(total, ends[:, 0], pull)
    numpy.add.at(total, ends[:, 1], -pull)
    return total


def _apart(points: Values, room: Values) -> Values:
    """The points moved until the boxes around them lie apart, or the steps are used up."""
    import numpy

    wide, high = (room[:, side, None] + room[:, side] for side in (0, 1))
    itself = numpy.eye(len(points), dtype=numpy.bool_)
    for _ in range(_steps(len(points), 80)):
        across, down = (points[:, side, None] - points[:, side] for side in (0, 1))
        over_x, over_y = wide - numpy.abs(across), high - numpy.abs(down)
        hit = (over_x > 0) & (over_y > 0) & ~itself
        if not hit.any():
            break
        sideways = over_x < over_y
        push_x = numpy.where(hit & sideways, over_x * numpy.sign(across), 0.0).sum(axis=1)
        push_y = numpy.where(hit & ~sideways, over_y * numpy.sign(down), 0.0).sum(axis=1)
        points = points + numpy.stack([push_x, push_y], axis=1) * 0.35
    return points


def _steps(count: int, most: int) -> int:
    return max(12, min(most, _WORK // max(1, count * count)))


def _packed(parts: Sequence[Values]) -> list[tuple[float, float]]:
    """Where each part is moved to: the largest in the middle, each next on the first free place around it."""
    import numpy

    taken = numpy.zeros((0, 4))
    moves: list[tuple[float, float]] = []
    for part in parts:
        low = (part[:, :2] - part[:, 2:]).min(axis=0) - _MARGIN / 2
        high = (part[:, :2] + part[:, 2:]).max(axis=0) + _MARGIN / 2
        size, middle = high - low, (low + high) / 2
        spot = _free(taken, size)
        taken = numpy.vstack([taken, [*(spot - size / 2), *(spot + size / 2)]])
        moves.append((float(spot[0] - middle[0]), float(spot[1] - middle[1])))
    return moves


def _free(taken: Values, size: Values) -> Values:
    """The centre, nearest to the middle, of a box of that size that meets none of those taken."""
    import numpy

    if not len(taken):
        return numpy.zeros(2)
    half = size / 2
    spans = (
        numpy.concatenate([taken[:, [a]] - half[a], taken[:, [b]] + half[a]]).ravel()
        for a, b in ((0, 2), (1, 3))
    )
    x, y = (numpy.unique(numpy.append(span, 0.0)) for span in spans)
    best, least = numpy.zeros(2), float("inf")
    for row in sorted(y.tolist(), key=lambda v: (abs(v), v)):
        if abs(row) * _WIDE >= least:
            break
        across = (taken[:, 1] - half[1] < row) & (row < taken[:, 3] + half[1])
        met = taken[across]
        free = ~((x[:, None] > met[:, 0] - half[0]) & (x[:, None] < met[:, 2] + half[0])).any(axis=1)
        if free.any():
            near = x[free][numpy.argmin(numpy.abs(x[free]))]
            far = float(numpy.hypot(near, row * _WIDE))
            if far < least:
                best, least = numpy.array([near, row]), far
    return best
