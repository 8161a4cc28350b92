"""What a report shows of one change: the card, and the words, places and editions it is made of.

Words of a policy text are held as :class:`Passage`; only ``Passage.quote`` may be printed between quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.change import Direction, EditKind, Severity, Status
from domain.document import DocumentKind, PublicationLevel


class Rank(StrEnum):
    """The classes of the reader's order, most urgent first; :attr:`order` sorts by it."""

    EFFECT = "effect"  # 效力: 废止, 到期, 施行日期
    VALUE = "value"  # 时限, 金额, 数量, 日期, 情态词
    WHOLE = "whole"  # 新增, 删除, 拆分, 合并, 新文件
    UNITS = "units"  # 责任单位, 牵头
    TITLE = "title"
    OTHER = "other"

    @property
    def order(self) -> int:
        return list(Rank).index(self)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a passage; ``changed`` ones are marked by 【】 and colour."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more whole sentences of a document, in canonical text.

    ``quote`` are the same words byte for byte as published, None where the page does not carry them whole (or where they
    hold invisible control characters). ``repaired``: the source was garbled here and was read back from its context.
    """

    pieces: tuple[Piece, ...]
    quote: str | None = None
    repaired: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def verbatim(self) -> bool:
        """True if the text shown is itself what the page says; otherwise it is 规范化文本."""
        return self.quote == self.text


@dataclass(frozen=True, slots=True)
class Paper:
    """The document a card, event or date is about. ``url`` is as found: only http and https may become links; ``source`` the id of its best publication's."""

    id: int
    title: str
    document_number: str | None = None
    province: str | None = None
    authority: str | None = None
    level: PublicationLevel = PublicationLevel.UNKNOWN
    kind: DocumentKind = DocumentKind.OTHER
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a paper. The four dates never stand in for one another: 成文, 发布, 施行, and 抓取 (``snapshot``, aware UTC).

    ``last_seen`` is when it was last found on the page; ``origin`` the file it was imported from, if it was not fetched.
    ``title`` and ``document_number`` are this version's own: a revision may bring new ones.
    """

    sequence: int
    fingerprint: str
    normalizer: str
    last_seen: datetime
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    snapshot: datetime | None = None
    origin: str | None = None
    title: str | None = None
    document_number: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The same sentence before and after, with all its edits marked. One side is None where the sentence was put in or taken out."""

    old: Passage | None
    new: Passage | None
    kinds: tuple[EditKind, ...]
    field: str = "body"
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """Responsible units of both sides; ``ordered`` where the document says that the first-named leads (or names the lead)."""

    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    old_lead: str | None = None
    new_lead: str | None = None

    @property
    def added(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.new if unit not in self.old)

    @property
    def removed(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.old if unit not in self.new)

    @property
    def lead_changed(self) -> bool:
        return self.old_lead != self.new_lead

    @property
    def changed(self) -> bool:
        return bool(self.added or self.removed or self.lead_changed)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A measure of another document of the baseline. ``strength`` as in :class:`domain.relation.Link`, 2 or 3."""

    province: str | None
    document: str
    number: str
    title: str
    strength: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Likes:
    """他省同类 of one measure: what was found, and the provinces of the baseline that have none. ``baseline`` None: there is no baseline."""

    baseline: str | None = None
    found: tuple[Counterpart, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapRow:
    """One sentence of a split or merger: where it stood and where it stands. An empty side disappeared or is new."""

    old_number: str = ""
    old: Passage | None = None
    new_number: str = ""
    new: Passage | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a measure stands: its section, its number as printed and its title (empty in a law)."""

    number: str
    title: str = ""
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One changed measure. ``id`` is ``C`` and the number of its ChangeRecord: the same for ever.

    ``what`` and ``value`` are the changed value itself in one line (临床急需器械注册检验 / 25 → 15个工作日). ``whole`` is the full text of an added or
    deleted measure. ``unchanged`` counts the sentences of the new measure that no edit touches. ``base`` is the edition the new one was
    compared with, also for an added measure, which has no ``old_edition``. ``topics`` (主题) and ``products`` (产品) are names out of
    :mod:`differ.subjects`, the main one first; empty in reports kept before there were any.
    """

    id: str
    paper: Paper
    status: Status
    severity: Severity
    rank: Rank
    tag: str
    what: str
    value: str
    old: tuple[Spot, ...]
    new: tuple[Spot, ...]
    old_edition: Edition | None
    new_edition: Edition
    pairs: tuple[Pair, ...] = ()
    whole: Passage | None = None
    rows: tuple[MapRow, ...] = ()
    unchanged: int = 0
    units: Units | None = None
    likes: Likes = field(default_factory=Likes)
    base: Edition | None = None
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()

    @property
    def first_change(self) -> int:
        """The number of its change; of the first one where a digest sums up several (``C3+C9``)."""
        return int(self.id[1:].partition("+")[0])


@dataclass(frozen=True, slots=True)
class Move:
    """A measure at another place with the same content: one line, old path → new path."""

    id: str
    paper: Paper
    old: Spot
    new: Spot
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renumbering:
    """How many measures of a paper only slid to another number."""

    paper: Paper
    count: int
