"""A document held against others: counterparts (他省同类) and novelty (新内容)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.text import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A measure of one of the documents of a call: ``document`` is its position (from 0) in the call."""

    document: int
    ordinal: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two measures of different documents. ``strength`` 3: the same measure; 2: at least one concrete commitment
    shared; 1: the same topic. ``score`` in 0..1 orders the links of one call."""

    a: Place
    b: Place
    score: float
    strength: int


class New(StrEnum):
    WHOLE = "whole"  # no counterpart of strength >= 2 anywhere
    PARTLY = "partly"  # some commitments have none
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Novelty:
    """What of one measure no other document says. ``spans`` are the new commitments in its document's canonical text."""

    place: Place
    new: New
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    links: tuple[Link, ...]
    novelty: tuple[Novelty, ...]
