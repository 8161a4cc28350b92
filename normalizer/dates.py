"""Dates of effect and validity: 自…起施行, 有效期…, and what follows from them.

A clause counts only where the paper speaks of itself: 本办法自…起施行, 现予公布，自…起施行, or a sentence that has no other subject.
新标准自…起实施 and 《…》有效期延长至… are about something else, and 有效期 is mostly a shelf life or the term of a licence.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.document import Basis
from normalizer import patterns
from normalizer.numerals import CN, value

_PAPERS = "若干措施|措施|意见|办法|规定|条例|法|细则|方案|通知|政策|公告|通告|决定|规划|计划|规则|规范|指南|目录|标准|制度|文件|规程|准则|命令|令|清单|指引|程序|要点|导则|政策措施|批复|函"
SELF = rf"(?:(?:本|该|此)《?[\u4e00-\u9fff]{{0,6}}?(?:{_PAPERS})》?|以上(?:措施|规定|政策)|上述(?:措施|规定|政策))(?:[（(][^（()）]{{1,8}}[）)])?"
_OWN = re.compile(
    rf"{SELF}[^。；\n《]{{0,20}}$|(?:现予|现|予以|特此|一并)(?:公布|发布|印发|颁布|公告)(?:给你们)?[^。；\n《]{{0,12}}[，,]$"
    rf"|^(?:试行期|有效期)[^。；\n]{{0,10}}[，,]$"
    rf"|^(?:第[{CN}\d]+条|[（(]?[{CN}\d]+[）)、.．])?\s*(?:{_PAPERS})?$"
)
_BACK = re.compile(rf"{SELF}|现予|现印发|予以|现将")
_VERB = r"(?:正式|开始|起)?(?:施行|实施|执行|试行|生效|启用)"
_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>个?工作日|日|天|个月|年)"
_EFFECT = re.compile(
    rf"[自从于即](?:(?P<when>{patterns.DATE.pattern})(?:零时|0时|00:00)?|(?:{SELF})?(?P<event>发布|公布|印发|下发|签发|下文|颁布|发文|公告)(?:之?日|后)|(?P<now>(?<=即)日))"
    rf"(?:起|之后|后)?(?:满?{_COUNT}(?:之?后)?起?)?{_VERB}(?=[，。；、）)\n]|$|[，,]?有效期)"
)
_PLAIN_EFFECT = re.compile(
    rf"^(?:施行|实施|生效)(?:日期|时间)[：:]\s*(?P<when>{patterns.DATE.pattern}|{patterns.ISO_DATE.pattern})", re.M
)
_END = rf"{patterns.DATE.pattern}|20\d{{2}}年(?:\d{{1,2}}月)?(?:年?底|末)"
# Both begin with one set of characters and ask then which of them it was: three times as fast to look for as alternatives.
_UNTIL = re.compile(
    r"[有试施执暂实起，,](?:"
    rf"(?<=[，,])\s*于?(?P<when3>{patterns.DATE.pattern})起?(?:自动|自行)?(?:废止|失效)"
    rf"|(?<=[有试施执暂实])[效行施]期(?:限)?(?:届满)?(?:日期)?(?:[^，。；\n]{{0,24}}?|[^。；\n]{{0,30}}?)(?:至|到|延续至)\s*(?P<when>{_END})"
    r"|(?:(?<=起)(?:施行|实施|执行|试行)|(?<=[施执试])行|(?<=实)施)"
    rf"[，,]?(?:有效)?(?:期)?(?:截?至|到|截止到?)\s*(?P<when2>{_END})(?:止|有效|$|(?=[。，；]))"
    r")"
)
_TERM = re.compile(
    r"[有试施执暂实](?:[效行施]期(?:限)?(?:暂定)?(?:为|是|定为|共)?|(?:(?<=[施试执])行|(?<=暂)定)(?:期限?)?(?:为)?)"
    rf"\s*{_COUNT}"
)


@dataclass(frozen=True, slots=True)
class Effect:
    """``day`` with its basis and words; the day is None where the clause names an event whose date is not known."""

    day: date | None
    basis: Basis
    raw: str


def effect(text: str, issued: date | None, published: date | None) -> Effect | None:
    """From when the document applies, by the last clause that speaks of the document itself."""
    match = next(_own(_EFFECT, text), None)
    if not match:
        plain = _PLAIN_EFFECT.search(text)
        return Effect(_last_day(plain["when"]), Basis.STATED, plain[0]) if plain else None
    named = match["event"] or match["now"]
    base = _last_day(match["when"]) if not named else (published if named in ("发布", "公布", "颁布", "公告") else issued)
    later = _delayed(base, match["count"], match["unit"]) if base else None
    stated = later is None or not (named or match["count"])
    return Effect(later, Basis.STATED if stated else Basis.COMPUTED, _clause(text, match))


def expiry(text: str, effective: date | None) -> Effect | None:
    """The last day of validity: stated as a date, or computed from the day of effect and a term of years or months."""
    for match in _own(_UNTIL, text):
        if _about_validity(text, match):
            return Effect(_last_day(match["when"] or match["when2"] or match["when3"]), Basis.STATED, match[0])
    for match in _own(_TERM, text):
        if _about_validity(text, match) and match["unit"] in ("年", "个月"):
            months = (value(match["count"]) or 0) * (12 if match["unit"] == "年" else 1)
            last = add_months(effective, months) - timedelta(days=1) if effective else None
            return Effect(last, Basis.COMPUTED, match[0])
    return None


def _own(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The clauses that speak of the document itself, the last one first; those of a repeal are left out."""
    for match in reversed(list(pattern.finditer(text))):
        before = text[_sentence(text, match.start()) : match.start()]
        if pattern is _EFFECT and not _OWN.search(before):
            continue
        if not _of_another(before):
            yield match


def _of_another(before: str) -> bool:
    """True if the sentence speaks of another document, or of a repeal, and has not come back to this one."""
    last = max((found.end() for found in _BACK.finditer(before)), default=-1)
    return (before.endswith("》") and last < len(before)) or max(before.rfind("《"), before.rfind("废止")) > last


def _sentence(text: str, at: int) -> int:
    """Where the sentence of an offset begins."""
    low = max(0, at - 300)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in "。\n；"))


def _clause(text: str, match: re.Match[str]) -> str:
    """The clause with its subject: 本办法自2026年3月1日起施行."""
    start = max(_sentence(text, match.start()), text.rfind("，", 0, match.start()) + 1)
    return text[start : match.end()].strip("，；。 ")


def _last_day(words: str) -> date | None:
    """The day in some words; for 2030年底 or 2030年6月底 the last one."""
    match = patterns.DATE.search(words) or patterns.ISO_DATE.search(words)
    if match:
        return patterns.day(match)
    loose = re.match(r"(\d{4})年(?:(\d{1,2})月)?", words)
    if not loose or not 1 <= int(loose[2] or 12) <= 12:
        return None
    return add_months(date(int(loose[1]), int(loose[2] or 12), 1), 1) - timedelta(days=1)


def _delayed(day: date, delay: str | None, unit: str | None) -> date | None:
    """``day`` and a delay after it; None for working days, which only a calendar can count."""
    count = value(delay) if delay else 0
    if not count:
        return day
    if unit and unit.endswith("工作日"):
        return None
    months = {"个月": 1, "年": 12}.get(unit or "", 0)
    return add_months(day, count * months) if months else day + timedelta(days=count)


def _about_validity(text: str, match: re.Match[str]) -> bool:
    """Ask for 起施行 or 本办法 … in the same sentence, or a sentence that is nothing else."""
    start = _sentence(text, match.start())
    stops = [at for mark in "。\n" if (at := text.find(mark, match.end(), match.end() + 100)) >= 0]
    sentence = text[start : min(stops, default=match.end() + 100)]
    return bool(
        re.search(
            rf"起[^。]{{0,12}}?(?:施行|实施|执行|试行|生效)|{SELF}[^。]{{0,6}}(?:有效期|试行|施行期|执行)|^(?:有效期|试行期)(?:限)?(?:为|至|到|[：:]|\d|[一二两三四五])",
            sentence,
        )
    )


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
