"""An index is asked with its password and with nobody else's, and what it says is read with care."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from mlplatform.errors import BadInput
from mlplatform.packages.index import Index, Listed
from packages.wheels import JSON, PackageIndex

OPENS = f"Basic {base64.b64encode(b'aws:a/word').decode()}"


@pytest.fixture(name="served")
def _served(tmp_path: Path) -> Iterator[PackageIndex]:
    with PackageIndex(tmp_path) as served:
        served.add("odd", "1.0")
        yield served


@pytest.fixture(name="sent")
def _sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[requests.PreparedRequest, dict[str, Any]]]:
    """All that is sent; nothing leaves the machine."""
    sent: list[tuple[requests.PreparedRequest, dict[str, Any]]] = []

    def send(_: HTTPAdapter, asked: requests.PreparedRequest, **how: Any) -> requests.Response:
        sent.append((asked, how))
        answer = requests.Response()
        answer.status_code, answer.url = 404, str(asked.url)
        return answer

    monkeypatch.setattr(HTTPAdapter, "send", send)
    return sent


def says(served: PackageIndex, **of_file: Any) -> None:
    """The index says something else of its file."""
    page = json.loads(served.answer("/simple/odd/")[1])
    page["files"][0] |= of_file
    served.answers["/simple/odd/"] = (JSON, json.dumps(page).encode())


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://index.bank.example/files/odd.metadata", OPENS),
        ("https://files.elsewhere.example/odd.metadata", None),
        ("http://index.bank.example/odd.metadata", None),
        ("https://index.bank.example:8443/odd.metadata", None),
    ],
)
def test_the_password_goes_to_the_host_of_the_index_alone(
    sent: list[tuple[requests.PreparedRequest, Any]],
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    opens: str | None,
) -> None:
    monkeypatch.setenv("NETRC", "/nonexistent")
    index = Index("https://aws:a%2Fword@index.bank.example/simple/")
    assert index.publisher(_file(provenance=url)) is None
    ((asked, _),) = sent
    assert asked.headers.get("Authorization") == opens


def test_the_certificates_of_pip_go_before_those_of_other_variables(
    sent: list[tuple[Any, dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/others.pem")
    assert Index("https://index.bank.example/simple/", "/banks.pem").project("odd") == []
    assert sent[0][1]["verify"] == "/banks.pem"


def test_a_password_is_not_shown() -> None:
    index = Index("https://aws:a%2Fword@index.bank.example/simple/")
    assert "word" not in repr(index) + index.shown


@pytest.mark.parametrize(
    "body", ["[]", "{", '{"files": null}', '{"files": ["odd"]}', '{"files": [{"filename": "a"}]}']
)
def test_what_is_no_page_of_an_index_is_refused_in_one_line(served: PackageIndex, body: str) -> None:
    served.answers["/simple/odd/"] = (JSON, body.encode())
    with pytest.raises(BadInput, match="what it says of odd is no page of an index") as refused:
        Index(served.url).project("odd")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("said", [{"hashes": None}, {"upload-time": 5}, {"upload-time": "yesterday"}])
def test_a_file_that_is_told_of_wrongly_is_refused_in_one_line(
    served: PackageIndex, said: dict[str, Any]
) -> None:
    says(served, **said)
    with pytest.raises(BadInput, match="is no page of an index"):
        Index(served.url).project("odd")


@pytest.mark.parametrize("name", ["../../odd-1.0.tar.gz", "a/odd-1.0.zip", "odd-1.0.exe", ".odd-1.0.tar.gz"])
def test_a_name_that_is_a_path_or_of_no_distribution_is_of_no_version(
    served: PackageIndex, name: str
) -> None:
    says(served, filename=name)
    (file,) = Index(served.url).project("odd")
    assert (file.package, file.version) == ("", "")


def test_a_hash_is_the_same_in_capitals(served: PackageIndex) -> None:
    says(served, hashes={"sha256": "AB" * 32})
    assert Index(served.url).project("odd")[0].sha256 == "ab" * 32


@pytest.mark.parametrize("publisher", ["null", "[]", '"someone"'])
def test_an_attestation_that_names_nobody_is_none(served: PackageIndex, publisher: str) -> None:
    body = f'{{"attestation_bundles": [{{"publisher": {publisher}}}]}}'
    served.answers["/simple/said"] = ("application/json", body.encode())
    assert Index(served.url).publisher(_file(provenance=f"{served.url}said")) is None


def _file(provenance: str) -> Listed:
    return Listed("odd-1.0-py3-none-any.whl", "", provenance=provenance)
