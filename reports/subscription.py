"""A report as one recipient asked for it: what a subscription lets through, and how much it left out.

What is not known is never a reason to hide: a paper without a province, a measure without a topic passes. The health of the sources is
never filtered, because 无变动 is only to be believed beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from domain.card import Card, Move, Paper, Rank
from domain.correction import Correction
from domain.digest import Row
from domain.document import PublicationLevel
from domain.errors import ConfigError
from domain.report import Hidden, Line, NewPaper, Notice, Report, Upcoming
from domain.subscription import Subscription
from reports.digest_part import part
from reports.direction import event_words
from reports.language import _
from reports.lines import lines
from reports.matching import KINDS, Thing, fold, kinds_of, text_of
from reports.recount import recount

LEVELS = {
    "官方原文": PublicationLevel.OFFICIAL,
    "官方解读": PublicationLevel.INTERPRETATION,
    "媒体转载": PublicationLevel.MEDIA,
    "非官方镜像": PublicationLevel.MIRROR,
}
T = TypeVar("T", Card, Move, NewPaper, Notice, Upcoming)


def check(subscription: Subscription, where: str) -> None:
    """Raises ConfigError, beginning with ``where``, for a kind or level that there is not."""
    for name, given, known in (("kinds", subscription.kinds, KINDS), ("levels", subscription.levels, tuple(LEVELS))):
        if unknown := [word for word in given if word not in known]:
            raise ConfigError(f"{where}: {name} knows no {unknown[0]!r}; use any of: {', '.join(known)}")


def filtered(report: Report, asked: Subscription, sources: Mapping[int, str] | None = None) -> Report:
    """The report with what the subscription lets through, its numbers counted again, and :attr:`Report.hidden` set if anything is left out.

    ``sources`` gives the source id of a paper by the paper's id. Reminders and notices that are left out are items too; in a digest, which
    reminds of nothing, the dates it lists are.
    """
    sieve = _Sieve(asked, sources or {})
    kept = replace(
        report,
        cards=sieve.some(report.cards),
        editorial=() if asked.only_substantive else sieve.some(report.editorial),
        moves=() if asked.only_substantive else sieve.some(report.moves),
        new_papers=sieve.some(report.new_papers),
        notices=sieve.some(report.notices),
        upcoming=sieve.some(report.upcoming),
        seen=sieve.some(report.seen),
        renumbered=tuple(one for one in report.renumbered if sieve.paper(one.paper)),
    )
    if report.digest:
        kept = part(report, kept, report.digest, sieve.row)
    hidden = Hidden(_items(report) - _items(kept), _substance(report) - _substance(kept))
    if not hidden.items and kept == report:
        return report
    shown = _lines(report, kept)
    return replace(
        kept,
        lines=shown,
        verdict=kept.verdict if report.digest else recount(report, kept),
        corrections=tuple(_renumbered(one, report, shown) for one in report.corrections),
        hidden=hidden if hidden.items else None,
    )


def words(hidden: Hidden) -> str:
    """``已按订阅隐藏 4 项（含 1 项实质）``."""
    return _("已按订阅隐藏 {items} 项（含 {substantive} 项实质）").format(items=hidden.items, substantive=hidden.substantive)


class _Sieve:
    """One subscription, asked of one thing after another."""

    def __init__(self, asked: Subscription, sources: Mapping[int, str]) -> None:
        self.asked = asked
        self.sources = sources
        self.keywords = tuple(fold(word) for word in asked.keywords)

    def some(self, things: Iterable[T]) -> tuple[T, ...]:
        return tuple(one for one in things if self.passes(one))

    def passes(self, one: Thing) -> bool:
        return (
            self.paper(one.paper)
            and _any(self.asked.topics, getattr(one, "topics", ()))
            and _any(self.asked.products, getattr(one, "products", ()))
            and (not self.asked.kinds or not kinds_of(one).isdisjoint(self.asked.kinds))
            and (not self.keywords or any(word in fold(text_of(one)) for word in self.keywords))
        )

    def row(self, row: Row) -> bool:
        """A row of a digest that leads to no card: by what is known of it, its province, its main topic and its words."""
        said = " ".join((row.paper, row.subject, *(f"{step.what} {step.value}" for step in row.steps)))
        return (
            _one(self.asked.provinces, row.province)
            and _one(self.asked.topics, row.topic)
            and (not self.keywords or any(word in fold(said) for word in self.keywords))
        )

    def paper(self, paper: Paper) -> bool:
        return (
            _one(self.asked.provinces, paper.province)
            and _one(self.asked.levels, next((name for name, level in LEVELS.items() if level is paper.level), None))
            and _one(self.asked.sources, self.sources.get(paper.id))
        )


def _one(asked: tuple[str, ...], value: str | None) -> bool:
    return not asked or not value or value in asked


def _any(asked: tuple[str, ...], values: tuple[str, ...]) -> bool:
    return not asked or not values or not set(asked).isdisjoint(values)


def _items(report: Report) -> int:
    shown = (report.cards, report.editorial, report.moves, report.new_papers, report.notices, report.seen)
    rest = sum(bool(one.reminder) for one in report.upcoming)
    if report.digest:
        rest = len(report.upcoming) + len(report.digest.reverted)
    return rest + sum(len(things) for things in shown)


def _substance(report: Report) -> int:
    """Changes in substance, new documents, and what ends or begins: a repeal, a date that is reminded of."""
    effects = sum(event_words(one.kind)[0] is Rank.EFFECT for one in report.notices)
    return len(report.cards) + len(report.new_papers) + effects + sum(bool(one.reminder) for one in report.upcoming)


def _lines(report: Report, kept: Report) -> tuple[Line, ...]:
    """The lines without those of what is left out; a line of a date is known by its words."""
    gone = {one.id for name in ("cards", "new_papers", "notices") for one in getattr(report, name)}
    gone -= {one.id for name in ("cards", "new_papers", "notices") for one in getattr(kept, name)}
    dates = set(lines((), (), (), (one for one in report.upcoming if one not in kept.upcoming)))
    return tuple(line for line in report.lines if line.target not in gone and line not in dates)


def _renumbered(one: Correction, report: Report, shown: tuple[Line, ...]) -> Correction:
    """A correction by the number that its line has here; where it has none, and for other days, it goes by its 变动号."""
    numbers = {line.target: number for number, line in enumerate(shown, 1)} if report.corrects and one.on == report.on else {}
    return replace(one, number=numbers.get(one.item, 0))
