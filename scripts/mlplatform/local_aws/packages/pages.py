"""The page of a package, by PEP 503 in HTML and by PEP 691 in JSON, with the same facts in both."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from mlplatform.local_aws.answers import Response
from mlplatform.local_aws.packages.contents import LISTED, Asset, order
from mlplatform.local_aws.packages.reach import Found

_JSON = "application/vnd.pypi.simple.v1+json"


def page(name: str, versions: dict[str, Found], accept: str) -> Response:
    """The files of every version that is listed, each at ``<version>/<file>`` below the page."""
    listed = sorted((one for one in versions.values() if one.version.status in LISTED), key=_order)
    files = [(one.version.version, asset) for one in listed for asset in one.assets.values()]
    if _JSON in accept:
        return _response(_json(name, files), _JSON)
    return _response(_html(name, files), "text/html; charset=utf-8")


def _order(found: Found) -> tuple[object, ...]:
    return order(found.version.version)


def _json(name: str, files: Iterable[tuple[str, Asset]]) -> str:
    told = [
        {
            "filename": asset.name,
            "url": _url(version, asset),
            "hashes": {"sha256": asset.sha256},
            **({"requires-python": asset.requires_python} if asset.requires_python else {}),
            **({} if asset.yanked is None else {"yanked": asset.yanked or True}),
        }
        for version, asset in files
    ]
    return json.dumps({"meta": {"api-version": "1.0"}, "name": name, "files": told})


def _html(name: str, files: Iterable[tuple[str, Asset]]) -> str:
    lines = [
        f'<a href="{_url(version, asset)}#sha256={asset.sha256}"{_attributes(asset)}>'
        f"{escape(asset.name)}</a><br/>"
        for version, asset in files
    ]
    head = f"<!DOCTYPE html>\n<html><head><title>Links for {escape(name)}</title></head><body>"
    return "\n".join([head, f"<h1>Links for {escape(name)}</h1>", *lines, "</body></html>\n"])


def _attributes(asset: Asset) -> str:
    needs = f' data-requires-python="{escape(asset.requires_python)}"' if asset.requires_python else ""
    return needs if asset.yanked is None else f'{needs} data-yanked="{escape(asset.yanked)}"'


def _url(version: str, asset: Asset) -> str:
    return f"{quote(version)}/{quote(asset.name)}"


def _response(text: str, kind: str) -> Response:
    body = text.encode()
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
    return Response(200, body, headers)
