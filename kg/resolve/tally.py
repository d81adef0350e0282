"""A group of profiles as counts of what each knows: members come and go, and no other is read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Self

from kg.resolve.profile import Profile, Tie

_SETS = ("forms", "places", "near", "partners", "beside", "traits", "dates", "around")


class Tally:
    """How many members of a group know each thing; `profile` is the same as all of them merged."""

    def __init__(self, kind: str) -> None:
        self.type = kind
        self.counts: dict[str, dict[str, int]] = {}

    def add(self, profile: Profile, times: int = 1) -> Self:
        """Count a member in; with `times` -1 out again."""
        for field, values in _values(profile).items():
            counts = self.counts.setdefault(field, {})
            for value in values:
                left = counts.get(value, 0) + times
                if left:
                    counts[value] = left
                else:
                    del counts[value]
        return self

    def __bool__(self) -> bool:
        """Whether there are members."""
        return bool(self.counts.get("name"))

    def profile(self) -> Profile:
        """The members as one profile, without saying which they are."""
        heads = map(json.loads, self.counts["name"])
        _, name, stem = min((-len(name), name, stem) for name, stem in heads)
        return Profile(
            members=(),
            type=self.type,
            name=name,
            code=max(self.counts["code"]),
            stem=stem,
            ties=tuple(sorted(Tie(*json.loads(tie)) for tie in self.counts["ties"])),
            **{field: tuple(sorted(self.counts[field])) for field in _SETS},
        )

    def dumps(self) -> str:
        """The counts as a line of JSON; the same counts give the same characters."""
        rows = {field: dict(sorted(counts.items())) for field, counts in sorted(self.counts.items())}
        return json.dumps([self.type, rows], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, line: str) -> Self:
        """The counts of a line that `dumps` gave."""
        kind, counts = json.loads(line)
        made = cls(kind)
        made.counts = counts
        return made


def _values(profile: Profile) -> Mapping[str, tuple[str, ...]]:
    """What a profile knows, as text."""
    ties = (_text(t.body, t.place, t.leading, t.post) for t in profile.ties)
    return {
        "name": (_text(profile.name, profile.stem),),
        "code": (profile.code,),
        "ties": tuple(ties),
        **{field: getattr(profile, field) for field in _SETS},
    }


def _text(*parts: str | bool) -> str:
    return json.dumps(parts, ensure_ascii=False)
