"""Take Studio away, and its homes out of the network: a subnet that they are in is not free to go."""

from __future__ import annotations

from mlplatform.decommission import homes, survey
from mlplatform.decommission.survey import Fate
from mlplatform.terraform import recovery, works
from mlplatform.terraform.fleet import Lane
from mlplatform.terraform.recovery import Applied
from mlplatform.terraform.remote_state import RemoteState
from mlplatform.terraform.root import Root


def destroy(root: Root, lane: Lane) -> Applied:
    """Take a root away, in the order that works; the homes stay, and all that is not Terraform's."""
    if root.use_case:
        works.init(root)
        take_away(root, lane)
        settle_homes(root, lane, "keep")
    return works.destroy(root, lane)


def take_away(root: Root, lane: Lane) -> None:
    """The domain goes before the network: only with it gone can the homes be taken out of the subnets."""
    state = RemoteState(root).state()
    domains = [one for one in (state.instances if state else ()) if one.type == "aws_sagemaker_domain"]
    if domains:
        lane.tell(f"{root.name}: taking Studio away")
        modules = sorted({domain.module for domain in domains})
        recovery.plan_and_apply(root, lane.watch, lane.tell, destroy=True, targets=modules)


def settle_homes(root: Root, lane: Lane, fate: Fate) -> None:
    """The homes out of the network; those of which there is a recovery point out of the world."""
    clients = survey.clients_of(root)
    efs = clients("efs", root.region)
    standing = homes.found(efs)

    def tell(message: str) -> None:
        lane.tell(f"{root.name}: {message}")

    homes.close(efs, clients("ec2", root.region), standing, tell)
    for home in standing if fate == "snapshot" else ():
        tell(f"deleting {home.id}, of which there is a recovery point")
        homes.delete(efs, home)
