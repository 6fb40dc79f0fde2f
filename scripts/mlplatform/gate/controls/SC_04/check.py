"""SC-04: people choose among what the platform offers, and from nothing else."""

import json

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery import catalog
from mlplatform.gate.world import Subject

CONCERNS = (catalog.PAIR, catalog.PRODUCT, catalog.ARTIFACT)


def check(subject: Subject) -> Answers:
    if subject.type == catalog.PAIR:
        yield from _limited(subject)
    else:
        for block in subject.blocks("provisioning_artifact_parameters") or [""]:
            path = f"{block}.disable_template_validation".lstrip(".")
            yield failed(f"{path} is true") if subject.known(path) is True else held()


def _limited(pair: Subject) -> Answers:
    products = pair.refers("product_id", catalog.PRODUCT)
    if any(product.raw("type") not in ("CLOUD_FORMATION_TEMPLATE", None) for product in products):
        yield undecided(f"{products[0]} is no CloudFormation template, and Service Catalog limits only those")
        return
    found = catalog.constraints(pair, "TEMPLATE")
    if not found:
        yield failed("no template constraint limits what people may choose")
    for constraint in found:
        if _asserts(catalog.parameters(constraint)):
            yield held(str(constraint))
        else:
            yield failed(f"{constraint} asserts nothing about a parameter", constraint.text("parameters"))


def _asserts(parameters: dict[str, object]) -> bool:
    """Whether a rule asserts something about a parameter."""
    rules = parameters.get("Rules")
    assertions = [
        assertion.get("Assert")
        for rule in (rules.values() if isinstance(rules, dict) else ())
        for assertion in rule.get("Assertions", [])
    ]
    return any('"Ref"' in json.dumps(each) for each in assertions)
