"""Load use cases and the platform's own file; everything that is wrong with one is ``BadInput``."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from pathlib import Path
from typing import Any

from mlplatform.errors import BadInput
from mlplatform.paths import ENVIRONMENTS, USE_CASES
from mlplatform.use_cases import rules
from mlplatform.use_cases.model import Account, AddressPlan, Platform, UseCase
from mlplatform.use_cases.schema import parsed, read, shown


def platform(environments: Path = ENVIRONMENTS) -> Platform:
    """``environments/platform.yaml``, checked."""
    path = environments / "platform.yaml"
    data = read(path, ENVIRONMENTS / "platform.schema.json")
    plan, where = data["address_plan"], f"{shown(path)}: address_plan"
    addresses = AddressPlan(_network(plan["cidr"], f"{where}.cidr"), plan["account_prefix"])
    found = Platform(
        **{name: data[name] for name in Platform.__dataclass_fields__} | {"address_plan": addresses}
    )
    rules.check_platform(found, shown(path))
    return found


def use_case(name: str, folder: Path = USE_CASES) -> UseCase:
    """One use case by name, checked by itself and against its neighbours in the folder."""
    path = folder / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(names(folder)) or "none yet"
        raise BadInput(f'use case "{name}": no file {shown(path)}; allowed: {known}')
    found = _parse(path)
    _check(found, path, folder)
    return found


def drafted(text: str, name: str, folder: Path = USE_CASES) -> UseCase:
    """A use case whose file is not written yet, checked as it would be in the folder."""
    path = folder / f"{name}.yaml"
    found = _built(parsed(text, shown(path), USE_CASES / "use_case.schema.json"), path)
    _check(found, path, folder)
    return found


def every(folder: Path = USE_CASES) -> list[UseCase]:
    """All use cases, each checked by itself alone."""
    return [_parse(folder / f"{name}.yaml") for name in names(folder)]


def names(folder: Path = USE_CASES) -> list[str]:
    """The names of all use cases, sorted."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


def _check(found: UseCase, path: Path, folder: Path) -> None:
    neighbours = {name: _parse(folder / f"{name}.yaml") for name in names(folder) if name != found.name}
    rules.check_alone(found, shown(path))
    rules.check_beside(found, neighbours, shown(path), platform())


def _parse(path: Path) -> UseCase:
    return _built(read(path, USE_CASES / "use_case.schema.json"), path)


def _built(data: dict[str, Any], path: Path) -> UseCase:
    if data["name"] != path.stem:
        raise BadInput(
            f'{shown(path)}: name: is "{data["name"]}"; allowed: "{path.stem}", as the file is called'
        )
    accounts = {
        environment: _account(body, f"{shown(path)}: environments.{environment}")
        for environment, body in data["environments"].items()
    }
    members = {persona: tuple(staff) for persona, staff in data["members"].items()}
    products = tuple(data["may_launch"]["products"])
    return UseCase(data["name"], accounts, members, products, data["when_decommissioned"]["home"])


def _account(body: dict[str, Any], where: str) -> Account:
    network = body["network"]
    return Account(
        account_id=body["account_id"],
        region=body["region"],
        vpc_cidr=_network(network["vpc_cidr"], f"{where}.network.vpc_cidr"),
        subnets={
            zone: _network(cidr, f"{where}.network.subnets.{zone}")
            for zone, cidr in network["subnets"].items()
        },
    )


def _network(cidr: str, where: str) -> IPv4Network:
    try:
        return IPv4Network(cidr)
    except (AddressValueError, NetmaskValueError, ValueError) as error:
        raise BadInput(
            f'{where}: is "{cidr}"; allowed: an IPv4 network with no host bits ({error})'
        ) from error
