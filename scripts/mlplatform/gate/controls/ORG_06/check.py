"""ORG-06: AWS's AI services do not keep the bank's content, and no account can change that."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.organizations import organization
from mlplatform.gate.world import Subject

CONCERNS = (organization.POLICY, organization.ROOT)
_KIND: organization.Kind = "AISERVICES_OPT_OUT_POLICY"
_LOCK = "@@operators_allowed_for_child_policies"


def check(subject: Subject) -> Answers:
    found = organization.organization(subject.world, _KIND)
    if found is None:
        return
    if subject.type == organization.ROOT:
        yield _at_root(found, subject)
    elif organization.kind(subject) == _KIND:
        faults = list(_faults(subject.text("content")))
        yield from (failed(fault) for fault in faults)
        if not faults and subject.key in found.unattached:
            yield undecided("is attached to no target of these plans")
        elif not faults and not any(t.is_root for t in found.targets.values() if subject in t.policies):
            yield failed("is attached below the root of the organization: other accounts are not opted out")
        elif not faults:
            yield held()


def _at_root(found: organization.Organization, root: Subject) -> Any:
    if root.raw("enabled_policy_types") is not None and _KIND not in root.items("enabled_policy_types"):
        return failed(f"does not enable policies of type {_KIND}")
    if found.loose:
        return undecided(found.loose[0])
    at = [target for target in found.targets.values() if target.at.key == root.key]
    return held() if any(t.policies for t in at) else failed("has no opt-out policy attached to its root")


def _faults(content: str) -> Iterator[str]:
    try:
        services = json.loads(content)["services"]
        default = services["default"]["opt_out_policy"]
    except (ValueError, KeyError, TypeError):
        yield "says nothing for the default of all services"
        return
    if default.get("@@assign") != "optOut":
        yield f"assigns {default.get('@@assign')} by default; allowed: optOut"
    for name, service in services.items():
        if isinstance(service, Mapping) and service.get("opt_out_policy", {}).get("@@assign") == "optIn":
            yield f"opts in for {name}"
    places = {"services": services, "default": services["default"], "opt_out_policy": default}
    for name, place in places.items():
        if place.get(_LOCK) != ["@@none"]:
            yield f'is not locked at {name}: {_LOCK} is {json.dumps(place.get(_LOCK))}; allowed: ["@@none"]'
