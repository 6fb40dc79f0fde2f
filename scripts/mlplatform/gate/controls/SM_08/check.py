"""SM-08: Canvas neither deploys, nor calls generative AI, nor signs in elsewhere, nor registers elsewhere."""

from mlplatform.gate.answers import Answers, failed, held
from mlplatform.gate.expect import equal
from mlplatform.gate.ml.sagemaker import DOMAIN, PROFILE, inside
from mlplatform.gate.world import Subject

CONCERNS = (DOMAIN, PROFILE)
_ROLES = {
    "generative_ai_settings.0.amazon_bedrock_role_arn": "calls Amazon Bedrock",
    "model_register_settings.0.cross_account_model_register_role_arn": "registers models in another account",
}


def check(subject: Subject) -> Answers:
    canvas = inside(subject, "canvas_app_settings")
    if not canvas:
        # A profile without these settings takes the domain's.
        if subject.type == DOMAIN:
            yield failed("canvas_app_settings are not set, so what Canvas may do is left to AWS")
        return
    yield equal(subject, f"{canvas}.direct_deploy_settings.0.status", "DISABLED", absent="what it likes")
    for path, word in _ROLES.items():
        role = subject.text(f"{canvas}.{path}")
        yield failed(f"Canvas {word}, as {role}") if role else held()
    for source in subject.blocks(f"{canvas}.identity_provider_oauth_settings"):
        yield equal(subject, f"{source}.status", "DISABLED", absent="ENABLED")
