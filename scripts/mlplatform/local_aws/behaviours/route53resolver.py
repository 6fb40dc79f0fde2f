"""Route 53 Resolver: the domains in a DNS Firewall list, and associations to a VPC that exists."""

from __future__ import annotations

from moto.ec2.models import ec2_backends

from mlplatform.local_aws import engine, listing
from mlplatform.local_aws.errors import AwsError
from mlplatform.local_aws.scene import Scene, after_create, operation
from mlplatform.local_aws.world import Record

SERVICE = "route53resolver"


@operation(SERVICE, "UpdateFirewallDomains")
def update_domains(scene: Scene, request: Record) -> Record:
    """Add, remove or replace the domains of a list. The service shows them with a final dot."""
    record = engine.find(scene, "FirewallDomainList", {"Id": request["FirewallDomainListId"]})
    given = [domain.lower().rstrip(".") + "." for domain in request["Domains"]]
    held: list[str] = record["_domains"]
    if request["Operation"] == "REPLACE":
        held = given
    elif request["Operation"] == "ADD":
        held = held + given
    else:
        held = [domain for domain in held if domain not in given]
    record["_domains"] = list(dict.fromkeys(held))
    record["DomainCount"] = len(record["_domains"])
    return record


@operation(SERVICE, "ListFirewallDomains")
def list_domains(scene: Scene, request: Record) -> Record:
    """The domains of a list, page by page."""
    record = engine.find(scene, "FirewallDomainList", {"Id": request["FirewallDomainListId"]})
    page, token = listing.page(scene, record["_domains"], request)
    return {"Domains": page, **token}


@after_create(SERVICE, "FirewallRuleGroupAssociation")
def firewall_needs_vpc(scene: Scene, record: Record, _request: Record) -> None:
    """An association to a VPC that is not there would hide a wiring mistake."""
    _need_vpc(scene, "FirewallRuleGroupAssociation", record, record["VpcId"])


@after_create(SERVICE, "ResolverQueryLogConfigAssociation")
def query_log_needs_vpc(scene: Scene, record: Record, _request: Record) -> None:
    """As above, for query logging."""
    _need_vpc(scene, "ResolverQueryLogConfigAssociation", record, record["ResourceId"])


def _need_vpc(scene: Scene, noun: str, record: Record, vpc_id: str) -> None:
    if vpc_id not in ec2_backends[scene.caller.account][scene.caller.region].vpcs:
        engine.delete(scene, noun, record)
        raise AwsError(scene.table.codes.missing, f"VPC {vpc_id} does not exist")
