"""Write the page of a new use case: as people write it, checked whole before it is there."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from pathlib import Path

import yaml

from mlplatform.errors import BadInput
from mlplatform.paths import USE_CASES, work_folder
from mlplatform.use_cases import addresses, load
from mlplatform.use_cases.model import ENVIRONMENTS, Environment, Platform, UseCase
from mlplatform.use_cases.schema import shown

ZONES: dict[Environment, str] = {"dev": "ab", "test": "ab", "prod": "abc"}
"""Availability zones by their letters: production bears the loss of one with two left."""

_TEMPLATE = """\
# yaml-language-server: $schema=use_case.schema.json
name: {name}
description: {description}
owner: {owner}
cost_centre: {cost_centre}
data_classification: {data_classification}
monthly_budget:
  amount: {amount}
  currency: {currency}

environments:
{environments}
when_decommissioned:
  home: {home} # {home_means}

members:{members}

may_launch:
  instance_types:
{instance_types}
  products: []
"""


_HOME_MEANS = (
    "the file system with people's work: keep, or snapshot (a recovery point is kept, the file system goes)"
)


@dataclass(frozen=True)
class Draft:
    """What a person says of a new use case; its networks are found."""

    name: str
    description: str
    owner: str
    cost_centre: str
    data_classification: str
    amount: int
    currency: str
    accounts: Mapping[Environment, str]
    region: str
    home: str
    members: Mapping[str, Sequence[str]]  # persona => staff ids
    instance_types: Sequence[str]


def write(draft: Draft, platform: Platform, folder: Path = USE_CASES) -> tuple[Path, UseCase]:
    """Write the page into the folder; ``BadInput`` where it would not hold, with nothing written."""
    path = folder / f"{draft.name}.yaml"
    with (work_folder() / "new_use_case.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would take the same networks
        if path.exists():
            raise BadInput(f"{shown(path)}: is there already; allowed: a name that no use case has")
        taken = [account.vpc_cidr for case in load.every(folder) for account in case.accounts.values()]
        networks = addresses.free(platform.address_plan, taken, len(ENVIRONMENTS))
        text = page(draft, dict(zip(ENVIRONMENTS, networks, strict=True)))
        case = load.drafted(text, draft.name, folder)
        _place(text, path)
    return path, case


def page(draft: Draft, networks: Mapping[Environment, IPv4Network]) -> str:
    """The text of the page."""
    members = [f"  {persona}: [{', '.join(staff)}]" for persona, staff in draft.members.items() if staff]
    return _TEMPLATE.format(
        name=draft.name,
        description=_plain(draft.description),
        owner=_plain(draft.owner),
        cost_centre=_plain(draft.cost_centre),
        data_classification=_plain(draft.data_classification),
        amount=draft.amount,
        currency=_plain(draft.currency),
        environments="".join(_environment(draft, name, networks[name]) for name in ENVIRONMENTS),
        home=_plain(draft.home),
        home_means=_HOME_MEANS,
        members="\n" + "\n".join(members) if members else " {}",
        instance_types="\n".join(f"    - {_plain(type)}" for type in draft.instance_types),
    )


def _environment(draft: Draft, name: Environment, network: IPv4Network) -> str:
    subnets = addresses.subnets(network, draft.region, ZONES[name])
    lines = [
        f"  {name}:",
        f"    account_id: {json.dumps(draft.accounts[name])}",
        f"    region: {_plain(draft.region)}",
        "    network:",
        f"      vpc_cidr: {network}",
        "      subnets:",
        *(f"        {zone}: {subnet}" for zone, subnet in subnets.items()),
    ]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """As it is where YAML reads it so, else in quotes."""
    try:
        same = yaml.safe_load(f"x: {text}") == {"x": text}
    except yaml.YAMLError:
        same = False
    return text if same else json.dumps(text, ensure_ascii=False)


def _place(text: str, path: Path) -> None:
    """The whole file or none, and never over another: a link fails where its name is taken."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_text(text)
        os.link(scratch, path)
    except FileExistsError as error:
        raise BadInput(f"{shown(path)}: is there already; allowed: a name that no use case has") from error
    finally:
        scratch.unlink(missing_ok=True)
