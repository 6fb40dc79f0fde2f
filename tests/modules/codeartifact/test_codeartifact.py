"""The bank's packages: who reads which repository, who brings packages in, and what nobody does."""

from __future__ import annotations

import pytest

from harness.examples import plan_case
from mlplatform.gate.iam.actions import expand
from mlplatform.hcl import blocks
from mlplatform.local_aws.resource_policy import Verdict, evaluate
from mlplatform.paths import MODULES
from mlplatform.plan.reader import UNKNOWN, Plan

SHARED = "arn:aws:iam::999988887777:role"
INTAKE = f"{SHARED}/bank-mlp-packages-intake"
DEPLOY = f"{SHARED}/bank-mlp-deploy"
FACTORY = f"{SHARED}/OrganizationAccountAccessRole"
SCIENTIST = "arn:aws:iam::111122223333:role/bank-credit-risk-dev-data-scientist"
PROD_JOB = "arn:aws:iam::333344445555:role/bank-credit-risk-prod-training"
STRANGER = "arn:aws:iam::666677778888:role/of-an-account-that-is-no-use-case"
OF_THIS_ACCOUNT = (DEPLOY, FACTORY, f"{SHARED}/bank-mlp-plan", f"{SHARED}/bank-mlp-images-build")
EVERYBODY = (INTAKE, *OF_THIS_ACCOUNT, SCIENTIST, PROD_JOB, STRANGER)
OTHERS = tuple(who for who in EVERYBODY if who != INTAKE)

KEY = "arn:aws:kms:eu-west-2:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab"
REPOSITORIES = ("public-pypi", "quarantine", "approved", "internal")
READS = (
    "DescribePackageVersion",
    "GetPackageVersionAsset",
    "GetRepositoryEndpoint",
    "ListPackageVersionAssets",
    "ListPackageVersions",
    "ListPackages",
    "ReadFromRepository",
)
COPIES, PUBLISHES = ("CopyPackageVersions",), ("PublishPackageVersion", "PutPackageMetadata")
TAKES_AWAY = ("DeletePackageVersions", "DisposePackageVersions", "UpdatePackageVersionsStatus")
CHANGES = (*COPIES, *PUBLISHES, *TAKES_AWAY)
FILLED_BY = {"public-pypi": (), "quarantine": PUBLISHES, "approved": COPIES, "internal": PUBLISHES}
IN_EACH = pytest.mark.parametrize("repository", REPOSITORIES)


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_case("codeartifact", "minimal")


def domain_policy(plan: Plan) -> str:
    """The domain's policy as text."""
    return str(plan.one("aws_codeartifact_domain_permissions_policy").values["policy_document"])


def repository_policy(plan: Plan, repository: str) -> str:
    """A repository's policy as text."""
    type = "aws_codeartifact_repository_permissions_policy"
    return str(plan.one(type, index=repository).values["policy_document"])


def verdict(
    plan: Plan, who: str, action: str, repository: str = "", organization: str = "o-exampleorg1"
) -> Verdict:
    """What the two policies say together of a request, as AWS takes them: a denial in either wins."""
    context = {
        "aws:principalarn": who,
        "aws:principalaccount": who.split(":")[4],
        "aws:principalorgid": organization,
        "aws:principalisawsservice": "false",
    }
    asked = [domain_policy(plan), *([repository_policy(plan, repository)] if repository else [])]
    said = [evaluate(policy, f"codeartifact:{action}", "*", who, context) for policy in asked]
    return (
        Verdict.DENY if Verdict.DENY in said else Verdict.ALLOW if Verdict.ALLOW in said else Verdict.SILENT
    )


@pytest.mark.control("CA-01")
def test_packages_are_encrypted_with_the_key_of_the_platform(plan: Plan) -> None:
    assert plan.one("aws_codeartifact_domain").values["encryption_key"] == KEY
    made = plan_case("codeartifact", "with_its_key")
    assert made.one("aws_kms_key").index == "packages"
    assert made.one("aws_codeartifact_domain").values["encryption_key"] == UNKNOWN  # until that key is there


@pytest.mark.control("CA-02", "CA-03")
def test_one_repository_is_connected_and_what_people_use_has_our_own_above_it_alone(plan: Plan) -> None:
    found = {
        one.values["repository"]: (
            [each["external_connection_name"] for each in one.values["external_connections"] or []],
            [each["repository_name"] for each in one.values["upstream"] or []],
        )
        for one in plan.resources("aws_codeartifact_repository")
    }
    assert found == {
        "public-pypi": (["public:pypi"], []),
        "quarantine": ([], []),
        "approved": ([], ["internal"]),
        "internal": ([], []),
    }


@pytest.mark.control("CA-02")
@IN_EACH
@pytest.mark.parametrize("who", EVERYBODY)
def test_nothing_is_ever_put_above_what_people_use_but_our_own(plan: Plan, who: str, repository: str) -> None:
    found = verdict(plan, who, "AssociateWithDownstreamRepository", repository)
    assert (found is Verdict.SILENT) is (repository == "internal" and who == DEPLOY)
    connected = verdict(plan, who, "AssociateExternalConnection", repository)
    assert connected is (Verdict.SILENT if repository == "public-pypi" else Verdict.DENY)


@pytest.mark.control("CA-03")
@pytest.mark.parametrize("repository", ["public-pypi", "quarantine", "internal"])
@pytest.mark.parametrize("action", READS)
def test_what_nobody_has_looked_at_is_read_by_the_intake_role_alone(
    plan: Plan, action: str, repository: str
) -> None:
    assert verdict(plan, INTAKE, action, repository) is Verdict.ALLOW
    assert {who: verdict(plan, who, action, repository) for who in OTHERS} == dict.fromkeys(
        OTHERS, Verdict.DENY
    )


@pytest.mark.control("CA-05")
@pytest.mark.parametrize("action", READS)
def test_accounts_of_use_cases_read_what_is_approved(plan: Plan, action: str) -> None:
    for who in (INTAKE, SCIENTIST, PROD_JOB):
        assert verdict(plan, who, action, "approved") is Verdict.ALLOW
    for who in OF_THIS_ACCOUNT:
        assert verdict(plan, who, action, "approved") is Verdict.SILENT  # its own policy decides
    assert verdict(plan, STRANGER, action, "approved") is Verdict.SILENT  # of another account: not let in


@pytest.mark.control("CA-05")
def test_accounts_of_use_cases_have_tokens_and_nothing_else_of_the_domain(plan: Plan) -> None:
    for who, expected in {SCIENTIST: Verdict.ALLOW, INTAKE: Verdict.SILENT, STRANGER: Verdict.SILENT}.items():
        assert verdict(plan, who, "GetAuthorizationToken") is expected
    every = {action.partition(":")[2] for action in expand("codeartifact:*")}
    allowed = {action for action in every if verdict(plan, SCIENTIST, action) is Verdict.ALLOW}
    assert allowed == {"GetAuthorizationToken"}


@pytest.mark.control("CA-05")
@pytest.mark.parametrize("action", ["GetAuthorizationToken", "ReadFromRepository"])
def test_an_account_that_left_the_organization_comes_to_nothing(plan: Plan, action: str) -> None:
    assert verdict(plan, SCIENTIST, action, "approved", organization="o-other00000") is Verdict.DENY


@pytest.mark.control("CA-05")
@IN_EACH
@pytest.mark.parametrize("action", CHANGES)
def test_the_intake_role_alone_changes_what_a_repository_holds(
    plan: Plan, action: str, repository: str
) -> None:
    meant = action in (*FILLED_BY[repository], *TAKES_AWAY)
    assert verdict(plan, INTAKE, action, repository) is (Verdict.ALLOW if meant else Verdict.DENY)
    assert {who: verdict(plan, who, action, repository) for who in OTHERS} == dict.fromkeys(
        OTHERS, Verdict.DENY
    )


@pytest.mark.control("CA-05")
@pytest.mark.parametrize("who", OTHERS)
def test_others_change_nothing_in_a_repository_that_is_made_later_either(plan: Plan, who: str) -> None:
    for action in (*CHANGES, "DeletePackage"):
        assert verdict(plan, who, action) is Verdict.DENY  # by the domain's policy alone


def test_who_sets_repositories_up_is_not_kept_from_it(plan: Plan) -> None:
    for repository in REPOSITORIES:
        for action in (
            "DeleteRepository",
            "DescribeRepository",
            "GetRepositoryPermissionsPolicy",
            "ListTagsForResource",
            "PutRepositoryPermissionsPolicy",
            "UpdateRepository",
        ):
            assert verdict(plan, DEPLOY, action, repository) is Verdict.SILENT


def test_no_policy_gives_a_right_of_management_or_one_of_every_kind(plan: Plan) -> None:
    reads_and_changes = {f"codeartifact:{action}" for action in (*READS, *CHANGES)}
    documents = [
        *plan.resources("aws_codeartifact_domain_permissions_policy"),
        *plan.resources("aws_codeartifact_repository_permissions_policy"),
    ]
    for document in documents:
        for statement in plan.statements(document, "policy_document"):
            if statement["Effect"] == "Allow":
                rest = set(statement["Action"]) - reads_and_changes
                assert rest <= {
                    "codeartifact:DescribePackage",
                    "codeartifact:DescribeRepository",
                    "codeartifact:GetAuthorizationToken",
                    "codeartifact:GetPackageVersionReadme",
                    "codeartifact:ListPackageVersionDependencies",
                }
                assert "sts:GetServiceBearerToken" not in statement["Action"], (
                    "AWS does not ask about it here"
                )


@pytest.mark.control("REL-03")
def test_no_apply_destroys_the_domain_or_what_people_install() -> None:
    kept = {
        tuple(resource.labels)
        for resource in blocks(MODULES / "codeartifact", "resource")
        for lifecycle in resource.inner("lifecycle")
        if lifecycle.get("prevent_destroy") == "true"
    }
    assert kept == {
        ("aws_codeartifact_domain", "this"),
        ("aws_codeartifact_repository", "approved"),
        ("aws_codeartifact_repository", "internal"),
    }


def test_the_approved_repository_goes_by_the_name_that_the_platform_gives_it() -> None:
    plan = plan_case("codeartifact", "approved_by_another_name")
    assert verdict(plan, SCIENTIST, "ReadFromRepository", "bank-approved") is Verdict.ALLOW
    assert verdict(plan, INTAKE, "CopyPackageVersions", "bank-approved") is Verdict.ALLOW


def test_before_the_first_use_case_nobody_is_let_in() -> None:
    plan = plan_case("codeartifact", "before_the_first_use_case")
    for action in ("GetAuthorizationToken", *READS):
        assert verdict(plan, SCIENTIST, action, "approved") is not Verdict.ALLOW


def test_policies_of_as_many_accounts_as_fit_are_taken_by_aws() -> None:
    plan = plan_case("codeartifact", "as_many_accounts_as_fit")
    texts = [domain_policy(plan), *(repository_policy(plan, one) for one in REPOSITORIES)]
    assert max(map(len, texts)) <= 7168
    last = "arn:aws:iam::100000000242:role/x"
    assert verdict(plan, last, "ReadFromRepository", "approved") is Verdict.ALLOW
