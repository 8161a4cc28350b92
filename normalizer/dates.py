"""Dates of effect and validity: 自…起施行, 有效期…, and what follows from them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.document import Basis
from normalizer import patterns
from normalizer.numerals import value

_SELF = (
    r"(?:本|该|此)(?:[\u4e00-\u9fff]{0,4}(?:若干措施|措施|意见|办法|规定|条例|法|细则|方案|通知|政策|公告|通告|决定|规划|计划|规则|规范|指南|目录|标准|制度|文件|规程|准则|命令|令))"
    r"(?:[（(][^（()）]{1,8}[）)])?"
)
_EFFECT = re.compile(
    rf"(?:{_SELF})?[^。；，\n]{{0,12}}?自(?P<when>{patterns.DATE.pattern}|(?P<event>发布|公布|印发|下发|签发|下文|颁布)之?日)起"
    r"(?:(?P<delay>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>日|天|个月)?后)?(?:正式)?(?:施行|实施|执行|试行|生效|开始施行)"
)
_PLAIN_EFFECT = re.compile(
    rf"^(?:施行|实施|生效)(?:日期|时间)[：:]\s*(?P<when>{patterns.DATE.pattern}|{patterns.ISO_DATE.pattern})", re.M
)
_TERM = re.compile(
    r"(?:有效期|试行期|施行期|执行期|暂行期)(?:限)?(?:暂定|为|是|定为|共)?\s*(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?P<unit>年|个月)"
)
_UNTIL = re.compile(
    rf"(?:有效期|试行期|施行期|执行期)(?:限)?(?:届满)?(?:日期)?(?:为|是|自[^，。；]{{1,24}}?)?(?:起)?[，,]?(?:至|到|截至|截止到|截止至|延长至|延续至)\s*(?P<when>{patterns.DATE.pattern})"
    rf"|(?:有效期|试行期)[^，。；]{{0,30}}?(?:至|到)(?P<when2>{patterns.DATE.pattern})"
)


@dataclass(frozen=True, slots=True)
class Effect:
    """``day`` with its basis and words; the day is None where the clause names an event whose date is not known."""

    day: date | None
    basis: Basis
    raw: str


def effect(text: str, issued: date | None, published: date | None) -> Effect | None:
    """From when the document applies, by the last clause that speaks of the document itself."""
    found = [match for match in _EFFECT.finditer(text) if _of_itself(text, match)]
    if not found:
        plain = _PLAIN_EFFECT.search(text)
        return Effect(_first_day(plain["when"]), Basis.STATED, plain[0]) if plain else None
    match = found[-1]
    named = match["event"]
    base = _first_day(match["when"]) if not named else (published if named in ("发布", "公布", "颁布") else issued)
    later = _delayed(base, match["delay"], match["unit"]) if base else None
    plain_date = not named and not match["delay"]
    return Effect(later, Basis.STATED if plain_date or later is None else Basis.COMPUTED, match[0].strip("，；。 "))


def _of_itself(text: str, match: re.Match[str]) -> bool:
    """True unless the clause speaks of another document (《…》自…起施行) or of a repeal."""
    sentence = max(text.rfind(mark, 0, match.start()) for mark in "。\n；") + 1
    before = text[sentence : match.start() + (match[0].find("自"))]
    return not before.rstrip().endswith("》") and "废止" not in before


def _first_day(words: str) -> date | None:
    match = patterns.DATE.search(words) or patterns.ISO_DATE.search(words)
    return patterns.day(match) if match else None


def _delayed(day: date, delay: str | None, unit: str | None) -> date:
    count = value(delay) if delay else 0
    if not count:
        return day
    return add_months(day, count) if unit == "个月" else day + timedelta(days=count)


def expiry(text: str, effective: date | None) -> Effect | None:
    """The last day of validity: stated as a date, or computed from the day of effect and a term of years or months."""
    for match in reversed(list(_UNTIL.finditer(text))):
        if _about_validity(text, match):
            words = match["when"] or match["when2"]
            return Effect(_first_day(words), Basis.STATED, match[0])
    for match in reversed(list(_TERM.finditer(text))):
        if _about_validity(text, match):
            months = (value(match["count"]) or 0) * (12 if match["unit"] == "年" else 1)
            last = add_months(effective, months) - timedelta(days=1) if effective else None
            return Effect(last, Basis.COMPUTED, match[0])
    return None


def _about_validity(text: str, match: re.Match[str]) -> bool:
    """有效期 is mostly a shelf life or a licence term: ask for 施行 or 本办法 ... in the same sentence."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
    stops = [at for mark in "。\n" if (at := text.find(mark, match.end())) >= 0]
    sentence = text[start : min(stops, default=len(text))]
    return bool(
        re.search(
            rf"起[^。]{{0,12}}?(?:施行|实施|执行|试行|生效)|{_SELF}[^。]{{0,6}}(?:有效期|试行期|施行期)|^(?:有效期|试行期)",
            sentence,
        )
    )


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
