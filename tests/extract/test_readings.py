"""What an article is about."""

from __future__ import annotations

from kg.extract.reading import Mention, Passage
from kg.extract.readings import topic

TEXT = "一是产业强根基。" + "投入资金，发展蔬菜、茶叶。" * 12 + "引进远山牧业。远山牧业投产。"


def _named(kind: str, name: str) -> list[tuple[Mention, tuple[str, str]]]:
    starts = [i for i in range(len(TEXT)) if TEXT.startswith(name, i)]
    return [(Mention(s, s + len(name), kind, name), (kind, name)) for s in starts]


def test_a_firm_named_late_is_not_what_the_article_is_about() -> None:
    passage = Passage("a1", "", TEXT, tuple(range(len(TEXT))))
    assert topic(passage, _named("Enterprise", "远山牧业")) is None
    assert topic(passage, _named("AdministrativeDivision", "远山")) == ("AdministrativeDivision", "远山")
