"""Where an operation happens: the table, the shelf, the caller; and the hooks on what happens there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from mlplatform.local_aws.table import Table
from mlplatform.local_aws.world import Caller, Record, Shelf


@dataclass(frozen=True)
class Scene:
    """All that the engine needs to answer one request."""

    table: Table
    shelf: Shelf
    caller: Caller

    def records(self, noun: str) -> list[Record]:
        """The records of a noun here."""
        return self.shelf.records[noun]


Hook = Callable[[Scene, Record, Record], None]  # scene, record, request
Special = Callable[[Scene, Record], Record]  # scene, request -> response

Preparation = Callable[[Scene, Record], None]  # scene, request

_preparations: dict[tuple[str, str], Preparation] = {}
_created: dict[tuple[str, str], list[Hook]] = defaultdict(list)
_deleted: dict[tuple[str, str], list[Hook]] = defaultdict(list)
_specials: dict[tuple[str, str], Special] = {}


def after_create(service: str, noun: str) -> Callable[[Hook], Hook]:
    """Register what else happens when a resource is made."""

    def register(hook: Hook) -> Hook:
        _created[(service, noun)].append(hook)
        return hook

    return register


def after_delete(service: str, noun: str) -> Callable[[Hook], Hook]:
    """Register what else happens when a resource ends."""

    def register(hook: Hook) -> Hook:
        _deleted[(service, noun)].append(hook)
        return hook

    return register


def operation(service: str, name: str) -> Callable[[Special], Special]:
    """Register an operation that is none of create, read, update, delete and list."""

    def register(special: Special) -> Special:
        _specials[(service, name)] = special
        return special

    return register


def preparation(service: str, name: str) -> Callable[[Preparation], Preparation]:
    """Register what an operation has to wait for, as the network: it is done before the lock is taken."""

    def register(prepare: Preparation) -> Preparation:
        _preparations[(service, name)] = prepare
        return prepare

    return register


def prepared(service: str, name: str) -> Preparation | None:
    """What an operation has to wait for, if anything."""
    return _preparations.get((service, name))


def created_hooks(service: str, noun: str) -> list[Hook]:
    """The hooks to run after a creation."""
    return _created.get((service, noun), [])


def deleted_hooks(service: str, noun: str) -> list[Hook]:
    """The hooks to run after a deletion."""
    return _deleted.get((service, noun), [])


def special(service: str, name: str) -> Special | None:
    """The registered operation, if there is one."""
    return _specials.get((service, name))


def special_names(service: str) -> set[str]:
    """The operations registered for a service."""
    return {name for owner, name in _specials if owner == service}
