"""Bytes -> text: a byte-order mark wins, then valid UTF-8, then the best of what is declared (any GB* meaning gb18030) and of
what is usual, by score.

A label is an advantage, not a proof: text in Big5 mostly decodes under a GBK label, to rare characters. Only headers and meta
tags declare; a font called ``方正仿宋_GBK``, a comment or a script does not. What comes after this step sees text only.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNSEEN = re.compile(rb"<!--.*?-->|<(script|style|noscript)\b.*?</\1\s*>", re.S | re.I)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_HEAD = 4096
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_DEFAULTS = frozenset(("utf-8", "iso8859-1", "ascii", "cp1252"))  # what servers say when nobody told them anything
_NO_PAGES = frozenset(("punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape"))
"""Python's codecs that no page is written in; one of them takes minutes for a megabyte."""
_BONUS = 0.1  # score of a label: the right reading of a Chinese page beats a wrong one by 0.2 and more
_HIGH = bytes(range(0x80, 0x100))
_UTF8 = rb"[\xe3-\xe9\xef][\x80-\xbf]{2}(?:[\xe3-\xe9\xef][\x80-\xbf]{2}|[\x00-\x7f]|$)"  # Chinese goes on
# Up to 1,500 bytes that can be GBK, and Latin or Chinese in UTF-8 behind them. One pattern: broken bytes come by the thousand.
_FRAGMENT = re.compile(rb"(?:[\x81-\xfe].){1,750}?(?=[\x00-\x7f]|" + _UTF8 + rb"|\Z)", re.S)

# The hundred or so commonest characters of administrative prose, both scripts: a wrong guess decodes to rare ones.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "之进着等部度家电力里如水化高自理起小物现实加量都两体制机当使点从业本去把性好应开它合因由其些前政府药品医疗器械管理监督"
    "關於實發業產機構醫療藥監國務會議對進請應時個為與經學體權據證審評標準質量條規定辦報備，。、：（）“”《》"
)


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of ``content`` with line ends as ``\\n``; ``charset`` is what the server claims. Never raises, loses nothing readable."""
    return _decode(content, charset).replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, charset: str | None) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace")
    if b"\0" not in content:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return _best(content, set(_claims(content, charset)))


def _claims(content: bytes, charset: str | None) -> Iterator[str]:
    """The encodings that header and page declare, defaults aside."""
    declared = _DECLARED.search(_UNSEEN.sub(b"", content[:_HEAD]))
    label = (declared[1] or declared[2]).decode("ascii", "ignore") if declared else None
    for name in (charset, label):
        if name and (known := _known(name)) and known not in _DEFAULTS:
            yield known


def _known(label: str) -> str | None:
    """The codec for a label, with every GB* as gb18030 and Big5 with its Hong Kong additions; None if there is none."""
    bare = label.strip().strip("\"'").lower().replace("_", "-")
    if bare.startswith(("gb", "x-gbk", "cp936", "csgb", "hz-gb")) and bare != "hz-gb-2312":
        return "gb18030"
    if bare.startswith(("big5", "x-x-big5", "cn-big5")):
        return "big5hkscs"
    try:
        known = codecs.lookup(bare).name
        return None if known in _NO_PAGES else known
    except (LookupError, ValueError):  # an unknown name, or one that is no name at all
        return None


def _best(content: bytes, claimed: set[str]) -> str:
    """The reading with most common characters and fewest losses; a declared one has an advantage."""
    readings = {name: _read(content, name) for name in ("utf-8", *_GUESSES, *sorted(claimed))}
    return readings[max(readings, key=lambda name: _score(readings[name]) + _BONUS * (name in claimed))]


def _read(content: bytes, name: str) -> str:
    try:
        return content.decode(name, _MIXED if name == "utf-8" and _mostly_utf8(content) else "replace")
    except (ValueError, LookupError):  # codecs that are no text encodings, or do not know how to replace
        return ""


def _mostly_utf8(content: bytes) -> bool:
    """True if most of the bytes beyond ASCII are valid UTF-8."""
    ascii_bytes = len(content.translate(None, _HIGH))
    valid = len(content.decode("utf-8", "ignore").encode()) - ascii_bytes
    return 2 * valid > len(content) - ascii_bytes


def _fragment(error: UnicodeError) -> tuple[str, int]:
    """Read a stretch of GBK inside of UTF-8 (a template of one encoding, an article of another): the shortest one after
    which UTF-8 goes on. Without one a single byte is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if fragment := _FRAGMENT.match(error.object, error.start):
        try:
            return fragment[0].decode("gb18030"), fragment.end()
        except UnicodeDecodeError:
            pass
    return "\ufffd", error.start + 1


_MIXED = "regdelta-mixed"
codecs.register_error(_MIXED, _fragment)


def _score(text: str) -> float:
    """Common characters count for, replacement and private-use characters against; per character beyond ASCII."""
    sample = [char for char in text[:20_000] if char > "\x7f" or char == "\0"]
    good = sum(char in _COMMON for char in sample)
    bad = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char == "\0" for char in sample)
    return (good - 3 * bad) / len(sample) if sample else (0.0 if text else -9.0)
