"""A report as a value: what a run or a window of time comes to, for a reader. Renderers word it, and it is kept as JSON.

Everything a renderer prints stands in here, so that the report of a past day can be drawn again without the store. Words
of a policy text are held as :class:`Passage`; only ``Passage.quote`` may be printed between quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.change import Direction, EditKind, EventKind, Severity, Status
from domain.crawl import Outcome
from domain.document import DocumentKind, PublicationLevel
from domain.run import Window

FIRST_SCREEN = 6
"""Lines before 「其余 N 项见下」: with the verdict, the health line and the folded counts they fill a phone of 390 x 844 px."""


class ReportKind(StrEnum):
    DAILY = "daily"  # 日报
    WINDOW = "window"  # 区间报告: asked for with --from and --to


class Attention(StrEnum):
    """Which half of the first screen a line stands in."""

    ACT = "act"  # 须处理
    KNOW = "know"  # 须知晓


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
    """The document a card, event or date is about. ``url`` is as found: only http and https may become links."""

    id: int
    title: str
    document_number: str | None = None
    province: str | None = None
    authority: str | None = None
    level: PublicationLevel = PublicationLevel.UNKNOWN
    kind: DocumentKind = DocumentKind.OTHER
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a paper. The four dates never stand in for one another: 成文, 发布, 施行, and 抓取 (``snapshot``, aware UTC).

    ``last_seen`` is when it was last found on the page; ``origin`` the file it was imported from, if it was not fetched.
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
    deleted measure. ``unchanged`` counts the sentences of the new measure that no edit touches.
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


@dataclass(frozen=True, slots=True)
class Move:
    """A measure at another place with the same content: one line, old path → new path."""

    id: str
    paper: Paper
    old: Spot
    new: Spot


@dataclass(frozen=True, slots=True)
class Renumbering:
    """How many measures of a paper only slid to another number."""

    paper: Paper
    count: int


@dataclass(frozen=True, slots=True)
class NewItem:
    """One measure of a new document. ``passages`` are its new sentences, ``facts`` the hard numbers in them; ``likes`` who says the rest."""

    number: str
    title: str
    passages: tuple[Passage, ...] = ()
    facts: tuple[str, ...] = ()
    likes: tuple[Counterpart, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A document seen for the first time, with its novelty report when there was a baseline to hold it against.

    ``compared`` counts the baseline's documents. The four groups hold every measure once: 整项新, 硬指标新, 做法新, 无新内容.
    """

    id: str
    paper: Paper
    edition: Edition
    measures: int
    baseline: str | None = None
    compared: int = 0
    whole: tuple[NewItem, ...] = ()
    numbers: tuple[NewItem, ...] = ()
    practice: tuple[NewItem, ...] = ()
    nothing: tuple[NewItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened to a document as a whole. ``detail`` is the sentence that proves it; ``measures`` the numbers it names."""

    id: str
    paper: Paper
    kind: EventKind
    detail: str
    measures: tuple[str, ...] = ()


class DateKind(StrEnum):
    EFFECTIVE = "effective"  # 施行
    EXPIRY = "expiry"  # 届满
    TARGET = "target"  # 目标日期 named in a measure


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A date that is still to come. ``reminder`` counts the reminders up to now, 0 when none falls in this report.

    ``computed``: the date was worked out from these words of the text (有效期两年), not printed on the page.
    """

    paper: Paper
    kind: DateKind
    on: date
    days: int
    words: str = ""
    reminder: int = 0
    computed: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the first screen. ``target`` is the id of the card, notice or new paper it leads to."""

    attention: Attention
    rank: Rank
    province: str
    subject: str
    what: str
    value: str
    tag: str
    note: str
    target: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """How one source fared. ``good`` and ``words`` say it to a reader; ``detail`` is the sentence that proves the outcome."""

    source: str
    name: str
    good: bool
    outcome: Outcome | None
    detail: str = ""
    entries: int = 0
    expected: int | None = None
    fetched: int = 0
    not_modified: int = 0
    failed: int = 0
    failures: int = 0
    last_success: datetime | None = None
    suspect: int = 0
    planned: bool = True


@dataclass(frozen=True, slots=True)
class Sources:
    """应查, 成功, 异常: always printed, because 无变动 is only to be believed beside it."""

    rows: tuple[SourceLine, ...] = ()

    @property
    def planned(self) -> int:
        return sum(row.planned for row in self.rows)

    @property
    def succeeded(self) -> int:
        return sum(row.planned and row.good for row in self.rows)

    @property
    def bad(self) -> tuple[SourceLine, ...]:
        return tuple(row for row in self.rows if row.planned and not row.good)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The numbers of the first line. A document counts once, a measure counts once."""

    substantive: int = 0
    documents: int = 0
    new_documents: int = 0
    effects: int = 0
    editorial: int = 0
    renumbered: int = 0
    moved: int = 0
    interpretations: int = 0
    furniture: int = 0
    suspect: int = 0

    @property
    def quiet(self) -> bool:
        """True if nothing happened that the reader has to know of. Whether everything was looked at, :class:`Sources` says."""
        return not (self.substantive or self.new_documents or self.effects)


@dataclass(frozen=True, slots=True)
class Foundation:
    """What the first day laid down: the papers that later days are held against."""

    documents: int
    measures: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a renderer draws. ``generated`` and ``window`` are aware UTC and are shown in Asia/Shanghai.

    ``notices`` happened to documents as wholes; ``seen`` are interpretations and reprints (on the first day, everything) found for the
    first time; ``suspects`` new texts that were not accepted. ``foundation`` is only set on the first day (建立基线); ``gap`` when more than the ordinary time passed since the last success.
    """

    on: date
    revision: int
    kind: ReportKind
    window: Window
    generated: datetime
    sources: Sources
    verdict: Verdict
    lines: tuple[Line, ...] = ()
    cards: tuple[Card, ...] = ()
    new_papers: tuple[NewPaper, ...] = ()
    notices: tuple[Notice, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    editorial: tuple[Card, ...] = ()
    moves: tuple[Move, ...] = ()
    renumbered: tuple[Renumbering, ...] = ()
    seen: tuple[Notice, ...] = ()
    suspects: tuple[Notice, ...] = ()
    foundation: Foundation | None = None
    gap: bool = False
    schema: str = "1"

    @property
    def first_screen(self) -> tuple[Line, ...]:
        return self.lines[:FIRST_SCREEN]
