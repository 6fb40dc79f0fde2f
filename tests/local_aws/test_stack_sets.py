"""Stack sets that AWS deploys to a unit: what they really make in its accounts, and when it goes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local_aws.cases_delivery import TEMPLATE, TRUST
from local_aws.conftest import REGION, Aws
from local_aws.proofs_of_delivery import found, unit
from mlplatform.local_aws import control
from mlplatform.local_aws.environment import HOME_ACCOUNT
from mlplatform.paths import ENVIRONMENTS
from mlplatform.terraform import toolchain
from mlplatform.use_cases import load

ROOT = Path(__file__).parent / "roots" / "stack_sets"
PLATFORM = load.platform()
CASE = load.use_case("credit_risk")
READS = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}],
}


class Unit:
    """A unit of an organization of its own, with two accounts, and a stack set for it."""

    def __init__(self, aws: Aws) -> None:
        self.aws, self.client = aws, aws.client("cloudformation")
        self.first, self.second = (str(int(aws.account) + n * 1_000_000) for n in (1, 2))
        self.found(self.first, self.second)

    def found(self, *accounts: str, outside: tuple[str, ...] = ()) -> None:
        """Found the organization, or change who is in the unit."""
        found(self.aws, {**dict.fromkeys(accounts, "work"), **dict.fromkeys(outside, "")})

    def make(self, template: str = TEMPLATE) -> None:
        """A stack set that deploys by itself."""
        self.client.create_stack_set(
            StackSetName="roles",
            TemplateBody=template,
            PermissionModel="SERVICE_MANAGED",
            AutoDeployment={"Enabled": True, "RetainStacksOnAccountRemoval": False},
        )

    def deploy(self) -> str:
        """Deploy it to the unit; how that ended."""
        targets = {"OrganizationalUnitIds": [unit(self.aws)]}
        made = self.client.create_stack_instances(
            StackSetName="roles", DeploymentTargets=targets, Regions=[REGION]
        )
        return self.ended(made["OperationId"])

    def ended(self, operation: str) -> str:
        """How an operation ended."""
        described = self.client.describe_stack_set_operation(StackSetName="roles", OperationId=operation)
        return str(described["StackSetOperation"]["Status"])

    def role(self, account: str, name: str = "bank-mlp-plan") -> dict[str, Any] | None:
        """A role of an account, if it is there."""
        try:
            return dict(Aws(self.aws.running, account).client("iam").get_role(RoleName=name)["Role"])
        except ClientError:
            return None


@pytest.fixture(name="work")
def _work(aws: Aws) -> Unit:
    return Unit(aws)


def template(*conditions: dict[str, Any], role: str = "bank-mlp-plan", **properties: Any) -> str:
    """A template with a policy, and a role that carries it."""
    body = json.loads(TEMPLATE)
    document = {"ManagedPolicyName": "bank-reads", "PolicyDocument": READS}
    body["Resources"]["Policy"] = {"Type": "AWS::IAM::ManagedPolicy", "Properties": document}
    body["Resources"]["Role"]["Properties"] |= {
        "RoleName": role,
        "ManagedPolicyArns": [{"Ref": "Policy"}],
        **properties,
    }
    body["Conditions"] = {f"C{index}": one for index, one in enumerate(conditions)}
    return json.dumps(body)


def test_every_account_of_the_unit_has_what_the_template_says(work: Unit) -> None:
    work.make(template())
    assert work.deploy() == "SUCCEEDED"
    for account in (work.first, work.second):
        role = work.role(account)
        assert role is not None
        assert role["AssumeRolePolicyDocument"] == TRUST
        iam = Aws(work.aws.running, account).client("iam")
        (attached,) = iam.list_attached_role_policies(RoleName="bank-mlp-plan")["AttachedPolicies"]
        assert attached["PolicyArn"] == f"arn:aws:iam::{account}:policy/bank-reads"
    listed = work.client.list_stack_instances(StackSetName="roles")["Summaries"]
    assert {
        (one["Account"], one["Region"], one["OrganizationalUnitId"], one["Status"]) for one in listed
    } == {(account, REGION, unit(work.aws), "CURRENT") for account in (work.first, work.second)}


def test_an_account_that_joins_gets_it_by_itself_and_one_that_leaves_loses_it(work: Unit) -> None:
    work.make()
    work.deploy()
    third = str(int(work.aws.account) + 3_000_000)
    work.found(third)
    assert work.role(third) is not None
    work.found(outside=(third,))
    assert work.role(third) is None
    assert work.role(work.first) is not None


def test_what_the_template_says_of_an_account_is_said_of_that_account_alone(work: Unit) -> None:
    first = {"Fn::Equals": [{"Ref": "AWS::AccountId"}, work.first]}
    never = {"Fn::Equals": ["no", "account"]}
    chosen = {"Fn::If": ["C1", "Of the first.", "Of another."]}
    work.make(template(first, {"Fn::Or": [never, {"Condition": "C0"}]}, Description=chosen))
    work.deploy()
    found_roles = {account: work.role(account) or {} for account in (work.first, work.second)}
    assert {account: role["Description"] for account, role in found_roles.items()} == {
        work.first: "Of the first.",
        work.second: "Of another.",
    }


def test_a_change_of_the_stack_set_is_a_change_in_every_account(work: Unit) -> None:
    work.make(template())
    work.deploy()
    before = work.role(work.first)
    other = json.loads(json.dumps(TRUST).replace("999988887777", "888877776666"))
    changed = work.client.update_stack_set(
        StackSetName="roles",
        TemplateBody=template(AssumeRolePolicyDocument=other, MaxSessionDuration=7200),
        PermissionModel="SERVICE_MANAGED",
    )
    assert work.ended(changed["OperationId"]) == "SUCCEEDED"
    after = work.role(work.first)
    assert before
    assert after
    assert before["RoleId"] == after["RoleId"]
    assert (after["AssumeRolePolicyDocument"], after["MaxSessionDuration"]) == (other, 7200)
    work.client.update_stack_set(StackSetName="roles", TemplateBody=template(role="bank-mlp-other"))
    assert (work.role(work.first), bool(work.role(work.first, "bank-mlp-other"))) == (None, True)


def test_a_role_that_stands_already_is_not_taken_over(work: Unit) -> None:
    iam = Aws(work.aws.running, work.first).client("iam")
    iam.create_role(RoleName="bank-mlp-plan", AssumeRolePolicyDocument=json.dumps(TRUST), Description="own")
    work.make()
    assert work.deploy() == "FAILED"
    role = work.role(work.first)
    assert role
    assert role["Description"] == "own"
    assert work.role(work.second) is not None
    described = work.client.describe_stack_instance(
        StackSetName="roles", StackInstanceAccount=work.first, StackInstanceRegion=REGION
    )["StackInstance"]
    assert described["StatusReason"] == f"AWS::IAM::Role bank-mlp-plan already exists in account {work.first}"


def test_what_was_made_goes_with_the_instances_and_not_before(work: Unit) -> None:
    work.make(template())
    work.deploy()
    with pytest.raises(ClientError, match="StackSetNotEmptyException"):
        work.client.delete_stack_set(StackSetName="roles")
    work.client.delete_stack_instances(
        StackSetName="roles",
        DeploymentTargets={"OrganizationalUnitIds": [unit(work.aws)]},
        Regions=[REGION],
        RetainStacks=False,
    )
    assert work.role(work.first) is None
    policies = Aws(work.aws.running, work.first).client("iam").list_policies(Scope="Local")["Policies"]
    assert policies == []
    work.client.delete_stack_set(StackSetName="roles")
    assert work.client.list_stack_sets()["Summaries"] == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"Type": "AWS::S3::Bucket"}, "AWS::S3::Bucket"),
        ({"Type": "AWS::IAM::Role", "Properties": {"Policies": []}}, "Policies"),
        ({"Type": "AWS::IAM::Role", "Properties": {"RoleName": {"Fn::Sub": "x"}}}, "Fn::Sub"),
    ],
)
def test_what_nobody_can_make_here_is_refused_by_name(work: Unit, body: dict[str, Any], said: str) -> None:
    with pytest.raises(ClientError, match=f"NotImplemented.*{said}.*not implemented"):
        work.make(json.dumps({"Resources": {"This": body}}))


def test_where_no_organization_was_founded_there_is_no_unit(aws: Aws) -> None:
    client = aws.client("cloudformation")
    client.create_stack_set(StackSetName="roles", TemplateBody=TEMPLATE, PermissionModel="SERVICE_MANAGED")
    with pytest.raises(ClientError, match="no organizational unit ou-none-nowhere00"):
        client.create_stack_instances(
            StackSetName="roles",
            DeploymentTargets={"OrganizationalUnitIds": ["ou-none-nowhere00"]},
            Regions=[REGION],
        )


@pytest.mark.slow
def test_terraform_makes_them_sees_no_change_and_takes_them_away(tmp_path: Path) -> None:
    """A stack set for the unit, and GitHub's identities, in the account of the state."""
    shutil.copytree(ROOT, tmp_path / "root")
    shutil.copy(ENVIRONMENTS / "dev" / ".terraform.lock.hcl", tmp_path / "root")
    tools = toolchain.find()
    with control.running(tmp_path / "aws") as running:
        control.found(running, PLATFORM, [CASE])
        environment = running.environment(HOME_ACCOUNT, REGION).over({**os.environ, **tools.environment()})

        def terraform(*words: str) -> int:
            command = [str(tools.binary), f"-chdir={tmp_path / 'root'}", *words, "-input=false", "-no-color"]
            run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
            assert run.returncode in (0, 2), run.stdout[-2000:] + run.stderr
            return run.returncode

        def standing() -> list[bool]:
            return [
                any(role["RoleName"] == "bank-mlp-plan" for role in client.list_roles()["Roles"])
                for account in CASE.accounts.values()
                for client in [Aws(running, account.account_id).client("iam")]
            ]

        terraform("init")
        terraform("apply", "-auto-approve")
        assert standing() == [True, True, True]
        assert terraform("plan", "-detailed-exitcode") == 0
        terraform("destroy", "-auto-approve")
        assert standing() == [False, False, False]
        iam = Aws(running, HOME_ACCOUNT).client("iam")
        assert iam.list_open_id_connect_providers()["OpenIDConnectProviderList"] == []
