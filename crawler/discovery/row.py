"""One row of a list looked at by hand: the list is read as ever, and then holds that row alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from crawler.cms import Answer, Ask, Family, Reading
from crawler.cms.article import File
from crawler.spiders.source import SourceSpider
from domain.source import Source


class OneRow(Family):
    """A family whose lists end up with their ``row``-th row, counted from 1, and say nothing of others."""

    name: ClassVar[str] = "one_row"

    def __init__(self, family: Family, row: int) -> None:
        self.family = family
        self.row = row

    def first(self, source: Source) -> Ask:
        return self.family.first(source)

    def read(self, answer: Answer, source: Source) -> Reading:
        reading = self.family.read(answer, source)
        if reading.listing is None:
            return reading
        chosen = reading.listing.entries[self.row - 1 : self.row]
        return Reading(replace(reading.listing, entries=chosen, expected_rows=None))

    def containers(self) -> tuple[str, ...]:
        return self.family.containers()

    def accept(self, answer: Answer) -> bool:
        return self.family.accept(answer)

    def page_of(self, answer: Answer) -> str | None:
        return self.family.page_of(answer)

    def attachments(self, answer: Answer) -> tuple[File, ...]:
        return self.family.attachments(answer)

    def interpretations(self, answer: Answer) -> tuple[str, ...]:
        return self.family.interpretations(answer)


class RowSpider(SourceSpider):
    """Walks a source as ever, with eyes for one row of the first page of its list."""

    name = "row"

    def __init__(self, *arguments: Any, **keys: Any) -> None:
        super().__init__(*arguments, **keys)
        self.family = OneRow(self.family, self.session.job.only)
