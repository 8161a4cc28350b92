"""The forms in which a decision orders: 增加一条，作为 …, 删去 …, 将 … 改为 …, 合并, 单列一条, 分为两条, and what they do to which articles.

All patterns run over folded text whose quotations are masked (:mod:`differ.quoted`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from differ.numbers import CHINESE, chinese_numeral, chinese_value
from domain.change import Status

NUMBER = rf"(?:第[{CHINESE}\d]+条(?:之[{CHINESE}]+)?|(?<![条款])第?\([{CHINESE}\d]+\)项)"
LIST = rf"{NUMBER}(?:(?:、|和|与|及|以及|至|到){NUMBER})*"
_PART = rf"(?:第[{CHINESE}]+款)?(?:第\(?[{CHINESE}\d]+\)?项)?"
_COUNT = rf"[{CHINESE}]+(?:条|项)"
_AS = r",?(?:分别|依次)?(?:作为|列为|改为|为)"
_BECOMES = r"(?:相应|依次|分别|顺序)?(?:改为|调整为|变更为|作为|顺延为)"

_ADDED = re.compile(rf"(?:在{NUMBER}(?:之)?[后前]面?,?)?(?:新)?增加{_COUNT}{_AS}(?P<new>{LIST})")
_MERGED = re.compile(rf"(?P<old>{LIST})(?:的规定)?(?:合并|并为一条|合为一条)(?:为{_COUNT})?{_AS}?(?P<new>{NUMBER})")
_ALONE = re.compile(
    rf"(?P<old>{NUMBER}){_PART}(?:、第[{CHINESE}]+款)*(?:单列|单独|独立)(?:成|为|作为)?{_COUNT}?{_AS}(?P<new>{NUMBER})"
)
_OUT = re.compile(rf"(?P<old>{NUMBER})第[{CHINESE}]+款(?:、第[{CHINESE}]+款)*{_BECOMES}(?P<new>{NUMBER})(?!第)")
_APART = re.compile(rf"(?P<old>{NUMBER})(?:分为|拆分为|拆为|改为)[二两三四五六]条{_AS}(?P<new>{LIST})")
_RENAMED = re.compile(rf"(?P<old>{LIST}),?{_BECOMES}(?P<new>{LIST})(?!第|中)")
_GONE = re.compile(
    rf"(?:删去|删除|废止)原?(?P<old>{LIST})(?![第中]|的)|(?P<past>{LIST})(?:予以)?(?:删去|删除|废止)(?=$|[,。;])"
)
_FORMS = (
    (_ADDED, Status.ADDED),
    (_MERGED, Status.MERGED),
    (_ALONE, Status.SPLIT),
    (_OUT, Status.SPLIT),
    (_APART, Status.SPLIT),
    (_GONE, Status.DELETED),
    (_RENAMED, Status.RENUMBERED),
)


@dataclass(frozen=True, slots=True)
class Order:
    """One order about whole articles. ``old`` and ``new`` as for :class:`domain.witness.Claim`; ``start`` and ``end`` in the sentence."""

    status: Status
    old: tuple[str, ...]
    new: tuple[str, ...]
    start: int
    end: int


def orders(sentence: str) -> list[Order]:
    """The orders about whole articles in a sentence, in reading order; where two forms fit, the more telling one."""
    found: list[Order] = []
    for form, status in _FORMS:
        for match in form.finditer(sentence):
            if not any(order.start < match.end() and match.start() < order.end for order in found):
                found.extend(_orders(match, status))
    return sorted(found, key=lambda order: order.start)


def _orders(match: re.Match[str], status: Status) -> Iterator[Order]:
    groups = match.groupdict()
    old = numbers_in(groups.get("old") or groups.get("past") or "")
    new = numbers_in(groups.get("new") or "")
    if status in (Status.MERGED, Status.SPLIT):
        yield Order(status, old, new, match.start(), match.end())
    elif status is Status.RENUMBERED:
        for one, other in zip(old, new, strict=False):
            yield Order(status, (one,), (other,), match.start(), match.end())
    elif status is Status.ADDED:
        for number in new:
            yield Order(status, (), (number,), match.start(), match.end())
    else:
        for number in old:
            yield Order(status, (number,), (), match.start(), match.end())


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a list, ranges told out: 第三条、第五条至第七条 -> 第三条, 第五条, 第六条, 第七条."""
    found: list[str] = []
    place = 0
    for match in re.finditer(NUMBER, text):
        if found and text[place : match.start()] in ("至", "到"):
            found.extend(_between(found[-1], match.group()))
        found.append(match.group() if match.group().startswith("第") else f"第{match.group()}")
        place = match.end()
    return tuple(found)


def _between(first: str, last: str) -> list[str]:
    """The numbers that lie between two, in the same writing; none where they cannot be counted."""
    ends = [chinese_value(re.sub(r"[第条项()]", "", number)) for number in (first, last)]
    if ends[0] is None or ends[1] is None or ends[1] - ends[0] > 500:
        return []
    form = "第{}条" if "条" in first else "第({})项"
    return [form.format(chinese_numeral(value)) for value in range(ends[0] + 1, ends[1])]
