"""What the guardrails refuse, request by request, and that what the platform is for goes through."""

from __future__ import annotations

import pytest

from mlplatform.gate.iam.actions import glob
from modules.organization_guardrails.asking import Asked, is_denied, of, statements
from modules.organization_guardrails.forbidden import FORBIDDEN
from modules.organization_guardrails.legitimate import LEGITIMATE, ONLY_REALISTIC

BOTH = ("minimal", "realistic")


def each(*names: str) -> pytest.MarkDecorator:
    """One test for each of these statements."""
    return pytest.mark.parametrize("statement", names)


def starting(prefix: str) -> tuple[str, ...]:
    """The statements whose names begin so."""
    return tuple(name for name in FORBIDDEN if name.startswith(prefix))


def open_(statement: str, *modules: str) -> list[str]:
    """What a statement is there to refuse, and an example lets through."""
    asked = FORBIDDEN[statement]
    return [str(one) for one in asked for module in modules or BOTH if not is_denied(of(module, one), one)]


def stopped(requests: list[Asked], module: str) -> list[str]:
    """Those that an example refuses, though they are as they should be."""
    return [str(asked) for asked in requests if is_denied(of(module, asked), asked)]


@pytest.mark.control("ORG-09")
@each("DenyLeaving", "DenyRoot")
def test_no_account_leaves_or_uses_its_root_user(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-04")
@each("DenyOtherRegions")
def test_no_account_works_in_another_region(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-03")
@each("DenyForeignResources")
def test_data_goes_to_no_resource_of_others(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("LOG-03")
@each("DenyStoppingWatch")
def test_nobody_stops_what_watches_an_account(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("KMS-07")
@each("DenyQuickKeyDeletion", "DenyKeyLockout")
def test_no_key_goes_quickly_and_none_locks_its_owner_out(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("IAM-09")
@each("DenyUsers")
def test_nobody_makes_users(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-07")
@each(
    "DenyWaysOut",
    "DenySharing",
    "DenyDoors",
    "DenyNetworkWrites",
    "DenyMends",
    "DenyExternalShares",
    "DenyPublicFunctions",
)
def test_no_account_opens_its_network_or_shares_with_everybody(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-08")
@each("DenyPlatformRoles", "DenyDeployRoles")
def test_nobody_changes_the_platforms_roles(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-05")
@each("DenyPerimeterTags", "DenyPerimeterSessionTags")
def test_nobody_sets_a_tag_that_exempts(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("CA-06")
@each("DenyOpeningPackages")
def test_nobody_opens_the_packages(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-01")
@each("DenyNoSubnets", "DenyPublicDomain", "DenyOpeningDomain", "DenyIsolationOff", "DenyPlainTraffic")
def test_sagemaker_starts_nothing_outside_a_network_or_unisolated(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-01")
@each(
    "DenyRemoteDebug", "DenyRemoteSpaces", "DenyStudioFromOutside", "DenyNever", "DenyUnseen", "DenyOwnership"
)
def test_sagemaker_has_no_way_in_and_nothing_that_no_condition_sees(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-01")
@each(*starting("DenyNoVolume"), *starting("DenyNoOutput"), "DenyNoOfflineKey", "DenyNoOnlineKey")
def test_sagemaker_starts_nothing_without_a_key(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-01")
@each(
    *(
        f"DenyForeign{key}Key{suffix}"
        for key in ("Volume", "Output", "Offline", "Online")
        for suffix in ("", "Arn")
    )
)
def test_sagemaker_takes_no_key_of_another_account(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-01")
@each("DenyForeignSubnets")
def test_a_subnet_that_is_not_approved_is_refused_where_they_are_known(statement: str) -> None:
    assert open_(statement, "realistic") == []


@pytest.mark.control("ORG-02")
@each(
    "DenyForeignIdentities", "DenyForeignSessions", "DenyForeignDeputies", "DenyForeignProviders", "DenySaml"
)
def test_resources_answer_nobody_else(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-02")
@each("DenyForeignTokens0", "DenyForeignTokens1")
def test_no_token_of_somebody_elses_repository_is_taken(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("ORG-02")
@each("DenyForeignNetworks")
def test_data_is_not_reached_from_another_network(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.control("S3-03")
@each("DenyWithoutTls", "DenyOldTls")
def test_resources_answer_over_new_tls_alone(statement: str) -> None:
    assert open_(statement) == []


@pytest.mark.parametrize("group", LEGITIMATE)
def test_what_the_platform_is_for_goes_through(group: str) -> None:
    assert stopped(LEGITIMATE[group], "realistic") == []


@pytest.mark.parametrize("group", [group for group in LEGITIMATE if group not in ONLY_REALISTIC])
def test_it_goes_through_where_nobody_else_is_named(group: str) -> None:
    assert stopped(LEGITIMATE[group], "minimal") == []


def test_every_statement_is_asked_and_every_pattern_of_it_is_needed() -> None:
    """An action that no request here asks for would be a claim without a proof."""
    written = (*statements("realistic"), *statements("realistic", "identities", "networks"))
    assert {statement.sid for statement in written} == set(FORBIDDEN)
    idle = {
        (statement.sid, pattern)
        for statement in written
        for pattern in statement.actions
        if not any(glob(pattern, asked.action) for asked in FORBIDDEN[str(statement.sid)])
    }
    assert idle == set()
