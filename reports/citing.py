"""Where words come from and whether they may be quoted, in the form a compliance memo cites (引用, 原文, 来源).

The four dates of a document each stand under their own name; what the page does not carry is printed as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from unicodedata import normalize

from domain.card import Card, Edition, Paper, Passage, Spot
from domain.document import PublicationLevel
from reports.language import N_, _
from reports.text import ABSENT, chinese, clock, stamp

LEVELS = {
    PublicationLevel.OFFICIAL: N_("官方原文"),
    PublicationLevel.INTERPRETATION: N_("官方解读"),
    PublicationLevel.MEDIA: N_("媒体转载，建议核对官方原文"),
    PublicationLevel.MIRROR: N_("非官方镜像，建议核对官方原文"),
    PublicationLevel.UNKNOWN: N_("来源性质未核实"),
}


def label(passage: Passage) -> str:
    """What the words are: 原文 only where they stand on the page byte for byte."""
    if passage.repaired:
        return _("规范化文本（源页乱码，已按上下文复原，不能引用）")
    if passage.verbatim:
        return _("原文")
    return _("规范化文本") if passage.quote is not None else _("规范化文本（不能逐字引用）")


def quotes(passages: Iterable[Passage | None]) -> tuple[str, ...]:
    """What of these passages may stand between quotation marks, each once."""
    return tuple(dict.fromkeys(one.quote.strip() for one in passages if one is not None and one.quote))


def differs(passages: Iterable[Passage | None]) -> bool:
    """True if the page writes any of these passages otherwise than they are shown."""
    return any(one is not None and one.quote is not None and not one.verbatim for one in passages)


def note(passages: Sequence[Passage | None]) -> str:
    """说明: how the quotes of these passages stand to what is shown; words converted from Traditional script come without quotation marks."""
    if not quotes(passages):
        return ""
    if simplified := converted(passages):
        return _("引文与快照逐字一致；来源为繁体，以下为简体转换文本（OpenCC t2s），不是原文，不加引号：{words}").format(
            words=simplified
        )
    if differs(passages):
        return _("引文与快照逐字一致；页面写法与上面的规范化文本不同（宽度或换行），引用以此处为准。")
    return _("引文与快照逐字一致。")


def converted(passages: Iterable[Passage | None]) -> str:
    """The Simplified words of what the page has in Traditional script, in one line; empty where there is none."""
    shown = (one.text for one in passages if one is not None and one.quote and _other_script(one.quote, one.text))
    return " ".join("".join(shown).split())


def _other_script(quote: str, shown: str) -> bool:
    """True if more than width and white space tells the two apart."""
    page, text = ("".join(normalize("NFKC", words).split()) for words in (quote, shown))
    return page != text


def reference(card: Card, *, old: bool = False) -> str:
    """A citation as for a memo: by 文号, section and number as printed, with dates under their own names."""
    edition = card.old_edition if old and card.old_edition else card.new_edition
    spots = card.old if old else card.new
    head = _("《{title}》（{document_number}，{dates}）").format(
        title=card.paper.title,
        document_number=card.paper.document_number or _("文号{absent}").format(absent=_(ABSENT)),
        dates=_dates(edition),
    )
    section = _("，{section}").format(section=spots[0].section) if spots and spots[0].section else ""
    return _("{head}{section}，{items}。").format(head=head, section=section, items=items(spots))


def items(spots: Iterable[Spot]) -> str:
    """Measures by their numbers as printed: ``第（八）项、第3项``."""
    return _("、").join(_cited(spot.number) for spot in spots)


def history(edition: Edition) -> str:
    """The line under the title of one side of a 对照表: 文号 and dates, each under its own name."""
    return _("（{document_number}，{dates}）").format(
        document_number=edition.document_number or _("文号{absent}").format(absent=_(ABSENT)), dates=_dates(edition)
    )


def _cited(printed: str) -> str:
    """``第（八）项``, ``第3项``; an article of a law is already a 第…条."""
    return printed if printed.startswith("第") else _("第{number}项").format(number=printed.rstrip(".．、"))


def _dates(edition: Edition) -> str:
    issued = (
        _("{day}成文").format(day=chinese(edition.issued_on))
        if edition.issued_on
        else _("成文日期{absent}").format(absent=_(ABSENT))
    )
    start = (
        _("{day}起施行").format(day=chinese(edition.effective_on))
        if edition.effective_on
        else _("施行日期{absent}").format(absent=_(ABSENT))
    )
    return _("{issued}，{start}").format(issued=issued, start=start) + (
        _("，有效期至{day}").format(day=chinese(edition.expires_on)) if edition.expires_on else ""
    )


def kept_as(paper: Paper, edition: Edition) -> str:
    """The name of a snapshot: ``S-003-0002`` is version 2 of document 3 in ``regdelta history``."""
    return f"S-{paper.id:03}-{edition.sequence:04}"


def origin(paper: Paper, edition: Edition) -> str:
    """Where and when the words were taken from, for the 来源 line of a citation."""
    published = str(edition.published_on) if edition.published_on else _(ABSENT)
    taken = (
        _("本系统抓取 {time}").format(time=stamp(edition.snapshot))
        if edition.snapshot
        else _("导入文件 {name}").format(name=edition.origin or _(ABSENT))
    )
    return _("发布 {published}；{taken}，快照 {name}，SHA-256 {fingerprint}").format(
        published=published, taken=taken, name=kept_as(paper, edition), fingerprint=edition.fingerprint
    )


def snapshot(edition: Edition, on: date) -> str:
    return (
        _("本系统快照 {time}").format(time=clock(edition.snapshot, on))
        if edition.snapshot
        else _("导入文件 {name}").format(name=edition.origin or _(ABSENT))
    )


def all_dates(edition: Edition, on: date) -> str:
    """The four dates of an edition, each under its own name."""
    named = (
        (_("成文"), edition.issued_on),
        (_("发布"), edition.published_on),
        (_("施行"), edition.effective_on),
        (_("届满"), edition.expires_on),
    )
    dated = " · ".join(f"{name} {day or _(ABSENT)}" for name, day in named)
    return _("{dated} · 抓取 {time}").format(dated=dated, time=clock(edition.snapshot, on) if edition.snapshot else _(ABSENT))


def side_date(edition: Edition, other: Edition | None, on: date) -> str:
    """The date beside 旧 or 新: 成文 where it tells the two apart, else 抓取."""
    if edition.issued_on and (other is None or other.issued_on != edition.issued_on):
        return _("成文 {day}").format(day=edition.issued_on)
    return _("抓取 {time}").format(time=clock(edition.snapshot, on)) if edition.snapshot else _("导入文件")
