"""Errors as AWS gives them: a code, a message, an HTTP status."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """An error answer. ``status`` None leaves the status to the service's model."""

    def __init__(self, code: str, message: str, status: int | None = None) -> None:
        super().__init__(code, message)
        self.status = status


def not_implemented(service: str, operation: str) -> AwsError:
    """What an operation answers that neither a table nor moto knows: never a made-up success.

    501 because no SDK retries it, where 500 and 503 would be tried again for minutes.
    """
    return AwsError(
        "NotImplemented",
        f"{service}:{operation} is not implemented in the embedded AWS; "
        f"add a row to local_aws/tables/{service}.yaml",
        501,
    )
