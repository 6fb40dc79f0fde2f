"""Which index pip on this machine uses: it knows environment, files and its default, and alone can say."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from urllib.parse import urlsplit

from mlplatform.errors import ToolMissing

_ASK = """
import json, sys
from pip._internal.cli.main_parser import create_main_parser
from pip._internal.commands import create_command
options, _ = create_command("download").parser.parse_args(["nothing"])
index = "" if options.no_index else options.index_url
sys.stdout.write(json.dumps({"index": index, "certificates": options.cert}))
"""


@functools.cache
def configured() -> tuple[str, str | None]:
    """The address, empty where pip is to use none, and the file of certificates to trust, or None."""
    asked = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, timeout=60)
    if asked.returncode:
        raise ToolMissing(
            f"pip does not say which index it uses: {asked.stderr.strip()[-300:]}; run: make setup"
        )
    said = json.loads(asked.stdout)
    return said["index"], said["certificates"]


def is_here(address: str) -> bool:
    """Whether an address is on this machine, where no proxy leads."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")
