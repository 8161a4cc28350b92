"""Bytes -> text: a byte-order mark wins, then valid UTF-8, then what is declared (any GB* meaning gb18030), then a guess by score.

A label is believed only if the bytes decode under it. A font called ``方正仿宋_GBK`` declares
nothing. What comes after this step sees text only.
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
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_HEAD = 4096
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")

# The hundred or so commonest characters of administrative prose, both scripts: a wrong guess decodes to rare ones.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "之进着等部度家电力里如水化高自理起小物现实加量都两体制机当使点从业本去把性好应开它合因由其些前政府药品医疗器械管理监督"
    "關於實發業產機構醫療藥監國務會議對進請應時個為與經學體權據證審評標準質量條規定辦報備"
)


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of ``content`` with line ends as ``\\n``; ``charset`` is what the server claims. Never raises, loses nothing readable."""
    return _decode(content, charset).replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, charset: str | None) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace")
    for name in _claims(content, charset):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return _guess(content)


def _claims(content: bytes, charset: str | None) -> Iterator[str]:
    """Encodings to try strictly, best first. UTF-8 leads: text in another encoding is practically never valid UTF-8."""
    if b"\0" not in content:
        yield "utf-8"
    declared = _DECLARED.search(content[:_HEAD])
    label = (declared[1] or declared[2]).decode("ascii", "ignore") if declared else None
    for name in (charset, label):
        if name and (known := _known(name)) and known not in {"utf-8", "iso8859-1", "ascii", "cp1252"}:
            yield known


def _known(label: str) -> str | None:
    """The codec for a label, with every GB* as gb18030 and Big5 with its Hong Kong additions; None if there is none."""
    bare = label.strip().strip("\"'").lower().replace("_", "-")
    if bare.startswith(("gb", "x-gbk", "cp936", "csgb", "hz-gb")) and bare != "hz-gb-2312":
        return "gb18030"
    if bare.startswith("big5"):
        return "big5hkscs"
    try:
        return codecs.lookup(bare).name
    except LookupError:
        return None


def _guess(content: bytes) -> str:
    """The reading with most common characters and fewest losses."""
    readings = [content.decode(name, "replace") for name in ("utf-8", *_GUESSES)]
    return max(readings, key=_score)


def _score(text: str) -> float:
    """Common characters count for, replacement and private-use characters against; per character of the reading."""
    sample = text[:20_000]
    good = sum(char in _COMMON for char in sample)
    bad = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char == "\0" for char in sample)
    return (good - 3 * bad) / (len(sample) or 1)
