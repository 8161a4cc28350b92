"""What every article page has, whatever CMS made it: a body, files, links to interpretations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.html import HtmlElement

from crawler.addresses import canonical, resolve
from crawler.cms.select import links, parse, text_of, words

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
SCRIPTED = re.compile(r"""file_appendix\s*=\s*(['"])(.*?)\1\s*;""", re.DOTALL)
BOUNDS = re.compile(
    r"""<meta\s+name=["']ContentStart["'][^>]*>(.*?)<meta\s+name=["']ContentEnd["']""", re.DOTALL | re.IGNORECASE
)
"""Marks inside the body that are exact, better than any container (reference §1.2)."""
FURNITURE = re.compile(r"(?:^|[\s_-])(?:foot|footer|header|nav|menu)(?:$|[\s_-])", re.IGNORECASE)
INTERPRETS = re.compile("解[读讀]")
NEIGHBOUR = re.compile(r"^\s*(?:上|下)一(?:篇|条)")


@dataclass(frozen=True, slots=True)
class File:
    """A file an article names. ``name`` is for people and has the extension; ``identity`` stays when the address expires."""

    name: str
    identity: str
    url: str


def body(html: str, bodies: Iterable[str]) -> str | None:
    """The text between the marks of Hanweb and Lonsun, else of the first body container; None if neither is there.

    A page may print the article twice: the first copy is the article.
    """
    if bounds := BOUNDS.search(html):
        return words(parse(bounds[1]))
    tree = parse(html)
    for css in (*bodies, *COMMON_BODIES):
        if found := tree.css(css):
            return words(found[0])
    return None


def chinese(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(re.findall(r"[\u3400-\u9fff]", text))


def files(html: str, url: str) -> tuple[File, ...]:
    """The files a page links to: by extension, by the name in a download address, or from the script TRS pages keep them in."""
    tree = parse(html)
    scripted = (parse(found[1]) for found in SCRIPTED.findall(html))
    found: dict[str, File] = {}
    for source in (tree, *scripted):
        for link in links(source):
            file = _file(link, url)
            if file and not _is_furniture(link):
                found.setdefault(file.identity, file)
    return tuple(found.values())


def interpretations(html: str, url: str) -> tuple[str, ...]:
    """Addresses of pages about this article: ``a#zcjdlink`` (as often as it stands there) and links whose words say 解读."""
    found: dict[str, None] = {}
    for link in links(parse(html)):
        said = link.get("title", "") + text_of(link)
        marked = link.get("id") == "zcjdlink" or (INTERPRETS.search(said) and not _is_neighbour(link))
        address = resolve(link.get("href"), url) if marked else None
        if address and canonical(address) != canonical(url) and not EXTENSION.search(urlsplit(address).path):
            found.setdefault(canonical(address))
    return tuple(found)


def _file(link: HtmlElement, url: str) -> File | None:
    address = resolve(link.get("href"), url) if MAY_BE_FILE.search(link.get("href")) else None
    if address is None:
        return None
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    named = next((asked[key][0] for key in NAME_KEYS if key in asked), None)
    identity = named or unquote(parts.path.rsplit("/", 1)[-1])
    extension = EXTENSION.search(identity)
    if extension is None:
        return None
    said = link.get("download") or text_of(link) or link.get("title") or identity
    name = said if EXTENSION.search(said) else said + extension[0].lower()
    return File(name, identity, address)


def _is_furniture(link: HtmlElement) -> bool:
    """True inside a header, footer or menu, told by tag, class or id: what stands there belongs to no article."""
    above = link.iterancestors()
    return any(FURNITURE.search(" ".join((str(node.tag), node.get("class", ""), node.get("id", "")))) for node in above)


def _is_neighbour(link: HtmlElement) -> bool:
    """True for the link to the article before or after this one in the list, or one right inside of such words."""
    return any(NEIGHBOUR.match(text_of(node)) for node in (link, *islice(link.iterancestors(), 1)))
