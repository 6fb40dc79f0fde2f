"""A repair of Macie, which an account has to enable."""

from __future__ import annotations

from typing import Any

from moto.macie2.exceptions import MacieException
from moto.macie2.models import MacieBackend

from mlplatform.local_aws.repairs.base import Repair, replace


class _Conflict(MacieException):
    code = 409

    def __init__(self) -> None:
        super().__init__("ConflictException", "Macie has already been enabled")

    def get_headers(self, *_args: Any, **_kwargs: Any) -> list[tuple[str, str]]:
        return [("x-amzn-ErrorType", "ConflictException")]


def _off_until_enabled() -> None:
    begin, enable = MacieBackend.__init__, MacieBackend.enable_macie

    def begin_off(self: Any, region_name: str, account_id: str) -> None:
        begin(self, region_name, account_id)
        self.macie_session = None

    def enable_once(self: Any, *args: Any, **kwargs: Any) -> None:
        if self.macie_session:
            raise _Conflict
        enable(self, *args, **kwargs)

    replace(MacieBackend, "__init__", begin_off)
    replace(MacieBackend, "enable_macie", enable_once)


REPAIRS = (
    Repair(
        name="macie-is-off-until-enabled",
        why="moto has Macie on in every account from the start, and enables it a second time",
        upstream=None,
        mend=_off_until_enabled,
    ),
)
