"""What sort of text a document is, what it interprets, and the words of its status."""

from __future__ import annotations

import re

from domain.document import DocumentKind
from normalizer import patterns
from normalizer.fields import Frame, Metadata

_ABOUT = re.compile(r"解读|新闻发布会|发布会(?:实录|答问)|答记者问|问答|图解|一图读懂|一图看懂|起草说明|编制说明|访谈|政策说明")
_PICTURE = re.compile(
    r"(?:图解|一图读懂|一图看懂|一图了解|图文解读|政策图解|政策解读|解读)(?=[：:|｜丨\s《]|[^，。]{4})[：:|｜丨\s]*(?P<of>.*)"
)
_PRESS = re.compile(
    r"新闻发布会|答记者问|记者(?:从|了解|获悉)|进行(?:了)?(?:深入|权威|全面|详细)?解读|介绍[^。]{0,20}有关情况|政策解读|起草说明"
)
_DECISION = re.compile(
    r"关于(?:修改|废止|修订|宣布失效|停止执行|公布[^。]{0,20}清理结果|延长|调整[^。]{0,12}有效期)[^。]{0,80}(?:决定|通知|公告|通告)"
)
_DRAFT = re.compile(r"征求意见稿|草案|送审稿|公开征求[^。]{0,30}意见|讨论稿")
_STATUS = re.compile(
    r"(?P<征求意见稿>征求意见稿|(?:公开)?征求[^。]{0,24}意见)|(?P<草案>草案|送审稿|讨论稿)|(?P<试行>试行)|(?P<暂行>暂行)|(?P<延长有效期>(?:延长|延续)[^。]{0,60}?有效期|有效期[^。]{0,16}?(?:延长|延续|顺延))"
    r"|(?P<已废止>已[^。，]{0,16}废止)|(?P<废止>废止)|(?P<已失效>已[^。，]{0,16}失效)|(?P<失效>失效)|(?P<停止执行>停止执行|停止施行)|(?P<修改>已被修改|关于修改|修正|修订)"
)
_PAPER = re.compile(r"通知|公告|通告|决定|通报|函|令|批复")


def kind(frame: Frame, meta: Metadata, law: bool, numbered: int) -> DocumentKind:
    """The kind, from the title first and the opening lines second. ``numbered`` is the number of units found."""
    titles = [title for title in (meta.title, *meta.title_variants) if title]
    if _interprets(frame, titles, meta):
        return DocumentKind.INTERPRETATION
    if any(_DRAFT.search(title) for title in titles):
        return DocumentKind.DRAFT
    if any(_DECISION.search(title) for title in titles):
        return DocumentKind.DECISION
    if law:
        return DocumentKind.LAW
    if numbered and (meta.title or numbered >= 3):
        return DocumentKind.POLICY
    return DocumentKind.NOTICE if any(_PAPER.search(title[-12:]) for title in titles) else DocumentKind.OTHER


def _interprets(frame: Frame, titles: list[str], meta: Metadata) -> bool:
    """True for a text about a policy: by its title, or without a title of its own by its opening words."""
    bare = [re.sub(r"《[^》]*》", "", title) for title in titles]
    if any(_PICTURE.match(title) for title in titles):
        return True
    if any(
        _ABOUT.search(title) and not re.search(r"(?:办法|措施|意见|方案|通知|公告)(?:[（(].*[）)])?$", title) for title in bare
    ):
        return True
    official = meta.document_number or meta.addressees or any(patterns.TITLE_END.search(title) for title in titles)
    return not official and bool(_PRESS.search(frame.body[:400]))


def interpreted(frame: Frame, meta: Metadata) -> str | None:
    """The title of the document that an interpretation is about: named in its title, as 《X》（以下简称…）, or first of all."""
    for title in (meta.title, *meta.title_variants):
        shown = _PICTURE.match(title or "")
        if shown and "《" not in shown["of"] and patterns.TITLE_END.search(shown["of"]):
            return shown["of"]
    for words in (*(title for title in (meta.title, *meta.title_variants) if title), frame.body):
        named = re.findall(r"《([^《》]{6,90})》", words)
        introduced = re.search(r"《([^《》]{4,90})》[（(]以下简称", words)
        official = [name for name in named if patterns.TITLE_END.search(name)]
        if introduced or official or named:
            return introduced[1] if introduced else (official or named)[0]
    return None


def status_words(frame: Frame, meta: Metadata) -> tuple[str, ...]:
    """试行, 征求意见稿, 废止 ... in the titles and in the notes round the measures, in the order met."""
    notes = [line for line in (*frame.head, *frame.tail) if patterns.NOTE.match(line)]
    places = [title for title in (meta.title, *meta.title_variants) if title] + notes
    return tuple(dict.fromkeys(match.lastgroup or "" for place in places for match in _STATUS.finditer(place)))
