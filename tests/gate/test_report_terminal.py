"""What a terminal shows, and what stands in a file instead."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from gate.small_report import FINE, TAKEN, hostile_report, small_report
from mlplatform.gate.reports import terminal


def coloured(report: object) -> str:
    to = io.StringIO()
    console = Console(
        file=to, force_terminal=True, color_system="truecolor", width=40, highlight=False, soft_wrap=True
    )
    for renderable in terminal.renderables(report):  # type: ignore[arg-type]
        console.print(renderable)
    return to.getvalue()


def test_findings_stand_first_with_their_evidence_and_remedy_and_the_verdict_last() -> None:
    assert (
        terminal.text(small_report())
        == """\
critical  IAM-01  What IAM-01 asks holds (`iam-01`).
  fail  prod/credit_risk: aws_iam_policy.wide["a"]
    aws_iam_policy.wide["a"] is not as IAM-01 asks
      {"Sid": "All", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Principal": {"AWS": "*"}, "Resource": ["arn:aws:s3:::bank-data", "arn:aws:s3:::bank-data/*"]}
  remedy: Set what_iam_01 = "On".

high      NET-01  What NET-01 asks holds (`net-01`).
  new fail  dev/credit_risk: aws_subnet.open
    a way leads to the internet
      route table aws_route_table.workload
      aws_route.default: 0.0.0.0/0
      internet
  remedy: Set what_net_01 = "On".

medium    S3-01  What S3-01 asks holds (`s3-01`).
  new undecided  dev/credit_risk: aws_s3_bucket.later
    bucket is known only after apply
  remedy: Set what_s3_01 = "On".

Excepted: 1 finding
  S3-01  dev/credit_risk: aws_s3_bucket.website
    until 2027-02-10, web-team: The public website is meant to be read.

Against the base: 2 findings not in the base plan, 1 resolved
  resolved  SM-01  dev/credit_risk: aws_sagemaker_domain.old

No resource for 1 control: SM-02
Judged: dev/credit_risk (dev), 12 resources, roots/dev/plan.json
Judged: prod/credit_risk (prod), 9 resources, roots/prod/plan.json
checkov: 3.3.30, 45 checks
3 findings: 1 critical, 1 high, 1 medium. 6 pass, 1 excepted.
"""
    )


def test_a_report_without_findings_is_short() -> None:
    report = replace(small_report(new=None, resolved=(), unmatched=()), results=(TAKEN, *FINE))
    assert terminal.text(report).splitlines()[-1] == "No findings. 6 pass, 1 excepted."


def test_colour_is_for_a_terminal_alone_and_nothing_is_cut_to_its_width() -> None:
    text, colour = terminal.text(small_report()), coloured(small_report())
    assert "\x1b[" in colour
    assert "\x1b" not in text
    assert '"arn:aws:s3:::bank-data/*"' in colour


def test_hostile_names_neither_colour_nor_move_anything() -> None:
    text = terminal.text(hostile_report())
    assert all(line.isprintable() for line in text.split("\n"))
    assert "\\x1b[31m" in text
    assert "[red]markup[/red]" in text  # as it stands, not as colour
    assert "bell \\x07 escape \\x1b[31m null" in coloured(hostile_report())
