"""Shell scripts that run in everybody's apps: what they fetch, what they hold, and whether they can be read.

A script is read line by line, not run. What is written so that it cannot be read, such as a command in a
variable or text that is decoded first, is not guessed at: undecided.
"""

from __future__ import annotations

import base64
import binascii
import re

from mlplatform.gate.answers import Answers, failed, held, undecided

_START = r"(?:^|[\s;&|(`{\"'/])"
_END = r"(?=[\s;|&)\"'$<>]|$)"
_REST = r"\s+(?:[^\n;&|]*\s)?"  # options between a command and its verb


def _words(names: str) -> str:
    return rf"{_START}(?:{'|'.join(re.escape(name) for name in names.split())})"


_STORES = (
    "apt apt-get apk brew bun cargo conda cpan dnf gem go mamba micromamba pacman pnpm rpm snap yum zypper"
)
_FETCHES = {
    "fetches over the network": _words("aria2 aria2c axel curl http https lwp-download lynx wget") + _END,
    "copies over the network": _words("ftp nc ncat netcat rsync scp sftp socat ssh telnet tftp") + r"\s+\S",
    "opens a connection of the shell": r"/dev/(?:tcp|udp)/",
    "takes code from a repository": _words("git hg svn") + _REST + r"(?:clone|fetch|pull|submodule)" + _END,
    "installs from a store of others": _words(_STORES)
    + _REST
    + r"(?:add|create|get|install|localinstall|update|upgrade|-[iUSF]\S*)"
    + _END,
    "runs a package of others": _words("bunx npx pipx uvx") + r"\s+\S",
    "installs packages of R or Julia": r"install\.packages|BiocManager::install|remotes::install|Pkg\.add",
    "installs an extension": r"--install-extension|(?:lab|server)extension\s+install",
    "pulls an image": _words("crane docker finch podman skopeo")
    + _REST
    + r"(?:build|copy|create|pull|run)\b",
    "reads from S3": _words("aws") + _REST + r"(?:s3api\s+get-object|"
    r"s3\s+(?:cp|mv|sync)\s+(?![\"']?(?:[/.~]|\$\{?HOME\b)))",
    "fetches from a program": r"urlopen|urlretrieve|requests\.(?:get|post|put|request)|http\.client|httpx\.|"
    r"aiohttp|socket\.(?:socket|create_connection)|download_file|\.get_object\(",
    "hands text to an interpreter": r"\|\s*(?:sudo\s+(?:-\S+\s+)*)?(?:/\S*/)?(?:env\s+)?"
    r"(?:(?:ba|z|da|k|fi)?sh|python[\d.]*|perl|ruby|node)(?=[\s;)\"']|$)|(?:source|\.|bash|sh)\s+<\(",
}
_NAMED = "password passwd secret token api_?key access_?key".replace(" ", "|")
_NO_SECRET = "arns? dir file ids? names? path seconds ttl type url".replace(" ", "|")
_SECRETS = {
    "an access key of AWS": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a token of a known service": r"\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|hf_\w{20,}|"
    r"pypi-[\w-]{16,}|sk-[\w-]{20,}|xox[abprs]-[\w-]{10,})",
    "a password in an address": r"\w+://[^\s/:@\"'$%{}]+:[^\s/@\"'$%{}]+@",
    "a secret in plain text": rf"(?i)\b[\w-]*(?:{_NAMED})(?![\w-]*(?:{_NO_SECRET})\b)[\w-]*[\"']?\s*[:=]\s*"
    r"[\"']?(?![\s\"'$%{(<`/~.]|\d+\b|true\b|false\b|none\b)[^\s\"'$;]{6,}",
}
_HIDDEN = {
    "decodes text and so hides it": r"base64\s+(?:-\w*[dD]|--decode)|b64decode|xxd\s+-\w*r|zcat|gunzip|"
    r"openssl\s+(?:enc|base64)\b|\$'[^']*\\x",
    "runs a command that a variable names": r"(?:^|[;&|(`{]|\b(?:then|do|else|exec))\s*[\"']?\$\{?\w",
    "runs a file that is not in the plan": r"(?:^|[;&|(]|\s\.\s|"
    r"\b(?:bash|do|exec|nohup|python[\d.]*|sh|source|sudo|then)\s)\s*(?:-\S+\s+)*[\"']?[\w./~${}-]+\.(?:py|sh)\b",
    "runs text as code": _words("eval") + r"\s",
}
_INSTALLS = re.compile(
    _words("npm pip pip3 poetry uv yarn") + _REST + r"(?:add|ci|download|install|sync)" + _END
)
_BY_FILE = re.compile(r"\s(?:-r|-c|--requirement|--constraint)(?:\s|=)|\s(?:\.|-e)(?:\s|$)")
_SETS_INDEX = re.compile(r"(?i)index[-_]url|registry|find-links|UV_\w*INDEX")
_INDEX = re.compile(
    r"(?i)(?:--find-links|(?:extra[-_])?index[-_]url|registry|UV_\w*INDEX|\s-i|\s-f)[\s=]+[\"']?([^\s\"']+)"
)
_LOGS_IN = re.compile(
    _words("aws")
    + _REST
    + r"codeartifact\s+(?:login|get-repository-endpoint)\b[^\n;|&]*?--(?:tool|format)[\s=]+(\w+)"
)
# What a login is for => the commands that take packages from CodeArtifact by it.
_SERVES = {"pip": ("pip", "pip3"), "pypi": ("pip", "pip3"), "npm": ("npm", "yarn")}
_ADDRESS = re.compile(r"(?:git\+|https?://|s3://)\S+")
_CODEARTIFACT = re.compile(
    r"(?:https://)?(?:[^@/\s]*@)?[\w.${}%-]*\.codeartifact\.[\w.${}%-]+\.amazonaws\.com(?=[:/]|$)"
)


def answers(source: str, content: str) -> Answers:
    """What there is to say of a script in Base64."""
    try:
        text = base64.b64decode("".join(content.split()), validate=True).decode()
    except (binascii.Error, ValueError):
        yield undecided(f"{source} is no text in Base64, so it cannot be read")
        return
    found = list(read(text, source))
    yield from found or [held()]


def read(text: str, source: str = "the script") -> Answers:
    """What there is to find in a script. A comment is left out only where it has a line of its own: what
    looks like one further on may stand in a text."""
    lines = re.sub(r"\\\r?\n", "", text).splitlines()
    served: set[str] = set()
    for line in (line for line in lines if not line.lstrip().startswith("#")):
        # To the shell, cu''rl and cu\rl are curl.
        plain = re.sub(r"''|\"\"|\\(?=\w)", "", line)
        for word, pattern in _FETCHES.items():
            if re.search(pattern, line) or re.search(pattern, plain):
                yield failed(f"{source} {word}", line.strip())
        for word, pattern in _HIDDEN.items():
            if re.search(pattern, line):
                yield undecided(f"{source} {word}", line.strip())
        served |= {command for tool in _LOGS_IN.findall(line) for command in _SERVES.get(tool, ())}
        yield from _packages(line, served, source)
    for word, pattern in _SECRETS.items():  # a secret in a comment is no less one; it is not shown again here
        if re.search(pattern, text):
            yield failed(f"{source} holds {word}")


def _packages(line: str, served: set[str], source: str) -> Answers:
    """What is wrong with where a line takes packages from. ``served`` are the commands that have been pointed
    at CodeArtifact by then."""
    installs = [found[0].strip("\t ;&|(`{\"'/").split()[0] for found in _INSTALLS.finditer(line)]
    named = _INDEX.findall(line) if installs or _SETS_INDEX.search(line) else []
    foreign = [index for index in named if not _from_codeartifact(index, bool(served))]
    for index in foreign:
        yield failed(f"{source} takes packages from {index.rpartition('@')[2]}", line.strip())
    if not installs or foreign:
        return
    words = [word.strip("\"'") for word in line.split()]
    if any(_ADDRESS.match(word) and word not in named for word in words):
        yield failed(f"{source} installs a package by its address", line.strip())
    elif not named and not served.issuperset(installs):
        yield failed(f"{source} installs packages that no login to CodeArtifact is for", line.strip())
    elif _BY_FILE.search(line):
        yield undecided(f"{source} installs what a file says that is not in the plan", line.strip())


def _from_codeartifact(index: str, logged_in: bool) -> bool:
    """Whether an index is CodeArtifact's: by its name, or filled in by a script that asked for it."""
    host = index.partition("://")[2].rpartition("@")[2].partition("/")[0] or index
    return _CODEARTIFACT.match(index) is not None or (logged_in and host.startswith(("$", "%s")))
