"""REL-09: the role for emergencies asks for a second factor, lasts an hour, and rings a bell."""

import re
from collections.abc import Iterator

from mlplatform.gate.answers import Answer, Answers, failed, held, judged, undecided
from mlplatform.gate.policy import Statement
from mlplatform.gate.reliability import watching
from mlplatform.gate.world import Subject

CONCERNS = ("aws_iam_role",)
_NAME = re.compile(r"break[-_ ]?glass", re.IGNORECASE)
_LONGEST = 3600
_TAGS = ("aws:principaltag/", "aws:requesttag/")


def check(role: Subject) -> Answers:
    named = [role.raw("name"), role.raw("name_prefix"), role.address, *_tags(role)]
    if not any(_NAME.search(str(name)) for name in named):
        return
    seconds = role.known("max_session_duration")
    yield judged(
        int(seconds or _LONGEST) <= _LONGEST, f"a session lasts {seconds} seconds; allowed: {_LONGEST}"
    )
    trust = role.policy("assume_role_policy")
    for statement in trust.allowing() if trust else []:
        yield _asks_for_more(statement)
    yield from _rings(role)


def _tags(role: Subject) -> list[str]:
    tags = role.raw("tags")
    return [text for pair in tags.items() for text in map(str, pair)] if isinstance(tags, dict) else []


def _asks_for_more(statement: Statement) -> Answer:
    """Whether a statement of the trust asks for a second factor, or for a tag of the session."""
    if statement.conditions_unknown:
        return undecided("the conditions of its trust are known only after apply", str(statement))
    if any("*" in ids for ids in statement.principals.values()):
        return failed("its trust names everyone", str(statement))
    mfa = any(
        c.operator.lower() == "bool" and c.values == ("true",)
        for c in statement.on("aws:MultiFactorAuthPresent")
    )
    tagged = any(
        c.key.lower().startswith(_TAGS) and c.plain in ("stringequals", "stringlike") and not c.if_exists
        for c in statement.conditions
        if not c.set_operator and not any(set(value) <= {"*", "?"} for value in c.values)
    )
    why = "its trust asks neither for a second factor (Bool aws:MultiFactorAuthPresent true) nor for a tag"
    return judged(mfa or tagged, why, str(statement))


def _rings(role: Subject) -> Iterator[Answer]:
    """Whether taking it on raises an alarm, where the plans hold alarms on calls."""
    name = str(role.raw("name"))
    found = [
        w
        for w in watching.watches(role.world)
        if "AssumeRole" in w.text
        and "errorCode" not in w.text  # refused calls are not uses
        and (name in w.text or _NAME.search(w.text))
    ]
    working = [watch for watch in found if not watch.fault]
    if working:
        yield held()
    elif found:
        yield failed(f"its use raises no alarm: {found[0].fault}")
    elif watching.doubts(role.world) or not watching.watches(role.world):
        yield undecided("no rule or filter of these plans is seen to raise an alarm when it is taken on")
    else:
        yield failed("no alarm is raised when it is taken on")
