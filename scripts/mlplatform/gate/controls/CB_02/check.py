"""CB-02: a build is encrypted, keeps its secrets and is nobody's but the bank's."""

from mlplatform.gate.answers import Answers, held
from mlplatform.gate.delivery import codebuild
from mlplatform.gate.delivery.codebuild import off
from mlplatform.gate.expect import one_of, our_key
from mlplatform.gate.world import Subject

CONCERNS = ("aws_codebuild_project", "aws_codebuild_source_credential", "aws_codebuild_report_group")


def check(subject: Subject) -> Answers:
    if subject.type == "aws_codebuild_source_credential":
        # Any other kind stands in clear text in the configuration and in the state.
        yield one_of(subject, "auth_type", ("CODECONNECTIONS", "SECRETS_MANAGER"))
    elif subject.type == "aws_codebuild_report_group":
        yield from _reports(subject)
    else:
        yield our_key(subject, "encryption_key", absent="a key that it manages for S3")
        yield one_of(subject, "project_visibility", ("PRIVATE",), absent="PRIVATE")
        yield off(subject, "environment.0.privileged_mode")
        for kind in ("artifacts", "secondary_artifacts"):
            for block in subject.blocks(kind):
                yield off(subject, f"{block}.encryption_disabled")
        for kind in ("source", "secondary_sources"):
            for block in subject.blocks(kind):
                yield off(subject, f"{block}.insecure_ssl")
                yield codebuild.location(subject, f"{block}.location")
        yield from codebuild.variables(subject)
        yield from codebuild.logs(subject)


def _reports(group: Subject) -> Answers:
    if group.text("export_config.0.type") != "S3":
        yield held()
        return
    for block in group.blocks("export_config.0.s3_destination"):
        yield off(group, f"{block}.encryption_disabled")
        yield our_key(group, f"{block}.encryption_key")
