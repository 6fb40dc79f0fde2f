"""SM-35: what a pipeline starts is held as what a person starts is."""

from mlplatform.gate.answers import Answers, Undecided, failed, held, undecided
from mlplatform.gate.holding import callers, demands
from mlplatform.gate.holding.rules import all_hold, is_refused
from mlplatform.gate.ml import job_requests
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_pipeline",)
WRITES = tuple(f"sagemaker:{name}" for name in ("CreatePipeline", "UpdatePipeline", "UpdatePipelineVersion"))
STARTS = tuple(f"sagemaker:{name}" for name in job_requests.STARTED)
STUDIO = (
    ("aws_sagemaker_domain", "default_user_settings.0.execution_role"),
    ("aws_sagemaker_user_profile", "user_settings.0.execution_role"),
)


def check(pipeline: Subject) -> Answers:
    yield from _role(pipeline)
    yield from _steps(pipeline)


def _role(pipeline: Subject) -> Answers:
    roles = pipeline.refers("role_arn", "aws_iam_role")
    if not roles:
        why = f"{pipeline.text('role_arn')} is no role of these plans, so what it may start is not told"
        yield undecided(f"role_arn: {why}") if pipeline.is_set("role_arn") else failed("role_arn is not set")
    for role in roles:
        yield from _not_an_authors(role)
        rules = callers.rules(role)
        yield from all_hold(rules, STARTS, demands.JOB, callers.is_our_key(role.world))


def _not_an_authors(role: Subject) -> Answers:
    trust = role.policy("assume_role_policy")
    for statement in trust.allowing() if trust else ():
        if set(statement.principals) - {"Service"} or statement.not_principals:
            yield failed(f"{role} is assumed by others than a service", str(statement))
    for action in WRITES:
        answer = is_refused(callers.rules(role), action)
        if answer.status != "pass":
            yield failed(f"{role} may write pipelines itself: {answer.reason}", *answer.path)
    for type, path in STUDIO:
        for user in role.world.of(type):
            try:
                if role in user.refers(path, "aws_iam_role"):
                    yield failed(f"{role} is also the role of {user}, whose users write pipelines")
            except Undecided:
                continue  # one that cannot be told names no role that it shares with this pipeline's


def _steps(pipeline: Subject) -> Answers:
    for location in pipeline.blocks("pipeline_definition_s3_location"):
        place = f"{pipeline.raw(f'{location}.bucket')}/{pipeline.raw(f'{location}.object_key')}"
        yield undecided(f"its definition is in {place}, and not in the plan")
    if not pipeline.raw("pipeline_definition"):
        return
    definition = job_requests.parsed(pipeline, "pipeline_definition")
    for request in job_requests.of_pipeline(definition.get("Steps")):
        if isinstance(request, str):
            yield undecided(request)
        else:
            yield from job_requests.judged(pipeline, request)
    yield held()
