"""SM-07: no Docker in Studio, or only with images of the bank's own accounts."""

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.ml.sagemaker import DOMAIN
from mlplatform.gate.world import Subject
from mlplatform.plan.reader import UNKNOWN

CONCERNS = (DOMAIN,)
_DOCKER = "domain_settings.0.docker_settings.0"


def check(domain: Subject) -> Answers:
    if domain.text(f"{_DOCKER}.enable_docker_access") != "ENABLED":
        yield held("Docker is off")
        return
    trusted = domain.items(f"{_DOCKER}.vpc_only_trusted_accounts")
    if not trusted:
        yield failed("Docker is on, and vpc_only_trusted_accounts names no account")
    for account in trusted:
        ours = None if account == UNKNOWN else accounts.is_ours(str(account), domain)
        if ours is None:
            yield undecided(f"Docker is on; whether trusted account {account} is the bank's cannot be told")
        elif ours:
            yield held()
        else:
            yield failed(f"Docker is on, and trusts {account}, which is no account of the bank")
