"""省际比较表: what each province commits itself to, one commitment a row and one province a column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.relation import Place
from domain.text import Span


class Mark(StrEnum):
    """What stands in a cell. The first three are said by a measure; the others tell two silences apart."""

    HARD = "hard"  # ● the same commitment, with a hard parameter
    SOFT = "soft"  # ○ the same direction without one
    ADJACENT = "adjacent"  # ◇ only beside it
    ABSENT = "absent"  # — all of the province's texts were read, and none says it
    MISSING = "missing"  # 未收录: no text of the province is there, or not the whole of one


@dataclass(frozen=True, slots=True)
class Column:
    """A province with the positions of its documents in the call. ``whole``: they were read to the end, so that what is not
    found in them is absent; always False without documents."""

    province: str
    documents: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one measure says of a row's commitment. ``spans`` are its sentences and ``phrase`` the shortest part of them that says
    it, with its number as printed if it has one; all in the canonical text of the measure's document. ``mark`` is never ABSENT
    or MISSING. ``acts`` are the clauses of the sentences that are about the row: what changes elsewhere in them does not change it."""

    place: Place
    mark: Mark
    spans: tuple[Span, ...]
    phrase: Span
    acts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """``mark`` is the strongest of ``said``, which stand in that order; ABSENT or MISSING without any."""

    mark: Mark
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment: its ``name`` in a few words, the ``topic`` it stands under, and a cell for each column, in their order.

    At least two columns say it (HARD or SOFT).
    """

    name: str
    topic: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows stand by topic, in the order of the topics' list."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
