"""Which sources a firing of the schedule is for: those whose own schedule fires, and those without one at the project's times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.firing import falls
from crawler.sources import load_sources
from monitor.config import Project


@dataclass(frozen=True, slots=True)
class Timetable:
    """``schedules`` holds the lines of each enabled source by its id: its own, or the project's ``cron``."""

    cron: str
    schedules: Mapping[str, tuple[str, ...]]

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line that a source goes by, each once; never none."""
        return tuple(dict.fromkeys(line for lines in self.schedules.values() for line in lines)) or (self.cron,)

    @property
    def own(self) -> int:
        """How many sources have other times than the project's."""
        return sum(lines != (self.cron,) for lines in self.schedules.values())

    def due(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """The sources with a firing after ``since`` and not after ``until`` (both aware)."""
        return tuple(name for name, lines in self.schedules.items() if falls(lines, since, until))


def timetable(project: Project, cron: str) -> Timetable:
    """The schedules of a project's sources as its files are now. Raises ConfigError for a file that is wrong."""
    sources = load_sources(project.sources).values()
    return Timetable(cron, {source.id: source.schedule or (cron,) for source in sources if source.enabled})
