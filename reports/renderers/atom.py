"""Atom (RFC 4287): an entry for the day itself, so that a feed is never silent, and one for each change, new document and event.

Ids are made from the change alone: the same change has the same id in whatever feed or report it stands. All content is plain text.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from domain.card import Card, Paper, Passage
from domain.report import NewPaper, Notice, Report
from reports import phrases, wording
from reports.direction import event_words
from reports.language import _, html_lang
from reports.lines import novelty_words
from reports.renderers import register
from reports.safety import link, visible
from reports.stored import told

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


NEVER = "1970-01-01T00:00:00Z"
"""When a feed without any report was last changed."""


@register("atom", ".atom", "application/atom+xml; charset=utf-8")
def render(report: Report) -> bytes:
    return document(wording.heading(report), identity(report.kind), moment(report), entries(report))


def document(title: str, id: str, updated: str, held: Iterable[Element]) -> bytes:
    """A feed of these entries, each once: of two with one id the first stays."""
    once: dict[str | None, Element] = {}
    for entry in held:
        once.setdefault(entry.findtext("id"), entry)
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", _LANGUAGE: html_lang()})
    _put(feed, "title", title)
    _put(feed, "id", id)
    _put(feed, "updated", updated)
    _put(SubElement(feed, "author"), "name", "regdelta")
    feed.extend(once.values())
    indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode() + b"\n"


def identity(*parts: object) -> str:
    """A name for ever: the UUID of the words that tell one thing from every other."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "regdelta:" + " ".join(map(str, parts))).urn


def entries(report: Report, *, days: bool = True) -> Iterator[Element]:
    """What a report holds, the day itself first (not without ``days``); all of it is as new as the report."""
    for entry in _entries(report, days=days):
        SubElement(entry, "updated").text = moment(report)
        yield entry


def _entries(report: Report, *, days: bool) -> Iterator[Element]:
    yield from [_day(report)] if days else []
    yield from (_change(card) for card in (*report.cards, *report.editorial))
    yield from (_new(paper) for paper in report.new_papers)
    yield from (_event(notice) for notice in report.notices)


def _day(report: Report) -> Element:
    said = [
        wording.verdict(report),
        _("来源 {sources}").format(sources=wording.sources(report)),
        _("已折叠 {folded}").format(folded=wording.folded(report)),
    ]
    said += [f"▲ {row.name} {wording.trouble(row, report.on)}" for row in report.sources.bad]
    said += ["  ".join(filter(None, wording.correction(one, report.on))) for one in report.corrections]
    title = f"{wording.day(report)} {wording.verdict(report)}"
    return _entry(identity(report.kind, report.on, report.revision), title, said)


def _change(card: Card) -> Element:
    here = phrases.place(card.new or card.old)
    title = _("{province} {here} {what} {value} 〔{tag}〕").format(
        province=card.paper.province or "", here=here, what=told(card.what), value=told(card.value), tag=told(card.tag)
    )
    said = [wording.paper(card.paper)]
    said += (
        [_("{what}全文 {text}").format(what=_("删除") if not card.new else _("新增"), text=_words(card.whole))]
        if card.whole
        else []
    )
    said += [f"{name} {_words(side)}" for pair in card.pairs for name, side in ((_("旧"), pair.old), (_("新"), pair.new))]
    said += [
        _("旧 {old_number} {words}\n新 {new_number} {words2}").format(
            old_number=row.old_number, words=_words(row.old), new_number=row.new_number, words2=_words(row.new)
        )
        for row in card.rows
    ]
    said += [phrases.unchanged(card)] if card.pairs else []
    return _entry(
        identity(card.id, card.new_edition.fingerprint), title, said, card.paper, (told(card.tag), *map(_, card.topics))
    )


def _new(paper: NewPaper) -> Element:
    title = _("{province} 新文件 {paper}").format(province=paper.paper.province or "", paper=wording.paper(paper.paper))
    return _entry(
        identity(paper.id, paper.edition.fingerprint),
        title,
        [novelty_words(paper)],
        paper.paper,
        (_("新文件"), *map(_, paper.topics[:3])),
    )


def _event(notice: Notice) -> Element:
    word = _(event_words(notice.kind)[1])
    title = f"{notice.paper.province or ''} {word} {wording.paper(notice.paper)}"
    return _entry(identity(notice.id, notice.kind, notice.detail), title, [told(notice.detail)], notice.paper, (word,))


def _words(passage: Passage | None) -> str:
    if passage is None:
        return _("（无此句）")
    return "".join(f"【{piece.text}】" if piece.changed else piece.text for piece in passage.pieces)


def _entry(id: str, title: str, said: list[str], paper: Paper | None = None, terms: tuple[str, ...] = ()) -> Element:
    entry = Element("entry")
    _put(entry, "id", id)
    _put(entry, "title", " ".join(title.split()))
    if paper and (address := link(paper.url)):
        SubElement(entry, "link", {"rel": "alternate", "href": address})
    for category in filter(None, (*terms, paper.province if paper else "")):
        SubElement(entry, "category", {"term": visible(category)})
    _put(entry, "content", "\n".join(said))
    return entry


def _put(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = visible(words)


def moment(report: Report) -> str:
    return report.generated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
