"""Which roots there are, and in which order they are applied: the platform's own, then each use case's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlplatform.errors import BadInput
from mlplatform.local_aws.environment import Environment
from mlplatform.terraform.root import Root
from mlplatform.terraform.toolchain import Toolchain
from mlplatform.use_cases import load
from mlplatform.use_cases.model import ENVIRONMENTS, Platform, UseCase

OWN = ("organization", "shared")
"""The platform's own roots, which belong to no use case."""

ORDER = (*OWN, *ENVIRONMENTS)
"""The order in which a change goes through the environments."""

_STAGE = {"organization": 0, "shared": 1, "dev": 2, "test": 2, "prod": 3}


def of_platform(platform: Platform, tools: Toolchain, aws: Environment | None) -> list[Root]:
    """The platform's own roots, in their order."""
    accounts = {"organization": platform.management_account_id, "shared": platform.shared_account_id}
    return [Root(name, None, accounts[name], platform.region, platform, tools, aws) for name in OWN]


def of_use_case(case: UseCase, platform: Platform, tools: Toolchain, aws: Environment | None) -> list[Root]:
    """The roots of a use case, in the order of promotion."""
    return [
        Root(name, case.name, account.account_id, account.region, platform, tools, aws)
        for name in ENVIRONMENTS
        for account in [case.accounts[name]]
    ]


def find(
    environment: str,
    use_case: str,
    platform: Platform,
    tools: Toolchain,
    aws: Environment | None,
    role: str = "",
) -> Root:
    """One root by the words of the command line; ``BadInput`` where there is none of that name."""
    if environment not in ORDER:
        raise BadInput(f'--env: is "{environment}"; allowed: {", ".join(ORDER)}')
    if environment in OWN:
        if use_case:
            raise BadInput(
                f'--use-case: is "{use_case}"; allowed: none, for {environment} serves all use cases'
            )
        found = of_platform(platform, tools, aws)
    else:
        if not use_case:
            raise BadInput(f'--use-case: is ""; allowed: {", ".join(load.names()) or "none yet"}')
        found = of_use_case(load.use_case(use_case), platform, tools, aws)
    return replace(next(root for root in found if root.environment == environment), role=role)


def stages(found: Sequence[Root]) -> list[list[Root]]:
    """The roots in the order of ``ORDER``, those side by side that may be: dev and test, and what is of
    different use cases. A stage begins when the one before went well."""
    by_stage: dict[int, list[Root]] = {}
    for root in found:
        by_stage.setdefault(_STAGE[root.environment], []).append(root)
    return [by_stage[stage] for stage in sorted(by_stage)]
