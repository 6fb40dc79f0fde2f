"""The shared root is applied with its package groups, and has drifted where they have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mlplatform.errors import Findings
from mlplatform.local_aws.control import Running
from mlplatform.terraform import package_groups, recovery, works
from mlplatform.terraform.recovery import Applied
from mlplatform.terraform.root import Root
from mlplatform.terraform.toolchain import Toolchain
from mlplatform.use_cases import load
from packages.shop import DOMAIN, SHARED, client_in


@pytest.fixture
def root(running: Running, domain: None) -> Root:  # noqa: ARG001 - which it looks at
    tools: Any = Toolchain  # nothing here runs Terraform
    aws = running.environment(SHARED)
    return Root("shared", None, SHARED, "eu-west-2", load.platform(), tools, aws)


@pytest.fixture
def client(running: Running) -> Any:
    return client_in(running, SHARED)("codeartifact")


class Lane:
    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, message: str) -> None:
        self.told.append(message)

    def watch(self, title: str) -> Any:
        raise AssertionError(title)


def test_an_apply_of_the_shared_root_sets_them(
    root: Root, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = {"PUBLISH": "ALLOW", "INTERNAL_UPSTREAM": "ALLOW", "EXTERNAL_UPSTREAM": "ALLOW"}
    client.update_package_group_origin_configuration(domain=DOMAIN, packageGroup="/*", restrictions=opened)
    nothing: Any = None
    monkeypatch.setattr(works, "prepare", lambda *_: None)
    monkeypatch.setattr(works, "init", lambda *_: None)
    monkeypatch.setattr(recovery, "plan_and_apply", lambda *_, **__: Applied(nothing, nothing))
    lane = Lane()
    works.apply(root, lane)
    assert "shared: package group /*: INTERNAL_UPSTREAM: BLOCK" in lane.told
    assert package_groups.drift(root) == ""
    lane.told.clear()
    works.apply(root, lane)
    assert lane.told == []


def test_other_roots_have_none(root: Root) -> None:
    other = replace(root, environment="organization", account_id="444455556666")
    package_groups.settle(other, pytest.fail)
    assert package_groups.drift(other) == ""


def test_a_group_of_others_is_drift_and_fails_the_apply(root: Root, client: Any) -> None:
    package_groups.settle(root, lambda _: None)
    client.create_package_group(domain=DOMAIN, packageGroup="/pypi//bank-open$")
    said = "package group /pypi//bank-open$: is not in the policy; nobody here made it"
    assert package_groups.drift(root) == said
    with pytest.raises(Findings) as raised:
        package_groups.settle(root, lambda _: None)
    assert str(raised.value) == f"shared: applied, and {said}"
    client.delete_package_group(domain=DOMAIN, packageGroup="/pypi//bank-open$")
