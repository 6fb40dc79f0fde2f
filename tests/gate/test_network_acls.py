"""What a network ACL lets through: its first entry that fits decides, and a subnet without one has the default."""

from __future__ import annotations

import pytest

from gate.callers import KMS
from gate.networks import Layout
from gate.plans import LATER, Ref, subject, world
from mlplatform.gate.network import acls
from mlplatform.gate.world import World


def _acl(*entries: tuple[int, bool, str, str, int, int]) -> Layout:
    found: Layout = {
        "aws_network_acl.a": {"vpc_id": Ref("aws_vpc.v.id"), "subnet_ids": [Ref("aws_subnet.work.id")]},
    }
    for number, egress, action, cidr, first, last in entries:
        found[f"aws_network_acl_rule.r{number}{'out' if egress else 'in'}"] = {
            "network_acl_id": Ref("aws_network_acl.a.id"),
            "rule_number": number,
            "egress": egress,
            "rule_action": action,
            "protocol": "tcp",
            "cidr_block": cidr,
            "from_port": first,
            "to_port": last,
        }
    return found


@pytest.mark.parametrize(
    ("entries", "answer"),
    [
        ([], False),
        ([(100, True, "allow", "10.0.0.0/16", 443, 443)], True),
        ([(90, True, "deny", "10.0.1.0/24", 0, 65535), (100, True, "allow", "0.0.0.0/0", 443, 443)], False),
        ([(100, True, "allow", "0.0.0.0/0", 443, 443), (110, True, "deny", "10.0.1.0/24", 0, 65535)], True),
        ([(100, False, "allow", "10.0.0.0/16", 443, 443)], False),
        ([(100, True, "allow", "10.0.1.0/25", 443, 443)], False),
        ([(100, True, "allow", "10.0.0.0/16", 444, 500)], False),
    ],
)
def test_the_first_entry_of_an_acl_that_fits_decides(
    entries: list[tuple[int, bool, str, str, int, int]], answer: bool
) -> None:
    made = world(KMS | _acl(*entries))
    assert acls.lets(subject(made, "aws_subnet.work"), True, "10.0.1.0/24", (443, 443)) is answer


def test_a_subnet_without_acl_has_the_default_one_of_its_vpc() -> None:
    closed: Layout = {
        "aws_default_network_acl.d": {"default_network_acl_id": Ref("aws_vpc.v.default_network_acl_id")}
    }

    def ask(made: World) -> bool | None:
        return acls.lets(subject(made, "aws_subnet.work"), True, "10.0.1.0/24", (443, 443))

    assert ask(world(KMS)) is True
    assert ask(world(KMS | closed)) is False
    assert ask(world(KMS | {"aws_network_acl.a": {"subnet_ids": LATER}})) is None
