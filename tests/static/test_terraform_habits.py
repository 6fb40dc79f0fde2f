"""The habits of docs/architecture.md that a program can check, over the HCL of modules and roots."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mlplatform.harness import rules
from mlplatform.hcl import blocks, string
from mlplatform.paths import ENVIRONMENTS, MODULES, REPOSITORY, USE_CASES
from mlplatform.terraform.toolchain import PROVIDER_VERSION

FOLDERS = sorted({path.parent for base in (MODULES, ENVIRONMENTS) for path in base.rglob("*.tf")})
ALL = [pytest.param(folder, id=str(folder.relative_to(REPOSITORY))) for folder in FOLDERS]
EVERY_MODULE = [pytest.param(folder, id=folder.name) for folder in sorted(MODULES.iterdir())]
ROOTS = [pytest.param(folder, id=folder.name) for folder in FOLDERS if (folder / "providers.tf").exists()]

# Anything that could give a workload a path to the internet, or to a network that has one.
INTERNET_PATHS = {
    "aws_customer_gateway",
    "aws_ec2_carrier_gateway",
    "aws_ec2_transit_gateway_vpc_attachment",
    "aws_egress_only_internet_gateway",
    "aws_eip",
    "aws_internet_gateway",
    "aws_internet_gateway_attachment",
    "aws_nat_gateway",
    "aws_vpc_peering_connection",
    "aws_vpn_connection",
    "aws_vpn_gateway",
}
CALLS_NOTHING = {"aws_iam_policy_document"}
CONTROL = re.compile(r"^[A-Z0-9]{2,4}-[0-9]{2,3}: ")


@pytest.mark.parametrize("folder", ALL)
def test_files_hold_at_most_250_lines(folder: Path) -> None:
    long = {p.name: n for p in folder.glob("*.tf") if (n := len(p.read_text().splitlines())) > 250}
    assert not long


@pytest.mark.parametrize("folder", ALL)
def test_variables_have_a_type_a_sentence_and_are_not_nullable(folder: Path) -> None:
    for variable in blocks(folder, "variable"):
        described = string(variable.get("description")).strip()
        assert variable.get("type"), f"{variable} has no type"
        assert not re.search(r"\bany\b", variable.get("type")), f"{variable} is of type any"
        assert described.endswith("."), f"{variable}: the description is not a sentence"
        assert variable.get("nullable") == "false" or "null" in described, (
            f"{variable} is nullable and does not say what null means"
        )


@pytest.mark.parametrize("folder", ALL)
def test_variables_stand_required_first_then_by_alphabet(folder: Path) -> None:
    by_file: dict[str, list[tuple[bool, str]]] = {}  # several files of variables are each in order
    for variable in blocks(folder, "variable"):
        key = ("default" in variable.attributes, variable.labels[0])
        by_file.setdefault(variable.path.name, []).append(key)
    for name, keys in by_file.items():
        assert keys == sorted(keys), f"{folder.name}/{name}"


@pytest.mark.parametrize("folder", ALL)
def test_messages_begin_with_the_id_of_their_control(folder: Path) -> None:
    for rule in rules.rules_of(folder):
        assert CONTROL.match(string(rule.message)), f"{rule}: {rule.message} does not begin with a control id"


@pytest.mark.parametrize("folder", ALL)
def test_outputs_are_described_discrete_and_by_alphabet(folder: Path) -> None:
    outputs = blocks(folder, "output")
    for output in outputs:
        assert string(output.get("description")).endswith("."), f"{output} has no description"
        whole = re.fullmatch(r"(aws_\w+|module)\.\w+(\[[^\]]*\])?", output.get("value"))
        assert not whole, f"{output} hands out a whole resource"
    names = [output.labels[0] for output in outputs]
    assert names == sorted(names)


@pytest.mark.parametrize("folder", ALL)
def test_no_data_source_calls_aws(folder: Path) -> None:
    assert {d.labels[0] for d in blocks(folder, "data")} <= CALLS_NOTHING


@pytest.mark.parametrize("folder", ALL)
def test_nothing_makes_a_path_to_the_internet(folder: Path) -> None:
    found = [str(r) for r in blocks(folder, "resource") if r.labels[0] in INTERNET_PATHS]
    assert not found
    everywhere = re.compile(r"0\.0\.0\.0/0|::/0")
    for path in folder.glob("*.tf"):
        # A network ACL cannot name S3's prefix list; tests/modules/studio_network/test_fences.py judges it.
        if path.name != "network_acl.tf":
            assert not everywhere.search(path.read_text()), f"{path} names every address"


@pytest.mark.parametrize("folder", ALL)
def test_every_role_has_a_permissions_boundary(folder: Path) -> None:
    for role in blocks(folder, "resource"):
        if role.labels[0] == "aws_iam_role":
            boundary = role.get("permissions_boundary")
            assert "boundary" in boundary, f"{role} has permissions_boundary {boundary or 'missing'}"


@pytest.mark.parametrize("folder", ALL)
def test_count_says_only_whether(folder: Path) -> None:
    for block in [*blocks(folder, "resource"), *blocks(folder, "data"), *blocks(folder, "module")]:
        count = block.get("count", "0")
        assert re.search(r"\? (1 : 0|0 : 1)$", count) or count in ("0", "1"), f"{block}: count = {count}"


@pytest.mark.parametrize("folder", EVERY_MODULE)
def test_modules_know_no_account_and_no_use_case(folder: Path) -> None:
    use_cases = [path.stem for path in USE_CASES.glob("*.yaml")]
    for path in folder.glob("*.tf"):
        words = path.read_text()
        assert not re.search(r"\b[0-9]{12}\b", words), f"{path} holds an account number"
        assert not [name for name in use_cases if name in words], f"{path} names a use case"


@pytest.mark.parametrize("folder", EVERY_MODULE)
def test_modules_have_a_readme_with_controls_examples_and_tests(folder: Path) -> None:
    readme = (folder / "README.md").read_text()
    assert "\n## Controls\n" in readme
    assert "```hcl" in readme
    tests = REPOSITORY / "tests" / "modules" / folder.name
    assert (tests / f"test_{folder.name}.py").exists() or list(tests.glob("test_*.py"))
    assert (tests / "rejects.yaml").exists()


@pytest.mark.parametrize("folder", EVERY_MODULE)
def test_modules_configure_no_provider_and_use_only_aws(folder: Path) -> None:
    assert not blocks(folder, "provider")
    assert (folder / "versions.tf").exists()
    used = {block.labels[0].split("_")[0] for block in blocks(folder, "resource")}
    assert used <= {"aws", "terraform"}


@pytest.mark.parametrize("root", ROOTS)
def test_roots_lock_their_state_and_their_provider(root: Path) -> None:
    versions = (root / "versions.tf").read_text()
    assert re.search(r"use_lockfile\s+= true", versions)
    assert re.search(r"encrypt\s+= true", versions)
    assert f'"{PROVIDER_VERSION}"' in versions
    lock = (root / ".terraform.lock.hcl").read_text()
    assert f'version     = "{PROVIDER_VERSION}"' in lock
    # One zh: line for each platform that is published, h1: lines for those that use unpacked mirrors.
    assert lock.count('"zh:') >= 14
    assert lock.count('"h1:') >= 3


@pytest.mark.parametrize("root", ROOTS)
def test_roots_carry_no_word_about_an_aws_that_is_local(root: Path) -> None:
    for path in root.glob("*.tf"):
        assert not re.search(r"localhost|127\.0\.0|moto|endpoints\s*\{|skip_\w+\s*=", path.read_text()), path


@pytest.mark.parametrize("root", ROOTS)
def test_roots_work_in_the_account_that_the_use_case_names_and_no_other(root: Path) -> None:
    (provider,) = blocks(root, "provider")
    assert "local.account.account_id" in provider.get("allowed_account_ids")
    assert "coalesce(var.role_name, local.platform.deploy_role)" in provider.inner("assume_role")[0].text


def test_schemas_are_json_schemas() -> None:
    for path in ENVIRONMENTS.rglob("*.schema.json"):
        Draft202012Validator.check_schema(json.loads(path.read_text()))
