"""A report as a value: all that a reader is told of one run, or of one window. It is kept as JSON, and renderers only word it.

Everything a renderer prints stands in here or in :mod:`domain.card`, so that the report of a past day can be drawn again
without the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.card import Card, Counterpart, Edition, Move, Paper, Passage, Rank, Renumbering
from domain.change import EventKind
from domain.correction import Correction, Fix
from domain.crawl import Outcome
from domain.delivery import DeliveryTrouble
from domain.digest import Digest
from domain.run import Window

FIRST_SCREEN = 6
"""Lines before 「其余 N 项见下」: with the verdict, the health line and the folded counts they fill a phone of 390 x 844 px."""


class ReportKind(StrEnum):
    DAILY = "daily"  # 日报
    WINDOW = "window"  # 区间报告: asked for with --from and --to
    WEEKLY = "weekly"  # 周报
    MONTHLY = "monthly"  # 月报


class Attention(StrEnum):
    """Which half of the first screen a line stands in."""

    ACT = "act"  # 须处理
    KNOW = "know"  # 须知晓


@dataclass(frozen=True, slots=True)
class NewItem:
    """One measure of a new document. ``passages`` are its new sentences, ``facts`` the hard numbers in them; ``likes`` who says the rest.

    ``topics`` and ``products`` as in :class:`domain.card.Card`.
    """

    number: str
    title: str
    passages: tuple[Passage, ...] = ()
    facts: tuple[str, ...] = ()
    likes: tuple[Counterpart, ...] = ()
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A document seen for the first time, with its novelty report when there was a baseline to hold it against.

    ``compared`` counts the baseline's documents. The four groups hold every measure once: 整项新, 硬指标新, 做法新, 无新内容.
    ``topics`` and ``products`` are those of its measures, that of the most measures first, also where there was no baseline.
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
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


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

    ``computed``: the date was worked out from these words of the text (有效期两年), not printed on the page. ``key`` names the date within its
    paper whatever day it falls on; ``edition`` is the version it was read from, so that a calendar can tell a moved date from a new one.
    ``sequence`` rises whenever the date moves or falls away (None in reports kept before there was one); ``cancelled``: it fell away.
    """

    paper: Paper
    kind: DateKind
    on: date
    days: int
    words: str = ""
    reminder: int = 0
    computed: str = ""
    key: str = ""
    edition: int = 1
    sequence: int | None = None
    cancelled: bool = False


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
    """The numbers of the first line. A document counts once, a measure counts once.

    ``editorial`` counts the changes of that severity; ``regrouped`` of them are splits and mergers that kept their words.
    """

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
    regrouped: int = 0

    @property
    def corrections(self) -> int:
        """文字更正."""
        return self.editorial - self.regrouped

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
class Hidden:
    """What a recipient's subscription left out: items of every kind, and how many of them were substantive."""

    items: int
    substantive: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a renderer draws. ``generated`` and ``window`` are aware UTC and are shown in Asia/Shanghai.

    ``notices`` happened to documents as wholes; ``seen`` are interpretations and reprints (on the first day, everything) found for the
    first time; ``suspects`` new texts that were not accepted. ``foundation`` is only set on the first day (建立基线); ``gap`` when more than the ordinary time passed since the last success.
    ``recalled`` are dates that earlier reports listed and that fell away or moved out of the list: calendars are told of them.
    ``corrections`` are those told for the first time or, in a revision that ``corrects`` another one, those of its day. ``digest`` is set in a
    weekly or monthly report only.
    ``deliveries`` are the channels that failed since the report before. ``hidden`` is only set in the copy made for a recipient.
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
    recalled: tuple[Upcoming, ...] = ()
    corrections: tuple[Correction, ...] = ()
    corrects: int = 0
    digest: Digest | None = None
    deliveries: tuple[DeliveryTrouble, ...] = ()
    hidden: Hidden | None = None

    @property
    def first_screen(self) -> tuple[Line, ...]:
        """The lines above the fold; corrections take the room of up to two."""
        return self.lines[: FIRST_SCREEN - min(2, len(self.corrections))]

    @property
    def struck(self) -> frozenset[int]:
        """The numbers of the lines of this very report that a correction took back; empty unless it is a corrected revision."""
        last = {one.item: one for one in self.corrections if self.corrects and one.on == self.on}
        return frozenset(one.number for one in last.values() if one.fix is Fix.STRUCK and one.number)
