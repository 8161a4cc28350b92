"""What goes into the normalizer (RawDocument) and what comes out of it (Document and its parts)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.text import Span, SpanMap


class DocumentKind(StrEnum):
    """What sort of text a document is; the values stand in the JSON of ``regdelta normalize``."""

    POLICY = "policy"  # 措施, 意见, 方案 ...: has numbered measures
    LAW = "law"  # 法, 条例, 办法, 规定 in articles 第X条
    NOTICE = "notice"  # 通知, 公告 without measures of its own
    INTERPRETATION = "interpretation"  # 政策解读, 新闻发布会: about a document, never its text
    DECISION = "decision"  # 关于修改/废止…的决定: acts on other documents
    DRAFT = "draft"  # 征求意见稿
    OTHER = "other"


class PublicationLevel(StrEnum):
    """How near a page is to the issuer. The host decides by list, never the looks (regulator_sites §7)."""

    OFFICIAL = "official"  # 官方原文
    INTERPRETATION = "interpretation"  # 官方解读
    MEDIA = "media"  # 媒体转载
    MIRROR = "mirror"  # 非官方镜像
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RawPart:
    """One response or file: a page, or one of its attachments.

    ``content_type`` and ``charset`` are what the server or the file system claims; both may lie. ``family`` is the CMS
    family (``trs_wcm``, ``hanweb_jpage`` ...) when known, as a hint for the body container.
    """

    content: bytes
    name: str = ""
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A page with its attachments in page order, and what the source file knows about where it came from."""

    parts: tuple[RawPart, ...]
    province: str | None = None
    authority: str | None = None
    level: PublicationLevel = PublicationLevel.UNKNOWN
    listed_title: str | None = None
    listed_on: date | None = None


class Basis(StrEnum):
    """How a metadata value is known."""

    STATED = "stated"
    COMPUTED = "computed"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a metadata value comes from: ``basis`` and the words of the text, label or tag that carry it."""

    field: str
    basis: Basis
    raw: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing the normalizer did to the text. ``span`` is the place of ``after`` in the canonical text, if it has one.

    Kinds: ``pinyin`` (annotation taken off), ``byte_shift`` (mojibake read back), ``damaged`` (could not be read back:
    the span is never compared nor quoted), ``page_number``, ``furniture``, ``zero_width``, ``private_use``, ``radical``
    (Kangxi radical folded), ``digit`` (letter for a digit), ``glued`` (a heading stuck to its text), ``footnote`` (its mark taken
    off the text), ``ocr`` (a page read by OCR: ``after`` is the confidence, 0 to 1), ``unread`` (a page or file that was not read).
    """

    kind: str
    before: str
    after: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """The smallest numbered unit of a document (措施 / 条).

    ``ordinal`` counts from 1 in document order. ``number`` is as printed with its width normalised (``（一）``, ``1.``,
    ``第一条``). ``section`` is the heading above it, outermost first joined by `` › ``, or None. ``title`` is what stands before the first 。 (empty in a
    law); ``body`` what stands between that 。 and the bracket of responsible units. ``text`` is the whole measure
    from number to closing bracket; ``span`` its place in :attr:`Document.text`; ``body_span`` that of the body.
    ``commitments`` are the sentences of the body, as spans of :attr:`Document.text`.
    """

    ordinal: int
    number: str
    section: str | None
    title: str
    body: str
    text: str
    span: Span
    body_span: Span
    title_span: Span | None = None
    commitments: tuple[Span, ...] = ()
    responsible_units: tuple[str, ...] = ()
    lead_unit: str | None = None
    supporting: tuple[str, ...] = ()
    responsible_text: str = ""
    responsible_span: Span | None = None
    damaged: tuple[Span, ...] = ()


class FactKind(StrEnum):
    """Kinds of typed numbers, as in ``gold/facts.json``."""

    TIME_LIMIT = "time_limit"
    QUANTITY = "quantity"
    COUNT = "count"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE_DEADLINE = "date_deadline"


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed number in a commitment: ``from_value`` -> ``to_value`` ``unit``.

    ``ordinal`` is that of the measure, None outside of measures. Values are numbers in the printed unit (never
    converted), or an ISO date for :attr:`FactKind.DATE_DEADLINE`. ``text`` are the words that carry it.
    """

    ordinal: int | None
    text: str
    span: Span
    kind: FactKind
    from_value: float | str | None
    to_value: float | str | None
    unit: str
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file named by a page: identity is name and hash, never an expiring address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (``一、…``, ``第一章 …``) at ``span`` of the canonical text; ``level`` 1 is the outermost."""

    level: int
    number: str
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One policy instrument as read from one raw document. Dates are the document's own; none stands in for another.

    ``text`` is canonical, one paragraph a line; ``published`` the decoded text of the page's body; ``spans`` maps the
    first onto the second. ``issued_on`` is 成文日期, ``published_on`` 发布日期 of the page, ``effective_on`` 施行日期,
    ``expires_on`` the last day of validity. ``normalizer`` is the version of the normalizer that made it.
    """

    title: str | None
    text: str
    published: str
    spans: SpanMap
    normalizer: str
    kind: DocumentKind = DocumentKind.OTHER
    measures: tuple[Measure, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    repairs: tuple[Repair, ...] = ()
    document_number: str | None = None
    issuing_authorities: tuple[str, ...] = ()
    addressees: tuple[str, ...] | None = None
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    province: str | None = None
    level: PublicationLevel = PublicationLevel.UNKNOWN
    basis: tuple[str, ...] = ()
    index_number: str | None = None
    status_words: tuple[str, ...] = ()
    validity: str | None = None
    interprets: str | None = None
    title_variants: tuple[str, ...] = ()
    lead_rule: bool = False
    disclosure: tuple[tuple[str, str], ...] = field(default=())
    stated: tuple[Stated, ...] = ()

    def measure(self, ordinal: int) -> Measure:
        """The measure with this ordinal. Raises IndexError outside ``1..len(measures)``."""
        if not 1 <= ordinal <= len(self.measures):
            raise IndexError(ordinal)
        return self.measures[ordinal - 1]

    def quote(self, span: Span) -> str | None:
        """The words of ``span`` byte for byte as published, or None where the page does not carry them whole.

        A quote must be found by Ctrl+F on the page: layout (line breaks, indents) inside the range is kept as published.
        """
        place = self.spans.published(span)
        if place is None or not self.spans.faithful(span):
            return None
        return place.of(self.published)
