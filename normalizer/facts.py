"""Typed numbers: time limits, quantities, amounts, shares, counts and dates by which something is to be done.

由 A 压缩为 B is one fact from A to B; 压缩40% is a share, not a limit. What is a number with a unit and what is part of a name,
:mod:`normalizer.quantities` tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from domain.document import Fact, FactKind, Measure
from domain.text import Span
from normalizer.dates import add_months
from normalizer.quantities import Closed, Quantity, names, quantities

_DAY = re.compile(
    r"20\d{2}年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?P<late>年?(?:底|末|终)|上半年|下半年)?(?P<by>之?以?前|起|内)?"
)
_SINCE = re.compile(r"(?:到|至|截至|截止到?|力争)$")
_SHORT_DAY = re.compile(r"\d(?:\d?月(?:\d{1,2}日|底|末|份)|(?<=[12])\d{3}[-—至])")
_CHANGE = "压缩|缩短|缩减|压减|精简|减少|减低|减|降低|下降|降|提高|提升|增加|增长|增|延长|调整|扩大|放宽|变更|改|上调|下调|上升|优化|提前|升|控制|延伸|下浮|上浮|收窄|扩展"
_TO = re.compile(rf"[^，。；、]{{0,8}}?(?:{_CHANGE})[^，。；\d]{{0,4}}?(?:至|为|到|成)[^，。；\d]{{0,4}}")
_BEFORE = re.compile(
    r"(最高|不得?超过|不得?高于|不得?多于|不得?低于|不得?少于|至少|最多|最低|最长|最短|超过|近|约|达到?|[\d一二两三四五六七八九十]+(?:至|—|-|～|~))[^，。；、\d]{0,6}$"
)
_AFTER = re.compile(r"(以上|以内|以下|之内|左右|内)")
_STOP = re.compile("[，。；！？：\n]")
_REACH = 200  # characters of a clause looked at on either side of a number


def find(text: str, measures: tuple[Measure, ...]) -> tuple[Fact, ...]:
    """The facts of a canonical text in reading order."""
    closed = names(text)
    dates = [*_DAY.finditer(text)]
    ordinals = _Ordinals(measures)
    taken = Closed([*closed, *(match.span() for match in dates), *(match.span() for match in _SHORT_DAY.finditer(text))])
    facts = [*_deadlines(text, dates, Closed(closed), ordinals), *_joined(text, list(quantities(text, taken)), ordinals)]
    return tuple(sorted(facts, key=lambda fact: (fact.span.start, fact.span.end)))


class _Ordinals:
    """Which measure holds a stretch of the text; the measures stand in order."""

    def __init__(self, measures: tuple[Measure, ...]) -> None:
        self._measures = measures
        self._ends = [measure.span.end for measure in measures]

    def of(self, span: Span) -> int | None:
        index = bisect_right(self._ends, span.start)
        inside = index < len(self._ends) and self._measures[index].span.contains(span)
        return self._measures[index].ordinal if inside else None


def _deadlines(text: str, dates: list[re.Match[str]], closed: Closed, ordinals: _Ordinals) -> Iterator[Fact]:
    """Dates by which, or from which on: 2026年年底前, 到2027年, 自2025年6月16日起."""
    for match in dates:
        start, end = match.span()
        since = _SINCE.search(text, max(0, start - 3), start)
        if (
            not (match["late"] or match["by"] or since)
            or closed.overlaps(start, end)
            or text[end : end + 2] in ("以来", "期间")
        ):
            continue
        if last := _last_day(match):
            span = Span(since.start() if since else start, end)
            before = "前" if (match["by"] or "").endswith("前") else None
            words = _clause(text, span).of(text)
            yield Fact(ordinals.of(span), words, span, FactKind.DATE_DEADLINE, None, last.isoformat(), "date", before)


def _last_day(match: re.Match[str]) -> date | None:
    """The day itself, or the last day of the named year, half-year or month."""
    year, month, day = int(match[0][:4]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        if day:
            return date(year, month, day)
        end = month or (6 if match["late"] == "上半年" else 12)
        return date.fromordinal(add_months(date(year, end, 1), 1).toordinal() - 1)
    except ValueError:
        return None


def _joined(text: str, found: list[Quantity], ordinals: _Ordinals) -> Iterator[Fact]:
    """One fact a number, or one for two that a word of change ties together."""
    index = 0
    while index < len(found):
        first = found[index]
        after = found[index + 1] if index + 1 < len(found) else None
        if after and after.unit == first.unit and _TO.fullmatch(text, first.span.end, after.span.start):
            yield _fact(text, after, first, ordinals)
            index += 2
        else:
            yield _fact(text, first, None, ordinals)
            index += 1


def _fact(text: str, quantity: Quantity, source: Quantity | None, ordinals: _Ordinals) -> Fact:
    span = Span(source.span.start if source else quantity.span.start, quantity.span.end)
    clause = _clause(text, span)
    before = _BEFORE.search(text, max(clause.start, quantity.span.start - 16), quantity.span.start)
    after = _AFTER.match(text, quantity.span.end)
    return Fact(
        ordinal=ordinals.of(span),
        text=clause.of(text),
        span=span,
        kind=quantity.kind,
        from_value=_plain(source.value) if source else None,
        to_value=_plain(quantity.value),
        unit=quantity.unit,
        qualifier=after[1] if after else quantity.vague or (before[1] if before else None),
    )


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def _clause(text: str, span: Span) -> Span:
    """The words that carry a number: from the mark before it to the mark after it."""
    low = max(0, span.start - _REACH)
    start = max(low, *(text.rfind(mark, low, span.start) + 1 for mark in "，。；！？：\n"))
    stop = _STOP.search(text, span.end, span.end + _REACH)
    return Span(start, stop.start() if stop else min(len(text), span.end + _REACH))
