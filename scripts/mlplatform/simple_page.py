"""A page of the simple index: the files that it leads to (PEP 503)."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit


@dataclass(frozen=True)
class Anchor:
    """What leads to a file."""

    name: str  # the last part of its address
    url: str  # whole, without its fragment
    sha256: str  # as the page has it; empty where it tells none
    said: dict[str, str | None]  # all attributes, such as data-requires-python

    @property
    def yanked(self) -> str | None:
        """Why its makers withdrew it, "" without a reason; None where they did not."""
        return self.said.get("data-yanked") or "" if "data-yanked" in self.said else None


def anchors(text: str, url: str) -> list[Anchor]:
    """All that a page at this address leads to; ``ValueError`` for what is no page."""
    page = _Page(url)
    try:
        page.feed(text)
    except AssertionError as error:  # a mark that HTML has not
        raise ValueError(str(error)) from error
    return page.found


class _Page(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self.found: list[Anchor] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An anchor leads to a file; other marks to nothing."""
        said = dict(attrs)
        if tag != "a" or not said.get("href"):
            return
        url, fragment = urldefrag(urljoin(self._url, str(said["href"])))
        kind, _, value = fragment.partition("=")
        name = unquote(urlsplit(url).path.rpartition("/")[2])
        self.found.append(Anchor(name, url, value if kind == "sha256" else "", said))
