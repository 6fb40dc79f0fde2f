"""ECR-02: images come from and go to the organization alone."""

import re

from mlplatform.gate import accounts
from mlplatform.gate.answers import Answers, failed, held, undecided
from mlplatform.gate.stores import foreign
from mlplatform.gate.world import Subject

_POLICIES = {
    "aws_ecr_repository_policy": "policy",
    "aws_ecr_registry_policy": "policy",
    "aws_ecr_repository_creation_template": "repository_policy",
}
CONCERNS = (
    *_POLICIES,
    "aws_ecr_pull_through_cache_rule",
    "aws_ecr_replication_configuration",
    "aws_ecrpublic_repository",
)
_PRIVATE = re.compile(r"(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?")


def check(subject: Subject) -> Answers:
    if subject.type == "aws_ecrpublic_repository":
        yield failed("a public repository shows its images to the world")
    elif subject.type == "aws_ecr_pull_through_cache_rule":
        yield from _upstream(subject)
    elif subject.type == "aws_ecr_replication_configuration":
        yield from _replicated(subject)
    elif policy := subject.policy(_POLICIES[subject.type]):
        found = list(foreign.outsiders(subject, policy))
        yield from found or [held()]


def _upstream(rule: Subject) -> Answers:
    url = rule.text("upstream_registry_url")
    private = _PRIVATE.fullmatch(url)
    if not private:
        yield failed(f"it fetches images from {url}, whoever has put them there")
        return
    yield from _is_ours(rule, private[1], "fetches images from")


def _replicated(configuration: Subject) -> Answers:
    for block in configuration.blocks("replication_configuration"):
        for rule in configuration.blocks(f"{block}.rule"):
            for destination in configuration.blocks(f"{rule}.destination"):
                account = configuration.text(f"{destination}.registry_id")
                yield from _is_ours(configuration, account, "sends images to")


def _is_ours(subject: Subject, account: str, does: str) -> Answers:
    ours = accounts.is_ours(account, subject)
    if ours is None:
        yield undecided(f"neither the plan nor the settings tell whether account {account} is the bank's")
    else:
        yield held() if ours else failed(f"it {does} account {account}, which is not the bank's")
