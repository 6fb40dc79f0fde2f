"""VPC endpoints of the plans: what service, where they stand, what they let through."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mlplatform.gate.answers import Undecided
from mlplatform.gate.network.groups import GROUPS
from mlplatform.gate.network.links import Link, link
from mlplatform.gate.network.topology import SUBNETS, TABLES, VPCS, Key, topology
from mlplatform.gate.policy import Policy
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

_NAME = re.compile(r"(?:cn\.)?com\.amazonaws\.(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)\.(?P<service>.+)")
_OF_SAGEMAKER = re.compile(r"(?:cn\.)?aws\.sagemaker\.(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)\.(?P<service>.+)")
PRIVATE_SERVICE = ".vpce-svc-"


@dataclass(frozen=True)
class Endpoint:
    """An endpoint. ``service`` is as in ``ecr.api`` or ``aws.sagemaker.studio``; empty where not known."""

    subject: Subject
    service: str
    region: str
    kind: str
    vpc: Link

    @property
    def is_interface(self) -> bool:
        """Whether it has network interfaces in subnets, or may have."""
        return self.kind in ("Interface", UNKNOWN)

    @property
    def takes_policy(self) -> bool:
        """Whether AWS lets a policy be set: not on the way to an appliance."""
        return self.kind in ("Gateway", "Interface", UNKNOWN)

    @cached_property
    def subnets(self) -> list[Link]:
        """The subnets of its interfaces."""
        return [
            link(self.subject, "subnet_ids", *SUBNETS),
            *self._associated("aws_vpc_endpoint_subnet_association", "subnet_id", *SUBNETS),
        ]

    @cached_property
    def groups(self) -> list[Link]:
        """Its security groups."""
        return [
            link(self.subject, "security_group_ids", *GROUPS),
            *self._associated("aws_vpc_endpoint_security_group_association", "security_group_id", *GROUPS),
        ]

    @cached_property
    def tables(self) -> list[Link]:
        """The route tables that a gateway endpoint puts its route into."""
        return [
            link(self.subject, "route_table_ids", *TABLES),
            *self._associated("aws_vpc_endpoint_route_table_association", "route_table_id", *TABLES),
        ]

    def private_dns(self) -> bool:
        """Whether the service's own name leads to it; undecided where that is known only after apply."""
        for setting in attached(self.subject, "aws_vpc_endpoint_private_dns"):
            return setting.known("private_dns_enabled") is True
        return (
            self.subject.configured("private_dns_enabled")
            and self.subject.known("private_dns_enabled") is True
        )

    def policies(self) -> list[Policy]:
        """Its policy, wherever that is written; none where AWS's own holds, which lets everything through.
        Undecided where it cannot be read."""
        if isinstance(self._policies, Undecided):
            raise self._policies
        return self._policies

    @cached_property
    def _policies(self) -> list[Policy] | Undecided:
        try:
            return self._read_policies()
        except Undecided as why:
            return why

    def _read_policies(self) -> list[Policy]:
        found = []
        if self.subject.is_set("policy"):
            found.append(self.subject.policy())
        found += [
            each.policy()
            for each in attached(self.subject, "aws_vpc_endpoint_policy")
            if each.is_set("policy")
        ]
        if not found and loose(self.subject.world, "aws_vpc_endpoint_policy"):
            raise Undecided(loose(self.subject.world, "aws_vpc_endpoint_policy")[0])
        return [policy for policy in found if policy]

    def _associated(self, type: str, path: str, *types: str) -> Iterator[Link]:
        for association in attached(self.subject, type):
            yield link(association, path, *types)


def endpoints(world: World) -> list[Endpoint]:
    """Every endpoint of the plans."""
    if "endpoints" not in world.kept:
        world.kept["endpoints"] = {s.key: _endpoint(s) for s in world.of("aws_vpc_endpoint")}
    return list(world.kept["endpoints"].values())


def of(subject: Subject) -> Endpoint:
    """The endpoint that a resource is."""
    endpoints(subject.world)
    found: Endpoint = subject.world.kept["endpoints"][subject.key]
    return found


def by_vpc(world: World) -> dict[Key, dict[str, list[Endpoint]]]:
    """The endpoints of each VPC, by their service; those that may be of it as well."""
    if "endpoints by VPC" not in world.kept:
        found: dict[Key, dict[str, list[Endpoint]]] = defaultdict(lambda: defaultdict(list))
        for endpoint in endpoints(world):
            for vpc in endpoint.vpc.found:
                found[vpc.key][endpoint.service].append(endpoint)
        world.kept["endpoints by VPC"] = found
    kept: dict[Key, dict[str, list[Endpoint]]] = world.kept["endpoints by VPC"]
    return kept


def unclear(world: World, vpc: Subject) -> str:
    """Why there may be further endpoints in a VPC than the plan shows; empty where there are none."""
    for endpoint in endpoints(world):
        if endpoint.vpc.why:
            return f"{endpoint.subject} may be in {vpc}: {endpoint.vpc.why}"
        if not endpoint.service and vpc in endpoint.vpc.found:
            return f"{endpoint.subject}.service_name is known only after apply"
    return ""


def attached(endpoint: Subject, type: str) -> list[Subject]:
    """What is written beside an endpoint, of one type."""
    return _beside(endpoint.world, type)[0][endpoint.key]


def loose(world: World, type: str) -> list[str]:
    """Those of which the plan does not tell the endpoint, and why."""
    return _beside(world, type)[1]


def _beside(world: World, type: str) -> tuple[dict[Key, list[Subject]], list[str]]:
    if f"beside endpoints: {type}" not in world.kept:
        found: dict[Key, list[Subject]] = defaultdict(list)
        unknown = []
        for each in world.of(type):
            meant = link(each, "vpc_endpoint_id", "aws_vpc_endpoint.id")
            if meant.sure:
                for endpoint in meant.found:
                    found[endpoint.key].append(each)
            else:
                unknown.append(f"{each} may be of this endpoint: {meant.doubt}")
        world.kept[f"beside endpoints: {type}"] = (found, unknown)
    kept: tuple[dict[Key, list[Subject]], list[str]] = world.kept[f"beside endpoints: {type}"]
    return kept


def _endpoint(subject: Subject) -> Endpoint:
    name = subject.raw("service_name")
    text = name if isinstance(name, str) and name != UNKNOWN else ""
    found, studio = _NAME.fullmatch(text), _OF_SAGEMAKER.fullmatch(text)
    service = found["service"] if found else f"aws.sagemaker.{studio['service']}" if studio else text
    region = found["region"] if found else studio["region"] if studio else ""
    kind = subject.raw("vpc_endpoint_type") if subject.configured("vpc_endpoint_type") else None
    return Endpoint(
        subject,
        service,
        region,
        str(kind or "Gateway"),
        topology(subject.world).vpc_of.get(subject.key, Link()),
    )


def vpcs_with_studio(world: World) -> Iterator[tuple[Subject, Link]]:
    """Each domain of Studio with the VPC that it is in."""
    for domain in world.of("aws_sagemaker_domain"):
        yield domain, link(domain, "vpc_id", *VPCS)
