"""SM-30: monitoring runs where and how the bank wants it, whoever defines it."""

from mlplatform.gate.answers import Answers, held, undecided
from mlplatform.gate.holding import callers, demands
from mlplatform.gate.holding.rules import all_hold
from mlplatform.gate.ml.sagemaker import MONITORS
from mlplatform.gate.world import Subject

SCHEDULE = "aws_sagemaker_monitoring_schedule"
CONCERNS = (*callers.CALLERS, SCHEDULE)
KINDS = ("DataQuality", "ModelBias", "ModelExplainability", "ModelQuality")
ACTIONS = (
    *(f"sagemaker:Create{kind}JobDefinition" for kind in KINDS),
    "sagemaker:CreateMonitoringSchedule",
    "sagemaker:UpdateMonitoringSchedule",
)


def check(subject: Subject) -> Answers:
    if subject.type == SCHEDULE:
        yield from _scheduled(subject)
    elif not callers.is_platform(subject):
        rules = callers.rules(subject)
        yield from all_hold(rules, ACTIONS, demands.JOB, callers.is_our_key(subject.world))
        if rules.speak_of(ACTIONS):
            yield held("held by its conditions, or refused")


def _scheduled(schedule: Subject) -> Answers:
    path = "monitoring_schedule_config.0.monitoring_job_definition_name"
    if schedule.refers(path, *MONITORS):
        yield held("its definition is in these plans, and judged there (SM-27, SM-28, SM-29)")
    else:
        yield undecided(f"{path} is {schedule.text(path)}, which no plan defines: how it runs is not told")
