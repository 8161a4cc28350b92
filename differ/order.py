"""Moved, or only pushed along: which pairs changed their place for themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from differ.fold import key
from differ.numbers import CHINESE
from differ.sentences import longest_increasing
from differ.text import Text

_HEADING_NUMBER = re.compile(rf"^(?:第[{CHINESE}\d]+[编章节]|[{CHINESE}]+、|\([{CHINESE}]+\)|\d+[.、])")


def moved(old: Sequence[Text], new: Sequence[Text], pairs: Mapping[int, int]) -> set[int]:
    """Old positions of the pairs that stand elsewhere in the order, or under another heading.

    The fewest measures that must be taken out for the rest to keep its order are the moved ones; two that exchanged
    their numbers both moved. A heading that was renumbered, renamed, put in or dissolved moves nothing.
    """
    settled = sorted(pairs.items())
    kept = {settled[i][0] for i in longest_increasing([j for _, j in settled])}
    out = {i for i, _ in settled if i not in kept}
    out |= {i for i in kept if _exchanged(old, new, pairs, i, out)}
    return out | _other_section(old, new, {i: j for i, j in settled if i not in out})


def _exchanged(old: Sequence[Text], new: Sequence[Text], pairs: Mapping[int, int], i: int, out: set[int]) -> bool:
    """True if ``i`` and a neighbour that left the order took each other's numbers."""
    mine = old[i].number, new[pairs[i]].number
    return any(
        neighbour in out and (new[pairs[neighbour]].number, old[neighbour].number) == mine for neighbour in (i - 1, i + 1)
    )


def _other_section(old: Sequence[Text], new: Sequence[Text], pairs: Mapping[int, int]) -> set[int]:
    """Pairs whose new heading is neither what became of the old one nor a new one that most of its measures followed."""
    before = {i: heading(old[i].measure.section) for i in pairs}
    after = {i: heading(new[j].measure.section) for i, j in pairs.items()}
    forth = _most([(before[i], after[i]) for i in pairs])
    back = _most([(after[i], before[i]) for i in pairs])
    return {
        i
        for i in pairs
        if before[i] and after[i] and before[i] != after[i] and forth[before[i]] != after[i] and back[after[i]] != before[i]
    }


def heading(section: str | None) -> str:
    """A section's path without the numbers of its headings."""
    return "›".join(_HEADING_NUMBER.sub("", key(part)) for part in (section or "").split("›"))


def _most(links: list[tuple[str, str]]) -> dict[str, str]:
    counted: dict[str, Counter[str]] = {}
    for one, other in links:
        counted.setdefault(one, Counter())[other] += 1
    return {one: max(sorted(others), key=lambda other: (others[other], other == one)) for one, others in counted.items()}
