"""The local server: the page, the endpoint, and its limits."""

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("httpx2")

from fastapi.testclient import TestClient

from zhextract.integrations.serve import make_app

TEXT = "2024年湖北罚款5万元。"


@pytest.fixture(scope="module")
def client():
    return TestClient(make_app(largest=1000))


def test_the_endpoint_follows_the_contract(client):
    answer = client.post("/extract", json={"text": TEXT, "date": "2025-01-01"})
    assert answer.status_code == 200
    assert answer.json()["facts"][0]["quantity"]["value"] == "50000"
    assert "/extract" in client.get("/openapi.json").json()["paths"]


def test_the_page_takes_a_text_and_escapes_it(client):
    assert "<textarea" in client.get("/").text
    page = client.post("/", data={"text": TEXT + "<script>alert(1)</script>"}).text
    assert "&lt;script&gt;" in page
    assert page.count("<script>") == 1


@pytest.mark.parametrize(
    ("body", "status"), [({"text": "长" * 1001}, 413), ({"text": TEXT, "date": "x"}, 422), ({}, 422)]
)
def test_limits_and_bad_input(client, body, status):
    assert client.post("/extract", json=body).status_code == status
    if body:
        page = client.post("/", data=body)
        assert page.status_code == status
        assert 'class="error"' in page.text


@pytest.mark.parametrize("path", ["/extract", "/"])
def test_a_body_without_end_is_not_read_to_its_end(client, path):
    body = (b"x" * 10_000 for _ in range(100))
    assert client.post(path, content=body, headers={"content-type": "application/json"}).status_code == 413
