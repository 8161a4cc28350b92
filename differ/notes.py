"""Notes on validity that stand beside a text: 本文件已废止, 第（十一）项自…起停止执行, 有效期延长至…, 原《…》同时废止."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from differ.numbers import CHINESE

VOID = re.compile(
    r"废止|失效|作废|停止(?:执行|施行|实施|适用)|不再(?:执行|施行|实施|适用|有效|作为[^,，。]{0,12}依据)|终止(?:执行|施行|实施)|予以撤销"
)
LAPSE = re.compile(r"期满|届满|到期|有效期.{0,12}(?:自动|自行)|之日起自动")
_EXTENDED = re.compile(r"有效期.{0,6}(?:延长|延续|顺延|续期|调整|改)|(?:延长|延续|顺延).{0,8}有效期|继续(?:有效|执行|施行)")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_NAMED = re.compile(rf"(?<!》)第\(?([{CHINESE}\d]+)\)?([条项](?:之[{CHINESE}]+)?)")
_WHOLE = re.compile(
    r"(?:本|该|此|原|全)(?:文件?|件|办法|规定|措施|若干措施|意见|实施意见|方案|通知|细则|条例|公告|政策|规范性文件)"
)
_REPEALS = re.compile(r"》(?:\([^()]*\))?[^,;]{0,6}(?:同时|一并|即行|相应)?(?:废止|失效|作废)")
_LABEL = r"(?:(?:文件|效力)?状态|(?:文件)?(?:有效性|时效性|效力)):?"
_FROM = r"(?:自|于)?\d{4}年\d{1,2}月\d{1,2}日(?:起|后)?"
_BARE = re.compile(
    rf"^[【\[(]?(?:{_LABEL})?(?:{_FROM})?(?:现|全文|整体|文件)?(?:已|均已|现予)?(?:被|经|宣布)?(?:废止|失效|作废)[】\])]?。?$"
)
_BRACKETED = re.compile(
    r"[【\[(（〔〈][^【】\[\]()（）〔〕。]{0,30}(?:废止|失效|作废|停止执行|停止施行|不再执行|删除|删去)[^【】\[\]()（）〔〕。]{0,20}[】\])）〕〉]"
)
_HERE = re.compile(rf"(?:本|该|此)(?:项|条|款)|本[一-龥]{{2,6}}第[(（]?[{CHINESE}\d]+[)）]?[条项]")
_LONGEST = 80  # A note inside a measure is short; a longer sentence is a rule that speaks of something else.
_TRIAL = re.compile(r"[(（](?:试行|暂行|修订|征求意见稿|20\d\d年(?:版|修订))[)）]|的")


class Sort(StrEnum):
    """What a note is about: the whole text, items it names, the measure it stands in, another text, or a longer validity."""

    WHOLE = "whole"
    PART = "part"
    HERE = "here"
    OTHER = "other"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence about validity: ``text`` folded, ``words`` as it stands. ``titles`` are the 《》 in it, ``numbers`` the items it names as
    plain numerals with their word (十一项), or for :attr:`Sort.HERE` the number of the measure as printed."""

    sort: Sort
    text: str
    words: str
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def read_note(sentence: str, words: str = "") -> Note | None:
    """The note that a folded sentence is, or None. What is said inside 《》 proves nothing."""
    titles = tuple(_TITLE.findall(sentence))
    plain = _TITLE.sub("》", sentence)
    numbers = tuple(f"{number}{word}" for number, word in _NAMED.findall(plain))
    sort = _sort(plain, bool(titles), bool(numbers))
    return None if sort is None else Note(sort, sentence, words or sentence, numbers if sort is Sort.PART else (), titles)


def _sort(plain: str, titled: bool, numbered: bool) -> Sort | None:
    if _EXTENDED.search(plain):
        return Sort.EXTENDED
    if not VOID.search(plain) or LAPSE.search(plain):
        return None
    if numbered:
        return Sort.PART
    if titled and _REPEALS.search(plain):
        return Sort.OTHER
    return Sort.WHOLE if _WHOLE.search(plain) or _BARE.match(plain) else None


def is_repeal_note(words: str) -> bool:
    """True if words that stand in a measure only say that something no longer applies, and are no rule of it."""
    words = words.strip()
    if not VOID.search(words) or LAPSE.search(words) or len(words) > _LONGEST:
        return False
    alone = not _BRACKETED.sub("", words).strip("。 ")
    return alone or bool(_HERE.search(words)) or words.startswith(("注:", "注：", "附注", "备注"))


def without_notes(words: str) -> str:
    """``words`` without bracketed notes that something is void: 提高效能（已废止） -> 提高效能."""
    return _BRACKETED.sub("", words)


def bracketed_note(words: str) -> str | None:
    """The first bracketed note in ``words`` that something is void, or None."""
    found = _BRACKETED.search(words)
    return found.group() if found else None


def same_title(one: str, other: str) -> bool:
    """True if two titles name one instrument: （试行）, 修订 and 的 make no difference, nor does the issuer before it."""
    a, b = (_TRIAL.sub("", title) for title in (one, other))
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 8 and (a.endswith(b) or b.endswith(a))))
