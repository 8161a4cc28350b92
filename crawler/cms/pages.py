"""Counting pages: how many there are, and which ones a run asks for."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from crawler.cms.base import Ask
from domain.source import Source


def pages_of(rows: int, size: int) -> int:
    """Pages needed for ``rows`` rows of ``size`` a page, at least 1."""
    return max(1, ceil(rows / size)) if size else 1


def following(asked: Ask, pages: int, source: Source, address: Callable[[int], str]) -> tuple[Ask, ...]:
    """All further pages, asked for by page 1 alone: one lost page then loses no other."""
    if asked.page != 1:
        return ()
    return tuple(Ask(address(number), number) for number in range(2, min(pages, source.max_pages) + 1))
