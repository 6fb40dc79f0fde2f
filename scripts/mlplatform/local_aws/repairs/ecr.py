"""Repairs of the registry of images."""

from __future__ import annotations

import json
from typing import Any

from moto.ecr.models import ECRBackend
from moto.iam.exceptions import MalformedPolicyDocument

from mlplatform.local_aws.repairs.base import Repair, replace


def _actions_of_a_registry_policy() -> None:
    def allow_every_action_of_ecr(_: Any, policy_text: str) -> None:
        for statement in json.loads(policy_text)["Statement"]:
            actions = statement["Action"]
            for action in [actions] if isinstance(actions, str) else actions:
                if not action.startswith("ecr:"):
                    raise MalformedPolicyDocument()

    replace(ECRBackend, "_validate_registry_policy_action", allow_every_action_of_ecr)


REPAIRS = (
    Repair(
        name="actions-of-a-registry-policy",
        why="moto takes two actions in a registry's policy; AWS takes every action of ECR since policies of "
        "registries have their second version",
        upstream=None,
        mend=_actions_of_a_registry_policy,
    ),
)
