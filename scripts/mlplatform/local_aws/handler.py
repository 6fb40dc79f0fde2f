"""The HTTP side of the server."""

from __future__ import annotations

import contextlib
import socket
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler


class QuietHandler(MotoRequestHandler):
    """moto's handler, without a line in the log for every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: ``/_local/requests`` counts."""

    def connection_dropped(self, error: BaseException, environ: dict[str, Any] | None = None) -> None:
        """A client that was killed in the middle is none of our troubles."""

    def finish(self) -> None:
        """End the connection only when the client has: a socket that is closed with anything unread is
        reset, the client never sees the answer, and asks again for what has been made."""
        super().finish()
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1.0)
            while self.connection.recv(65536):
                pass
