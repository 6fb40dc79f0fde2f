"""What is written, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docs import small
from mlplatform import catalogue, docs
from mlplatform.docs import markdown, module, tables
from mlplatform.paths import REPOSITORY


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    return small.repository(tmp_path)


def readme(repository: Path) -> str:
    return (repository / small.README).read_text()


def rows(repository: Path, section: str) -> list[str]:
    """The rows of a generated table, without its head."""
    return (markdown.section(readme(repository), section) or "").splitlines()[2:]


def test_the_repository_is_in_order() -> None:
    assert [str(finding) for finding in docs.check()] == []


def test_deleting_any_reject_case_makes_its_table_stale() -> None:
    known = catalogue.load()
    modules = module.read(REPOSITORY, known)
    assert sum(len(one.rejects) for one in modules) > 50
    for one in modules:
        written = markdown.section(one.readme.read_text(), "rejects")
        assert written == tables.sections(one, known)["rejects"]
        for case in one.rejects:
            without = replace(one, rejects=tuple(other for other in one.rejects if other != case))
            assert tables.sections(without, known)["rejects"] != written, f"{one.name}: {case.name}"


def test_a_case_that_is_deleted_is_found(repository: Path) -> None:
    text = (repository / small.REJECTS).read_text()
    (repository / small.REJECTS).write_text(text[: text.index("  - name: far_too_many_names")])
    assert "section rejects is stale" in {finding.what for finding in docs.check(repository)}


def test_writing_twice_changes_nothing_the_second_time(repository: Path) -> None:
    small.replace(repository / small.VARIABLES, "Whose it is.", "Whose it will be.")
    assert docs.write(repository) == [repository / small.README]
    assert docs.write(repository) == []


def test_prose_and_the_order_of_sections_stay(repository: Path) -> None:
    written = readme(repository)
    kept = [line for line in small.FILES[small.README].splitlines() if line]
    found = iter(written.splitlines())
    assert all(line in found for line in kept)


def test_a_section_without_markers_is_left_alone(repository: Path) -> None:
    small.replace(repository / small.README, "<!-- END outputs -->", "")
    before = readme(repository)
    docs.write(repository)
    assert readme(repository) == before


def test_controls_say_what_where_and_what_shows_them(repository: Path) -> None:
    tests = "../../tests/modules/vault/test_vault.py"
    assert rows(repository, "controls") == [
        f"| KMS-01 | Keys rotate. | [keys.tf](keys.tf) | [every key rotates]({tests}) |",
        f"| SM-11 | The script holds no secret. | [start/up.sh](start/up.sh) | [every key rotates]({tests}) |",
        "| KMS-101 | A name is short. | [variables.tf](variables.tf) | [2 refusals](#rejected-inputs) |",
    ]


def test_cells_escape_what_would_end_them(repository: Path) -> None:
    assert rows(repository, "rejects") == [
        r"| too many names | `KMS-101: names has 9 \| more; write <name> fewer.` |",
        "| far too many names | ``KMS-101: names has `99`; write <name> fewer.`` |",
    ]
    assert rows(repository, "variables") == [
        "| `owner` | `string` | required | Whose it is. |",
        r"| `names` | `map(object)` | `{}` | Name => what it is \| may be.<br>• `size`: one of `a\|b`. |",
    ]


def test_files_say_what_they_hold(repository: Path) -> None:
    assert rows(repository, "files") == [
        "| [keys.tf](keys.tf) | The keys. |",
        "| [outputs.tf](outputs.tf) | 1 output |",
        "| [variables.tf](variables.tf) | 2 variables |",
        "| [start/up.sh](start/up.sh) | Starts it. |",
    ]


def test_the_page_links_modules_and_tests(repository: Path) -> None:
    page = (repository / small.PAGE).read_text()
    links = "[vault](../modules/vault/README.md) | [every key rotates](../tests/modules/vault/test_vault.py)"
    assert f"| KMS-01 | Keys rotate. | {links} |" in page
    assert "[2 refusals](../tests/modules/vault/rejects.yaml)" in page


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("set(string)", "set(string)"),
        ("object({\n  a = optional(number, 2)\n})", "object"),
        ("map(object({ a = list(object({ b = string })) }))", "map(object)"),
        ("tuple([object({ a = string }), object({})])", "tuple([object, object])"),
    ],
)
def test_types_are_short(written: str, short: str) -> None:
    assert tables.short_type(written) == short


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("Such as e.g. this. That", "Such as e.g. this."),
        ("A version 1.11 or\n  newer", "A version 1.11 or newer"),
        ("Two zones. /26 or larger.", "Two zones."),
    ],
)
def test_the_first_sentence_ends_where_a_new_one_begins(text: str, sentence: str) -> None:
    assert markdown.first_sentence(text) == sentence


def test_markup_in_a_cell_stays_text() -> None:
    assert markdown.cell("write <name>\nor `<a|b>`") == r"write &lt;name> or `<a\|b>`"
    assert markdown.code("`x`") == "`` `x` ``"
