"""Repairs of single characters: what no reader sees, and what looks right but is another character."""

from __future__ import annotations

import re
import unicodedata

from normalizer.trace import Ledger, Splice, Traced

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffc"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f"
_OWN = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_VARIANT = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_L, _O = "lIｌＩ", "OoＯｏ"  # letters taken for 1 and 0; widths are not folded yet
_ODD = re.compile(f"[{_UNSEEN}{_CONTROL}{_OWN}{_VARIANT}{_L}{_O}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]+|[{_CONTROL}]+")
_PRIVATE = re.compile(f"[{_OWN}]+")
_RADICAL = re.compile(f"[{_VARIANT}]")
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
_MIXED = re.compile(
    rf"[{_L}{_O}](?:(?<=\d.)|(?=\d)|(?<=[{_L}])(?=[{_O}](?![a-kmnp-zA-HJ-NP-Z])))"
)  # a text without any is left alone
_RUN = re.compile(rf"[\d{_L}{_O}][\d{_L}{_O}]*")
_MIX = re.compile(rf"\d[{_L}{_O}]|[{_L}{_O}]\d|[{_L}][{_O}]")
_COUNTED = re.compile(r"\s*(?:[万亿千百]?[元年月日天个项家名批次倍%％]|工作日)")
_AS_DIGIT = str.maketrans(_L + _O, "11110000")

# CJK Radicals Supplement has no compatibility mapping in Unicode; these are the ones PDF fonts put in the place of characters.
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺆⺈⺌⺍⺗⺝⺠⺧⺪⺫⺬⺮⺯⺰⺲⺳⺶⺷⺸⺻⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻏⻐⻑⻒⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂乙冂刀小小心月民牛疋目示竹糸糸网网羊羊羊聿月臼艹艹虎衣西西见角讠贝车辶邑钅长长长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)


def mend(text: Traced, ledger: Ledger) -> Traced:
    """Zero-width and private-use characters off, radicals and compatibility forms folded, letters among digits read as digits."""
    alphabet = "".join(set(_ODD.findall(text.text)))  # most texts have nothing of the kind: one look at them is enough
    if not alphabet:
        return text
    if _INVISIBLE.search(alphabet):
        text = _drop(text, _INVISIBLE, "zero_width", ledger)
    if _PRIVATE.search(alphabet):
        text = _drop(text, _PRIVATE, "private_use", ledger)
    if _RADICAL.search(alphabet):
        text = _fold_radicals(text, ledger)
    return _digits(text, ledger) if _MIXED.search(text.text) else text


def _drop(text: Traced, pattern: re.Pattern[str], kind: str, ledger: Ledger) -> Traced:
    splices = []
    for match in pattern.finditer(text.text):
        ledger.add(kind, " ".join(f"U+{ord(char):04X}" for char in match[0]))
        splices.append(Splice(*match.span()))
    return text.splice(splices)


def _fold_radicals(text: Traced, ledger: Ledger) -> Traced:
    """⼯ (a Kangxi radical) becomes 工: five PDF tools give the first for the second."""

    def plain(match: re.Match[str]) -> str | None:
        folded = _SUPPLEMENT.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        if folded == match[0] or len(folded) != 1:
            return None
        ledger.add("radical", match[0], folded)
        return folded

    return text.sub(_RADICAL, plain)


def _digits(text: Traced, ledger: Ledger) -> Traced:
    """``lO万元`` is 10万元: the letters of a scanned or retyped number. What follows a Latin letter is part of its word up to a digit."""

    def read(match: re.Match[str]) -> str | None:
        word, begin = match[0], 0
        if match.start() and _LETTER.match(text.text, match.start() - 1):
            begin = next((at for at, char in enumerate(word, 1) if char.isdecimal()), len(word))
        if not _MIX.search(word, begin) or not _COUNTED.match(text.text, match.end()):
            return None
        digits = word[begin:].translate(_AS_DIGIT)
        ledger.add("digit", word[begin:], digits)
        return word[:begin] + digits

    return text.sub(_RUN, read)
