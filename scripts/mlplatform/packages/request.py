"""Draft a request: the whole closure of a version, with all that its approvers have to know of it."""

from __future__ import annotations

import email.utils
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from packaging.metadata import RawMetadata
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version as Number

from mlplatform.errors import BadInput
from mlplatform.packages import licences, resolve
from mlplatform.packages.files import Say, key_of
from mlplatform.packages.index import PARALLEL, Index, Listed
from mlplatform.packages.record import File, Policy, Request, Version


def draft(
    requirement: str,
    *,
    requester: str,
    because: str,
    use_cases: Sequence[str],
    policy: Policy,
    index: Index,
    now: datetime,
    say: Say = lambda _: None,
) -> Request:
    """A request for ``NAME==VERSION``, resolved for every target of the policy. No package's code is run."""
    name, number = key_of(requirement)
    if policy.is_internal(name):
        raise BadInput(
            f"{name}: is a name of the bank's own ({', '.join(policy.internal_prefixes)}); "
            "allowed: names from outside. What the bank makes is published to the internal repository"
        )
    listed = {file.name: file for file in _of(index, name, number)}
    number = next(iter(listed.values())).version  # 2.0 where 2.0.0 was asked for
    sources = [file for file in listed.values() if not file.name.endswith(".whl")]
    if len(sources) == len(listed):
        say(f"{name}=={number}: has no wheel, only a source distribution")
        versions = [_version(name, number, sources[:1], index)]
    else:
        versions = _closure(f"{name}=={number}", policy, index, say)
    return Request(
        package=name,
        version=number,
        requester=requester,
        requested=now,
        because=because,
        use_cases=tuple(sorted(set(use_cases))),
        targets=policy.targets,
        closure=tuple(_with_needs(versions)),
    )


def _of(index: Index, name: str, number: str) -> list[Listed]:
    files = index.project(name)
    if not files:
        raise BadInput(f"{name}: the index {index.shown} knows no such package")
    files = [file for file in files if file.version and file.package == name]
    found = [file for file in files if Number(file.version) == Number(number)]
    if not found:
        newest = sorted({file.version for file in files}, key=_order)[-3:]
        known = f"the newest are {', '.join(newest)}" if newest else "the index has no file of it"
        raise BadInput(f"{name}=={number}: is no version of it; {known}")
    return found


def _order(number: str) -> tuple[bool, object]:
    return (not Number(number).is_prerelease, Number(number))


def _closure(requirement: str, policy: Policy, index: Index, say: Say) -> list[Version]:
    wheels: dict[tuple[str, str], dict[str, str]] = {}
    for target in policy.targets:
        say(f"{requirement}: resolved for Python {target.python}, {target.platform}")
        for chosen in resolve.closure(requirement, target, index):
            wheels.setdefault((chosen.name, chosen.version), {}).update(chosen.wheels)
    return _parallel(lambda key: _listed_version(*key, wheels[key], index, say), sorted(wheels))


def _listed_version(name: str, number: str, wheels: dict[str, str], index: Index, say: Say) -> Version:
    listed = {file.name: file for file in index.project(name)}
    found = []
    for file, sha256 in sorted(wheels.items()):
        if file in listed and not listed[file].sha256:
            raise BadInput(f"{file}: the index tells no SHA-256 of it; allowed: an index that does")
        if file not in listed or listed[file].sha256 != sha256:
            raise BadInput(f"{name}=={number}: the index told two things of {file}; ask it again")
        found.append(listed[file])
    version = _version(name, number, found, index)
    say(f"{version.key}: looked up")
    return version


def _version(name: str, number: str, files: Sequence[Listed], index: Index) -> Version:
    said = index.metadata(files[0])
    return Version(
        name=canonicalize_name(name),
        version=number,
        licence=licences.told(said),
        maintainers=_maintainers(said),
        requires_dist=tuple(said.get("requires_dist", ())),
        requires_python=said.get("requires_python"),
        yanked=next((file.yanked for file in files if file.yanked is not None), None),
        files=tuple(_file(file, index) for file in files),
    )


def _file(file: Listed, index: Index) -> File:
    if not file.sha256:
        raise BadInput(f"{file.name}: the index tells no SHA-256 of it; allowed: an index that does")
    return File(
        name=file.name,
        sha256=file.sha256,
        size=file.size or 0,
        uploaded=file.uploaded,
        provenance=index.publisher(file),
    )


def _maintainers(said: RawMetadata) -> tuple[str, ...]:
    """Those that the metadata names, authors first; an address stands only for whoever has no name."""
    plain = [said.get("author", "").strip(), said.get("maintainer", "").strip()]
    plain = [name for name in plain if name.upper() not in ("", "UNKNOWN")]
    fields = [said.get("author_email", ""), said.get("maintainer_email", "")]
    addresses = email.utils.getaddresses(fields)
    people = [*plain, *(name.strip() or ("" if plain else address) for name, address in addresses)]
    return tuple(dict.fromkeys(one for one in people if one))


def _with_needs(versions: Sequence[Version]) -> Iterable[Version]:
    """Each version with the names of the closure that it asks for."""
    names = {version.name for version in versions}
    for version in versions:
        needs = {need for text in version.requires_dist if (need := _needed(text)) in names}
        yield version.model_copy(update={"requires": tuple(sorted(needs - {version.name}))})


def _needed(text: str) -> str:
    try:
        return canonicalize_name(Requirement(text).name)
    except InvalidRequirement:
        return ""


def _parallel(work: Callable[[tuple[str, str]], Version], keys: Sequence[tuple[str, str]]) -> list[Version]:
    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(work, keys))
