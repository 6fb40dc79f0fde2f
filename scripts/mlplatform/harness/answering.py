"""What the provider asks of AWS while it plans, answered here, so that a plan needs no AWS.

There is one such question: whether the definition of a state machine is well formed. It is answered yes; what
is wrong with a definition is for those who judge the plan.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_WELL_FORMED = json.dumps({"result": "OK", "diagnostics": [], "truncated": False}).encode()


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(_WELL_FORMED)))
        self.end_headers()
        self.wfile.write(_WELL_FORMED)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: Terraform tells what went wrong."""


@contextmanager
def answering() -> Iterator[Mapping[str, str]]:
    """The environment in which the provider finds the answers, for as long as the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield {"AWS_ENDPOINT_URL_SFN": f"http://127.0.0.1:{server.server_address[1]}"}
    finally:
        server.shutdown()
        server.server_close()
