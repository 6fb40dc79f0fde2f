"""Patterns of package groups: which packages they match, and which stands above which.

The forms are ``/*``, ``/pypi/*``, ``/maven/com.bank~``, ``/npm/space/*``, ``/npm/space/bank~`` and
``/pypi//bank$``. ``~`` matches whole words: ``bank~`` takes in bank and bank-core, not banking.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from moto.core.utils import get_service_model
from packaging.utils import canonicalize_name

from mlplatform.local_aws.packages.contents import Coordinates

ROOT = "/*"
_FORM = re.compile(r"/(?P<format>[^/]+)/(?:(?P<namespace>[^/]*)/)?(?P<last>[^/]*)(?P<suffix>[$~*])")
_WITHOUT_NAMESPACE = ("pypi", "nuget", "ruby", "cargo")
_NEEDS_NAMESPACE = ("maven", "generic", "swift")
_RANK = {"*": 0, "~": 1, "$": 2}


class BadPattern(Exception):
    """A pattern that the service does not take."""


@dataclass(frozen=True)
class Pattern:
    """A pattern, taken apart. ``namespace`` is None where the pattern ends before it or in it."""

    text: str
    format: str = ""
    namespace: str | None = None
    last: str = ""
    suffix: str = "*"

    @property
    def specificity(self) -> tuple[int, int]:
        """The longest pattern is the most specific one; an exact name wins over a prefix."""
        return len(self.text), _RANK[self.suffix]

    def match(self, package: Coordinates) -> str | None:
        """STRONG for a package that the pattern means, WEAK for one that looks alike."""
        if self.text == ROOT or (
            self.format == package.format and self.suffix == "*" and self.namespace is None
        ):
            return "STRONG"
        if self.format != package.format:
            return None
        if self._holds(package.namespace, package.name, lambda text: text):
            return "STRONG"
        return "WEAK" if self._holds(package.namespace, package.name, _alike) else None

    def contains(self, other: Pattern) -> bool:
        """Whether every package of the other is one of ours, and not the other way round."""
        if self.text == other.text or self.suffix == "$":
            return False
        if self.text == ROOT:
            return True
        if self.format != other.format or other.text == ROOT:
            return False
        if self.suffix == "*" and self.namespace is None:
            return True
        if other.namespace is None:
            # A format as a whole, or a prefix of namespaces: only a shorter prefix holds that.
            return self.namespace is None and other.suffix == "~" and _begins(other.last, self.last)
        if self.namespace is None:
            return _begins(other.namespace, self.last)
        if self.namespace != other.namespace:
            return False
        if self.suffix == "*":
            return True
        return other.suffix != "*" and _begins(other.last, self.last)

    def _holds(self, namespace: str, name: str, form: Callable[[str], str]) -> bool:
        last = form(self.last)
        if self.namespace is None:
            return _begins(form(namespace), last)
        if form(namespace) != form(self.namespace):
            return False
        if self.suffix == "*":
            return True
        return form(name) == last if self.suffix == "$" else _begins(form(name), last)


def parse(text: str) -> Pattern:
    """A pattern from its text; ``BadPattern`` says what is wrong with one."""
    if text == ROOT:
        return Pattern(text)
    found = _FORM.fullmatch(text)
    if not found:
        raise BadPattern(
            f"{text} is no pattern: write /*, /format/*, /format/namespace/* or a name with $ or ~"
        )
    kind, namespace, last, suffix = found.group("format", "namespace", "last", "suffix")
    if kind not in _formats():
        raise BadPattern(f"{kind} is no package format; there are {', '.join(_formats())}")
    if suffix == "*" and last:
        raise BadPattern(f"{text}: * follows a slash alone; for names that begin so write {text[:-1]}~")
    if suffix != "*" and not last:
        raise BadPattern(f"{text}: {suffix} follows a name")
    if suffix == "~" and not _is_word(last[-1]):
        raise BadPattern(f"{text}: ~ follows a letter or a digit, and stands for whole words")
    if suffix == "$" and namespace is None:
        raise BadPattern(f"{text}: an exact name has a namespace before it, which may be empty")
    if (namespace or (namespace is None and last)) and kind in _WITHOUT_NAMESPACE:
        raise BadPattern(f"{text}: packages of {kind} have no namespace; write /{kind}//name{suffix}")
    if namespace == "" and last and kind in _NEEDS_NAMESPACE:
        raise BadPattern(f"{text}: packages of {kind} have a namespace")
    if kind == "pypi" and last and canonicalize_name(last) != last:
        raise BadPattern(f"{text}: the normalized name is {canonicalize_name(last)}")
    return Pattern(text, kind, namespace, last, suffix)


def associated(patterns: list[str], package: Coordinates) -> tuple[str, str]:
    """The most specific of the patterns that match a package, and how strongly it does."""
    matching = [(one, one.match(package)) for one in map(parsed, patterns)]
    found = [(one.specificity, strength == "STRONG", one.text) for one, strength in matching if strength]
    _, strong, text = max(found)
    return text, "STRONG" if strong else "WEAK"


def parent_of(patterns: list[str], text: str) -> str | None:
    """The most specific of the patterns that hold all of this one; None for the root."""
    own = parsed(text)
    above = [one for one in map(parsed, patterns) if one.contains(own)]
    return max(above, key=lambda one: one.specificity).text if above else None


@functools.lru_cache(maxsize=1024)
def parsed(text: str) -> Pattern:
    """A pattern that was accepted before."""
    return parse(text)


@functools.cache
def _formats() -> tuple[str, ...]:
    return tuple(get_service_model("codeartifact").shape_for("PackageFormat").metadata["enum"])


def _begins(text: str, prefix: str) -> bool:
    """Whether a text begins with these whole words."""
    return text == prefix or (text.startswith(prefix) and not _is_word(text[len(prefix)]))


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _alike(text: str) -> str:
    """What texts that are easily taken for one another have in common."""
    return re.sub(r"[-._]+", ".", unicodedata.normalize("NFKC", text).casefold())
