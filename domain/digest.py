"""What a week or a month comes to, gathered from the daily reports that were sent in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.card import Rank
from domain.change import EditKind
from domain.comparison_table import ComparisonTable
from domain.handling import Assignment


@dataclass(frozen=True, slots=True)
class Step:
    """What one daily report told: its day, the ``number`` of the line in it, the id behind that line, and its words.

    ``revision`` is 1, or more where the line stood in a later report of the same day.
    """

    on: date
    revision: int
    number: int
    item: str
    what: str
    value: str
    tag: str


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, event or new paper, with every step that the dailies told of it.

    After several steps ``what``, ``value`` and ``tag`` are the net effect. ``reverted``: the steps cancel out (改后复原). ``target`` is the id
    of the card, notice or new paper of this report, empty for what was reverted. ``topic`` is the main topic, empty where there is none.
    """

    steps: tuple[Step, ...]
    rank: Rank
    province: str
    paper: str
    subject: str
    what: str
    value: str
    tag: str
    target: str
    topic: str = ""
    reverted: bool = False


@dataclass(frozen=True, slots=True)
class Fortune:
    """How one source fared over the window: how often it was looked at and how often that went well.

    ``gap_start`` and ``gap_end`` bound the longest time without a success (aware UTC), from a success or an end of the window to the next.
    """

    source: str
    name: str
    looked: int
    succeeded: int
    gap_start: datetime
    gap_end: datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that changed. ``old`` and ``new`` as printed, one of them empty where the measure was added or deleted; the sentence stands
    in the card ``target``."""

    kind: EditKind | None
    province: str
    paper: str
    subject: str
    what: str
    old: str
    new: str
    tag: str
    target: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Changed measures of one topic, a count for each of :attr:`Digest.provinces`."""

    topic: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Digest:
    """``dailies`` counts the daily reports of the window. A change without a topic is tallied under the empty name.

    ``assignments`` are those that were open at the end of the window, and those closed within it. ``comparison`` are the rows of the 省际比较表
    with a cell that changed in the window; None in a weekly digest, and in those kept before there was one.
    """

    dailies: int
    rows: tuple[Row, ...] = ()
    fortunes: tuple[Fortune, ...] = ()
    figures: tuple[Figure, ...] = ()
    provinces: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    comparison: ComparisonTable | None = None

    @property
    def reverted(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.reverted)
