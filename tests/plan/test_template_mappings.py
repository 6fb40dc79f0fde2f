"""Every property of every type with a mapping comes to an attribute that the provider has, or is spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from mlplatform.gate.ml.sagemaker import MONITORS
from mlplatform.gate.sweep import schema as sweep
from mlplatform.harness import tree
from mlplatform.plan.template import forms, mapping, translating
from mlplatform.plan.template.mapping import Kind, Part

KINDS = mapping.kinds()
PARTS = [(type, part) for type, kind in KINDS.items() for part in kind.every if part.makes]
WANTED = """
SageMaker: Domain UserProfile Space App StudioLifecycleConfig Model EndpointConfig Endpoint ModelPackageGroup Pipeline
 Project MonitoringSchedule DataQualityJobDefinition ModelQualityJobDefinition ModelBiasJobDefinition
 ModelExplainabilityJobDefinition
IAM: Role Policy ManagedPolicy RolePolicy
KMS: Key Alias
S3: Bucket BucketPolicy
Logs: LogGroup
EC2: SecurityGroup SecurityGroupIngress SecurityGroupEgress VPCEndpoint Subnet VPC InternetGateway NatGateway Route
CodeBuild: Project
CodePipeline: Pipeline
CodeCommit: Repository
CodeConnections: Connection
Events: Rule
SNS: Topic TopicPolicy
SQS: Queue QueuePolicy
CloudWatch: Alarm
ApplicationAutoScaling: ScalableTarget ScalingPolicy
Lambda: Function
ECR: Repository
SSM: Parameter
SecretsManager: Secret
EFS: FileSystem MountTarget AccessPoint
"""
_TYPES = {"string": "string", "boolean": "bool", "integer": "number", "number": "number"}


@pytest.fixture(scope="module")
def provider() -> Mapping[str, Any]:
    """The schemas of the provider's resources."""
    every = sweep.provider_schema(tree.checkout())["provider_schemas"]
    found: Mapping[str, Any] = next(v for k, v in every.items() if k.endswith("hashicorp/aws"))
    return found["resource_schemas"]  # type: ignore[no-any-return]


def test_the_types_that_products_need_have_a_mapping() -> None:
    services = WANTED.replace("\n ", " ").strip().splitlines()
    wanted = {f"AWS::{s.split(':')[0]}::{name}" for s in services for name in s.split(":")[1].split()}
    assert wanted <= set(KINDS)


@pytest.mark.parametrize(
    ("type", "part"), PARTS, ids=[f"{type} {part.makes} {part.of}" for type, part in PARTS]
)
def test_every_property_comes_to_an_attribute_or_is_spoken_of(
    type: str, part: Part, provider: Mapping[str, Any]
) -> None:
    whole = translating.schema(type)
    assert whole is not None, f"{type} is no type of CloudFormation"
    if part.makes in MONITORS and part.makes not in provider:
        return  # asked about by its own name
    block = provider[part.makes]["block"]
    assert not list(_unmapped(type, part, whole, block))
    for attribute in (*part.link, *part.absent):
        assert _at(block, attribute) is not None, f"{part.makes} has no {attribute}"


@pytest.mark.parametrize(
    ("type", "part"), PARTS, ids=[f"{type} {part.makes} {part.of}" for type, part in PARTS]
)
def test_what_a_mapping_names_is_a_property(type: str, part: Part) -> None:
    whole = translating.schema(type) or {}
    node = _down(whole, part)
    for path in {*part.names, *part.forms, *part.beyond, *part.unsaid} - {""}:
        if part.makes not in MONITORS:
            here: Any = whole if path in part.also else node
            for step in path.split("."):
                here = _inner(whole, here).get(step)
                assert here is not None, f"{type} has no {path}"
    assert set(part.forms.values()) <= set(forms.FORMS)


@pytest.mark.parametrize(
    "type", [type for type, kind in KINDS.items() if kind.makes and "::" not in kind.makes]
)
def test_what_ref_and_getatt_give_is_an_attribute(type: str, provider: Mapping[str, Any]) -> None:
    kind = KINDS[type]
    block = provider[kind.makes]["block"]
    for attribute in (kind.ref, *kind.gives.values(), *kind.known):
        assert _at(block, attribute) is not None, f"{kind.makes} has no {attribute}"


def _unmapped(type: str, part: Part, whole: Mapping[str, Any], block: Any) -> Iterator[str]:
    node = _down(whole, part)
    if part.item or mapping.form(part, "") or not _inner(whole, node):
        if _at(block, part.item or part.to) is None:
            yield f"{part.of} -> {part.item or part.to}: no such attribute"
        return
    own = _of_aws(whole) if not part.of else set()
    yield from _walked(type, part, whole, node, "", part.to, block, own)


def _of_aws(whole: Mapping[str, Any]) -> set[str]:
    """Properties that AWS tells and nobody sets."""
    return {path.split("/")[2] for path in whole.get("readOnlyProperties", []) if path.count("/") == 2}


def _walked(
    type: str, part: Part, whole: Mapping[str, Any], node: Any, path: str, to: str, block: Any, told: set[str]
) -> Iterator[str]:
    for name, inner in _inner(whole, node).items():
        here = f"{path}.{name}" if path else name
        if (not path and name in told) or (not part.of and not path and name in translating.of_parts(type)):
            continue
        if mapping.dropped(part, type, here):
            continue
        attribute = mapping.attribute(part, type, here)
        where = ".".join(each for each in (to, attribute) if each)
        yield from _compared(type, part, whole, inner, here, where, attribute, block)


def _compared(
    type: str,
    part: Part,
    whole: Mapping[str, Any],
    inner: Any,
    here: str,
    where: str,
    attribute: str,
    block: Any,
) -> Iterator[str]:
    found = _at(block, where) if attribute else block
    holds = _inner(whole, inner)
    if found is None:
        yield f"{here} -> {where}: no such attribute"
    elif mapping.form(part, here):
        return
    elif holds and (attribute == "" or _object(found)):
        if here.count(".") < 9:  # schemas that hold themselves have no end
            yield from _walked(type, part, whole, inner, here, where, block, set())
    elif holds or _object(found):
        yield f"{here} -> {where}: one is an object, the other is none"
    else:
        kind = translating.resolved(whole, inner).get("type")
        if isinstance(kind, str) and kind in _TYPES and found.get("type") != _TYPES[kind]:
            yield f"{here} -> {where}: is {kind}, and there {found.get('type')}"


def _down(whole: Mapping[str, Any], part: Part) -> Any:
    node: Any = whole
    for step in part.of.split(".") if part.of else []:
        node = _inner(whole, node)[step]
    return node


def _inner(whole: Mapping[str, Any], node: Any) -> dict[str, Any]:
    """The properties of an object, or of what a list holds; those of every alternative."""
    node = translating.resolved(whole, node)
    while node.get("type") == "array":
        node = translating.resolved(whole, node.get("items", {}))
    found = dict(node.get("properties", {}))
    for alternatives in ("oneOf", "anyOf", "allOf"):
        for each in node.get(alternatives, []):
            found |= translating.resolved(whole, each).get("properties", {})
    return found


def _object(found: Mapping[str, Any]) -> bool:
    return "block_types" in found or "attributes" in found or _nested(found) is not None


def _nested(attribute: Mapping[str, Any]) -> dict[str, Any] | None:
    if "nested_type" in attribute:
        return dict(attribute["nested_type"])
    kind = attribute.get("type")
    while isinstance(kind, list) and kind[0] in ("list", "set"):
        kind = kind[1]
    if isinstance(kind, list) and kind[0] == "object":
        return {"attributes": {name: {"type": inner} for name, inner in kind[1].items()}}
    return None


def _at(block: Any, path: str) -> Any:
    """The block or the attribute at a path of the provider's schema."""
    here = block
    for step in (step for step in path.split(".") if not step.isdigit()):
        inside = here if "attributes" in here or "block_types" in here else _nested(here) or {}
        here = (inside.get("block_types") or {}).get(step, {}).get("block") or (
            inside.get("attributes") or {}
        ).get(step)
        if here is None:
            return None
    return here


def test_a_type_says_what_it_makes_once() -> None:
    assert not set(KINDS) & set(mapping.nothing())
    assert all(isinstance(kind, Kind) for kind in KINDS.values())
