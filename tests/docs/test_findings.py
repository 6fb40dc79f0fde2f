"""Every kind of finding: one change puts the small repository out of order, and is found where it was made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from docs import small
from mlplatform import docs

REWRITE = "write it anew with: mlp docs"
ENTER = "correct it, or enter it in scripts/mlplatform/catalogue/controls.yaml"


@dataclass(frozen=True)
class Change:
    """A text of a file replaced by another, and the finding that must come of it."""

    path: Path
    old: str
    new: str
    where: str
    what: str
    remedy: str


README, KEYS, VARIABLES = small.README, small.KEYS, small.VARIABLES
CHANGES = {
    "a stale table": Change(
        small.VARIABLES,
        "Whose it is.",
        "Whose it will be.",
        f"{README}:{{variables}}",
        "section variables is stale",
        REWRITE,
    ),
    "a table changed by hand": Change(
        README,
        "| KMS-01 | Keys rotate. ",
        "| KMS-01 | Keys rotate daily. ",
        f"{README}:{{controls}}",
        "section controls is stale",
        REWRITE,
    ),
    "a stale page": Change(
        small.PAGE, "## Keys", "## Locks", f"{small.PAGE}:1", "the page is stale", REWRITE
    ),
    "a missing marker": Change(
        README,
        "<!-- END outputs -->\n",
        "",
        f"{README}:{{outputs}}",
        "section outputs has no markers",
        "write <!-- BEGIN outputs --> and <!-- END outputs -->, once and in order",
    ),
    "a variable without type": Change(
        VARIABLES,
        "  type        = string\n",
        "",
        f"{VARIABLES}:16",
        "variable owner has no type",
        "write the type it takes",
    ),
    "a variable without description": Change(
        VARIABLES,
        '  description = "Whose it is."\n',
        "",
        f"{VARIABLES}:16",
        "variable owner has no description",
        "write a sentence that says what it is",
    ),
    "a description without full stop": Change(
        VARIABLES,
        "Whose it is.",
        "Whose it is",
        f"{VARIABLES}:16",
        "the description of variable owner does not end in a full stop",
        "write a whole sentence",
    ),
    "an output without description": Change(
        small.OUTPUTS,
        '  description = "ARN of the key."\n',
        "",
        f"{small.OUTPUTS}:1",
        "output key_arn has no description",
        "write a sentence that says what it is",
    ),
    "an unknown id in a comment": Change(
        KEYS, "# KMS-01", "# KMS-01, KMS-77", f"{KEYS}:4", "KMS-77 is not in the catalogue", ENTER
    ),
    "an unknown id in a script": Change(
        small.SCRIPT, "(SM-11)", "(SM-11, SM-78)", f"{small.SCRIPT}:2", "SM-78 is not in the catalogue", ENTER
    ),
    "an unknown id of an unknown family in a message": Change(
        VARIABLES,
        '"KMS-101: names',
        '"ZZ-101: names',
        f"{VARIABLES}:12",
        "ZZ-101 is not in the catalogue",
        ENTER,
    ),
    "a control that no line carries": Change(
        small.CATALOGUE,
        "  SM-11: ",
        "  SM-12: Nothing at all.\n  SM-11: ",
        f"{small.CATALOGUE}:7",
        "SM-12 stands at no line of code",
        "write it in a comment at the line that enforces it, or take it out of the catalogue",
    ),
    "a control that nothing shows": Change(
        small.TESTS,
        '@pytest.mark.control("KMS-01")\n',
        "",
        f"{KEYS}:4",
        "KMS-01 is enforced here, and nothing in tests/modules/vault shows it",
        'mark the test that does with @pytest.mark.control("KMS-01"), or write one',
    ),
    "a mark of what the module does not carry": Change(
        small.TESTS,
        'control("KMS-01")',
        'control("KMS-01", "KMS-02")',
        f"{small.TESTS}:6",
        "test_every_key_rotates is marked with KMS-02, which stands nowhere in modules/vault",
        "write ids, as strings, that the module's code carries",
    ),
    "a mark that cannot be read": Change(
        small.TESTS,
        'control("KMS-01")',
        'control("KMS-01", CONTROL)',
        f"{small.TESTS}:6",
        "test_every_key_rotates is marked with CONTROL, which stands nowhere in modules/vault",
        "write ids, as strings, that the module's code carries",
    ),
    "an unknown id in prose": Change(
        README,
        "What holds it is KMS-01.",
        "What holds it is KMS-79.",
        f"{README}:3",
        "KMS-79 is not in the catalogue",
        ENTER,
    ),
}


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    return small.repository(tmp_path)


def test_the_small_repository_is_in_order(repository: Path) -> None:
    assert docs.check(repository) == []


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_is_found_with_its_line_and_remedy(repository: Path, change: Change) -> None:
    small.replace(repository / change.path, change.old, change.new)
    readme = (repository / README).read_text().splitlines()
    lines = {
        line.split()[2]: str(number) for number, line in enumerate(readme, 1) if line.startswith("<!-- BEGIN")
    }
    assert f"{change.where.format(**lines)}: {change.what}; {change.remedy}" in map(
        str, docs.check(repository)
    )


def test_a_refusal_shows_the_control_that_its_message_begins_with(repository: Path) -> None:
    text = (repository / small.REJECTS).read_text()
    (repository / small.REJECTS).write_text(text.replace("KMS-101", "KMS-1O1"))
    found = [str(finding) for finding in docs.check(repository)]
    assert any(f.startswith(f"{VARIABLES}:12: KMS-101 is enforced here, and nothing") for f in found)


def test_an_id_in_documents_beside_the_modules_is_found(repository: Path) -> None:
    (repository / "docs" / "adr").mkdir()
    (repository / "docs" / "adr" / "0001.md").write_text("# A decision\n\nFor SM-80.\n")
    assert [str(finding) for finding in docs.check(repository)] == [
        f"docs/adr/0001.md:3: SM-80 is not in the catalogue; {ENTER}"
    ]


def test_prose_below_a_generated_section_keeps_its_line(repository: Path) -> None:
    text = (repository / README).read_text()
    (repository / README).write_text(f"{text}SM-81\n")
    (finding,) = docs.check(repository)
    assert (finding.path, finding.line) == (README, text.count("\n") + 1)


def test_every_finding_of_a_mess_is_listed_in_order_of_file_and_line(repository: Path) -> None:
    small.replace(repository / KEYS, "# KMS-01", "# KMS-77")
    small.replace(repository / VARIABLES, "Whose it is.", "Whose it is")
    found = docs.check(repository)
    assert found == sorted(found)
    assert {finding.path for finding in found} >= {KEYS, VARIABLES, README, small.CATALOGUE, small.TESTS}
