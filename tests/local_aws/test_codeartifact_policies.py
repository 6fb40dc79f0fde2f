"""Who comes to a domain and its repositories: by their policies, on the API and on the package endpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.conftest import Aws
from local_aws.package_files import wheel
from local_aws.package_tools import Bank, document

READ = ["codeartifact:ReadFromRepository", "codeartifact:GetRepositoryEndpoint"]
TOKEN = "codeartifact:GetAuthorizationToken"


@pytest.fixture
def filled(bank: Bank, tmp_path: Path) -> Bank:
    """A repository with one package."""
    bank.repository("approved")
    bank.publish("approved", wheel(tmp_path, "bank-core", "1.0"))
    return bank


def let_in(bank: Bank, **statement: Any) -> None:
    """Let others have tokens of the domain."""
    bank.call("put_domain_permissions_policy", policyDocument=document({"Action": TOKEN, **statement}))


def as_role(aws: Aws, owner: Bank, name: str) -> Bank:
    """The domain as a role of an account sees it."""
    arn = f"arn:aws:iam::{aws.account}:role/{name}"
    given = aws.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
    keys = {
        "aws_access_key_id": given["AccessKeyId"],
        "aws_secret_access_key": given["SecretAccessKey"],
        "aws_session_token": given["SessionToken"],
    }

    class Role(Aws):
        def client(self, service: str, **_: str) -> Any:
            return super().client(service, **keys)

    return Bank(Role(aws.running, aws.account), owner.owner, owner.python)


def refused(call: Any, *given: Any, **named: Any) -> str:
    """The message of a refusal."""
    with pytest.raises(ClientError, match="AccessDeniedException") as denied:
        call(*given, **named)
    assert denied.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    return str(denied.value)


def test_without_policies_a_domain_is_its_owners_alone(filled: Bank, stranger: Bank) -> None:
    said = refused(stranger.token)
    principal = f"arn:aws:iam::{stranger.aws.account}:root"
    domain = f"arn:aws:codeartifact:eu-west-2:{filled.owner}:domain/bank"
    assert f"User: {principal} is not authorized to perform: {TOKEN} on resource: {domain}" in said
    assert "no resource-based policy allows" in said
    refused(stranger.call, "get_repository_endpoint", repository="approved", format="pypi")
    refused(stranger.call, "list_packages", repository="approved")
    refused(stranger.of, "approved", "describe_package", "bank-core")
    refused(stranger.call, "list_package_groups")
    refused(stranger.call, "create_repository", repository="theirs")


def test_another_account_installs_where_both_policies_let_it(
    filled: Bank, stranger: Bank, tmp_path: Path
) -> None:
    let_in(filled)
    token = stranger.token()
    # The token alone opens nothing.
    answer = stranger.get("approved", "simple/bank-core/", token)
    assert (answer.status_code, "ReadFromRepository" in answer.text) == (403, True)
    filled.allow("approved", {"Action": READ})
    assert stranger.call("get_repository_endpoint", repository="approved", format="pypi")[
        "repositoryEndpoint"
    ]
    got = stranger.pip("approved", "download", "-d", tmp_path / "got", "bank-core", token=token)
    assert got.returncode == 0, got.stderr
    # To read is not to list, to publish, or to withdraw.
    refused(stranger.call, "list_packages", repository="approved")
    refused(stranger.of, "approved", "dispose_package_versions", "bank-core", versions=["1.0"])
    assert stranger.publish("approved", wheel(tmp_path, "bank-core", "1.1"), token).status_code == 403


def test_a_policy_names_the_packages_that_are_published(filled: Bank, stranger: Bank, tmp_path: Path) -> None:
    let_in(filled)
    ours = f"arn:aws:codeartifact:eu-west-2:{filled.owner}:package/bank/approved/pypi//bank-*"
    filled.allow("approved", {"Action": "codeartifact:PublishPackageVersion", "Resource": ours})
    published = stranger.twine("approved", wheel(tmp_path, "bank-risk", "1.0"))
    assert published.returncode == 0, published.stdout + published.stderr
    assert stranger.publish("approved", wheel(tmp_path, "other", "1.0")).status_code == 403


def test_a_deny_binds_the_owners_account_too(filled: Bank, tmp_path: Path) -> None:
    """How the one repository with a way outside is closed to all but the intake."""
    intake = as_role(filled.aws, filled, "bank-mlp-packages-intake")
    person = as_role(filled.aws, filled, "bank-data-scientist")
    others = {"StringNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/bank-mlp-packages-intake"}}
    filled.allow(
        "approved", {}, {"Effect": "Deny", "Action": "codeartifact:ReadFromRepository", "Condition": others}
    )
    got = intake.pip("approved", "download", "-d", tmp_path / "got", "bank-core")
    assert got.returncode == 0, got.stderr
    answer = person.get("approved", "simple/bank-core/")
    assert (answer.status_code, "explicit deny" in answer.text) == (403, True)
    assert person.pip("approved", "download", "-d", tmp_path / "not", "bank-core").returncode == 1
    # A copy from it is a read.
    filled.repository("elsewhere")
    copied = {"sourceRepository": "approved", "destinationRepository": "elsewhere", "format": "pypi"}
    said = refused(person.call, "copy_package_versions", package="bank-core", versions=["1.0"], **copied)
    assert "repository/bank/approved" in said
    assert intake.call("copy_package_versions", package="bank-core", versions=["1.0"], **copied)


def test_a_copy_needs_both_repositories(filled: Bank, stranger: Bank) -> None:
    filled.repository("elsewhere")
    copied = {"sourceRepository": "approved", "destinationRepository": "elsewhere", "format": "pypi"}

    def copy() -> Any:
        return stranger.call("copy_package_versions", package="bank-core", versions=["1.0"], **copied)

    refused(copy)
    filled.allow("approved", {"Action": "codeartifact:ReadFromRepository"})
    assert "CopyPackageVersions" in refused(copy)
    filled.allow("elsewhere", {"Action": "codeartifact:CopyPackageVersions"})
    assert list(copy()["successfulVersions"]) == ["1.0"]


def test_an_organization_can_be_let_in(filled: Bank, stranger: Bank) -> None:
    founding = {
        "id": "o-exampleorg9", "management_account_id": "100000000999", "region": "eu-west-2",
        "units": {"workloads": "ou-pkgs-workload1"}, "account_role": "OrganizationAccountAccessRole",
        "accounts": {stranger.aws.account: "workloads", filled.owner: "workloads"},
    }  # fmt: skip
    ours = {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-exampleorg9"}}}
    let_in(filled, **ours)
    refused(stranger.token)
    filled.aws.running.admin("organization", "PUT", founding)
    assert stranger.token()
    let_in(filled, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-somebodyels"}})
    refused(stranger.token)


def test_an_account_can_be_let_in_by_number(filled: Bank, stranger: Bank) -> None:
    let_in(filled, Principal={"AWS": f"arn:aws:iam::{stranger.aws.account}:root"})
    assert stranger.token()
    let_in(filled, Condition={"StringEquals": {"aws:PrincipalAccount": "111122223333"}})
    refused(stranger.token)


def test_a_bearer_token_of_another_service_is_not_this_one(filled: Bank) -> None:
    """The condition that policies on sts:GetServiceBearerToken carry."""
    bearer = {"Effect": "Deny", "Action": "sts:GetServiceBearerToken"}
    other = {"Condition": {"StringNotEquals": {"sts:AWSServiceName": "codeartifact.amazonaws.com"}}}
    filled.call("put_domain_permissions_policy", policyDocument=document({}, {**bearer, **other}))
    assert filled.token()
    filled.call("put_domain_permissions_policy", policyDocument=document({}, bearer))
    assert "explicit deny" in refused(filled.token)


def test_a_policy_can_bound_how_long_a_token_lives(filled: Bank) -> None:
    bearer = {"Effect": "Deny", "Action": "sts:GetServiceBearerToken"}
    longer = {"Condition": {"NumericGreaterThan": {"sts:DurationSeconds": "3600"}}}
    filled.call("put_domain_permissions_policy", policyDocument=document({}, {**bearer, **longer}))
    assert filled.token(durationSeconds=3600)
    refused(filled.token, durationSeconds=3601)
    refused(filled.token)


def test_no_policy_hands_policies_over_and_no_deny_locks_the_owner_out(filled: Bank, stranger: Bank) -> None:
    filled.call("put_domain_permissions_policy", policyDocument=document({}))
    refused(stranger.call, "put_domain_permissions_policy", policyDocument=document({}))
    refused(stranger.call, "delete_domain")
    filled.allow("approved", {})
    refused(
        stranger.call, "put_repository_permissions_policy", repository="approved", policyDocument=document({})
    )
    filled.allow("approved", {"Effect": "Deny"})
    refused(filled.call, "list_packages", repository="approved")
    filled.allow("approved", {})
    assert filled.call("list_packages", repository="approved")["packages"]


def test_what_this_world_does_not_know_never_refuses(filled: Bank, stranger: Bank) -> None:
    """A condition on the VPC endpoint of a request keeps a Deny from applying, and no Allow."""
    endpoint = {"StringNotEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}
    let_in(filled, Condition={"StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}})
    filled.allow("approved", {}, {"Effect": "Deny", "Condition": endpoint})
    assert stranger.get("approved", "simple/bank-core/").status_code == 200


def test_who_downloads_is_counted_by_name(filled: Bank) -> None:
    person = as_role(filled.aws, filled, "bank-data-scientist")
    person.get("approved", "simple/bank-core/")
    told = filled.aws.running.admin("calls")
    [called] = [
        one
        for one in told
        if one["operation"] == "codeartifact.ReadFromRepository" and one["account"] == filled.owner
    ]
    assert called["principal"] == f"arn:aws:iam::{filled.owner}:role/bank-data-scientist"
