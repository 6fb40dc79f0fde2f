"""SM-25: a production endpoint outlives the loss of an Availability Zone."""

from collections.abc import Iterator
from dataclasses import replace

from mlplatform.gate import environments
from mlplatform.gate.answers import Answer, Answers, failed, held, undecided
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("aws_sagemaker_endpoint_configuration",)
ENOUGH = 2


def check(configuration: Subject) -> Answers:
    if environments.of(configuration) == "other":
        yield held("it is not in production")
        return
    for variant in configuration.blocks("production_variants"):
        if configuration.blocks(f"{variant}.serverless_config"):
            yield held("AWS spreads what runs without servers")
            continue
        yield _enough(configuration, f"{variant}.initial_instance_count")
        for scaling in configuration.blocks(f"{variant}.managed_instance_scaling"):
            if configuration.text(f"{scaling}.status") != "DISABLED":
                yield _enough(configuration, f"{scaling}.min_instance_count")
    for target in _targets(configuration):
        answer = _enough(target, "min_capacity")
        yield replace(answer, reason=f"{target}: {answer.reason}" if answer.reason else "")


def _targets(configuration: Subject) -> Iterator[Subject]:
    """What scales the variants of the endpoints that run by this configuration."""
    endpoints = configuration.attached("aws_sagemaker_endpoint", "endpoint_config_name")
    for target in configuration.world.of("aws_appautoscaling_target") if endpoints else ():
        if target.raw("service_namespace") in ("sagemaker", UNKNOWN):
            resource = target.raw("resource_id")
            named = [f"endpoint/{endpoint.raw('name')}/variant/" for endpoint in endpoints]
            made = target.refers("resource_id", "aws_sagemaker_endpoint") if resource == UNKNOWN else []
            if str(resource).startswith(tuple(named)) or set(endpoints) & set(made):
                yield target


def _enough(configuration: Subject, path: str) -> Answer:
    count = configuration.raw(path)
    if count == UNKNOWN:
        return undecided(f"{path} is known only after apply; at least {ENOUGH} are needed")
    if count is None:
        return failed(f"{path} is not set; at least {ENOUGH} are needed")
    return held() if count >= ENOUGH else failed(f"{path} is {count}; at least {ENOUGH} are needed")
