"""Two versions of one document held together: changes, edits, events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.text import Span


class Status(StrEnum):
    """What happened to a measure. ``renumbered`` means that only the number changed; amended with a new number is ``amended``."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    ADDED = "added"
    DELETED = "deleted"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


class Severity(StrEnum):
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"
    NONE = "none"


class EditKind(StrEnum):
    """What an edit is about (性质). ``OTHER`` is the honest answer when nothing more can be said."""

    TIME_LIMIT = "time_limit"  # 时限
    AMOUNT = "amount"  # 金额
    QUANTITY = "quantity"  # 数量, 比例
    DATE = "date"  # 日期
    MODAL = "modal"  # 情态词: 可/应当/不/不得/除外/鼓励/探索/以上/以内
    SCOPE = "scope"  # 范围: an item of an enumeration, a party
    RESPONSIBLE = "responsible"  # 责任单位
    LEAD = "lead"  # 牵头单位
    CROSS_REFERENCE = "cross_reference"  # 条序调整
    BODY_NAME = "body_name"  # 机构更名
    SENTENCE = "sentence"  # a whole sentence put in or taken out
    TITLE = "title"  # 标题
    TYPO = "typo"  # 文字更正
    WORDING = "wording"  # 文字
    OTHER = "other"


class Direction(StrEnum):
    """The direction word of a change; only set when certain. A wrong 放宽 is worse than none."""

    FASTER = "提速"
    SLOWER = "延后"
    TIGHTER = "收紧"
    LOOSER = "放宽"
    WIDER = "扩大"
    NARROWER = "缩小"
    RESPONSIBILITY = "责任"
    ADDED = "新增"
    DELETED = "删除"
    CHANGED = "变动"


@dataclass(frozen=True, slots=True)
class MeasureRef:
    """A measure of one side: its ordinal (from 1) and number as printed (width normalised)."""

    ordinal: int
    number: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One old/new pair inside a measure; one of the two may be empty. Spans are in the canonical text of either side
    (an empty span marks where something was put in or taken out). Never cut inside a number with its unit or a 《》 title."""

    old: str
    new: str
    old_span: Span
    new_span: Span
    field: str = "body"
    kind: EditKind = EditKind.OTHER
    severity: Severity = Severity.SUBSTANTIVE
    direction: Direction | None = None
    old_ordinal: int | None = None
    new_ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one measure. A split has one ``old`` and several ``new``, a merger the reverse; added has no old, deleted no new.

    ``fields`` is a subset of title, body, responsible_units, number, section.
    """

    status: Status
    severity: Severity
    old: tuple[MeasureRef, ...]
    new: tuple[MeasureRef, ...]
    fields: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


class EventKind(StrEnum):
    """What happened to a document as a whole; the values stand in the JSON of ``regdelta compare``."""

    FIRST_SEEN = "first_seen"
    REPEALED = "repealed"
    PARTIAL_REPEAL = "partial_repeal"
    REPLACED = "replaced"
    VALIDITY_CHANGED = "validity_changed"
    TITLE_CHANGED = "title_changed"
    PREAMBLE_CHANGED = "preamble_changed"
    WITHDRAWN = "withdrawn"
    DIVERGES = "diverges"  # another publication has other words: never an amendment
    NOT_A_VERSION = "not_a_version"
    SUSPECT_SHRINK = "suspect_shrink"

    @property
    def suspect(self) -> bool:
        """True if the new text must not be taken for a version: nothing is reported deleted, the old version stays."""
        return self in (EventKind.NOT_A_VERSION, EventKind.SUSPECT_SHRINK)


@dataclass(frozen=True, slots=True)
class Late:
    """补发: the list prints ``listed_on`` beside a document that was not there yet when it was last looked at, on ``absent_on``."""

    listed_on: date
    absent_on: date


@dataclass(frozen=True, slots=True)
class Event:
    """``detail`` is one Chinese sentence with the words that prove it; ``measures`` the numbers it names, if any.

    ``late`` is only set on FIRST_SEEN.
    """

    kind: EventKind
    detail: str
    measures: tuple[str, ...] = ()
    late: Late | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The facts of a document that a comparison repeats."""

    title: str | None
    document_number: str | None
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One change for every measure of either side, in the order of the new text with deletions where they stood."""

    old: Head
    new: Head
    changes: tuple[Change, ...]
    events: tuple[Event, ...] = ()

    @property
    def suspect(self) -> bool:
        return any(event.kind.suspect for event in self.events)
