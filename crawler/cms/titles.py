"""Titles and 文号 as people are to read them, whatever a template or an interface put around and into them (reference §6.3, §4.1)."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from crawler.cms.select import CONTROL, words

if TYPE_CHECKING:
    from parsel import Selector

ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
INLINE = re.compile(r"</?(?:em|b|i|u|font|span|strong|mark)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?(?:br|p|div|a|img|sub|sup|h[1-6]|o:p|nobr|small|label)\b[^<>]*>", re.IGNORECASE)
"""Only what is a tag: 含量<5%且>1% is none."""
NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,20}\s*[〔\[【﹝（(［]\s*(?:19|20)\d{2}\s*[〕\]】﹞）)］]\s*(?:第\s*)?\d{1,5}\s*号"
)
"""A 文号, where it is all that an element of a row says (reference §4.1)."""
NO_NUMBER = ("", "无", "暂无", "无文号", "-", "--", "—", "——", "/", "null")
CUT = re.compile(r"\s*(?:…+|\.{2,}|。{2,}|⋯+)$")
DATE_ALONE = (
    r"^\s*[\[(（【]?\s*\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}日?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?\s*$"
)
UNDATED = rf"""text() | .//*//text()[not(re:test(., "{DATE_ALONE}"))]"""
TRAILING = re.compile(r"\s*[\[(（【]\s*\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?\s*[\])）】]$|\s+\d{4}[-./]\d{1,2}[-./]\d{1,2}$")
"""The date of the row at the end of a title; one that belongs to the title's own words stands neither in brackets nor apart."""


def clean(title: str) -> str:
    """A title without tags, entities, control and zero-width characters, leading dots and runs of white space.

    Search services mark words inside a title (``<em>``); a line break stands between words.
    """
    plain = ZERO_WIDTH.sub("", CONTROL.sub("", unescape(title)))
    return re.sub(r"\s+", " ", TAG.sub(" ", INLINE.sub("", plain))).strip().lstrip("·•").strip()


def number(printed: object) -> str | None:
    """A 文号 as a field gives it; None for the words that say there is none."""
    said = clean(str(printed)) if isinstance(printed, str | int) else ""
    return None if said in NO_NUMBER else said


def whole(link: Selector, row: Selector) -> str:
    """The title of a row: the ``title`` attribute of its link, else the link's text; a cut one only where nothing in the row goes on.

    Templates cut the text, some the attribute too, and some put the whole title on the row or on an element inside the link.
    """
    title = clean(link.attrib.get("title", "")) or _said(link)
    start = CUT.sub("", title)
    if start == title:
        return title
    others = (_said(link), *map(clean, row.xpath("@title | .//@title").getall()))
    return next((other for other in others if other.startswith(start) and other != title and not CUT.search(other)), title)


def _said(link: Selector) -> str:
    """The text of a link: that of its first heading or paragraph, else all of it but elements that are only a date."""
    parts = (words(part) for part in link.xpath(".//p | .//h1 | .//h2 | .//h3 | .//h4 | .//h5"))
    return TRAILING.sub("", clean(next(filter(None, parts), "") or "".join(link.xpath(UNDATED).getall())))
