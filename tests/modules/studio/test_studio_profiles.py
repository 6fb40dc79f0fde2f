"""One execution role and one security group for each person, and the bank's images."""

from __future__ import annotations

import pytest

from harness.examples import plan_examples
from mlplatform.plan.reader import UNKNOWN, Plan, Resource

PREFIX = {"minimal": "bank-credit-risk-dev", "team": "bank-fraud-dev"}
PEOPLE = {
    "minimal": {"u100001": "data-scientist"},
    "team": {"u100001": "data-scientist", "u100002": "ml-engineer", "u100003": "data-engineer"},
}
ZONES = {
    "minimal": ["10.20.0.0/24", "10.20.1.0/24"],
    "team": ["10.30.0.0/24", "10.30.1.0/24", "10.30.2.0/24"],
}
ENDPOINTS = {"minimal": "sg-0a1b2c3d4e5f60713", "team": "sg-0b1b2c3d4e5f60713"}
IN_EACH = pytest.mark.parametrize("module", sorted(PREFIX))
INGRESS = "aws_vpc_security_group_ingress_rule"
EGRESS = "aws_vpc_security_group_egress_rule"


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("studio")


@pytest.mark.control("SM-05")
@IN_EACH
def test_each_person_has_a_profile_with_their_own_role(plan: Plan, module: str) -> None:
    profiles = plan.resources("aws_sagemaker_user_profile", module=module)
    assert {profile.index for profile in profiles} == set(PEOPLE[module])
    roles = {profile.index: profile.values["user_settings"][0]["execution_role"] for profile in profiles}
    start = f"arn:aws:iam::111122223333:role/{PREFIX[module]}-studio-"
    assert roles == {person: f"{start}{person}" for person in PEOPLE[module]}


@IN_EACH
def test_the_tag_on_a_profile_says_whose_it_is(plan: Plan, module: str) -> None:
    for profile in plan.resources("aws_sagemaker_user_profile", module=module):
        assert profile.values["user_profile_name"] == profile.index
        assert profile.values["tags"] == {"studio-user": profile.index}


@pytest.mark.control("IAM-05")
@IN_EACH
def test_every_role_has_the_boundary(plan: Plan, module: str) -> None:
    roles = plan.resources("aws_iam_role", module=module)
    assert len(roles) == len(PEOPLE[module]) + (2 if module == "team" else 1)
    for role in roles:
        boundary = f"arn:aws:iam::111122223333:policy/{PREFIX[module]}-boundary"
        assert role.values["permissions_boundary"] == boundary, role


@pytest.mark.control("IAM-07", "SM-04")
@IN_EACH
def test_every_role_is_taken_on_by_sagemaker_for_this_account_only(plan: Plan, module: str) -> None:
    for role in plan.resources("aws_iam_role", module=module):
        (statement,) = plan.statements(role, "assume_role_policy")
        assert statement["Principal"] == {"Service": ["sagemaker.amazonaws.com"]}
        assert set(statement["Action"]) == {"sts:AssumeRole", "sts:SetSourceIdentity"}
        assert statement["Condition"] == {
            "StringEquals": {"aws:SourceAccount": ["111122223333"]},
            "ArnLike": {"aws:SourceArn": ["arn:aws:sagemaker:eu-west-2:111122223333:*"]},
        }


@IN_EACH
def test_each_person_has_the_policies_of_their_persona(plan: Plan, module: str) -> None:
    found: dict[str, set[str]] = {}
    for attachment in plan.resources("aws_iam_role_policy_attachment", module=module):
        person = str(attachment.values["role"]).removeprefix(f"{PREFIX[module]}-studio-")
        found.setdefault(person, set()).add(attachment.values["policy_arn"].rsplit("/", 1)[1])
    for person, persona in PEOPLE[module].items():
        wanted = {f"{PREFIX[module]}-work-{persona}"}
        if module == "team":
            wanted.add(f"{PREFIX[module]}-guard-network")
        assert found[person] == wanted
    assert set(found) == set(PEOPLE[module])


def rules(plan: Plan, module: str, kind: str, name: str) -> list[Resource]:
    """The rules of one kind and name."""
    found = plan.resources(kind, module=module, name=name)
    assert found
    return found


@pytest.mark.control("NET-07")
@IN_EACH
def test_each_person_has_a_group(plan: Plan, module: str) -> None:
    groups = plan.resources("aws_security_group", module=module, name="profile")
    assert {group.index for group in groups} == set(PEOPLE[module])
    for profile in plan.resources("aws_sagemaker_user_profile", module=module):
        assert profile.values["user_settings"][0]["security_groups"] in (UNKNOWN, [UNKNOWN])
    assert _reference(plan, module, "aws_sagemaker_user_profile", "this") == {"aws_security_group.profile"}


def _reference(plan: Plan, module: str, kind: str, name: str) -> set[str]:
    call = plan.raw["configuration"]["root_module"]["module_calls"][module]["module"]
    (found,) = [r for r in call["resources"] if (r["type"], r["name"]) == (kind, name)]
    references = found["expressions"]["user_settings"][0]["security_groups"]["references"]
    return {
        ".".join(r.split(".")[:2]).split("[")[0] for r in references if r.startswith("aws_security_group")
    }


@pytest.mark.control("NET-05")
@IN_EACH
def test_a_group_lets_out_to_four_places_and_no_further(plan: Plan, module: str) -> None:
    assert {r.name for r in plan.resources(EGRESS, module=module)} == {"endpoints", "nfs", "own_apps", "s3"}
    for rule in plan.resources(EGRESS, module=module):
        assert rule.values["ip_protocol"] == "tcp", rule
        assert rule.values.get("cidr_ipv4") != "0.0.0.0/0", rule
        assert rule.values.get("cidr_ipv6") is None, rule
    for name, target in (("endpoints", "referenced_security_group_id"), ("s3", "prefix_list_id")):
        for rule in rules(plan, module, EGRESS, name):
            assert (rule.values["from_port"], rule.values["to_port"]) == (443, 443)
            assert rule.values[target] in (ENDPOINTS[module], "pl-7ca54015")


@pytest.mark.control("NET-05", "NET-08")
@IN_EACH
def test_a_group_lets_out_to_the_home_file_system_in_every_zone(plan: Plan, module: str) -> None:
    for person in PEOPLE[module]:
        nfs = [r for r in rules(plan, module, EGRESS, "nfs") if str(r.index).startswith(f"{person}/")]
        assert sorted(rule.values["cidr_ipv4"] for rule in nfs) == ZONES[module]
        assert {(rule.values["from_port"], rule.values["to_port"]) for rule in nfs} == {(2049, 2049)}


@pytest.mark.control("NET-05", "NET-07", "NET-08")
@IN_EACH
@pytest.mark.parametrize("kind", [INGRESS, EGRESS])
def test_apps_of_one_person_reach_each_other_and_no_one_elses(plan: Plan, module: str, kind: str) -> None:
    found = rules(plan, module, kind, "own_apps")
    assert {rule.index for rule in found} == set(PEOPLE[module])
    for rule in found:
        assert (rule.values["from_port"], rule.values["to_port"]) == (8192, 65535)
        assert rule.values.get("cidr_ipv4") is None
    call = plan.raw["configuration"]["root_module"]["module_calls"][module]["module"]
    (rule_source,) = [r for r in call["resources"] if (r["type"], r["name"]) == (kind, "own_apps")]
    own = rule_source["expressions"]["security_group_id"]["references"]
    assert rule_source["expressions"]["referenced_security_group_id"]["references"] == own
    assert "aws_security_group.profile" in own


@IN_EACH
def test_nothing_else_comes_in(plan: Plan, module: str) -> None:
    assert {r.name for r in plan.resources(INGRESS, module=module)} == {"own_apps", "endpoints"}
    for rule in rules(plan, module, INGRESS, "endpoints"):
        assert rule.values["security_group_id"] == ENDPOINTS[module]
        assert (rule.values["from_port"], rule.values["to_port"]) == (443, 443)


@pytest.mark.control("SM-03")
def test_identity_center_knows_people_by_their_staff_id(plan: Plan) -> None:
    assert plan.one("aws_sagemaker_domain", module="team").values["auth_mode"] == "SSO"
    assert plan.one("aws_sagemaker_domain", module="minimal").values["auth_mode"] == "IAM"
    for profile in plan.resources("aws_sagemaker_user_profile", module="team"):
        assert profile.values["single_sign_on_user_identifier"] == "UserName"
        assert profile.values["single_sign_on_user_value"] == profile.index


@pytest.mark.control("SM-23")
def test_images_come_by_digest_and_are_fetched_by_a_role_that_reads_only_them(plan: Plan) -> None:
    versions = plan.resources("aws_sagemaker_image_version", module="team")
    assert {version.index for version in versions} == {"notebooks", "editor"}
    for version in versions:
        assert "@sha256:" in version.values["base_image"]
    statements = plan.statements(plan.one("aws_iam_role_policy", module="team", name="images"))
    pull = next(s for s in statements if s["Sid"] == "PullTheseImages")
    start = "arn:aws:ecr:eu-west-2:777788889999:repository/studio/"
    assert set(pull["Resource"]) == {f"{start}notebooks", f"{start}editor"}


@pytest.mark.parametrize(
    ("app", "image"), [("jupyter_lab_app_settings", "notebooks"), ("code_editor_app_settings", "editor")]
)
def test_an_image_is_offered_in_its_own_app(plan: Plan, app: str, image: str) -> None:
    (settings,) = plan.one("aws_sagemaker_domain", module="team").values["default_user_settings"]
    (custom,) = settings[app][0]["custom_image"]
    assert custom["image_name"] == f"bank-fraud-dev-{image}"
    assert custom["app_image_config_name"] == f"bank-fraud-dev-{image}"


def test_no_image_role_where_there_are_no_images(plan: Plan) -> None:
    assert not plan.resources("aws_iam_role", module="minimal", name="images")
