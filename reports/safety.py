"""Text from outside made harmless. Crawled titles, bodies, unit names and addresses are never trusted.

Escaping for a format is the renderer's; here is what no format wants: characters that are not seen but act.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Controls except tab and line feed, direction marks and overrides (U+200E/F, 202A-E, 2066-9, 061C), zero-width
# characters, line separators, tags, surrogates and non-characters.
_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every character that acts unseen written out: ``⟦U+202E⟧``. A carriage return is layout and goes."""
    return _ACTING.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text.replace("\r\n", "\n").replace("\r", "\n"))


def acts(text: str) -> bool:
    """True if ``text`` holds such a character, so that it cannot be shown byte for byte."""
    return bool(_ACTING.search(text))


def link(url: str | None) -> str | None:
    """The address if it may become a link: http or https, with a host, without spaces, controls or credentials."""
    if (
        not url
        or len(url) > 2000
        or acts(url)
        or any(unicodedata.category(mark)[0] in "ZC" or mark in "<>\"'`\\" for mark in url)
    ):
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if usable else None
