"""Find Terraform and its AWS provider, or install Terraform, and say which was used.

Order for the binary: the one on PATH if it is new enough, the one installed here before, the pinned
release from its publisher, checked by SHA-256. Order for the provider: ``TF_PROVIDER_MIRROR``,
Terraform's implied mirror folders, mirrors under /opt and /usr/local/share (air-gapped machines keep
one there), else whatever the person's own CLI configuration says, else the public registry.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import re
import shutil
import subprocess
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

from mlplatform.errors import ToolMissing
from mlplatform.paths import work_folder

logger = logging.getLogger(__name__)

MINIMUM = (1, 11, 0)
PINNED = "1.11.4"
PROVIDER = "registry.terraform.io/hashicorp/aws"
PROVIDER_VERSION = "5.100.0"
# From the publisher's SHA256SUMS of the release; a platform that is not here installs by hand.
SHA256 = {
    "linux_amd64": "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
    "darwin_amd64": "a56d5002b9f7647291faccc3dd1a70350e60fb61e4c45037629508b8fdc2575b",
    "darwin_arm64": "867e0808fa971217043e25b7a792b10720c79b1546f8a68479b74f138be73e18",
}
RELEASES = "https://releases.hashicorp.com/terraform"
BY_HAND = (
    f"install Terraform {PINNED} (any from 1.11 to below 2.0) from "
    "https://developer.hashicorp.com/terraform/install and put it on PATH"
)


@dataclass(frozen=True)
class Toolchain:
    """What runs: the binary, its version, and the CLI configuration that names the provider's source."""

    binary: Path
    version: str
    cli_config: Path | None
    provider_source: str

    def environment(self) -> dict[str, str]:
        """The environment for every Terraform process: ours, without what would mislead it."""
        environment = {
            name: value
            for name, value in os.environ.items()
            # AWS_CA_BUNDLE breaks a provider that is asked twice (docs/traps.md); TF_CLI_ARGS and
            # TF_WORKSPACE would change what a command means.
            if name not in {"AWS_CA_BUNDLE", "TF_WORKSPACE"} and not name.startswith("TF_CLI_ARGS")
        }
        environment |= {"TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1"}
        if self.cli_config:
            environment["TF_CLI_CONFIG_FILE"] = str(self.cli_config)
        return environment


def find() -> Toolchain:
    """The toolchain of this machine; raises ``ToolMissing`` with the remedy when there is none."""
    binary, version = _binary()
    mirror = provider_mirror()
    if mirror:
        return Toolchain(binary, version, _write_cli_config(mirror), f"mirror {mirror}")
    own = _own_cli_config()
    if own:
        return Toolchain(binary, version, own, f"as {own} says")
    return Toolchain(binary, version, _write_cli_config(None), "the public registry")


def host_platform() -> str:
    """This machine in Terraform's words, such as ``linux_amd64``."""
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return f"{platform.system().lower()}_{machine.lower()}"


def provider_mirror() -> Path | None:
    """The first folder that really holds our provider for this machine, or None."""
    named = os.environ.get("TF_PROVIDER_MIRROR")
    if named:
        if _holds_provider(Path(named)):
            return Path(named)
        raise ToolMissing(
            f"TF_PROVIDER_MIRROR={named} holds no {PROVIDER} {PROVIDER_VERSION} for {host_platform()}; "
            "name a folder that does, or unset it"
        )
    home = Path.home()
    implied = [
        home / ".terraform.d/plugins",
        home / "Library/Application Support/io.terraform/plugins",
        Path(os.environ.get("XDG_DATA_HOME", home / ".local/share")) / "terraform/plugins",
        Path("/usr/local/share/terraform/plugins"),
        Path("/usr/share/terraform/plugins"),
    ]
    kept = [
        found.parent
        for base in (Path("/opt"), Path("/usr/local/share"))
        for depth in ("*", "*/*")
        for found in sorted(base.glob(f"{depth}/registry.terraform.io"))
    ]
    return next((folder for folder in implied + kept if _holds_provider(folder)), None)


def _holds_provider(folder: Path) -> bool:
    unpacked = folder / PROVIDER / PROVIDER_VERSION / host_platform()
    packed = folder / PROVIDER / f"terraform-provider-aws_{PROVIDER_VERSION}_{host_platform()}.zip"
    return unpacked.is_dir() or packed.is_file()


def _own_cli_config() -> Path | None:
    """The person's own CLI configuration, where it says how providers are installed."""
    named = os.environ.get("TF_CLI_CONFIG_FILE")
    candidates = [Path(named)] if named else [Path.home() / ".terraformrc"]
    for candidate in candidates:
        if candidate.is_file() and "provider_installation" in candidate.read_text(errors="replace"):
            return candidate
    return None


def _write_cli_config(mirror: Path | None) -> Path:
    folder = work_folder() / "toolchain"
    folder.mkdir(exist_ok=True)
    if mirror:
        text = (
            "provider_installation {\n"
            f'  filesystem_mirror {{\n    path    = "{mirror}"\n    include = ["{PROVIDER}"]\n  }}\n'
            f'  direct {{\n    exclude = ["{PROVIDER}"]\n  }}\n}}\n'
        )
    else:
        cache = folder / "plugin-cache"
        cache.mkdir(exist_ok=True)
        text = f'plugin_cache_dir = "{cache}"\n'
    target = folder / "terraform.rc"
    if not target.is_file() or target.read_text() != text:
        scratch = target.with_suffix(f".{os.getpid()}")
        scratch.write_text(text)
        scratch.replace(target)
    return target


def _binary() -> tuple[Path, str]:
    too_old = ""
    on_path = shutil.which("terraform")
    installed = work_folder() / "toolchain" / f"terraform-{PINNED}" / "terraform"
    for candidate in [Path(on_path)] if on_path else []:
        version = _version(candidate)
        if version and MINIMUM <= _parts(version) < (2,):
            return candidate, version
        too_old = f"{candidate} is {version or 'not a Terraform that runs'}; "
    if installed.is_file() and (version := _version(installed)):
        return installed, version
    return _install(installed, too_old), PINNED


def _version(binary: Path) -> str | None:
    try:
        run = subprocess.run(
            [str(binary), "version", "-json"],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"},
        )
        return str(json.loads(run.stdout)["terraform_version"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("-")[0]))


def _install(target: Path, too_old: str) -> Path:
    """Download the pinned release, refuse it unless its SHA-256 is the published one, unpack it."""
    wanted = SHA256.get(host_platform())
    if not wanted:
        raise ToolMissing(f"{too_old}no checksum of Terraform {PINNED} for {host_platform()}; {BY_HAND}")
    url = f"{RELEASES}/{PINNED}/terraform_{PINNED}_{host_platform()}.zip"
    logger.warning("%sinstalling Terraform %s from %s", too_old, PINNED, url)
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            archive = answer.read()
    except (urllib.error.URLError, OSError) as error:
        reason = f"{too_old}no Terraform on PATH, and {url} cannot be had ({error})"
        raise ToolMissing(f"{reason}; {BY_HAND}") from error
    found = hashlib.sha256(archive).hexdigest()
    if found != wanted:
        raise ToolMissing(f"{url} has SHA-256 {found}, published is {wanted}: not installed; {BY_HAND}")
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = target.with_suffix(".zip")
    packed.write_bytes(archive)
    with zipfile.ZipFile(packed) as bundle:
        bundle.extract("terraform", target.parent)
    packed.unlink()
    target.chmod(0o755)
    return target
