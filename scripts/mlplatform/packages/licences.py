"""What a licence allows: read as an SPDX expression, and held against the list of the policy."""

from __future__ import annotations

import functools
import threading
from collections.abc import Collection
from typing import Any

from license_expression import ExpressionError, Licensing, get_spdx_licensing
from packaging.metadata import RawMetadata

# How classifiers and the free text of old metadata say what SPDX says. Where more than one may be meant,
# all of them have to be allowed.
_MEANT = {
    "apache software license": "Apache-1.1 AND Apache-2.0",
    "bsd license": "BSD-2-Clause AND BSD-3-Clause",
    "psfl": "PSF-2.0",
    "apache": "Apache-1.1 AND Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache software license 2.0": "Apache-2.0",
    "apache2": "Apache-2.0",
    "apache-2": "Apache-2.0",
    "bsd 2-clause": "BSD-2-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "new bsd": "BSD-3-Clause",
    "new bsd license": "BSD-3-Clause",
    "modified bsd license": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "the mit license": "MIT",
    "mit no attribution license (mit-0)": "MIT-0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "mpl 2.0": "MPL-2.0",
    "psf": "PSF-2.0",
    "psf license": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
    "unlicense": "Unlicense",
    "zlib/libpng license": "Zlib",
    "gnu general public license v2 (gplv2)": "GPL-2.0-only",
    "gnu general public license v3 (gplv3)": "GPL-3.0-only",
    "gnu general public license v3 or later (gplv3+)": "GPL-3.0-or-later",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "gnu affero general public license v3": "AGPL-3.0-only",
}
_CLASSIFIER = "License :: "
_LONGEST = 200  # characters: some metadata has the whole text
_one_at_a_time = threading.Lock()  # the library puts its reader together at the first use, in sight of others


def told(said: RawMetadata) -> str | None:
    """The expression of PEP 639, else what the older fields say; None where they say nothing."""
    written = said.get("license_expression") or said.get("license") or ""
    plain = " ".join(written.split())
    if plain and plain.upper() != "UNKNOWN" and len(plain) <= _LONGEST:
        return plain
    kinds = [
        classifier.removeprefix(_CLASSIFIER)
        for classifier in said.get("classifiers", ())
        if classifier.startswith(_CLASSIFIER) and classifier.count("::") > 1
    ]
    return f"{_CLASSIFIER}{'; '.join(sorted(kinds))}" if kinds else None


def refusal(said: str | None, allowed: Collection[str]) -> str:
    """Why a licence is not one of the policy's; empty where it is. ``said`` is as a record has it."""
    if not said:
        return "its metadata names no licence"
    expression = _expression(said)
    if expression is None:
        return f'its licence, "{said}", cannot be told from what its metadata says'
    if _holds(expression, frozenset(allowed)):
        return ""
    return f"its licence, {expression.render()}, is not on the policy's list"


def _expression(said: str) -> Any:
    """What is said, as an expression; None where it is none. Several classifiers leave open which holds."""
    if said.startswith(_CLASSIFIER):
        kinds = [kind.split(" :: ")[-1] for kind in said.removeprefix(_CLASSIFIER).split("; ")]
        meant = {_MEANT.get(kind.lower(), "") for kind in kinds}
        said = meant.pop() if len(meant) == 1 else ""
    said = _MEANT.get(said.lower(), said)
    try:
        with _one_at_a_time:
            return _spdx().parse(said, validate=True) if said else None
    except ExpressionError:
        return None


def _holds(expression: Any, allowed: frozenset[str]) -> bool:
    """Whether somebody who uses it can keep to licences of the list: all of an AND, one of an OR."""
    licensing = _spdx()
    if isinstance(expression, licensing.AND):
        return all(_holds(one, allowed) for one in expression.args)
    if isinstance(expression, licensing.OR):
        return any(_holds(one, allowed) for one in expression.args)
    return str(expression) in allowed  # one licence, or one WITH an exception, as SPDX writes it


@functools.cache
def _spdx() -> Licensing:
    return get_spdx_licensing()
