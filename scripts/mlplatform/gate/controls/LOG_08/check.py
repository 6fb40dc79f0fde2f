"""LOG-08: logs of Studio and of jobs go to groups that the bank has made, and to no others."""

from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, judged, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.iam import identities
from mlplatform.gate.iam.identities import Identity
from mlplatform.gate.policy import Statement, is_symbol
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = ("aws_cloudwatch_log_group", "aws_iam_role", "aws_sagemaker_domain")
_GROUP = "aws_cloudwatch_log_group"
_STUDIO, _PREFIX = "/aws/sagemaker/studio", "/aws/sagemaker/"
_JOBS = "sagemaker.amazonaws.com"
_GENEROUS = (
    "/AdministratorAccess",
    "/AmazonSageMakerFullAccess",
    "/CloudWatchLogsFullAccess",
    "/PowerUserAccess",
)


def check(subject: Subject) -> Answers:
    if subject.type == "aws_sagemaker_domain":
        names = [group.raw("name") for group in subject.world.of(_GROUP)]
        if _STUDIO not in names and UNKNOWN in names:
            yield undecided(f"whether these plans make {_STUDIO} is not known: a group's name is not")
        else:
            yield judged(
                _STUDIO in names, f"these plans do not make {_STUDIO}: Studio makes it, without a key"
            )
    elif subject.type == _GROUP:
        if str(subject.raw("name")).startswith(_PREFIX):
            yield our_key(subject, "kms_key_id", absent="a key of CloudWatch")
    else:
        yield from _role(identities.of(subject))


def _role(role: Identity) -> Iterator[Answer]:
    """What a role that SageMaker takes on may do."""
    trusting = role.trust.statements if role.trust else ()
    is_readable = role.trust is not None and not any(_is_unknown(s) for s in trusting)
    if is_readable and not any(_JOBS in s.principals.get("Service", ()) for s in trusting):
        return
    made = {group.raw("name") for group in role.subject.world.of(_GROUP)}
    open = [right for right in role.rights("logs:CreateLogGroup") if _group(right.exact) not in made]
    certain = [right for right in open if right.certain]
    if not is_readable and open:
        yield undecided("whether SageMaker may take it on is not known, and it may make log groups")
    elif not is_readable:
        return
    elif certain:
        evidence = [str(right.statement) for right in certain[:2]]
        yield failed("may make log groups beside those of these plans (logs:CreateLogGroup)", *evidence)
    elif open:
        yield undecided(f"whether it may make log groups is not known: {open[0].why}")
    elif role.undecided:
        yield undecided(role.undecided[0])
    elif generous := [arn for arn in role.managed_arns if arn.endswith(_GENEROUS)]:
        yield failed(f"holds {generous[0]}, by which it may make log groups of any name")
    elif hidden := [arn for arn in role.managed_arns if "ReadOnly" not in arn]:
        yield undecided(f"holds {hidden[0]}, which is in no plan")
    else:
        yield held()


def _is_unknown(statement: Statement) -> bool:
    return any(is_symbol(id) for ids in statement.principals.values() for id in ids)


def _group(arn: str | None) -> str:
    return arn.partition(":log-group:")[2].partition(":")[0] if arn else ""
