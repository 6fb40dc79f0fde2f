"""What a Studio domain brings and takes with it, versions of images, and tags of what moto makes."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.cases import KEY, ROLE, SETTINGS, domain, image, profile
from local_aws.conftest import Aws


def make_domain(aws: Aws) -> tuple[Any, str, str]:
    """A client, the id of an encrypted domain, and the id of its VPC."""
    sagemaker, (vpc, subnet) = aws.client("sagemaker"), aws.network()
    made = sagemaker.create_domain(
        DomainName="studio", AuthMode="IAM", VpcId=vpc, SubnetIds=[subnet], KmsKeyId=KEY,
        DefaultUserSettings=SETTINGS,
    )  # fmt: skip
    return sagemaker, made["DomainId"], vpc


def groups(aws: Aws, vpc: str) -> set[str]:
    """Names of the security groups of a VPC."""
    found = aws.client("ec2").describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])
    return {group["GroupName"] for group in found["SecurityGroups"]}


def test_the_home_file_system_exists_with_the_domains_key(aws: Aws) -> None:
    sagemaker, domain_id, vpc = make_domain(aws)
    described = sagemaker.describe_domain(DomainId=domain_id)
    [home] = aws.client("efs").describe_file_systems()["FileSystems"]
    assert home["FileSystemId"] == described["HomeEfsFileSystemId"]
    assert (home["Encrypted"], home["KmsKeyId"]) == (True, KEY)
    assert home["Tags"] == [{"Key": "ManagedByAmazonSageMakerResource", "Value": described["DomainArn"]}]
    assert {f"security-group-for-{way}-nfs-{domain_id}" for way in ("inbound", "outbound")} < groups(aws, vpc)


@pytest.mark.parametrize(("policy", "left"), [({"HomeEfsFileSystem": "Delete"}, 0), ({}, 1)])
def test_the_home_outlives_the_domain_unless_told_otherwise(aws: Aws, policy: Any, left: int) -> None:
    sagemaker, domain_id, vpc = make_domain(aws)
    sagemaker.delete_domain(DomainId=domain_id, RetentionPolicy=policy)
    assert len(aws.client("efs").describe_file_systems()["FileSystems"]) == left
    assert len(groups(aws, vpc) - {"default"}) == 2 * left


@pytest.mark.parametrize("inside", ["UserProfile", "Space", "App"])
def test_a_domain_in_use_is_not_deleted(aws: Aws, inside: str) -> None:
    sagemaker, names = aws.client("sagemaker"), domain(aws)
    sagemaker.create_user_profile(**names, UserProfileName="u100001")
    if inside == "Space":
        sagemaker.create_space(**names, SpaceName="work")
    if inside == "App":
        sagemaker.create_app(**names, UserProfileName="u100001", AppType="JupyterLab", AppName="default")
    with pytest.raises(
        ClientError, match=f"ResourceInUse.*holds {'UserProfile' if inside == 'UserProfile' else ''}"
    ):
        sagemaker.delete_domain(**names)
    assert sagemaker.describe_domain(**names)["Status"] == "InService"


def test_a_profile_with_an_app_is_not_deleted(aws: Aws) -> None:
    sagemaker, names = aws.client("sagemaker"), profile(aws)
    sagemaker.create_app(**names, AppType="JupyterLab", AppName="default")
    with pytest.raises(ClientError, match="ResourceInUse"):
        sagemaker.delete_user_profile(**names)


def test_settings_of_a_domain_come_back_exactly_and_merge(aws: Aws) -> None:
    sagemaker, domain_id, _ = make_domain(aws)
    docker = {"EnableDockerAccess": "DISABLED"}
    sagemaker.update_domain(
        DomainId=domain_id,
        DefaultUserSettings={"StudioWebPortal": "ENABLED"},
        DomainSettingsForUpdate={"DockerSettings": docker},
    )
    described = sagemaker.describe_domain(DomainId=domain_id)
    assert described["DefaultUserSettings"] == {**SETTINGS, "StudioWebPortal": "ENABLED"}
    assert described["DomainSettings"] == {"DockerSettings": docker}


def test_a_profile_needs_its_domain(aws: Aws) -> None:
    with pytest.raises(ClientError, match=r"ResourceNotFound.*Domain d-missing does not exist"):
        aws.client("sagemaker").create_user_profile(DomainId="d-missing", UserProfileName="u100001")


def test_versions_of_an_image_are_numbered_and_numbers_are_not_used_again(aws: Aws) -> None:
    sagemaker, names = aws.client("sagemaker"), image(aws)
    for token in ("a", "b"):
        sagemaker.create_image_version(**names, BaseImage=f"registry/{token}:1", ClientToken=token)
    assert sagemaker.describe_image_version(**names)["Version"] == 2
    sagemaker.delete_image_version(**names, Version=2)
    made = sagemaker.create_image_version(**names, BaseImage="registry/c:1", ClientToken="c")
    assert made["ImageVersionArn"].endswith(":image-version/bank/3")
    assert sagemaker.describe_image_version(**names, Version=1)["ContainerImage"] == "registry/a:1"


def test_an_alias_moves_from_one_version_to_another(aws: Aws) -> None:
    sagemaker, names = aws.client("sagemaker"), image(aws)
    sagemaker.create_image_version(**names, BaseImage="a:1", ClientToken="a", Aliases=["live"])
    sagemaker.create_image_version(**names, BaseImage="b:1", ClientToken="b")
    assert sagemaker.describe_image_version(**names, Alias="live")["Version"] == 1
    sagemaker.update_image_version(**names, Version=2, AliasesToAdd=["live"])
    assert sagemaker.describe_image_version(**names, Alias="live")["Version"] == 2
    assert sagemaker.list_aliases(**names, Version=1)["SageMakerImageVersionAliases"] == []


def test_properties_of_an_image_can_be_taken_away(aws: Aws) -> None:
    sagemaker, names = aws.client("sagemaker"), image(aws)
    sagemaker.update_image(**names, Description="old")
    sagemaker.update_image(**names, DeleteProperties=["Description"])
    assert "Description" not in sagemaker.describe_image(**names)


def test_what_moto_makes_can_be_tagged_too(aws: Aws) -> None:
    sagemaker = aws.client("sagemaker")
    made = sagemaker.create_notebook_instance_lifecycle_config(NotebookInstanceLifecycleConfigName="idle")
    arn = made["NotebookInstanceLifecycleConfigArn"]
    assert sagemaker.list_tags(ResourceArn=arn)["Tags"] == []
    sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "owner", "Value": "risk"}])
    assert sagemaker.list_tags(ResourceArn=arn)["Tags"] == [{"Key": "owner", "Value": "risk"}]
    group = sagemaker.create_model_package_group(
        ModelPackageGroupName="models", Tags=[{"Key": "stage", "Value": "dev"}]
    )["ModelPackageGroupArn"]
    assert sagemaker.list_tags(ResourceArn=group)["Tags"] == [{"Key": "stage", "Value": "dev"}]


def test_tags_of_nothing_are_an_error(aws: Aws) -> None:
    with pytest.raises(ClientError, match="ResourceNotFound"):
        aws.client("sagemaker").list_tags(ResourceArn=ROLE.replace("iam::", "sagemaker:eu-west-2:"))
