"""Templates for tests: written into a file, changed in one place, judged without scanners."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mlplatform.gate import catalogue, run
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Report
from mlplatform.gate.run import Given
from mlplatform.gate.settings import Settings
from mlplatform.gate.templates import judging
from mlplatform.gate.templates.given import Templates
from mlplatform.plan.template import source, worlds

FOLDER = Path(__file__).with_name("templates")
ENVIRONMENT = FOLDER / "environment.yaml"
DOMAIN = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Environment: {Type: String, AllowedValues: [dev, test, prod]}
  Access: {Type: String}
  KeyArn: {Type: String}
Conditions:
  IsDev: !Equals [!Ref Environment, dev]
Resources:
  Domain:
    Type: AWS::SageMaker::Domain
    Properties:
      DomainName: studio
      AuthMode: SSO
      AppNetworkAccessType: !If [IsDev, PublicInternetOnly, VpcOnly]
      KmsKeyId: !Ref KeyArn
      DefaultUserSettings:
        ExecutionRole: arn:aws:iam::111122223333:role/studio
"""


def body(path: Path = ENVIRONMENT) -> dict[str, Any]:
    """A template as JSON has it, to change something in it."""
    found: dict[str, Any] = json.loads(json.dumps(source.read(path).body))
    return found


def changed(template: dict[str, Any], where: str, *put: Any) -> dict[str, Any]:
    """The template with something else at ``Resource.Property.0.Inner``, or without it."""
    logical, *steps = where.split(".")
    here: Any = template["Resources"][logical]["Properties"]
    for step in steps[:-1]:
        here = here[int(step)] if step.isdigit() else here.setdefault(step, {})
    last: Any = int(steps[-1]) if steps[-1].isdigit() else steps[-1]
    if put:
        here[last] = put[0]
    else:
        del here[last]
    return template


def results(
    path: Path, controls: tuple[str, ...] = (), given: Mapping[str, Any] | None = None
) -> list[Result]:
    """What controls say of a template; every control where none is named."""
    templates = Templates({"template": worlds.read(path, given, "template", "parameters.json")})
    asked = [control for control in catalogue.load() if not controls or control.id in controls]
    judged = judging.judged([], templates, Settings.unsaid(), asked, lambda _: None)
    return [result for result in judged.results if not controls or result.control in controls]


def judged(plans: dict[str, Path], **given: Any) -> Report:
    """A whole run over plans and templates, without checkov."""
    return run.run(Given(plans, given.pop("settings", Settings.unsaid()), checkov=False, **given))


def answers(path: Path, control: str, given: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Address => status, of one control."""
    return {result.address: result.status for result in results(path, (control,), given)}


def written(path: Path, text: str | Mapping[str, Any]) -> Path:
    """A template in a file: text as YAML, a mapping as JSON."""
    path.write_text(text if isinstance(text, str) else json.dumps(text))
    return path
