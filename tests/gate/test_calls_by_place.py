"""Where the calls of a role come from: the jobs and the people of Studio, and builds by the hundred."""

from __future__ import annotations

import time
from typing import Any

from gate.callers import KMS, breaks, changed, layout, made, policy, rule, trust
from gate.networks import Layout, without
from gate.plans import Ref, subject
from mlplatform.gate.iam import identities
from mlplatform.gate.network.calls import broken
from mlplatform.gate.network.places import places


def test_jobs_of_sagemaker_run_in_the_vpc_of_studio() -> None:
    domain: dict[str, Any] = {
        "vpc_id": Ref("aws_vpc.v.id"),
        "subnet_ids": [Ref("aws_subnet.work.id")],
        "app_network_access_type": "VpcOnly",
        "default_user_settings": [{"execution_role": "arn:aws:iam::111122223333:role/nobody"}],
    }
    job: Layout = {
        "aws_sagemaker_domain.d": domain,
        "aws_iam_role.job": {"name": "job", "assume_role_policy": trust("sagemaker")},
        "aws_iam_role_policy.job": {"role": Ref("aws_iam_role.job.name"), "policy": policy("kms:Decrypt")},
    }
    assert breaks(KMS | job, "aws_iam_role.job") == []
    (found,) = breaks(without(KMS, "aws_vpc_endpoint.kms") | job, "aws_iam_role.job")
    assert found.lines == ("aws_iam_role.job in aws_vpc.v", "aws_vpc.v has no endpoint for kms")
    assert (
        breaks(
            without(KMS, "aws_vpc_endpoint.kms") | without(job, "aws_sagemaker_domain.d"), "aws_iam_role.job"
        )
        == []
    )


def test_studio_with_a_way_of_its_own_needs_no_endpoints() -> None:
    domain: dict[str, Any] = {
        "vpc_id": Ref("aws_vpc.v.id"),
        "subnet_ids": [Ref("aws_subnet.work.id")],
        "default_user_settings": [{"execution_role": Ref("aws_iam_role.studio.arn")}],
    }
    studio: Layout = {
        "aws_sagemaker_domain.d": domain,
        "aws_iam_role.studio": {"name": "studio", "assume_role_policy": trust("codebuild")},
    }
    assert places(subject(made(KMS | studio), "aws_iam_role.studio")) == []
    closed = changed(studio, "aws_sagemaker_domain.d", app_network_access_type="VpcOnly")
    (place,) = places(subject(made(KMS | closed), "aws_iam_role.studio"))
    assert str(place.by) == "aws_sagemaker_domain.d"


def test_a_person_of_studio_calls_by_their_own_group() -> None:
    studio: Layout = {
        "aws_sagemaker_domain.d": {
            "vpc_id": Ref("aws_vpc.v.id"),
            "subnet_ids": [Ref("aws_subnet.work.id")],
            "app_network_access_type": "VpcOnly",
            "default_user_settings": [{"execution_role": "arn:aws:iam::111122223333:role/nobody"}],
        },
        "aws_security_group.person": {"vpc_id": Ref("aws_vpc.v.id")},
        "aws_sagemaker_user_profile.u": {
            "domain_id": Ref("aws_sagemaker_domain.d.id"),
            "user_settings": [
                {
                    "execution_role": Ref("aws_iam_role.person.arn"),
                    "security_groups": [Ref("aws_security_group.person.id")],
                }
            ],
        },
        "aws_iam_role.person": {"name": "person", "assume_role_policy": trust("sagemaker")},
        "aws_iam_role_policy.person": {
            "role": Ref("aws_iam_role.person.name"),
            "policy": policy("kms:Decrypt"),
        },
    }
    (found,) = breaks(KMS | studio, "aws_iam_role.person")
    assert found.reason == "aws_security_group.person lets nothing out to aws_security_group.doors on 443"
    rules: Layout = {
        "aws_vpc_security_group_egress_rule.person": rule("person", "doors"),
        "aws_vpc_security_group_ingress_rule.person": rule("doors", "person"),
    }
    assert breaks(KMS | studio | rules, "aws_iam_role.person") == []


def test_many_roles_are_judged_in_seconds() -> None:
    actions = ["kms:*", "s3:*", "kms:Decrypt", "s3:GetObject", "logs:PutLogEvents", "glue:GetTable"]
    resources = layout(*actions)
    for number in range(300):
        resources[f"aws_iam_role.r{number}"] = {
            "name": f"r{number}",
            "assume_role_policy": trust("codebuild"),
        }
        resources[f"aws_iam_role_policy.r{number}"] = {
            "role": Ref(f"aws_iam_role.r{number}.name"),
            "policy": policy(*actions),
        }
        resources[f"aws_codebuild_project.p{number}"] = {
            **resources["aws_codebuild_project.p"],
            "service_role": Ref(f"aws_iam_role.r{number}.arn"),
        }
    here = made(resources)
    start = time.process_time()
    found = [
        call
        for role in here.of("aws_iam_role")
        for place in places(role)
        for call in broken(identities.of(role), place)
    ]
    assert time.process_time() - start < 20
    assert {call.service for call in found} == {"logs", "glue"}
    assert len(found) == 2 * 301
