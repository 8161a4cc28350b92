"""Addresses: what a link means, whether it belongs to the site, and what identifies the page behind it.

Shapes and traps are those of the reference on regulators' sites, §1.1 (article-address dialects) and §6.5 (identity).
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(r"^(?:utm_\w+|spm|chksm|isappinstalled|share_\w+)$", re.IGNORECASE)
"""Query keys that say how a reader came, not what he reads."""
SHOWN_AS = {("type", "pc"), ("type", "m"), ("type", "wap"), ("m", ""), ("from", "timeline"), ("from", "singlemessage")}
"""Keys with values that say on what a page is shown, or in which chat it was passed on."""
WECHAT, WECHAT_KEYS = "mp.weixin.qq.com", ("__biz", "mid", "idx", "sn")
"""An article's own keys there; all others belong to who shared it."""
PHONE_HOST = re.compile(r"^(?:m|wap|3g|mobile)\.(?=[^.]+\.)")
PHONE_PATH = re.compile(r"^/(?:m|wap|3g|mobile|phone)(?=/)")
INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|aspx?|jsp|php)$", re.IGNORECASE)
STAMP = re.compile(r"/(\d{17}\.html)$")
"""The national regulator files one paper in several folders under one stamp, the time of its creation to the millisecond."""
COLUMN = re.compile(r"/col/col\d+/(?:index\.html)?$")
"""A column of Hanweb is a static page: what stands behind its ``?`` chooses nothing (``uid``, ``pageNum``)."""
POST = re.compile(r"/content/(?:\d+/\d+/)?(post_\d+\.html)$")
"""Guangdong's two systems and its columns show one paper under the same post number (reference §2.5)."""
SAME_FOLDER = re.compile(r"/(?:\.?/)+")
"""Doubled slashes, and the ``/./`` that is left where an address was put together from parts."""
LONGEST_PATH = 500
"""Characters of the path of an article; no site's are half as long, and a page of endless ones would be looked at for hours."""
SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")

# Address shapes of articles by CMS; first hit wins.
DIALECTS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "trs_dated": r"/\d{6}/t\d{8}_\d+(?:_(?:\d{1,2}|ewm))?\.s?html?$",
        "trs_plain": r"/t\d{6,9}\.s?html?$",
        "hanweb_old": r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html$",
        "hanweb_jpaas": r"/art/\d{4}/art_[0-9a-f]{32}\.html$",
        "govcn": r"/(?:\d{4}-\d{2}/\d{2}|\d{6})/content_\d+\.s?html?$",
        "gd_gkmlpt": r"/gkmlpt/content/\d+/\d+/m?post_\d+\.html$",
        "gd_nfcms": r"/content/m?post_\d+\.html$",
        "shanghai": r"/\d{8}/[0-9a-f]{32}\.html$",
        "hex_c": r"/\d{8}/[0-9a-f]{32}/c\.html$",
        "hex_month": r"/(?:\d{6}|\d{4}/\d{1,2}/\d{1,2})/[0-9a-f]{32}\.s?html$",
        "stamp": r"/(?:19|20)\d{12,19}\.html$",
        "stamp_dir": r"/(?:19|20)\d{10,18}/index\.s?html?$",
        "easysite": r"/\d{5,9}/index\.html?$",
        "uuid_column": r"/columns/[0-9a-f-]{36}/\d{6}/\d{2}/[0-9a-f-]{36}\.html$",
        "c_content": r"/c\d+/content\.html$",
        "c_number": r"/c_\d+\.s?html?$",
        "iso_number": r"/\d{4}-\d{2}-\d{2}/\d+\.html$",
        "ymd_number": r"/(?:19|20)\d{6}/\d+\.html$",
        "y_md_number": r"/\d{4}/\d{4}/\d+\.html$",
        "vsb_info": r"/info/\d+/\d+\.htm$",
        "lonsun": r"/[a-z][\w/-]*/\d{8,9}\.html$",
    }.items()
}
PHONE_TWINS = ((re.compile(r"/mpost_(\d+\.html)$"), r"/post_\1"), (re.compile(r"_ewm(\.s?html?)$"), r"\1"))
"""Phone copies of an article: the address of the desktop copy is the identity."""


def resolve(href: str, base: str) -> str | None:
    """The absolute http(s) address of a link on the page ``base``; None for scripts, mail, anchors and wrongly joined links."""
    href = href.strip()
    if not href or (href.startswith("#") and not href.startswith(("#/", "#!"))):
        return None
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or host.endswith(".") or "/../" in parts.path:
        return None
    return url


def canonical(url: str) -> str:
    """One spelling for one page, still fit to be asked for.

    Host in lower case, default port, tracking keys and doubled slashes gone, phone twin and redirect wrapper replaced by what
    they stand for. A fragment stays only as a route (``#/``, ``#!``); an article's query goes whole, its path names it.
    """
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    if parts.path.endswith("/visit/link.do") and (inner := dict(query).get("url", "")).startswith(("http://", "https://")):
        return canonical(unquote(inner))
    path = SAME_FOLDER.sub("/", SESSION.sub("", parts.path)) or "/"
    for twin, desktop in PHONE_TWINS:
        path = twin.sub(desktop, path)
    kept = [] if dialect(path) else [pair for pair in query if _chooses(pair, parts.hostname)]
    written = parts.query if kept == query else urlencode(kept)
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return urlunsplit((parts.scheme, host_and_port(url), path, written, fragment))


def _chooses(pair: tuple[str, str], host: str | None) -> bool:
    """True if a key of a query says which page is meant."""
    if host and host.lower() == WECHAT:
        return pair[0] in WECHAT_KEYS
    return not TRACKING.match(pair[0]) and (pair[0].lower(), pair[1].lower()) not in SHOWN_AS


def identity(url: str) -> str:
    """The canonical address with everything folded that may differ between two ways to one page; not meant to be asked for.

    Scheme, ``www.`` and phone hosts, phone paths and, where its number is the site's own, folders of an article, the name of an index page, the order of a query and the
    spelling of escapes. The case of a path stays: two pages may differ in it. Numeric hosts (the sample regulators on loopback) keep
    their scheme.
    """
    parts = urlsplit(canonical(url))
    parts = parts._replace(path=_path(parts.path), query=_query(parts))
    if is_numeric(parts.hostname or ""):
        return urlunsplit(parts)
    return urlunsplit(parts._replace(scheme="https", netloc=_without_face(parts.netloc)))


def _path(path: str) -> str:
    if dialect(path):
        path = PHONE_PATH.sub("", path)
        path = f"/{found[1]}" if (found := STAMP.search(path) or POST.search(path)) else path
    return _escaped(INDEX.sub("/", path))


def _query(parts: SplitResult) -> str:
    if COLUMN.search(parts.path):
        return ""
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return urlencode(sorted(pairs, key=lambda pair: pair[0])) if len(pairs) > 1 else parts.query


def _escaped(path: str) -> str:
    """Escapes in one spelling (RFC 3986, section 6.2.2): capital digits, none for what needs none, one for what needs it."""

    def one(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if UNRESERVED.match(character) else found[0].upper()

    return quote(ESCAPE.sub(one, path), safe="/%:@!$&'()*+,;=~-._")


def _without_face(host: str) -> str:
    """A host without ``www.`` and without the name it has for phones."""
    return PHONE_HOST.sub("", host.removeprefix("www."))


def same_site(a: str, b: str) -> bool:
    """True if both addresses are on one host; ``www.``, ``m.``, scheme and default port make no difference."""
    return site_of(a) == site_of(b)


@lru_cache(maxsize=256)  # each request is asked about several times on its way
def site_of(url: str) -> str:
    """Host and port without ``www.`` or ``m.``: what the pace is kept for."""
    return _without_face(host_and_port(url))


def host_and_port(url: str) -> str:
    """Host in lower case, with the port where it is not the scheme's own. A broken port counts as none."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    try:
        port = parts.port
    except ValueError:
        port = None
    return host if port in (None, PORTS.get(parts.scheme)) else f"{host}:{port}"


def is_numeric(host: str) -> bool:
    """True if the host is an address literal."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def dialect(url: str) -> str | None:
    """The name of the article-address shape, or None if the address is of no known shape."""
    path = urlsplit(url).path
    if len(path) > LONGEST_PATH:
        return None
    return next((name for name, pattern in DIALECTS.items() if pattern.search(path)), None)
