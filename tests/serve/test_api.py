"""The JSON API as its README documents it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest


def found(client: Any, words: str) -> list[str]:
    return [hit["label"] for hit in client.get("/api/search", params={"q": words}).json()["hits"]]


def id_of(client: Any, name: str, near: str = "") -> str:
    hits = client.get("/api/search", params={"q": name}).json()["hits"]
    ids: list[str] = [h["id"] for h in hits if h["label"] == name and near in h["hint"]]
    return ids[0]


def names(answer: dict[str, Any]) -> set[str]:
    return {node["label"] for node in answer["nodes"]}


@pytest.mark.parametrize(
    "words", ["云渡经开区", "ydjkq", "yundujingkaiqu", "YDJKQ", "经开区", "渡经", "yundujing", "云经区"]
)
def test_a_name_is_found_by_its_parts_and_sounds(client: Any, words: str) -> None:
    assert "云渡经开区" in found(client, words)


def test_the_whole_name_comes_first(client: Any) -> None:
    assert found(client, "云渡县")[0] == "云渡县"
    assert found(client, "ydx")[0] == "云渡县"
    assert found(client, "云渡")[0] == "云渡县"


@pytest.mark.parametrize(
    "words", ["", "  ", "。", "zzzzqqq", "不存在的名字", "<script>", "%", "\\", "a" * 200]
)
def test_nothing_is_found_for_nonsense(client: Any, words: str) -> None:
    assert found(client, words) == []


def test_persons_of_one_name_are_told_apart(client: Any) -> None:
    hits = client.get("/api/search", params={"q": "swq"}).json()["hits"]
    assert hits == []
    hits = client.get("/api/search", params={"q": "沈望舒"}).json()["hits"]
    assert {hit["hint"] for hit in hits} == {"云渡县委书记", "安川县委副书记"}


def test_search_can_be_narrowed_to_types(client: Any) -> None:
    answer = client.get("/api/search", params={"q": "云渡", "types": "Zone"}).json()
    assert [hit["type"] for hit in answer["hits"]] == ["Zone"] * answer["total"]


def test_what_lies_around_a_focus(client: Any) -> None:
    zone = id_of(client, "云渡经开区")
    near = client.get("/api/graph", params={"focus": zone}).json()
    assert names(near) == {"云渡经开区", "云渡县", "智能装备产业园项目"}
    assert near["focus"] == [zone]
    assert near["cut"] is False
    wider = client.get("/api/graph", params={"focus": zone, "hops": 2}).json()
    assert names(near) < names(wider)
    assert {(e["source"], e["target"]) for e in near["edges"]} <= {
        (e["source"], e["target"]) for e in wider["edges"]
    }


def test_nodes_and_edges_say_what_the_readme_promises(client: Any) -> None:
    answer = client.get("/api/graph").json()
    assert all(set(n) == {"id", "label", "type", "x", "y", "degree"} for n in answer["nodes"])
    assert all(isinstance(n["x"], float) for n in answer["nodes"])
    edge = next(e for e in answer["edges"] if e["predicate"] == "cooperatesWith")
    assert edge["period"] == ["2021-04-12", "2021-04-12"]
    assert edge["pages"] == ["yd0412"]
    assert edge["q"] == {"date": "2021-04-12", "amount": "12亿元"}


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        ({"predicates": "acquires"}, "青禾食品公司", "沈望舒"),
        ({"types": "Person"}, "贺兰青", "云渡县"),
        ({"from": "2022"}, "青禾食品公司", "智能装备产业园项目"),
        ({"to": "2021-03"}, "柳溪水厂项目", "青禾食品公司"),
        ({"page": "ac0301"}, "安川县水利局", "贺兰青"),
    ],
)
def test_bounds_leave_out_what_they_say(
    client: Any, bounds: dict[str, str], inside: str, outside: str
) -> None:
    got = names(client.get("/api/graph", params=bounds).json())
    assert inside in got
    assert outside not in got


def test_a_limit_keeps_the_best_connected_and_says_so(client: Any) -> None:
    answer = client.get("/api/graph", params={"limit": 3}).json()
    assert len(answer["nodes"]) == 3
    assert answer["cut"] is True
    assert "云渡县" in names(answer)


def test_a_stored_view_comes_back(client: Any) -> None:
    ids = [id_of(client, name) for name in ("云渡县", "江南重工集团")]
    answer = client.get("/api/graph", params={"ids": ",".join([*ids, "nobody"])}).json()
    assert {n["id"] for n in answer["nodes"]} == set(ids)
    assert [e["predicate"] for e in answer["edges"]] == ["cooperatesWith"]


def test_expanding_by_a_relation(client: Any) -> None:
    county = id_of(client, "云渡县")
    answer = client.get("/api/neighbours", params={"id": county, "predicate": "jurisdiction"}).json()
    assert names(answer) == {"云渡县", "云渡县委", "云渡县商务局"}
    assert {"predicate": "jurisdiction", "inward": True, "count": 2} in answer["groups"]


def test_paths_lead_from_the_one_to_the_other(client: Any) -> None:
    one, end = id_of(client, "贺兰青"), id_of(client, "枫桥镇")
    answer = client.get("/api/paths", params={"from": one, "to": end}).json()
    lengths = {len(path) for path in answer["paths"]}
    assert lengths == {4}
    assert all(path[0] == one and path[-1] == end for path in answer["paths"])
    joined = {frozenset((e["source"], e["target"])) for e in answer["edges"]}
    assert all(frozenset(pair) in joined for path in answer["paths"] for pair in itertools.pairwise(path))
    alone = client.get("/api/paths", params={"from": one, "to": one}).json()
    assert alone["paths"] == [[one]]


def test_what_two_have_in_common(client: Any) -> None:
    ids = f"{id_of(client, '云渡县')},{id_of(client, '青禾食品公司')}"
    answer = client.get("/api/common", params={"ids": ids}).json()
    labels = {n["id"]: n["label"] for n in answer["nodes"]}
    assert {labels[i] for i in answer["common"]} == {"江南重工集团", "枫桥镇"}


def test_communities_cover_whoever_has_a_fact(client: Any) -> None:
    answer = client.get("/api/communities").json()
    members = [i for group in answer["communities"] for i in group["members"]]
    assert len(members) == len(set(members)) == len(answer["of"])
    sizes = [group["size"] for group in answer["communities"]]
    assert sizes == sorted(sizes, reverse=True)


def test_divisions_are_a_tree(client: Any) -> None:
    roots = client.get("/api/divisions").json()["roots"]
    county = next(r for r in roots if r["label"] == "云渡县")
    assert {c["label"] for c in county["children"]} == {"云渡经开区", "枫桥镇"}
    assert next(c for c in county["children"] if c["label"] == "枫桥镇")["entities"] == 1
    assert county["all"] == 4


def test_an_entity_tells_all(client: Any) -> None:
    told = client.get(f"/api/entity/{id_of(client, '云渡县')}").json()
    assert {m["kind"] for m in told["measurements"]} == {"target", "actual"}
    assert told["iri"].endswith(told["id"])
    assert all(fact["evidence"] for fact in told["facts"])
    fact = told["facts"][0]
    one = client.get(f"/api/statement/{fact['id']}").json()
    assert one["subject"]["id"] == told["id"] or one["object"]["id"] == told["id"]


def test_positions_of_all(client: Any) -> None:
    answer = client.get("/api/layout").json()
    assert answer["ready"] is True
    assert set(answer["nodes"]) == {n["id"] for n in client.get("/api/graph?limit=5000").json()["nodes"]}


def test_vocabulary_counts(client: Any) -> None:
    answer = client.get("/api/vocabulary").json()
    assert sum(t["count"] for t in answer["types"]) == answer["entities"]
    assert sum(p["count"] for p in answer["predicates"]) == answer["facts"]
    assert answer["period"] == ["2021-03-01", "2022-01-18"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/graph?hops=9",
        "/api/graph?limit=0",
        "/api/graph?limit=x",
        "/api/graph?score=2",
        "/api/graph?score=nan",
        "/api/graph?from=yesterday",
        "/api/graph?types=Nonsense",
        "/api/neighbours?id={county}&predicate=nonsense",
        "/api/common?ids={county}",
        "/api/search?q=" + "长" * 300,
    ],
)
def test_bad_parameters_are_told(client: Any, address: str) -> None:
    answer = client.get(address.format(county=id_of(client, "云渡县")))
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "address",
    ["/api/entity/x", "/api/graph?focus=x", "/api/paths?from=x&to=y", "/api/statement/x", "/api/neighbours"],
)
def test_unknown_ids_are_not_found(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_an_answer_that_is_known_is_not_sent_again(client: Any) -> None:
    tag = client.get("/api/vocabulary").headers["etag"]
    assert client.get("/api/vocabulary", headers={"if-none-match": tag}).status_code == 304
