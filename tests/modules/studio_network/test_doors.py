"""Endpoints: what passes through each door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest

from harness.examples import plan_examples
from mlplatform.paths import MODULES
from mlplatform.plan.policies import Statement
from mlplatform.plan.reader import Resource

MODULE = "studio_network"
EVERY_EXAMPLE = pytest.mark.parametrize("example", ["minimal", "production"])
ORGANIZATION = "o-exampleorg1"
# What the platform's parts call. Written again here: a service dropped from the module is a failing test.
CALLED = [
    "athena",
    "cloudformation",
    "codeartifact.api",
    "codeartifact.repositories",
    "codebuild",
    "codecommit",
    "codepipeline",
    "ecr.api",
    "ecr.dkr",
    "elasticfilesystem",
    "events",
    "git-codecommit",
    "glue",
    "kms",
    "lakeformation",
    "logs",
    "monitoring",
    "sagemaker.api",
    "sagemaker.featurestore-runtime",
    "sagemaker.metrics",
    "sagemaker.runtime",
    "secretsmanager",
    "servicecatalog",
    "ssm",
    "sts",
    "studio",
]
EVERY_SERVICE = pytest.mark.parametrize("service", CALLED)
OF_STUDIO = ["servicecatalog", "studio"]  # what only people in Studio call, who work in dev alone
WITHOUT_STUDIO = [service for service in CALLED if service not in OF_STUDIO]
EVERY_DOOR = pytest.mark.parametrize(
    ("example", "service"),
    [("minimal", service) for service in CALLED] + [("production", service) for service in WITHOUT_STUDIO],
)
OURS = {"aws:PrincipalOrgID": [ORGANIZATION], "aws:ResourceOrgID": [ORGANIZATION]}
LAYERS = "arn:aws:s3:::prod-eu-west-2-starport-layer-bucket/layer"


@dataclass(frozen=True)
class Request:
    """A call through an endpoint: who, what, on which resource of whose."""

    action: str
    resource: str = "arn:aws:example:eu-west-2:111122223333:thing"
    caller: str | None = ORGANIZATION
    owner: str | None = ORGANIZATION
    account: str = "111122223333"


def passes(statements: list[Statement], request: Request) -> bool:
    """Whether an endpoint policy of Allow statements with StringEquals lets a request through."""
    keys = {
        "aws:PrincipalOrgID": request.caller,
        "aws:ResourceOrgID": request.owner,
        "aws:ResourceAccount": request.account,
    }
    for statement in statements:
        assert statement["Effect"] == "Allow"
        assert set(statement.get("Condition", {})) <= {"StringEquals"}
        conditions: dict[str, list[str]] = statement.get("Condition", {}).get("StringEquals", {})
        if (
            any(fnmatchcase(request.action, pattern) for pattern in statement["Action"])
            and any(fnmatchcase(request.resource, pattern) for pattern in statement["Resource"])
            and all(keys[key] in values for key, values in conditions.items())
        ):
            return True
    return False


def door(service: str, example: str = "minimal") -> Resource:
    return plan_examples(MODULE).one("aws_vpc_endpoint", module=example, name="interface", index=service)


def policy(service: str, example: str = "minimal") -> list[Statement]:
    return plan_examples(MODULE).statements(door(service, example))


def s3(example: str = "minimal") -> list[Statement]:
    return plan_examples(MODULE).statements(
        plan_examples(MODULE).one("aws_vpc_endpoint", module=example, name="s3")
    )


@pytest.mark.control("NET-09")
@pytest.mark.parametrize(("example", "called"), [("minimal", CALLED), ("production", WITHOUT_STUDIO)])
def test_every_service_that_is_called_has_an_endpoint_and_no_other_has(
    example: str, called: list[str]
) -> None:
    found = plan_examples(MODULE).resources("aws_vpc_endpoint", module=example, name="interface")
    assert sorted(str(r.index) for r in found) == sorted(called)


@EVERY_SERVICE
def test_service_names_are_those_of_aws(service: str) -> None:
    expected = (
        "aws.sagemaker.eu-west-2.studio" if service == "studio" else f"com.amazonaws.eu-west-2.{service}"
    )
    assert door(service).values["service_name"] == expected


@pytest.mark.control("NET-13")
@EVERY_DOOR
def test_an_interface_endpoint_answers_by_private_dns_in_every_zone(service: str, example: str) -> None:
    endpoint = door(service, example)
    assert endpoint.values["vpc_endpoint_type"] == "Interface"
    assert endpoint.values["private_dns_enabled"] is True
    references = plan_examples(MODULE).references(endpoint, "subnet_ids")
    assert references == ["aws_subnet.private"], "all subnets, not a choice of them"
    groups = plan_examples(MODULE).references(endpoint, "security_group_ids")
    assert "aws_security_group.endpoints.id" in groups


@pytest.mark.control("NET-10", "NET-11")
@EVERY_SERVICE
def test_an_interface_endpoint_has_one_statement_for_ours_to_ours(service: str) -> None:
    (statement,) = policy(service)
    assert statement["Condition"] == {"StringEquals": OURS}
    assert statement["Action"] != ["*"]


@pytest.mark.control("NET-11")
@EVERY_SERVICE
def test_strangers_and_strange_resources_do_not_pass(service: str) -> None:
    action = policy(service)[0]["Action"][0].replace("*", "Anything")
    assert passes(policy(service), Request(action))
    assert not passes(policy(service), Request(action, caller="o-somebodyelse"))
    assert not passes(policy(service), Request(action, caller=None))
    assert not passes(policy(service), Request(action, owner="o-somebodyelse"))
    assert not passes(policy(service), Request(action, owner=None))


@pytest.mark.control("NET-10")
@EVERY_SERVICE
def test_a_door_for_one_service_is_none_for_another(service: str) -> None:
    assert not passes(policy(service), Request("iam:CreateRole"))
    token = {"sts:GetServiceBearerToken"} if service == "codeartifact.api" else set()
    prefixes = {action.split(":")[0] for action in set(policy(service)[0]["Action"]) - token}
    assert len(prefixes) == 1


def test_the_door_for_packages_passes_the_token_that_is_made_for_them_and_nothing_else_of_sts() -> None:
    domain = "arn:aws:codeartifact:eu-west-2:999988887777:domain/bank-packages"  # of another account of ours
    assert passes(policy("codeartifact.api"), Request("codeartifact:GetAuthorizationToken", domain))
    assert passes(policy("codeartifact.api"), Request("sts:GetServiceBearerToken"))
    assert not passes(policy("codeartifact.api"), Request("sts:AssumeRole"))
    assert not passes(policy("codeartifact.repositories"), Request("sts:GetServiceBearerToken"))
    stranger = Request("codeartifact:PublishPackageVersion", owner="o-somebodyelse", account="666677778888")
    assert not passes(policy("codeartifact.repositories"), stranger)


def test_sts_has_no_federation() -> None:
    assert passes(policy("sts"), Request("sts:AssumeRole"))
    assert passes(policy("sts"), Request("sts:GetServiceBearerToken"))
    assert not passes(policy("sts"), Request("sts:AssumeRoleWithWebIdentity", caller=None))
    assert not passes(policy("sts"), Request("sts:AssumeRoleWithSAML"))


@pytest.mark.control("NET-11")
@pytest.mark.parametrize("service", ["ecr.api", "ecr.dkr"])
def test_images_of_aws_are_pulled_only_from_accounts_listed_and_never_pushed(service: str) -> None:
    listed = "arn:aws:ecr:eu-west-2:444455556666:repository/framework"
    pull = Request("ecr:BatchGetImage", listed, owner="o-aws", account="444455556666")
    assert passes(policy(service, "production"), pull)
    assert not passes(policy(service, "minimal"), pull)
    push = Request("ecr:PutImage", listed, owner="o-aws", account="444455556666")
    assert not passes(policy(service, "production"), push)
    stranger = Request("ecr:BatchGetImage", listed, caller="o-else", owner="o-aws", account="444455556666")
    assert not passes(policy(service, "production"), stranger)


@pytest.mark.control("NET-11")
def test_only_the_ecr_endpoints_have_an_exception() -> None:
    for service in WITHOUT_STUDIO:
        sids = [statement["Sid"] for statement in policy(service, "production")]
        assert sids == (["OursToOurs", "PullImagesOfAws"] if service.startswith("ecr.") else ["OursToOurs"])


@pytest.mark.control("NET-10", "NET-11")
def test_s3_takes_ours_to_ours() -> None:
    assert passes(s3(), Request("s3:PutObject", "arn:aws:s3:::bank-data/x"))
    assert not passes(s3(), Request("s3:PutObject", "arn:aws:s3:::elsewhere/x", owner="o-somebodyelse"))
    assert not passes(s3(), Request("s3:PutObject", "arn:aws:s3:::bank-data/x", caller="o-somebodyelse"))
    assert not passes(s3(), Request("s3:GetObject", "arn:aws:s3:::public/x", caller=None, owner=None))


@pytest.mark.control("NET-10", "NET-11")
@EVERY_EXAMPLE
@pytest.mark.parametrize("kind", ["artifacts", "data"])
@pytest.mark.parametrize("action", ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:DeleteObject"])
def test_s3_lets_through_to_the_buckets_of_the_use_case(example: str, kind: str, action: str) -> None:
    bucket = f"arn:aws:s3:::bank-credit-risk-dev-{kind}-111122223333"
    assert passes(s3(example), Request(action, bucket if action == "s3:ListBucket" else f"{bucket}/x"))


@EVERY_EXAMPLE
def test_the_network_says_which_endpoint_of_s3_is_its_own(example: str) -> None:
    found = plan_examples(MODULE).outputs[example]["network"]
    assert found["s3_endpoint_id"] == "<unknown>"
    assert found["vpc_cidr"], "the rest is told"
    outputs = (MODULES / MODULE / "outputs.tf").read_text()
    assert re.search(r"s3_endpoint_id += aws_vpc_endpoint\.s3\.id\n", outputs)


@pytest.mark.control("NET-12")
def test_ecr_layers_are_read_by_links_that_aws_signed_and_never_written() -> None:
    assert passes(s3(), Request("s3:GetObject", LAYERS, caller=None, owner=None))
    assert not passes(s3(), Request("s3:PutObject", LAYERS, caller=ORGANIZATION, owner=None))


@pytest.mark.control("NET-12")
@pytest.mark.parametrize("example", ["minimal", "production"])
def test_buckets_of_aws_are_listed_one_by_one_and_only_read(example: str) -> None:
    (exception,) = [s for s in s3(example) if "Condition" not in s]
    assert exception["Action"] == ["s3:GetObject"]
    further = ["jumpstart-cache-prod-eu-west-2"] if example == "production" else []
    names = [*further, "prod-eu-west-2-starport-layer-bucket"]
    assert exception["Resource"] == [f"arn:aws:s3:::{name}/*" for name in names]


@EVERY_EXAMPLE
def test_s3_is_a_gateway_in_the_route_table_of_every_subnet(example: str) -> None:
    endpoint = plan_examples(MODULE).one("aws_vpc_endpoint", module=example, name="s3")
    assert endpoint.values["vpc_endpoint_type"] == "Gateway"
    assert "aws_route_table.private.id" in plan_examples(MODULE).references(endpoint, "route_table_ids")
    routed = plan_examples(MODULE).resources("aws_route_table_association", module=example)
    subnets = plan_examples(MODULE).resources("aws_subnet", module=example)
    assert {r.index for r in routed} == {s.index for s in subnets}
