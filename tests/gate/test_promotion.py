"""XA-01 and XA-02 over several plans that are judged together: who of development comes to production."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from gate.plans import plan
from mlplatform.gate import catalogue
from mlplatform.gate.judge import Result, judge
from mlplatform.gate.settings import Settings
from mlplatform.gate.world import World
from mlplatform.plan.reader import Plan

DEV, SHARED, PROD = "444455556666", "999988887777", "111122223333"
ENVIRONMENTS = {DEV: "dev", SHARED: "shared", PROD: "prod"}


def trusting(*principals: str, service: str = "") -> str:
    """A trust policy: for principals by ARN, and for a service."""
    who: dict[str, Any] = {"AWS": list(principals)} if principals else {}
    who |= {"Service": service} if service else {}
    return document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": who})


def document(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def role(name: str, environment: str, account: str, trust: str) -> dict[str, Any]:
    """A role that exists already, so that its ARN tells the account."""
    return {
        "name": name,
        "tags": {"environment": environment},
        "assume_role_policy": trust,
        "arn": arn(account, name),
    }


def arn(account: str, name: str) -> str:
    return f"arn:aws:iam::{account}:role/{name}"


def answers(control: str, *plans: Plan, **settings: Any) -> dict[str, Result]:
    """The answers of a control over plans, by plan and address."""
    given = Settings.model_validate(settings)
    found = judge(World(plans, given), [catalogue.one(control)]).results
    return {f"{result.plan} {result.address}": result for result in found}


DEVELOPER = role("developer", "dev", DEV, trusting(arn("555566667777", "person")))
MAY_ASSUME = {
    "role": "developer",
    "policy": document({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}),
}
dev = plan({"aws_iam_role.developer": DEVELOPER, "aws_iam_role_policy.developer": MAY_ASSUME}, "dev")
shared = plan(
    {
        "aws_iam_role.pipeline": role(
            "pipeline", "shared", SHARED, trusting(service="codepipeline.amazonaws.com")
        ),
        "aws_iam_role_policy.pipeline": {
            "role": "pipeline",
            "policy": document(
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": arn(PROD, "deploy")}
            ),
        },
    },
    "shared",
)


def production(*principals: str) -> Plan:
    return plan({"aws_iam_role.deploy": role("deploy", "prod", PROD, trusting(*principals))}, "prod")


def test_production_that_trusts_the_pipeline_alone_passes() -> None:
    found = answers("XA-01", dev, shared, production(arn(SHARED, "pipeline")))
    assert {key: result.status for key, result in found.items()} == {"prod aws_iam_role.deploy": "pass"}


def test_a_developer_of_another_plan_comes_to_production_at_once() -> None:
    result = answers("XA-01", dev, shared, production(arn(DEV, "developer")))["prod aws_iam_role.deploy"]
    assert result.status == "fail"
    assert "aws_iam_role.developer -> aws_iam_role.deploy by sts:AssumeRole" in result.path


def test_one_plan_cannot_tell_what_two_can() -> None:
    alone = answers("XA-01", production(arn(DEV, "developer")))["prod aws_iam_role.deploy"]
    assert alone.status == "undecided"
    assert DEV in alone.reason
    told = answers("XA-01", production(arn(DEV, "developer")), account_environments=ENVIRONMENTS)
    assert told["prod aws_iam_role.deploy"].status == "fail"


def test_a_developer_comes_to_production_over_a_role_of_the_shared_account() -> None:
    open_pipeline = plan(
        {
            "aws_iam_role.pipeline": role("pipeline", "shared", SHARED, trusting(arn(DEV, "developer"))),
            "aws_iam_role_policy.pipeline": MAY_ASSUME | {"role": "pipeline"},
        },
        "shared",
    )
    found = answers("XA-01", dev, open_pipeline, production(arn(SHARED, "pipeline")))
    result = found["prod aws_iam_role.deploy"]
    assert result.status == "fail"
    way = (
        "aws_iam_role.developer -> aws_iam_role.pipeline by sts:AssumeRole",
        "aws_iam_role.pipeline -> aws_iam_role.deploy by sts:AssumeRole",
    )
    assert result.path[: len(way)] == way


def test_a_way_that_a_boundary_outside_the_plans_may_close_is_left_open() -> None:
    pipeline = role("pipeline", "shared", SHARED, trusting(arn(DEV, "developer")))
    bounded = plan(
        {
            "aws_iam_role.pipeline": pipeline
            | {"permissions_boundary": f"arn:aws:iam::{SHARED}:policy/boundary"},
            "aws_iam_role_policy.pipeline": MAY_ASSUME | {"role": "pipeline"},
        },
        "shared",
    )
    result = answers("XA-01", dev, bounded, production(arn(SHARED, "pipeline")))["prod aws_iam_role.deploy"]
    assert result.status == "undecided"
    assert "aws_iam_role.pipeline -> aws_iam_role.deploy by sts:AssumeRole (perhaps)" in result.path


def test_a_role_of_the_same_name_in_another_account_is_not_meant() -> None:
    namesake = plan(
        {
            "aws_iam_role.pipeline": role("pipeline", "dev", DEV, trusting(arn(DEV, "developer"))),
            "aws_iam_role_policy.pipeline": MAY_ASSUME | {"role": "pipeline"},
        },
        "dev",
    )
    found = answers("XA-01", namesake, production(arn(SHARED, "pipeline")), account_environments=ENVIRONMENTS)
    assert found["prod aws_iam_role.deploy"].status == "pass"


def test_no_role_is_passed_over_the_wall_of_an_account() -> None:
    passing = plan(
        {
            "aws_iam_role.developer": DEVELOPER,
            "aws_iam_role_policy.developer": {
                "role": "developer",
                "policy": document(
                    {"Effect": "Allow", "Action": "iam:PassRole", "Resource": arn(DEV, "dev-*")},
                    {"Effect": "Allow", "Action": "sagemaker:CreateTrainingJob", "Resource": "*"},
                ),
            },
        },
        "dev",
    )
    scoring = plan(
        {"aws_iam_role.deploy": role("deploy", "prod", PROD, trusting(service="sagemaker.amazonaws.com"))},
        "prod",
    )
    assert answers("XA-01", passing, scoring)["prod aws_iam_role.deploy"].status == "pass"


def test_an_administrator_of_development_in_the_account_of_production_comes_to_it() -> None:
    def together(policy_arn: str) -> Plan:
        return plan(
            {
                "aws_iam_role.developer": DEVELOPER,
                "aws_iam_role_policy_attachment.developer": {"role": "developer", "policy_arn": policy_arn},
                "aws_iam_role.scoring": role(
                    "scoring", "prod", DEV, trusting(service="sagemaker.amazonaws.com")
                ),
            }
        )

    strong = answers("XA-01", together("arn:aws:iam::aws:policy/AdministratorAccess"))
    assert strong["plan aws_iam_role.scoring"].status == "fail"
    unread = answers("XA-01", together("arn:aws:iam::aws:policy/AWSGlueConsoleFullAccess"))
    assert unread["plan aws_iam_role.scoring"].status == "undecided"
    harmless = answers("XA-01", together("arn:aws:iam::aws:policy/ReadOnlyAccess"))
    assert harmless["plan aws_iam_role.scoring"].status == "pass"


def test_development_cannot_write_to_a_bucket_of_production() -> None:
    def bucket(*actions: str) -> Plan:
        statement = {
            "Effect": "Allow",
            "Principal": {"AWS": arn(DEV, "developer")},
            "Action": list(actions),
            "Resource": "arn:aws:s3:::models/*",
        }
        return plan(
            {
                "aws_s3_bucket.models": {"bucket": "models", "tags": {"environment": "prod"}},
                "aws_s3_bucket_policy.models": {"bucket": "models", "policy": document(statement)},
            },
            "prod",
        )

    reading = answers("XA-02", dev, bucket("s3:GetObject"))
    assert reading["prod aws_s3_bucket_policy.models"].status == "pass"
    writing = answers("XA-02", dev, bucket("s3:GetObject", "s3:PutObject"))
    assert writing["prod aws_s3_bucket_policy.models"].status == "fail"
    assert "s3:PutObject" in writing["prod aws_s3_bucket_policy.models"].reason


def repositories(mode: str) -> Plan:
    """A chain of three repositories, and the root package group that AWS's other provider makes."""
    above = [{"repository_name": "quarantine"}]
    return plan(
        {
            "aws_codeartifact_repository.quarantine": {
                "domain": "packages",
                "repository": "quarantine",
                "external_connections": [{"external_connection_name": "public:pypi"}],
            },
            "aws_codeartifact_repository.approved": {
                "domain": "packages",
                "repository": "approved",
                "upstream": above,
            },
            "aws_codeartifact_repository.team": {
                "domain": "packages",
                "repository": "team",
                "upstream": [{"repository_name": "approved"}],
            },
            "awscc_codeartifact_package_group.root": {
                "domain_name": "packages",
                "pattern": "/*",
                "origin_configuration": {"restrictions": {"external_upstream": {"restriction_mode": mode}}},
            },
        }
    )


def test_a_repository_between_holds_something_back_where_the_package_group_does() -> None:
    blocked = answers("CA-03", repositories("BLOCK"))
    assert {result.status for result in blocked.values()} == {"pass"}
    let_in = answers("CA-03", repositories("ALLOW"))
    assert let_in["plan aws_codeartifact_repository.team"].status == "undecided"
