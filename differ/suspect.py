"""A failed look is not a change: texts that must not be taken for a version of the old one.

Five shapes: a text without measures (an error page, a press report), an interpretation, another text altogether, a text torn off
inside a sentence, and the old text with most of it missing. Then nothing is reported deleted, the old version stays, and the health line says so.
"""

from __future__ import annotations

import re

from differ.fold import key
from differ.notes import same_title
from domain.change import Change, Event, EventKind, Status
from domain.document import Document, DocumentKind

_ERROR = re.compile(
    r"页面不存在|页面未找到|找不到.{0,6}页面|已被删除|已删除|无法访问|访问.{0,4}(?:异常|频繁|受限|被拒绝)|系统(?:繁忙|维护|错误|异常)|服务器.{0,4}(?:错误|异常)|安全验证|验证码|请稍后|自动返回首页|(?<!\d)(?:404|403|502)(?!\d)"
)
_ABOUT = frozenset({DocumentKind.INTERPRETATION})
FOREIGN = 0.08  # Another title and less of the old words than this: two provinces' texts on one subject share 0 to 2 % of their clauses.
HALF = 0.5  # An error page keeps no clause of a paper; a paper that speaks of errors keeps most of its own.
_CLAUSE = re.compile(r"[^,。;:、]{6,}")
_FEW = 0.4  # Fewer measures than this share of the old ones ...
_MANY = 6  # ... of at least so many, none of them new, are a cut-off page and not a revision.
_SHORT = 0.4  # A text with less than this share of the old characters is not believed at once; real revisions of the gold keep 96 % and more.
_TAIL = 1 / 3  # A page that stops early loses this share or more at its end and changes nothing before.


def suspicion(old: Document, new: Document, changes: tuple[Change, ...]) -> Event | None:
    """The event that says why ``new`` is not believed, or None."""
    stays = f"旧版{len(old.measures)}项保持不变。" if old.measures else "旧版保持不变。"
    if old.measures and not new.measures:
        return Event(EventKind.NOT_A_VERSION, f"新文本没有措施条目，{_looks_like(new)}，{stays}")
    if new.kind in _ABOUT and old.kind not in _ABOUT:
        return Event(EventKind.NOT_A_VERSION, f"新文本是对文件的解读，不是文件本身，{stays}")
    if not old.measures and (error := _error(new)) and error not in key(old.text) and _kept(old, new) < HALF:
        return Event(EventKind.NOT_A_VERSION, f"新文本是错误页（“{error}”），{stays}")
    if (_far_shorter(old, new) or not _same_instrument(old, new)) and (kept := _kept(old, new)) < FOREIGN:
        return Event(EventKind.NOT_A_VERSION, f"旧版文字在新文本中仅存{kept:.0%}，是另一份文本，{stays}")
    return _shrunk(old, new, changes)


def _error(document: Document) -> str | None:
    """The words that make a short text the message of a web server; None for a paper."""
    text = key(document.text)
    found = _ERROR.search(text) if len(text) < 600 else None
    return found.group() if found else None


def _looks_like(document: Document) -> str:
    if error := _error(document):
        return f"是错误页（“{error}”）"
    if document.kind in _ABOUT:
        return "是解读或报道"
    return "是另一类文本" if key(document.text) else "为空白"


def _same_instrument(old: Document, new: Document) -> bool:
    """True if the two texts name themselves alike, by number or by title."""
    one, other = key(old.document_number or ""), key(new.document_number or "")
    return bool(one and one == other) or same_title(key(old.title or ""), key(new.title or ""))


def _kept(old: Document, new: Document) -> float:
    """The share of the old measures' clauses, by length, that stand word for word in the new measures; of all clauses where there are none."""
    clauses = [clause for words in _bodies(old) for clause in _CLAUSE.findall(key(words))]
    text = "\n".join(key(measure.text) for measure in new.measures) if old.measures else key(new.text)
    total = sum(map(len, clauses))
    return sum(len(clause) for clause in clauses if clause in text) / total if total else 1.0


def _bodies(document: Document) -> list[str]:
    """What a document itself says: its measures; without any its sentences, for title and signature stand on other pages as well."""
    lines = document.text.split("\n")
    return [measure.body for measure in document.measures] or [line for line in lines if "。" in line] or lines


def _shrunk(old: Document, new: Document, changes: tuple[Change, ...]) -> Event | None:
    if key(old.document_number or "") != key(new.document_number or "") and old.document_number and new.document_number:
        return None
    if cut := _cut(old, new):
        return Event(EventKind.SUSPECT_SHRINK, f"新文本{cut}，疑似内容不全，旧版保持不变。")
    if not old.measures:
        return None
    count, left = len(old.measures), len(new.measures)
    added = any(change.status is Status.ADDED for change in changes)
    if not added and (_torn(old, new) or (count >= _MANY and (left < _FEW * count or _stops_early(old, changes)))):
        return Event(EventKind.SUSPECT_SHRINK, f"新文本只剩{left}项（旧版{count}项），疑似内容不全，旧版保持不变。")
    return None


def _cut(old: Document, new: Document) -> str | None:
    """How a text is cut short, told by its characters alone: far shorter, or the beginning of the old one and no more."""
    before, after = key(old.text), key(new.text)
    if _far_shorter(old, new):
        return f"只有{len(after)}字（旧版{len(before)}字）"
    whole = before.startswith(after) and len(after) < len(before)
    return "在旧版文字中途结束" if whole and (after[-1:] not in "。;!?)" or len(after) < (1 - _TAIL) * len(before)) else None


def _far_shorter(old: Document, new: Document) -> bool:
    return len(key(new.text)) < _SHORT * len(key(old.text))


def _torn(old: Document, new: Document) -> bool:
    """True if the new text breaks off inside a sentence that the old one finished, with measures of the old one still to come."""
    last, count = key(new.measures[-1].text), len(new.measures)
    whole = key(old.measures[count - 1].text) if count < len(old.measures) else ""
    return len(last) < len(whole) and whole.startswith(last) and last[-1] not in "。;!?)"


def _stops_early(old: Document, changes: tuple[Change, ...]) -> bool:
    """True if everything up to some measure is untouched and all behind it is gone."""
    gone = [change.old[0].ordinal for change in changes if change.status is Status.DELETED]
    rest = {change.status for change in changes if change.status is not Status.DELETED}
    tail = list(range(len(old.measures) - len(gone) + 1, len(old.measures) + 1))
    return len(gone) >= _TAIL * len(old.measures) and sorted(gone) == tail and rest <= {Status.UNCHANGED, Status.AMENDED}
