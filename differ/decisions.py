"""An amending decision read into what it claims to do, sentence by sentence (``claims``).

    将第八条修改为：“…”。    第十条第二款中的“甲”修改为“乙”。    增加一条，作为第十二条：“…”。    删去第九条。    将第十条改为第九条。
    将第十条、第二十五条合并，作为第十条。    将第八条第三款单列一条，作为第四十九条。    将有关条文中的“甲”修改为“乙”。    条文顺序作相应调整。

A sentence that names no article speaks of the one before it, within one numbered point of the decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from differ.fold import key
from differ.instructions import LIST, Order, numbers_in, orders
from differ.numbers import CHINESE
from differ.quoted import Masked, masked
from domain.change import Status
from domain.document import Document
from domain.witness import Claim

_POINT = re.compile(rf"^(?:[{CHINESE}]+、|\([{CHINESE}]+\)|\d+[.、])")
_OWN_NUMBER = re.compile(rf"^第[{CHINESE}\d]+条(?=《|宪法|将|在|对|增加|删去|原|第[{CHINESE}]+条)")
_SENTENCE = re.compile(r"[^。;]+[。;]?")
_INSTRUMENT = re.compile(r"《([^《》]+)》(?=第|中|作|做|的下列|进行|增加|删去)")
_TITLE = re.compile(r"《([^《》]+)》")
_ORDER = re.compile(r"(?:条文|条款|章节|序号|编号|顺序|条目)[^,。]{0,10}相应[^,。]{0,4}(?:调整|顺延|变更)|依次顺延")
_CHANGE = re.compile(r"修改|改为|增加|删去|删除|分为|作为|移至|调整为|替换为")
_SWAPPED = re.compile(
    r"((?:〈\d+〉[、和及]?)+)(?:等[^,。〈]{0,4})?,?(?:统一|均|分别|相应)*(?:修改|改|替换|调整|更改)(?:为|成):?(〈\d+〉)"
)
_STRUCK = re.compile(r"(?:删去|删除)[^,。〈]*((?:〈\d+〉[^,。〈]{0,3})+)(?!.{0,4}(?:修改|改)为)")
_PUT_IN = re.compile(r"增加(?:规定)?:?(〈\d+〉)")
_WORDED = re.compile(r"(?:修改|改)为[:,]?(〈\d+〉)")
_PART = re.compile(rf"第[{CHINESE}]+款|第\(?[{CHINESE}\d]+\)?项|自然段|增加[{CHINESE}]+[款项]|前段|后段|其中")
_EVERY = re.compile(r"(?:有关|相关|其他|其余)(?:条文|条款|规定)|全文|统一(?:修改|改)为|条文中的")


@dataclass(slots=True)
class _Draft:
    """A claim that later sentences may still add to."""

    status: Status
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    evidence: list[str] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    wording: list[str] = field(default_factory=list)
    entire: bool = False
    throughout: bool = False
    adjusts: bool = False
    instrument: str | None = None

    def about(self, number: str) -> bool:
        return number in self.old or number in self.new

    def done(self) -> Claim:
        return Claim(
            self.status,
            "".join(self.evidence),
            self.old,
            self.new,
            tuple(dict.fromkeys(self.words)),
            "\n".join(self.wording),
            self.entire and len(self.wording) == 1,
            self.throughout,
            self.adjusts,
            self.instrument,
        )


def claims(document: Document) -> tuple[Claim, ...]:
    """The claims of an amending decision in the order it makes them; nothing for a text that orders nothing."""
    text = masked(document.text)
    drafts: list[_Draft] = []
    here: list[_Draft] = []
    titles = set(_TITLE.findall(key(document.title or "")))
    instrument = titles.pop() if len(titles) == 1 else None
    for line in text.text.splitlines():
        plain = _OWN_NUMBER.sub("", key(line))
        if _POINT.match(plain) or plain != key(line):
            here = []
        for sentence in _SENTENCE.findall(_POINT.sub("", plain)):
            named = _INSTRUMENT.search(sentence)
            instrument = named[1] if named else instrument
            here = _read(_INSTRUMENT.sub("", sentence), text, here, drafts, instrument)
    return tuple(draft.done() for draft in drafts)


def _read(sentence: str, text: Masked, here: list[_Draft], drafts: list[_Draft], instrument: str | None) -> list[_Draft]:
    """Add what one sentence claims to ``drafts``; gives the drafts that the next sentence speaks of."""
    found = orders(sentence)
    if not found and "〈" not in sentence and _ORDER.search(sentence):
        drafts.append(_Draft(Status.RENUMBERED, evidence=[sentence], adjusts=True, instrument=instrument))
        return here
    begun = [_Draft(order.status, order.old, order.new, instrument=instrument) for order in found]
    drafts.extend(begun)
    spoken = {id(draft): draft for draft in begun}
    for part, order in _parts(sentence, found):
        about = _about(part, order, begun, found, here, drafts, instrument)
        here = about or here
        for draft in about:
            _tell(draft, part, text)
            spoken[id(draft)] = draft
    for draft in spoken.values():
        draft.evidence.append(text.whole(sentence))
    return begun[-1:] if begun and not here else here


def _parts(sentence: str, found: list[Order]) -> Iterator[tuple[str, Order | None]]:
    """The sentence cut behind every order, each rest with the order before it."""
    place, last = 0, None
    for order in found:
        if place < order.start:
            yield sentence[place : order.start], last
        place, last = max(place, order.end), order
    yield sentence[place:], last


def _about(
    part: str,
    order: Order | None,
    begun: list[_Draft],
    found: list[Order],
    here: list[_Draft],
    drafts: list[_Draft],
    instrument: str | None,
) -> list[_Draft]:
    """The drafts that a part of a sentence speaks of: the articles it names, the order before it, or those of the sentence before."""
    named = [number for match in re.finditer(LIST, part) for number in numbers_in(match.group())]
    if named:
        return [_draft_of(number, drafts, instrument) for number in dict.fromkeys(named)] if _CHANGE.search(part) else []
    if order is not None:
        same = [draft for draft, own in zip(begun, found, strict=True) if own.start == order.start]
        return same if len(same) == 1 else []  # 增加二条，作为第七条、第八条: “…” holds both
    if _EVERY.search(part) and _SWAPPED.search(part):
        drafts.append(_Draft(Status.AMENDED, throughout=True, instrument=instrument))
        return drafts[-1:]
    return here if _CHANGE.search(part) else []


def _draft_of(number: str, drafts: list[_Draft], instrument: str | None) -> _Draft:
    """The draft of an article that an earlier sentence spoke of, or a new one."""
    for draft in reversed(drafts):
        if draft.about(number) and draft.instrument == instrument and draft.status is not Status.DELETED:
            return draft
    drafts.append(_Draft(Status.AMENDED, (number,), instrument=instrument))
    return drafts[-1]


def _tell(draft: _Draft, part: str, text: Masked) -> None:
    """Read the words that a part of a sentence puts in, takes out or replaces into its draft."""
    swapped = [(one, text.words(new)[0]) for old, new in _SWAPPED.findall(part) for one in text.words(old)]
    rest = _SWAPPED.sub("", part)
    struck = [(word, "") for match in _STRUCK.findall(rest) for word in text.words(match)]
    added = [("", word) for mark in _PUT_IN.findall(rest) for word in text.words(mark)]
    worded = [word for mark in (*_WORDED.findall(rest), *re.findall(r":(〈\d+〉)", rest)) for word in text.words(mark)]
    draft.words += [*swapped, *struck, *added]
    draft.wording += [word for word in dict.fromkeys(worded) if word not in draft.wording]
    draft.entire = draft.entire or (bool(worded) and not _PART.search(part))
    if draft.status is Status.RENUMBERED and (draft.words or draft.wording or (_PART.search(part) and _CHANGE.search(part))):
        draft.status = Status.AMENDED
