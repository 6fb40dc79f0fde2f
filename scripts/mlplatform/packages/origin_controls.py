"""Package groups of the domain: by which way versions of which packages may come in at all.

The provider of Terraform has no resource for them, so they are settled here: made, and changed where they
differ; safe to run twice. https://docs.aws.amazon.com/codeartifact/latest/ug/package-group-origin-controls.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlplatform import aws
from mlplatform.accounts import identity
from mlplatform.local_aws.environment import Environment
from mlplatform.packages.files import Say
from mlplatform.packages.record import Policy
from mlplatform.packages.store import INTERNAL, PUBLIC, QUARANTINE
from mlplatform.use_cases.model import Platform, role_arn

ROOT = "/*"
SPECIFIC = "ALLOW_SPECIFIC_REPOSITORIES"
MADE = "Made by mlp packages provision."  # how a group of ours is known from others
_WAYS = ("EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM", "PUBLISH")

Way = tuple[str, tuple[str, ...]]
"""A mode, and the repositories that it lists."""
Group = Mapping[str, Way]


@dataclass(frozen=True)
class Drift:
    """A group that is not as it should be; ``ours`` where the next run mends it."""

    pattern: str
    what: str
    ours: bool = True

    def __str__(self) -> str:
        return f"package group {self.pattern}: {self.what}"


def wanted(policy: Policy, approved: str) -> dict[str, Group]:
    """The groups as they should be, the root first: from there on everything is closed.

    What is public is ingested in ``public-pypi`` and published, file by file, in ``quarantine``; ``approved``
    is filled by copies, which origin controls do not bind. What begins like the bank's own is published in
    ``internal`` alone, and never taken from outside."""
    closed: Way = ("BLOCK", ())
    groups: dict[str, Group] = {
        ROOT: {
            "EXTERNAL_UPSTREAM": (SPECIFIC, (PUBLIC,)),
            "INTERNAL_UPSTREAM": closed,
            "PUBLISH": (SPECIFIC, (QUARANTINE,)),
        }
    }
    for prefix in policy.internal_prefixes:
        # ~ takes in whole words: bank, bank-scoring, and not banking.
        groups[f"/pypi//{prefix}~"] = {
            "EXTERNAL_UPSTREAM": closed,
            "INTERNAL_UPSTREAM": (SPECIFIC, (approved,)),
            "PUBLISH": (SPECIFIC, (INTERNAL,)),
        }
    return groups


def drift(client: Any, domain: Mapping[str, str], groups: Mapping[str, Group]) -> list[Drift]:
    """How the domain's groups differ from these."""
    found = []
    standing = _standing(client, domain)
    for pattern, group in groups.items():
        if pattern not in standing:
            found.append(Drift(pattern, "is not there"))
            continue
        for way, is_now in _read(client, domain, pattern, standing[pattern]).items():
            if is_now != group[way]:
                found.append(Drift(pattern, f"{way}: is {_said(is_now)}; should be {_said(group[way])}"))
    for pattern, told in standing.items():
        if pattern not in groups:
            ours = _is_ours(told)
            why = (
                "its prefix is in the policy no more" if ours else "is not in the policy; nobody here made it"
            )
            found.append(Drift(pattern, why, ours))
    return found


def settle(client: Any, domain: Mapping[str, str], groups: Mapping[str, Group], say: Say) -> list[Drift]:
    """Make the groups what they should be; gives what is left, which others made."""
    standing = _standing(client, domain)
    for pattern, group in groups.items():
        if pattern not in standing:
            say(f"package group {pattern}: made")
            made = client.create_package_group(**domain, packageGroup=pattern, description=MADE)
            standing[pattern] = made["packageGroup"]
        _settle_one(client, domain, pattern, group, _read(client, domain, pattern, standing[pattern]), say)
    for pattern, told in standing.items():
        if pattern not in groups and _is_ours(told):
            say(f"package group {pattern}: taken away, for its prefix is in the policy no more")
            client.delete_package_group(**domain, packageGroup=pattern)
    return drift(client, domain, groups)


def _settle_one(
    client: Any, domain: Mapping[str, str], pattern: str, group: Group, is_now: Group, say: Say
) -> None:
    changed = [way for way in _WAYS if is_now[way] != group[way]]
    if not changed:
        return
    for way in changed:
        say(f"package group {pattern}: {way}: {_said(group[way])}")
    add = [(way, name) for way in changed for name in _beyond(group[way], is_now[way])]
    remove = [(way, name) for way in changed for name in _beyond(is_now[way], group[way])]
    # A list goes with its mode, so names are taken from one only where the mode stays.
    remove = [(way, name) for way, name in remove if group[way][0] == SPECIFIC]
    client.update_package_group_origin_configuration(
        **domain,
        packageGroup=pattern,
        restrictions={way: group[way][0] for way in changed},
        **({"addAllowedRepositories": _listed(add)} if add else {}),
        **({"removeAllowedRepositories": _listed(remove)} if remove else {}),
    )


def _read(client: Any, domain: Mapping[str, str], pattern: str, told: Mapping[str, Any]) -> dict[str, Way]:
    restrictions = told["originConfiguration"]["restrictions"]
    found: dict[str, Way] = {}
    for way in _WAYS:
        mode, names = restrictions[way]["mode"], ()
        if mode == SPECIFIC:
            listed = aws.pages(
                client,
                "list_allowed_repositories_for_group",
                "allowedRepositories",
                **domain,
                packageGroup=pattern,
                originRestrictionType=way,
            )
            names = tuple(sorted(listed))
        found[way] = (mode, names)
    return found


def _standing(client: Any, domain: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    listed = list(aws.pages(client, "list_package_groups", "packageGroups", **domain))
    return {one["pattern"]: one for one in listed}


def _is_ours(told: Mapping[str, Any]) -> bool:
    return str(told.get("description", "")).startswith(MADE)


def _beyond(one: Way, other: Way) -> list[str]:
    return sorted(set(one[1]) - set(other[1]))


def _listed(names: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"repositoryName": name, "originRestrictionType": way} for way, name in names]


def _said(way: Way) -> str:
    mode, names = way
    return f"{mode} ({', '.join(names) or 'none'})" if mode == SPECIFIC else mode


def client(platform: Platform, environment: Environment | None, role: str) -> Any:
    """CodeArtifact of the shared account, with the rights of a role there."""
    account = platform.shared_account_id
    make = identity.assumed(role_arn(account, role), account, region=platform.region, aws=environment)
    return make("codeartifact", platform.region)


def drift_of(platform: Platform, client: Any, policy: Policy) -> list[Drift]:
    """How the platform's package groups differ from what its policy says."""
    return drift(client, _domain(platform), wanted(policy, platform.codeartifact["repository"]))


def provision(platform: Platform, client: Any, policy: Policy, say: Say) -> list[Drift]:
    """Make the platform's package groups what its policy says; gives what is left, which others made."""
    return settle(client, _domain(platform), wanted(policy, platform.codeartifact["repository"]), say)


def _domain(platform: Platform) -> dict[str, str]:
    return {"domain": platform.codeartifact["domain"], "domainOwner": platform.shared_account_id}
