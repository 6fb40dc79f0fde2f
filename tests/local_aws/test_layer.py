"""The layer: whose world, which operation, which shape, and what is refused."""

from __future__ import annotations

import http.client
import socket
import urllib.error
import urllib.request
from typing import Any

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from local_aws.cases import domain
from local_aws.conftest import REGION, Aws

JSON = {"Content-Type": "application/x-amz-json-1.1"}


def raw(
    aws: Aws, method: str, url: str, headers: dict[str, str] | None = None, body: str = ""
) -> tuple[int, str]:
    """A request as it is, to the proxy: status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", aws.running.port, timeout=10)
    connection.request(method, url, body=body, headers=headers or {})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def signed(aws: Aws, service: str, target: str, body: str) -> tuple[int, str]:
    """A signed JSON request that no SDK would send."""
    url = f"{aws.running.endpoint_url}/"
    request = AWSRequest("POST", url, data=body, headers={**JSON, "X-Amz-Target": target})
    SigV4Auth(Credentials(aws.account, "embedded"), service, REGION).add_auth(request)
    return raw(aws, "POST", url, dict(request.headers.items()), body)


def code(error: pytest.ExceptionInfo[ClientError]) -> str:
    """AWS's error code."""
    return str(error.value.response["Error"]["Code"])


def test_two_accounts_are_two_worlds(aws: Aws, neighbour: Aws) -> None:
    domain(aws)
    assert len(aws.client("sagemaker").list_domains()["Domains"]) == 1
    assert neighbour.client("sagemaker").list_domains()["Domains"] == []


def test_an_assumed_role_is_in_its_own_account(aws: Aws, neighbour: Aws) -> None:
    domain(neighbour)
    role = f"arn:aws:iam::{neighbour.account}:role/bank-mlp-deploy"
    given = aws.client("sts").assume_role(RoleArn=role, RoleSessionName="deploy")["Credentials"]
    keys = {
        "aws_access_key_id": given["AccessKeyId"],
        "aws_secret_access_key": given["SecretAccessKey"],
        "aws_session_token": given["SessionToken"],
    }
    assert aws.client("sts", **keys).get_caller_identity()["Account"] == neighbour.account
    assert len(aws.client("sagemaker", **keys).list_domains()["Domains"]) == 1
    assert aws.client("sagemaker").list_domains()["Domains"] == []


def test_two_regions_are_two_worlds(aws: Aws) -> None:
    aws.client("codeartifact").create_domain(domain="bank")
    elsewhere = boto3.client(
        "codeartifact", region_name="eu-west-1", endpoint_url=aws.running.proxy_url,
        aws_access_key_id=aws.account, aws_secret_access_key="embedded",
    )  # fmt: skip
    assert elsewhere.list_domains()["domains"] == []


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('{"UserProfileName": "u100001"}', "ValidationException"),
        ('{"DomainId": 7, "UserProfileName": "u100001"}', "SerializationException"),
        ('{"DomainId": "d-1", "UserProfileName": ["u100001"]}', "SerializationException"),
        ('{"DomainId": "d-1", "UserProfileName": "not a name!"}', "ValidationException"),
        ('{"DomainId": "d-1", "UserProfileName": "' + "u" * 64 + '"}', "ValidationException"),
        ('{"DomainId": "d-1", "UserProfileName": "u1", "UserSettings": {"StudioWebPortal": "on"}}',
         "ValidationException"),
        ("[1, 2]", "SerializationException"),
        ("{not json", "SerializationException"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_an_error(aws: Aws, body: str, wanted: str) -> None:
    status, answer = signed(aws, "sagemaker", "SageMaker.CreateUserProfile", body)
    assert (status, wanted in answer) == (400, True), answer


def test_a_filter_that_is_not_understood_is_an_error_and_not_left_out(aws: Aws) -> None:
    with pytest.raises(ClientError) as refusal:
        aws.client("sagemaker").list_images(CreationTimeAfter=0)
    assert code(refusal) == "NotImplemented"


@pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [
        ("sagemaker", "list_hubs", {}),  # moto has the service
        ("ec2", "describe_ipams", {}),
        ("iam", "list_mfa_device_tags", {"SerialNumber": "arn:aws:iam::111122223333:mfa/none"}),
        ("datazone", "list_domains", {}),  # moto has it not
        (
            "codeartifact",
            "get_package_version_readme",
            {
                "domain": "bank",
                "repository": "approved",
                "format": "pypi",
                "package": "six",
                "packageVersion": "1",
            },
        ),
    ],
)
def test_what_nobody_implements_says_so(aws: Aws, service: str, operation: str, parameters: Any) -> None:
    client = aws.client(service)
    with pytest.raises(ClientError) as refusal:
        getattr(client, operation)(**parameters)
    named = client.meta.method_to_api_mapping[operation]
    assert code(refusal) == "NotImplemented"
    assert f"{service}:{named} is not implemented" in str(refusal.value)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_an_operation_that_aws_has_not_says_so(aws: Aws) -> None:
    status, answer = signed(aws, "sagemaker", "SageMaker.MakeCoffee", "{}")
    assert status == 501
    assert "sagemaker:SageMaker.MakeCoffee is not implemented" in answer


def test_a_short_target_is_understood(aws: Aws) -> None:
    status, answer = signed(aws, "cloudtrail", "CloudTrail_20131101.DescribeTrails", "{}")
    assert (status, answer) == (200, '{"trailList": []}')


def test_buckets_by_path_and_by_host(aws: Aws) -> None:
    s3, name = aws.client("s3"), f"bank-{aws.account}"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket=name, Key="a/b.txt", Body=b"hello")
    for url in (
        f"{aws.running.endpoint_url}/{name}/a/b.txt",
        f"http://{name}.aws:{aws.running.port}/a/b.txt",
    ):
        address = s3.generate_presigned_url("get_object", {"Bucket": name, "Key": "a/b.txt"})
        assert raw(aws, "GET", f"{url}?{address.partition('?')[2]}") == (200, "hello")


def test_account_wide_public_access_block_by_account_host(aws: Aws) -> None:
    control = aws.client("s3control")
    wanted = dict.fromkeys(
        ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"], True
    )
    control.put_public_access_block(AccountId=aws.account, PublicAccessBlockConfiguration=wanted)
    found = control.get_public_access_block(AccountId=aws.account)
    assert found["PublicAccessBlockConfiguration"] == wanted


def test_it_listens_on_loopback_only(aws: Aws) -> None:
    others = {str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    probe.connect(("192.0.2.1", 9))  # sends nothing: asks the kernel which address would be used
    others.add(probe.getsockname()[0])
    probe.close()
    for address in {one for one in others if not one.startswith("127.")}:
        with pytest.raises(OSError, match=r"refused|timed out"):
            socket.create_connection((address, aws.running.port), timeout=2)
    socket.create_connection(("127.0.0.1", aws.running.port), timeout=2).close()


def test_it_forwards_nothing(aws: Aws) -> None:
    status, answer = raw(aws, "GET", "http://example.com/")
    assert status == 403
    assert "example.com is not served here" in answer
    assert raw(aws, "CONNECT", "example.com:443")[0] == 405


def test_called_operations_are_counted(aws: Aws) -> None:
    before = aws.running.admin("requests").get("codeartifact.ListDomains", 0)
    aws.client("codeartifact").list_domains()
    assert aws.running.admin("requests")["codeartifact.ListDomains"] == before + 1


def test_an_unknown_admin_path_is_refused(aws: Aws) -> None:
    request = urllib.request.Request(f"{aws.running.proxy_url}/_local/nothing")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        opener.open(request)
