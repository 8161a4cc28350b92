"""What two versions say about the fate of the whole document: repealed, replaced, extended, renamed.

A note only counts if the old text did not have it, and only if it is about this document: a closing clause that repeals another one is
no event. Nothing is said twice: a text that was replaced is not also called repealed, nor its validity changed.
"""

from __future__ import annotations

import re
from datetime import date

from differ.fold import key
from differ.notes import Note, Sort, same_title, without_notes
from differ.numbers import LONGEST, chinese_value
from differ.outside import new_notes, preamble_changes
from differ.suspect import suspicion
from domain.change import Change, Event, EventKind
from domain.document import Document, DocumentKind

_DRAFT = re.compile(r"征求意见稿|公开征求意见|送审稿|草案")


def events(old: Document, new: Document, changes: tuple[Change, ...], *, confirmed: bool = False) -> tuple[Event, ...]:
    """The events, most serious first. A suspect text has this one event only: nothing else it says is to be believed.

    A ``confirmed`` text may have shrunk.
    """
    doubt = suspicion(old, new, changes)
    if doubt and not (confirmed and doubt.kind is EventKind.SUSPECT_SHRINK):
        return (doubt,)
    notes = new_notes(old, new)
    found = _replaced(old, new, notes) or _repealed(old, new, notes)
    if all(event.measures for event in found):
        found += _validity(old, new, notes)
    return (*found, *_title(old, new), *_preamble(old, new))


def _replaced(old: Document, new: Document, notes: list[Note]) -> list[Event]:
    """The issued text after its draft, another 文号 on the same instrument, or a new closing clause that repeals the old text by name."""
    one, other = old.document_number, new.document_number
    clause = next((note.words for note in notes if note.sort is Sort.OTHER and _names(note, old)), "")
    renumbered = bool(one and other and key(one) != key(other))
    issued = is_draft(old) and not is_draft(new)
    if not (renumbered or clause or issued):
        return []
    words = [f"征求意见稿已由正式文本取代{f'，文号{other}' if other else ''}"] if issued else []
    words += [f"文号由{one}变为{other}"] if renumbered else []
    words += [f"新文本载明：{clause.rstrip('。')}"] if clause else []
    words += _dates(old, new)
    return [Event(EventKind.REPLACED, f"{'，'.join(words)}。")]


def is_draft(document: Document) -> bool:
    """True for a text that asks for opinions (征求意见稿, 草案, 送审稿) and binds nobody yet."""
    return document.kind is DocumentKind.DRAFT or bool(_DRAFT.search(key(document.title or "")))


def _names(note: Note, document: Document) -> bool:
    number = key(document.document_number or "")
    return bool(number and number in note.text) or any(same_title(title, key(document.title or "")) for title in note.titles)


def _repealed(old: Document, new: Document, notes: list[Note]) -> list[Event]:
    found: list[Event] = []
    for note in notes:
        if note.sort is Sort.WHOLE or (note.sort is Sort.OTHER and _names(note, new)):
            found.append(Event(EventKind.REPEALED, f"文本载明：{note.words.rstrip('。')}。"))
        elif numbers := _named(note, new):
            found.append(Event(EventKind.REPEALED, f"涉及{'、'.join(numbers)}。文本载明：{note.words.rstrip('。')}。", numbers))
    marks = [mark for mark in _void_marks(new) if mark not in _void_marks(old)]
    if marks and not any(event.measures == () for event in found):
        found.append(Event(EventKind.REPEALED, f"页面标注效力状态：{'、'.join(marks)}。"))
    return found


def _named(note: Note, document: Document) -> tuple[str, ...]:
    """The numbers of the document's own measures that a note names, as they are printed."""
    if note.sort is Sort.HERE:
        return note.numbers
    wanted = {_place(number) for number in note.numbers}
    return tuple(measure.number for measure in document.measures if _place(key(measure.number)) in wanted)


def _place(number: str) -> tuple[int | str, bool]:
    """The value of a number and whether it counts articles: 十一项, (十一) and 11. are one, 第十一条 is another."""
    plain = number.strip("第().、条项")
    value = int(plain) if plain.isdecimal() and len(plain) <= LONGEST else chinese_value(plain)
    return plain if value is None else value, "条" in number


def _void_marks(document: Document) -> list[str]:
    return [word for word in document.status_words if "废止" in word or "失效" in word]


def _validity(old: Document, new: Document, notes: list[Note]) -> list[Event]:
    words = _dates(old, new)
    words += [f"文本载明：{note.words.rstrip('。')}" for note in notes if note.sort is Sort.EXTENDED]
    return [Event(EventKind.VALIDITY_CHANGED, f"{'，'.join(words)}。")] if words else []


def _dates(old: Document, new: Document) -> list[str]:
    pairs = (
        ("施行日期", old.effective_on, new.effective_on),
        ("有效期届满日", old.expires_on, new.expires_on),
    )
    return [f"{name}由{_day(one)}变为{_day(other)}" for name, one, other in pairs if one != other]


def _day(value: date | None) -> str:
    return value.isoformat() if value else "未载明"


def _title(old: Document, new: Document) -> list[Event]:
    if not old.title or not new.title or _bare(old.title) == _bare(new.title):
        return []
    return [Event(EventKind.TITLE_CHANGED, f"标题由《{old.title}》变为《{new.title}》。")]


def _bare(title: str) -> str:
    return key(without_notes(title))


def _preamble(old: Document, new: Document) -> list[Event]:
    gone, come = preamble_changes(old, new)
    words = [f"新增：{_short(come)}"] if come else []
    words += [f"删去：{_short(gone)}"] if gone else []
    return [Event(EventKind.PREAMBLE_CHANGED, f"未编号文字有变。{'；'.join(words)}。")] if words else []


def _short(sentences: list[str]) -> str:
    text = "".join(sentences).rstrip("。")
    return text if len(text) <= 60 else f"{text[:60]}…"
