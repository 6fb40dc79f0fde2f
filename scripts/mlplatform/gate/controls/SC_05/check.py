"""SC-05: a portfolio stays in the organization."""

import re

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery import catalog
from mlplatform.gate.world import Subject

CONCERNS = (catalog.SHARE,)
_ORGANIZATION = re.compile(r"o-[a-z0-9]{10,32}")
ORGANIZATION = ("aws_organizations_organization", "aws_organizations_organizational_unit")


def check(share: Subject) -> Answers:
    if share.known("share_principals"):
        yield failed(
            "share_principals is true: who bears the name of a principal in another account may launch"
        )
    if share.text("type") in ("ORGANIZATION", "ORGANIZATIONAL_UNIT"):
        yield from _organization(share)
    else:
        yield from _account(share)


def _organization(share: Subject) -> Answers:
    if share.refers("principal_id", *ORGANIZATION):
        yield held()
        return
    found = _ORGANIZATION.search(share.text("principal_id"))
    own = share.world.settings.organization_id
    if not found:
        yield undecided(f"principal_id is {share.text('principal_id')}, which names no organization")
    elif own is None:
        yield undecided(f"the settings do not say whether {found[0]} is the bank's organization")
    elif found[0] != own:
        yield failed(f"it is shared with the organization {found[0]}, which is not the bank's")
    else:
        yield held()


def _account(share: Subject) -> Answers:
    account = share.text("principal_id")
    ours = accounts.is_ours(account, share)
    if ours is None:
        yield undecided(f"the settings do not say whether account {account} is the bank's")
    elif not ours:
        yield failed(f"it is shared with account {account}, which is not the bank's")
    else:
        yield held()
