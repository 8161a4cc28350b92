"""What a document says about itself, each value with the words that carry it.

The head (before the first section or measure) and the tail (after the last measure) are read line by line; a date or a
name is believed only where the form of an official paper (GB/T 9704-2012) puts it. A value that the text does not give
is None, never a guess: 成文日期, 发布日期 and 施行日期 do not stand in for one another.
"""

from __future__ import annotations

import re

from domain.document import Basis
from normalizer import dates, issuers, patterns, titles
from normalizer.fields import Frame, Metadata, label
from normalizer.formats import Extract
from normalizer.script import simplified

_FOLLOWS = re.compile(
    r"(?:根据|依据|依照|按照|遵照|遵循|贯彻|落实|执行|对照)(?:落实|执行|实施)?(?:了)?(?:好)?(?P<issuer>[\u4e00-\u9fff、]{0,30}?)(?=《)"
)
_CHAIN = re.compile(r"(?:[（(][^（()）]{0,60}[）)])?(?:[、，和及与]|以及|和)?(?P<issuer>[\u4e00-\u9fff、]{0,20}?)(?=《)")


def read(frame: Frame, extract: Extract, has_measures: bool) -> Metadata:
    """All fields; ``extract`` brings what the page said outside of its body."""
    labels = {name: simplified(value) for name, value in extract.labels}
    meta = Metadata(published_on=extract.published_on)
    if extract.published_on:
        meta.say("published_on", Basis.STATED, extract.published_raw)
    titles.read(meta, frame, re.sub(r"\s+", "", extract.title) if extract.title else None, has_measures)
    issuers.read(meta, frame, labels)
    _issued(meta, frame, labels)
    _validity(meta, frame, labels)
    _basis(meta, frame)
    meta.index_number = _labelled(meta, labels, "index_number")
    meta.validity = _labelled(meta, labels, "validity")
    return meta


def _labelled(meta: Metadata, labels: dict[str, str], name: str) -> str | None:
    """A field that only the disclosure table gives."""
    value = label(labels, name)
    if value:
        meta.say(name, Basis.STATED, value)
    return value


def _issued(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """成文日期: the date under the signature, else the table's, else the printer's line, else the decree under a law's title."""
    for line in (*frame.head, *frame.tail):
        match = re.fullmatch(rf"(?:{patterns.BODY_NAME})?{patterns.DATE.pattern}", line)
        if match and _set_issued(meta, patterns.DATE.search(line), line):
            return
    named = label(labels, "issued_on")
    if named and _set_issued(meta, patterns.DATE.search(named) or patterns.ISO_DATE.search(named), named):
        return
    for line in frame.tail:
        if line.endswith("印发") and _set_issued(meta, patterns.DATE.search(line), line):
            return
    for line in frame.head:
        match = re.match(rf"[（(>]?{patterns.DATE.pattern}[^。]{{0,60}}(?:通过|公布|发布|令)", line)
        if match and _set_issued(meta, patterns.DATE.search(line), line):
            return


def _set_issued(meta: Metadata, match: re.Match[str] | None, raw: str) -> bool:
    found = patterns.day(match) if match else None
    if found:
        meta.issued_on = found
        meta.say("issued_on", Basis.STATED, raw)
    return bool(found)


def _validity(meta: Metadata, frame: Frame, labels: dict[str, str]) -> None:
    """施行日期 and the end of 有效期."""
    clause = dates.effect(frame.body, meta.issued_on, meta.published_on)
    named = label(labels, "effective_on")
    if clause:
        meta.effective_on = clause.day
        meta.say("effective_on", clause.basis, clause.raw)
    elif named and (match := patterns.ISO_DATE.search(named)):
        meta.effective_on = patterns.day(match)
        meta.say("effective_on", Basis.STATED, named)
    end = dates.expiry(frame.body, meta.effective_on)
    named = label(labels, "expires_on")
    if end:
        meta.expires_on = end.day
        meta.say("expires_on", end.basis, end.raw)
    elif named and (match := patterns.ISO_DATE.search(named)):
        meta.expires_on = patterns.day(match)
        meta.say("expires_on", Basis.STATED, named)


def _basis(meta: Metadata, frame: Frame) -> None:
    """The documents that the preamble says it follows (根据《…》, 贯彻落实《…》), with an issuer printed before the brackets."""
    found: list[str] = []
    for line in (*frame.head, frame.purpose):
        for match in _FOLLOWS.finditer(line):
            found += _chain(line, match)
    own = {meta.title, *meta.title_variants}
    meta.basis = tuple(dict.fromkeys(title for title in found if title not in own))
    for title in meta.basis:
        meta.say("basis", Basis.STATED, title)


def _chain(line: str, first: re.Match[str]) -> list[str]:
    """The titles 《A》《B》和《C》 that follow one 根据."""
    found = []
    step: re.Match[str] | None = first
    while step:
        title = titles.BRACKETED.match(line, step.end())
        if not title:
            break
        issuer = step["issuer"].strip("、")
        outside = title["title"].startswith("关于") and (patterns.BODY.match(issuer) or issuer == "国务院")
        found.append((issuer if outside else "") + title["title"])
        step = _CHAIN.match(line, title.end())
    return found
