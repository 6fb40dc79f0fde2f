"""A browser for tests: Debian's chromium, found on this machine, one process for all tests of a session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOW = (
    "install it with: apt-get update && apt-get install -y chromium fonts-dejavu-core; or name it in CHROMIUM"
)


def find_chromium() -> str:
    """The browser that CHROMIUM names, or one on PATH; the test fails where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if not found:
            pytest.fail(f"CHROMIUM is {named}, which is no program; {HOW}")
        return found
    for name in NAMES:
        if found := shutil.which(name):
            return found
    pytest.fail(f"no browser: none of {', '.join(NAMES)} is on PATH; {HOW}")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, started. Its own sandbox wants rights that a container does not give."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page that is opened, with all that it says and asks for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: Path) -> Page:
        """Open a file."""
        self.page.goto(path.as_uri())
        return self.page


@contextmanager
def opened(browser: Browser, folder: Path, text: str, **how: Any) -> Iterator[Page]:
    """The page, opened. It must say nothing and ask for nothing."""
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
    watched = Watched(context.new_page())
    yield watched.open(path)
    context.close()
    assert watched.said == []
    assert watched.asked == [path.as_uri()]


def shown(page: Page, selector: str = ".item .address") -> list[str]:
    """The texts of what can be seen."""
    script = "all => all.filter(each => each.checkVisibility()).map(each => each.innerText)"
    return list(page.locator(selector).evaluate_all(script))
