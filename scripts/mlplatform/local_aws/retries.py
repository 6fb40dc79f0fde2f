"""A retry of a request that was answered gets the same answer, as if that had not been lost on its way.

SDKs name each call with an invocation id and keep it over retries. Under a burst of new connections one in
some thousands fails before the client reads the answer; the call was carried out all the same, and its retry
would find that what it makes exists already.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from mlplatform.local_aws.answers import Response
from mlplatform.local_aws.request import Environ

KEPT = 4096  # invocations
LARGEST = 64 * 1024  # bytes of an answer that is kept; objects of S3 are read again


@dataclass
class _Invocation:
    lock: threading.Lock = field(default_factory=threading.Lock)
    response: Response | None = None


class Retries:
    """The last answers by invocation id."""

    def __init__(self) -> None:
        self._invocations: OrderedDict[str, _Invocation] = OrderedDict()
        self._lock = threading.Lock()

    def once(self, environ: Environ, serve: Callable[[], Response]) -> Response:
        """Serve the request, or give again what its invocation was answered; errors are not kept."""
        name = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
        if not name:
            return serve()
        with self._lock:
            invocation = self._invocations.setdefault(name, _Invocation())
            while len(self._invocations) > KEPT:
                self._invocations.popitem(last=False)
        with invocation.lock:  # a retry may come while the first try still waits its turn
            if invocation.response is None:
                response = serve()
                if response.status < 300 and len(response.body) <= LARGEST:
                    invocation.response = response
                return response
            return invocation.response
