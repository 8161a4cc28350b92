"""Which other documents a document ends: 《某办法》（某药监〔2019〕3号）同时废止, 决定废止《某规定》, 对下列文件予以废止：1.《…》 …

The clause stands at the end of the text that takes their place, or is all that a clearing notice says. What a text is based on, or cites, is not ended
by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from differ.events import is_draft
from differ.fold import key
from differ.instructions import LIST, numbers_in
from differ.notes import LAPSE, VOID, same_title
from differ.sentences import sentences
from domain.change import Event, EventKind
from domain.document import Document
from domain.witness import Ended

_NAMED = re.compile(
    r"《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》(?:\((?P<note>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
    rf"(?:中的)?(?P<parts>{LIST})?"
)
_NUMBER = re.compile(r"[一-龥A-Za-z]{1,14}\[\d{4}\](?:第)?\d+号|[一-龥]{2,20}(?:令|公告)(?:\d{4}年)?第?\d+号|\d{4}年第\d+号")
_BASIS = re.compile(
    r"(?:根据|依据|依照|按照|遵照|贯彻|落实|为了|执行|见|以|适用)[^,。《》]{0,12}(?:《[^《》]*》(?:\([^()]*\))?[、和及与])*$"
)
_LIST = re.compile(r"(?:废止|失效|作废|停止执行)[^。《》]{0,40}(?::|目录|清单)(?:如下:?)?$")
MAY_END = re.compile(r"废\s*止|失\s*效|作\s*废|停\s*止|不\s*再|终\s*止|撤\s*销")
"""Stands in every text with :data:`differ.notes.VOID`: a look that spares most texts the sentences."""
_ENTRY = re.compile(r"^[一二三四五六七八九十\d()、.]*(?:关于)?[^《》。]{0,20}《")


def repeals(document: Document) -> tuple[Ended, ...]:
    """The documents that ``document`` ends by name, each once, in the order of the text; never itself."""
    if not MAY_END.search(document.text):
        return ()
    found: dict[tuple[str, tuple[str, ...]], Ended] = {}
    listing = False
    for line in map(key, document.text.splitlines()):
        for sentence in sentences(line):
            verdict = bool(VOID.search(sentence)) and not LAPSE.search(sentence)
            if verdict or (listing and _ENTRY.match(sentence)):
                for ended in _named(sentence, verdict):
                    found.setdefault((ended.title, ended.parts), ended)
        listing = bool(_LIST.search(line.rstrip("。"))) or (listing and bool(_ENTRY.match(line)))
    own = key(document.title or "")
    return tuple(ended for ended in found.values() if ended.title != own)


def ended_by(document: Document, other: Document) -> Event | None:
    """What the closing clause of ``other`` says has become of ``document``: replaced where it carries the same title, else repealed."""
    number = key(document.document_number or "")
    for ended in repeals(other):
        if not (number and number == ended.document_number) and not same_title(ended.title, key(document.title or "")):
            continue
        if number and ended.document_number and number != ended.document_number:
            continue
        detail = f"《{other.title}》载明：{ended.words.rstrip('。')}。"
        if ended.parts:
            return Event(EventKind.PARTIAL_REPEAL, detail, ended.parts)
        kind = EventKind.REPLACED if _takes_its_place(document, other) else EventKind.REPEALED
        return Event(kind, detail)
    return None


def succeeds(document: Document, other: Document) -> bool:
    """True if ``other`` is a later state of the instrument ``document``: the issued text of a draft, a revision, a final text after a trial one."""
    if not same_title(key(document.title or ""), key(other.title or "")):
        return False
    numbers = key(document.document_number or ""), key(other.document_number or "")
    renumbered = all(numbers) and numbers[0] != numbers[1]
    return (is_draft(document) and not is_draft(other)) or renumbered or _takes_its_place(document, other)


def _takes_its_place(document: Document, other: Document) -> bool:
    return same_title(key(document.title or ""), key(other.title or ""))


def _named(sentence: str, verdict: bool) -> Iterator[Ended]:
    """The titles of a sentence that it ends: all but those it rests on, and those behind the word if something stands before it."""
    verb = VOID.search(sentence)
    for match in _NAMED.finditer(sentence):
        if _BASIS.search(sentence[: match.start()]):
            continue
        if verdict and verb and match.start() > verb.start() and not _object_of(sentence, verb, match.start()):
            continue
        number = _NUMBER.search(match["note"] or "")
        parts = numbers_in(match["parts"] or "")
        yield Ended(match["title"], sentence, number.group() if number else None, parts)


def _object_of(sentence: str, verb: re.Match[str], place: int) -> bool:
    """True where the title is what is ended (废止《甲》、《乙》), and not said of something else behind the verb."""
    between = re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|\([^()]*\)|[、和及与以:]", "", sentence[verb.end() : place])
    return len(between) <= 12 and not re.search(r"[,;]|根据|依据|按照", between)
