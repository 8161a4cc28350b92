"""Keys under which a document is found again by its 文号 or title, however either is typed."""

from __future__ import annotations

import re
import unicodedata

# Every bracket a 文号 is met with; NFKC has folded the full-width and small forms before.
_BRACKETS = str.maketrans(dict.fromkeys("[【{(〖〘", "〔") | dict.fromkeys("]】})〗〙", "〕"))
# White space, and what has no width at all (U+200B-200F, U+2028-202E, U+2060-2064, BOM, soft hyphen).
_INVISIBLE = "\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_NOTHING = re.compile(f"[{_INVISIBLE}]+")
_NOTHING_IN_TITLES = re.compile(f"[《》〈〉<>{_INVISIBLE}]+")


def number_key(number: str) -> str:
    """A 文号 with all bracket forms, widths and spaces made one: ``示药监[２０２５] 3号`` -> ``示药监〔2025〕3号``."""
    return _folded(number, _NOTHING).translate(_BRACKETS)


def title_key(title: str) -> str:
    """A title without its width, spaces and 《》; the script is already one (domain titles are Simplified)."""
    return _folded(title, _NOTHING_IN_TITLES)


def _folded(text: str, nothing: re.Pattern[str]) -> str:
    bare = nothing.sub("", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFKC", bare)  # characters that came to stand side by side may have joined
