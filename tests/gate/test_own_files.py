"""The files beside the environments that the gate reads for this platform: whole, and in step with the rest."""

from __future__ import annotations

from mlplatform.gate import catalogue, exceptions, run, settings
from mlplatform.gate.scanners import checkov
from mlplatform.use_cases import load


def test_the_gate_knows_every_account_of_the_platform_and_its_environment() -> None:
    platform = load.platform()
    wanted = dict.fromkeys(platform.own_accounts.values(), "shared")
    for name in load.names():
        wanted |= {account.account_id: kind for kind, account in load.use_case(name).accounts.items()}
    said = settings.read(run.SETTINGS)
    assert dict(said.account_environments) == wanted
    assert set(said.trusted_account_ids) == set(wanted)
    assert said.organization_id == platform.organization_id


def test_every_exception_says_who_why_and_until_when() -> None:
    found = exceptions.read(run.EXCEPTIONS, run.controls())
    assert found
    for exception in found:
        assert "@" in exception.owner
        assert len(exception.reason.split()) > 5
        assert exception.root != "*", f"{exception.control}: say for which root"


def test_a_control_is_answered_by_the_gate_or_left_to_checkov_and_never_both() -> None:
    own = {control.id for control in catalogue.load()}
    assert not own & set(checkov.controls())
