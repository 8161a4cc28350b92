"""Which acts stand in which row of the matrix, so that every strong link of two provinces is found in a row where both measures stand.

First the groups of :mod:`differ.joined`. Then an act that names the matter of a row stands there too, whatever else it says. What strong links
are left join loosely among themselves, or stand beside the row that one of their measures is in, or make a row of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from differ.acts import Act
from differ.joined import CLEAR, JOIN, LOOSE, Likeness, join
from differ.matters import FINER, OBJECTS
from domain.relation import Link, Place

ROUNDS = 2
"""Times that acts are joined: once all, then those that stand in no row."""


@dataclass(slots=True)
class Draft:
    """A row in the making: numbers of acts that say its commitment, of acts only ``beside`` it, and the matter it is about, if it has a name."""

    acts: list[int]
    matter: str | None
    beside: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Field:
    """All acts of a call, the column of each, how alike they are, and the strong links between columns, best first and by measure."""

    acts: Sequence[Act]
    columns: Sequence[int]
    alike: Likeness
    strong: Sequence[Link]
    linked: Mapping[Place, Set[Place]]

    def places(self, acts: Iterable[int]) -> set[Place]:
        return {self.acts[number].place for number in acts}

    def mean(self, act: int, row: Sequence[int]) -> float:
        """The average likeness of an act to those of a row in other columns."""
        others = [other for other in row if self.columns[other] != self.columns[act]]
        row_of = self.alike.get(act, {})
        return sum(row_of.get(other, 0.0) for other in others) / len(others) if others else 0.0


def gather(ground: Field) -> list[Draft]:
    """The rows: each said in at least two columns, and every strong link in one of them."""
    drafts: list[Draft] = []
    for _ in range(ROUNDS):
        taken = {number for draft in drafts for number in draft.acts}
        free = [number for number in range(len(ground.acts)) if number not in taken]
        groups = join(free, ground.acts, ground.columns, ground.alike, JOIN)
        made = [Draft(group, _matter(ground, group)) for group in groups if _stands(ground, group)]
        drafts += [draft for draft in made if _at_home(ground, draft)]
    _say_too(ground, drafts)
    cover = _Cover(ground, drafts)
    cover.loosely()
    cover.rest()
    return cover.drafts


def _stands(ground: Field, group: Sequence[int]) -> bool:
    """True for a group that a strong link runs through, that names one thing to be done, or with two acts that are plainly one."""
    places = ground.places(group)
    if any(ground.linked[place] & places for place in places):
        return True
    matter = _matter(ground, group)
    if matter is not None and matter not in OBJECTS:
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
    known = [matter for matter, columns in named.items() if len(columns) > 1 and 2 * len(columns) > width]
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


def _at_home(ground: Field, draft: Draft) -> bool:
    """Sends the acts away that name another thing to be done than the row; True if two columns are left."""
    if draft.matter is not None:
        draft.acts = [number for number in draft.acts if _belongs(ground.acts[number], draft.matter)]
    return len({ground.columns[number] for number in draft.acts}) > 1


def _belongs(act: Act, matter: str) -> bool:
    return matter in act.matters or not act.matters - OBJECTS


class _Cover:
    """Brings the strong links that no row shows yet into one."""

    def __init__(self, ground: Field, drafts: list[Draft]) -> None:
        self.drafts = drafts
        self._ground = ground
        self._acts: dict[Place, list[int]] = defaultdict(list)
        self._rows: dict[Place, set[int]] = defaultdict(set)
        for number, act in enumerate(ground.acts):
            self._acts[act.place].append(number)
        for at, draft in enumerate(drafts):
            self._note(at, draft.acts)

    def loosely(self) -> None:
        """Rows of the acts that stand nowhere yet, of measures in links that no row shows."""
        left = [(link.a, link.b) for link in self._ground.strong if self._open(link)]
        taken = {number for draft in self.drafts for number in draft.acts}
        places = sorted({place for pair in left for place in pair}, key=lambda place: (place.document, place.ordinal))
        free = [number for place in places for number in self._acts[place] if number not in taken]
        for group in join(free, self._ground.acts, self._ground.columns, self._ground.alike, LOOSE):
            here = self._ground.places(group)
            if any(one in here and other in here for one, other in left):
                self._add(Draft(group, _matter(self._ground, group)))

    def rest(self) -> None:
        for link in self._ground.strong:
            if self._open(link):
                self._place(link)

    def _open(self, link: Link) -> bool:
        return self._rows[link.a].isdisjoint(self._rows[link.b])

    def _place(self, link: Link) -> None:
        """One measure of a link goes into the row of the other that it is most like; where neither stands in one, they get their own."""
        best = max(self._offers(link), key=lambda offer: offer[0], default=None)
        if best is None:
            self._add(self._own(link))
            return
        value, at, number = best
        draft = self.drafts[at]
        says = value >= LOOSE and (draft.matter is None or draft.matter in self._ground.acts[number].matters)
        (draft.acts if says else draft.beside).append(number)
        self._note(at, [number])

    def _offers(self, link: Link) -> Iterator[tuple[float, int, int]]:
        """Likeness, row and act: what either measure says, against each row that the other one stands in."""
        for here, there in ((link.a, link.b), (link.b, link.a)):
            for at in sorted(self._rows[there]):
                for number in self._acts[here]:
                    yield self._ground.mean(number, self.drafts[at].acts), at, number

    def _own(self, link: Link) -> Draft:
        pairs = [(one, other) for one in self._acts[link.a] for other in self._acts[link.b]]
        alike = self._ground.alike
        one, other = max(pairs, key=lambda pair: alike.get(pair[0], {}).get(pair[1], 0.0))
        return Draft(sorted((one, other)), _matter(self._ground, (one, other)))

    def _add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self._note(len(self.drafts) - 1, draft.acts)

    def _note(self, at: int, acts: Iterable[int]) -> None:
        for place in self._ground.places(acts):
            self._rows[place].add(at)
