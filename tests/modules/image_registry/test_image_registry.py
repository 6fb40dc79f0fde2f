"""The bank's images: who pushes, who pulls, what stays, and what the registry refuses to everybody."""

from __future__ import annotations

import json

import pytest

from harness.examples import plan_case, plan_examples
from mlplatform.local_aws.resource_policy import Verdict, evaluate
from mlplatform.plan.reader import Plan

SHARED = "arn:aws:iam::999988887777:role"
BUILD = f"{SHARED}/bank-mlp-images-build"
DEPLOY = f"{SHARED}/bank-mlp-deploy"
INSPECTOR = f"{SHARED}/aws-service-role/inspector2.amazonaws.com/AWSServiceRoleForAmazonInspector2"
USE_CASES = [f"arn:aws:iam::{account}:role/x" for account in ("111122223333", "222233334444", "333344445555")]
STRANGER = "arn:aws:iam::666677778888:role/of-an-account-that-is-no-use-case"
OTHERS = [DEPLOY, f"{SHARED}/bank-mlp-packages-intake", f"{SHARED}/bank-mlp-ci-apply-prod"]
PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
PUSH = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]
FROM_ELSEWHERE = ["ecr:BatchImportUpstreamImage", "ecr:ReplicateImage"]
KEEPING = ["ecr:BatchDeleteImage", "ecr:PutImageTagMutability"]
MANAGING = [
    "ecr:DeleteRepository",
    "ecr:DeleteRepositoryPolicy",
    "ecr:PutLifecyclePolicy",
    "ecr:SetRepositoryPolicy",
]
KEY = "arn:aws:kms:eu-west-2:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_case("image_registry", "minimal")


def verdict(plan: Plan, who: str, action: str, organization: str = "o-exampleorg1") -> Verdict:
    """What the repository's policy says of a request."""
    policy = plan.one("aws_ecr_repository_policy").values["policy"]
    return evaluate(policy, action, "", who, _context(who, organization))


def registry_verdict(plan: Plan, who: str, action: str) -> Verdict:
    """What the registry's policy says of a request."""
    policy = plan.one("aws_ecr_registry_policy").values["policy"]
    return evaluate(policy, action, "*", who, _context(who, "o-exampleorg1"))


def _context(who: str, organization: str) -> dict[str, str | None]:
    return {
        "aws:principalarn": who,
        "aws:principalaccount": who.split(":")[4],
        "aws:principalorgid": organization,
        "aws:principalisawsservice": "false",
    }


@pytest.mark.control("ECR-01")
@pytest.mark.parametrize("image", ["base", "inference", "training"])
def test_an_image_never_changes_under_its_tag_and_is_scanned_and_encrypted(image: str) -> None:
    plan = plan_case("image_registry", "several")
    repository = plan.one("aws_ecr_repository", index=image).values
    assert repository["name"] == f"bank-mlp/{image}"
    assert repository["image_tag_mutability"] == "IMMUTABLE"
    assert repository["image_scanning_configuration"] == [{"scan_on_push": True}]
    assert repository["encryption_configuration"] == [{"encryption_type": "KMS", "kms_key": KEY}]
    assert repository["force_delete"] is False


@pytest.mark.control("ECR-01")
def test_inspector_looks_at_every_image_again_whenever_a_flaw_becomes_known(plan: Plan) -> None:
    scanning = plan.one("aws_ecr_registry_scanning_configuration").values
    assert scanning["scan_type"] == "ENHANCED"
    assert scanning["rule"] == [
        {
            "repository_filter": [{"filter": "*", "filter_type": "WILDCARD"}],
            "scan_frequency": "CONTINUOUS_SCAN",
        }
    ]


@pytest.mark.control("ECR-01")
def test_builds_go_after_a_time_and_releases_stay_whatever_other_tags_they_have() -> None:
    plan = plan_case("image_registry", "several")
    rules = json.loads(plan.one("aws_ecr_lifecycle_policy", index="base").values["policy"])["rules"]
    assert [rule["rulePriority"] for rule in rules] == [1, 2, 3]
    release, untagged, build = [rule["selection"] for rule in rules]
    assert (release["tagPatternList"], release["countNumber"]) == (["release-*"], 100000)
    assert (untagged["tagStatus"], untagged["countUnit"], untagged["countNumber"]) == ("untagged", "days", 30)
    assert (build["tagPatternList"], build["countNumber"]) == (["build-*"], 200)
    assert {selection["countType"] for selection in (release, build)} == {"imageCountMoreThan"}


@pytest.mark.control("ECR-01")
@pytest.mark.parametrize("action", KEEPING)
@pytest.mark.parametrize("who", [BUILD, *OTHERS, *USE_CASES])
def test_nobody_deletes_an_image_or_lets_a_tag_move(plan: Plan, who: str, action: str) -> None:
    assert verdict(plan, who, action) is Verdict.DENY


@pytest.mark.control("ECR-02")
@pytest.mark.parametrize("action", PULL)
@pytest.mark.parametrize("who", USE_CASES)
def test_accounts_of_use_cases_pull(plan: Plan, who: str, action: str) -> None:
    assert verdict(plan, who, action) is Verdict.ALLOW
    assert verdict(plan, who, action, organization="o-otherothero") is Verdict.DENY


@pytest.mark.control("ECR-02")
@pytest.mark.parametrize("action", PULL)
def test_an_account_that_is_no_use_case_is_not_let_in(plan: Plan, action: str) -> None:
    assert verdict(plan, STRANGER, action) is Verdict.SILENT  # and of another account silence is a no


@pytest.mark.control("ECR-02")
@pytest.mark.parametrize("action", PULL)
def test_in_the_account_itself_who_builds_and_who_scans_pull_and_nobody_else(plan: Plan, action: str) -> None:
    for who in (BUILD, INSPECTOR):
        assert verdict(plan, who, action) is Verdict.SILENT  # their own policies decide
    for who in OTHERS:
        assert verdict(plan, who, action) is Verdict.DENY


@pytest.mark.control("ECR-02")
def test_without_a_use_case_nobody_is_let_in() -> None:
    plan = plan_case("image_registry", "before_the_first_use_case")
    statements = plan.statements(plan.one("aws_ecr_repository_policy"))
    assert {statement["Effect"] for statement in statements} == {"Deny"}


@pytest.mark.control("ECR-02")
@pytest.mark.parametrize(
    "action",
    [
        *FROM_ELSEWHERE,
        "ecr:CreatePullThroughCacheRule",
        "ecr:UpdatePullThroughCacheRule",
        "ecr:CreateRepositoryCreationTemplate",
        "ecr:PutReplicationConfiguration",
    ],
)
@pytest.mark.parametrize("who", [BUILD, *OTHERS])
def test_the_registry_caches_nothing_and_copies_nothing(plan: Plan, who: str, action: str) -> None:
    assert registry_verdict(plan, who, action) is Verdict.DENY


@pytest.mark.control("ECR-02")
def test_no_cache_of_another_registry_is_in_the_module() -> None:
    everything = plan_examples("image_registry").resources()
    assert not [r.address for r in everything if r.type == "aws_ecr_pull_through_cache_rule"]


@pytest.mark.control("ECR-03")
@pytest.mark.parametrize("action", PUSH)
def test_one_role_pushes_and_everybody_else_is_refused(plan: Plan, action: str) -> None:
    assert verdict(plan, BUILD, action) is Verdict.SILENT  # its own policy lets it
    for who in (*OTHERS, INSPECTOR, *USE_CASES, STRANGER):
        assert verdict(plan, who, action) is Verdict.DENY


@pytest.mark.control("ECR-03")
@pytest.mark.parametrize("action", FROM_ELSEWHERE)
@pytest.mark.parametrize("who", [BUILD, *OTHERS, *USE_CASES])
def test_no_image_comes_in_by_itself(plan: Plan, who: str, action: str) -> None:
    assert verdict(plan, who, action) is Verdict.DENY


@pytest.mark.control("ECR-03")
@pytest.mark.parametrize("action", MANAGING)
def test_who_sets_repositories_up_changes_them_and_nobody_else(plan: Plan, action: str) -> None:
    assert verdict(plan, DEPLOY, action) is Verdict.SILENT
    for who in (BUILD, f"{SHARED}/bank-mlp-packages-intake", *USE_CASES):
        assert verdict(plan, who, action) is Verdict.DENY


@pytest.mark.control("ECR-03")
@pytest.mark.parametrize("action", ["ecr:CreateRepository", "ecr:PutRegistryPolicy", "ecr:PutAccountSetting"])
def test_no_repository_is_made_beside_these(plan: Plan, action: str) -> None:
    assert registry_verdict(plan, DEPLOY, action) is Verdict.SILENT
    assert registry_verdict(plan, BUILD, action) is Verdict.DENY


def test_the_policy_of_as_many_accounts_as_fit_fits() -> None:
    plan = plan_case("image_registry", "as_many_accounts_as_fit")
    policy = plan.one("aws_ecr_repository_policy").values["policy"]
    assert policy.count(":root") == 243
    assert len(policy) <= 10240  # what ECR takes


def test_an_image_is_named_by_where_it_is_pulled_from_and_no_tag() -> None:
    plan = plan_case("image_registry", "longest_name_and_least_kept")
    name = plan.one("aws_ecr_repository").values["name"]
    assert name == "bank-mlp/python-3-11-with-gpu"
