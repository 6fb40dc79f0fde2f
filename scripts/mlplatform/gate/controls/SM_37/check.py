"""SM-37: only people of the bank see what a flow definition shows."""

import re

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_sagemaker_flow_definition",)
_TEAM = re.compile(r"arn:[^:]+:sagemaker:[^:]+:([0-9]{12}):workteam/private-crowd/[^/]+")


def check(flow: Subject) -> Answers:
    for output in flow.blocks("output_config"):
        yield our_key(flow, f"{output}.kms_key_id", absent="what the bucket is set to")
    for loop in flow.blocks("human_loop_config"):
        if flow.blocks(f"{loop}.public_workforce_task_price"):
            yield failed(f"{loop}.public_workforce_task_price is set, which is for people whom nobody knows")
        yield from _team(flow, f"{loop}.workteam_arn")


def _team(flow: Subject, path: str) -> Answers:
    if flow.refers(path, "aws_sagemaker_workteam"):
        yield held("a team of these plans, whose members are the bank's own users")
        return
    found = _TEAM.fullmatch(flow.text(path))
    if not found:
        yield failed(f"{path} is {flow.text(path)}, which is no private team")
        return
    ours = accounts.is_ours(found[1], flow)
    if ours is None:
        yield undecided(f"{path}: the settings do not say whether account {found[1]} is the bank's")
    elif not ours:
        yield failed(f"{path} is a team of account {found[1]}, which is not the bank's")
