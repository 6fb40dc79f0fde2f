"""SM-06: notebooks are not shared, or into a bucket of the plans under a key of the bank."""

from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.expect import our_key
from mlplatform.gate.ml.sagemaker import DOMAIN, PROFILE, inside, is_unknown
from mlplatform.gate.world import Subject

CONCERNS = (DOMAIN, PROFILE)


def check(subject: Subject) -> Answers:
    sharing = inside(subject, "sharing_settings")
    if not sharing:
        # Without SharingSettings SageMaker shares nothing; a profile without takes what its domain says.
        if subject.type == DOMAIN:
            yield held("nothing is shared")
        return
    allowed = subject.text(f"{sharing}.notebook_output_option") == "Allowed"
    path = f"{sharing}.s3_output_path"
    if is_unknown(subject, path):
        yield undecided(
            f"{path} is known only after apply; made from the bucket's `bucket`, it would be in the plan"
        )
    elif subject.text(path):
        yield from _place(subject, sharing, subject.text(path))
    elif allowed:
        yield failed("notebooks are shared with their output, and s3_output_path does not say where")
    else:
        yield held()


def _place(subject: Subject, sharing: str, path: str) -> Answers:
    bucket = path.removeprefix("s3://").partition("/")[0]
    if not path.startswith("s3://") or not subject.world.named(bucket, "aws_s3_bucket"):
        yield failed(f"notebooks are shared into {path}, which is in no bucket of these plans")
    yield our_key(subject, f"{sharing}.s3_kms_key_id", absent="a key of AWS")
