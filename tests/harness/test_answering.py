"""What the provider asks of AWS while it plans is answered, and no longer than is needed."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

import pytest

from mlplatform.harness.answering import answering


def ask(url: str) -> dict[str, object]:
    request = urllib.request.Request(url, data=b'{"definition": "{}"}', method="POST")
    with urllib.request.urlopen(request, timeout=5) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def test_a_definition_is_called_well_formed_as_long_as_the_context_lasts() -> None:
    with answering() as environment:
        ((name, url),) = environment.items()
        assert name == "AWS_ENDPOINT_URL_SFN"
        assert ask(url) == {"result": "OK", "diagnostics": [], "truncated": False}
        assert ask(url)["result"] == "OK"
    with pytest.raises(urllib.error.URLError):
        ask(url)


def test_two_at_once_do_not_meet() -> None:
    with answering() as one, answering() as other:
        assert one != other
