"""What tests of the gate share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from gate.browser import chromium, opened
from gate.small_report import small_report
from mlplatform.gate.reports import html


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests that open a page."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page of a small report."""
    with opened(browser, tmp_path, html.write(small_report())) as found:
        yield found
