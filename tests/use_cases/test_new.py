"""``mlp use-case new``: the page that it writes, the networks that it finds, and what it refuses."""

from __future__ import annotations

import shutil
from dataclasses import replace
from ipaddress import IPv4Network
from pathlib import Path

import pytest
import yaml

from mlplatform.errors import BadInput
from mlplatform.paths import USE_CASES
from mlplatform.use_cases import addresses, load, questions, writing
from mlplatform.use_cases.model import ENVIRONMENTS, AddressPlan
from mlplatform.use_cases.writing import Draft

ACCOUNTS = {"dev": "100000000001", "test": "100000000002", "prod": "100000000003"}
DRAFT = Draft(
    name="fraud_signals",
    description="Signals of card fraud, hour by hour.",
    owner="fraud-models@bank.example",
    cost_centre="CC-4900",
    data_classification="restricted",
    amount=5000,
    currency="USD",
    accounts=ACCOUNTS,  # type: ignore[arg-type]
    region="eu-west-2",
    home="keep",
    members={"data_scientist": ["u100201"], "ml_engineer": []},
    instance_types=["ml.t3.medium", "ml.m5.xlarge"],
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The pages that stand, in a folder that a test may write to."""
    for name in ("credit_risk", "customer_lifetime_value"):
        shutil.copy(USE_CASES / f"{name}.yaml", tmp_path)
    return tmp_path


def test_the_page_holds_and_its_networks_overlap_no_other(folder: Path) -> None:
    path, case = writing.write(DRAFT, load.platform(), folder)
    assert path == folder / "fraud_signals.yaml"
    assert load.use_case("fraud_signals", folder) == case
    others = [
        account.vpc_cidr for one in load.every(folder) if one != case for account in one.accounts.values()
    ]
    mine = [account.vpc_cidr for account in case.accounts.values()]
    assert not any(network.overlaps(other) for network in mine for other in others)
    plan = load.platform().address_plan
    assert all(network.subnet_of(plan.cidr) and network.prefixlen == plan.account_prefix for network in mine)
    assert [len(case.accounts[name].subnets) for name in ("dev", "test", "prod")] == [2, 2, 3]


def test_the_page_reads_like_those_that_people_wrote() -> None:
    """The same fields in the same order with the same comments: a page of our own, written again, is the same."""
    said = yaml.safe_load((USE_CASES / "credit_risk.yaml").read_text())
    draft = Draft(
        **{
            name: said[name]
            for name in ("name", "description", "owner", "cost_centre", "data_classification")
        },
        **said["monthly_budget"],
        accounts={name: one["account_id"] for name, one in said["environments"].items()},
        region="eu-west-2",
        home="keep",
        members=said["members"],
        instance_types=said["may_launch"]["instance_types"],
    )
    networks = {name: load.use_case("credit_risk").accounts[name].vpc_cidr for name in ENVIRONMENTS}
    assert writing.page(draft, networks) == (USE_CASES / "credit_risk.yaml").read_text()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "credit_risk"}, "credit_risk.yaml: is there already; allowed: a name that no use case has"),
        ({"name": "shared"}, 'name: is "shared"; allowed: any name but organization, platform, shared'),
        ({"name": "../platform"}, 'name: is "../platform"; allowed: what matches'),
        (
            {"accounts": ACCOUNTS | {"dev": "111122223333"}},
            'environments.dev.account_id: is "111122223333", as credit_risk.yaml environments.dev has',
        ),
        (
            {"accounts": ACCOUNTS | {"dev": "999988887777"}},
            "allowed: an account of its own, not the platform's shared account",
        ),
        ({"accounts": ACCOUNTS | {"dev": ACCOUNTS["test"]}}, "allowed: an account of its own"),
        ({"owner": "nobody"}, 'owner: is "nobody"; allowed: what matches'),
        ({"description": "No: not\nthis # one"}, ""),
        (
            {"members": {"data_scientist": ["u100201"], "ml_engineer": ["u100201"]}},
            "one persona for each person",
        ),
        ({"members": {"wizard": ["u100201"]}}, "members: wizard unknown; allowed: data_scientist"),
        ({"instance_types": []}, "may_launch.instance_types: is null; allowed: an array"),
    ],
)
def test_what_would_not_hold_is_refused_and_nothing_is_written(
    change: dict[str, object], said: str, folder: Path
) -> None:
    before = sorted(path.name for path in folder.iterdir())
    draft = replace(DRAFT, **change)  # type: ignore[arg-type]
    if not said:  # words that mean something to YAML are quoted, and hold
        _, case = writing.write(draft, load.platform(), folder)
        text = (folder / f"{case.name}.yaml").read_text()
        assert yaml.safe_load(text)["description"] == draft.description
        return
    with pytest.raises(BadInput) as refused:
        writing.write(draft, load.platform(), folder)
    assert said in str(refused.value)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_page_that_appears_meanwhile_is_not_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "fraud_signals.yaml"

    def somebody_else(text: str, name: str, where: Path) -> object:
        path.write_text("theirs\n")
        return text, name, where

    monkeypatch.setattr(load, "drafted", somebody_else)
    with pytest.raises(BadInput, match="is there already"):
        writing.write(DRAFT, load.platform(), folder)
    assert path.read_text() == "theirs\n"
    assert not list(folder.glob(".*"))


def test_a_gap_between_networks_is_filled_first() -> None:
    plan = AddressPlan(IPv4Network("10.40.0.0/16"), 20)
    taken = [IPv4Network("10.40.0.0/20"), IPv4Network("10.40.40.0/22")]
    found = addresses.free(plan, taken, 3)
    assert [str(network) for network in found] == ["10.40.16.0/20", "10.40.48.0/20", "10.40.64.0/20"]


def test_a_full_plan_of_addresses_is_said() -> None:
    plan = AddressPlan(IPv4Network("10.40.0.0/19"), 20)
    with pytest.raises(BadInput, match=r"10\.40\.0\.0/19 has 1 free networks of /20, and a use case takes 3"):
        addresses.free(plan, [IPv4Network("10.40.0.0/20")], 3)


@pytest.mark.parametrize("prefix", [16, 20, 23, 24])
def test_subnets_are_never_too_small_for_studio(prefix: int) -> None:
    network = IPv4Network(f"10.40.0.0/{prefix}")
    found = addresses.subnets(network, "eu-west-2", "abc")
    assert list(found) == ["eu-west-2a", "eu-west-2b", "eu-west-2c"]
    assert all(subnet.subnet_of(network) and subnet.prefixlen <= 26 for subnet in found.values())


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("amount", "many", '--budget: is "many"; allowed: an integer'),
        ("amount", "0", "--budget: is 0; allowed: 1 or more"),
        (
            "data_classification",
            "secret",
            '--data-classification: is "secret"; allowed: internal, confidential',
        ),
        ("dev_account", "12", '--dev-account: is "12"; allowed: what matches ^[0-9]{12}$'),
        ("region", "eu-west-9", '--region: is "eu-west-9"; allowed: eu-central-1'),
    ],
)
def test_an_answer_that_the_schema_does_not_allow_names_its_option(field: str, given: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        questions.questions("eu-west-2")[field].answer(given)
    assert said in str(refused.value)
