"""Typed numbers: time limits, quantities, amounts, shares, counts and dates by which something is to be done.

A number counts only with a unit; names that contain numbers (``“1+11+N”``, ``3.0``, 第二类, 《…三年行动计划》) are none. Values stay in
the printed unit. 由 A 压缩为 B is one fact from A to B; 压缩40% is a share, not a limit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from domain.document import Fact, FactKind, Measure
from domain.text import Span
from normalizer.dates import add_months
from normalizer.numerals import value

_CN = "一二两三四五六七八九十百千"
_TIME = "个?工作日|个月|个?小时|分钟|[天日周年]|个?星期"
_AMOUNT = "美元|欧元|港元|元"
_MULTIPLE = "倍|批次|批"
_THINGS = "个(?:部门|方面|品种|百分点)?|项|家|种|类|所|名|人次|人|件|条|款|张|台|套|户|门|处|座|期|场|例|起|份|支|株|亩|公里|平方米|吨|千克|公斤|克|毫克"
_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<number>{_ARABIC})(?P<scale>[百千]?[万亿]|[百千])?(?P<vague>[余多])?(?:(?P<share>%|个百分点)|(?P<money>{_AMOUNT})|(?P<time>{_TIME})|(?P<multiple>{_MULTIPLE})|(?P<thing>{_THINGS}))"
    rf"|(?P<cn>[{_CN}]+)(?P<cnscale>万|亿)?(?P<cnvague>[余多])?(?:(?P<cnmoney>{_AMOUNT})|(?P<cntime>{_TIME})|(?P<cnmultiple>{_MULTIPLE}))"
)
_DAY = re.compile(
    r"(?P<since>[到至]|截至|截止到?|力争|自|于|在)?(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?P<late>年?(?:底|末|终)|上半年|下半年)?(?P<by>之?以?前|起|内)?"
)
_SHORT_DAY = re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}月(?:底|末|份)|(?:19|20)\d{2}[-—至]")
_NAME_AFTER = re.compile(r"(?:行动|规划|计划|工程|战略|制医|一贯|一次|期货)")
_TO = re.compile(
    r"[^，。；、]{0,8}?(?:压缩|缩短|缩减|压减|精简|减少|减低|减|降低|下降|降|提高|提升|增加|增长|增|延长|调整|扩大|放宽|变更|改|上调|下调|上升|优化|提前|升)[^，。；\d]{0,4}?(?:至|为|到|成)[^，。；\d]{0,4}"
)
_BEFORE = re.compile(r"(最高|不超过|不高于|不多于|不低于|不少于|至少|最多|最低|最长|最短|超过|近|约|达到?)[^，。；、\d]{0,6}$")
_AFTER = re.compile(r"(以上|以内|以下|之内|左右|内)")
_CLAUSE = "，。；！？：\n"


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    kind: FactKind
    value: float
    unit: str
    vague: str | None


def find(text: str, measures: tuple[Measure, ...], outside: tuple[Span, ...] = ()) -> tuple[Fact, ...]:
    """The facts of a canonical text in reading order; stretches ``outside`` (titles, headings, numbers of papers) hold none."""
    names = [*_closed(text), *outside]
    days = list(_deadlines(text, _Taken(names)))
    taken = _Taken([*names, *(Span(*match.span()) for match in _dates(text))])
    facts = [*days, *_joined(text, list(_tokens(text, taken)))]
    return tuple(_with_ordinals(sorted(facts, key=lambda fact: fact.span), measures))


def _closed(text: str) -> Iterator[Span]:
    """Where numbers are part of names: titles in 《》, short names in quotes, brackets of 文号."""
    for match in re.finditer(r"《[^》]*》|“[^”，。]{1,12}”|〔[^〕]*〕\d*号?|第[^，。、]{1,4}[类条款项期批号章节]", text):
        yield Span(*match.span())


def _dates(text: str) -> Iterator[re.Match[str]]:
    yield from _DAY.finditer(text)
    yield from _SHORT_DAY.finditer(text)


class _Taken:
    """Stretches of the text in which no number counts, merged so that one look-up is one bisection."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def overlaps(self, span: Span) -> bool:
        index = bisect_left(self._starts, span.end) - 1
        return index >= 0 and self._ends[index] > span.start


def _deadlines(text: str, closed: _Taken) -> Iterator[Fact]:
    """Dates by which, or from which on: 2026年年底前, 到2027年, 自2025年6月16日起."""
    for match in _DAY.finditer(text):
        span = Span(*match.span())
        due = match["late"] or match["by"] or match["since"] in ("到", "至", "力争")
        if not due or closed.overlaps(span) or text[span.end : span.end + 2] in ("以来", "期间"):
            continue
        if last := _last_day(match):
            clause = _clause(text, span)
            yield Fact(
                None,
                clause.of(text),
                span,
                FactKind.DATE_DEADLINE,
                None,
                last.isoformat(),
                "date",
                "前" if (match["by"] or "").endswith("前") else None,
            )


def _last_day(match: re.Match[str]) -> date | None:
    """The day itself, or the last day of the named year, half-year or month."""
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        if day:
            return date(year, month, day)
        end = month or (6 if match["late"] == "上半年" else 12)
        return date.fromordinal(add_months(date(year, end, 1), 1).toordinal() - 1)
    except ValueError:
        return None


def _tokens(text: str, taken: _Taken) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        span = Span(*match.span())
        before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 4]
        if taken.overlaps(span) or before in ("第", "+", ".", "-", "/", "〔") or (before.isascii() and before.isalnum()):
            continue
        if _NAME_AFTER.match(after) or (match["cn"] and _is_name(match, before, after)):
            continue
        token = _token(match, span)
        if token:
            yield token


def _is_name(match: re.Match[str], before: str, after: str) -> bool:
    """A Chinese numeral is a word as often as a number: 一批项目, 数十年来, 十日谈."""
    if before and before in "十百千万零第〇几数":
        return True
    return (match["cn"] == "一" and bool(match["cnmultiple"])) or after.startswith(("来", "间", "生"))


def _token(match: re.Match[str], span: Span) -> _Token | None:
    number = _number(match)
    if number is None:
        return None
    scale = match["scale"] or match["cnscale"] or ""
    vague = match["vague"] or match["cnvague"]
    if match["share"]:
        return _Token(span, FactKind.PERCENTAGE, number, match["share"], vague)
    if money := match["money"] or match["cnmoney"]:
        return _Token(span, FactKind.MONEY, number, scale + money, vague)
    if time := match["time"] or match["cntime"]:
        if number > 1900 and time == "年":
            return None
        return _Token(span, FactKind.TIME_LIMIT, number, re.sub(r"^个(?=工作日|小时|星期)", "", scale + time), vague)
    if multiple := match["multiple"] or match["cnmultiple"]:
        return _Token(span, FactKind.QUANTITY, number, scale + multiple, vague)
    return _Token(span, FactKind.COUNT, number, scale + match["thing"], vague)


def _number(match: re.Match[str]) -> float | None:
    if match["cn"]:
        whole = value(match["cn"])
        return None if whole is None else float(whole)
    return float(match["number"].replace(",", ""))


def _joined(text: str, tokens: list[_Token]) -> Iterator[Fact]:
    """One fact a number, or one for two that a word of change ties together."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if after and after.unit == token.unit and _TO.fullmatch(text, token.span.end, after.span.start):
            yield _fact(text, after, token)
            index += 2
        else:
            yield _fact(text, token, None)
            index += 1


def _fact(text: str, token: _Token, source: _Token | None) -> Fact:
    span = Span(source.span.start if source else token.span.start, token.span.end)
    clause = _clause(text, span)
    before = _BEFORE.search(text, clause.start, token.span.start)
    after = _AFTER.match(text, token.span.end)
    return Fact(
        ordinal=None,
        text=clause.of(text),
        span=span,
        kind=token.kind,
        from_value=_plain(source.value) if source else None,
        to_value=_plain(token.value),
        unit=token.unit,
        qualifier=after[1] if after else token.vague or (before[1] if before else None),
    )


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def _clause(text: str, span: Span) -> Span:
    """The words that carry a number: from the mark before it to the mark after it."""
    start = max(text.rfind(mark, 0, span.start) for mark in _CLAUSE) + 1
    ends = [at for mark in _CLAUSE if (at := text.find(mark, span.end, span.end + 200)) >= 0]
    return Span(start, min(ends, default=min(len(text), span.end + 200)))


def _with_ordinals(facts: list[Fact], measures: tuple[Measure, ...]) -> Iterator[Fact]:
    """The facts with the measure each one stands in; both run through the text in order."""
    upcoming = iter(measures)
    measure = next(upcoming, None)
    for fact in facts:
        while measure and measure.span.end <= fact.span.start:
            measure = next(upcoming, None)
        inside = measure is not None and measure.span.contains(fact.span)
        yield replace(fact, ordinal=measure.ordinal) if measure and inside else fact
