"""What AWS Backup takes: which selections reach a resource, and whether copies leave the account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mlplatform.gate.answers import Answer, Undecided, failed, held, undecided
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.iam.rights import arn_of
from mlplatform.gate.policy import is_symbol
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN

Tags = Mapping[str, str | None]
# What the value of a tag will look like, with zz for what only AWS knows.
_FORMS = {"ManagedByAmazonSageMakerResource": "arn:aws:sagemaker:zz:zz:domain/zz"}


def selected(world: World, resource: Subject, arn: str, tags: Tags | None) -> Answer:
    """Whether a selection of the plans takes a resource: by its ARN, a pattern, or a tag. ``arn`` has zz for
    what is not known of it; ``tags`` are None where they are not known, and so is the value of one."""
    doubts: list[str] = []
    for selection in world.of("aws_backup_selection"):
        try:
            if _left_out(selection, resource, arn):
                continue
            if _named(selection, resource, arn) and _conditions_hold(selection, tags):
                return held()
            if _tagged(selection, tags):
                return held()
        except Undecided as why:
            doubts.append(f"{selection}: {why.reason}")
    if is_symbol(arn):
        doubts.append("its name, by which a selection may take it, is known only after apply")
    return undecided(doubts[0]) if doubts else failed("is in no selection of AWS Backup")


def _named(selection: Subject, resource: Subject, arn: str) -> bool:
    return selection.is_set("resources") and _lists(selection, "resources", resource, arn)


def _left_out(selection: Subject, resource: Subject, arn: str) -> bool:
    return selection.is_set("not_resources") and _lists(selection, "not_resources", resource, arn)


def _lists(selection: Subject, path: str, resource: Subject, arn: str) -> bool:
    """Whether a list names a resource. One member that is known only after apply hides all the others."""
    listed = selection.raw(path)
    members = listed if isinstance(listed, list) else [listed]
    if any(each != UNKNOWN and glob(str(each), arn) for each in members):
        return True
    if UNKNOWN not in members:
        return False
    if resource.key in {meant.key for meant in selection.refers(path)}:
        return True
    raise Undecided(f"{path} holds something that is known only after apply, and may hold more")


def _tagged(selection: Subject, tags: Tags | None) -> bool:
    """Tags of a selection are alternatives; only equality selects."""
    for path in selection.blocks("selection_tag"):
        if _value(tags, selection.text(f"{path}.key")) == selection.text(f"{path}.value"):
            return True
    return False


def _conditions_hold(selection: Subject, tags: Tags | None) -> bool:
    """Conditions of a selection hold together; those of equality and likeness are followed."""
    if not selection.configured("condition"):
        return True
    for path in selection.blocks("condition"):
        for kind, is_wanted in (
            ("string_equals", True),
            ("string_like", True),
            ("string_not_equals", False),
            ("string_not_like", False),
        ):
            for line in selection.blocks(f"{path}.{kind}"):
                key = selection.text(f"{line}.key").removeprefix("aws:ResourceTag/")
                wanted = selection.text(f"{line}.value")
                if kind == "string_like" and _will_be_like(tags, key, wanted):
                    continue
                if glob(wanted, _value(tags, key)) is not is_wanted:
                    return False
    return True


def _will_be_like(tags: Tags | None, key: str, pattern: str) -> bool:
    """Whether a pattern takes every value that a tag can have which is known only after apply."""
    return tags is not None and key in tags and tags[key] is None and glob(pattern, _FORMS.get(key, ""))


def _value(tags: Tags | None, key: str) -> str:
    if tags is None or (key in tags and tags[key] is None):
        raise Undecided(f"selects by the tag {key}, which is known only after apply for the resource")
    return tags.get(key) or ""


def arn_with_stand_ins(resource: Subject, service: str, kind: str) -> str:
    """The ARN of a resource, with ``zz`` for what is not known; a symbol for a bucket without a name."""
    if resource.type == "aws_s3_bucket":
        name = resource.raw("bucket")
        return f"arn:aws:s3:::{name}" if name not in (None, "", UNKNOWN) else f"<{resource.address}>"
    known = arn_of(resource)
    return (
        known.replace("arn:*:", "arn:aws:").replace("*", "zz")
        if known
        else f"arn:aws:{service}:zz:zz:{kind}/zz"
    )


def copies(plan: Subject) -> Iterator[tuple[str, list[str]]]:
    """Each rule of a backup plan, and the paths of the vaults that it copies to."""
    for rule in plan.blocks("rule"):
        actions = plan.blocks(f"{rule}.copy_action")
        yield rule, [f"{action}.destination_vault_arn" for action in actions]
