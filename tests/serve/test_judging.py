"""Judgements from the browser: only with the token of the session, and they can be taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.workspace import open_to_read
from tests.serve.test_api import id_of

ORIGIN = {"origin": "http://127.0.0.1:8642"}


def token(client: Any, address: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(address).text)
    assert found
    return found[1]


def fact(client: Any, post: str) -> dict[str, Any]:
    told = client.get(f"/api/entity/{id_of(client, '丁若溪', '云渡')}").json()
    found: dict[str, Any] = next(f for f in told["facts"] if f["q"].get("post") == post)
    return found


def denial(client: Any, **changed: str) -> dict[str, str]:
    made = fact(client, "书记")
    form = {"token": token(client, f"/id/statement/{made['id']}"), "claim": made["id"], "page": "yd0118"}
    return form | {"why": "另有其人"} | changed


def test_what_is_wrong_goes_and_comes_back(own: Any) -> None:
    form = denial(own)
    answer = own.post("/wrong", data=form, headers=ORIGIN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/judgements")
    assert own.get(f"/id/statement/{form['claim']}").status_code == 404
    shown = own.get("/judgements").text
    assert "另有其人" in shown
    back = {
        "token": form["token"],
        "page": "yd0118",
        "statement": '["fact", "丁若溪", "holdsPost", "云渡经开区党工委", "post", "书记"]',
    }
    assert own.post("/undo", data=back, headers=ORIGIN).status_code == 200
    assert own.get(f"/id/statement/{form['claim']}").status_code == 200
    assert own.post("/undo", data=back, headers=ORIGIN).status_code == 400


@pytest.mark.parametrize(
    ("headers", "changed"),
    [
        ({}, {}),
        ({"origin": "http://evil.example"}, {}),
        ({"origin": "null"}, {}),
        (ORIGIN | {"sec-fetch-site": "cross-site"}, {}),
        (ORIGIN, {"token": "0" * 64}),
        (ORIGIN, {"token": ""}),
    ],
)
def test_nobody_else_judges(own: Any, headers: dict[str, str], changed: dict[str, str]) -> None:
    form = denial(own, **changed)
    assert own.post("/wrong", data=form, headers=headers).status_code == 403
    with open_to_read(own.app.state.held.workspace) as held:
        assert held.objections() == ()


def test_the_token_of_another_session_is_no_use(own: Any) -> None:
    form = denial(own)
    own.cookies.clear()
    own.get("/")
    assert own.post("/wrong", data=form, headers=ORIGIN).status_code == 403


def test_a_pair_is_judged_and_taken_back(own: Any) -> None:
    html = own.get("/review").text
    key = re.search(r'name="pair" value="([^"]+)"', html)
    assert key
    form = {"token": token(own, "/review"), "pair": key[1].replace("&#34;", '"'), "verdict": "different"}
    headers = ORIGIN | {"accept": "application/json"}
    assert own.post("/judge", data=form, headers=headers).json() == {"done": True}
    with open_to_read(own.app.state.held.workspace) as held:
        assert [j.verdict for j in held.judgements()] == ["different"]
    assert (
        own.post("/undo", data={"token": form["token"], "back": "review"}, headers=headers).status_code == 200
    )
    with open_to_read(own.app.state.held.workspace) as held:
        assert [j.verdict for j in held.judgements()] == ["different", "withdrawn"]


@pytest.mark.parametrize(
    "form",
    [
        {"pair": "nonsense", "verdict": "same"},
        {"pair": "[1, 2]", "verdict": "same"},
        {"pair": '[["p","Person","甲",0],["q","Person","乙",0]]', "verdict": "withdrawn"},
        {"pair": '[["p","Person","甲",0],["q","Person","乙",0]]'},
    ],
)
def test_senseless_judgements_are_refused(own: Any, form: dict[str, str]) -> None:
    sent = form | {"token": token(own, "/review")}
    assert own.post("/judge", data=sent, headers=ORIGIN).status_code == 400


def test_where_judging_is_off_nothing_is_taken(client: Any) -> None:
    for address in ("/review", "/judgements"):
        assert client.get(address).status_code == 404
    assert client.post("/wrong", data={"token": ""}, headers=ORIGIN).status_code == 404
    assert "/wrong" not in client.get(f"/id/statement/{fact(client, '局长')['id']}").text


def test_too_much_is_not_read(own: Any) -> None:
    answer = own.post("/judge", content=b"a" * (2 << 20), headers=ORIGIN)
    assert answer.status_code == 413
