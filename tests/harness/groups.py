"""Which tests stay with one worker: those of a file that marks a group, for they share a world that takes long to make.

pytest 9.2 keeps the ids of tests from being changed, so ``--dist loadgroup`` of xdist 3.8, which writes the group
into the id, has no effect. Here the group is read where it is written.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r'xdist_group\("(\w+)"\)')
_BY_PARAMETER = "xdist_group(f"


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Work is handed out by group; a test of no group is a group of its own."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """The group of a test: the name that its file marks, with the parameter where the mark is made of one."""
    file, _, name = nodeid.partition("::")
    text = _text(file)
    if _BY_PARAMETER in text:
        return f"{file}{name[name.find('[') :] if '[' in name else ''}"
    named = _NAMED.findall(text)
    return named[0] if named else nodeid


@functools.cache
def _text(file: str) -> str:
    path = ROOT / file
    return path.read_text() if path.is_file() else ""
