"""The date of a row: printed in it in one of many forms, alone or with a label, beside the link or inside (reference §2.0)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from crawler.cms.select import words
from crawler.cms.titles import DATE_ALONE, TRAILING

if TYPE_CHECKING:
    from parsel import Selector

DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
BOXED = (
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\s+(?P<year>(?:19|20)\d{2})\s*[-./年]\s*(?P<month>\d{1,2})\s*月?(?![\d./-])"),
    re.compile(r"(?<!\d)(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})\s*日?\s+(?P<year>(?:19|20)\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s+(?P<month>\d{1,2})\s*[-./月]\s*(?P<day>\d{1,2})(?!\d)"),
)
"""A date drawn as a leaf of a calendar: day above year and month, or the year apart from the rest."""
WIDE = {ord(wide): plain for wide, plain in zip("０１２３４５６７８９－／．—–", "0123456789-/.--", strict=True)}
ALONE = re.compile(rf"^\s*(?:\w{{0,4}}(?:日期|时间)\s*[:：])?{DATE_ALONE[1:]}")
"""A piece of text that is a date and nothing else, with its label at most."""
PUBLISHED = re.compile(r"(?:发布|公布|公开|发文)(?:日期|时间)")
LABELLED = re.compile(rf"{PUBLISHED.pattern}\s*[:：]?\s*({DATE.pattern})")
UNTIL = re.compile(rf"(?:至|到|[~～]|(?:截止|截至|结束|到期|有效期)(?:日期|时间|日|至)?)\s*[:：]?\s*{DATE.pattern}日?")
"""The end of a time: until when opinions are asked for, or a paper is in force."""
HEADINGS = ("p", "h1", "h2", "h3", "h4", "h5")
"""Elements of a link that hold its title."""


def read_date(text: str) -> date | None:
    """The last date in a piece of text, in any of the printed forms; None if there is none or it is no day of the calendar."""
    for year, month, day in reversed(DATE.findall(text.translate(WIDE))):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def printed_date(text: str) -> date | None:
    """:func:`read_date`, or the date that is drawn as a leaf of a calendar."""
    return read_date(text) or _boxed(text)


def date_of(node: Selector, link: Selector) -> date | None:
    """The date a row is listed under: beside the link before inside it, for titles hold dates too.

    One that is called 发布日期 goes before others, in a table by its head, and one that stands alone before one in a sentence.
    """
    beside = _plain(node.xpath(".//text()[not(ancestor-or-self::a)]").getall())
    labelled = LABELLED.search(beside)
    if found := _headed(node) or (labelled and read_date(labelled[1])) or _alone(beside) or printed_date(beside):
        return found
    inside = _plain(link.xpath(".//text()").getall())
    return _alone(inside) or _within(link) or _boxed(inside)


def _within(link: Selector) -> date | None:
    """The date in an element of the link that is not its title, or behind the title's last word."""
    parts = (words(part) for part in reversed(link.xpath("./*")) if part.root.tag not in HEADINGS)
    found = next(filter(None, map(read_date, parts)), None)
    trailing = TRAILING.search(words(link))
    return found or (read_date(trailing[0]) if trailing else None)


def _headed(node: Selector) -> date | None:
    """The date in the cell of a table row below the head 发布日期."""
    heads = node.xpath("self::tr/ancestor::table[1]//tr[th][1]/th")
    place = next((place for place, head in enumerate(heads) if PUBLISHED.search(words(head))), None)
    cells = node.xpath("./td")
    return read_date(words(cells[place])) if place is not None and place < len(cells) else None


def _plain(texts: Iterable[str]) -> str:
    """Pieces of text, one a line, without the ends of times."""
    return UNTIL.sub("", "\n".join(" ".join(text.split()) for text in texts).translate(WIDE))


def _alone(text: str) -> date | None:
    """The last line that is a date and nothing else."""
    return next((found for line in reversed(text.split("\n")) if ALONE.match(line) and (found := read_date(line))), None)


def _boxed(text: str) -> date | None:
    text = " ".join(text.translate(WIDE).split())
    for form in BOXED:
        if found := form.search(text):
            return read_date("{year}-{month}-{day}".format(**found.groupdict()))
    return None
