"""Two versions of a document as a Word file: the table of what changed, the table of everything, or the new text with tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document

from reports import citing
from reports.facing import Facing
from reports.language import _
from reports.revisions import revise
from reports.word.articles import Articles
from reports.word.document import address
from reports.word.markup import Node, paragraph, run
from reports.word.page import blank, foot, head, packed, put
from reports.word.sheets import Sheet, provenance
from reports.word.tracked import Tracked


def changed_articles(facing: Facing) -> bytes:
    """修订对照表: changed articles only."""
    return _table(Articles(facing, everything=False), facing)


def all_articles(facing: Facing) -> bytes:
    """新旧条文对照表: every article, heading and line."""
    return _table(Articles(facing, everything=True), facing)


def tracked(facing: Facing) -> bytes:
    """The whole new text with revisions against the old one, on upright paper like the text itself."""
    document = blank(facing.paper.title, upright=True)
    headings = {
        section.span.of(text.text).strip() for text in (facing.old, facing.new) for section in text.sections if section.span
    }
    writer = Tracked(facing.at, (facing.new.title or "").strip(), headings)
    head(document.sections[0], _titles(facing))
    foot(document.sections[0], provenance(Sheet(facing.paper, facing.old_edition, facing.new_edition)))
    put(document, writer.paragraphs(revise(facing)))
    return packed(document, facing.at)


def _titles(facing: Facing) -> Iterator[str]:
    """The title stands above the body, which is the canonical text and nothing else."""
    yield facing.new.title or facing.paper.title
    if facing.old.title and facing.old.title != facing.new.title:
        yield _("原标题：{title}").format(title=facing.old.title)


def _table(articles: Articles, facing: Facing) -> bytes:
    document = blank(articles.title)
    foot(document.sections[0], provenance(articles.sheet()))
    put(document, _page(document, articles, facing))
    return packed(document, facing.at)


def _page(document: Document, articles: Articles, facing: Facing) -> Iterator[Node]:
    yield paragraph(articles.title, style="Title", align="center")
    yield paragraph(run(articles.note, "soft"))
    if facing.paper.url:
        yield paragraph(
            _("原文："), address(document, facing.paper), _("（{level}）").format(level=_(citing.LEVELS[facing.paper.level]))
        )
    yield from (paragraph(f"▲ {event.detail}") for event in facing.comparison.events)
    yield articles.table()
