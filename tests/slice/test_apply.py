"""The slice, for real: Terraform applies dev/credit_risk to an embedded AWS, and boto3 looks at it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mlplatform.accounts import standing
from mlplatform.local_aws import control
from mlplatform.paths import USE_CASES
from slice.world import DEV, SHARED, World

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("slice_apply")]

ROOT = ("--env", "dev", "--use-case", "credit_risk")
NOTHING = {"add": 0, "change": 0, "import": 0, "remove": 0}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("slice")
    with control.running(folder / "aws") as running:
        yield World(running, folder / "work")


@pytest.fixture(scope="module")
def before(world: World) -> dict[str, set[str]]:
    return world.snapshot()


@pytest.fixture(scope="module")
def applied(world: World, before: dict[str, set[str]]) -> World:
    assert before is not None
    bootstrapped = world.mlp("bootstrap")
    assert bootstrapped.returncode == 0, bootstrapped.stderr
    run = world.mlp("apply", *ROOT, "--gate")  # judged before, and what stands judged after
    assert run.returncode == 0, run.stdout + run.stderr
    assert "added" in run.stdout
    return world


def test_apply_without_a_state_bucket_says_how_to_make_one(world: World, before: dict[str, set[str]]) -> None:
    run = world.mlp("apply", *ROOT)
    assert run.returncode == 2
    assert run.stderr.strip().endswith("make it with: mlp bootstrap")
    assert world.snapshot() == before


def test_bootstrap_is_safe_to_run_twice(applied: World) -> None:
    run = applied.mlp("bootstrap")
    assert (run.returncode, "stood already" in run.stdout) == (0, True)


def test_a_second_plan_has_no_change(applied: World) -> None:
    run = applied.mlp("plan", *ROOT, "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["changes"] == NOTHING


def test_the_domain_is_private_and_encrypted_with_the_studio_key(applied: World) -> None:
    domain = _domain(applied)
    assert domain["AppNetworkAccessType"] == "VpcOnly"
    key = applied.client("kms").describe_key(KeyId="alias/bank-credit-risk-dev-studio")["KeyMetadata"]
    assert domain["KmsKeyId"] == key["Arn"]
    file_system = applied.client("efs").describe_file_systems(FileSystemId=domain["HomeEfsFileSystemId"])
    assert file_system["FileSystems"][0]["KmsKeyId"] == key["Arn"]


def test_each_member_with_a_studio_persona_has_a_profile_with_a_role_of_its_own(applied: World) -> None:
    members = yaml.safe_load((USE_CASES / "credit_risk.yaml").read_text())["members"]
    wanted = {
        person
        for persona in ("data_scientist", "lead_data_scientist", "ml_engineer", "data_engineer")
        for person in members[persona]
    }
    sagemaker = applied.client("sagemaker")
    profiles = sagemaker.list_user_profiles()["UserProfiles"]
    assert {profile["UserProfileName"] for profile in profiles} == wanted
    settings = [
        sagemaker.describe_user_profile(DomainId=p["DomainId"], UserProfileName=p["UserProfileName"])[
            "UserSettings"
        ]
        for p in profiles
    ]
    assert len({s["ExecutionRole"] for s in settings}) == len(wanted)
    assert len({tuple(s["SecurityGroups"]) for s in settings}) == len(wanted)


def test_every_endpoint_stands_with_a_policy_of_its_own(applied: World) -> None:
    endpoints = applied.client("ec2").describe_vpc_endpoints()["VpcEndpoints"]
    assert len(endpoints) >= 27
    for endpoint in endpoints:
        assert "aws:PrincipalOrgID" in endpoint["PolicyDocument"], endpoint["ServiceName"]
        if endpoint["VpcEndpointType"] == "Interface":
            assert endpoint["PrivateDnsEnabled"], endpoint["ServiceName"]


def test_every_key_rotates(applied: World) -> None:
    kms = applied.client("kms")
    aliases = [a for a in kms.list_aliases()["Aliases"] if a["AliasName"].startswith("alias/bank-")]
    assert len(aliases) >= 3
    assert all(kms.get_key_rotation_status(KeyId=a["TargetKeyId"])["KeyRotationEnabled"] for a in aliases)


def test_another_account_is_an_empty_world(applied: World, before: dict[str, set[str]]) -> None:
    other = applied.snapshot("222233334444")
    assert not {"domains", "profiles", "endpoints", "keys", "buckets", "roles"} & set(other)
    assert set(other) == set(before)


def test_the_state_lies_encrypted_in_the_shared_account(applied: World) -> None:
    s3 = applied.client("s3", SHARED)
    head = s3.head_object(Bucket=f"bank-mlp-state-{SHARED}", Key="dev/credit_risk/terraform.tfstate")
    assert head["ServerSideEncryption"] == "aws:kms"
    assert s3.get_bucket_versioning(Bucket=f"bank-mlp-state-{SHARED}")["Status"] == "Enabled"


def test_the_gate_finds_nothing_in_what_stands(applied: World) -> None:
    planned = applied.mlp("plan", *ROOT, "--json")
    assert planned.returncode == 0, planned.stderr
    judged = applied.mlp("gate", json.loads(planned.stdout)["plan"])
    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_a_second_apply_at_the_same_time_is_refused(applied: World, tmp_path: Path) -> None:
    first = applied.start("apply", *ROOT)
    try:
        _wait_for_lock(applied)
        second = applied.start("apply", *ROOT, work=tmp_path)
        _, said = second.communicate()
    finally:
        first.communicate()
    assert second.returncode == 1, said
    assert "Error acquiring the state lock" in said.splitlines()[-1]
    assert first.returncode == 0


def test_destroy_leaves_nothing_but_the_home_file_system(applied: World, before: dict[str, set[str]]) -> None:
    home = _domain(applied)["HomeEfsFileSystemId"]
    # Logs are not thrown away with the account's Studio: a bucket that holds any stays, until a person empties it.
    refused = applied.mlp("destroy", *ROOT)
    assert (refused.returncode, "BucketNotEmpty" in refused.stderr) == (1, True), refused.stderr
    for bucket in applied.snapshot()["buckets"]:
        _empty(applied.client("s3"), bucket)
    run = applied.mlp("destroy", *ROOT)
    assert run.returncode == 0, run.stderr
    # People's work outlives the domain (retention_policy is Retain) with the two groups that SageMaker made for
    # it; they are a person's to delete, and then nothing is left.
    assert applied.snapshot()["file systems"] == {home}
    _delete_home(applied, home)
    assert standing.beyond(applied.snapshot(), before) == {}


def _delete_home(world: World, file_system: str) -> None:
    efs = world.client("efs")
    for target in efs.describe_mount_targets(FileSystemId=file_system)["MountTargets"]:
        efs.delete_mount_target(MountTargetId=target["MountTargetId"])
    efs.delete_file_system(FileSystemId=file_system)
    ec2 = world.client("ec2")
    filters = [{"Name": "group-name", "Values": ["security-group-for-*-nfs-*"]}]
    for group in ec2.describe_security_groups(Filters=filters)["SecurityGroups"]:
        ec2.delete_security_group(GroupId=group["GroupId"])


def _empty(s3: Any, bucket: str) -> None:
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for item in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
            s3.delete_object(Bucket=bucket, Key=item["Key"], VersionId=item["VersionId"])


def _domain(world: World) -> dict[str, Any]:
    sagemaker = world.client("sagemaker")
    (domain,) = sagemaker.list_domains()["Domains"]
    described: dict[str, Any] = sagemaker.describe_domain(DomainId=domain["DomainId"])
    return described


def _wait_for_lock(world: World) -> None:
    s3 = world.client("s3", SHARED)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        listed = s3.list_objects_v2(Bucket=f"bank-mlp-state-{SHARED}", Prefix="dev/credit_risk/")
        if any(item["Key"].endswith(".tflock") for item in listed.get("Contents", [])):
            return
        time.sleep(0.1)
    raise AssertionError("the first apply took no lock")


def test_dev_is_the_account_of_the_use_case() -> None:
    assert (
        yaml.safe_load((USE_CASES / "credit_risk.yaml").read_text())["environments"]["dev"]["account_id"]
        == DEV
    )
