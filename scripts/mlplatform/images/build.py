"""Build an image, and push it: from what is committed, from approved packages, on a base by digest."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from mlplatform.errors import BadInput
from mlplatform.images import registry, rules, tool
from mlplatform.images.definition import Image
from mlplatform.paths import REPOSITORY
from mlplatform.use_cases.model import Platform

HOUR = 3600  # what the policy of the role that builds lets a token last

Client = Callable[[str], Any]
"""A client of a service in the shared account."""


def build(image: Image, base: Image, platform: Platform, client: Client, push: bool) -> str:
    """Build an image, and push it where asked; gives its tag, with the registry before it."""
    with tempfile.TemporaryDirectory(prefix="mlp-images-") as name:
        folder = Path(name)  # which the system lets nobody else read
        program = tool.find(folder)
        commit = committed()
        secret = folder / rules.SECRET
        secret.touch(mode=0o600)
        secret.write_text(configuration(client("codeartifact"), platform))
        program.sign_in(registry.host(platform), password(client("ecr")))
        tag = f"{registry.uri(image, platform)}:build-{commit[:12]}"
        program.build(image.folder, tag, arguments(image, base, platform, commit), (rules.SECRET, secret))
        if push:
            program.push(tag)
    return tag


def arguments(image: Image, base: Image, platform: Platform, commit: str) -> dict[str, str]:
    """What the Containerfile is given: nothing that may not be read by everybody."""
    lock = hashlib.sha256(image.lock.read_bytes()).hexdigest()
    return {"BASE": registry.pinned(base, platform), "GIT_COMMIT": commit, "LOCK_SHA256": lock}


def committed(repository: Path = REPOSITORY) -> str:
    """The commit that is checked out; what is not committed is not built, for the label says what was."""
    changed = _git(repository, "status", "--porcelain", "--untracked-files=normal").splitlines()
    if changed:
        raise BadInput(
            f"{repository}: {len(changed)} changes are not committed, {changed[0].split()[-1]} the first; "
            "commit them, for the image's label names the commit that it was built from"
        )
    return _git(repository, "rev-parse", "HEAD").strip()


def configuration(codeartifact: Any, platform: Platform) -> str:
    """pip's configuration for one build: the store, and a token of an hour at most."""
    store = platform.codeartifact
    given = {"domain": store["domain"], "domainOwner": platform.shared_account_id}
    token = codeartifact.get_authorization_token(**given, durationSeconds=HOUR)["authorizationToken"]
    endpoint = codeartifact.get_repository_endpoint(**given, repository=store["repository"], format="pypi")
    address = urlsplit(endpoint["repositoryEndpoint"])
    index = (
        f"{address.scheme}://aws:{quote(token, safe='')}@{address.netloc}{address.path.rstrip('/')}/simple/"
    )
    return f"[global]\nindex-url = {index}\nno-input = true\n"


def password(ecr: Any) -> str:
    """The password of user AWS at the registry."""
    found = ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]
    return base64.b64decode(found).decode().partition(":")[2]


def _git(repository: Path, *words: str) -> str:
    command = ["git", *words]
    ran = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    if ran.returncode:
        raise BadInput(f"{repository}: git {words[0]}: {ran.stderr.strip()}")
    return ran.stdout
