"""The index that a browser searches without a server.

Three kinds of scripts, each a call with one piece of JSON, so that they load from disk too:

- ``start.js``: the folding table, the titles of all documents, and how many files of words there are;
- ``w<n>.js``: search words and the documents they stand in. A word is in the file that its first character's code leaves as a remainder;
- ``d<id>.js``: the measures of one document, loaded only for documents that a search found.

Words lead to documents and not to measures: that keeps the index small, and the browser finds the measure in the text it then has anyway.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property

from domain.document import Measure
from domain.record import DocumentRecord
from reports.safety import visible
from reports.site import places
from reports.site.drawing import draw, script
from reports.site.papers import reading, standing
from reports.site.shelves import Shelves
from reports.site.words import HAN, LATIN, folded, postings, tokens
from reports.site.writing import Page, key

SHARE = 80
"""Documents for each file of words. One of 25 long measures that share no sentence with others adds about 5 KB (bench/site.py), so that a
file stays well under a megabyte."""


def pages(shelves: Shelves) -> Iterator[Page]:
    yield Page(places.SEARCH, key("search"), lambda: draw("search.html.j2", places.SEARCH))
    yield Page(places.SCRIPT, key("script"), script)
    texts = {}
    for record in shelves.records.values():
        texts[record.id] = _text_key(shelves, record)
        yield _text(shelves, record, texts[record.id])
    yield _start(shelves)
    index = _Words(shelves)
    for shard in range(index.shards):
        yield Page(f"{places.INDEX}/w{shard}.js", key("words", sorted(texts.items()), shelves.table), index.drawer(shard))


def _start(shelves: Shelves) -> Page:
    rows = [
        (
            one.id,
            visible(one.title),
            visible(" · ".join(filter(None, (one.province, one.document_number, standing(one, shelves.today))))),
        )
        for one in shelves.records.values()
    ]
    data = {"documents": rows, "shards": _Words(shelves).shards, "fold": shelves.table, "run": f"[{HAN}]+|[{LATIN}]+"}
    return Page(f"{places.INDEX}/start.js", key("start", data), lambda: _call("start", data))


def _text_key(shelves: Shelves, record: DocumentRecord) -> tuple[object, ...]:
    newest = shelves.versions(record.id)[-1]
    return record.title, record.document_number, newest.sequence, newest.fingerprint, newest.normalizer


def _text(shelves: Shelves, record: DocumentRecord, data: object) -> Page:
    def made() -> bytes:
        document = shelves.store.version(record.id)[1]
        lines = [_line(one, visible(words.text)) for _heading, one, words in reading(document)]
        return _call("text", [record.id, lines])

    return Page(_text_path(record.id), key("text", data), made)


def _line(measure: Measure | None, words: str) -> tuple[str, int, str]:
    """Where on the page of its document, how many characters of the words are its number and title, and the words."""
    if measure is None:
        return "text", 0, words
    head = visible(f"{measure.number}{measure.title}")
    return f"m{measure.ordinal}", len(head) if words.startswith(head) else 0, words


def _text_path(document: int) -> str:
    return f"{places.INDEX}/d{document}.js"


class _Words:
    """All search words, worked out only if some file of them has to be drawn. The texts are read from the pages beside them,
    which are put before: reading them from the store would cost a hundred times as much."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self.shards = 1 + len(shelves.records) // SHARE

    def drawer(self, shard: int) -> Callable[[], bytes]:
        return lambda: _call("words", [shard, self._files[shard]])

    @cached_property
    def _files(self) -> list[dict[str, str]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for record in self._shelves.records.values():
            lines = _read(self._shelves, record.id)
            words = folded("\n".join((record.title, record.document_number or "", *lines)), self._shelves.table)
            for token in tokens(words):
                found[token].append(record.id)
        files: list[dict[str, str]] = [{} for _shard in range(self.shards)]
        for token in sorted(found):
            files[ord(token[0]) % self.shards][token] = postings(sorted(found[token]))
        return files


def _read(shelves: Shelves, document: int) -> list[str]:
    content = (shelves.output / _text_path(document)).read_text("utf-8")
    return [words for _place, _head, words in json.loads(content[content.index("(") + 1 : content.rindex(")")])[1]]


def _call(name: str, data: object) -> bytes:
    """A script that hands ``data`` to ours."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"regdelta.{name}({text})\n".encode()
