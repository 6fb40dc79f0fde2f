"""Repairs of EC2."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.security_groups import SecurityGroupRule

from mlplatform.local_aws.repairs.base import Repair, replace


def _security_group_rules() -> None:
    make: Any = SecurityGroupRule.__init__

    def init(
        self: Any,
        backend: Any,
        protocol: str,
        group_id: str,
        from_port: Any,
        to_port: Any,
        ip_range: Any,
        source_group: Any = None,
        prefix_list_id: Any = None,
        **rest: Any,
    ) -> None:
        ports = ("-1", "-1") if from_port is None else (from_port, to_port)
        make(self, backend, protocol, group_id, *ports, ip_range, source_group, prefix_list_id, **rest)
        for peer in (source_group, prefix_list_id):
            if peer and "Description" in peer:
                self.ip_range = {**self.ip_range, "Description": peer["Description"]}

    replace(SecurityGroupRule, "__init__", init)


def _deleted_endpoints() -> None:
    delete = EC2Backend.delete_vpc_endpoints

    def delete_vpc_endpoints(self: Any, vpce_ids: list[str] | None = None) -> None:
        named = [self.vpc_end_points[one] for one in vpce_ids or [] if one in self.vpc_end_points]
        for endpoint in named:
            endpoint.vpc_endpoint_type = endpoint.vpc_endpoint_type or "Gateway"
        delete(self, vpce_ids)
        for endpoint in named:
            del self.vpc_end_points[endpoint.id]

    replace(EC2Backend, "delete_vpc_endpoints", delete_vpc_endpoints)


def _default_network_acl() -> None:
    delete = EC2Backend.delete_vpc

    def delete_vpc(self: Any, vpc_id: str) -> Any:
        deleted = delete(self, vpc_id)
        for name in [name for name, acl in self.network_acls.items() if acl.vpc_id == vpc_id]:
            del self.network_acls[name]
        return deleted

    replace(EC2Backend, "delete_vpc", delete_vpc)


REPAIRS = (
    Repair(
        name="default-network-acl",
        why="moto leaves a VPC's default network ACL behind when the VPC is deleted",
        upstream=None,
        mend=_default_network_acl,
    ),
    Repair(
        name="security-group-rules",
        why="moto wants ports of every protocol, and ESP, which encrypted traffic between the containers of "
        "a job needs, has none; and it drops the description of a rule that names a group or a prefix list",
        upstream=None,
        mend=_security_group_rules,
    ),
    Repair(
        name="deleted-endpoints",
        why="moto lists a deleted VPC endpoint for ever, as deleted, where with AWS it goes; and it fails "
        "to delete one whose type was left to the default",
        upstream="https://github.com/getmoto/moto/issues/5295",
        mend=_deleted_endpoints,
    ),
)
