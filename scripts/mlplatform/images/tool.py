"""The program that builds: docker, podman or buildah, whichever is on PATH, and how each is asked."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mlplatform.errors import PlatformError, ToolMissing

TOOLS = ("docker", "podman", "buildah")


@dataclass(frozen=True)
class Tool:
    """A program that builds images. ``keeps`` is a folder of this build, for its sign-in to the registry."""

    name: str
    keeps: Path

    def build(self, folder: Path, tag: str, arguments: Mapping[str, str], secret: tuple[str, Path]) -> None:
        """Build an image from its folder. The secret is a file for one RUN, and in no layer."""
        given = [word for name, value in arguments.items() for word in ("--build-arg", f"{name}={value}")]
        words = [
            "build",
            *self._signed_in(),
            "--no-cache",
            "--pull",
            "--file",
            str(folder / "Containerfile"),
            "--tag",
            tag,
        ]
        # Without an attestation beside it, what is pushed is one image with one digest.
        words += ["--provenance=false"] if self.name == "docker" else ["--format=oci"]
        self._run(*words, *given, "--secret", f"id={secret[0]},src={secret[1]}", str(folder))

    def sign_in(self, registry: str, password: str) -> None:
        """Sign in to ECR, with a password that no list of processes shows."""
        words = ("login", *self._signed_in(), "--username", "AWS", "--password-stdin", registry)
        self._run(*words, given=password)

    def push(self, tag: str) -> None:
        """Push what was built."""
        self._run("push", *self._signed_in(), tag)

    def _signed_in(self) -> tuple[str, ...]:
        return () if self.name == "docker" else (f"--authfile={self.keeps / 'auth.json'}",)

    def _run(self, *words: str, given: str | None = None) -> None:
        first = ("--config", str(self.keeps)) if self.name == "docker" else ()
        ran = subprocess.run([self.name, *first, *words], input=given, text=True)
        if ran.returncode:
            raise PlatformError(
                f"{self.name} {words[0]} ended with {ran.returncode}; what it said stands above"
            )


def find(keeps: Path) -> Tool:
    """The first of the programs that is on PATH."""
    for name in TOOLS:
        if shutil.which(name):
            return Tool(name, keeps)
    raise ToolMissing(f"no program that builds images is on PATH; install one of {', '.join(TOOLS)}")
