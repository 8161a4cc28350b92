"""What a CMS family knows, and the register of families.

A family is one object under one name. Built-in families and outsiders register alike::

    from crawler.cms.base import Family, register

    class Lonsun(Family):
        name = "lonsun"
        ...

    register(Lonsun())

An installed package names such a module under the entry point group ``regdelta.families``. Families read text: no
Scrapy here, so a page kept in the archive can be read again at any time.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import ClassVar

from crawler.cms import article
from crawler.cms.interpretations import interpretations
from crawler.marks import message
from crawler.outcomes import Unaccepted, visible
from domain.crawl import Listing, Outcome
from domain.errors import ConfigError
from domain.source import Source

GROUP = "regdelta.families"
BUILT_IN = (
    "easysite",
    "gd_gkmlpt",
    "gd_nfcms",
    "generic",
    "hanweb_jpaas",
    "hanweb_jpage",
    "hanweb_xxgk",
    "json_list",
    "listcolumn",
    "lonsun",
    "onclick",
    "scripted",
    "shanghai",
    "static",
    "trs_wcm",
    "ucap",
    "vsb",
)
"""Each is a module beside this one. A run loads those its sources name, and no others."""

PLAIN_PAGE = 200  # Chinese characters that make a page without a known body container an article (reference §2.9)
BODY = 30  # ... and the body container of a covering notice


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a listing. ``page`` counts from 1 in the order of the list; 0 is an entrance without rows.

    ``form`` is the body of a POST as the site's own script sends it, ``key=value&...`` encoded; empty for a GET.
    """

    url: str
    page: int = 1
    form: str = ""

    @property
    def whole(self) -> str:
        """Address and form as one: what tells this request from the others of its list."""
        return f"{self.url}{'&' if '?' in self.url else '?'}{self.form}" if self.form else self.url


@dataclass(frozen=True, slots=True)
class Answer:
    """The decoded text that came for an address; ``ask`` is empty for anything but a listing page, ``title`` what the list calls a paper."""

    url: str
    text: str
    ask: Ask = Ask("", 0)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a listing page came to: its rows (None for an entrance) and what is to be asked next because of it."""

    listing: Listing | None
    asks: tuple[Ask, ...] = ()


class Family(ABC):
    """How one CMS shows its lists and articles. Stateless; every method may be called on any page at any time.

    ``options`` are the keys a source file may hold under ``[options]``, each with the words that explain it.
    ``bodies`` is what :meth:`containers` gives unless the options say more.
    """

    name: ClassVar[str]
    options: ClassVar[Mapping[str, str]] = MappingProxyType({})
    bodies: ClassVar[tuple[str, ...]] = ()

    def of(self, source: Source) -> Family:  # noqa: ARG002 - for families whose options say more
        """This family as a source's options want it; itself, unless the options say how articles are read."""
        return self

    def first(self, source: Source) -> Ask:
        """Where the listing begins."""
        return Ask(source.listing)

    @abstractmethod
    def read(self, answer: Answer, source: Source) -> Reading:
        """Read a listing page or entrance. Page 1 asks for all the others, at most ``source.max_pages``.

        Raises Unaccepted (DRIFTED, EMPTY_LISTING, REPEATED_PAGE, HTTP_ERROR) where the page is not the list asked for.
        """

    def containers(self) -> tuple[str, ...]:
        """CSS selectors of the article's body container, best first."""
        return self.bodies

    def accept(self, answer: Answer) -> bool:
        """Make sure that an article is there, as text, picture or file; True if it stands in a body container that is known.

        Raises Unaccepted: DRIFTED if the container is gone or bare, SOFT_404 if it holds the message of an error handler.
        """
        body = article.body(answer.text, self.containers())
        found = article.chinese(body if body is not None else visible(answer.text))
        wanted = PLAIN_PAGE if body is None else BODY
        if body is not None and (said := message(re.sub(r"\s+", "", body), answer.title)):
            raise Unaccepted(Outcome.SOFT_404, f"页面框架还在，但正文容器内只有 {found} 个汉字，写着“{said}”")
        if found < wanted and not self._has_more(answer, within=body is not None):
            where = "正文容器内" if body is not None else f"页面没有正文容器 {'、'.join(self.containers())}，全页"
            raise Unaccepted(Outcome.DRIFTED, f"{where}只有 {found} 个汉字，应有 {wanted} 个以上或有附件")
        return body is not None

    def _has_more(self, answer: Answer, *, within: bool) -> bool:
        """True if the page has something to read besides its words: a file, or a picture ``within`` the body container."""
        return (within and article.pictured(answer.text, self.containers())) or bool(self.attachments(answer))

    def page_of(self, answer: Answer) -> str | None:  # noqa: ARG002 - for families whose articles are no markup
        """An article as a page, where the one received has it as data for a script; None where the page is the article."""
        return None

    def attachments(self, answer: Answer) -> tuple[article.File, ...]:
        """The files an article names, in page order, each once."""
        return article.files(answer.text, answer.url)

    def interpretations(self, answer: Answer) -> tuple[str, ...]:
        """Addresses of the interpretations (政策解读) an article links to, in page order, each once."""
        return interpretations(answer.text, answer.url)


_families: dict[str, Family] = {}


def register(family: Family) -> None:
    """Make a family known under its name. Raises ConfigError if the name is taken by another class."""
    if type(_families.get(family.name, family)) is not type(family):
        raise ConfigError(f"two CMS families are called {family.name}; rename one of them")
    _families[family.name] = family


def family(name: str) -> Family:
    """The family of this name, looked for among the built-in ones, then among installed packages. Raises ConfigError."""
    if name in BUILT_IN:
        import_module(f"crawler.cms.{name}")
    elif name not in _families:
        _load_installed()
    if name not in _families:
        known = sorted({*_families, *BUILT_IN})
        near = get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"known families are {', '.join(known)}"
        raise ConfigError(f"there is no CMS family called {name}; {hint}")
    return _families[name]


def families() -> tuple[Family, ...]:
    """All families, built in or installed, in the order of their names."""
    _load_installed()
    return tuple(family(name) for name in sorted({*_families, *BUILT_IN}))


def _load_installed() -> None:
    for entry in entry_points(group=GROUP):
        entry.load()
