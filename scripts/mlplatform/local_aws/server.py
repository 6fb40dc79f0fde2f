"""The server process: ``python -m mlplatform.local_aws.server --port N --run-file F [--faults F]``.

Listens on 127.0.0.1 and nowhere else. It is its own forward proxy: a client told that the endpoint is
``http://aws:PORT`` and the proxy ``http://127.0.0.1:PORT`` sends every host name here, whether or not it
would resolve, so bucket and account prefixes need no DNS.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import logging
import os
import signal
import socket
import sys
import threading
import warnings
from datetime import UTC, datetime
from pathlib import Path

HOST = "127.0.0.1"


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; the exit status is 0 then, 2 if the port or the faults are no good."""
    options = _options(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    _settle_moto()
    # Imported late: moto reads its settings from the environment while it is imported.
    import yaml
    from pydantic import ValidationError
    from werkzeug.serving import make_server

    from mlplatform.local_aws import faults, repairs
    from mlplatform.local_aws.handler import QuietHandler
    from mlplatform.local_aws.layer import Layer

    try:
        rules = faults.parse(yaml.safe_load(options.faults.read_text())) if options.faults else []
        listener = socket.create_server((HOST, options.port), backlog=128)
    except (OSError, ValidationError, yaml.YAMLError) as error:
        print(f"the embedded AWS cannot start: {_one_line(options, error)}", file=sys.stderr)
        return 2
    repairs.apply()
    layer = Layer(faults.Faults(rules), options.run_file.parent / "packages")
    server = make_server(
        HOST, options.port, layer, threaded=True, request_handler=QuietHandler, fd=listener.fileno()
    )
    port = listener.getsockname()[1]
    os.environ["MOTO_PORT"] = str(port)
    for number in (signal.SIGTERM, signal.SIGINT):
        # shutdown() waits for the loop that this very thread runs, so it needs another.
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    try:
        _write_run_file(options.run_file, port)
        server.serve_forever(poll_interval=0.05)
    finally:
        server.server_close()
        layer.warehouse.blobs.close()
        _remove_own(options.run_file)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mlplatform.local_aws.server", description="The embedded AWS.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--run-file", type=Path, required=True, help="where to say how to reach the server")
    parser.add_argument("--faults", type=Path, help="YAML or JSON list of fault rules")
    return parser.parse_args(arguments)


def _one_line(options: argparse.Namespace, error: Exception) -> str:
    """What is wrong with the port, the file or the rule, in one line."""
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"port {options.port} of {HOST} is in use; give another or none"
    if hasattr(error, "errors"):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{options.faults}: rule {where}: {first['msg']}, not {first['input']!r}"
    return " ".join(f"{options.faults or ''} {error}".split())


def _settle_moto() -> None:
    """moto as AWS would be: managed policies exist; no images of machines that nobody starts here."""
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    os.environ.pop("MOTO_ACCOUNT_ID", None)
    # moto warns of every error code that a model does not list; we send such on purpose.
    warnings.filterwarnings("ignore", message=r"Exception\(.*does not match an error shape")


def _write_run_file(path: Path, port: int) -> None:
    """The server listens before this is written: who reads it can talk to it."""
    run = {
        "pid": os.getpid(),
        "port": port,
        "endpoint_url": f"http://aws:{port}",
        "proxy_url": f"http://{HOST}:{port}",
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    scratch = path.with_suffix(f".{os.getpid()}")
    scratch.write_text(json.dumps(run, indent=2) + "\n")
    scratch.replace(path)


def _remove_own(path: Path) -> None:
    with contextlib.suppress(OSError, ValueError, KeyError):
        if json.loads(path.read_text())["pid"] == os.getpid():
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
