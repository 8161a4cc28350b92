"""Which acts stand in which row of the matrix, so that every strong link of two provinces is found in a row where both measures stand.

First the groups of :mod:`differ.joined`. Then an act that names the matter of a row stands there too, whatever else it says. What strong links
are left join loosely among themselves, or stand beside the row that one of their measures is in, or make a row of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from differ.acts import Act
from differ.joined import CLEAR, JOIN, LOOSE, Likeness, join
from differ.matters import FINER, OBJECTS
from domain.relation import Link, Place


@dataclass(slots=True)
class Draft:
    """A row in the making: numbers of acts that say its commitment, of acts only ``beside`` it, and the matter it is about, if it has a name."""

    acts: list[int]
    matter: str | None
    beside: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Field:
    """All acts of a call, the column of each, how alike they are, and the strong links between columns."""

    acts: Sequence[Act]
    columns: Sequence[int]
    alike: Likeness
    strong: Sequence[Link]

    def places(self, acts: Iterable[int]) -> set[Place]:
        return {self.acts[number].place for number in acts}

    def mean(self, act: int, row: Sequence[int]) -> float:
        """The average likeness of an act to those of a row in other columns."""
        others = [other for other in row if self.columns[other] != self.columns[act]]
        row_of = self.alike.get(act, {})
        return sum(row_of.get(other, 0.0) for other in others) / len(others) if others else 0.0


def gather(ground: Field) -> list[Draft]:
    """The rows: each said in at least two columns, and every strong link in one of them."""
    groups = join(range(len(ground.acts)), ground.acts, ground.columns, ground.alike, JOIN)
    drafts = [Draft(group, _matter(ground, group)) for group in groups if _stands(ground, group)]
    _say_too(ground, drafts)
    drafts += _loosely(ground, drafts)
    for link in _uncovered(ground, drafts):
        _cover(ground, drafts, link)
    return drafts


def _stands(ground: Field, group: Sequence[int]) -> bool:
    """True for a group that a strong link runs through, or with two acts that are plainly one."""
    places = ground.places(group)
    if any(link.a in places and link.b in places for link in ground.strong):
        return True
    return max((ground.alike.get(one, {}).get(other, 0.0) for one in group for other in group), default=0.0) >= CLEAR


def _matter(ground: Field, group: Sequence[int]) -> str | None:
    """The matter that the most columns of a group name: at least two, and more than half of them."""
    named: dict[str, set[int]] = defaultdict(set)
    times: Counter[str] = Counter()
    for number in group:
        for matter in ground.acts[number].matters:
            named[matter].add(ground.columns[number])
            times[matter] += 1
    width = len({ground.columns[number] for number in group})
    known = [matter for matter, columns in named.items() if len(columns) >= max(2, width / 2 + 0.1)]
    return min(
        known,
        key=lambda matter: (matter in OBJECTS, -len(named[matter]), matter not in FINER, -times[matter], matter),
        default=None,
    )


def _say_too(ground: Field, drafts: Sequence[Draft]) -> None:
    """An act with several matters stands in the row of each."""
    rows: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.matter and draft.matter not in OBJECTS:
            rows[draft.matter].append(draft)
    for number, act in enumerate(ground.acts):
        for matter in sorted(act.matters & rows.keys()):
            if not any(number in draft.acts for draft in rows[matter]):
                max(rows[matter], key=lambda draft: ground.mean(number, draft.acts)).acts.append(number)
    for draft in drafts:
        draft.acts.sort()


def _loosely(ground: Field, drafts: Sequence[Draft]) -> list[Draft]:
    """Rows of the acts that stand nowhere yet, of measures in links that no row shows."""
    left = list(_uncovered(ground, drafts))
    places = {place for link in left for place in (link.a, link.b)}
    taken = {number for draft in drafts for number in draft.acts}
    free = [number for number, act in enumerate(ground.acts) if act.place in places and number not in taken]
    wanted = {(link.a, link.b) for link in left}
    groups = join(free, ground.acts, ground.columns, ground.alike, LOOSE)
    return [Draft(group, _matter(ground, group)) for group in groups if _any(wanted, ground.places(group))]


def _any(wanted: Iterable[tuple[Place, Place]], places: set[Place]) -> bool:
    return any(one in places and other in places for one, other in wanted)


def _uncovered(ground: Field, drafts: Sequence[Draft]) -> Iterator[Link]:
    """The strong links that no row shows, best first; asked anew for each, as rows grow while they are gone through."""
    for link in ground.strong:
        if not any({link.a, link.b} <= ground.places([*draft.acts, *draft.beside]) for draft in drafts):
            yield link


def _cover(ground: Field, drafts: list[Draft], link: Link) -> None:
    """Put one measure of a link into the row of the other that it is most like; a row of their own where neither stands in one."""
    best: tuple[float, int, int] | None = None
    for here, there in ((link.a, link.b), (link.b, link.a)):
        for at, draft in enumerate(drafts):
            if there in ground.places(draft.acts):
                for number in _acts_of(ground, here):
                    found = ground.mean(number, draft.acts), at, number
                    best = max(best, found, key=lambda one: one[0]) if best else found
    if best is None:
        drafts.append(_own(ground, link))
        return
    value, at, number = best
    (drafts[at].acts if value >= LOOSE else drafts[at].beside).append(number)


def _acts_of(ground: Field, place: Place) -> list[int]:
    return [number for number, act in enumerate(ground.acts) if act.place == place]


def _own(ground: Field, link: Link) -> Draft:
    pairs = [(one, other) for one in _acts_of(ground, link.a) for other in _acts_of(ground, link.b)]
    best = max(pairs, key=lambda pair: _between(ground.alike, *pair))
    return Draft(sorted(best), _matter(ground, best))


def _between(alike: Likeness, one: int, other: int) -> float:
    row: Mapping[int, float] = alike.get(one, {})
    return row.get(other, 0.0)
