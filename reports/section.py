"""One part of a digest, or of a table of its own: what HTML, Word, Markdown and plain text draw alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a table, perhaps leading to a card by its id; ``strong`` for the changed value itself, ``changed`` for a cell to be shaded, which
    its words say too."""

    words: str
    target: str = ""
    strong: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences, then a table. Both may be empty; then :attr:`none` says what is not there."""

    id: str
    name: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    said: tuple[str, ...] = ()
    none: str = ""
