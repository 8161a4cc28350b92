"""Numbers with their units: what in a text is a quantity, and what only looks like one.

A name that holds a number (第二类, 3.0, 24小时药店, 三类医疗器械, 35周岁) is no quantity, and a Chinese numeral is a word as often as a
number (一批项目, 数十年来, 两个维护). Values stay in the printed unit; 半年 is half a year, 百分之四十 is 40 %.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.document import FactKind
from domain.text import Span
from normalizer.numerals import value

_CN = "一二两三四五六七八九十百千"
_TIME = "个?工作日|个月|个?小时|分钟|[天日年]|周(?!岁|边|期|转|围|全|密|知|末)|个?星期|个?季度|学时"
_AMOUNT = "美元|欧元|港元|元"
_MULTIPLE = "倍|批次|批"
_THINGS = (
    "个(?:部门|方面|品种|百分点)?|项|家次|家|种|类|所|名|人次|人|件|条|款(?!项)|张|台|套|户|门|处|座|期|场|例|起|份|支|株|头|艘|辆|亩|公里|平方米|平方公里"
    "|吨|千克|公斤|克|毫克|毫升|升|次|部(?!门|分|署)"
)
_CN_THINGS = "个(?:部门|方面|品种|百分点)?|家|项|种|类|所|名|台|套|件"
_ARABIC = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,15})?|\d{1,15}(?:\.\d{1,15})?"  # what is longer is no quantity, and no float
_START = re.compile(rf"[\d{_CN}半][\d{_CN}半]*")  # not ``[…]+``: a search that begins with one set is much faster
_TOKEN = re.compile(
    rf"百分之(?:(?P<parts>[{_CN}零]{{1,15}})(?:点(?P<point>[{_CN}零]{{1,15}}))?(?![{_CN}零])|(?P<hundredths>{_ARABIC})(?!\d))"
    rf"|(?P<number>{_ARABIC})(?P<scale>[百千]?[万亿]|[百千])?(?P<vague>[余多])?(?:(?P<share>%|个百分点)|(?P<money>{_AMOUNT})|(?P<time>{_TIME})|(?P<multiple>{_MULTIPLE})|(?P<thing>{_THINGS}))"
    rf"|(?P<cn>[{_CN}]{{1,15}})(?P<cnscale>万|亿)?(?P<cnvague>[余多])?(?:(?P<cnmoney>{_AMOUNT})|(?P<cntime>{_TIME})|(?P<cnmultiple>{_MULTIPLE})|(?P<cnthing>{_CN_THINGS}))"
    r"|(?P<half>半)(?P<halftime>年)"
)
_NAME_AFTER = re.compile(
    r"行动|规划|计划|工程|战略|制医|一贯|一次|期货|代表|维护|确立|意识|自信|毫不|务必|最[严]|(?:医疗)?器械|药店|门店|便利店|热线|值守|级|合一|票制|体一"
)
_ORDINAL = ("第", "+", ".", "-", "/", "〔", "#")
_NAMES = re.compile(
    r"[《“〔第](?:(?<=《)[^》]*》|(?<=“)[^”，。]{1,12}”|(?<=〔)[^〕]*〕\d*号?|(?<=第)[^，。、]{1,4}?[类条款项期批号章节届届次])"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at ``span``; ``vague`` is 余 or 多 where one stands."""

    span: Span
    kind: FactKind
    value: float
    unit: str
    vague: str | None = None


class Closed:
    """Stretches of a text in which no number counts, merged so that one look-up is one bisection."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, start: int, end: int) -> bool:
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start


def names(text: str) -> list[tuple[int, int]]:
    """Start and end of where numbers are part of names: titles in 《》, short names in quotes, brackets of 文号, 第X类."""
    return [match.span() for match in _NAMES.finditer(text)]


def quantities(text: str, closed: Closed) -> Iterator[Quantity]:
    """The quantities of a text outside of ``closed``, in reading order."""
    end = 0
    for start in [match.start() for match in _START.finditer(text)]:
        match = _TOKEN.match(text, start) if start >= end else None
        if not match or closed.overlaps(*match.span()) or _is_name(text, match):
            continue
        if found := _quantity(match):
            end = match.end()
            yield found


def _is_name(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 5]
    if before in _ORDINAL or (before.isascii() and before.isalnum()) or _NAME_AFTER.match(after):
        return not _changes(match, after)
    if match["half"]:
        return bool(before) and before in "大多前后上下每"
    if not match["cn"]:
        return False
    if before and before in "十百千万零第〇几数":
        return True
    vague = match["cn"] == "一" and bool(match["cnmultiple"] or match["cnthing"])
    return vague or after.startswith(("来", "间", "生"))


def _changes(match: re.Match[str], after: str) -> bool:
    """True for 2个级别 and the like: a word that begins like the rest of a name but does not make one of an Arabic number."""
    return bool(match["number"]) and after.startswith(("级别", "计划单列")) and not match["time"]


def _quantity(match: re.Match[str]) -> Quantity | None:
    span = Span(*match.span())
    if match["half"]:
        return Quantity(span, FactKind.TIME_LIMIT, 0.5, "年")
    if match["parts"] or match["hundredths"]:
        return Quantity(span, FactKind.PERCENTAGE, _hundredths(match), "%")
    number = float(match["number"].replace(",", "")) if match["number"] else float(value(match["cn"]) or 0)
    scale = match["scale"] or match["cnscale"] or ""
    vague = match["vague"] or match["cnvague"]
    if match["share"]:
        return Quantity(span, FactKind.PERCENTAGE, number, match["share"], vague)
    if money := match["money"] or match["cnmoney"]:
        return Quantity(span, FactKind.MONEY, number, scale + money, vague)
    if time := match["time"] or match["cntime"]:
        unit = scale + (time if time == "个月" else time.removeprefix("个"))
        return None if number > 1900 and time == "年" else Quantity(span, FactKind.TIME_LIMIT, number, unit, vague)
    if multiple := match["multiple"] or match["cnmultiple"]:
        return Quantity(span, FactKind.QUANTITY, number, scale + multiple, vague)
    return Quantity(span, FactKind.COUNT, number, scale + (match["thing"] or match["cnthing"]), vague)


def _hundredths(match: re.Match[str]) -> float:
    if match["hundredths"]:
        return float(match["hundredths"].replace(",", ""))
    digits = "".join(str(value(char)) for char in match["point"] or "")
    return float(f"{value(match['parts'])}.{digits or 0}")
