"""What every article page has, whatever CMS made it: a body and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from crawler.addresses import resolve
from crawler.cms.select import CONTROL, parse, words

COMMON_BODIES = (
    "#UCAP-CONTENT", ".trs_editor_view", ".TRS_UEDITOR", ".TRS_Editor", "#zoom", "#Zoom", ".view[class*=TRS]", "#ivs_content",
    ".Article_content", ".article-content", ".article_con", ".pages_content", ".main-txt", ".Custom_UnionStyle", "article",
)  # fmt: skip
EXTENSIONS = ("pdf", "doc", "docx", "wps", "ofd", "xls", "xlsx", "et", "ppt", "pptx", "rtf", "txt", "csv", "zip", "rar", "7z")
EXTENSION = re.compile(rf"\.({'|'.join(EXTENSIONS)})$", re.IGNORECASE)
MAY_BE_FILE = re.compile(rf"(?:\.|%2e)(?:{'|'.join(EXTENSIONS)})", re.IGNORECASE)
""":data:`EXTENSION` stands somewhere in a link: a look that spares the hundreds of menu links of a page."""
PICTURE = re.compile(r"\.(?:jpe?g|png|bmp|webp)(?:$|\?)", re.IGNORECASE)
LINKS, ADDRESSES = "a[href], embed[src], iframe[src], object[data]", ("href", "src", "data")
"""A file is linked to, or shown within the page."""
PAGE = re.compile(r"\.(?:s?html?|aspx)$", re.IGNORECASE)
NAME_KEYS = ("filename", "file_name", "originalname")
"""Query keys, in small letters, of download addresses that hold the file's name; the rest of such an address may be encrypted and expire."""
SCRIPTED = re.compile(r"""file_appendix\s*=\s*(['"])""", re.IGNORECASE)
SCRIPT_END = {quote: re.compile(rf"(?<!\\){quote}\s{{0,99}}(?:[;,\n]|\Z|</script)", re.IGNORECASE) for quote in "'\""}
BEGINS = re.compile(r"""<meta\b[^<>]*\bname\s*=\s*["']?ContentStart\b[^<>]*>""", re.IGNORECASE)
ENDS = re.compile(r"""<meta\b[^<>]*\bname\s*=\s*["']?ContentEnd\b""", re.IGNORECASE)
"""Marks inside the body that are exact, better than any container (reference §1.2)."""
FURNITURE = re.compile(r"(?:^|[\s_-])(?:foot|footer|header|nav|menu)(?:$|[\s_-])", re.IGNORECASE)
CHINESE = re.compile(r"[\u3400-\u9fff]+")
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
    """The text between the marks of Hanweb and Lonsun, else of the first body container with any; None if neither is there.

    A page may print the article twice: the first copy is the article. A container may stand empty beside the one that is filled.
    """
    inside = _bounded(html)
    if inside is not None and (tree := page(inside).body) and (text := said(tree)):
        return text
    empty: list[str] = []
    for css in dict.fromkeys((*bodies, *COMMON_BODIES)):
        found = _first(html, css, empty)
        if found:
            return found
        if found is not None:
            empty.append(css)
    return None if inside is None and not empty else ""


def _bounded(html: str) -> str | None:
    """What stands between the marks; each is looked for once, so that a page of nothing but beginnings takes no longer."""
    begin = BEGINS.search(html)
    end = ENDS.search(html, begin.end()) if begin else None
    return html[begin.end() : end.start()] if begin and end else None


def _first(html: str, css: str, empty: Sequence[str]) -> str | None:
    """The first text that a match has, empty if none has any; a selector of a source file that only parsel understands is left to it.

    A match around a container that stands ``empty`` is none: the text that is there besides is the page's, not the article's.
    """
    try:
        nodes = [node for node in page(html).css(css) if not any(node.css_first(inner) for inner in empty)]
        texts = [said(node) for node in nodes]
    except SelectolaxError:
        texts = [words(node) for node in parse(html).css(css)]
    return next(filter(None, texts), "") if texts else None


def pictured(html: str, bodies: Iterable[str]) -> bool:
    """True if a body container holds a picture: 图解 and scanned papers have no text of their own."""
    with suppress(SelectolaxError):
        pictures = page(html).css(", ".join(f"{css} img[src]" for css in (*bodies, *COMMON_BODIES)))
        return any(PICTURE.search(picture.attributes.get("src") or "") for picture in pictures)
    return False


def chinese(text: str) -> int:
    """How many Chinese characters a text has."""
    return sum(map(len, CHINESE.findall(text)))


def files(html: str, url: str) -> tuple[File, ...]:
    """The files a page links to: by extension, by the name in a download address, or from the script TRS pages keep them in.

    Two files of one name in different folders are two; a download address that differs each time is no difference.
    """
    if not MAY_BE_FILE.search(html) and "&#" not in html:
        return ()
    found: dict[str, File] = {}
    for source in (html, *_scripted(html)):
        for link in page(source).css(LINKS):
            file = _file(link, url)
            new = _new(file, found) if file else None
            if new and not _is_furniture(link):
                found[new.identity] = new
    return tuple(found.values())


def _new(file: File, found: Mapping[str, File]) -> File | None:
    """The file, told apart from one of its name in another folder; None for one that was met before."""
    twin = found.get(file.identity)
    if twin is None:
        return file
    folder = _folder(file.url)
    apart = replace(file, identity=f"{folder}{file.identity}")
    return None if folder == _folder(twin.url) or apart.identity in found else apart


def _folder(url: str) -> str:
    """The folder a file stands in; nothing for one that a program hands out, whose address may differ each time."""
    path = unquote(urlsplit(url).path)
    return path.rsplit("/", 1)[0] + "/" if EXTENSION.search(path) else ""


def _scripted(html: str) -> Iterator[str]:
    """What the script of a page keeps of its files, as long as each has an end."""
    at = 0
    while begin := SCRIPTED.search(html, at):
        end = SCRIPT_END[begin[1]].search(html, begin.end())
        if end is None:
            return
        yield re.sub(r"\\(.)", r"\1", html[begin.end() : end.start()])
        at = end.end()


def _href(link: LexborNode) -> str:
    return next((said for key in ADDRESSES if (said := link.attributes.get(key))), "")


def _file(link: LexborNode, url: str) -> File | None:
    """The file a link leads to: the name it is known by stands in its address, or else in what the link says of it."""
    href, told = _href(link), link.attributes.get("download") or ""
    address = resolve(href, url) if MAY_BE_FILE.search(f"{href} {told} {link.text()}") else None
    if address is None:
        return None
    parts = urlsplit(address)
    asked = {key.lower(): values[0] for key, values in parse_qs(parts.query).items()}
    tail = unquote(parts.path.rsplit("/", 1)[-1])
    shown = told or said(link) or link.attributes.get("title") or ""
    names = (*(asked[key] for key in NAME_KEYS if key in asked), tail, told, *(() if PAGE.search(tail) else (shown,)))
    identity = next((name for name in names if EXTENSION.search(name)), None)
    if identity is None:
        return None
    extension = EXTENSION.search(identity)
    name = shown or identity
    return File(name if EXTENSION.search(name) or extension is None else name + extension[0].lower(), identity, address)


def above(link: LexborNode) -> Iterator[LexborNode]:
    """The elements around a link, the nearest first."""
    node = link.parent
    while node is not None and node.tag != "-document":
        yield node
        node = node.parent


def _is_furniture(link: LexborNode) -> bool:
    """True inside a header, footer or menu, told by tag, class or id: what stands there belongs to no article."""
    near = islice(above(link), DEEPEST)
    marks = (" ".join((node.tag or "", node.attributes.get("class") or "", node.id or "")) for node in near)
    return any(FURNITURE.search(mark) for mark in marks)
