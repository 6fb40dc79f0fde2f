"""Terraform against the embedded AWS: the root in ``roots/everything`` applied, planned again, destroyed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import REGION, Aws
from mlplatform.local_aws import control
from mlplatform.local_aws.environment import HOME_ACCOUNT
from mlplatform.paths import ENVIRONMENTS
from mlplatform.terraform import toolchain

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("everything")]

DEV = "111122223333"
ROOT = Path(__file__).parent / "roots" / "everything"
SHARING = "/ssm/documents/console/public-sharing-permission"
BUCKET, KEY = "bank-mlp-state", "everything.tfstate"

# What exists of each kind: asked of AWS, not of Terraform's state.
LISTS: dict[str, Callable[[Callable[[str], Any]], list[Any]]] = {
    "domains": lambda client: client("sagemaker").list_domains()["Domains"],
    "profiles": lambda client: client("sagemaker").list_user_profiles()["UserProfiles"],
    "spaces": lambda client: client("sagemaker").list_spaces()["Spaces"],
    "apps": lambda client: client("sagemaker").list_apps()["Apps"],
    "lifecycle scripts": lambda client: client("sagemaker").list_studio_lifecycle_configs()[
        "StudioLifecycleConfigs"
    ],
    "image configurations": lambda client: client("sagemaker").list_app_image_configs()["AppImageConfigs"],
    "file systems": lambda client: client("efs").describe_file_systems()["FileSystems"],
    "networks": lambda client: [
        one for one in client("ec2").describe_vpcs()["Vpcs"] if not one["IsDefault"]
    ],
    "endpoints": lambda client: client("ec2").describe_vpc_endpoints()["VpcEndpoints"],
    "groups": lambda client: [
        one for one in client("ec2").describe_security_groups()["SecurityGroups"]
        if one["GroupName"] != "default"
    ],
    "flow logs": lambda client: client("ec2").describe_flow_logs()["FlowLogs"],
    "domain lists": lambda client: client("route53resolver").list_firewall_domain_lists()["FirewallDomainLists"],
    "rule groups": lambda client: client("route53resolver").list_firewall_rule_groups()["FirewallRuleGroups"],
    "firewalls": lambda client: client("route53resolver").list_firewall_rule_group_associations()[
        "FirewallRuleGroupAssociations"
    ],
    "query logs": lambda client: client("route53resolver").list_resolver_query_log_configs()[
        "ResolverQueryLogConfigs"
    ],
    "analyzers": lambda client: client("accessanalyzer").list_analyzers()["analyzers"],
    "package domains": lambda client: client("codeartifact").list_domains()["domains"],
    "repositories": lambda client: client("codeartifact").list_repositories()["repositories"],
    "images": lambda client: client("ecr").describe_repositories()["repositories"],
    "buckets": lambda client: client("s3").list_buckets()["Buckets"],
    "log groups": lambda client: client("logs").describe_log_groups()["logGroups"],
    "roles": lambda client: client("iam").list_roles()["Roles"],
    "backup vaults": lambda client: client("backup").list_backup_vaults()["BackupVaultList"],
    "backup plans": lambda client: client("backup").list_backup_plans()["BackupPlansList"],
    "restore tests": lambda client: client("backup").list_restore_testing_plans()["RestoreTestingPlans"],
    "topics": lambda client: client("sns").list_topics()["Topics"],
    "mailboxes": lambda client: client("sns").list_subscriptions()["Subscriptions"],
    "alarms": lambda client: client("cloudwatch").describe_alarms()["MetricAlarms"],
    "filters": lambda client: client("logs").describe_metric_filters()["metricFilters"],
    "rules of events": lambda client: client("events").list_rules()["Rules"],
    "recorders": lambda client: client("config").describe_configuration_recorders()["ConfigurationRecorders"],
    "delivery channels": lambda client: client("config").describe_delivery_channels()["DeliveryChannels"],
    "rules of Config": lambda client: client("config").describe_config_rules()["ConfigRules"],
    "detectors": lambda client: client("guardduty").list_detectors()["DetectorIds"],
    "budgets": lambda client: client("budgets").describe_budgets(AccountId=DEV)["Budgets"],
    "trails": lambda client: client("cloudtrail").describe_trails()["trailList"],
    "keys in use": lambda client: [
        one for one in client("kms").list_keys()["Keys"]
        if client("kms").describe_key(KeyId=one["KeyId"])["KeyMetadata"]["KeyState"] == "Enabled"
    ],
}  # fmt: skip


@dataclass
class Story:
    """What happened: exit status and output of each command, and what existed when."""

    commands: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)
    exists: dict[str, dict[str, int]] = field(default_factory=dict)
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story(running: control.Running, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Apply, plan, plan under somebody else's lock, destroy; looking around after apply and destroy."""
    folder = tmp_path_factory.mktemp("everything")
    shutil.copytree(ROOT, folder, dirs_exist_ok=True)
    shutil.copy(ENVIRONMENTS / "dev" / ".terraform.lock.hcl", folder)
    tools, told = toolchain.find(), Story()
    environment = running.environment(HOME_ACCOUNT, REGION).over({**os.environ, **tools.environment()})

    def terraform(step: str, *words: str) -> None:
        command = [str(tools.binary), *words, "-input=false", "-no-color"]
        told.commands[step] = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=240
        )

    def look(moment: str) -> None:
        client = Aws(running, DEV).client
        told.exists[moment] = {kind: len(ask(client)) for kind, ask in LISTS.items()}
        told.settings[moment] = _settings(client)

    state = Aws(running, HOME_ACCOUNT).client("s3")
    state.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    terraform("init", "init")
    # The provider sleeps seconds over each endpoint; side by side they cost one sleep.
    terraform("apply", "apply", "-auto-approve", "-parallelism=40")
    look("applied")
    terraform("again", "plan", "-detailed-exitcode", "-parallelism=40")
    state.put_object(Bucket=BUCKET, Key=f"{KEY}.tflock", Body=b'{"ID":"somebody-else","Operation":"apply"}')
    terraform("locked", "plan", "-lock-timeout=0s")
    state.delete_object(Bucket=BUCKET, Key=f"{KEY}.tflock")
    terraform("destroy", "destroy", "-auto-approve", "-parallelism=40")
    look("destroyed")
    return told


def _settings(client: Callable[[str], Any]) -> dict[str, Any]:
    ec2 = client("ec2")
    options = ec2.describe_vpc_block_public_access_options()["VpcBlockPublicAccessOptions"]
    try:
        client("s3control").get_public_access_block(AccountId=DEV)
        blocked = True
    except ClientError:
        blocked = False
    return {
        "block public access": options["InternetGatewayBlockMode"],
        "encrypt disks": ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"],
        "disk key is ours": ec2.get_ebs_default_kms_key_id()["KmsKeyId"] != "alias/aws/ebs",
        "buckets blocked": blocked,
        "snapshots": ec2.get_snapshot_block_public_access_state()["State"],
        "images": ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"],
        "metadata": ec2.get_instance_metadata_defaults()["AccountLevel"].get("HttpTokens"),
        "documents": client("ssm").get_service_setting(SettingId=SHARING)["ServiceSetting"]["SettingValue"],
    }


def _ending(run: subprocess.CompletedProcess[str]) -> str:
    """The part of the output worth reading in a failed test."""
    said = run.stdout + run.stderr
    return said[said.find("Error:") :][:4000] if "Error:" in said else said[-2000:]


@pytest.mark.parametrize("step", ["init", "apply", "destroy"])
def test_it_works(story: Story, step: str) -> None:
    assert story.commands[step].returncode == 0, _ending(story.commands[step])


def test_the_second_plan_has_no_change(story: Story) -> None:
    assert story.commands["again"].returncode == 0, _ending(story.commands["again"])


def test_a_locked_state_is_refused(story: Story) -> None:
    locked = story.commands["locked"]
    assert locked.returncode == 1
    assert "Error acquiring the state lock" in locked.stderr
    assert "PreconditionFailed" in locked.stderr
    assert "somebody-else" in locked.stderr


@pytest.mark.parametrize("kind", LISTS)
def test_everything_was_there(story: Story, kind: str) -> None:
    assert story.exists["applied"][kind] > 0


@pytest.mark.parametrize("kind", LISTS)
def test_nothing_is_left(story: Story, kind: str) -> None:
    assert story.exists["destroyed"][kind] == 0


def test_settings_of_the_account_come_and_go(story: Story) -> None:
    assert story.settings["applied"] == {
        "block public access": "block-bidirectional",
        "encrypt disks": True,
        "disk key is ours": True,
        "buckets blocked": True,
        "snapshots": "block-all-sharing",
        "images": "block-new-sharing",
        "metadata": "required",
        "documents": "Disable",
    }
    assert story.settings["destroyed"] == {
        "block public access": "off",
        "encrypt disks": False,
        "disk key is ours": False,
        "buckets blocked": False,
        "snapshots": "unblocked",
        "images": "block-new-sharing",  # the provider forgets it, and leaves the account as it is
        "metadata": None,
        "documents": "Enable",
    }
