"""The domain, its profiles, their groups and their roles."""

from __future__ import annotations

from typing import Any

import pytest

from harness.examples import plan_examples
from mlplatform.plan.reader import UNKNOWN, Plan

PREFIX = {"minimal": "bank-credit-risk-dev", "team": "bank-fraud-dev"}
STUDIO_KEY = {
    "minimal": "arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac",
    "team": "arn:aws:kms:eu-west-2:111122223333:key/2234abcd-12ab-34cd-56ef-1234567890ac",
}
PEOPLE = {"minimal": {"u100001"}, "team": {"u100001", "u100002", "u100003"}}
ZONES = {"minimal": 2, "team": 3}
IN_EACH = pytest.mark.parametrize("module", sorted(PREFIX))
APPS = pytest.mark.parametrize("app", ["jupyter_lab_app_settings", "code_editor_app_settings"])


@pytest.fixture(name="plan")
def _plan() -> Plan:
    return plan_examples("studio")


def domain(module: str) -> dict[str, Any]:
    """The domain's planned values."""
    return plan_examples("studio").one("aws_sagemaker_domain", module=module).values


def user_settings(module: str) -> dict[str, Any]:
    """The domain's default user settings."""
    (settings,) = domain(module)["default_user_settings"]
    found: dict[str, Any] = settings
    return found


@pytest.mark.control("SM-01")
@IN_EACH
def test_domain_is_inside_the_network(module: str) -> None:
    assert domain(module)["app_network_access_type"] == "VpcOnly"
    assert len(domain(module)["subnet_ids"]) == ZONES[module]


@pytest.mark.control("SM-02")
@IN_EACH
def test_domain_is_encrypted_with_the_studio_key(module: str) -> None:
    assert domain(module)["kms_key_id"] == STUDIO_KEY[module]


@pytest.mark.control("SM-04")
@IN_EACH
def test_domain_names_the_person_in_every_call(module: str) -> None:
    (settings,) = domain(module)["domain_settings"]
    assert settings["execution_role_identity_config"] == "USER_PROFILE_NAME"


@pytest.mark.control("SM-07")
@IN_EACH
def test_docker_is_off(module: str) -> None:
    (docker,) = domain(module)["domain_settings"][0]["docker_settings"]
    assert docker["enable_docker_access"] == "DISABLED"
    assert not docker.get("vpc_only_trusted_accounts")


@pytest.mark.control("SM-06")
@IN_EACH
def test_notebooks_are_not_shared(module: str) -> None:
    assert user_settings(module)["sharing_settings"][0]["notebook_output_option"] == "Disabled"


@pytest.mark.control("SM-08")
@IN_EACH
@pytest.mark.parametrize(
    "feature",
    [
        "direct_deploy_settings",
        "emr_serverless_settings",
        "kendra_settings",
        "model_register_settings",
        "time_series_forecasting_settings",
    ],
)
def test_canvas_reaches_nothing_outside(module: str, feature: str) -> None:
    (canvas,) = user_settings(module)["canvas_app_settings"]
    assert canvas[feature][0]["status"] == "DISABLED"


@pytest.mark.control("SM-08")
@IN_EACH
@pytest.mark.parametrize("feature", ["generative_ai_settings", "identity_provider_oauth_settings"])
def test_canvas_has_no_role_or_secret_to_go_out_with(module: str, feature: str) -> None:
    assert not user_settings(module)["canvas_app_settings"][0].get(feature)


@pytest.mark.control("SM-14")
@IN_EACH
def test_homes_outlive_the_domain(module: str) -> None:
    assert domain(module)["retention_policy"][0]["home_efs_file_system"] == "Retain"


@pytest.mark.control("SM-10")
@IN_EACH
@APPS
def test_idle_spaces_stop(module: str, app: str) -> None:
    (settings,) = user_settings(module)[app]
    (idle,) = settings["app_lifecycle_management"][0]["idle_settings"]
    assert idle["lifecycle_management"] == "ENABLED"
    assert 60 <= idle["min_idle_timeout_in_minutes"] <= idle["idle_timeout_in_minutes"]
    assert idle["idle_timeout_in_minutes"] <= idle["max_idle_timeout_in_minutes"] <= 480


@pytest.mark.control("SM-10")
@IN_EACH
def test_idle_shared_spaces_stop_as_soon(module: str) -> None:
    def idle(settings: dict[str, Any]) -> Any:
        (app,) = settings["jupyter_lab_app_settings"]
        return app["app_lifecycle_management"][0]["idle_settings"]

    (shared,) = domain(module)["default_space_settings"]
    assert idle(shared) == idle(user_settings(module))


@IN_EACH
@APPS
def test_app_starts_with_the_built_in_lifecycle(plan: Plan, module: str, app: str) -> None:
    kind = {"jupyter_lab_app_settings": "JupyterLab", "code_editor_app_settings": "CodeEditor"}[app]
    config = plan.one("aws_sagemaker_studio_lifecycle_config", module=module, index=kind).values
    assert config["studio_lifecycle_config_app_type"] == kind
    (settings,) = user_settings(module)[app]
    name = config["studio_lifecycle_config_name"]
    assert settings["built_in_lifecycle_config_arn"].endswith(f":studio-lifecycle-config/{name}")
    assert name.startswith(f"{PREFIX[module]}-{kind.lower()}-")


@pytest.mark.control("SM-09")
@IN_EACH
def test_only_two_apps_are_shown(module: str) -> None:
    (portal,) = user_settings(module)["studio_web_portal_settings"]
    kinds = "Canvas DetailedProfiler JupyterServer KernelGateway RSessionGateway RStudioServerPro TensorBoard"
    assert set(portal["hidden_app_types"]) == set(kinds.split())
    assert {"JumpStart", "HyperPodClusters", "EmrClusters"} <= set(portal["hidden_ml_tools"])


@pytest.mark.control("SM-09")
@IN_EACH
def test_instance_types_that_are_not_allowed_are_hidden(module: str) -> None:
    (portal,) = user_settings(module)["studio_web_portal_settings"]
    hidden = set(portal["hidden_instance_types"])
    allowed = {"minimal": {"ml.t3.medium"}, "team": {"ml.t3.medium", "ml.t3.xlarge", "ml.m5.2xlarge"}}[module]
    assert not hidden & allowed
    assert {"ml.p5.48xlarge", "ml.g5.48xlarge", "ml.m5.24xlarge"} <= hidden


@IN_EACH
def test_people_land_in_studio_and_volumes_have_a_limit(module: str) -> None:
    settings = user_settings(module)
    assert (settings["studio_web_portal"], settings["default_landing_uri"]) == ("ENABLED", "studio::")
    assert domain(module)["tag_propagation"] == "ENABLED"
    (storage,) = settings["space_storage_settings"][0]["default_ebs_storage_settings"]
    maximum = storage["maximum_ebs_volume_size_in_gb"]
    assert storage["default_ebs_volume_size_in_gb"] <= maximum <= 1000


@pytest.mark.control("SM-05")
@IN_EACH
@pytest.mark.parametrize("settings", ["default_user_settings", "default_space_settings"])
def test_the_domains_own_role_may_do_nothing(plan: Plan, module: str, settings: str) -> None:
    role = f"arn:aws:iam::111122223333:role/{PREFIX[module]}-studio-nobody"
    assert domain(module)[settings][0]["execution_role"] == role
    nothing = plan.one("aws_iam_role_policy", module=module, name="nobody")
    (statement,) = plan.statements(nothing)
    assert (statement["Effect"], statement["Action"], statement["Resource"]) == ("Deny", ["*"], ["*"])
    attached = plan.resources("aws_iam_role_policy_attachment", module=module)
    assert not [a for a in attached if a.values["role"].endswith("-nobody")]


@pytest.mark.control("NET-07")
@IN_EACH
def test_the_domains_group_has_no_rules(plan: Plan, module: str) -> None:
    group = plan.one("aws_security_group", module=module, name="none")
    assert group.values["name"] == f"{PREFIX[module]}-studio-none"
    for side in ("ingress", "egress"):
        assert group.values.get(side) in (None, [], UNKNOWN)
    for settings in ("default_user_settings", "default_space_settings"):
        assert group_references(plan, module, settings) == {"aws_security_group.none"}
    for kind in ("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"):
        assert "aws_security_group.none" not in rule_references(plan, module, kind)


def group_references(plan: Plan, module: str, settings: str) -> set[str]:
    """Which groups a block of the domain names, from the configuration: ids are unknown in a plan."""
    blocks = _resource(plan, module, "aws_sagemaker_domain", "this")["expressions"][settings]
    return {r for r in blocks[0]["security_groups"]["references"] if r.count(".") == 1}


def rule_references(plan: Plan, module: str, kind: str) -> set[str]:
    """Which groups of this module any rule of a kind belongs to or refers to."""
    found: set[str] = set()
    for resource in _resources(plan, module):
        if resource["type"] == kind:
            for name in ("security_group_id", "referenced_security_group_id"):
                found |= set(resource["expressions"].get(name, {}).get("references", []))
    assert found
    return found


def _resources(plan: Plan, module: str) -> list[dict[str, Any]]:
    call = plan.raw["configuration"]["root_module"]["module_calls"][module]
    found: list[dict[str, Any]] = call["module"]["resources"]
    return found


def _resource(plan: Plan, module: str, kind: str, name: str) -> dict[str, Any]:
    (found,) = [r for r in _resources(plan, module) if (r["type"], r["name"]) == (kind, name)]
    return found
