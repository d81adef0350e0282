"""Nobody but the one who may: hosts, origins, tokens, methods, paths; and what every answer forbids."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.errors import ChoiceError
from kg.serve.app import application
from kg.serve.settings import Settings
from tests.serve import county

TOKEN = "open-sesame-1234"


@pytest.mark.parametrize(
    "path", ["/", "/api/vocabulary", "/static/base.css", "/nothing", "/id/nobody", "/search?q=a"]
)
def test_every_answer_carries_the_policy(client: Any, path: str) -> None:
    headers = client.get(path).headers
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["connect-src"] == rules["form-action"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7:8642", "", "[::"])
def test_another_host_is_refused(client: Any, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8642", "127.0.0.1", "[::1]:8642", "127.0.0.1:9"])
def test_this_machine_is_served(client: Any, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:8642"]
)
def test_another_origin_is_refused(client: Any, origin: str) -> None:
    assert client.get("/api/vocabulary", headers={"origin": origin}).status_code == 403


def test_its_own_origin_is_served(client: Any) -> None:
    assert client.get("/api/vocabulary", headers={"origin": "http://127.0.0.1:8642"}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/api/graph", "/static/base.css", "/id/nobody"])
def test_only_reading_is_allowed(client: Any, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd",
        "/static//etc/passwd",
        "/static/..\\app.py",
        "/static/%00",
        "/id/page/..%2f..%2fetc%2fpasswd",
        "/api/entity/..%2f..%2fapp.py",
    ],
)
def test_no_way_out_of_the_folder(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "from __future__" not in answer.text
    assert "root:" not in answer.text


def test_beyond_this_machine_a_token_is_needed(tmp_path: Path) -> None:
    with pytest.raises(ChoiceError, match="token"):
        application(county.workspace(tmp_path), Settings(host="0.0.0.0"))


@pytest.fixture
def open_client(tmp_path: Path) -> TestClient:
    settings = Settings(host="0.0.0.0", token=TOKEN, names=("county.example",))
    return TestClient(application(county.workspace(tmp_path), settings), base_url="http://10.0.0.7:8642")


def test_without_the_token_nothing_is_shown(open_client: TestClient) -> None:
    for path in ("/", "/api/vocabulary", "/static/base.css", "/?token=wrong", "/?token="):
        assert open_client.get(path, follow_redirects=False).status_code == 401
    assert open_client.get("/", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_the_token_opens_and_leaves_the_address(open_client: TestClient) -> None:
    answer = open_client.get(f"/search?q=云渡&token={TOKEN}", follow_redirects=False)
    assert answer.status_code == 303
    assert TOKEN not in answer.headers["location"]
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert open_client.get(answer.headers["location"]).status_code == 200


def test_the_token_as_a_header(open_client: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert open_client.get("/api/vocabulary", headers=headers).status_code == 200


def test_a_named_host_is_served_and_no_other(open_client: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert open_client.get("/", headers=headers | {"host": "county.example"}).status_code == 200
    assert open_client.get("/", headers=headers | {"host": "evil.example"}).status_code == 421


def test_a_redirect_stays_here(open_client: TestClient) -> None:
    answer = open_client.get(f"//evil.example/?token={TOKEN}", follow_redirects=False)
    assert not answer.headers.get("location", "/").startswith("//")
