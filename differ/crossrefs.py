"""What the numbers of a text became, so that a reference that only follows renumbering is known for one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from differ.fold import key
from differ.numbers import CHINESE
from differ.text import Text

_NUMBER = re.compile(rf"^第[{CHINESE}\d]+条(?:之[{CHINESE}]+)?$")
_ITEM = re.compile(rf"^(\([{CHINESE}]+\)|[{CHINESE}\d]+)[.、]?$")
_HEADING = re.compile(rf"^第[{CHINESE}\d]+[编章节]")


def renumbering(old: Sequence[Text], new: Sequence[Text], pairs: Iterable[tuple[int, int]]) -> dict[str, frozenset[str]]:
    """Old reference -> the references it may have become (several for a split)."""
    found: dict[str, set[str]] = defaultdict(set)
    for i, j in pairs:
        found[reference(old[i].number)].add(reference(new[j].number))
        for one, other in zip(_headings(old[i]), _headings(new[j]), strict=False):
            found[one].add(other)
    return {number: frozenset(became) for number, became in found.items() if became != {number}}


def certain(renumbered: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The references that became one other and no third."""
    return {old: next(iter(new)) for old, new in renumbered.items() if len(new) == 1}


def reference(number: str) -> str:
    """How a text refers to a measure of this number: (四) as 第(四)项, 4. as 第4项, 第四条 as itself."""
    if _NUMBER.match(number):
        return number
    item = _ITEM.match(number)
    return f"第{item[1]}项" if item else number


def _headings(text: Text) -> list[str]:
    """The numbers of the headings above a measure, where a text can refer to them (第三章)."""
    parts = (key(part) for part in (text.measure.section or "").split("›"))
    return [match.group() for part in parts if (match := _HEADING.match(part))]
