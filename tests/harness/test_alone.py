"""A case planned with all others is what it is when tftest plans it alone, and nothing asks the network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tftest

from mlplatform.harness import composition, definitions, terraform_run, tree
from mlplatform.harness.planner import Planner
from mlplatform.harness.store import Store
from mlplatform.plan.reader import Plan

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("alone")]

TREE = tree.checkout()
CASES = [
    ("kms", "use_case"),
    ("personas", "keys_and_network_of_the_same_plan"),  # unknown values, and resources beside the module
    ("studio_network", "smallest_network"),
]


@pytest.fixture(name="together", scope="module")
def _together(tmp_path_factory: pytest.TempPathFactory) -> Planner:
    planner = Planner(TREE, Store(tmp_path_factory.mktemp("plans")))
    planner.prepare([module for module, _ in CASES])
    return planner


def alone(module: str, name: str) -> dict[str, Any]:
    (case,) = [case for case in definitions.cases(module, TREE) if case.name == name]
    head = {f"roots/case/{path.removeprefix('root/')}": text for path, text in TREE.head().items()}
    with terraform_run.workspace(head | {"roots/case/main.tf": case.text}) as folder:
        for called in TREE.closure([case.text]):
            terraform_run.copy_module(TREE.modules / called, folder / "modules" / called)
        binary = str(terraform_run.tools().binary)
        environment = terraform_run.environment()
        run = tftest.TerraformTest(str(folder / "roots" / "case"), binary=binary, env=environment)
        run.setup()
        return dict(run.plan(output=True, refresh=False))


@pytest.mark.parametrize(("module", "name"), CASES)
def test_planned_together_it_is_what_it_is_alone(together: Planner, module: str, name: str) -> None:
    raw = together.plan_of(module, name)
    assert isinstance(raw, dict), str(raw)
    one, other = Plan(raw), Plan(alone(module, name))
    assert len(one.everything) > 5
    assert {r.address: r for r in one.everything} == {r.address: r for r in other.everything}
    assert one.module_calls == other.module_calls
    for resource in other.resources():
        for attribute in ("policy", "kms_key_id", "security_group_id"):
            assert one.references(resource, attribute) == other.references(resource, attribute)


class Listener:
    """A proxy that notes every connection and answers none."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.seen = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.seen += 1
            connection.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"


@pytest.fixture(name="listener")
def _listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.socket.close()


def test_a_plan_asks_nothing_of_the_network(
    listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terraform = terraform_run._terraform
    plain = terraform_run.environment()
    through = plain | dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY"), listener.url)

    def behind(root: Path, provider: Any, *words: str) -> Any:
        # Where no mirror is kept, `init` fetches the provider; a plan has no such reason.
        monkeypatch.setattr(terraform_run, "environment", lambda: plain if words[0] == "init" else through)
        return terraform(root, provider, *words)

    monkeypatch.setattr(terraform_run, "_terraform", behind)
    with socket.create_connection(listener.socket.getsockname()):
        pass  # what is counted is counted
    planner = Planner(TREE, Store(tmp_path / "plans"))
    assert isinstance(planner.plan_of("kms", "minimal"), dict)
    assert listener.seen == 1


SHELL = {"AWS_ACCESS_KEY_ID": "a", "AWS_PROFILE": "a", "AWS_CA_BUNDLE": "a", "HTTPS_PROXY": "http://proxy"}


def test_terraform_is_told_of_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SHELL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    assert set(SHELL) & set(terraform_run.environment()) == {"HTTPS_PROXY"}  # it may lead to the registry


def test_terraform_is_not_led_to_an_embedded_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SHELL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://aws:4566")
    assert not {*SHELL, "AWS_ENDPOINT_URL"} & set(terraform_run.environment())


REGION = 'data "aws_region" "this" {}\noutput "region" {\n  value = data.aws_region.this.name\n}\n'


def test_a_case_with_a_provider_configuration_of_its_own_stands_beside_the_others() -> None:
    (case,) = [case for case in definitions.cases("kms", TREE) if case.name == "minimal"]
    frankfurt = TREE.provider[TREE.provider.index('provider "aws"') :].replace("eu-west-2", "eu-central-1")
    texts = {"ours": f"{case.text}\n{REGION}", "own": f"{case.text}\n{REGION}\n{frankfurt}"}
    attempt = composition.plan_together(
        TREE, {name: replace(case, text=text) for name, text in texts.items()}
    )
    assert attempt.answers is not None, attempt.diagnostics
    regions = {name: Plan(raw).outputs["region"] for name, raw in attempt.answers.items()}
    assert regions == {"ours": "eu-west-2", "own": "eu-central-1"}
