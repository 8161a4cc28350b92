"""Atom feeds over many reports: all of them, of one topic, of one source. An entry is the same in every feed and has the same id.

A feed of a topic or a source holds no days, only what happened there; events on whole documents stand in the feed of every topic, because a
paper has no one topic and its repeal concerns them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from differ.subjects import TOPICS
from domain.card import Paper
from domain.errors import InputError
from domain.report import Report
from reports.language import _
from reports.renderers import atom

LONGEST = 30
"""Reports a feed looks back: six working weeks. A reader that was away longer has the reports themselves."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a feed is about; neither: everything. ``source`` is the id, ``name`` what a reader calls it."""

    topic: str = ""
    source: str = ""
    name: str = ""

    @property
    def title(self) -> str:
        said = [_("主题：{name}").format(name=self.topic)] if self.topic else []
        said += [_("来源：{name}").format(name=self.name or self.source)] if self.source else []
        return " · ".join([_("药械政策变动"), *said])

    def of(self, report: Report) -> Report:
        """The report without what this feed is not about."""
        return replace(
            report,
            cards=tuple(one for one in report.cards if self._wants(one.paper, one.topics)),
            editorial=tuple(one for one in report.editorial if self._wants(one.paper, one.topics)),
            new_papers=tuple(one for one in report.new_papers if self._wants(one.paper, one.topics)),
            notices=tuple(one for one in report.notices if self._wants(one.paper, (self.topic,))),
        )

    def _wants(self, paper: Paper, topics: Iterable[str]) -> bool:
        return (not self.topic or self.topic in topics) and (not self.source or paper.source == self.source)


ALL = Choice()


def feed(reports: Sequence[Report], choice: Choice = ALL) -> bytes:
    """The feed of the newest :data:`LONGEST` of ``reports`` (newest first). Raises InputError for a topic there is none of."""
    if choice.topic and choice.topic not in TOPICS:
        raise InputError(f"no topic is called {choice.topic!r}; use one of: {'、'.join(TOPICS)}")
    days = choice == ALL
    entries = [entry for report in reports[:LONGEST] for entry in atom.entries(choice.of(report), days=days)]
    moment = atom.moment(reports[0]) if reports else atom.NEVER
    return atom.document(choice.title, atom.identity("feed", choice.topic, choice.source), moment, entries)
