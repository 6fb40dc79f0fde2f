"""The report as one page that a reviewer keeps: it asks for nothing elsewhere, and works without scripts.

Findings, exceptions and the matrix stand in the page itself; answers that hold stand in it as data, and a
script lists them when they are asked for. The page's own policy lets only this style and this script run.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from mlplatform.gate.report import Report
from mlplatform.gate.reports.html.view import View
from mlplatform.gate.reports.texts import number, visible

_HERE = Path(__file__).parent


def write(report: Report) -> str:
    """The page."""
    view = View(report)
    css, js = (_HERE / "page.css").read_text(), (_HERE / "page.js").read_text()
    policy = (
        f"default-src 'none'; style-src {_source(css)}; script-src {_source(js)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template("page.html")
    return page.render(view=view, policy=policy, css=Markup(css), js=Markup(js), data=embedded(view.data))  # noqa: S704


def embedded(value: Any) -> Markup:
    """A value as JSON that can stand in a script element: nothing in it ends or begins an element."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704


def ours(text: str) -> Markup:
    """A sentence of the catalogue, in which what stands between backticks is code."""
    parts = enumerate(text.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(p) if n % 2 else visible(p) for n, p in parts)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"ours": ours, "count": number}
    return environment


def _shown(value: Any) -> Any:
    """Whatever a template puts out, except what is made to be HTML."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
