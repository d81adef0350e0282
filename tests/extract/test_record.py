from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.cast import Cast
from kg.extract.corefer import corefer
from kg.extract.reading import Claim, Figure, Praise, Reading
from kg.extract.readings import entity_ids, readings
from kg.extract.recognise.all import recognise
from kg.extract.record import record
from kg.extract.scene import scenes
from kg.model import Evidence, Page, Record
from kg.page.passage import Passage

TEXT = "播州区召开推进会\n区委书记冉光\n明说，去年播州区引进项目30个。贵州黔峰电子科技有限公司投产。"


def joined(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without the line break inside its body, with the map back."""
    keep = [i for i, c in enumerate(text) if c != "\n" or i == text.index("\n")]
    return "".join(text[i] for i in keep), tuple(keep)


def read(text: str = TEXT, at: tuple[int, ...] = ()) -> tuple[Page, tuple[Reading, ...], Cast]:
    """Page, readings and cast of a text that is one article."""
    body, offsets = joined(text)
    passage = Passage("a1", "播州区召开推进会", body, at or offsets, body.index("\n") + 1)
    seen = scenes((passage,))
    who = corefer(seen, [recognise(s) for s in seen])
    page = Page("page", text)
    return page, readings(page, seen, who), who


def made(claims: list[Claim], figures: list[Figure], honours: list[Praise]) -> Record:
    """The record of the text above with such statements."""
    page, found, who = read()
    told = [(found[0], c) for c in claims], [(found[0], f) for f in figures], [(found[0], h) for h in honours]
    return record(page, found, who, told, "recipe")


def claim(start: int, end: int, **more: object) -> Claim:
    """A claim with its evidence in the passage."""
    whole = Claim("e1", "locatedIn", "e2", (), start, end, 0.87654, "rule/1")
    return replace(whole, **more)  # type: ignore[arg-type]


def evidence(start: int, end: int) -> Evidence:
    """The evidence on the page of a claim with such offsets in the passage."""
    return made([claim(start, end)], [], []).facts[0].evidence


def test_offsets_lead_back_to_the_page() -> None:
    body, _ = joined(TEXT)
    start = body.index("冉光明")
    found = evidence(start, start + 3)
    assert TEXT[found.start : found.end] == "冉光\n明"
    assert found.quote == "冉光明"
    assert (found.articles, found.score, found.by) == (("a1",), 0.877, "rule/1")


def test_mentions_lead_back_to_the_page() -> None:
    page, found, who = read()
    entities = record(page, found, who, ([], [], []), "recipe").entities
    person = next(e for e in entities if e.type == "Person")
    assert [(m.text, TEXT[m.start : m.end]) for m in person.mentions] == [("冉光\n明", "冉光\n明")]
    assert "冉光\n明" not in person.aliases


def test_evidence_over_a_column_break_is_its_longest_whole_piece() -> None:
    text = "播州区召开推进会\n前半句话在这里" + "别的栏目" * 5 + "后半句在那里了呢。"
    body = "播州区召开推进会\n前半句话在这里后半句在那里了呢。"
    at = (*range(16), *range(36, 45))
    assert [text[i] for i in at] == list(body)
    passage = Passage("a1", "", body, at, 9)
    seen = scenes((passage,))
    who = corefer(seen, [recognise(s) for s in seen])
    page = Page("page", text)
    found = readings(page, seen, who)
    told = record(page, found, who, ([(found[0], claim(9, 25))], [], []), "recipe").facts[0].evidence
    assert told.quote == text[told.start : told.end] == "后半句在那里了呢。"


def test_a_fact_stated_twice_stands_once_with_its_first_evidence() -> None:
    found = made([claim(10, 14), claim(20, 25)], [], []).facts
    assert len(found) == 1
    assert (found[0].evidence.start, found[0].evidence.end) == (10, 14)


def test_two_posts_are_two_facts() -> None:
    posts = [claim(10, 14, p="holdsPost", q=(("post", post),)) for post in ("书记", "区长", "书记")]
    assert [dict(f.q)["post"] for f in made(posts, [], []).facts] == ["书记", "区长"]


FIGURE = Figure("e1", "项目", "30个", 30.0, "个", "actual", "2020", None, 22, 30, 0.9, "measure/1")


def test_figures_differ_by_holder_indicator_value_or_period() -> None:
    same = replace(FIGURE, start=23)
    others = [replace(FIGURE, period="2021"), replace(FIGURE, value="31个"), replace(FIGURE, s="e2")]
    found = made([], [FIGURE, same, *others], []).measurements
    assert len(found) == 4
    assert (found[0].number, found[0].unit, found[0].kind, found[0].period) == (30.0, "个", "actual", "2020")


def test_honours_differ_by_their_plain_words() -> None:
    told = [Praise("e1", honour, 10, 14, 0.8, "honour/1") for honour in ("“文明村”", "文明村", "卫生村")]
    assert [h.honour for h in made([], [], told).honours] == ["“文明村”", "卫生村"]


def test_ids_follow_the_first_mentions() -> None:
    page, found, who = read()
    made_record = record(page, found, who, ([], [], []), "recipe")
    assert [e.id for e in made_record.entities] == [f"e{n}" for n in range(1, len(who.drafts) + 1)]
    first = [min(m.start for m in e.mentions) for e in made_record.entities]
    assert first == sorted(first)
    assert {m.entity for r in found for m in r.mentions} == set(entity_ids(who).values())


@pytest.mark.parametrize("form", ["公司", "项目", "会议"])
def test_bare_short_forms_are_no_aliases(form: str) -> None:
    text = "播州区召开推进会\n贵州黔峰电子科技有限公司投产。公司将扩产，该公司投资。" + form + "将办好。"
    page, found, who = read(text)
    entities = record(page, found, who, ([], [], []), "recipe").entities
    assert not any(form in e.aliases for e in entities)


def test_an_article_is_told_by_its_headline_and_beginning() -> None:
    article = made([], [], []).articles[0]
    assert (article.id, article.title, article.start) == ("a1", "播州区召开推进会", "区委书记冉光明说，去")


def test_the_beginning_of_an_article_stops_where_the_page_goes_elsewhere() -> None:
    text = "播州区召开推进会\n区委书记" + "别的栏目" * 5 + "冉光明说好。"
    body = "播州区召开推进会\n区委书记冉光明说好。"
    at = (*range(13), *range(33, 39))
    page, found, who = Page("page", text), *bound(text, body, at)
    start = record(page, found, who, ([], [], []), "recipe").articles[0].start
    assert start
    assert start in text.replace("\n", "")


def bound(text: str, body: str, at: tuple[int, ...]) -> tuple[tuple[Reading, ...], Cast]:
    """Readings and cast of a passage with a gap."""
    assert [text[i] for i in at] == list(body)
    seen = scenes((Passage("a1", "", body, at, 9),))
    who = corefer(seen, [recognise(s) for s in seen])
    return readings(Page("page", text), seen, who), who
