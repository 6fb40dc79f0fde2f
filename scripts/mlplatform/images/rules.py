"""What a Containerfile of the bank may say. What is not named here is not allowed: nothing is guessed."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mlplatform.images.containerfile import Instruction

USER = "1000:100"  # as whom Studio and SageMaker run an image
ARGUMENTS = ("BASE", "GIT_COMMIT", "LOCK_SHA256")  # all that mlp images build gives
LABELS = {
    "org.opencontainers.image.revision": "${GIT_COMMIT}",
    "org.opencontainers.image.base.name": "${BASE}",
    "lock.sha256": "${LOCK_SHA256}",
}
SECRET, LOCK = "pip.conf", "requirements.txt"
CONFIGURATION, REQUIREMENTS = f"/run/secrets/{SECRET}", f"/run/{LOCK}"
MOUNTS = (f"type=secret,id={SECRET},required=true", f"type=bind,source={LOCK},target={REQUIREMENTS}")
_PIP = (f"PIP_CONFIG_FILE={CONFIGURATION}", "python", "-m", "pip", "install")
_PIP_WANTS = ("--require-hashes", "--no-deps", "--only-binary=:all:", "--no-cache-dir")
_PIP_MAY = ("--no-compile", "--disable-pip-version-check", "--root-user-action=ignore")
_PROGRAMS = (
    "chmod",
    "chown",
    "groupadd",
    "ln",
    "mkdir",
    "rm",
    "useradd",
    "usermod",
)  # none speaks to a network
_SHELL = re.compile(r"[;|<>`(){}]|\$|(?<!&)&(?!&)")
_SECRETS = re.compile(
    r"token|secret|passw|credential|private|api_?key|access_?key|\.pem|\.netrc|\.pypirc", re.I
)
_STEERS = re.compile(
    r"(PIP|UV|CONDA|GIT|AWS|CURL|SSL|REQUESTS|XDG_CONFIG)_.*|.*_PROXY|LD_.*|(BASH_)?ENV|NETRC"
    r"|PYTHON(?!UNBUFFERED$|DONTWRITEBYTECODE$|HASHSEED$|FAULTHANDLER$).*",
    re.I,
)
_VARIABLE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_MODE = re.compile(r"0?[0-7]{3}")
_OTHERS_RIGHTS = re.compile(r"0*[2-7][0-7]{3}|[ugoa]*[-+=][a-zA-Z]*s.*")  # runs as its owner, root
SETTINGS = (".netrc", ".pypirc", "pip.conf", ".env", ".npmrc")  # files that hold secrets, or steer pip


@dataclass(frozen=True)
class Fault:
    """What does not keep to the rules, and where; line 0 for the file as a whole."""

    line: int
    what: str


Rule = Callable[[Instruction], Iterator[str]]


def faults(instructions: list[Instruction]) -> list[Fault]:
    """All that is against the rules."""
    found = [
        Fault(each.line, what)
        for each in instructions
        for what in _RULES.get(each.keyword, _not_allowed)(each)
    ]
    return sorted([*found, *_whole(instructions)], key=lambda fault: fault.line)


def _whole(instructions: list[Instruction]) -> Iterator[Fault]:
    told = [(each.keyword, each.value) for each in instructions]
    if told[:2] != [("ARG", "BASE"), ("FROM", "${BASE}")]:
        yield Fault(0, "it does not begin with ARG BASE and FROM ${BASE}, an image of the bank by digest")
    if sum(keyword == "FROM" for keyword, _ in told) > 1:
        yield Fault(0, "it has more than one FROM")
    if sum(keyword == "RUN" and " pip " in value for keyword, value in told) != 1:
        yield Fault(0, "it has no RUN, or more than one, that installs the lock")
    users = [value for keyword, value in told if keyword == "USER"]
    if not users or users[-1] != USER:
        yield Fault(0, f"it does not end as USER {USER}, the one as which Studio runs an image")
    words = [word for keyword, value in told if keyword == "LABEL" for word in _words(value)]
    labels = {name: value for name, _, value in (word.partition("=") for word in words)}  # the last holds
    for label, value in LABELS.items():
        if labels.get(label) != value:
            yield Fault(0, f"it has no label {label}={value}, which tells what it was made of")


def _not_allowed(each: Instruction) -> Iterator[str]:
    yield f"{each.keyword} is not allowed; what is: {', '.join(_RULES)}"


def _from(each: Instruction) -> Iterator[str]:
    if each.value != "${BASE}" or each.flags:
        yield f"FROM {each.value}: write FROM ${{BASE}}, which mlp images build fills in by digest"


def _arg(each: Instruction) -> Iterator[str]:
    if each.value not in ARGUMENTS:
        name, allowed = each.value.partition("=")[0], ", ".join(ARGUMENTS)
        yield f"ARG {name}: allowed, without a default: {allowed}; an argument stays in the image's history"


def _env(each: Instruction) -> Iterator[str]:
    for word in _words(each.value):
        name, _, value = word.partition("=")
        if _SECRETS.search(name) or _SECRETS.search(value):
            yield f"ENV {name}: a secret would stay in the image"
        elif "=" not in word or not _VARIABLE.fullmatch(name):
            yield f"ENV {word}: write NAME=VALUE, with a name that nothing fills in"
        elif name in ARGUMENTS:
            yield f"ENV {name}: takes the place of the argument, which tells what the image was made of"
        elif _STEERS.fullmatch(name) or "://" in value:
            yield f"ENV {name}: steers where programs go to fetch, or what they load"


def _copy(each: Instruction) -> Iterator[str]:
    for name, value in each.flags:
        if name not in ("chmod", "chown"):
            yield f"COPY --{name}={value}: allowed: --chmod, --chown; files come from the image's own folder"
        elif name == "chmod" and not _MODE.fullmatch(value):
            yield f"COPY --chmod={value}: allowed: three digits, such as 0755"
    *sources, target = _words(each.value) or [""]
    if each.value.startswith("["):
        yield f"COPY {each.value}: write it as a line"
        return
    if target.rpartition("/")[2] in SETTINGS:
        yield f"COPY {target}: would steer where pip fetches, or hold a secret"
    for source in sources:
        if _SECRETS.search(source):
            yield f"COPY {source}: a secret would stay in the image"
        elif (
            "://" in source
            or source.startswith(("/", "."))
            or ".." in source
            or re.search(r"[*?\[$]", source)
        ):
            yield f"COPY {source}: name each file of the image's own folder"


def _run(each: Instruction) -> Iterator[str]:
    if each.value.startswith("["):
        yield "RUN [...]: write it as a line"
        return
    if " pip " in f" {each.value} ":
        yield from _pip(each)
        return
    if each.flags:
        yield f"RUN --{each.flags[0][0]}: only the RUN that installs the lock has mounts"
    if _SHELL.search(each.value):
        yield f"RUN {each.value}: more than commands joined by &&"
        return
    for command in each.value.split("&&"):
        words = _words(command)
        if not words or words[0] not in _PROGRAMS:
            allowed = ", ".join(_PROGRAMS)
            yield f"RUN {' '.join(words[:3])}: allowed: {allowed}; pip alone fetches, from the lock"
        elif words[0] == "chmod" and any(
            _OTHERS_RIGHTS.fullmatch(mode) for word in words[1:] for mode in word.split(",")
        ):
            yield f"RUN {' '.join(words)}: whoever runs such a file has the rights of its owner, of root"


def _pip(each: Instruction) -> Iterator[str]:
    if each.flags != tuple(("mount", mount) for mount in MOUNTS):
        yield f"RUN pip: has other flags than {' '.join(f'--mount={mount}' for mount in MOUNTS)}"
    words = _words(each.value)
    if tuple(words[: len(_PIP)]) != _PIP or tuple(words[-2:]) != ("-r", REQUIREMENTS):
        yield f"RUN pip: is not {' '.join(_PIP)} ... -r {REQUIREMENTS}"
        return
    options = words[len(_PIP) : -2]
    for missing in [option for option in _PIP_WANTS if option not in options]:
        yield f"RUN pip: has no {missing}"
    for other in [option for option in options if option not in (*_PIP_WANTS, *_PIP_MAY)]:
        yield f"RUN pip: {other} is not allowed"


def _label(each: Instruction) -> Iterator[str]:
    for word in _words(each.value):
        if _SECRETS.search(word):
            yield f"LABEL {word.partition('=')[0]}: a secret would stay in the image"


def _user(each: Instruction) -> Iterator[str]:
    if each.value not in ("0:0", USER):
        yield f"USER {each.value}: allowed: {USER}, and 0:0 before it, to install"


def _workdir(each: Instruction) -> Iterator[str]:
    if not re.fullmatch(r"/[\w./-]+", each.value):
        yield f"WORKDIR {each.value}: write a whole path"


def _exec(each: Instruction) -> Iterator[str]:
    try:
        words = json.loads(each.value)
    except ValueError:
        words = None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield f'{each.keyword} {each.value}: write it as ["program", "word"], so that no shell stands between'


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return [text]


_RULES: dict[str, Rule] = {
    "ARG": _arg,
    "CMD": _exec,
    "COPY": _copy,
    "ENTRYPOINT": _exec,
    "ENV": _env,
    "FROM": _from,
    "LABEL": _label,
    "RUN": _run,
    "USER": _user,
    "WORKDIR": _workdir,
}
