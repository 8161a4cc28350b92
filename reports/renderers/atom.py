"""Atom (RFC 4287): an entry for the day itself, so that a feed is never silent, and one for each change, new document and event.

Ids are made from the change alone: the same change has the same id in whatever feed or report it stands. All content is plain text.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from domain.card import Card, Paper, Passage
from domain.report import NewPaper, Notice, Report
from reports import phrases, wording
from reports.direction import event_words
from reports.lines import novelty_words
from reports.renderers import register
from reports.safety import link, visible

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@register("atom", ".atom", "application/atom+xml; charset=utf-8")
def render(report: Report) -> bytes:
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", _LANGUAGE: "zh-CN"})
    _put(feed, "title", wording.heading(report))
    _put(feed, "id", identity(report.kind))
    _put(feed, "updated", _moment(report))
    _put(SubElement(feed, "author"), "name", "regdelta")
    for entry in _entries(report):
        _put(entry, "updated", _moment(report))
        feed.append(entry)
    indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode() + b"\n"


def identity(*parts: object) -> str:
    """A name for ever: the UUID of the words that tell one thing from every other."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "regdelta:" + " ".join(map(str, parts))).urn


def _entries(report: Report) -> Iterator[Element]:
    yield _day(report)
    yield from (_change(card) for card in (*report.cards, *report.editorial))
    yield from (_new(paper) for paper in report.new_papers)
    yield from (_event(notice) for notice in report.notices)


def _day(report: Report) -> Element:
    said = [wording.verdict(report), f"来源 {wording.sources(report)}", f"已折叠 {wording.folded(report)}"]
    said += [f"▲ {row.name} {wording.trouble(row, report.on)}" for row in report.sources.bad]
    said += ["  ".join(filter(None, wording.correction(one, report.on))) for one in report.corrections]
    title = f"{wording.day(report)} {wording.verdict(report)}"
    return _entry(identity(report.kind, report.on, report.revision), title, said)


def _change(card: Card) -> Element:
    here = phrases.place(card.new or card.old)
    title = f"{card.paper.province or ''} {here} {card.what} {card.value} 〔{card.tag}〕"
    said = [wording.paper(card.paper)]
    said += [f"{'删除' if not card.new else '新增'}全文 {_words(card.whole)}"] if card.whole else []
    said += [f"{name} {_words(side)}" for pair in card.pairs for name, side in (("旧", pair.old), ("新", pair.new))]
    said += [f"旧 {row.old_number} {_words(row.old)}\n新 {row.new_number} {_words(row.new)}" for row in card.rows]
    said += [phrases.unchanged(card)] if card.pairs else []
    return _entry(identity(card.id, card.new_edition.fingerprint), title, said, card.paper, card.tag)


def _new(paper: NewPaper) -> Element:
    title = f"{paper.paper.province or ''} 新文件 {wording.paper(paper.paper)}"
    return _entry(identity(paper.id, paper.edition.fingerprint), title, [novelty_words(paper)], paper.paper, "新文件")


def _event(notice: Notice) -> Element:
    word = event_words(notice.kind)[1]
    title = f"{notice.paper.province or ''} {word} {wording.paper(notice.paper)}"
    return _entry(identity(notice.id, notice.kind, notice.detail), title, [notice.detail], notice.paper, word)


def _words(passage: Passage | None) -> str:
    if passage is None:
        return "（无此句）"
    return "".join(f"【{piece.text}】" if piece.changed else piece.text for piece in passage.pieces)


def _entry(id: str, title: str, said: list[str], paper: Paper | None = None, term: str = "") -> Element:
    entry = Element("entry")
    _put(entry, "id", id)
    _put(entry, "title", " ".join(title.split()))
    if paper and (address := link(paper.url)):
        SubElement(entry, "link", {"rel": "alternate", "href": address})
    for category in filter(None, (term, paper.province if paper else "")):
        SubElement(entry, "category", {"term": visible(category)})
    _put(entry, "content", "\n".join(said))
    return entry


def _put(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = visible(words)


def _moment(report: Report) -> str:
    return report.generated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
