"""What every article page has, whatever CMS made it: a body, files, links to interpretations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from crawler.addresses import canonical, resolve
from crawler.cms.select import CONTROL, parse, words

COMMON_BODIES = (
    "#UCAP-CONTENT", ".trs_editor_view", ".TRS_UEDITOR", ".TRS_Editor", "#zoom", "#Zoom", ".view[class*=TRS]", "#ivs_content",
    ".Article_content", ".article-content", ".article_con", ".pages_content", ".main-txt", ".Custom_UnionStyle", "article",
)  # fmt: skip
EXTENSIONS = ("pdf", "doc", "docx", "wps", "ofd", "xls", "xlsx", "et", "ppt", "pptx", "rtf", "txt", "csv", "zip", "rar", "7z")
EXTENSION = re.compile(rf"\.({'|'.join(EXTENSIONS)})$", re.IGNORECASE)
MAY_BE_FILE = re.compile(rf"(?:\.|%2e)(?:{'|'.join(EXTENSIONS)})", re.IGNORECASE)
""":data:`EXTENSION` stands somewhere in the address: a look that spares the hundreds of menu links of a page."""
NAME_KEYS = ("filename", "fileName", "file_name")
"""Query keys of download addresses that hold the file's name; the rest of such an address may be encrypted and expire."""
SCRIPTED = re.compile(r"""file_appendix\s*=\s*(['"])""")
SCRIPT_END = {quote: re.compile(rf"{quote}\s*;") for quote in "'\""}
BEGINS = re.compile(r"""<meta\s+name=["']ContentStart["'][^<>]*>""", re.IGNORECASE)
ENDS = re.compile(r"""<meta\s+name=["']ContentEnd["']""", re.IGNORECASE)
"""Marks inside the body that are exact, better than any container (reference §1.2)."""
FURNITURE = re.compile(r"(?:^|[\s_-])(?:foot|footer|header|nav|menu)(?:$|[\s_-])", re.IGNORECASE)
CHINESE = re.compile(r"[\u3400-\u9fff]+")
INTERPRETS = re.compile("解[读讀]")
MAY_INTERPRET = re.compile("解[读讀]|zcjdlink|&#")
"""Stands in every page with such a link; ``&#`` may hide anything."""
NEIGHBOUR = re.compile(r"^\s*(?:上|下)一(?:篇|条)")
DEEPEST = 40
"""Elements around a link that are looked at; pages of real sites are some twenty deep."""


@dataclass(frozen=True, slots=True)
class File:
    """A file an article names. ``name`` is for people and has the extension; ``identity`` stays when the address expires."""

    name: str
    identity: str
    url: str


@lru_cache(maxsize=2)  # an article is looked through for its body, its files and its interpretations
def page(html: str) -> LexborHTMLParser:
    """The tree of an article as a browser would build it. It is shared: nobody changes it.

    Lists are read with parsel, whose selectors a source file may use to the full; every article passes here, so this is lexbor's.
    """
    return LexborHTMLParser(CONTROL.sub("", html))


def said(node: LexborNode) -> str:
    """The text of a node with every run of white space made one space."""
    return " ".join(node.text().split())


def body(html: str, bodies: Iterable[str]) -> str | None:
    """The text between the marks of Hanweb and Lonsun, else of the first body container; None if neither is there.

    A page may print the article twice: the first copy is the article.
    """
    inside = _bounded(html)
    if inside is not None:
        tree = page(inside).body
        return said(tree) if tree else ""
    return next((found for css in dict.fromkeys((*bodies, *COMMON_BODIES)) if (found := _first(html, css)) is not None), None)


def _bounded(html: str) -> str | None:
    """What stands between the marks; each is looked for once, so that a page of nothing but beginnings takes no longer."""
    begin = BEGINS.search(html)
    end = ENDS.search(html, begin.end()) if begin else None
    return html[begin.end() : end.start()] if begin and end else None


def _first(html: str, css: str) -> str | None:
    """The text of the first match; a selector of a source file that only parsel understands is left to it."""
    try:
        node = page(html).css_first(css)
    except SelectolaxError:
        found = parse(html).css(css)
        return words(found[0]) if found else None
    return said(node) if node else None


def chinese(text: str) -> int:
    """How many Chinese characters a text has."""
    return sum(map(len, CHINESE.findall(text)))


def files(html: str, url: str) -> tuple[File, ...]:
    """The files a page links to: by extension, by the name in a download address, or from the script TRS pages keep them in."""
    if not MAY_BE_FILE.search(html) and "&#" not in html:
        return ()
    found: dict[str, File] = {}
    for source in (html, *_scripted(html)):
        for link in page(source).css("a[href]"):
            file = _file(link, url)
            if file and file.identity not in found and not _is_furniture(link):
                found[file.identity] = file
    return tuple(found.values())


def _scripted(html: str) -> Iterator[str]:
    """What the script of a page keeps of its files, as long as each has an end."""
    at = 0
    while begin := SCRIPTED.search(html, at):
        end = SCRIPT_END[begin[1]].search(html, begin.end())
        if end is None:
            return
        yield html[begin.end() : end.start()]
        at = end.end()


def interpretations(html: str, url: str) -> tuple[str, ...]:
    """Addresses of pages about this article: ``a#zcjdlink`` (as often as it stands there) and links whose words say 解读."""
    if not MAY_INTERPRET.search(html):
        return ()
    found: dict[str, None] = {}
    for link in page(html).css("a[href]"):
        words_of_link = (link.attributes.get("title") or "") + said(link)
        marked = link.id == "zcjdlink" or (INTERPRETS.search(words_of_link) and not _is_neighbour(link))
        address = resolve(_href(link), url) if marked else None
        if address and canonical(address) != canonical(url) and not EXTENSION.search(urlsplit(address).path):
            found.setdefault(canonical(address))
    return tuple(found)


def _href(link: LexborNode) -> str:
    return link.attributes.get("href") or ""


def _file(link: LexborNode, url: str) -> File | None:
    href = _href(link)
    address = resolve(href, url) if MAY_BE_FILE.search(href) else None
    if address is None:
        return None
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    named = next((asked[key][0] for key in NAME_KEYS if key in asked), None)
    identity = named or unquote(parts.path.rsplit("/", 1)[-1])
    extension = EXTENSION.search(identity)
    if extension is None:
        return None
    shown = link.attributes.get("download") or said(link) or link.attributes.get("title") or identity
    name = shown if EXTENSION.search(shown) else shown + extension[0].lower()
    return File(name, identity, address)


def _above(link: LexborNode) -> Iterator[LexborNode]:
    """The elements around a link, the nearest first."""
    node = link.parent
    while node is not None and node.tag != "-document":
        yield node
        node = node.parent


def _is_furniture(link: LexborNode) -> bool:
    """True inside a header, footer or menu, told by tag, class or id: what stands there belongs to no article."""
    near = islice(_above(link), DEEPEST)
    marks = (" ".join((node.tag or "", node.attributes.get("class") or "", node.id or "")) for node in near)
    return any(FURNITURE.search(mark) for mark in marks)


def _is_neighbour(link: LexborNode) -> bool:
    """True for the link to the article before or after this one in the list, or one right inside of such words."""
    return any(NEIGHBOUR.match(_beginning(node)) for node in (link, *islice(_above(link), 1)))


def _beginning(node: LexborNode) -> str:
    """The first few characters of its text. All of it may be half the page, for every link of the page anew."""
    text = ""
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text" and len(text := (text + inner.text(deep=False)).lstrip()) >= len("上一篇"):
            break
    return text
