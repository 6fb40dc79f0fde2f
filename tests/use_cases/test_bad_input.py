"""A use case that is wrong is refused in one line that names file, field, what was given and what is allowed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from mlplatform.errors import BadInput
from mlplatform.paths import REPOSITORY, USE_CASES
from mlplatform.use_cases import load

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "credit_risk.yaml").write_text((USE_CASES / "credit_risk.yaml").read_text())
    return tmp_path


def change(folder: Path, edit: Change, name: str = "credit_risk") -> None:
    data = yaml.safe_load((USE_CASES / "credit_risk.yaml").read_text())
    edit(data)
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(data))


def dev(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["environments"]["dev"]
    return found


CASES: dict[str, tuple[Change, str]] = {
    "a_field_is_missing": (lambda d: d.pop("owner"), "the file: owner missing; required: name, description"),
    "a_field_is_unknown": (
        lambda d: d.update(budget=1),
        "the file: budget unknown; allowed: name, description",
    ),
    "an_account_id_of_eleven_digits": (
        lambda d: dev(d).update(account_id="11112222333"),
        'environments.dev.account_id: is "11112222333"; allowed: what matches ^[0-9]{12}$ (The account: 12 digits',
    ),
    "an_account_id_without_quotes": (
        lambda d: dev(d).update(account_id=111122223333),
        "environments.dev.account_id: is 111122223333 (a number; put it in quotes); allowed: a string",
    ),
    "an_unknown_persona": (
        lambda d: d["members"].update(wizard=["u100042"]),
        "members: wizard unknown; allowed: data_scientist, lead_data_scientist",
    ),
    "an_unknown_region": (
        lambda d: dev(d).update(region="eu-west-9"),
        'environments.dev.region: is "eu-west-9"; allowed: eu-central-1, eu-west-1',
    ),
    "overlapping_subnets": (
        lambda d: dev(d)["network"]["subnets"].update({"eu-west-2b": "10.40.1.0/24"}),
        'environments.dev.network.subnets.eu-west-2b: is "10.40.1.0/24", which overlaps eu-west-2a 10.40.0.0/23',
    ),
    "a_subnet_outside_the_vpc": (
        lambda d: dev(d)["network"]["subnets"].update({"eu-west-2b": "10.99.0.0/24"}),
        'subnets.eu-west-2b: is "10.99.0.0/24"; allowed: inside vpc_cidr 10.40.0.0/20',
    ),
    "a_subnet_too_small_for_studio": (
        lambda d: dev(d)["network"]["subnets"].update({"eu-west-2b": "10.40.2.0/27"}),
        'subnets.eu-west-2b: is "10.40.2.0/27"; allowed: /26 or larger',
    ),
    "a_zone_of_another_region": (
        lambda d: dev(d)["network"]["subnets"].update({"eu-west-1a": "10.40.8.0/24"}),
        'network.subnets: is "eu-west-1a"; allowed: zones of eu-west-2',
    ),
    "one_subnet_only": (
        lambda d: dev(d)["network"]["subnets"].pop("eu-west-2b"),
        "environments.dev.network.subnets: is ",
    ),
    "a_cidr_with_host_bits": (
        lambda d: dev(d)["network"].update(vpc_cidr="10.40.0.1/20"),
        'environments.dev.network.vpc_cidr: is "10.40.0.1/20"; allowed: an IPv4 network with no host bits',
    ),
    "a_public_network": (
        lambda d: dev(d)["network"].update(vpc_cidr="54.0.0.0/20"),
        'environments.dev.network.vpc_cidr: is "54.0.0.0/20"; allowed: a private network',
    ),
    "environments_that_overlap": (
        lambda d: d["environments"]["test"].update(network=dev(d)["network"]),
        'environments.test.network.vpc_cidr: is "10.40.0.0/20", which overlaps environments.dev',
    ),
    "environments_in_one_account": (
        lambda d: d["environments"]["prod"].update(account_id="111122223333"),
        'environments.prod.account_id: is "111122223333", as environments.dev has',
    ),
    "the_platforms_own_account": (
        lambda d: dev(d).update(account_id="999988887777"),
        "allowed: an account of its own, not the platform's shared account",
    ),
    "one_person_with_two_personas": (
        lambda d: d["members"].update(security_auditor=["u100001"]),
        'members.security_auditor: is "u100001", who is in data_scientist too',
    ),
    "a_name_in_place_of_a_staff_id": (
        lambda d: d["members"].update(data_scientist=["somebody"]),
        'members.data_scientist[0]: is "somebody"; allowed: what matches ^u[0-9]{6}$ (A staff id such as u100001)',
    ),
    "a_product_that_is_not_in_the_catalogue": (
        lambda d: d["may_launch"].update(products=["time_machine"]),
        'may_launch.products: is "time_machine"; allowed: ',
    ),
    "a_budget_of_nothing": (
        lambda d: d["monthly_budget"].update(amount=0),
        "monthly_budget.amount: is 0",
    ),
    "a_name_that_is_not_the_files": (
        lambda d: d.update(name="other"),
        'name: is "other"; allowed: "credit_risk", as the file is called',
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_refuses(what: str, folder: Path) -> None:
    edit, expected = CASES[what]
    change(folder, edit)
    with pytest.raises(BadInput) as refused:
        load.use_case("credit_risk", folder)
    line = str(refused.value)
    assert expected in line
    assert "credit_risk.yaml" in line
    assert "\n" not in line
    assert "allowed: " in line or "required: " in line


def test_refuses_what_is_not_yaml(folder: Path) -> None:
    (folder / "credit_risk.yaml").write_text("name: [unclosed")
    with pytest.raises(BadInput, match=r"credit_risk.yaml: is not YAML: .*line 1") as refused:
        load.use_case("credit_risk", folder)
    assert "\n" not in str(refused.value)


def test_refuses_a_key_given_twice(folder: Path) -> None:
    path = folder / "credit_risk.yaml"
    path.write_text(path.read_text() + "owner: second@bank.example\n")
    with pytest.raises(BadInput, match='key "owner" is given twice'):
        load.use_case("credit_risk", folder)


@pytest.mark.parametrize("content", ["", "just words", "- a list"])
def test_refuses_a_file_that_is_no_mapping(folder: Path, content: str) -> None:
    (folder / "credit_risk.yaml").write_text(content)
    with pytest.raises(BadInput, match="allowed: a mapping of fields"):
        load.use_case("credit_risk", folder)


def test_refuses_bytes_that_are_no_text(folder: Path) -> None:
    (folder / "credit_risk.yaml").write_bytes(b"\xff\xfe\x00garbage")
    with pytest.raises(BadInput, match="cannot be read"):
        load.use_case("credit_risk", folder)


def test_refuses_networks_that_overlap_another_use_case(folder: Path) -> None:
    def move_accounts(data: dict[str, Any]) -> None:
        data["name"] = "churn"
        for number, environment in enumerate(data["environments"].values()):
            environment["account_id"] = f"44445555666{number}"

    change(folder, move_accounts, "churn")
    with pytest.raises(BadInput, match=r'vpc_cidr: is "10.40.0.0/20", which overlaps churn.yaml'):
        load.use_case("credit_risk", folder)


def test_accepts_the_use_cases_that_are_shipped() -> None:
    for name in load.names():
        assert load.use_case(name).name == name


@pytest.mark.parametrize("command", ["plan", "apply", "destroy"])
def test_the_command_ends_with_2_and_one_line(command: str) -> None:
    words = [sys.executable, "-m", "mlplatform.cli", command, "--env", "dev", "--use-case", "no_such_case"]
    run = subprocess.run(words, cwd=REPOSITORY / "scripts", capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.splitlines() == [
        'mlp: use case "no_such_case": no file environments/use_cases/no_such_case.yaml; '
        "allowed: credit_risk, customer_lifetime_value"
    ]


def test_an_unknown_environment_is_refused_before_anything_runs() -> None:
    words = [sys.executable, "-m", "mlplatform.cli", "apply", "--env", "live", "--use-case", "credit_risk"]
    run = subprocess.run(words, cwd=REPOSITORY / "scripts", capture_output=True, text=True)
    assert (run.returncode, run.stderr.strip()) == (
        2,
        'mlp: --env: is "live"; allowed: organization, shared, dev, test, prod',
    )
