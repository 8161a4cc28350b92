"""The changed value itself, in one line: 「临床急需器械注册检验」 and 「25 → 15个工作日」.

A line that says 第七项有修改 has failed: the number must stand in it. Nothing here words a new sentence; all that is done
is to cut the clause around an edit and to print a unit once that both sides share.
"""

from __future__ import annotations

import re

from domain.card import Units
from domain.change import Edit, EditKind
from domain.document import Document
from domain.text import Span
from reports.text import cut, tail

WHAT, VALUE, FEW = 18, 20, 4
"""Characters of the subject and of each side of the value that a line of a phone has room for; a subject of FEW says little alone."""

_BREAK = "，。；：！？,;:!?\n（）()"
_NUMBER = re.compile(r"(?P<number>[0-9][0-9.,]*|[零〇一二两三四五六七八九十百千万亿]+)(?P<unit>[^0-9].*)?")
_VERB = r"(?:进一步)?(?:压缩|缩短|缩减|减少|减|降低|降|下调|提高|提升|上调|增加|调整|延长|延|改|放宽|放|扩大|控制|确定|设定)?(?:至|为|到|由|从|在|自|按|不超过|不少于|最高)?"
_FROM = re.compile(rf"(?:由|从)[^，。；]{{1,24}}?{_VERB}$")
_TRAILING = re.compile(rf"{_VERB}$")
_OBJECT = re.compile(r"^(?:将|把|对|使|其中)(?=.{4})")
_LEADING = re.compile(r"^(?:以内|之内|内|以上|以下|的|，|、)+")


def describe(edit: Edit, old: Document, new: Document) -> tuple[str, str]:
    """What an edit is about and its value, for the line and the head of a card."""
    document, span = (new, edit.new_span) if edit.new else (old, edit.old_span)
    if edit.field == "title":
        return "标题", arrow(edit.old, edit.new)
    if edit.kind is EditKind.SENTENCE or not (edit.old and edit.new):
        return _one_sided(edit, document, span)
    return subject(document.text, span), arrow(edit.old, edit.new)


def arrow(old: str, new: str) -> str:
    """``25 → 15个工作日`` where both are a number with the same unit, else both whole."""
    a, b = _NUMBER.fullmatch(old), _NUMBER.fullmatch(new)
    if a and b and a["unit"] == b["unit"]:
        return f"{a['number']} → {new}"
    return f"{cut(old, VALUE)} → {cut(new, VALUE)}"


def sides(words: str) -> tuple[str, str] | None:
    """Both sides of an :func:`arrow`, each with its unit again: ``25 → 15个工作日`` is 25个工作日 and 15个工作日; None if it is no arrow."""
    old, between, new = words.partition(" → ")
    if not between:
        return None
    a, b = _NUMBER.fullmatch(old), _NUMBER.fullmatch(new.partition("等")[0])
    unit = b["unit"] or "" if a and b and not a["unit"] else ""
    return old + unit, new


def subject(text: str, span: Span) -> str:
    """The clause before an edit without its verb (审批时限由58个工作日压缩为 -> 审批时限); what follows it where nothing stands before."""
    start, end = clause(text, span)
    before = _TRAILING.sub("", _FROM.sub("", text[start : span.start]))
    after = _LEADING.sub("", text[span.end : end])
    if before.endswith("等") and after:  # 支架、瓣膜等4类耗材: the list is about what follows it
        return cut(after, WHAT)
    if not before:
        return cut(after, WHAT)
    return _with_clause_before(text, start, before) if len(before) <= FEW else _last_item(_OBJECT.sub("", before))


def _with_clause_before(text: str, start: int, words: str) -> str:
    """Words that say little by themselves (逐步实现) behind the clause before them, if the sentence has one."""
    if start == 0 or text[start - 1] not in "，,":
        return words
    previous, _ = clause(text, Span(start - 1, start - 1))
    return tail(text[previous:start] + words, WHAT + FEW)


def _last_item(words: str) -> str:
    """A clause that is too long for the line, from its last 、 on where enough follows."""
    item = words.rpartition("、")[2]
    return item if len(words) > WHAT and 4 <= len(item) <= WHAT else tail(words, WHAT)


def clause(text: str, span: Span) -> tuple[int, int]:
    """The ends of the clause an edit stands in: between two marks stronger than 、."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1] not in _BREAK:
        start -= 1
    while end < len(text) and text[end] not in _BREAK:
        end += 1
    return start, end


def _one_sided(edit: Edit, document: Document, span: Span) -> tuple[str, str]:
    """Something put in or taken out: a word is shown with its neighbours on both sides (包括标准复核 → 不包括标准复核)."""
    words = edit.new or edit.old
    if edit.kind is EditKind.SENTENCE or len(words) > 8:
        return ("增加" if edit.new else "删去"), cut(words.strip("，。；"), WHAT + VALUE)
    start, end = clause(document.text, span)
    near = cut(document.text[span.end : end], 8)
    lead = "" if len(near) >= 3 else document.text[max(start, span.start - 6) : span.start]
    without, with_words = lead + near, lead + words + near
    what = tail(document.text[start : span.start - len(lead)], WHAT)
    return what, f"{without} → {with_words}" if edit.new else f"{with_words} → {without}"


def units_value(units: Units) -> str:
    """``＋市财政局 －市科委``, and who leads where the text says who does."""
    parts = [f"＋{unit}" for unit in units.added] + [f"－{unit}" for unit in units.removed]
    if units.lead_changed:
        parts.append(f"牵头 {units.old_lead or '未载'} → {units.new_lead or '未载'}")
    return " ".join(parts)
