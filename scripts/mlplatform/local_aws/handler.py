"""The HTTP side of the server."""

from __future__ import annotations

from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler


class QuietHandler(MotoRequestHandler):
    """moto's handler, without a line in the log for every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: ``/_local/requests`` counts."""

    def connection_dropped(self, error: BaseException, environ: dict[str, Any] | None = None) -> None:
        """A client that was killed in the middle is none of our troubles."""
