"""Pages in both languages, data at their own address, hostile text as text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from rdflib import Dataset
from starlette.testclient import TestClient

from kg.resolve import compare
from kg.serve.app import application
from kg.serve.evidence import room
from kg.serve.settings import Settings
from kg.serve.words import LANGUAGES, say, words
from tests.serve import county
from tests.serve.test_api import id_of
from tests.view.test_view import PAYLOADS

PAGES = ("/", "/search?q=云渡", "/search", "/graph", "/map", "/nothing")


class Reader(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def addresses(client: Any) -> list[str]:
    """A page of every kind."""
    claims = client.get(f"/api/entity/{id_of(client, '云渡县')}").json()
    entity = [f"/id/{id_of(client, name)}" for name in ("云渡县", "丁若溪", "云渡县商务局", "青禾食品公司")]
    honour = client.get(entity[-1].replace("/id/", "/api/entity/")).json()["honours"][0]["id"]
    return [
        *PAGES,
        *entity,
        "/id/page/yd0412",
        f"/id/statement/{claims['facts'][0]['id']}",
        f"/id/measurement/{claims['measurements'][0]['id']}",
        f"/id/honour/{honour}",
    ]


def test_every_page_can_be_read_by_people_and_machines(client: Any) -> None:
    for address in addresses(client):
        for language in LANGUAGES:
            answer = client.get(
                address, params={"lang": language} | dict([("q", "云渡")] if "q=" in address else [])
            )
            reader = Reader(answer.text)
            tags = [tag for tag, _ in reader.tags]
            assert answer.headers["content-type"].startswith("text/html")
            assert ("html", {"lang": language}) in reader.tags
            assert tags.count("main") == tags.count("h1") == tags.count("header") or "header" in tags
            assert tags.count("h1") == 1, address
            assert not [a for _, attrs in reader.tags for a in attrs if a.startswith("on") or a == "style"]
            assert all(attrs.get("src") for tag, attrs in reader.tags if tag == "script")
            assert "style" not in tags


def test_nothing_is_asked_of_another_host(client: Any) -> None:
    for address in addresses(client):
        for tag, attrs in Reader(client.get(address).text).tags:
            for name in ("src", "href", "action"):
                assert not (attrs.get(name) or "").startswith(("http", "//")), (address, tag)


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\\\evil.example/x", "///evil.example"])
def test_no_path_makes_a_link_elsewhere(client: Any, path: str) -> None:
    answer = client.get(f"http://127.0.0.1:8642{path}")
    links = [attrs.get("href") or "" for _, attrs in Reader(answer.text).tags]
    assert not [link for link in links if link.replace("\\", "/").startswith("//")]


def test_the_language_is_kept(client: Any) -> None:
    assert "Best connected" in client.get("/?lang=en").text
    assert "Best connected" in client.get("/").text
    client.cookies.clear()
    assert "联系最多" in client.get("/", headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}).text
    assert "Best connected" in client.get("/", headers={"accept-language": "en-GB,zh;q=0.5"}).text


def test_one_thing_is_not_many() -> None:
    assert say("en", "degree", count=1) == "1 fact"
    assert say("en", "degree", count=2) == "2 facts"
    assert say("zh", "degree", count=1) == "1 条事实"


def test_every_text_stands_in_both_languages() -> None:
    for key, texts in words().items():
        places = [
            sorted(part.split("}")[0] for part in texts[language].split("{")[1:]) for language in LANGUAGES
        ]
        assert all(texts.values()), key
        assert places[0] == places[1], key


def test_an_entity_is_what_is_accepted(client: Any) -> None:
    address = f"/id/{id_of(client, '云渡县')}"
    kinds = {
        "text/turtle": "turtle",
        "application/n-triples": "nt",
        "application/rdf+xml": "xml",
        "application/ld+json": "json-ld",
    }
    sizes = set()
    for kind, form in kinds.items():
        answer = client.get(address, headers={"accept": kind})
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["vary"] == "Accept"
        sizes.add(len(Dataset(default_union=True).parse(data=answer.text, format=form)))
    assert len(sizes) == 1
    assert sizes.pop() > 50
    assert client.get(address, headers={"accept": "application/json"}).json()["label"] == "云渡县"
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get(address, headers={"accept": browser}).headers["content-type"].startswith("text/html")
    assert client.get(f"{address}?format=json").json()["id"] == address.removeprefix("/id/")
    assert client.get(f"{address}?format=doc").status_code == 400


def test_posts_stand_on_a_time_line(client: Any) -> None:
    reader = Reader(client.get(f"/id/{id_of(client, '丁若溪', '云渡')}").text)
    assert "局长" in reader.text
    assert "2021-04-12" in reader.text
    seen = [attrs for tag, attrs in reader.tags if tag == "line" and attrs.get("class") == "seen"]
    assert [attrs["x1"] for attrs in seen] == ["0.0", "100.0", "100.0"]


def test_a_target_stands_against_its_actual(client: Any) -> None:
    reader = Reader(client.get(f"/id/{id_of(client, '云渡县')}").text)
    bars = [attrs["width"] for tag, attrs in reader.tags if tag == "rect" and attrs.get("class") == "value"]
    ticks = [attrs["x"] for tag, attrs in reader.tags if tag == "rect" and attrs.get("class") == "aim"]
    assert "90.0" in bars
    assert "99.0" in ticks


def test_the_sentence_is_marked_in_its_page(client: Any) -> None:
    county_id = id_of(client, "云渡县")
    facts = client.get(f"/api/entity/{county_id}").json()["facts"]
    fact = next(f for f in facts if f["predicate"] == "cooperatesWith")
    html = client.get(f"/id/statement/{fact['id']}").text
    marked = html[html.index("<mark") : html.index("</mark>")]
    assert Reader(marked).text == "云渡县与江南重工集团签约"
    assert marked.count('<a class="mention') == 2
    printed = html[html.index('class="newsprint"') : html.index("</div>", html.index("newsprint"))]
    assert Reader("<div " + printed).text == county.TEXTS["yd0412"]
    assert "post.before_name" in html


def test_statements_lie_at_their_own_kind_of_address(client: Any) -> None:
    county_id = id_of(client, "云渡县")
    measurement = client.get(f"/api/entity/{county_id}").json()["measurements"][0]["id"]
    assert client.get(f"/id/measurement/{measurement}").status_code == 200
    assert client.get(f"/id/statement/{measurement}").status_code == 404
    assert client.get("/id/statement/x").status_code == 404
    assert client.get("/id/page/x").status_code == 404
    assert client.get(f"/id/measurement/{measurement}?e=7").status_code == 400


@pytest.mark.parametrize("text", [text for text in PAYLOADS if text.isprintable() or "\u2028" in text])
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    app = application(county.hostile_workspace(tmp_path, text), Settings())
    client = TestClient(app, base_url="http://localhost:8642")
    index = app.state.held.ready().index
    entities = [f"/id/{i}" for i in index.nodes]
    stated = [f"/id/{room(claim)}/{claim.id}" for claim in index.claims.values()]
    pages = [f"/id/page/{quote(sheet.id, safe='')}" for sheet in index.graph.pages]
    for address in ["/", "/review", f"/search?q={quote(text)}", *entities, *stated, *pages]:
        answer = client.get(address)
        reader = Reader(answer.text)
        assert answer.status_code == 200, address
        assert not {"img", "i", "style", "iframe"} & {tag for tag, _ in reader.tags}
        assert all(
            attrs.get("src", "").startswith("/static/") for tag, attrs in reader.tags if tag == "script"
        )
        assert not [a for _, attrs in reader.tags for a in attrs if a.startswith("on")]
        assert address == "/review" or text.split("\u2028")[0] in reader.text


def test_every_iri_of_an_entity_leads_to_a_page(client: Any) -> None:
    name = id_of(client, "丁若溪", "云渡")
    told = Dataset(default_union=True).parse(
        data=client.get(f"/id/{name}?format=turtle").text, format="turtle"
    )
    iris = {str(term) for triple in told.triples((None, None, None)) for term in triple}
    own = sorted({iri.split("#")[0] for iri in iris if iri.startswith("https://county-kg.org/")})
    rooms = {iri.removeprefix("https://county-kg.org/").split("/")[1] for iri in own if iri.count("/") == 5}
    assert {"evidence", "membership", "page", "post", "statement"} <= rooms
    for iri in own:
        assert client.get(iri.removeprefix("https://county-kg.org")).status_code == 200, iri


def test_the_ontology_is_a_page_and_turtle(client: Any) -> None:
    assert "任职" in client.get("/ns?lang=zh").text
    answer = client.get("/ns", headers={"accept": "text/turtle"})
    assert len(Dataset(default_union=True).parse(data=answer.text, format="turtle")) > 300


def test_a_place_shows_what_lies_within(client: Any) -> None:
    html = client.get(f"/id/{id_of(client, '云渡县')}").text
    within = Reader(html[html.index('id="within"') : html.index('id="figures"')]).text
    assert "枫桥镇" in within
    assert "云渡经开区" in within
    town = client.get(f"/id/{id_of(client, '枫桥镇')}").text
    assert "云渡县" in Reader(town[town.index("crumbs") : town.index("<h1>")]).text


def test_reasons_of_merges_are_told_in_both_languages() -> None:
    names = {name for features in compare._FEATURES.values() for name, _ in features}
    assert {name for name in names if f"why.{name}" not in words()} == set()
