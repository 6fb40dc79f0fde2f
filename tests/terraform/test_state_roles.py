"""Which role comes to the state of which root, and that nothing is planned before the state has a key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mlplatform.errors import BadInput
from mlplatform.terraform import delivery_policies
from mlplatform.terraform.root import Root
from mlplatform.terraform.toolchain import Toolchain
from terraform.banks import PLATFORM, Bank, _bank, _made, running

__all__ = ["_bank", "_made", "running"]


def test_the_shared_root_is_refused_until_the_key_of_the_state_stands(bank: Bank, tmp_path: Path) -> None:
    tools = Toolchain(tmp_path, "1.11.4", None, "nowhere")
    shared = bank.platform.shared_account_id
    root = Root("shared", None, shared, "eu-west-2", bank.platform, tools, bank.running.environment(shared))
    with pytest.raises(BadInput, match=r"bank-mlp-state .*make it with: mlp bootstrap$"):
        root.process_environment()
    bank.bootstrap()
    again = replace(root)
    key = bank.client("kms").describe_key(KeyId="alias/bank-mlp-state")["KeyMetadata"]["KeyId"]
    assert again.process_environment()["TF_VAR_state_key_id"] == key


@pytest.mark.parametrize("environment", delivery_policies.STATE_ENVIRONMENTS)
def test_a_root_reaches_its_state_with_the_role_of_its_environment_and_reads_it_with_the_plan_role(
    environment: str, tmp_path: Path
) -> None:
    tools, shared = Toolchain(tmp_path, "1.11.4", None, "nowhere"), PLATFORM.shared_account_id
    root = Root(environment, None, shared, "eu-west-2", PLATFORM, tools)
    assert root.state_role_arn == f"arn:aws:iam::{shared}:role/bank-mlp-state-{environment}"
    planning = replace(root, role="bank-mlp-plan")
    assert planning.state_role_arn == f"arn:aws:iam::{shared}:role/bank-mlp-plan"
