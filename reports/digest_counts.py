"""The numbers of a digest: its verdict, and its changed measures by main topic and province. They count what the digest shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from domain.digest import Row, Tally
from domain.report import Report, Verdict
from reports import count
from reports.lines import province_order


def counted(report: Report) -> Report:
    """The digest with the verdict of what stands in it; every card is one measure with its net effect."""
    verdict = Verdict(
        substantive=len(report.cards),
        documents=len({one.paper.id for one in report.cards}),
        new_documents=len(report.new_papers),
        effects=count.effects(report.notices, ()),
        editorial=len(report.editorial),
        renumbered=sum(one.count for one in report.renumbered),
        moved=len(report.moves),
        interpretations=len(report.seen),
        regrouped=sum(bool(one.rows) for one in report.editorial),
    )
    return replace(report, verdict=verdict)


def tallied(rows: Iterable[Row], cards: Collection[str]) -> tuple[tuple[str, ...], tuple[Tally, ...]]:
    """The provinces in the reader's order and a tally for each topic, that of most changes first and those without a topic last.

    ``cards`` are the ids of the changed measures: rows of anything else, and what was reverted, are not counted.
    """
    changes = [row for row in rows if row.target in cards]
    provinces = tuple(sorted({row.province for row in changes}, key=province_order))
    counts = Counter((row.topic, row.province) for row in changes)
    topics = dict.fromkeys(topic for topic, _ in counts)
    tallies = (Tally(topic, tuple(counts[topic, province] for province in provinces)) for topic in topics)
    return provinces, tuple(sorted(tallies, key=lambda one: (not one.topic, -one.total, one.topic)))
