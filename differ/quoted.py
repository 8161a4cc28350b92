"""Quoted wording set aside, so that what an amending decision quotes is never taken for what it orders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from differ.fold import key

_MARK = re.compile(r"〈(\d+)〉")


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` with every quotation replaced by 〈n〉, where ``pieces[n]`` is what stood between the marks."""

    text: str
    pieces: tuple[str, ...]

    def whole(self, part: str) -> str:
        """A part of ``text`` with its quotations put back."""
        return _MARK.sub(lambda mark: f"“{self.pieces[int(mark[1])]}”", part)

    def words(self, part: str) -> list[str]:
        """The comparison forms of the quotations that ``part`` refers to."""
        return [key(self.pieces[int(number)]) for number in _MARK.findall(part)]


def masked(text: str) -> Masked:
    """Set the quotations of ``text`` aside. A quotation of several paragraphs opens each anew and closes once (“…⏎“…⏎“…”); straight
    quotes open and close in turn. One that never closes ends with the text."""
    out: list[str] = []
    pieces: list[str] = []
    inside: list[str] | None = None
    for character in text.replace("〈", "<").replace("〉", ">"):
        if inside is None and character in '“"':
            inside = []
        elif inside is not None and character in '”"':
            _put_away(inside, out, pieces)
            inside = None
        elif inside is not None:
            inside += [character] if character != "“" else []
        else:
            out.append(character)
    if inside is not None:
        _put_away(inside, out, pieces)
    return Masked("".join(out), tuple(pieces))


def _put_away(inside: Sequence[str], out: list[str], pieces: list[str]) -> None:
    out.append(f"〈{len(pieces)}〉")
    pieces.append("".join(inside).strip())
