"""Pinyin notes taken off, and the damage that putting them in has done read back.

Mirror pages carry notes such as ``醫(yī)``. The program that puts them in looks for characters in GBK *bytes*; where it
finds one across two others it cuts both, and what follows is decoded one byte off until an ASCII byte sets it right again.
Such a spot is read back from its bytes, and believed only where the next note confirms it and the words it gives are
words of the same document. What cannot be read back is marked ``damaged``: never compared, never quoted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from math import log1p
from operator import add, itemgetter

from normalizer.trace import Ledger, Splice, Traced

_LETTERS = "a-zāáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜńňǹḿ"
_TONED = re.compile("[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ]")
_NOTE = re.compile(rf"(?P<carrier>[\u3400-\u9fff])(?P<note>[(（](?P<reading>[{_LETTERS}]{{1,6}})[)）])")
_SPOT = re.compile(
    rf"(?P<lost>[?？])(?P<reading>[{_LETTERS}]{{1,6}})[)）](?P<residue>(?:[^\x00-\x7f。，、；：！？“”（）]{{0,14}}(?:[A-Za-z@\[\\\]^_`{{|}}~]|[?？](?=[,，。])))?)"
    rf"(?:[(（](?P<next>[{_LETTERS}]{{1,6}})[)）])?"
)
_BROKEN = re.compile(r"(?<=[\u3400-\u9fff])[?？](?P<mark>[!-/:-@！-／])[?？](?=[。，、；])")
_HABIT = 5  # toned notes that make a document an annotated one; single ones may be the author's
# Share of a reading's neighbouring pairs that must stand elsewhere in the document: less where the next note confirms it.
# On the baseline true readings reach .43 (confirmed) and .5, the best false ones .25.
_ATTESTED, _CONFIRMED = 0.5, 0.4
_MARKS = ",，。、；;"
_NO_ASCII = dict.fromkeys(range(0x80))
_MOST_READINGS = 400  # kept at each step of the search


def restore(text: Traced, ledger: Ledger) -> Traced:
    """Take off the notes of an annotated text and read back what they have damaged; other texts are left alone."""
    if len(_TONED.findall(text.text)) < _HABIT:
        return text
    notes = list(_NOTE.finditer(text.text))
    toned = (match for match in notes if _TONED.search(match["reading"]))
    if len(list(islice(toned, _HABIT))) < _HABIT:
        return text
    true = [match for match in notes if match["reading"] in _readings(match["carrier"])]
    for match in true:
        ledger.add("pinyin", match["note"])
    return _repaired(text.without(match.span("note") for match in true), true, ledger)


@cache
def _readings(char: str) -> frozenset[str]:
    from pypinyin import pinyin  # its dictionaries cost 50 ms to load, and few texts need them

    return frozenset(pinyin(char, heteronym=True)[0])


@dataclass(frozen=True, slots=True)
class _Codes:
    """The characters of a text that are two bytes in GBK, in the order of their bytes: of one text always the same."""

    all: tuple[tuple[str, bytes], ...]
    by_lead: Mapping[int, list[tuple[str, bytes]]]
    by_trail: Mapping[int, list[tuple[str, bytes]]]

    @classmethod
    def of(cls, text: str) -> _Codes:
        chars = "".join(set(text)).encode("gbk", "ignore").decode("gbk").translate(_NO_ASCII)
        found = sorted(zip(chars, _pairs(chars.encode("gbk")), strict=True), key=itemgetter(1))
        by_lead: defaultdict[int, list[tuple[str, bytes]]] = defaultdict(list)
        by_trail: defaultdict[int, list[tuple[str, bytes]]] = defaultdict(list)
        for entry in found:
            lead, trail = entry[1]
            by_lead[lead].append(entry)
            by_trail[trail].append(entry)
        return cls(tuple(found), by_lead, by_trail)

    def like(self, lead: int | None, trail: int | None) -> Sequence[tuple[str, bytes]]:
        """Those with these bytes; None stands for any byte."""
        if lead is None:
            return self.all if trail is None else self.by_trail.get(trail, ())
        return [entry for entry in self.by_lead.get(lead, ()) if trail is None or trail == entry[1][1]]


def _pairs(stream: bytes) -> list[bytes]:
    return [stream[at : at + 2] for at in range(0, len(stream), 2)]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The undamaged words of the document: its characters by the bytes they have in GBK, neighbouring pairs, and which
    characters carry which note."""

    codes: _Codes
    pairs: Counter[str]
    readings: Mapping[str, list[str]]

    @classmethod
    def of(cls, text: str, notes: list[re.Match[str]]) -> _Vocabulary:
        readings: defaultdict[str, list[str]] = defaultdict(list)
        for carrier, reading in dict.fromkeys(match.group("carrier", "reading") for match in notes):
            readings[reading].append(carrier)
        return cls(_Codes.of(text), Counter(map(add, text, text[1:])), readings)

    def attested(self, words: str) -> float:
        """The share of neighbouring pairs of ``words`` that the document has elsewhere; any word may stand before a mark."""
        pairs = [a + b for a, b in pairwise(words) if a not in _MARKS and b not in _MARKS]
        return sum(self.pairs[pair] > 0 for pair in pairs) / len(pairs) if pairs else 0.0

    def rank(self, words: str) -> tuple[float, float]:
        """How well ``words`` fit the document: attested pairs first, then how common they are."""
        return self.attested(words), sum(log1p(self.pairs[a + b]) for a, b in pairwise(words)) / (len(words) - 1)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a spot read before, as far as it can be told; ``sure`` where bytes and note agree, else it is only the likeliest."""

    words: str
    sure: bool


def _repaired(text: Traced, notes: list[re.Match[str]], ledger: Ledger) -> Traced:
    """``text`` with its damaged spots read back, by what is left of it and by the notes that were taken off."""
    shifted, broken = list(_SPOT.finditer(text.text)), list(_BROKEN.finditer(text.text))
    if not shifted and not broken:
        return text
    vocabulary = _Vocabulary.of(_NOTE.sub(r"\g<carrier>", text.text), notes)
    spots = [(*match.span(), _shifted(text.text, match, vocabulary)) for match in shifted]
    spots += [(*match.span(), _broken(text.text, match, vocabulary)) for match in broken]
    splices = []
    for start, end, reading in sorted(spots, key=lambda spot: spot[0]):
        words = reading.words if reading else text.text[start:end]
        mark = ledger.add("byte_shift" if reading and reading.sure else "damaged", text.text[start:end], words)
        splices.append(Splice(start, end, words, mark))
    return text.splice(splices)


def _shifted(text: str, match: re.Match[str], vocabulary: _Vocabulary) -> _Reading | None:
    """A spot with an orphan note: first as the bytes stand, then with one lost pair at each place."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    carriers = vocabulary.readings.get(match["reading"], [])
    if not match["residue"]:
        return _Reading(carriers[0], False) if len(carriers) == 1 else None
    streams: list[list[int | None]] = [[lead, *_bytes(match["residue"])] for lead in _leads(before, match["reading"])]
    whole = [words for stream in streams for words in _decodings(stream, vocabulary)]
    found = _best(whole, before, after, match["next"], vocabulary)
    if not found:
        patched = [
            words
            for stream in streams
            for at in range(1, len(stream), 2)
            for words in _decodings([*stream[:at], None, None, *stream[at:]], vocabulary, lost=at)
        ]
        found = _best(patched, before, after, match["next"], vocabulary)
    return _Reading(found, bool(match["next"])) if found else None


def _broken(text: str, match: re.Match[str], vocabulary: _Vocabulary) -> _Reading | None:
    """A spot without a note: one byte lost, a mark that was the middle of two characters, one byte lost."""
    around = text[match.start() - 1], text[match.end()]
    readings = _decodings([None, *_wide(match["mark"]), None], vocabulary)
    quoting = text.rfind("“", 0, match.start()) > text.rfind("”", 0, match.start())
    closing = [words for words in readings if ("”" in words) == quoting]
    found = _best(closing or readings, *around, None, vocabulary)
    return _Reading(found, False) if found else None


def _leads(before: str, reading: str) -> list[int]:
    """The bytes that, with the last byte of the character before, make a character of this reading: where the program cut."""
    last = _gbk(before)[-1:]
    return [byte for byte in range(0x81, 0xFF) if last and (char := _char(last[0], byte)) and reading in _readings(char)]


def _bytes(residue: str) -> list[int | None]:
    """The bytes of what is left; an unreadable one is None."""
    stream: list[int | None] = []
    for char in residue:
        stream += [None] if char in "?？" else list(_gbk(char))
    return stream


def _wide(mark: str) -> bytes:
    """The bytes of a mark in full width: what a page folds to half width was two bytes before."""
    return _gbk(chr(ord(mark) + 0xFEE0) if mark.isascii() else mark)


def _gbk(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


@cache
def _char(lead: int, trail: int) -> str | None:
    try:
        char = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 else None


def _decodings(stream: list[int | None], vocabulary: _Vocabulary, lost: int | None = None) -> list[str]:
    """All readings of a byte stream in the document's own characters. At ``lost`` stands a pair that GBK does not define."""
    if len(stream) % 2:
        return []
    partial: list[_Partial] = [("", 0, 0, 0)]
    for at in range(0, len(stream), 2):
        grown = [
            _grown(entry, char, code[1], vocabulary)
            for entry in partial
            for char, code in vocabulary.codes.like(stream[at], stream[at + 1])
            if at - 1 != lost or _char(entry[1], code[0]) is None
        ]
        partial = sorted(grown, key=lambda entry: -entry[2] / (entry[3] or 1))[:_MOST_READINGS]
    return [entry[0] for entry in partial]


_Partial = tuple[str, int, int, int]
"""The words read so far, their last byte, how many of their pairs are attested, how many pairs count."""


def _grown(entry: _Partial, char: str, trail: int, vocabulary: _Vocabulary) -> _Partial:
    """One character more."""
    words, _, attested, pairs = entry
    if words and words[-1] not in _MARKS and char not in _MARKS:
        return words + char, trail, attested + (words[-1] + char in vocabulary.pairs), pairs + 1
    return words + char, trail, attested, pairs


def _best(found: list[str], before: str, after: str, confirm: str | None, vocabulary: _Vocabulary) -> str | None:
    """The reading best attested in the document, if it is well attested and the next note, where there is one, confirms it."""
    fit = [words for words in found if words and (not confirm or confirm in _readings(words[-1]))]
    if not fit:
        return None
    best = max(sorted(set(fit)), key=lambda words: vocabulary.rank(before + words + after))
    return best if vocabulary.attested(before + best + after) >= (_CONFIRMED if confirm else _ATTESTED) else None
