"""The page by keyboard, on paper, without scripts, in the dark and on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gate.browser import opened, shown
from gate.small_report import FINE, hostile_report, result, small_report
from mlplatform.gate.report import Report
from mlplatform.gate.reports import html

pytestmark = pytest.mark.xdist_group("browser")


def test_all_can_be_done_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "findings"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("subnet/")
    assert page.locator("#search").input_value() == "subnet/"
    page.keyboard.press("Escape")
    assert len(shown(page)) == 4
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # the first status
    page.wait_for_timeout(100)
    assert shown(page) == ['aws_iam_policy.wide["a"]', "aws_subnet.open"]


def test_every_control_is_reached_by_tab_and_shows_it(page: Page) -> None:
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(document.activeElement.textContent || document.activeElement.id).trim().slice(0, 30)"
            )
        )
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "2px" or page.evaluate("document.activeElement === document.body")
    for group in page.locator("summary").all():
        if group.is_visible():
            assert (group.text_content() or "").strip()[:30] in reached


def test_parts_are_named_for_those_who_do_not_see_them(page: Page) -> None:
    for section in page.locator("section").all():
        name = page.locator(f"#{section.get_attribute('aria-labelledby')}")
        assert name.inner_text()
    unnamed = "[...document.querySelectorAll('input, select, button')].filter(e => e.checkVisibility() && !e.labels?.length && !e.textContent)"
    assert page.evaluate(f"{unnamed}.length") == 0
    assert page.locator("[role=status]").inner_text() == "3 of 3 findings, 1 of 1 exceptions, 6 of 6 passes"
    assert page.locator("html").get_attribute("lang") == "en"


def test_without_scripts_the_findings_can_be_read(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, html.write(small_report()), java_script_enabled=False) as page:
        assert len(shown(page)) == 4
        assert not page.locator("#filter").is_visible()
        assert page.locator("#passes .no-script").is_visible()
        page.get_by_role("radio", name="Security Hub").check()
        assert page.get_by_role("rowheader", name="EC2.15").is_visible()


def test_on_paper_all_is_unfolded_and_nothing_is_to_be_pressed(browser: Browser, tmp_path: Path) -> None:
    long = result("IAM-01", "aws_iam_policy.long", path=tuple(f"line {n}" for n in range(60)))
    with opened(browser, tmp_path, html.write(small_report(results=(long,), excepted={}))) as page:
        assert not page.get_by_text("line 59").is_visible()
        page.emulate_media(media="print")
        assert page.get_by_text("line 59").is_visible()
        assert page.locator("#changes .address").first.is_visible()
        assert shown(page, "form, button, nav, .skip, .choice") == []
        page.emulate_media(media="screen")
        assert page.pdf(format="A4").startswith(b"%PDF")
        assert not page.get_by_text("line 59").is_visible()


CONTRAST = """() => {
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const ground = node => {
    for (let here = node; here; here = here.parentElement) {
      const found = colour(getComputedStyle(here).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const own = node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
  return [...document.querySelectorAll("body *")].filter(node => own(node) && node.checkVisibility()).map(node => {
    const style = getComputedStyle(node);
    const svg = node instanceof SVGElement;
    const [a, b] = [light(colour(svg ? style.fill : style.color)), light(ground(node))].sort((x, y) => y - x);
    return [(a + .05) / (b + .05), `${node.tagName} ${node.getAttribute("class")}: ${node.textContent.trim().slice(0, 40)}`];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser: Browser, tmp_path: Path, scheme: Any) -> None:
    with opened(browser, tmp_path, html.write(small_report()), color_scheme=scheme) as page:
        page.locator("#passes-list > summary").click()
        expect(page.locator("#passes-rows tr")).to_have_count(len(FINE))
        found = page.evaluate(CONTRAST)
        assert len(found) > 80
        assert [text for ratio, text in found if ratio < 4.5] == []
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (dark == "rgb(21, 23, 26)") == (scheme == "dark")


@pytest.mark.parametrize("report", [small_report(), hostile_report()], ids=["small", "hostile"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_no_width_needs_scrolling_to_the_side(
    browser: Browser, tmp_path: Path, report: Report, width: int
) -> None:
    with opened(browser, tmp_path, html.write(report), viewport={"width": width, "height": 700}) as page:
        page.locator("#passes-list > summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
