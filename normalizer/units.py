"""Responsible units: who answers for a measure, in the printed order, and who leads.

Forms met: （省科技厅、省药监局按职责分工负责）, （责任单位：…）, （牵头单位：…；责任单位：…）, （省药监局牵头，相关部门配合）, and the same
without a bracket as a line of its own. A rule such as 列第一位的为牵头单位，下同 stands in the first bracket and holds for the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LEAD_RULE = re.compile(
    r"(?:排名|排序|排列|列|排)?(?:在)?(?:第一|首位)(?:位|名|个)?的?(?:单位|部门)?(?:，)?(?:即)?(?:为|是|作为)牵头(?:单位|部门)?"
)
DUTY = re.compile(r"负责|责任单位|责任部门|牵头|配合|分工|主办单位|协办单位|落实单位|下同")

_LABEL = re.compile(
    r"^(?P<role>牵头|责任|主办|承办|负责|落实|配合|协办|协同|参与|支持|参加|主管|实施)(?:责任)?(?:单位|部门|处室|地区)?(?:及责任单位)?[：:]"
)
_SECONDARY = ("配合", "协办", "协同", "参与", "支持", "参加")
_DROPPED = re.compile(
    r"(?:等(?:有关|相关|各)?(?:单位|部门)?)?(?:按照?(?:各自)?(?:的)?(?:职责|职能|任务)?(?:分工|职责|职能)?)?(?:分别|共同|具体|按)?(?:负责|牵头负责|牵头|配合|参与|协同|落实|组织实施)(?:落实|实施|推进)?$"
    r"|(?:等(?:有关|相关|各)?(?:单位|部门)?)?按照?(?:各自)?(?:职责|职能)(?:分工)?$|等(?:有关|相关)?(?:单位|部门)?$|^(?:由|会同|以及|及|和)"
)
_GENERIC = re.compile(r"^(?:各?(?:有关|相关|其他|试点|所在|属地|涉及)|各?责任单位|各(?:单位|部门)$|各成员单位|(?:有关|相关))")
_PROTECTED = re.compile(
    r"各[^，；、。]{0,4}(?:、[^，；、。]{1,3}){0,3}（?(?:[^，；。（）]{0,8}）)?(?:、[^，；、。]{1,3}){0,2}(?:人民)?政府|（[^（）]*）"
)
_SPLIT = re.compile(r"[、，,]|(?<=[局厅委办院会部])(?:会同|和|及|与)(?=[省市区县国各])")


@dataclass(frozen=True, slots=True)
class Duty:
    """Who answers: ``units`` named, ``lead`` among them, ``supporting`` those named only in general (相关部门)."""

    units: tuple[str, ...]
    lead: str | None
    supporting: tuple[str, ...]
    rule: bool


@lru_cache(maxsize=512)  # the brackets of one paper are mostly a few, said again and again
def parse(words: str, first_leads: bool) -> Duty:
    """Read the words of a responsibility bracket; ``first_leads`` if a rule above says that the first-named unit leads."""
    rule = bool(LEAD_RULE.search(words))
    units: list[str] = []
    supporting: list[str] = []
    lead: str | None = None
    for clause, role in _clauses(words):
        names = _names(clause)
        named = [name for name in names if not _GENERIC.match(name)]
        supporting += [name for name in names if _GENERIC.match(name) and name not in supporting]
        if role == "牵头" and lead is None and named:
            lead = named[0]
        units += [name for name in named if name not in units]
    if lead is None and units and (rule or first_leads):
        lead = units[0]
    return Duty(tuple(units), lead, tuple(supporting), rule)


def _clauses(words: str) -> list[tuple[str, str]]:
    """The clauses of a bracket with the role each one is in; the lead rule itself is no clause."""
    clauses = []
    role = ""
    for part in re.split(r"[；;。\n]|，(?=[^，]*(?:配合|参与|协同)(?:$|[。；]))|(?<=牵头)[，,、]|(?<=负责)[，,、]", words):
        rest = LEAD_RULE.sub("", part)
        rest = re.sub(r"[，,、]?下同$", "", rest).strip("，、。；: ：")
        rest = rest if rest == part.strip("，、。；: ：") else re.sub(r"[，,、]$", "", rest)
        label = _LABEL.match(rest) or _LABEL.match(part)
        if label:
            role = label["role"]
            rest = rest[label.end() :] if rest.startswith(label[0]) else rest
        own = "牵头" if rest.endswith(("牵头", "牵头负责")) else role
        if rest:
            clauses.append((rest, own))
    return clauses


def _names(clause: str) -> list[str]:
    """The names in a clause; enumerations inside 各市、县（市、区）人民政府 stay together."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\ue000{len(kept) - 1}\ue001"

    pieces = _SPLIT.split(_PROTECTED.sub(keep, clause))
    names = [re.sub("\ue000(\\d+)\ue001", lambda match: kept[int(match[1])], piece) for piece in pieces]
    return [name for piece in names if (name := _bare(piece))]


def _bare(name: str) -> str:
    """A unit's name without 按职责分工负责, 牵头, 等."""
    before = ""
    while name != before:
        before, name = name, _DROPPED.sub("", name.strip("。；，、 "))
    return name
