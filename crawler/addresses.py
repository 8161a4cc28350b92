"""Addresses: what a link means, whether it belongs to the site, and what identifies the page behind it.

Shapes and traps are those of the reference on regulators' sites, §1.1 (article-address dialects) and §6.5 (identity).
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(r"^(?:utm_\w+|spm|chksm|isappinstalled|share_\w+)$", re.IGNORECASE)
"""Query keys that say how a reader came, not what he reads."""

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
    path = re.sub(r"/{2,}", "/", parts.path) or "/"
    for twin, desktop in PHONE_TWINS:
        path = twin.sub(desktop, path)
    kept = [] if dialect(path) else [(key, value) for key, value in query if not TRACKING.match(key)]
    written = parts.query if kept == query else urlencode(kept)
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return urlunsplit((parts.scheme, host_and_port(url), path, written, fragment))


def identity(url: str) -> str:
    """The canonical address with what may differ between two looks at one page folded: ``http`` and ``www.``.

    Numeric hosts (the sample regulators on loopback) keep their scheme.
    """
    parts = urlsplit(canonical(url))
    if is_numeric(parts.hostname or ""):
        return urlunsplit(parts)
    return urlunsplit(parts._replace(scheme="https", netloc=parts.netloc.removeprefix("www.")))


def same_site(a: str, b: str) -> bool:
    """True if both addresses are on one host; ``www.``, scheme and default port make no difference."""
    return site_of(a) == site_of(b)


def site_of(url: str) -> str:
    """Host and port without ``www.``: what the pace is kept for."""
    return host_and_port(url).removeprefix("www.")


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
    return next((name for name, pattern in DIALECTS.items() if pattern.search(path)), None)
