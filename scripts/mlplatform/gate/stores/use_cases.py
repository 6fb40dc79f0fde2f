"""Which use case something belongs to.

A use case is known by the tag ``use_case``, the provider's default tags included (``tags_all``). Without the
tag nobody can say whose a thing is; where no resource of the plans has it, the bank does not sort by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from mlplatform.gate import accounts
from mlplatform.gate.answers import Undecided
from mlplatform.gate.world import Subject, World
from mlplatform.plan.reader import UNKNOWN, Plan

TAG = "use_case"


def use_case(subject: Subject) -> str | None:
    """The use case of a resource; None where it has no such tag, undecided where that is not known yet."""
    return tag(subject, TAG)


def tag(subject: Subject, name: str) -> str | None:
    """The value of a tag of a resource, in its own tags or in the provider's default ones."""
    for attribute in ("tags_all", "tags"):
        given = subject.raw(attribute)
        if given == UNKNOWN and attribute == "tags_all":
            continue
        if given == UNKNOWN:
            raise Undecided(f"its tags are known only after apply, and with them its {name}")
        named = {_plain(key): value for key, value in given.items()} if isinstance(given, Mapping) else {}
        value = named.get(_plain(name))
        if value == UNKNOWN:
            raise Undecided(f"its tag {name} is known only after apply")
        if value:
            return str(value)
    return None


def tags(subject: Subject) -> Mapping[str, object]:
    """The tags of a resource, as far as they are known."""
    found = [subject.raw(attribute) for attribute in ("tags_all", "tags")]
    return next((each for each in found if isinstance(each, Mapping)), {})


def _plain(tag: str) -> str:
    """A tag without regard to how its words are put together: use_case, use-case, UseCase."""
    return re.sub(r"[^a-z]", "", tag.lower())


def is_sorted(world: World) -> bool:
    """Whether any resource of the plans says which use case it is of."""
    if "has use cases" not in world.kept:
        world.kept["has use cases"] = any(_has_tag(subject) for subject in world.subjects)
    return bool(world.kept["has use cases"])


def _has_tag(subject: Subject) -> bool:
    try:
        return use_case(subject) is not None
    except Undecided:
        return False


def of_plan(world: World, plan: Plan) -> str | None:
    """The use case that every tagged resource of a plan names; None where they name several, or none."""
    known: dict[int, str | None] = world.kept.setdefault("use cases of plans", {})
    if id(plan) not in known:
        found = {use_case(s) for s in world.subjects if s.plan is plan and _has_tag(s)}
        known[id(plan)] = found.pop() if len(found) == 1 else None
    return known[id(plan)]


def of_account(world: World, account: str) -> str | None:
    """The use case that an account is for, by the plans that are for it, or by what the bank says of it."""
    said = world.settings.account_use_cases.get(account)
    if said:
        return said
    found = {of_plan(world, plan) for plan in world.plans if accounts.of_plan(world, plan) == account}
    return found.pop() if len(found) == 1 else None
