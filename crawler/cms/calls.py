"""The pager calls of static sites: ``createPageHTML(3, 0, "index", "html")`` with its arguments in whatever order (reference §2.3).

A call is told from the function's definition, which stands before it, by the number of pages it names, and from one that is
commented out by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.cms.select import parse

NAME = re.compile(
    r"(?<![\w.$])(?P<defined>function\s+)?createPage\w*\s*\((?P<arguments>(?:[^()'\"]|'[^']*'|\"[^\"]*\")*)\)", re.IGNORECASE
)
MAY_CALL = re.compile("createPage", re.IGNORECASE)
"""Stands in every page with a call; most articles have none, and need not be taken apart for it."""
ARGUMENT = re.compile(r"""\s*(?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>[^,'"]*?))\s*(?:,|$)""")
REMARK = re.compile(r"/\*.*?\*/|(?<![:\w\"'\\])//[^\n]*", re.DOTALL)
ELEMENT = re.compile(r"<!--.*?-->", re.DOTALL)
UNKNOWN = "?"  # stands for an argument whose value only the script knows
FILES = ("html", "shtml", "htm", "jhtml")


@dataclass(frozen=True, slots=True)
class Call:
    """``count`` pages, of which this is number ``index``; the first file is ``<name>.<extension>``, the rows ``rows`` in all.

    ``box``: the id of an element goes before the numbers. Empty or None is what the call does not say.
    """

    count: int
    index: int | None = None
    name: str = ""
    extension: str = ""
    rows: int | None = None
    box: bool = False


def calls(html: str) -> Iterator[Call]:
    """The calls of a page in page order: those its scripts make, and only if there is none those that stand anywhere else."""
    if not MAY_CALL.search(html):
        return iter(())
    scripts = parse(html).xpath("//script//text()").getall()
    for texts in ([REMARK.sub("", script) for script in scripts], [REMARK.sub("", ELEMENT.sub("", html))], [*scripts, html]):
        found = [call for text in texts for match in NAME.finditer(text) if (call := _call(match, html))]
        if found:
            return iter(found)
    return iter(())


def _call(match: re.Match[str], html: str) -> Call | None:
    """None for the definition, and for a call that names no number of pages."""
    if match["defined"]:
        return None
    said = [_plain(found, html) for found in ARGUMENT.finditer(match["arguments"]) if found[0]]
    places = [place for place, argument in enumerate(said) if argument.isdecimal()]
    if not places or UNKNOWN in said[: places[0]]:
        return None
    first, more = places[0], places[1:]
    adjacent = bool(more) and more[0] == first + 1
    ends = next((place for place, argument in enumerate(said) if place and argument.lower() in FILES), None)
    name = said[ends - 1] if ends else ""
    numbers = more[1:] if adjacent else more
    return Call(
        count=int(said[first]),
        index=int(said[more[0]]) if adjacent else None,
        name="" if name.isdecimal() else name,
        extension=said[ends] if ends else "",
        rows=int(said[numbers[-1]]) if numbers else None,
        box=first > 0 and (ends is None or ends > first),
    )


def _plain(found: re.Match[str], html: str) -> str:
    """An argument without its quotes; a variable of more than a letter is the number that the page gives it, if it does."""
    written = next((text.strip() for text in found.group("single", "double") if text is not None), None)
    if written is not None:
        return written
    name = found["bare"].strip()
    given = re.search(rf"\b{name}\s*=\s*[\"']?(\d+)", html) if len(name) > 1 and name.isidentifier() else None
    return given[1] if given else name if name.isdecimal() else UNKNOWN
