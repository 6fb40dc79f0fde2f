"""A use case that stands is taken down for real: what goes is gone, what stays is written down, a kill is mended."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mlplatform import aws
from mlplatform.accounts.standing import standing
from mlplatform.local_aws import control
from mlplatform.terraform.remote_state import RemoteState
from mlplatform.terraform.root import Root
from mlplatform.terraform.roots import of_use_case
from mlplatform.terraform.toolchain import Toolchain
from mlplatform.use_cases import load
from slice.world import World

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("use_case_life")]

NAME = "customer_lifetime_value"  # whose page asks for a snapshot of the homes
ACCOUNT = load.use_case(NAME).accounts["dev"].account_id
PREFIX = "bank-customer-lifetime-value-dev"
DECOMMISSION = ("use-case", "decommission", NAME)
CONFIRMED = (*DECOMMISSION, "--confirm", NAME)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Dev stands, people and a pipeline have worked in it; test and prod were never applied."""
    folder = tmp_path_factory.mktemp("life")
    with control.running(folder / "aws") as running:
        world = World(running, folder / "work")
        assert world.mlp("bootstrap").returncode == 0
        applied = world.mlp("apply", "--env", "dev", "--use-case", NAME)
        assert applied.returncode == 0, applied.stderr
        work_in(world)
        yield world


@pytest.fixture(scope="module")
def down(world: World) -> World:
    """Taken down by a run that was killed halfway and by the next one."""
    kill_when(world, "aws_sagemaker_domain.this: Destroying")
    run = world.mlp(*CONFIRMED)
    assert run.returncode == 0, run.stderr
    return world


def work_in(world: World) -> None:
    """Objects in every bucket, an app in a space, and an endpoint."""
    s3 = client(world, "s3")
    for bucket in s3.list_buckets()["Buckets"]:
        s3.put_object(Bucket=bucket["Name"], Key="made/by/people", Body=b"1")
        s3.put_object(Bucket=bucket["Name"], Key="made/by/people", Body=b"2")
    sagemaker = client(world, "sagemaker")
    [domain] = sagemaker.list_domains()["Domains"]
    place = {"DomainId": domain["DomainId"], "SpaceName": "work"}
    person = sagemaker.list_user_profiles()["UserProfiles"][0]["UserProfileName"]
    sagemaker.create_space(
        **place,
        OwnershipSettings={"OwnerUserProfileName": person},
        SpaceSharingSettings={"SharingType": "Private"},
    )
    sagemaker.create_app(**place, AppType="JupyterLab", AppName="default")
    role = f"arn:aws:iam::{ACCOUNT}:role/{PREFIX}-pipeline"
    sagemaker.create_model(ModelName="value", ExecutionRoleArn=role, PrimaryContainer={"Image": "image"})
    variant = {
        "VariantName": "all",
        "ModelName": "value",
        "InstanceType": "ml.m5.large",
        "InitialInstanceCount": 1,
    }
    sagemaker.create_endpoint_config(EndpointConfigName="value", ProductionVariants=[variant])
    sagemaker.create_endpoint(EndpointName="value", EndpointConfigName="value")


def test_without_the_name_nothing_changes(world: World) -> None:
    before = stands(world)
    for words in (DECOMMISSION, (*DECOMMISSION, "--confirm", "credit_risk")):
        run = world.mlp(*words)
        assert run.returncode == 2
        assert run.stderr.strip().endswith(f"allowed: {NAME}; nothing changed")
    assert stands(world) == before


def test_the_whole_plan_is_shown_first(world: World) -> None:
    said = world.mlp(*DECOMMISSION).stderr
    assert f"dev/{NAME}" in said
    assert "1 endpoint, 1 endpoint configuration, 1 model, 1 app, 1 space" in said
    assert f"bucket {PREFIX}-data-{ACCOUNT} with 2 versions of objects" in said
    assert "with people's homes, once a recovery point of it stands" in said
    for bucket in ("access-logs", "artifacts", "config", "logs"):
        assert f"stays bucket arn:aws:s3:::{PREFIX}-{bucket}-{ACCOUNT}" in said


def test_nothing_stands_but_what_is_kept(down: World) -> None:
    left = stands(down)
    assert left["buckets"] == {
        f"{PREFIX}-{name}-{ACCOUNT}" for name in ("access-logs", "artifacts", "config", "logs")
    }
    assert left["backup vaults"] == {f"{PREFIX}-backup"}
    assert left["roles"] == {f"{PREFIX}-backup"}
    aliases = {name for name in left["aliases"] if not name.startswith("alias/aws/")}
    assert aliases == {f"alias/{PREFIX}-{purpose}" for purpose in ("artifacts", "backup", "logs")}
    kinds = (
        "domains",
        "profiles",
        "spaces",
        "vpcs",
        "endpoints",
        "file systems",
        "trails",
        "config rules",
        "topics",
    )
    assert not {kind: left[kind] for kind in kinds if kind in left}
    sagemaker = client(down, "sagemaker")
    assert not sagemaker.list_endpoints()["Endpoints"]
    assert not sagemaker.list_models()["Models"]


def test_the_homes_have_a_recovery_point_under_the_backup_key(down: World) -> None:
    backup = client(down, "backup")
    [point] = backup.list_recovery_points_by_backup_vault(BackupVaultName=f"{PREFIX}-backup")[
        "RecoveryPoints"
    ]
    key = client(down, "kms").describe_key(KeyId=f"alias/{PREFIX}-backup")["KeyMetadata"]["Arn"]
    assert (point["ResourceType"], point["EncryptionKeyArn"], point["Status"]) == ("EFS", key, "COMPLETED")


def test_evidence_keeps_its_policy_and_its_encryption(down: World) -> None:
    s3, bucket = client(down, "s3"), f"{PREFIX}-artifacts-{ACCOUNT}"
    statements = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
    exempt = [one for one in statements if one["Sid"] == "DenyObjectsOutsideNetwork"]
    assert exempt
    assert "deploy" not in json.dumps(exempt)
    assert s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"][
        "RestrictPublicBuckets"
    ]


def test_a_record_says_who_when_and_what_is_kept(down: World) -> None:
    found = RemoteState(root(down)).get(f"decommissioned/{NAME}/dev.json")
    assert found
    record = json.loads(found[0])
    assert (record["status"], record["account_id"]) == ("done", ACCOUNT)
    assert record["who"]
    assert record["begun"] <= record["ended"]
    kept = {thing["arn"] for thing in record["kept"]}
    assert {f"arn:aws:s3:::{name}" for name in stands(down)["buckets"]} <= kept
    assert any(":recovery-point:" in arn for arn in kept)
    assert any(":log-group:" in arn for arn in kept)


def test_status_is_honest_and_it_is_not_applied_again(down: World) -> None:
    status = down.mlp("use-case", "status", NAME, "--json")
    assert status.returncode == 1
    said = json.loads(status.stdout)
    assert said["whole"] is False
    assert [one["standing"] for one in said["roots"]] == ["nothing stands"] * 3
    again = down.mlp("use-case", "apply", NAME)
    assert again.returncode == 2
    assert "allowed: mlp use-case decommission, to carry on; or a use case of another name" in again.stderr


def test_once_more_changes_nothing(down: World) -> None:
    before = stands(down)
    run = down.mlp(*DECOMMISSION)  # nothing is left to confirm
    assert (run.returncode, run.stdout) == (0, f"{NAME}: nothing of it stands but what is kept\n")
    assert stands(down) == before


def kill_when(world: World, said: str) -> None:
    """Start to take it down, and kill mlp and Terraform, both with SIGKILL, once the log of dev says this."""
    process, folder = world.start(*CONFIRMED), world.work / "roots" / "dev" / NAME
    log, until = folder / "decommission.log", time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        if log.exists() and said in log.read_text():
            break
        time.sleep(0.02)
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    for record in world.work.glob("roots/*/*/run.json"):
        os.kill(json.loads(record.read_text())["pid"], signal.SIGKILL)


def client(world: World, service: str) -> Any:
    """boto3 in the account of dev."""
    return world.client(service, ACCOUNT)


def stands(world: World) -> dict[str, set[str]]:
    """What stands in the account of dev."""
    return standing(lambda service: client(world, service))


def root(world: World) -> Root:
    """The root of dev, to read its objects in the state bucket."""
    tools = Toolchain(Path("terraform"), "", None, "")
    pointed = aws.pointed_at({"AWS_ENDPOINT_URL": world.running.proxy_url})
    return of_use_case(load.use_case(NAME), load.platform(), tools, pointed)[0]
