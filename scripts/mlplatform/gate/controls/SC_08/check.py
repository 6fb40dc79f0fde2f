"""SC-08: products are the only way to what they make."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.delivery import catalog
from mlplatform.gate.holding import callers, demands
from mlplatform.gate.holding.rules import Rules, all_hold, is_refused
from mlplatform.gate.ml.job_requests import STARTED
from mlplatform.gate.world import Subject

CONCERNS = (catalog.PRINCIPAL,)
STACKS = ("CreateChangeSet", "CreateStack", "CreateStackInstances", "CreateStackSet", "ExecuteChangeSet")
CHANGES = ("UpdateStack", "UpdateStackSet")
# What products are for: it carries a role, a network or a key that no condition key of IAM holds for certain.
STANDING = (
    "CreateCluster",
    "CreateDomain",
    "CreateEndpoint",
    "CreateInferenceComponent",
    "CreateInferenceExperiment",
    "CreateMlflowTrackingServer",
    "CreateNotebookInstance",
    "CreatePartnerApp",
    "CreateUserProfile",
    "CreateWorkteam",
    "UpdateDomain",
    "UpdateNotebookInstance",
    "UpdateUserProfile",
)
NEVER = (*(f"cloudformation:{a}" for a in (*STACKS, *CHANGES)), *(f"sagemaker:{a}" for a in STANDING))
JOBS = tuple(f"sagemaker:{name}" for name in STARTED)


def check(link: Subject) -> Answers:
    found = link.refers("principal_arn", "aws_iam_role", "aws_iam_user", "aws_iam_group")
    if not found:
        yield undecided(f"what {link.text('principal_arn')} may do besides is in none of these plans")
    for principal in found:
        yield from _besides(principal, callers.rules(principal))
        yield held()


def _besides(principal: Subject, rules: Rules) -> Answers:
    found = {action: is_refused(rules, action) for action in NEVER}
    may = [action for action, answer in found.items() if answer.status == "fail"]
    if may:
        shown = ", ".join(may[:3]) + (f" and {len(may) - 3} more" if len(may) > 3 else "")
        yield failed(f"{principal} may call {shown} itself", *found[may[0]].path)
    for answer in found.values():
        if answer.status == "undecided":
            yield undecided(f"{principal}: {answer.reason}")
            break
    yield from all_hold(rules, JOBS, demands.JOB, callers.is_our_key(principal.world))
