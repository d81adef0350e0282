"""Records in few words: `record("p1", {"a": ("Person", "石万里")}, [("a", "holdsPost", "b", "局长")])`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Entity, Evidence, Fact, Record
from kg.resolve import resolve

Told = tuple[str, ...]
COUNTIES = {"沛县": "320322", "睢宁县": "320324", "徐州市": "3203", "鼓楼区": "320302", "江苏省": "32",
            "商水县": "411623", "周口市": "4116", "河南省": "41", "新站镇": "320322101"}  # fmt: skip


def record(
    page: str, entities: Mapping[str, Told], facts: Iterable[Told] = (), date: str | None = None
) -> Record:
    """A record: entities as key -> (type, name, alias...), facts as (s, p, o) or (s, p, o, post)."""
    made = tuple(
        Entity(key, kind, name, tuple(aliases), code=COUNTIES.get(name))
        for key, (kind, name, *aliases) in entities.items()
    )
    stated = tuple(
        Fact(s, p, o, (("post", post[0]),) if post else (), Evidence(0, 2, "引文"))
        for s, p, o, *post in facts
    )
    return Record(page, (), made, stated, date=date)


def same(one: Record, other: Record, key: str = "x") -> bool:
    """Whether the entities of one key on two pages are resolved to one, whatever the order of the pages."""
    wanted = {(one.page, key), (other.page, key)}
    forward, backward = resolve([one, other]), resolve([other, one])
    assert forward == backward
    return any(wanted <= set(cluster.members) for cluster in forward)
