"""Dates, times and numbers as Chinese print writes them, and cutting text without breaking what must stay whole."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from reports.language import N_, _

SHANGHAI = ZoneInfo("Asia/Shanghai")
ABSENT = N_("〔页面未载〕")
"""What is printed for a field the page does not carry; it is never guessed."""

# What a cut must not go through: a 《》 title, or a number with its unit. Digits may be Chinese: 六个月, 四分之一.
_WHOLE = re.compile(
    r"《[^》]*》|[0-9.]+[%‰]?[个]?[一-鿿]{0,3}|[一二两三四五六七八九十百千万]+(?:个月|个工作日|年|日|天|周|倍|批|类)"
)
_OPEN = re.compile(r"（[^）]*…$")
_WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def local(moment: datetime) -> datetime:
    """An aware time in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI)


def clock(moment: datetime, on: date | None = None) -> str:
    """``11-20 17:30``, or with the year where it is not the year of ``on``."""
    here = local(moment)
    return here.strftime("%m-%d %H:%M" if on is None or here.year == on.year else "%Y-%m-%d %H:%M")


def stamp(moment: datetime) -> str:
    """``2026-11-23 08:05:12 +08:00``, for a citation."""
    return local(moment).isoformat(sep=" ", timespec="seconds").replace("+08:00", " +08:00")


def weekday(day: date) -> str:
    return _(_WEEKDAYS[day.weekday()])


def chinese(day: date) -> str:
    """``2026年11月23日``."""
    return _("{year}年{month}月{day}日").format(year=day.year, month=day.month, day=day.day)


def left(days: int) -> str:
    """``剩204天``; the day itself is 今日."""
    if days == 0:
        return _("今日")
    return _("剩{days}天").format(days=days) if days > 0 else _("已过{days}天").format(days=-days)


def circled(number: int) -> str:
    """①, ②, ... and (21) where print has no circle."""
    return _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else f"({number})"


def cut(text: str, limit: int) -> str:
    """At most about ``limit`` characters, with … where something was left off; a number or 《》 title is kept or dropped whole."""
    if len(text) <= limit:
        return text
    at = limit - 1
    for whole in _WHOLE.finditer(text):
        if whole.start() < at < whole.end():
            at = whole.start() or whole.end()
    return text[:at] + "…" if at < len(text) else text


def titled(title: str, limit: int) -> str:
    """A title cut like :func:`cut`, with no bracket left open."""
    return _OPEN.sub("…", cut(title, limit))


def tail(text: str, limit: int) -> str:
    """The last ``limit`` characters or so, cut like :func:`cut` but at the front."""
    if len(text) <= limit:
        return text
    at = len(text) - limit + 1
    for whole in _WHOLE.finditer(text):
        if whole.start() < at < whole.end():
            at = whole.end() if whole.end() < len(text) else whole.start()
    return "…" + text[at:] if at > 0 else text


def number_in(text: str, limit: int) -> str:
    """About ``limit`` characters of a fact's words that end with its last number and unit, which is what they are shown for."""
    numbers = [found for found in _WHOLE.finditer(text) if not found[0].startswith("《")]
    return tail(text[: numbers[-1].end()], limit) if len(text) > limit and numbers else cut(text, limit)


def short(fingerprint: str) -> str:
    """``9f3c…a1``."""
    return f"{fingerprint[:4]}…{fingerprint[-2:]}" if len(fingerprint) > 8 else fingerprint
