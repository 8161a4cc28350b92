"""Other texts that speak of a document: a second publication, an interpretation, an amending decision.

None of them makes a version. What they say is laid beside what the document says, and where the two differ both are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.change import Change, EditKind, Status
from domain.text import Span


@dataclass(frozen=True, slots=True)
class Divergence:
    """One place where two publications of one document differ, the official text first.

    ``official_number`` and ``other_number`` are the measures as printed, None outside of measures or where one page lacks the
    measure; then that side is empty. Spans are in the canonical texts, None for sentences outside of measures.
    """

    official: str
    other: str
    official_number: str | None = None
    other_number: str | None = None
    official_span: Span | None = None
    other_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of an interpretation (``said``) where the measure has others (``stands``). One side is empty where it adds or leaves out."""

    said: str
    stands: str
    said_span: Span
    stands_span: Span
    kind: EditKind


@dataclass(frozen=True, slots=True)
class Restatement:
    """A passage of an interpretation that restates a measure: its place there, and the place of the words it restates.

    ``by_title``: only the title is repeated, perhaps shortened; then nothing can be held against it.
    """

    ordinal: int
    number: str
    passage: Span
    stands: Span
    by_title: bool = False
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """An interpretation held against its document. ``alone`` are its clauses with a number that stands in no measure they restate:
    they must never be taken for commitments of the document."""

    restatements: tuple[Restatement, ...]
    alone: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause of an amending decision says it does.

    ``status`` is what a comparison ought to say; ``old`` and ``new`` the numbers as printed (one ``old`` and several ``new`` for a split, the reverse
    for a merger; ``new`` is empty where the number stays or is not told). ``words`` are (old, new) replacements in the article; one may be empty. ``wording``
    is the quoted new text, whole if ``entire``. ``throughout``: said of all articles that have the word. ``adjusts``: the clause
    only says that the order of articles follows. ``instrument`` is the 《》 title the clause names, ``evidence`` the clause itself.
    """

    status: Status
    evidence: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    wording: str = ""
    entire: bool = False
    throughout: bool = False
    adjusts: bool = False
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """A document that another one ends by name: its 《》 title, its 文号 if that is given, and the sentence that says so.

    ``parts`` are the articles or items that alone are ended; empty for the whole document.
    """

    title: str
    words: str
    document_number: str | None = None
    parts: tuple[str, ...] = ()


class Verdict(StrEnum):
    AGREES = "agrees"  # 一致
    FOLLOWS = "follows"  # 决定未逐条写明, 由顺序调整或统一替换而来
    DIFFERS = "differs"  # 两处说法不同
    NOT_FOUND = "not_found"  # 决定写明, 比对未见
    NOT_CLAIMED = "not_claimed"  # 比对所见, 决定未写


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim and the change it speaks of, side by side; one of the two may be missing. ``note`` is one Chinese sentence."""

    verdict: Verdict
    claim: Claim | None
    change: Change | None
    note: str = ""
