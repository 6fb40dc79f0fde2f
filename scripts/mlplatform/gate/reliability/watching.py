"""Which calls to AWS raise an alarm: by a rule of EventBridge with a target, a metric filter with an alarm.

A rule or filter that asks for more than the name of the call does not count for it: a call of that name which
does not meet the rest raises nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mlplatform.gate.answers import Undecided
from mlplatform.gate.iam.actions import glob
from mlplatform.gate.world import Subject, World

WATCHES = ("aws_cloudwatch_event_rule", "aws_cloudwatch_log_metric_filter")
_NAME = re.compile(r"\$\.eventName\s*=\s*\"?([A-Za-z0-9*]+)\"?")
_FIELD = re.compile(r"\$\.([A-Za-z.]+)")
_ROOT = re.compile(r"\$\.userIdentity\.type\s*=\s*\"?Root\"?")
_ELSE = re.compile(r"!=|\bNOT\b|\bIS\b")
_PLAIN_FIELDS = {"eventName", "eventSource"}
_ROOT_FIELDS = {"userIdentity.type", "userIdentity.invokedBy", "eventType"}


@dataclass(frozen=True)
class Watch:
    """A rule or filter: the names of calls that it sees, of services (``kms``; any where there are none), and
    what keeps it from raising an alarm."""

    subject: Subject
    names: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    sees_root: bool = False
    text: str = ""
    fault: str = ""
    unknown: str = ""

    def sees(self, service: str, name: str) -> bool:
        """Whether it sees a call, such as ``DisableKey`` of ``kms``."""
        return (not self.services or service in self.services) and any(glob(n, name) for n in self.names)


def watches(world: World) -> list[Watch]:
    """Every rule and filter of the plans that is about calls."""
    if "watches" not in world.kept:
        world.kept["watches"] = [watch for subject in world.of(*WATCHES) for watch in of(subject)]
    found: list[Watch] = world.kept["watches"]
    return found


def of(subject: Subject) -> Iterator[Watch]:
    """What a rule or filter watches; nothing where it is not about calls."""
    try:
        yield from _rule(subject) if subject.type == WATCHES[0] else _filter(subject)
    except Undecided as why:
        yield Watch(subject, unknown=f"{subject}: {why.reason}")


def unseen(world: World, service: str, names: Iterable[str]) -> list[str]:
    """The calls that nothing raises an alarm on."""
    working = [watch for watch in watches(world) if not watch.fault]
    return [name for name in names if not any(watch.sees(service, name) for watch in working)]


def doubts(world: World) -> list[str]:
    """Why there may be more alarms than can be seen."""
    return [watch.unknown for watch in watches(world) if watch.unknown]


def _rule(rule: Subject) -> Iterator[Watch]:
    text = rule.text("event_pattern")
    pattern = _object(text)
    detail = pattern.get("detail", {})
    kinds = _strings(pattern.get("detail-type"))
    if not any("via CloudTrail" in kind for kind in kinds) or not isinstance(detail, dict):
        return
    services = [source.removeprefix("aws.") for source in _strings(pattern.get("source"))]
    services += [source.partition(".")[0] for source in _strings(detail.get("eventSource"))]
    names = _strings(detail.get("eventName", ["*"])) if set(detail) <= _PLAIN_FIELDS else []
    identity = detail.get("userIdentity")
    root = set(detail) == {"userIdentity"} and identity == {"type": ["Root"]}
    yield Watch(rule, tuple(names), tuple(services), root, text, _fault_of_rule(rule))


def _fault_of_rule(rule: Subject) -> str:
    if rule.known("is_enabled") is False or rule.text("state") not in ("", "ENABLED", _WITH_READ):
        return f"{rule} is not enabled"
    bus = rule.text("event_bus_name")
    if bus not in ("", "default"):
        return f"{rule} listens to {bus}, where calls do not come"
    return "" if rule.attached("aws_cloudwatch_event_target", "rule") else f"{rule} has no target"


def _filter(filter: Subject) -> Iterator[Watch]:
    text = filter.text("pattern")
    fields = set(_FIELD.findall(text))
    names = _NAME.findall(text) if fields <= _PLAIN_FIELDS and not _ELSE.search(text) else []
    root = bool(_ROOT.search(text)) and fields <= _ROOT_FIELDS
    if not fields & {"eventName", "eventSource", "userIdentity.type"}:
        return
    services = re.findall(r"\$\.eventSource\s*=\s*\"?([a-z0-9]+)\.", text)
    yield Watch(filter, tuple(names), tuple(services), root, text, _fault_of_filter(filter))


def _fault_of_filter(filter: Subject) -> str:
    if not _reads_a_trail(filter):
        return f"{filter} reads {filter.text('log_group_name')}, to which no trail of these plans writes"
    made = {
        (filter.text(f"{path}.namespace"), filter.text(f"{path}.name"))
        for path in filter.blocks("metric_transformation")
    }
    for alarm in filter.world.of("aws_cloudwatch_metric_alarm"):
        if (alarm.text("namespace"), alarm.text("metric_name")) in made:
            if alarm.known("actions_enabled") is False or not alarm.is_set("alarm_actions"):
                return f"{alarm} tells nobody"
            return ""
    return f"{filter} has no alarm on its metric"


def _reads_a_trail(filter: Subject) -> bool:
    """Whether a filter's log group is one that a trail writes to; taken for one where no trail is planned."""
    trails = filter.world.of("aws_cloudtrail")
    groups = {group.key for group in filter.refers("log_group_name", "aws_cloudwatch_log_group")}
    for trail in trails:
        arn = trail.raw("cloud_watch_logs_group_arn")
        if isinstance(arn, str) and f":log-group:{filter.raw('log_group_name')}:" in f"{arn}:":
            return True
        if trail.is_set("cloud_watch_logs_group_arn"):
            written = trail.refers("cloud_watch_logs_group_arn", "aws_cloudwatch_log_group")
            if groups & {group.key for group in written}:
                return True
    return not trails


_WITH_READ = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _strings(value: Any) -> list[str]:
    """Names in a pattern, those with wildcards too; other forms of matching are left out."""
    found = []
    for each in value if isinstance(value, list) else []:
        if isinstance(each, str):
            found.append(each)
        elif isinstance(each, dict) and set(each) == {"wildcard"}:
            found.append(str(each["wildcard"]))
        elif isinstance(each, dict) and set(each) == {"prefix"}:
            found.append(f"{each['prefix']}*")
    return found
